import DutyBook
import DutyCalendar

/// What a unit answers for, as three lists: tasks, measures, deadlines (任务清单、措施清单、时限清单, M16).
package struct UnitListInput: Hashable, Sendable {
  package var unit: String
  package var unitID: String
  /// The day whose rules and registers the lists show.
  package var date: CivilDate
  package var zone: Zone
  package var district: String
  package var office: String
  package var rows: [UnitListRow]
  package var head: String
  package var book: String

  package init(
    unit: String, unitID: String, date: CivilDate, zone: Zone, district: String, office: String, rows: [UnitListRow],
    head: String, book: String
  ) {
    self.unit = unit
    self.unitID = unitID
    self.date = date
    self.zone = zone
    self.district = district
    self.office = office
    self.rows = rows
    self.head = head
    self.book = book
  }
}

/// One duty or standard of a unit; alike subjects are gathered into one row.
package struct UnitListRow: Hashable, Sendable {
  package var task: String
  /// The campaign that the row is of; empty for what goes on all the time.
  package var overlay: String
  /// The standards it serves.
  package var standards: [String]
  /// The places or units it is owed for; many are named by their number.
  package var subjects: [String]
  package var subjectCount: Int
  /// How often, in the rule's words: `workday`.
  package var cadence: String
  /// `lead` or `support`.
  package var isLead: Bool
  package var leader: String
  package var holder: String
  package var verifier: String
  package var support: [String]
  /// What is done: the duty's ask.
  package var measure: String
  /// `photo`, `note`.
  package var evidence: [String]
  package var basis: String
  /// The duty's limit in its canonical text.
  package var limit: String
  package var nextDue: Instant?
  /// The limits for rectification, each with the standards that it is of.
  package var rectification: [LimitGroup]

  package init(
    task: String, overlay: String = "", standards: [String] = [], subjects: [String], subjectCount: Int? = nil, cadence: String,
    isLead: Bool = true, leader: String = "", holder: String = "", verifier: String = "", support: [String] = [],
    measure: String = "", evidence: [String] = [], basis: String = "", limit: String = "", nextDue: Instant? = nil,
    rectification: [LimitGroup] = []
  ) {
    self.task = task
    self.overlay = overlay
    self.standards = standards
    self.subjects = subjects
    self.subjectCount = subjectCount ?? subjects.count
    self.cadence = cadence
    self.isLead = isLead
    self.leader = leader
    self.holder = holder
    self.verifier = verifier
    self.support = support
    self.measure = measure
    self.evidence = evidence
    self.basis = basis
    self.limit = limit
    self.nextDue = nextDue
    self.rectification = rectification
  }
}

/// Standards that are rectified within the same limits.
package struct LimitGroup: Hashable, Sendable {
  /// A limit of a zone (`key`) or a campaign (`inspection`); empty: where no other is meant.
  package struct Named: Hashable, Sendable {
    package var name: String
    /// One after another where it is staged; in canonical text.
    package var stages: [String]

    package init(_ name: String, _ stages: [String]) {
      self.name = name
      self.stages = stages
    }
  }

  package var standards: [String]
  package var limits: [Named]

  package init(standards: [String], limits: [Named]) {
    self.standards = standards
    self.limits = limits
  }
}

/// The three lists of a unit, as a report.
package func unitLists(of input: UnitListInput) -> ReportDocument {
  func section(_ id: String, _ heading: Term, _ columns: [ReportColumn], _ row: (UnitListRow) -> [ReportCell])
    -> ReportSection
  {
    let rows = input.rows.enumerated().map { index, item in [.count(index + 1), name(item)] + row(item) }
    let head = [ReportColumn("n", .ordinal, isNumeric: true), ReportColumn("task", .task)]
    let table = ReportTable(id: id, columns: head + columns, rows: rows)
    let nothing = ReportPart.paragraph(ReportSentence(.listsNothing))
    return ReportSection(id: id, heading: heading, parts: [rows.isEmpty ? nothing : .table(table)])
  }
  let tasks = section("tasks", .taskListTitle, taskColumns) { item in
    [
      .texts(item.standards), subjects(item), .cadence(item.cadence),
      .word(item.isLead ? ReportWord("lead", .lead) : ReportWord("support", .support)), .text(item.leader),
      .text(item.holder), .texts(item.support),
    ]
  }
  let measures = section("measures", .measureListTitle, measureColumns) { item in
    [.text(item.measure), .codes(item.evidence), .text(item.verifier), .text(item.basis)]
  }
  let deadlines = section("deadlines", .deadlineListTitle, deadlineColumns) { item in
    [
      .cadence(item.cadence), .limits([item.limit]), item.nextDue.map { .moment($0) } ?? .nothing,
      .limitGroups(item.rectification),
    ]
  }
  var figures = ReportFigures()
  figures.counts = ["tasks": input.rows.count]
  return ReportDocument(
    form: .lists, period: .containing(input.date, .day), date: input.date, zone: input.zone, district: input.district,
    office: input.office, unit: input.unit, sections: [tasks, measures, deadlines], head: input.head, book: input.book,
    scope: figures, unitID: input.unitID)
}

private let taskColumns = [
  ReportColumn("standards", .standard), ReportColumn("subjects", .place), ReportColumn("cadence", .cadence),
  ReportColumn("role", .role), ReportColumn("leader", .leader), ReportColumn("holder", .holder),
  ReportColumn("support", .support),
]

private let measureColumns = [
  ReportColumn("measure", .measureText), ReportColumn("evidence", .evidence), ReportColumn("verifier", .verifier),
  ReportColumn("basis", .basis),
]

private let deadlineColumns = [
  ReportColumn("cadence", .cadence), ReportColumn("limit", .limit), ReportColumn("next-due", .nextDue),
  ReportColumn("rectification", .rectificationLimits),
]

/// The duty, with the campaign whose overlay it is.
private func name(_ item: UnitListRow) -> ReportCell {
  item.overlay.isEmpty ? .text(item.task) : .noted(item.task, item.overlay)
}

/// The names, or the first of many with their number.
private func subjects(_ item: UnitListRow) -> ReportCell {
  if item.subjectCount <= 3, item.subjects.count == item.subjectCount { return .texts(item.subjects) }
  return .many(Array(item.subjects.prefix(2)), count: item.subjectCount)
}
