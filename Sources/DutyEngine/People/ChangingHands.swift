import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// Another holder, or another lead unit and its people; who verifies changes only where they may no longer.
  func transfer(
    _ request: ActRequest, _ matter: TaskCase, _ acted: inout TaskActed, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    let roles = try transferred(lead: request.lead, holder: request.holder, matter)
    let why = "\(request.note) (\(request.by), approved by \(acted.approvedBy ?? ""))"
    try take(roles, decision: "transfer", basis: why, matter, &acted, &batch)
    return [Self.change(matter.row.record.roles, roles)]
  }

  /// Writes new roles into an action, with the receipt that says who decided them.
  func take(
    _ roles: TaskRoles, decision: String, basis: String, _ matter: TaskCase, _ acted: inout TaskActed,
    _ batch: inout ActBatch
  ) throws(ActError) {
    let before = matter.row.record
    let id = before.assignment
    let old = try seek { store throws(StoreError) in try store.receipt(id: id) }
    var changed: [Role] = []
    if roles.lead != before.roles.lead { changed.append(.lead) }
    if roles.leader != before.roles.leader { changed.append(.leader) }
    if roles.holder != before.roles.holder { changed.append(.holder) }
    if roles.verifier != before.roles.verifier { changed.append(.verifier) }
    acted.roles = roles
    acted.assignment = try add(
      Receipt(kind: .assignment, body: ReceiptText.decided(decision, basis, changed, keeping: old?.body)), &batch)
  }

  /// The roles after a transfer: checked, completed from the posts of the new lead unit.
  func transferred(lead: String, holder: String, _ matter: TaskCase) throws(ActError) -> TaskRoles {
    let before = matter.row.record.roles
    guard !lead.isEmpty || !holder.isEmpty else {
      throw .denied(
        400, .toWhomMissing, "\(matter.number): transferred to whom?", help: "give --to PERSON, or --to-unit UNIT")
    }
    let unit = try lead.isEmpty ? knownUnit(before.lead, "to-unit") : knownUnit(lead, "to-unit")
    var person: Ref<Person>?
    if !holder.isEmpty {
      let named = try someone(holder, "to", at: matter.now)
      if let unfit = notThere(named, on: matter.day) { throw unfit.denied }
      guard planner.assignment.belongs(named, to: unit) else {
        throw .denied(
          422, .holderNotOfUnit, [.person: holder, .unit: book.units[unit].id],
          "\(matter.number): `\(holder)` is not of `\(book.units[unit].id)`",
          help: "give --to-unit \(book.units[book.people[named].unit].id) as well, or name somebody of the lead unit")
      }
      person = named
    }
    let verifiers = book.people[before.verifier].map { [$0.unit] } ?? []
    let made = planner.unitRoles(unit, holder: person, verifiers: verifiers, on: matter.day)
    var roles = made
    if book.units[unit].id == before.lead { roles.leader = before.leader }
    if let verifier = book.people.ref(before.verifier), before.verifier != made.holder,
      !planner.assignment.belongs(verifier, to: unit)
    {
      roles.verifier = before.verifier
    }
    roles.support = before.support.filter { $0 != roles.lead }
    guard roles != before else {
      throw .denied(
        409, .haveItAlready, "\(matter.number): they have it already", help: "see `dutyctl task show \(matter.number)`")
    }
    guard !roles.holder.isEmpty, !roles.verifier.isEmpty else {
      throw .denied(
        422, .nobodyLeft, [.unit: roles.lead],
        "\(matter.number): `\(roles.lead)` has nobody to do it, or nobody is left to verify it",
        help: "name a holder with --to, or fill the unit's posts")
    }
    return roles
  }

  /// `holder p-1 → p-2, lead u-a → u-b`.
  static func change(_ from: TaskRoles, _ to: TaskRoles) -> String {
    var parts: [String] = []
    for (name, old, new) in [
      ("lead", from.lead, to.lead), ("leader", from.leader, to.leader), ("holder", from.holder, to.holder),
      ("verifier", from.verifier, to.verifier),
    ] where old != new {
      parts.append("\(name) \(old.isEmpty ? "nobody" : old) → \(new.isEmpty ? "nobody" : new)")
    }
    if from.support != to.support { parts.append("support → \(to.support.joined(separator: " "))") }
    return parts.joined(separator: ", ")
  }

  /// Decides holder, limit and ladder again under the book in force: what a rule edit never does by itself.
  func reissue(
    _ matter: TaskCase, _ acted: inout TaskActed, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    let record = matter.row.record
    guard let question = matter.question else {
      throw .denied(
        422, .dutyGone, "\(matter.number): the book in force has no `\(record.key.duty)` on `\(record.key.subject)`",
        help: "void the task, or bring the duty back")
    }
    var notes: [String] = []
    let decision = planner.assignment.decide(question, on: matter.day)
    let effective = planner.assignment.effective(question, decision, on: matter.day)
    let roles =
      record.key.work?.namesItsUnit == true
      ? planner.standing(record.roles, on: matter.day) : book.taskRoles(effective)
    if roles != record.roles {
      acted.roles = roles
      acted.assignment = try add(
        Receipt(
          kind: .assignment,
          body: ReceiptText.assignment(question, decision, effective, on: matter.day, in: planner.assignment)), &batch)
      notes.append(Self.change(record.roles, roles))
    }
    if let (limit, campaign) = presentLimit(record, question, on: matter.day), limit.description != record.limit {
      let period = Period(named: record.key.period)
      var derived = limit.deadline(from: record.opens, period: period, in: limitContext)
      if derived.due < batch.now { derived = limit.deadline(from: batch.now, period: nil, in: limitContext) }
      acted.limit = limit.description
      acted.due = derived.due
      acted.deadline = try deadlineReceipt(
        derived, notes: ["reissued: the limit was \(record.limit)"], campaign: campaign, &batch)
      notes.append("limit \(record.limit) → \(limit), due \(zone.local(derived.due))")
    }
    acted.ladder = presentLadder(record, question)
    acted.book = book.digest
    if acted.ladder != record.ladder {
      notes.append("ladder \(record.ladder.isEmpty ? "none" : record.ladder) → \(acted.ladder)")
    }
    guard !notes.isEmpty || record.book != book.digest else {
      throw .denied(
        409, .nothingChanges, "\(matter.number): nothing would change", help: "it is as the book in force has it")
    }
    return notes
  }

  /// The limit that the book in force gives such a task, and the campaign whose limit it is; `nil` for work whose limit
  /// somebody named.
  private func presentLimit(
    _ record: TaskRecord, _ question: Question, on day: CivilDate
  ) -> (limit: Limit, campaign: Ref<Campaign>?)? {
    let opened = date(of: record.opens)
    if record.key.work == .rectification, let standard = question.standard {
      guard let stated = planner.findingLimitInForce(standard, on: question.subject, date: opened),
        stated.limit.stages.indices.contains(record.key.n - 1)
      else { return nil }
      return (stated.limit.stages[record.key.n - 1].limit, stated.campaign)
    }
    guard let duty = question.duty, book.duties[duty].cascade.isEmpty else { return nil }
    if let tightened = book.tightened(duty, to: record.limit, opened: opened, on: day) { return tightened }
    let stream = planner.streams.indices.first { index in
      guard planner.streams[index].duty == duty, planner.contains(record.key.subject, in: index) else { return false }
      return planner.entries(of: index, from: opened, to: opened).contains {
        $0.period.name == record.key.period && $0.n == record.key.n && $0.outcome == .generate
      }
    }
    return stream.map { planner.limitInForce(of: planner.streams[$0], on: opened) }
  }

  private func presentLadder(_ record: TaskRecord, _ question: Question) -> String {
    if let duty = question.duty { return book.ladder(ofDuty: duty, grain: record.key.grain)?.id ?? "" }
    let standards = question.standard.map { [$0] } ?? []
    let isFinding = record.key.work == .rectification
    return book.ladder(for: LadderQuestion(standards: standards, isFinding: isFinding))?.id ?? ""
  }
}

