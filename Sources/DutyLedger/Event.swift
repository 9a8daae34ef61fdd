import DutyCalendar
import DutyDigest

/// Something that happened: the only thing the ledger stores (design invariant 1).
///
/// - Shape: every case carries what cannot be derived again. Projections (tasks, entries, designations) are
///   folds over these and can be rebuilt from them. What is carried lies behind a reference: events are handed on far
///   more often than they are made.
package indirect enum Event: Hashable, Sendable {
  case bookAccepted(BookAccepted)
  case entry(EntryRecord)
  case generated(TaskRecord)
  /// A receipt that tasks refer to, stored once.
  case receipt(Receipt)
  case dispatched(DispatchRecord)
  case moved(TaskMove)
  case rederived(DeadlineChange)
  case rung(RungFired)
  case gap(GapRecord)
  case gapClosed(GapClosed)
  case designated(DesignationRecord)
  case designationWithdrawn(DesignationWithdrawn)
  case audited(AuditRecord)
  /// What a person did to a task.
  case acted(TaskActed)
  /// Something that stands on its own: a finding, a notice, a check-in.
  case fact(Fact)
  /// A process event: left out of a comparable export.
  case process(ProcessRecord)

  /// The name under which the event is stored and exported.
  package var kind: EventKind {
    switch self {
    case .bookAccepted: .bookAccepted
    case .entry: .entry
    case .generated: .generated
    case .receipt: .receipt
    case .dispatched: .dispatched
    case .moved: .moved
    case .rederived: .rederived
    case .rung: .rung
    case .gap: .gap
    case .gapClosed: .gapClosed
    case .designated: .designated
    case .designationWithdrawn: .designationWithdrawn
    case .audited: .audited
    case .acted: .acted
    case .fact(let fact): fact.kind
    case .process: .process
    }
  }
}

package enum EventKind: String, Hashable, Sendable, CaseIterable {
  case bookAccepted = "book-accepted"
  case entry
  case generated = "task-generated"
  case receipt
  case dispatched
  case moved = "task-moved"
  case rederived = "deadline-rederived"
  case rung = "rung-fired"
  case gap = "gap-opened"
  case gapClosed = "gap-closed"
  case designated
  case designationWithdrawn = "designation-withdrawn"
  case audited
  case acted = "task-acted"
  case process
  case finding
  case findingClassified = "finding-classified"
  case findingJoined = "finding-joined"
  case findingAnswered = "finding-answered"
  case mockDrawn = "mock-drawn"
  case evidence
  case disowned
  case ruling
  case partDone = "part-done"
  case signedOff = "signed-off"
  case progress
  case contact
  case summons
  case cascade
  case unitRung = "unit-rung"
  case noticeProposal = "notice-proposed"
  case noticeDecision = "notice-decided"
  case notice
  case noticeAnswer = "notice-answered"
  case noticeWithdrawal = "notice-withdrawn"
  case delivery
  case flag
  case flagLifted = "flag-lifted"
  case deduction
  case bonus
  case appeal
  case appealDecision = "appeal-decided"
  case ranking
  case roster
  case checkIn = "check-in"
  case spotCheck = "spot-check"
  case deliveryQueued = "delivery-queued"
  case deliveryAttempted = "delivery-attempted"
  case requestDone = "request-done"

  /// By the byte that it is, not by its name: every fact is filed under its kind.
  package func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
  }
}

/// A book came into force.
package struct BookAccepted: Hashable, Sendable {
  package var digest: String
  package var previous: String?
  /// `start`, `reload`, `confirmed`.
  package var reason: String
  /// Duties (streams) that this book has and its predecessor had not: they begin with the next period to open.
  package var newStreams: [String]

  package init(digest: String, previous: String?, reason: String, newStreams: [String]) {
    self.digest = digest
    self.previous = previous
    self.reason = reason
    self.newStreams = newStreams
  }
}

/// What became of a period.
package enum EntryOutcome: String, Hashable, Sendable, CaseIterable {
  case generated, skipped, missed, merged, suspended
}

