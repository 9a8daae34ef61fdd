import DutyCalendar
import DutyLedger
import DutyPorts

/// A dispatch without the tasks that it names, of which there may be very many.
struct SentDispatch: Hashable {
  var revision: Int
  var outcome: DispatchRecord.Outcome
  var at: Instant
}

/// What went out on the days that were asked for: a memory of the ledger, kept in step with what is appended.
struct SentDispatches {
  private var days: [CivilDate: [SentDispatch]] = [:]
  private static let mostDays = 3

  subscript(day: CivilDate) -> [SentDispatch]? { days[day] }

  mutating func learn(_ day: CivilDate, _ sent: [SentDispatch]) {
    if days.count >= Self.mostDays { days.removeAll() }
    days[day] = sent
  }

  mutating func note(_ events: [Event], at instant: Instant) {
    for case .dispatched(let record) in events {
      let sent = SentDispatch(revision: record.revision, outcome: record.outcome, at: instant)
      guard let known = days[record.date] else { continue }
      // By revision, as the ledger lists them.
      let place = known.firstIndex { $0.revision > sent.revision } ?? known.endIndex
      days[record.date]?.insert(sent, at: place)
    }
  }
}

extension Engine {
  /// The dispatches of a day by revision; read from the ledger once.
  func sent(on day: CivilDate) throws(EngineError) -> [SentDispatch] {
    if let known = dispatched[day] { return known }
    let stored = try reading { store throws(StoreError) in try store.dispatches(from: day, to: day) }
    let sent = stored.map { SentDispatch(revision: $0.record.revision, outcome: $0.record.outcome, at: $0.at) }
    dispatched.learn(day, sent)
    return sent
  }

  /// When queues last went out; `nil` for never.
  func lastSent(by day: CivilDate) throws(EngineError) -> Instant? {
    if let last = try sent(on: day).last { return last.at }
    return try reading { store throws(StoreError) in try store.lastDispatch() }?.at
  }
}
