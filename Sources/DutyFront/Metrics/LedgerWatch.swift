import DutyCalendar
import DutyLedger
import DutyPorts
import Synchronization

/// Figures that only grow, counted once and then carried on from each new transaction; and those of open tasks, counted
/// anew at most every ``freshness`` seconds.
///
/// - Laws: however often it is asked, a transaction is read once, and the open tasks are walked through once in a while.
final class LedgerWatch: Sendable {
  struct Figures: Sendable {
    var rungs: [RungCount] = []
    /// Attempts at delivery by how they ended.
    var deliveries: [String: Int] = [:]
    var open: [OpenAge] = []
    var openAt: Instant?
    /// Of the newest daily dispatch seen since the start: when it was due, and how many seconds later it was recorded.
    var dispatch: (due: Instant, late: Int64)?
    var dispatches = 0
    var head: Int64?
  }

  static let freshness: Int64 = 15
  private let kept = Mutex(Figures())

  /// How long ago a task opened, in days: the bounds between its ages.
  static let ages = [1, 3, 7, 14, 30]

  /// Reads what is new; blocks, so that it is done off the event loop.
  ///
  /// - Parameter first: the transaction after which what is told "since the start" counts; `nil` for the newest at the
  ///   first look.
  func figures(_ store: any LedgerStore, at now: Instant, since first: Int64? = nil) throws(StoreError) -> Figures {
    var figures = kept.withLock { $0 }
    if figures.head == nil { try begin(&figures, store, since: first) }
    try carryOn(&figures, store)
    if figures.openAt.map({ now.seconds - $0.seconds >= Self.freshness || now < $0 }) ?? true {
      let bounds = Self.ages.map { now.adding(seconds: Int64(-$0) * 86_400) }
      figures.open = try store.openAges(openedAfter: bounds, at: now)
      figures.openAt = now
    }
    let made = figures
    kept.withLock { kept in
      // Another who asked at the same time may be further on.
      if (kept.head ?? -1) <= (made.head ?? -1) { kept = made }
    }
    return figures
  }

  /// The whole ledger's figures and those since the start, and the transaction up to which they count.
  private func begin(
    _ figures: inout Figures, _ store: any LedgerStore, since first: Int64?
  ) throws(StoreError) {
    var head = try store.head().number
    while true {
      figures.rungs = try store.rungCounts()
      let after = try store.head().number
      if after == head { break }
      head = after
    }
    if let first, first < head {
      let all = figures.rungs
      figures.head = first
      try carryOn(&figures, store, upTo: head)
      // Rungs are the whole ledger's: these are among them.
      figures.rungs = all
    }
    figures.head = head
  }

  private func carryOn(
    _ figures: inout Figures, _ store: any LedgerStore, upTo end: Int64 = .max
  ) throws(StoreError) {
    while true {
      let found = try store.transactions(after: figures.head ?? 0, limit: 32).filter { $0.link.number <= end }
      guard let last = found.last else { return }
      figures.head = last.link.number
      for transaction in found {
        for event in transaction.events { count(event, transaction, &figures) }
      }
    }
  }

  private func count(_ event: StoredEvent, _ transaction: StoredTransaction, _ figures: inout Figures) {
    switch event.kind {
    case .rung:
      guard case .rung(let fired)? = try? event.event() else { return }
      let known = figures.rungs.firstIndex { $0.ladder == fired.ladder && $0.rung == fired.rung }
      if let known { figures.rungs[known].count += 1 } else {
        figures.rungs.append(RungCount(ladder: fired.ladder, rung: fired.rung, count: 1))
      }
    case .dispatched:
      guard case .dispatched(let record)? = try? event.event(), record.outcome == .daily else { return }
      figures.dispatches += 1
      figures.dispatch = (event.at, max(0, transaction.recordedAt.seconds - event.at.seconds))
    default:
      guard event.kind.rawValue == "delivery-attempted", let body = try? JSONValue(parsing: event.body) else { return }
      for attempt in body["attempts"]?.array ?? [] {
        guard let outcome = attempt["outcome"]?.string else { continue }
        figures.deliveries[outcome, default: 0] += attempt["messages"]?.array?.count ?? 1
      }
    }
  }
}