/// The single record of a (duty, period, n).
///
/// - Shape: ``stream`` is the duty's name, or `duty/zone` for the part of a duty that a zone times otherwise, or
///   `duty/campaign`; ``digest`` covers the keys of its tasks.
package struct EntryRecord: Hashable, Sendable {
  package var stream: String
  package var period: String
  package var n: Int
  package var opens: Instant
  package var outcome: EntryOutcome
  package var reason: String
  package var count: Int
  package var digest: String
  package var book: String

  package init(
    stream: String, period: String, n: Int = 1, opens: Instant, outcome: EntryOutcome, reason: String = "",
    count: Int = 0, digest: String = "", book: String
  ) {
    self.stream = stream
    self.period = period
    self.n = n
    self.opens = opens
    self.outcome = outcome
    self.reason = reason
    self.count = count
    self.digest = digest
    self.book = book
  }
}

/// How a decision was made, as canonical JSON; its identifier is the digest of its body.
package struct Receipt: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case assignment, deadline }
  package var kind: Kind
  /// The first 16 hexadecimal digits of the SHA-256 of ``body``.
  package var id: String
  package var body: JSONValue

  package init(kind: Kind, body: JSONValue) {
    self.kind = kind
    self.body = body
    self.id = String(body.digest.hex.prefix(16))
  }
}

/// Queues went out, for a day.
package struct DispatchRecord: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    /// At the hour of the policy.
    case daily
    /// At once, because something is due before the next dispatch or does not wait for it (当场下单).
    case immediate
    /// The daemon was down at the hour, and a later one has come since.
    case missed
  }
  package var date: CivilDate
  /// From 1 within the day; 0 when missed.
  package var revision: Int
  package var outcome: Outcome
  package var reason: String
  /// The numbers of the tasks that were dispatched by it, sorted.
  package var tasks: [String]

  package init(date: CivilDate, revision: Int, outcome: Outcome, reason: String = "", tasks: [String]) {
    self.date = date
    self.revision = revision
    self.outcome = outcome
    self.reason = reason
    self.tasks = tasks
  }
}

/// An open task changed hands.
package struct TaskMove: Hashable, Sendable {
  package var task: String
  package var from: TaskRoles
  package var to: TaskRoles
  /// The receipt of the new assignment.
  package var assignment: String
  package var reason: String

  package init(task: String, from: TaskRoles, to: TaskRoles, assignment: String, reason: String) {
    self.task = task
    self.from = from
    self.to = to
    self.assignment = assignment
    self.reason = reason
  }
}

/// A change of hands with the instant at which it was recorded.
package struct MoveOnRecord: Hashable, Sendable {
  package var move: TaskMove
  package var at: Instant

  package init(move: TaskMove, at: Instant) {
    self.move = move
    self.at = at
  }
}

/// An open task's deadline was derived anew.
package struct DeadlineChange: Hashable, Sendable {
  /// What made another deadline of it.
  package enum Cause: Hashable, Sendable {
    /// The official calendar, or the office hours.
    case calendar
    /// A campaign that tightens what is open, by name.
    case campaign(String)
    /// The deadline had passed before the task was ever dispatched: it counts from the dispatch on.
    case dispatch

    /// As ``DeadlineChange/reason`` has it.
    package var text: String {
      switch self {
      case .calendar: "the official calendar or the office hours changed"
      case .campaign(let name): Self.campaign.before + name + Self.campaign.after
      case .dispatch: "it was past before the task was dispatched, and counts from the dispatch"
      }
    }

    fileprivate static let campaign = (before: "campaign ", after: " tightens what is open")
  }

  package var task: String
  package var from: Instant
  package var to: Instant
  package var deadline: String
  package var reason: String
  /// The limit that the task has from then on; empty where it keeps its own.
  package var limit: String

  package init(task: String, from: Instant, to: Instant, deadline: String, reason: String, limit: String = "") {
    self.task = task
    self.from = from
    self.to = to
    self.deadline = deadline
    self.reason = reason
    self.limit = limit
  }

  /// What it changes of the task's record.
  package var change: RecordChange {
    RecordChange(due: to, limit: limit.isEmpty ? nil : limit, deadline: deadline)
  }

  /// What its reason names; `nil` for another.
  package var cause: Cause? {
    if let plain = [Cause.calendar, .dispatch].first(where: { $0.text == reason }) { return plain }
    let (before, after) = Cause.campaign
    guard reason.hasPrefix(before), reason.hasSuffix(after) else { return nil }
    return .campaign(String(reason.dropFirst(before.count).dropLast(after.count)))
  }
}

