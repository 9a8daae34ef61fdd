import DutyCalendar
import DutyLedger

/// One line of a queue: a task, as it concerns this reader.
///
/// - Shape: the lines of all readers share what is said of a task, for there are three or four of them to each.
package struct QueueLine: Hashable, Sendable {
  package var section: QueueSection
  package var role: QueueRole
  /// Why it stands in this queue; the documents say it in one line.
  package var reason: QueueReason
  private var shared: SharedTask

  package init(section: QueueSection, role: QueueRole, task: QueueTask, reason: QueueReason) {
    self.init(section: section, role: role, shared: SharedTask(task), reason: reason)
  }

  init(section: QueueSection, role: QueueRole, shared: SharedTask, reason: QueueReason) {
    self.section = section
    self.role = role
    self.shared = shared
    self.reason = reason
  }

  package var task: QueueTask {
    _read { yield shared.task }
    _modify {
      var task = shared.task
      defer { shared = SharedTask(task) }
      yield &task
    }
  }

  package var number: String { shared.task.number }
  package var isVeto: Bool { shared.task.isVeto }
}

/// What several lines say of one task.
final class SharedTask: Hashable, Sendable {
  let task: QueueTask

  init(_ task: QueueTask) { self.task = task }

  static func == (a: SharedTask, b: SharedTask) -> Bool { a === b || a.task == b.task }
  func hash(into hasher: inout Hasher) { hasher.combine(task) }
}

/// What a queue says of a task, the same for everyone who reads it.
package struct QueueTask: Hashable, Sendable {
  package var number: String
  /// Two digits beside the number that catch a slip of the pen.
  package var checkCode: String
  package var duty: String
  /// The duty's name, with its sector or milestone; the standard's name where the task is one standard.
  package var title: String
  package var period: String
  /// The occurrence within the period, from 1.
  package var n: Int
  package var subject: QueueSubject
  /// What is asked, in a sentence; empty: what the ``checklist`` says, and without one the title.
  package var ask: String
  package var checklist: [ChecklistItem]
  /// What a report must show: `photo`, `note`….
  package var evidence: [String]
  package var atLeast: [LeastAmount]
  package var opens: Instant
  package var due: Instant
  /// The limit in its canonical text: `3 workdays`.
  package var limit: String
  package var state: TaskState
  /// Rungs fired so far; 0 for none.
  package var rung: Int
  package var isVeto: Bool
  /// First dispatched on the queue's day.
  package var isNew: Bool
  /// Generated after its opening, because the daemon was down.
  package var isCaughtUp: Bool
  /// Due in a year whose official calendar is not announced yet.
  package var isProvisional: Bool
  /// How many times its work was returned or it was opened again.
  package var round: Int
  /// What the case is about; ``ask`` says it in words.
  package var matter: QueueCase?

  package init(
    number: String, checkCode: String, duty: String, title: String, period: String, n: Int = 1,
    subject: QueueSubject, ask: String = "", checklist: [ChecklistItem] = [], evidence: [String] = [],
    atLeast: [LeastAmount] = [], opens: Instant, due: Instant, limit: String = "", state: TaskState = .dispatched,
    rung: Int = 0, isVeto: Bool = false, isNew: Bool = false, isCaughtUp: Bool = false, isProvisional: Bool = false,
    round: Int = 0, matter: QueueCase? = nil
  ) {
    self.number = number
    self.checkCode = checkCode
    self.duty = duty
    self.title = title
    self.period = period
    self.n = n
    self.subject = subject
    self.ask = ask
    self.checklist = checklist
    self.evidence = evidence
    self.atLeast = atLeast
    self.opens = opens
    self.due = due
    self.limit = limit
    self.state = state
    self.rung = rung
    self.isVeto = isVeto
    self.isNew = isNew
    self.isCaughtUp = isCaughtUp
    self.isProvisional = isProvisional
    self.round = round
    self.matter = matter
  }
}

/// What the task is owed for.
package struct QueueSubject: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The names above it, from below the root downwards; empty for a unit.
  package var path: [String]

  package init(id: String, name: String, path: [String] = []) {
    self.id = id
    self.name = name
    self.path = path
  }
}

/// A standard to look at on the spot.
package struct ChecklistItem: Hashable, Sendable {
  package var standard: String
  package var name: String
  package var isVeto: Bool
  /// The bound of a measured standard (M20).
  package var measure: LeastMeasure?

  package init(standard: String, name: String, isVeto: Bool = false, measure: LeastMeasure? = nil) {
    self.standard = standard
    self.name = name
    self.isVeto = isVeto
    self.measure = measure
  }
}

/// The bounds of a measured standard, in millionths.
package struct LeastMeasure: Hashable, Sendable {
  package var value: String
  package var atLeastMicro: Int?
  package var atMostMicro: Int?

  package init(value: String, atLeastMicro: Int? = nil, atMostMicro: Int? = nil) {
    self.value = value
    self.atLeastMicro = atLeastMicro
    self.atMostMicro = atMostMicro
  }
}

/// The least a report must show of something: `minutes: 30`.
package struct LeastAmount: Hashable, Sendable {
  package var name: String
  package var amount: Int

  package init(name: String, amount: Int) {
    self.name = name
    self.amount = amount
  }
}

/// Why a task stands in a queue.
package indirect enum QueueReason: Hashable, Sendable {
  /// A rule or a designation gave the reader the role.
  case assigned(AssignmentReason)
  /// A rung told the reader.
  case rung(ladder: String, rung: Int, nominal: Instant, note: String)
  /// These people or units of the task are not in the register today, so the office has it; the role's name
  /// (`holder`) where the task has nobody in it.
  case unreachable([String])
  /// The receipt is not at hand.
  case unrecorded
}

/// What an assignment's receipt says about one role.
package struct AssignmentReason: Hashable, Sendable {
  package var rule: String
  /// `responsibility/10-roads.yaml:4`.
  package var source: String
  /// The clause that the rule rests on; may be empty.
  package var basis: String
  /// `place.road-chief`.
  package var expression: String
  /// Register rows: `registers/road-chiefs.csv:12`.
  package var rows: [String]
  /// Whom the reader stands in for, by name; `nil` for nobody.
  package var actingFor: String?
  /// Why it fell to the office, where no rule decided; else empty.
  package var fallback: String

  package init(
    rule: String, source: String = "", basis: String = "", expression: String = "", rows: [String] = [],
    actingFor: String? = nil, fallback: String = ""
  ) {
    self.rule = rule
    self.source = source
    self.basis = basis
    self.expression = expression
    self.rows = rows
    self.actingFor = actingFor
    self.fallback = fallback
  }
}
