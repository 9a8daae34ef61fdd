import DutyCalendar
import DutyLedger

extension ApprovalWish {
  /// Why nobody can consent to a wish any more.
  package enum Lapse: String, Hashable, Sendable, CaseIterable {
    /// The task is closed or void.
    case closed
    /// Somebody else holds the task than when it was asked.
    case changedHands = "changed-hands"
    /// The same person asked for the same thing again.
    case replaced
  }

  private static let holderThen = "asked-of"

  /// A wish as it is put down: with who holds the task.
  package static func asking(_ row: [String: JSONValue], of holder: String) -> JSONValue {
    .object(row.merging([holderThen: .string(holder)]) { $1 })
  }

  /// The row of `task-act` that it is.
  package var row: [String: JSONValue] {
    var row = wish.object ?? [:]
    row[Self.holderThen] = nil
    return row
  }

  package var action: String { wish["action"]?.string ?? "" }

  /// What took its ground from an open wish; `nil` where it stands.
  ///
  /// - Parameter task: as it is now; of one that is not known nothing is said.
  package func lapse(_ task: TaskRow?) -> Lapse? {
    guard outcome == .open, let task else { return nil }
    if !task.state.isOpen { return .closed }
    if let then = wish[Self.holderThen]?.string, then != task.record.roles.holder { return .changedHands }
    return nil
  }
}

extension AccessStore {
  /// Wishes as they stand: those that lost their ground since are ended, with what took it.
  ///
  /// - Shape: the same wishes in the same order, their outcomes as they are now.
  package func settled(
    _ wishes: [ApprovalWish], over store: any LedgerStore, at now: Instant
  ) throws(StoreError) -> [ApprovalWish] {
    var tasks: [String: TaskRow?] = [:]
    var result: [ApprovalWish] = []
    for var wish in wishes {
      if wish.outcome == .open {
        let task: TaskRow?
        if let known = tasks[wish.task] { task = known } else { task = try store.task(number: wish.task) }
        tasks[wish.task] = .some(task)
        if let lapse = wish.lapse(task) {
          _ = try decide(wish.id, .lapsed, by: "", reason: lapse.rawValue, at: now)
          (wish.outcome, wish.reason, wish.decidedAt) = (.lapsed, lapse.rawValue, now)
        }
      }
      result.append(wish)
    }
    return result
  }

  /// The wishes that still wait for somebody's consent, of those that are said to.
  package func standing(
    _ wishes: [ApprovalWish], over store: any LedgerStore, at now: Instant
  ) throws(StoreError) -> [ApprovalWish] {
    try settled(wishes, over: store, at: now).filter { $0.outcome == .open }
  }
}
