import ArgumentParser
import DutyCalendar
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
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
  /// The last instant of which anything is told: of an hour that was asked about, the end of its day.
  var told: Instant

  init(_ text: String?, in zone: Zone, _ store: (any LedgerStore)?) throws {
    guard let text else {
      instant = try store.map { try presentInstant($0) } ?? SystemClock().now()
      (known, told) = (instant, instant)
      return
    }
    guard let found = parseInstant(text, in: zone) else {
      throw ValidationError(
        "`\(text)` is not a time; write 2026-11-23, \"2026-11-23 09:00\" or 2026-11-23T09:00:00+08:00")
    }
    instant = found
    told = zone.instant(LocalTime(zone.local(found).date.adding(days: 1))).adding(seconds: -1)
    known = CivilDate(text.trimmingCharacters(in: .whitespaces)) == nil ? found : told
  }

  /// What was designated or withdrawn in the course of the day that was asked about, or after the hour that was.
  ///
  /// - Parameter isAsked: whether a designation is about what is asked.
  func changes(
    _ store: any LedgerStore, _ isAsked: (DesignationRecord) -> Bool
  ) throws -> [DesignationChange] {
    guard instant < told else { return [] }
    let isLater = known < told
    let before = try store.designations(at: isLater ? known : instant.adding(seconds: -1)).filter(isAsked)
    let after = try store.designations(at: told).filter(isAsked)
    let (then, now) = (Set(before.map(\.id)), Set(after.map(\.id)))
    return after.filter { !then.contains($0.id) }.map {
      DesignationChange(record: $0, isMade: true, isLater: isLater)
    }
      + before.filter { !now.contains($0.id) }.map {
        DesignationChange(record: $0, isMade: false, isLater: isLater)
      }
  }
}

/// A designation that was made or withdrawn on the day that was asked about.
struct DesignationChange {
  var record: DesignationRecord
  /// Made, not withdrawn.
  var isMade: Bool
  /// After the hour that was asked about: it does not count there.
  var isLater: Bool

  var line: String {
    let what = isMade ? "designated" : "withdrawn"
    let said = "note: \(record.id) was \(what) "
    // What counts in the answer is shown there already.
    let about = isMade && !isLater ? "" : ": \(DesignationText.summary(record))"
    return isLater
      ? said + "later that day\(about)" : said + "in the course of that day\(about); --at with an hour asks about one"
  }

  var json: JSONValue {
    [
      "id": .string(record.id), "change": isMade ? "designated" : "withdrawn",
      "when": isLater ? "later" : "in-its-course", "designation": DesignationJSON.value(record),
    ]
  }
}
