import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPlanning
import DutyPorts

extension Archive {
  /// What a unit answers for on a day, gathered by duty and standard: its three lists (任务清单、措施清单、时限清单, M16).
  ///
  /// - Returns: `nil` for a unit that the book does not have.
  package func listInput(unit id: String, on day: CivilDate) throws(StoreError) -> UnitListInput? {
    guard let unit = book.units.ref(id) else { return nil }
    var rows = duties(of: unit, on: day)
    rows += standardsOnFinding(of: unit, on: day)
    return UnitListInput(
      unit: book.units[unit].name, unitID: id, date: day, zone: zone, district: book.settings.district,
      office: book.units[book.settings.office].name, rows: rows, head: try store.head().hash, book: book.digest)
  }

  /// One row for a duty that the unit leads, one for one that it supports; alike holders are not told apart.
  private func duties(of unit: Ref<Unit>, on day: CivilDate) -> [UnitListRow] {
    var rows: [UnitListRow] = []
    for stream in planner.streams {
      let duty = book.duties[stream.duty]
      var led = Gathered()
      var supported = Gathered()
      for subject in planner.assignment.subjects(of: duty.of) where planner.contains(book.id(of: subject), in: index(of: stream)) {
        for question in planner.assignment.questions(of: stream.duty, on: subject) {
          let decision = planner.assignment.decide(question, on: day)
          let roles = planner.assignment.effective(question, decision, on: day)
          guard roles.lead == unit || roles.support.contains(unit) else { continue }
          let standards = standards(of: question, in: duty)
          if roles.lead == unit { led.add(subject, roles, standards) }
          if roles.support.contains(unit) { supported.add(subject, roles, standards) }
        }
      }
      let limit = planner.limit(of: stream, on: day)
      for (gathered, isLead) in [(led, true), (supported, false)] where !gathered.subjects.isEmpty {
        let standards = duty.standards.filter { gathered.standards.contains($0) }.map { book.standards[$0] }
        rows.append(
          row(
            name: duty.name.isEmpty ? duty.id : duty.name, gathered, isLead, standards, overlay: overlay(of: stream),
            cadence: stream.timing.cadence.description, limit: limit.description, measure: duty.ask,
            evidence: duty.evidence, basis: duty.basis ?? "", nextDue: nextDue(stream, limit, after: day)))
      }
    }
    return rows
  }

  /// The standards of a duty that are owed for what a question is about: not those of other subjects.
  private func standards(of question: Question, in duty: Duty) -> [Ref<Standard>] {
    if let standard = question.standard { return [standard] }
    return duty.standards.filter { ref in
      (duty.grain != .sector || book.standards[ref].sector == question.sector)
        && planner.assignment.applies(ref, to: question.subject)
    }
  }

  /// The campaign in whose window a stream runs; empty for what goes on all the time.
  private func overlay(of stream: DutyPlanning.Stream) -> String {
    switch stream.kind {
    case .base, .zone: ""
    case .overlay(let campaign, _), .milestones(let campaign):
      book.campaigns[campaign].name.isEmpty ? book.campaigns[campaign].id : book.campaigns[campaign].name
    }
  }

  private func index(of stream: DutyPlanning.Stream) -> Int { planner.streamIndex(stream.id) ?? 0 }

  /// Standards that are owed when somebody finds against them, by the places that the unit answers for.
  private func standardsOnFinding(of unit: Ref<Unit>, on day: CivilDate) -> [UnitListRow] {
    var rows: [UnitListRow] = []
    for ref in book.standards.refs where book.standards[ref].isOnFinding {
      let standard = book.standards[ref]
      var led = Gathered()
      for subject in planner.assignment.subjects(of: standard.appliesTo ?? .places(PlaceSelector())) {
        let question = Question(standard: ref, sector: standard.sector, subject: subject)
        let decision = planner.assignment.decide(question, on: day)
        let roles = planner.assignment.effective(question, decision, on: day)
        if roles.lead == unit { led.add(subject, roles, [ref]) }
      }
      guard !led.subjects.isEmpty else { continue }
      rows.append(
        row(
          name: standard.name, led, true, [standard], cadence: "on demand", limit: "", measure: "",
          evidence: standard.evidence, basis: "", nextDue: nil))
    }
    return rows
  }

  /// The subjects of one row and the roles they share.
  private struct Gathered {
    var subjects: [Subject] = []
    var roles: EffectiveRoles?
    var hasSeveralHolders = false
    var standards: Set<Ref<Standard>> = []

    mutating func add(_ subject: Subject, _ roles: EffectiveRoles, _ standards: [Ref<Standard>]) {
      self.standards.formUnion(standards)
      if let known = self.roles, known.holder != roles.holder { hasSeveralHolders = true }
      if subjects.last != subject { subjects.append(subject) }
      if self.roles == nil { self.roles = roles }
    }
  }

  private func row(
    name: String, _ gathered: Gathered, _ isLead: Bool, _ standards: [Standard], overlay: String = "", cadence: String,
    limit: String, measure: String, evidence: [String], basis: String, nextDue: Instant?
  ) -> UnitListRow {
    func person(_ ref: Ref<Person>?) -> String { ref.map { book.people[$0].name } ?? "" }
    let roles = gathered.roles
    return UnitListRow(
      task: name, overlay: overlay, standards: standards.map(\.name), subjects: gathered.subjects.prefix(3).map { book.name(of: $0) },
      subjectCount: gathered.subjects.count, cadence: cadence, isLead: isLead, leader: person(roles?.leader),
      holder: gathered.hasSeveralHolders ? "" : person(roles?.holder),
      verifier: gathered.hasSeveralHolders ? "" : person(roles?.verifier),
      support: (roles?.support ?? []).map { book.units[$0].name }, measure: measure, evidence: evidence, basis: basis,
      limit: limit, nextDue: nextDue, rectification: limits(of: standards))
  }

  /// The limits for rectification; standards that have the same are named together.
  private func limits(of standards: [Standard]) -> [LimitGroup] {
    var groups: [LimitGroup] = []
    for standard in standards where !standard.limits.isEmpty {
      let limits = standard.limits.map { limit in
        LimitGroup.Named(limit.name ?? "", limit.stages.map(\.limit.description))
      }
      if let index = groups.firstIndex(where: { $0.limits == limits }) {
        groups[index].standards.append(standard.name)
      } else {
        groups.append(LimitGroup(standards: [standard.name], limits: limits))
      }
    }
    return groups
  }

  private func nextDue(_ stream: DutyPlanning.Stream, _ limit: Limit, after day: CivilDate) -> Instant? {
    let occurrences = stream.schedule.occurrences(from: day, to: day.adding(days: 400))
    guard let next = occurrences.first(where: { $0.outcome == .opens }) else { return nil }
    return limit.deadline(from: next.opens, period: next.period, in: book.limitContext).due
  }
}
