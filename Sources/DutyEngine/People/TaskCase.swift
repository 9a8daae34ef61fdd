import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// A task as the people around it see it: who stands where, and what was said so far.
///
/// - Shape: a class, because it is handed from check to check: what it holds is copied by none of them.
final class TaskCase {
  let engine: Engine
  let row: TaskRow
  let day: CivilDate
  let now: Instant
  /// Whether anybody reads what is noted of what is done to it.
  let isTold: Bool
  /// Everything that was done to it, oldest first.
  let acts: [(at: Instant, acted: TaskActed)]
  /// What was said besides, of the kinds that ``Matter`` takes.
  let facts: [Fact]
  let checklist: Checklist
  var question: Question? { checklist.question }
  var terms: Checklist.Terms {
    _read { yield checklist.terms }
  }
  var standards: [Ref<Standard>] { checklist.standards }

  private var book: Book { engine.book }
  private var assignment: Assignment { engine.planner.assignment }
  var number: String { row.number }

  convenience init(_ engine: Engine, _ row: TaskRow, _ batch: ActBatch) throws(ActError) {
    try self.init(engine, row, at: batch.now, isTold: batch.isTold, more: batch.acts[row.number])
  }

  /// - Parameter more: what the rows before did to it.
  init(
    _ engine: Engine, _ row: TaskRow, at now: Instant, isTold: Bool, more: [(at: Instant, acted: TaskActed)]?
  ) throws(ActError) {
    self.engine = engine
    self.row = row
    self.now = now
    self.isTold = isTold
    day = engine.date(of: now)
    let matter = try engine.matter(of: row.number)
    if let more { acts = matter.acts + more } else { acts = matter.acts }
    facts = matter.facts
    if let known = matter.checklist {
      checklist = known
    } else {
      checklist = engine.checklist(of: row.record.key)
      matter.checklist = checklist
    }
  }

  /// The records of a type in its history.
  func records<Record: FactRecord>(_ type: Record.Type) -> [Record] { facts.compactMap { $0.record(type) } }

  // MARK: Who

  private func personOf(_ actor: TaskActor) -> Ref<Person>? {
    engine.planner.personStanding(as: actor, in: row.record, on: day)
  }

  var lead: Ref<Unit>? { book.units.ref(row.record.roles.lead) }

  private func stands(_ person: Ref<Person>, as actor: TaskActor) -> Bool {
    engine.planner.stands(person, as: actor, in: row.record, on: day)
  }

  /// Refuses whoever the table of actions does not name; verifying takes somebody who had no hand in the work.
  func checkActor(_ action: TaskAction, _ by: Ref<Person>) throws(ActError) {
    let rule = action.rule
    guard rule.actors.contains(where: { stands(by, as: $0) }) else {
      var named = Set<Ref<Person>>()
      let who = rule.actors.compactMap { actor -> String? in
        guard let person = personOf(actor), named.insert(person).inserted else { return nil }
        return "\(actor.rawValue) `\(book.people[person].id)` (\(book.people[person].name))"
      }
      throw .denied(
        403, .mayNotAct, refusal(of: action),
        "\(number): `\(book.people[by].id)` may not \(action.rawValue) it: that is for the \(action.actorsText)",
        help: who.isEmpty ? "see `dutyctl task show \(number)`" : "ask the " + who.joined(separator: ", or the "))
    }
    guard action == .verify || action == .return else { return }
    try checkSecond(by)
  }

  /// Who may do something, and who that is today.
  private func refusal(of action: TaskAction) -> [RefusalFact: String] {
    var people: [String] = []
    for actor in action.rule.actors {
      guard let person = personOf(actor), !people.contains(book.people[person].id) else { continue }
      people.append(book.people[person].id)
    }
    return [
      .action: action.rawValue, .actors: action.rule.actors.map(\.rawValue).joined(separator: ";"),
      .people: people.joined(separator: " "),
    ]
  }

