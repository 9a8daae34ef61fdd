import DutyCalendar

/// What a person did to a task.
///
/// - Shape: ``by`` is the person who did it, ``approvedBy`` who allowed it where the table of actions asks for that;
///   the rest is what the action carries.
/// - Source: M34–M36; design invariant 7.
package struct TaskActed: Hashable, Sendable {
  package var task: String
  package var action: TaskAction
  package var by: String
  package var note: String
  /// Who approved it, where approval is needed.
  package var approvedBy: String?
  /// Measured values by name, in millionths (M19, M20).
  package var values: [String: Int]
  /// Hashes of the evidence that is shown with it.
  package var evidence: [String]
  /// Standards of the checklist that failed: each opens a rectification of its own.
  package var failed: [String]
  package var minutes: Int?
  package var position: Position?
  /// The deadline from now on (extend, return, resume, reopen), and its receipt.
  package var due: Instant?
  package var deadline: String
  /// Who has it from now on (transfer), and the receipt.
  package var roles: TaskRoles?
  package var assignment: String
  /// How it ended (verify, void).
  package var closure: Closure?
  /// Whose it is, where it was not ours; of a return, the supporting unit whose part falls short.
  package var whose: String
  /// The limit, the ladder and the book from now on (reissue).
  package var limit: String
  package var ladder: String
  package var book: String
  /// The user of the machine who typed it, as the socket knows it: `uid 1000`.
  package var via: String

  package init(
    task: String, action: TaskAction, by: String, note: String = "", approvedBy: String? = nil,
    values: [String: Int] = [:], evidence: [String] = [], failed: [String] = [], minutes: Int? = nil,
    position: Position? = nil, due: Instant? = nil, deadline: String = "", roles: TaskRoles? = nil,
    assignment: String = "", closure: Closure? = nil, whose: String = "",
    limit: String = "", ladder: String = "", book: String = "", via: String = ""
  ) {
    self.task = task
    self.action = action
    self.by = by
    self.note = note
    self.approvedBy = approvedBy
    self.values = values
    self.evidence = evidence
    self.failed = failed
    self.minutes = minutes
    self.position = position
    self.due = due
    self.deadline = deadline
    self.roles = roles
    self.assignment = assignment
    self.closure = closure
    self.whose = whose
    self.limit = limit
    self.ladder = ladder
    self.book = book
    self.via = via
  }
}

extension TaskActed {
  /// What it changes of the task's record; `nil` for nothing.
  fileprivate var change: RecordChange? {
    guard action == .reissue || due != nil || roles != nil else { return nil }
    func said(_ text: String, _ isSaid: Bool) -> String? { isSaid && !text.isEmpty ? text : nil }
    return RecordChange(
      due: due, limit: said(limit, action == .reissue), roles: roles, assignment: said(assignment, roles != nil),
      deadline: said(deadline, due != nil), ladder: action == .reissue ? ladder : nil,
      book: said(book, action == .reissue))
  }
}

/// How a task ended. Of rectifications only ``fixed`` counts as rectified.
package enum Closure: String, Hashable, Sendable, CaseIterable {
  /// An obligation that was met.
  case done
  case fixed
  case notFound = "not-found"
  case notOurs = "not-ours"
  case joined
  case void
}

extension TaskRow {
  /// The row after an action: the one place where an action's effects are written.
  ///
  /// - Errors: ``FoldError/refused(_:)`` when the state refuses it.
  package mutating func take(_ acted: TaskActed, at instant: Instant) throws(FoldError) {
    switch acted.action.next(from: state) {
    case .success(let next): state = next
    case .failure(let refusal): throw .refused(FoldText.refusal(number, refusal))
    }
    switch acted.action {
    case .dispatch: dispatchedAt = instant
    case .report: reportedAt = instant
    case .return: round += 1
    case .verify, .void:
      closedAt = instant
      closure = acted.closure ?? (acted.action == .void ? .void : .done)
    case .reopen:
      closedAt = nil
      closure = nil
      round += 1
    case .acknowledge, .extend, .transfer, .suspend, .resume, .reissue: break
    }
    // A second chance is not more time: what on time means moves only when more time was given.
    if let due = acted.due, [.extend, .resume, .reissue].contains(acted.action) { promised = due }
    if let change = acted.change { record = record.with(change) }
  }

  /// Whether it counts for its lead unit, done or not: work that was never dispatched, is void, joined to other work,
  /// somebody else's or suspended counts for nobody.
  package var counts: Bool {
    switch state {
    case .generated, .suspended, .voided: return false
    case .dispatched, .acknowledged, .reported, .returned, .closed: break
    }
    switch closure {
    case .void, .joined, .notOurs: return false
    case .done, .fixed, .notFound, nil: return true
    }
  }

  /// Whether what was owed came in time: reported at or before what was promised.
  package var isOnTime: Bool { reportedAt.map { $0 <= promised } ?? false }
}
