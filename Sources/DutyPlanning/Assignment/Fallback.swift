import DutyBook
import DutyCalendar

/// Who answers for a task once gaps are filled by the coordination office (创建办兜底, M11).
///
/// - Shape: identifiers of units and people; `verifier` is empty only where nobody at all is left to verify.
package struct EffectiveRoles: Hashable, Sendable {
  package var lead: Ref<Unit>
  package var leader: Ref<Person>?
  package var holder: Ref<Person>?
  package var verifier: Ref<Person>?
  package var approver: Ref<Person>?
  package var support: [Ref<Unit>]
  /// Roles that no rule settled, which the office holds until it designates.
  package var fromOffice: [Role]

  package init(
    lead: Ref<Unit>, leader: Ref<Person>?, holder: Ref<Person>?, verifier: Ref<Person>?, approver: Ref<Person>?,
    support: [Ref<Unit>], fromOffice: [Role]
  ) {
    self.lead = lead
    self.leader = leader
    self.holder = holder
    self.verifier = verifier
    self.approver = approver
    self.support = support
    self.fromOffice = fromOffice
  }
}

extension Assignment {
  /// The roles of a question with the office in place of what no rule settles.
  ///
  /// Where lead, leader or holder is open, the task is led by the office, its head is the leader and its duty officer
  /// the holder; an open verifier alone is the office's duty officer, or its head.
  package func effective(_ question: Question, _ decision: Decision, on date: CivilDate) -> EffectiveRoles {
    let office = book.settings.office
    let open = decision.undecided.filter { decision[$0].kind != .outside }
    var roles = EffectiveRoles(
      lead: decision.lead.usable.map { Ref($0) } ?? office,
      leader: decision.leader.usable.map { Ref($0) },
      holder: decision.holder.usable.map { Ref($0) },
      verifier: decision.verifier.usable.map { Ref($0) },
      approver: decision.approver.usable.map { Ref($0) },
      support: [], fromOffice: open)
    if open.contains(where: { $0 != .verifier }) {
      roles.lead = office
      roles.leader = officePerson(headRelation, of: office, on: date) ?? anybody(around: office, on: date)
      roles.holder = officePerson(dutyOfficerRelation, of: office, on: date) ?? roles.leader
      if let verifier = roles.verifier, verifier == roles.holder || people.belongs(verifier.raw, to: office.raw) {
        roles.verifier = nil
      }
    }
    if roles.verifier == nil { roles.verifier = standInVerifier(roles, on: date) }
    roles.support = support(question, lead: roles.lead.raw, on: date)
    return roles
  }

  /// Somebody of the office, then of the units above it and beside it, who is neither holder nor of the lead unit.
  private func standInVerifier(_ roles: EffectiveRoles, on date: CivilDate) -> Ref<Person>? {
    let office = book.settings.office
    let parent = unitParents[office.index]
    let near = book.units.refs.filter { $0.raw == parent || (parent >= 0 && unitParents[$0.index] == parent) }
    let around = [office] + near.filter { $0 != office }
    for unit in around where unit != roles.lead {
      for relation in [dutyOfficerRelation, headRelation] {
        guard let person = officePerson(relation, of: unit, on: date) else { continue }
        if person != roles.holder, !people.belongs(person.raw, to: roles.lead.raw) { return person }
      }
    }
    for unit in around where unit != roles.lead {
      for person in members(of: unit, on: date) where person != roles.holder {
        if !people.belongs(person.raw, to: roles.lead.raw) { return person }
      }
    }
    return nil
  }

  /// Somebody of the office where its posts are empty, else the head of a unit above it: no task is without a leader.
  private func anybody(around office: Ref<Unit>, on date: CivilDate) -> Ref<Person>? {
    if let deputy = officePerson(dutyOfficerRelation, of: office, on: date) { return deputy }
    if let member = members(of: office, on: date).first { return member }
    var above = unitParents[office.index]
    while above >= 0 {
      if let head = officePerson(headRelation, of: Ref(above), on: date) { return head }
      above = unitParents[Int(above)]
    }
    return nil
  }

  /// The people of a unit who are there on a day, in register order.
  private func members(of unit: Ref<Unit>, on date: CivilDate) -> [Ref<Person>] {
    var evaluation = Evaluation(self, Question(subject: .unit(unit)), on: date)
    return people.members[unit.index].filter { evaluation.present($0) == $0 }.map { Ref($0) }
  }

  private func officePerson(_ relation: Int, of unit: Ref<Unit>, on date: CivilDate) -> Ref<Person>? {
    guard relation >= 0 else { return nil }
    var evaluation = Evaluation(self, Question(subject: .unit(unit)), on: date)
    var found: Ref<Person>?
    _ = evaluation.walk(CompiledPath(RolePath(root: .unit, steps: [.relation(relation)]))) { evaluation, value in
      if case .person(let person, _) = value, let present = evaluation.present(person) { found = Ref(present) }
      return found != nil
    }
    return found
  }

  /// Whom an expression of a ladder names for a task: people, or units for expressions that end in one.
  package func recipients(
    _ expression: RoleExpression, of question: Question, roles: EffectiveRoles, on date: CivilDate
  ) -> [String] {
    var evaluation = Evaluation(self, question, on: date)
    evaluation.lead = roles.lead.raw
    evaluation.leader = roles.leader?.raw ?? -1
    evaluation.holder = roles.holder?.raw ?? -1
    for alternative in expression.alternatives {
      var found: String?
      _ = evaluation.walk(CompiledPath(alternative.path)) { evaluation, value in
        switch value {
        case .unit(let unit): found = book.units[Ref(unit)].id
        case .person(let person, _): found = evaluation.present(person).map { book.people[Ref($0)].id }
        case .place, .sector, .standard: break
        }
        return found != nil
      }
      if let found { return [found] }
    }
    return []
  }
}
