import DutyCalendar

/// An operation at an instant of a rehearsal, as `dutyctl` would ask for it.
///
/// - Shape: ``arguments`` and ``on`` are JSON as it was written; what they leave open (`$photo`, `$task.holder`, a
///   selector of a task or an event) is looked up in the ledger when the deed is done.
package struct ScriptedDeed: Hashable, Sendable {
  package var at: LocalTime
  /// The operation's name: `finding-add`, `designate`…, one of ``ScenarioWords/operations``.
  package var operation: String
  /// Its arguments as a JSON object.
  package var arguments: String
  /// The task it is about: a text or a selector as JSON; empty where it is about none.
  package var on: String
  /// Under which name later deeds and expectations speak of what it wrote.
  package var label: String?
  /// A part of the refusal that it must meet; `nil` where it must be done.
  package var refused: String?
  package var author: String
  /// By which it is known if it is asked for again, as a program's request is; `nil` for none.
  package var key: String?
  package var source: SourcePlace

  package init(
    at: LocalTime, operation: String, arguments: String, on: String = "", label: String? = nil, refused: String? = nil,
    author: String, key: String? = nil, source: SourcePlace
  ) {
    self.at = at
    self.operation = operation
    self.arguments = arguments
    self.on = on
    self.label = label
    self.refused = refused
    self.author = author
    self.key = key
    self.source = source
  }
}

/// What must have come of a scenario when its days are over.
package struct ScenarioExpectation: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// Events of a kind in the ledger: how many at least, and at most.
    case events(kind: String, conditions: [Condition], on: String, least: Int, most: Int?)
    /// Texts that a report of a form says; the unit is that of the lists.
    case report(form: String, period: String, unit: String, says: [String])
  }

  /// A field of an event by its dotted path, and the text of its value; of a list, one element.
  package struct Condition: Hashable, Sendable {
    package var path: String
    package var value: String

    package init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  /// Begins with the mechanisms that it shows: `M14 吹哨：每个部门一件到场任务`.
  package var name: String
  package var subject: Subject
  /// The events of this time only; a report as of its end.
  package var from: LocalTime?
  package var by: LocalTime?
  package var why: String?
  package var source: SourcePlace

  package init(
    name: String, subject: Subject, from: LocalTime? = nil, by: LocalTime? = nil, why: String? = nil,
    source: SourcePlace
  ) {
    self.name = name
    self.subject = subject
    self.from = from
    self.by = by
    self.why = why
    self.source = source
  }
}

/// The words of a scenario that are names of the daemon's own things; tests compare each list with its source.
package enum ScenarioWords {
  /// What can be asked of the daemon and changes the ledger.
  package static let operations = [
    "appeal-decide", "appeal-file", "backfill", "bonus", "campaign-progress", "cascade-start", "check-in",
    "contact-add", "delivery-retry", "designate", "designation-withdraw", "evidence-add", "finding-add", "finding-classify",
    "finding-import", "finding-join", "flag-lift", "mock-evaluation", "notice-answer", "notice-approve",
    "notice-reject", "reload", "roster-publish", "spot-check", "summon", "task-act", "task-disown", "task-part",
    "task-progress", "task-rule", "task-sign",
  ]

  /// Kinds of events.
  package static let eventKinds = [
    "appeal", "appeal-decided", "audited", "bonus", "book-accepted", "cascade", "check-in", "contact",
    "deadline-rederived", "deduction", "delivery", "delivery-attempted", "delivery-queued", "designated", "designation-withdrawn", "disowned", "dispatched",
    "entry", "evidence", "finding", "finding-answered", "finding-classified", "finding-joined", "flag", "flag-lifted",
    "gap-closed", "gap-opened", "mock-drawn", "notice", "notice-answered", "notice-decided", "notice-proposed",
    "notice-withdrawn", "part-done", "process", "progress", "ranking", "receipt", "request-done", "roster", "ruling",
    "rung-fired",
    "signed-off", "spot-check", "summons", "task-acted", "task-generated", "task-moved", "unit-rung",
  ]

  /// Forms of reports.
  package static let reports = [
    "brief", "digest", "half-yearly", "lists", "monthly", "quarterly", "two-monthly", "yearly",
  ]

  /// The name under which a deed's own task is spoken of: `$task.holder`.
  package static let ownTask = "task"
}