extension Engine {
  /// What becomes of a move that the rules would make: a task that a person put where it is stays there; only those
  /// who have left are replaced.
  ///
  /// - Parameter other: the planner of a book that is not in force yet.
  /// - Returns: `nil` where nothing changes.
  func settled(
    _ move: PlannedMove, on day: CivilDate, by other: Planner? = nil
  ) throws(EngineError) -> PlannedMove? {
    let number = move.task
    let row = try reading { store throws(StoreError) in try store.task(number: number) }
    guard let row, try isPlacedByHand(row) else { return move }
    let to = (other ?? planner).standing(row.record.roles, on: day)
    guard to != row.record.roles else { return nil }
    let id = row.record.assignment
    let old = try reading { store throws(StoreError) in try store.receipt(id: id) }
    let receipt = Receipt(
      kind: .assignment,
      body: ReceiptText.decided("departure", "who held it has left", [.holder, .leader, .verifier], keeping: old?.body))
    var kept = move
    kept.from = row.record.roles
    kept.to = to
    kept.receipt = receipt
    kept.reason = "departure: " + Self.change(row.record.roles, to)
    return kept
  }

  /// Whether a transfer, a ruling or the work itself named who has a task. A reissue gives it back to the rules.
  private func isPlacedByHand(_ row: TaskRow) throws(EngineError) -> Bool {
    if row.record.key.work?.namesItsUnit == true { return true }
    let number = row.number
    let acts = try reading { store throws(StoreError) in try store.events(of: number) { $0 == .acted } }
    var isPlaced = false
    for one in acts {
      guard case .acted(let acted) = one.event else { continue }
      if acted.action == .transfer { isPlaced = true }
      if acted.action == .reissue { isPlaced = false }
    }
    return isPlaced
  }
}
