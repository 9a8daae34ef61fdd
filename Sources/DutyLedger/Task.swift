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
    (a.duty, a.period, a.subject, a.grain, a.n) < (b.duty, b.period, b.subject, b.grain, b.n)
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
/// - Shape: ``number`` derives from the key; ``assignment`` and ``deadline`` name receipts.
package struct TaskRecord: Hashable, Sendable {
  package var key: TaskKey
  package var number: String
  /// When its period opened, nominally.
  package var opens: Instant
  package var due: Instant
  package var limit: String
  package var roles: TaskRoles
  /// Receipt identifiers: how the roles and the deadline were found.
  package var assignment: String
  package var deadline: String
  /// The ladder it was generated under, by name; empty for none.
  package var ladder: String
  package var isVeto: Bool
  /// The book in force, by digest.
  package var book: String
  /// Generated after its opening, because the daemon was down.
  package var isCaughtUp: Bool

  package init(
    key: TaskKey, opens: Instant, due: Instant, limit: String, roles: TaskRoles, assignment: String,
    deadline: String, ladder: String = "", isVeto: Bool = false, book: String, isCaughtUp: Bool = false
  ) {
    self.key = key
    self.number = TaskNumber.derive(from: key)
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
