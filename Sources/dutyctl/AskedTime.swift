import ArgumentParser
import DutyCalendar
import DutyHost
import DutyLedger
import DutyPorts
import Foundation

/// The time that a question is about, and up to when what a ledger says counts for it.
///
/// - Shape: without `--at`, a ledger's own present, or the machine's; an hour is that instant; a day alone is asked
///   about as a whole, so that what the ledger took in in its course counts.
struct AskedTime {
  /// The instant of the question itself; of a day, its beginning.
  var instant: Instant
  /// The last instant whose events count.
  var known: Instant

  init(_ text: String?, in zone: Zone, _ store: (any LedgerStore)?) throws {
    guard let text else {
      instant = try store.map { try presentInstant($0) } ?? SystemClock().now()
      known = instant
      return
    }
    guard let found = parseInstant(text, in: zone) else {
      throw ValidationError(
        "`\(text)` is not a time; write 2026-11-23, \"2026-11-23 09:00\" or 2026-11-23T09:00:00+08:00")
    }
    instant = found
    let day = CivilDate(text.trimmingCharacters(in: .whitespaces))
    known = day.map { zone.instant(LocalTime($0.adding(days: 1))).adding(seconds: -1) } ?? found
  }

  /// What was designated or withdrawn in the course of the day, for a question about it as a whole.
  ///
  /// - Parameter isAsked: whether a designation is about what is asked.
  func changes(_ store: any LedgerStore, _ isAsked: (DesignationRecord) -> Bool) throws -> [String] {
    guard instant < known else { return [] }
    let before = try store.designations(at: instant.adding(seconds: -1)).filter(isAsked)
    let after = try store.designations(at: known).filter(isAsked)
    let hint = "; --at with an hour asks about one"
    let made = after.filter { one in !before.contains { $0.id == one.id } }.map { one in
      "note: \(one.id) was designated in the course of that day" + hint
    }
    let withdrawn = before.filter { one in !after.contains { $0.id == one.id } }.map { one in
      "note: \(one.id) was withdrawn in the course of that day: \(DesignationText.summary(one))" + hint
    }
    return made + withdrawn
  }
}
