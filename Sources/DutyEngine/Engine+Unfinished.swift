import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

/// What somebody asked for, when the daemon died after it was written and before everybody was told (kill -9).
extension Engine {
  /// Kinds that only an operation writes; a midnight, which has its audit, is none.
  private static let asked: Set<EventKind> = [
    .acted, .finding, .findingClassified, .findingJoined, .mockDrawn, .disowned, .ruling, .contact, .summons, .cascade,
    .designated, .designationWithdrawn, .bookAccepted,
  ]

  /// The newest operation in the ledger, where it may not have been told to everybody; `nil` for none.
  func unfinished() throws(EngineError) -> Unfinished? {
    let head = try reading { store throws(StoreError) in try store.head() }.number
    let last = try reading { store throws(StoreError) in try store.transactions(after: max(0, head - 8), limit: 8) }
    guard let index = last.lastIndex(where: { !$0.isDispatchAtOnce }) else { return nil }
    let kinds = Set(last[index].events.map(\.kind))
    guard !kinds.isDisjoint(with: Self.asked), !kinds.contains(.audited) else { return nil }
    var found = Unfinished(at: last[index].link.at)
    for stored in last[index].events { found.events.append(try readable(stored)) }
    for transaction in last[(index + 1)...] {
      if try toldWhoMoved(transaction) { found.isShown = true }
    }
    return found
  }

  /// Sends what an operation opened or moved, where it has not been sent: the same dispatches in the same order as if
  /// nothing had come between.
  func finish(_ operation: Unfinished, at now: Instant) throws(EngineError) {
    try dispatchUrgent(at: now)
    if !operation.isShown { try showUnfinished(operation.events, since: operation.at, now: now) }
  }

  private func readable(_ stored: StoredEvent) throws(EngineError) -> Event {
    do {
      return try stored.event()
    } catch {
      throw .store(.corrupt(path: "ledger", detail: "event \(stored.sequence): \(error)"))
    }
  }

  /// Whether a transaction is the new revision for those whose work changed hands.
  private func toldWhoMoved(_ transaction: StoredTransaction) throws(EngineError) -> Bool {
    for stored in transaction.events {
      if case .dispatched(let record) = try readable(stored), record.outcome == .immediate, record.tasks.isEmpty {
        return true
      }
    }
    return false
  }

  private func showUnfinished(_ events: [Event], since: Instant, now: Instant) throws(EngineError) {
    if events.contains(where: { if case .moved = $0 { true } else { false } }) {
      return try showMoves(events, at: now, since: since)
    }
    var touched: [String: [TaskRoles]] = [:]
    for case .acted(let acted) in events
    where [.return, .transfer, .resume, .reopen, .reissue, .void].contains(acted.action) {
      touched[acted.task] = try everybody(of: acted.task)
    }
    try showTouched(touched, at: now, since: since)
  }

  /// Everybody who had a role in a task so far.
  private func everybody(of task: String) throws(EngineError) -> [TaskRoles] {
    var roles: [TaskRoles] = []
    for stored in try reading({ store throws(StoreError) in try store.history(task: task) }) {
      switch try readable(stored) {
      case .generated(let record): roles.append(record.roles)
      case .moved(let move): roles.append(move.to)
      case .acted(let acted): if let now = acted.roles { roles.append(now) }
      default: break
      }
    }
    return roles
  }
}

/// An operation after which the daemon may have died.
struct Unfinished {
  var at: Instant
  var events: [Event] = []
  /// Whether those whose work changed hands have been told.
  var isShown = false
}

extension StoredTransaction {
  /// A revision of the day's queues, and nothing else.
  fileprivate var isDispatchAtOnce: Bool {
    events.allSatisfy { [.dispatched, .deliveryQueued, .process].contains($0.kind) }
  }
}