/// A rung of a ladder fired for a task.
package struct RungFired: Hashable, Sendable {
  package var task: String
  package var ladder: String
  /// From 1.
  package var rung: Int
  /// When it was due to fire, by the task's deadline.
  package var nominal: Instant
  package var recipients: [String]
  /// Recipients by relation that resolved to nobody, so that it climbed.
  package var reason: String

  package init(
    task: String, ladder: String, rung: Int, nominal: Instant, recipients: [String], reason: String = ""
  ) {
    self.task = task
    self.ladder = ladder
    self.rung = rung
    self.nominal = nominal
    self.recipients = recipients
    self.reason = reason
  }
}

/// A class that no rule covers, on the office's designation list (M11).
package struct GapRecord: Hashable, Sendable {
  /// Derived from the role, the duty or standards and the witness.
  package var id: String
  package var role: String
  /// `duty:road-patrol` or `standard:exposed-rubbish`, `sector:…`.
  package var topic: String
  /// The first subject of the class, and how many pairs it stands for.
  package var witness: String
  package var pairs: Int
  package var from: CivilDate
  package var until: CivilDate
  package var reason: String

  package init(
    id: String, role: String, topic: String, witness: String, pairs: Int, from: CivilDate, until: CivilDate,
    reason: String
  ) {
    self.id = id
    self.role = role
    self.topic = topic
    self.witness = witness
    self.pairs = pairs
    self.from = from
    self.until = until
    self.reason = reason
  }
}

package struct GapClosed: Hashable, Sendable {
  package var id: String
  package var reason: String

  package init(id: String, reason: String) {
    self.id = id
    self.reason = reason
  }
}

/// A decision of the coordination office (创建办指定, M11); binds until it is withdrawn.
package struct DesignationRecord: Hashable, Sendable {
  /// Derived from author, day and content.
  package var id: String
  package var author: String
  package var date: CivilDate
  package var reason: String
  /// What it speaks of, as a rule's `for` would: empty strings are absent.
  package var duty: String
  package var standard: String
  /// Subject ids; a place stands for itself and what is below it.
  package var subjects: [String]
  /// Role name → unit or person id.
  package var roles: [String: String]
  package var until: CivilDate?

  package init(
    id: String, author: String, date: CivilDate, reason: String, duty: String, standard: String,
    subjects: [String], roles: [String: String], until: CivilDate?
  ) {
    self.id = id
    self.author = author
    self.date = date
    self.reason = reason
    self.duty = duty
    self.standard = standard
    self.subjects = subjects
    self.roles = roles
    self.until = until
  }
}

package struct DesignationWithdrawn: Hashable, Sendable {
  package var id: String
  package var author: String
  package var reason: String

  package init(id: String, author: String, reason: String) {
    self.id = id
    self.author = author
    self.reason = reason
  }
}

/// The nightly audit of a day (design §6): what should exist and does not, or the reverse.
package struct AuditRecord: Hashable, Sendable {
  package var date: CivilDate
  package var entries: Int
  package var tasks: Int
  package var differences: [String]

  package init(date: CivilDate, entries: Int, tasks: Int, differences: [String]) {
    self.date = date
    self.entries = entries
    self.tasks = tasks
    self.differences = differences
  }
}

/// The daemon started, stopped, or ran degraded.
package struct ProcessRecord: Hashable, Sendable {
  package var what: String
  package var detail: String

  package init(what: String, detail: String) {
    self.what = what
    self.detail = detail
  }
}
