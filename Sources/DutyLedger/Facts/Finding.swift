import DutyCalendar
import DutyDigest

/// A problem somebody recorded (问题、案卷): where it came from, what it is classified to, and what became of it at intake.
///
/// - Shape: ``id`` derives from source, reporter, text, place text and the time of finding; ``weightMilli`` is the source's
///   weight in thousandths; ``milliPoints`` what it costs, ``aloneMilliPoints`` what it would cost were it not joined to
///   another. ``roles`` are those of (standard, place) on the finding's date,
///   who answer for its points even after the duty was reassigned (谁丢分、谁担责).
/// - Source: M02, M35, M36, M39, M40.
package struct Finding: FactRecord {
  package static var kind: EventKind { .finding }

  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// A rectification task was opened.
    case opened
    /// The same standard and place were open already.
    case joined
    /// Nobody could tell the standard or the place yet: it waits on the office's list.
    case unclassified
  }

  package var id: String
  /// `patrol`, `inspection`, `third-party`, `media`, `citizen`, `leader`, or what `dutyd.yaml` names.
  package var source: String
  package var weightMilli: Int
  /// Empty while unclassified.
  package var standard: String
  package var place: String
  package var text: String
  /// What was said of the place, where it had to be looked up.
  package var placeText: String
  package var reporter: String
  /// How to answer the reporter; empty where none is wanted.
  package var contact: String
  package var by: String
  package var foundAt: Instant
  package var position: Position?
  package var evidence: [String]
  /// The problem list it came from, by digest, and its row there.
  package var list: String
  package var row: Int
  package var outcome: Outcome
  /// The task it opened or joined.
  package var task: String
  /// The finding whose task it joined.
  package var joinedTo: String
  /// The finding that was closed as fixed and is here again (反弹).
  package var relapseOf: String
  /// The task whose checklist line failed.
  package var check: String
  package var milliPoints: Int
  package var aloneMilliPoints: Int
  package var roles: TaskRoles?
  package var assignment: String

  package init(
    source: String, weightMilli: Int = 1000, standard: String, place: String, text: String, placeText: String = "",
    reporter: String = "", contact: String = "", by: String, foundAt: Instant, position: Position? = nil,
    evidence: [String] = [], list: String = "", row: Int = 0, outcome: Outcome = .unclassified, task: String = "",
    joinedTo: String = "", relapseOf: String = "", check: String = "", milliPoints: Int = 0, aloneMilliPoints: Int? = nil,
    roles: TaskRoles? = nil, assignment: String = ""
  ) {
    self.source = source
    self.weightMilli = weightMilli
    self.standard = standard
    self.place = place
    self.text = text
    self.placeText = placeText
    self.reporter = reporter
    self.contact = contact
    self.by = by
    self.foundAt = foundAt
    self.position = position
    self.evidence = evidence
    self.list = list
    self.row = row
    self.outcome = outcome
    self.task = task
    self.joinedTo = joinedTo
    self.relapseOf = relapseOf
    self.check = check
    self.milliPoints = milliPoints
    self.aloneMilliPoints = aloneMilliPoints ?? milliPoints
    self.roles = roles
    self.assignment = assignment
    id = Self.id(
      source: source, reporter: reporter, text: text, place: place.isEmpty ? placeText : place, standard: standard,
      check: check, foundAt: foundAt)
  }

  package static let idPrefix = "F-"

  /// `F-` and ten hexadecimal digits: equal for the same report made twice.
  package static func id(
    source: String, reporter: String, text: String, place: String, standard: String, check: String, foundAt: Instant
  ) -> String {
    let said: [String] = [source, reporter, text, place, standard, check, InstantText.text(foundAt)]
    return idPrefix + JSONValue.array(said.map { .string($0) }).digest.hex.prefix(10).uppercased()
  }

  package var topics: [String] {
    var topics: [String] = []
    if !standard.isEmpty, !place.isEmpty { topics.append(Topic.spot(standard: standard, place: place)) }
    if let roles { topics.append(Topic.unit(roles.lead)) }
    for other in [joinedTo, relapseOf] where !other.isEmpty { topics.append(Topic.finding(other)) }
    if !list.isEmpty { topics.append("list:" + list) }
    if outcome == .unclassified { topics.append("unclassified") }
    return topics
  }

  package var tasks: [String] { [task, check].filter { !$0.isEmpty } }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("source", source)
    if weightMilli != 1000 { fields.value("weight", .int(Int64(weightMilli))) }
    fields.text("standard", standard)
    fields.text("place", place)
    fields.text("text", text)
    fields.text("place-text", placeText)
    fields.text("reporter", reporter)
    fields.text("contact", contact)
    fields.text("by", by)
    fields.instant("found-at", foundAt)
    fields.position(position)
    fields.texts("evidence", evidence)
    fields.text("list", list)
    fields.integer("row", row)
    fields.text("outcome", outcome.rawValue)
    fields.text("task", task)
    fields.text("joined-to", joinedTo)
    fields.text("relapse-of", relapseOf)
    fields.text("check", check)
    fields.integer("points", milliPoints)
    if aloneMilliPoints != milliPoints { fields.integer("points-alone", aloneMilliPoints) }
    fields.roles("roles", roles)
    fields.text("assignment", assignment)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    let id = try fields.text("id")
    self.init(
      source: try fields.text("source", or: ""), weightMilli: try fields.integer("weight", or: 1000),
      standard: try fields.text("standard", or: ""), place: try fields.text("place", or: ""),
      text: try fields.text("text", or: ""), placeText: try fields.text("place-text", or: ""),
      reporter: try fields.text("reporter", or: ""), contact: try fields.text("contact", or: ""),
      by: try fields.text("by", or: ""), foundAt: try fields.instant("found-at"), position: try fields.position(),
      evidence: try fields.texts("evidence", or: []), list: try fields.text("list", or: ""),
      row: try fields.integer("row", or: 0), outcome: try fields.name("outcome"), task: try fields.text("task", or: ""),
      joinedTo: try fields.text("joined-to", or: ""), relapseOf: try fields.text("relapse-of", or: ""),
      check: try fields.text("check", or: ""), milliPoints: try fields.integer("points", or: 0),
      aloneMilliPoints: try fields.optionalInteger("points-alone"), roles: try fields.optionalRoles("roles"), assignment: try fields.text("assignment", or: ""))
    // A finding that was classified later keeps the number it was given at intake.
    self.id = id
  }
}