  /// Closing takes two: neither the holder, nor who reported, nor anybody of the lead unit (invariant 7).
  private func checkSecond(_ by: Ref<Person>) throws(ActError) {
    let id = book.people[by].id
    let reporter = acts.last { $0.acted.action == .report }?.acted.by
    if id == row.record.roles.holder || id == reporter {
      throw .denied(
        403, .didTheWork, "\(number): `\(id)` did the work and may not judge it",
        help: "closing takes two: ask the office for a verifier")
    }
    if let lead, assignment.belongs(by, to: lead) {
      throw .denied(
        403, .ofTheLeadUnit, [.unit: row.record.roles.lead],
        "\(number): `\(id)` is of the lead unit `\(row.record.roles.lead)` and may not judge its work",
        help: "transfer the verification: the office designates one with `dutyctl designate --verifier`")
    }
  }

  var approvers: [Ref<Person>] { engine.planner.approvers(of: row.record, on: day) }

  /// Who approved an action that needs it; `nil` for one that does not.
  func approval(_ request: ActRequest, _ by: Ref<Person>) throws(ActError) -> String? {
    let rule = request.action.rule
    // A return is the verifier's own decision, and says so.
    if request.action == .return { return request.by }
    guard rule.needsApproval else { return nil }
    let approvers = approvers
    let names = approvers.map { "`\(book.people[$0].id)` (\(book.people[$0].name))" }.joined(separator: " or ")
    let ids = approvers.map { book.people[$0].id }.joined(separator: " ")
    if request.approvedBy.isEmpty {
      if rule.approverActsAlone, approvers.contains(by) { return request.by }
      throw .denied(
        403, .needsApproval, [.action: request.action.rawValue, .people: ids],
        "\(number): to \(request.action.rawValue) it needs an approval",
        help: approvers.isEmpty
          ? "nobody can approve it: name an `approver` in the rules" : "give --approved-by, \(names)")
    }
    let approver = try engine.someone(request.approvedBy, "approved-by", at: now)
    guard approvers.contains(approver) else {
      throw .denied(
        403, .mayNotApprove, [.person: request.approvedBy, .people: ids],
        "\(number): `\(request.approvedBy)` may not approve it",
        help: approvers.isEmpty ? "nobody can: name an `approver` in the rules" : "that is for \(names)")
    }
    guard approver != by || rule.approverActsAlone else {
      throw .denied(
        403, .asksAndApproves, "\(number): `\(request.by)` asks and may not approve as well",
        help: "one asks, another approves")
    }
    return request.approvedBy
  }

  // MARK: Parts and signatures

  /// The supporting units whose part is still open (M15); none where neither the duty nor `dutyd.yaml` asks for them.
  ///
  /// A part stays closed over a return, unless the return names its unit as the one that fell short.
  var openParts: [String] {
    guard hasParts else { return [] }
    let done = records(PartDone.self)
    return row.record.roles.support.filter { unit in
      guard let last = done.filter({ $0.unit == unit }).map(\.round).max() else { return true }
      return returns.contains { $0.round > last && $0.whose == unit }
    }
  }

  var hasParts: Bool {
    if let said = terms.hasParts { return said }
    switch book.settings.people.parts {
    case .cases: return row.record.key.work == .rectification
    case .all: return true
    case .none: return false
    }
  }

  /// Every return so far: the round it began, and the supporting unit it named.
  private var returns: [(round: Int, whose: String)] {
    var round = 0
    return acts.compactMap { act in
      guard act.acted.action == .return || act.acted.action == .reopen else { return nil }
      round += 1
      return (round, act.acted.whose)
    }
  }

  /// Who has to sign the report off and has not in this round (M18); `nil` where nobody has to, or somebody did.
  func missingSignature() -> String? {
    guard let expression = terms.signOff else { return nil }
    if records(SignedOff.self).contains(where: { $0.round == row.round }) { return nil }
    return signatories(expression).first ?? "whoever `\(expression.text)` names"
  }

  /// The people whom a sign-off expression names today.
  func signatories(_ expression: RoleExpression) -> [String] {
    guard let question, let lead else { return [] }
    let roles = EffectiveRoles(
      lead: lead, leader: book.people.ref(row.record.roles.leader), holder: book.people.ref(row.record.roles.holder),
      verifier: nil, approver: nil, support: [], fromOffice: [])
    return assignment.recipients(expression, of: question, roles: roles, on: day)
  }
}
