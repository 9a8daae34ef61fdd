import DutyCalendar

/// The identity of a task: one obligation, whoever holds it (design invariant 2).
///
/// - Shape: ``grain`` is empty, a sector, a standard or a milestone, as the duty's grain says; ``n`` from 1.
///   No unit or person is part of it.
package struct TaskKey: Hashable, Comparable, Sendable {
  package var duty: String
  package var subject: String
  package var grain: String
  package var period: String
  package var n: Int

  package init(duty: String, subject: String, grain: String = "", period: String, n: Int = 1) {
    self.duty = duty
    self.subject = subject
    self.grain = grain
    self.period = period
    self.n = n
  }

  package static func < (a: TaskKey, b: TaskKey) -> Bool {
    // One by one: a tuple would take copies of all ten.
    if a.duty != b.duty { return a.duty < b.duty }
    if a.period != b.period { return a.period < b.period }
    if a.subject != b.subject { return a.subject < b.subject }
    return a.grain == b.grain ? a.n < b.n : a.grain < b.grain
  }
}

/// Who answers for a task: identifiers, as they were when they were decided.
package struct TaskRoles: Hashable, Sendable {
  package var lead: String
  package var leader: String
  package var holder: String
  package var verifier: String
  package var support: [String]

  package init(lead: String, leader: String, holder: String, verifier: String, support: [String] = []) {
    self.lead = lead
    self.leader = leader
    self.holder = holder
    self.verifier = verifier
    self.support = support
  }
}

/// A task (任务) as it was generated: what the ledger keeps of it for good.
///
/// - Shape: ``number`` derives from the key; ``assignment`` and ``deadline`` name receipts. A record does not change:
///   what holds one holds a reference, and a task that changes hands gets another by ``with(_:)``.
package final class TaskRecord: Sendable {
  package let key: TaskKey
  package let number: String
  /// When its period opened, nominally.
  package let opens: Instant
  package let due: Instant
  package let limit: String
  package let roles: TaskRoles
  /// Receipt identifiers: how the roles and the deadline were found.
  package let assignment: String
  package let deadline: String
  /// The ladder it was generated under, by name; empty for none.
  package let ladder: String
  package let isVeto: Bool
  /// The book in force, by digest.
  package let book: String
  /// Generated after its opening, because the daemon was down.
  package let isCaughtUp: Bool

  package convenience init(
    key: TaskKey, opens: Instant, due: Instant, limit: String, roles: TaskRoles, assignment: String,
    deadline: String, ladder: String = "", isVeto: Bool = false, book: String, isCaughtUp: Bool = false
  ) {
    self.init(
      stored: TaskNumber.derive(from: key), key: key, opens: opens, due: due, limit: limit, roles: roles,
      assignment: assignment, deadline: deadline, ladder: ladder, isVeto: isVeto, book: book, isCaughtUp: isCaughtUp)
  }

  /// A record as a store kept it: the number was derived when it was generated, and is not derived again.
  package init(
    stored number: String, key: TaskKey, opens: Instant, due: Instant, limit: String, roles: TaskRoles,
    assignment: String, deadline: String, ladder: String, isVeto: Bool, book: String, isCaughtUp: Bool
  ) {
    self.key = key
    self.number = number
    self.opens = opens
    self.due = due
    self.limit = limit
    self.roles = roles
    self.assignment = assignment
    self.deadline = deadline
    self.ladder = ladder
    self.isVeto = isVeto
    self.book = book
    self.isCaughtUp = isCaughtUp
  }

  /// The same obligation with what came of it since; what is `nil` stays as it is.
  package func with(_ change: RecordChange) -> TaskRecord {
    TaskRecord(
      stored: number, key: key, opens: opens, due: change.due ?? due, limit: change.limit ?? limit,
      roles: change.roles ?? roles, assignment: change.assignment ?? assignment,
      deadline: change.deadline ?? deadline, ladder: change.ladder ?? ladder, isVeto: isVeto,
      book: change.book ?? book, isCaughtUp: isCaughtUp)
  }
}

extension TaskRecord: Hashable {
  package static func == (a: TaskRecord, b: TaskRecord) -> Bool {
    a === b
      || a.number == b.number && a.key == b.key && a.opens == b.opens && a.due == b.due && a.limit == b.limit
        && a.roles == b.roles && a.assignment == b.assignment && a.deadline == b.deadline && a.ladder == b.ladder
        && a.isVeto == b.isVeto && a.book == b.book && a.isCaughtUp == b.isCaughtUp
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(number)
    hasher.combine(key)
    hasher.combine(due)
    hasher.combine(roles)
  }
}

/// What may change of a ``TaskRecord``.
package struct RecordChange {
  package var due: Instant?
  package var limit: String?
  package var roles: TaskRoles?
  package var assignment: String?
  package var deadline: String?
  package var ladder: String?
  package var book: String?

  package init(
    due: Instant? = nil, limit: String? = nil, roles: TaskRoles? = nil, assignment: String? = nil,
    deadline: String? = nil, ladder: String? = nil, book: String? = nil
  ) {
    self.due = due
    self.limit = limit
    self.roles = roles
    self.assignment = assignment
    self.deadline = deadline
    self.ladder = ladder
    self.book = book
  }
}

/// A task as it stands: its record with what happened since.
package struct TaskRow: Hashable, Sendable {
  /// The record, with the present roles and deadline in place of the first ones.
  package var record: TaskRecord
  package var state: TaskState
  /// Rungs fired so far; 0 for none.
  package var rung: Int
  package var dispatchedAt: Instant?
  /// How many times its work was returned or it was opened again.
  package var round: Int
  /// The deadline that on time is measured by: as first set, extended, or derived anew.
  package var promised: Instant
  /// The newest report.
  package var reportedAt: Instant?
  package var closedAt: Instant?
  package var closure: Closure?

  package init(
    record: TaskRecord, state: TaskState = .generated, rung: Int = 0, dispatchedAt: Instant? = nil, round: Int = 0,
    promised: Instant? = nil, reportedAt: Instant? = nil, closedAt: Instant? = nil, closure: Closure? = nil
  ) {
    self.record = record
    self.state = state
    self.rung = rung
    self.dispatchedAt = dispatchedAt
    self.round = round
    self.promised = promised ?? record.due
    self.reportedAt = reportedAt
    self.closedAt = closedAt
    self.closure = closure
  }

  package var number: String { record.number }
}