/// An unclassified finding was told its standard and place, and so its task.
package struct FindingClassified: FactRecord {
  package static var kind: EventKind { .findingClassified }
  package var finding: String
  /// What it says now; its outcome is no longer ``Finding/Outcome/unclassified``.
  package var now: Finding
  package var by: String

  package init(now: Finding, by: String) {
    finding = now.id
    self.now = now
    self.by = by
  }

  package var id: String { finding }
  package var topics: [String] { now.topics + [Topic.finding(finding)] }
  package var tasks: [String] { now.tasks }

  package func write(_ fields: inout FactWriter) {
    fields.text("by", by)
    fields.value("now", Fact(now).body)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    by = try fields.text("by", or: "")
    var inner = try fields.object("now")
    now = try Finding(&inner)
    try inner.finish()
    finding = now.id
  }
}

/// Somebody said that two findings are one: the later one is closed as joined.
package struct FindingJoined: FactRecord {
  package static var kind: EventKind { .findingJoined }
  package var finding: String
  package var into: String
  package var by: String
  package var reason: String
  /// The rectification that it goes into; empty where that has none.
  package var task: String
  /// What it still costs besides what ``into`` costs, in thousandths of a point: as much as its source weighs more, the
  /// same as if it had joined by itself.
  package var milliPoints: Int

  package init(finding: String, into: String, by: String, reason: String, task: String = "", milliPoints: Int = 0) {
    self.finding = finding
    self.into = into
    self.by = by
    self.reason = reason
    self.task = task
    self.milliPoints = milliPoints
  }

  package var id: String { finding }
  package var topics: [String] { [Topic.finding(finding), Topic.finding(into)] }
  package var tasks: [String] { task.isEmpty ? [] : [task] }

  package func write(_ fields: inout FactWriter) {
    fields.text("finding", finding)
    fields.text("into", into)
    fields.text("by", by)
    fields.text("reason", reason)
    fields.text("task", task)
    fields.integer("points", milliPoints)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    finding = try fields.text("finding")
    into = try fields.text("into")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
    task = try fields.text("task", or: "")
    milliPoints = try fields.integer("points", or: 0)
  }
}

/// The reporter was answered (事事有回音, M35): once per finding and outcome.
package struct FindingAnswered: FactRecord {
  package static var kind: EventKind { .findingAnswered }
  package var finding: String
  /// `received`, or the closure: `fixed`, `not-found`, `not-ours`, `joined`, `void`.
  package var stage: String
  /// What was written to the reporter; empty where there is none, and it only says how the finding ended.
  package var text: String
  package var contact: String

  package init(finding: String, stage: String, text: String, contact: String) {
    self.finding = finding
    self.stage = stage
    self.text = text
    self.contact = contact
  }

  package var id: String { finding + "/" + stage }
  package var topics: [String] { [Topic.finding(finding)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("finding", finding)
    fields.text("stage", stage)
    fields.text("text", text)
    fields.text("contact", contact)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    finding = try fields.text("finding")
    stage = try fields.text("stage")
    text = try fields.text("text", or: "")
    contact = try fields.text("contact", or: "")
  }
}

/// A mock evaluation drew its sample (M38): reproducible from its seed.
package struct MockDrawn: FactRecord {
  package static var kind: EventKind { .mockDrawn }
  package var id: String
  package var seed: Int
  package var date: CivilDate
  package var by: String
  /// How many (standard, place) pairs there were in all strata.
  package var population: Int
  package var drawn: [String]

  package init(id: String, seed: Int, date: CivilDate, by: String, population: Int, drawn: [String]) {
    self.id = id
    self.seed = seed
    self.date = date
    self.by = by
    self.population = population
    self.drawn = drawn
  }

  package var tasks: [String] { drawn }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.integer("seed", seed)
    fields.date("date", date)
    fields.text("by", by)
    fields.integer("population", population)
    fields.texts("tasks", drawn)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    seed = try fields.integer("seed", or: 0)
    date = try fields.date("date")
    by = try fields.text("by", or: "")
    population = try fields.integer("population", or: 0)
    drawn = try fields.texts("tasks", or: [])
  }
}

extension Finding {
  /// Who filed what came through the citizens' door: nobody of the register. Earlier ledgers name the head of the
  /// office there.
  package static let citizen = "citizen"

  /// Who of the register filed it; `nil` for a citizen's.
  package var filer: String? { by == Self.citizen ? nil : by }
}
