import DutyBook
import DutyCalendar
import DutyLedger

extension Assignment {
  /// Whether a person is of a unit or holds a post in it.
  package func belongs(_ person: Ref<Person>, to unit: Ref<Unit>) -> Bool { people.belongs(person.raw, to: unit.raw) }

  /// Whoever does a person's work on a day: the person, or who acts for them while they are away; `nil` for nobody.
  package func present(_ person: Ref<Person>, on date: CivilDate) -> Ref<Person>? {
    var evaluation = Evaluation(self, Question(subject: .unit(book.people[person].unit)), on: date)
    return evaluation.present(person.raw).map { Ref($0) }
  }

  /// Who stands at a post of a unit on a day: the person, or who acts for them while they are away.
  package func postHolder(_ post: String, of unit: Ref<Unit>, on date: CivilDate) -> Ref<Person>? {
    guard let relation = book.relation(.unit, post) else { return nil }
    var evaluation = Evaluation(self, Question(subject: .unit(unit)), on: date)
    var found: Ref<Person>?
    _ = evaluation.walk(CompiledPath(RolePath(root: .unit, steps: [.relation(relation)]))) { evaluation, value in
      if case .person(let person, _) = value, let present = evaluation.present(person) { found = Ref(present) }
      return found != nil
    }
    return found
  }

  /// The people of a unit who are there on a day, in register order.
  package func presentMembers(of unit: Ref<Unit>, on date: CivilDate) -> [Ref<Person>] {
    var evaluation = Evaluation(self, Question(subject: .unit(unit)), on: date)
    return people.members[unit.index].filter { evaluation.present($0) == $0 }.map { Ref($0) }
  }

  /// Somebody of a unit who can do a piece of its work: its liaison, its officer on duty, its head, anybody.
  package func someone(of unit: Ref<Unit>, on date: CivilDate, where suits: (Ref<Person>) -> Bool = { _ in true })
    -> Ref<Person>?
  {
    for post in ["liaison", "duty-officer", "deputy", "head"] {
      if let person = postHolder(post, of: unit, on: date), suits(person) { return person }
    }
    return presentMembers(of: unit, on: date).first(where: suits)
  }
}

extension Planner {
  /// The roles of work that names its unit itself, such as a summons or a ruling: no rule is asked.
  ///
  /// The unit's head is accountable; the holder is who is given, else somebody of the unit; the verifier is somebody of
  /// `verifiers`, else of the office, else of a unit above or beside it, neither the holder nor of the lead unit.
  package func unitRoles(
    _ lead: Ref<Unit>, holder: Ref<Person>? = nil, verifiers: [Ref<Unit>], on date: CivilDate
  ) -> TaskRoles {
    let holder = holder ?? assignment.someone(of: lead, on: date)
    let leader = assignment.postHolder("head", of: lead, on: date) ?? holder
    let office = book.settings.office
    func second(of unit: Ref<Unit>) -> Ref<Person>? {
      guard unit != lead else { return nil }
      return assignment.someone(of: unit, on: date) { $0 != holder && !assignment.belongs($0, to: lead) }
    }
    var verifier: Ref<Person>?
    for unit in verifiers + [office] where verifier == nil { verifier = second(of: unit) }
    if verifier == nil, let above = book.units[office].parent {
      for (index, unit) in book.units.rows.enumerated()
      where verifier == nil && (index == above.index || unit.parent == above) {
        verifier = second(of: Ref(index))
      }
    }
    func id(_ person: Ref<Person>?) -> String { person.map { book.people[$0].id } ?? "" }
    return TaskRoles(lead: book.units[lead].id, leader: id(leader), holder: id(holder), verifier: id(verifier))
  }

  /// A task of such work, with its receipts.
  ///
  /// - Parameters:
  ///   - decision: what put it there, as `explain` names it: `summons`, `ruling`.
  ///   - basis: in words.
  package func unitTask(
    _ key: TaskKey, roles: TaskRoles, decision: String, basis: String, limit: Limit, from start: Instant,
    ladder: String
  ) -> (record: TaskRecord, receipts: [Receipt]) {
    let derived = limit.deadline(from: start, period: nil, in: book.limitContext)
    let receipts = [
      Receipt(kind: .assignment, body: ReceiptText.decided(decision, basis, Role.allCases.filter { $0 != .approver })),
      Receipt(kind: .deadline, body: ReceiptText.deadline(derived, notes: [], in: book)),
    ]
    let record = TaskRecord(
      key: key, opens: start, due: derived.due, limit: limit.description, roles: roles, assignment: receipts[0].id,
      deadline: receipts[1].id, ladder: ladder, book: book.digest)
    return (record, receipts)
  }

  /// The roles of a task that somebody decided, with others in place of those who have left.
  package func standing(_ roles: TaskRoles, on date: CivilDate) -> TaskRoles {
    func isGone(_ id: String) -> Bool { book.people[id].map { !$0.span.contains(date) } ?? true }
    guard let lead = book.units.ref(roles.lead) else { return roles }
    let holder = isGone(roles.holder) ? nil : book.people.ref(roles.holder)
    let verifierUnit = book.people[roles.verifier].map(\.unit)
    let made = unitRoles(lead, holder: holder, verifiers: verifierUnit.map { [$0] } ?? [], on: date)
    var standing = roles
    if holder == nil { standing.holder = made.holder }
    if isGone(roles.leader) { standing.leader = made.leader }
    if isGone(roles.verifier) || standing.verifier == standing.holder { standing.verifier = made.verifier }
    return standing
  }
}

extension ReceiptText {
  /// Roles that a person decided, not a rule: `before` is the receipt of the roles that stay as they were.
  package static func decided(
    _ decision: String, _ basis: String, _ roles: [Role], keeping before: JSONValue? = nil
  ) -> JSONValue {
    var entries = before?["roles"]?.object ?? [:]
    for role in roles { entries[role.rawValue] = ["rule": .string(decision), "basis": .string(basis)] }
    return .object(["roles": .object(entries), "support": before?["support"] ?? .array([])])
  }
}
