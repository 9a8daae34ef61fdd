import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

/// Periods that were never made, and how somebody has them made after all (补派).
extension Engine {
  package enum Backfill: Hashable, Sendable {
    case generated(Int)
    case refused(String)
  }

  /// Periods that go on today and have no entry, because their duty came into force after they had opened: a duty begins
  /// with the next period to open, unless somebody wants this one too.
  package func unopened(at now: Instant) throws(EngineError) -> [PlannedEntry] {
    let today = date(of: now)
    let books = try reading { store throws(StoreError) in try store.books() }
    var since: [String: Instant] = [:]
    for book in books { for stream in book.accepted.newStreams { since[stream] = book.since } }
    var found: [PlannedEntry] = []
    for (index, stream) in planner.streams.enumerated() {
      // A period lasts a year at the most: what is older than that has opened all of them.
      guard let begun = since[stream.id], date(of: begun) >= today.adding(days: -366) else { continue }
      for entry in running(index, on: today) where entry.opens <= begun && entry.opens <= now {
        let name = entry.period.name
        let known = try reading { store throws(StoreError) in
          try store.entry(stream: stream.id, period: name, n: entry.n)
        }
        if known == nil { found.append(entry) }
      }
    }
    return found
  }

  /// The periods of a stream that have begun to open and go on on a day.
  private func running(_ stream: Int, on day: CivilDate) -> [PlannedEntry] {
    let from = max(book.settings.start, day.adding(days: -366))
    return planner.entries(of: stream, from: from, to: day).filter { $0.outcome == .generate && $0.period.last >= day }
  }

  /// Generates a period after all: one that was missed, on the same row, or one that goes on and was never opened.
  ///
  /// - Parameter by: who has it made, a person of the register; stands in the entry's reason.
  package func backfill(
    stream id: String, period: String, n: Int, by: String, at now: Instant
  ) throws(EngineError) -> Backfill {
    let known = try reading { store throws(StoreError) in try store.entry(stream: id, period: period, n: n) }
    if let known, known.outcome != .missed {
      return .refused("\(id) \(period) is \(known.outcome.rawValue); only a missed period can be backfilled")
    }
    guard let index = planner.streamIndex(id) else {
      return .refused(
        known == nil
          ? "no entry \(id) \(period) in the ledger; see `dutyctl status`" : "the book in force has no duty `\(id)`")
    }
    let entry: PlannedEntry?
    if let known {
      let day = date(of: known.opens)
      entry = planner.entries(of: index, from: day, to: day).first { $0.period.name == period && $0.n == n }
    } else {
      entry = try unopened(at: now).first { $0.stream == index && $0.period.name == period && $0.n == n }
    }
    guard let entry, entry.outcome == .generate else {
      return .refused(
        known == nil
          ? "no entry \(id) \(period) in the ledger, and no period of that name goes on; see `dutyctl status`"
          : "the book in force does not open \(id) \(period)")
    }
    let why = known.map { "was missed: \($0.reason)" } ?? "had opened before its duty came into force"
    var receipts = Set<String>()
    var events = try generate(entry, at: now, isLate: true, &receipts)
    events = events.map { event in
      guard case .entry(var head) = event else { return event }
      head.reason = "backfilled by \(by); \(why)"
      return .entry(head)
    }
    try append(events, at: now)
    try dispatchUrgent(at: now)
    return .generated(events.count { if case .generated = $0 { true } else { false } })
  }

  func backfill(_ call: OperationCall) throws(EngineError) -> ControlReply {
    guard let duty = call.arguments["duty"]?.string, let period = call.arguments["period"]?.string else {
      return .error(
        400, "a backfill names a duty and a period", help: "dutyctl backfill road-patrol 2026-11-20 --by p-0017")
    }
    let n = Int(call.arguments["n"]?.int ?? 1)
    let by = call.text("by")
    try tick(at: call.at)
    // Who decides what the day's work is decides this as well.
    if let unfit = refusal(of: .designate, "have a period made after all", to: by, at: call.at) { return unfit.reply }
    switch try backfill(stream: duty, period: period, n: n, by: by, at: call.at) {
    case .generated(let count): return ControlReply(["outcome": "generated", "tasks": .int(Int64(count))])
    case .refused(let why):
      return .error(409, why, help: "see `dutyctl status --missed` for the periods that were missed or never opened")
    }
  }
}
