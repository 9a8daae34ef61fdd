import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// "Not mine" (不是我的): the first time the head of the lead unit is told, the second opens a ruling (M11).
  func disown(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("number"))
    let by = try someone(call.text("by"), "by", at: call.at)
    var batch = ActBatch(now: call.at, via: call.author)
    let matter = try TaskCase(self, row, batch)
    let id = book.people[by].id
    guard id == row.record.roles.holder || planner.assignment.postHolder("head", of: by, in: row, on: matter.day) else {
      throw .denied(
        403, .notTheHolder, [.person: row.record.roles.holder], "\(row.number): `\(id)` does not hold it",
        help: "its holder is \(name(person: row.record.roles.holder))")
    }
    guard row.state.follows, row.state != .generated else {
      throw .denied(
        409, .wrongState, [.state: row.state.rawValue], "\(row.number): it is \(row.state.rawValue)",
        help: "only what is open and dispatched is disputed")
    }
    let reason = call.text("reason")
    guard !reason.isEmpty else { throw .denied(400, .reasonMissing, "not mine, but why?", help: "give --reason TEXT") }
    if !call.text("whose").isEmpty { _ = try knownUnit(call.text("whose"), "whose") }
    let before = matter.records(Disowned.self)
    try checkRuling(matter, isOver: false)
    var fact = Disowned(
      task: row.number, n: before.count + 1, by: id, reason: reason, whose: call.text("whose"))
    var answer: [String: JSONValue] = ["number": .string(row.number), "times": .int(Int64(fact.n))]
    if fact.n >= 2 {
      let ruling = try openRuling(of: row, fact, &batch)
      fact.ruling = ruling.number
      answer["ruling"] = .string(ruling.number)
      answer["due"] = .string(zone.rfc3339(ruling.due))
    } else {
      let head = matter.lead.flatMap { planner.assignment.postHolder("head", of: $0, on: matter.day) }
      answer["told"] = .string(head.map { book.people[$0].id } ?? row.record.roles.leader)
    }
    batch.events.append(.fact(Fact(fact)))
    try conclude(&batch)
    return .object(answer)
  }

  /// Refuses what would settle a task while the office is ruling whose it is (M11).
  ///
  /// - Parameter isOver: whether a ruling that is given binds already, while its verifier has not looked at it.
  func checkRuling(_ matter: TaskCase, isOver: Bool = true) throws(ActError) {
    guard let last = matter.records(Disowned.self).last, !last.ruling.isEmpty else { return }
    let open = last.ruling
    let row = try seek { store throws(StoreError) in try store.task(number: open) }
    guard let state = row?.state, state.isOpen, !(isOver && state == .reported) else { return }
    throw .denied(
      409, .rulingOpen, [.task: open], "\(matter.number): the office is ruling on it",
      help: "the ruling comes first: see `dutyctl task show \(open)`")
  }

  /// A ruling task: held by the office, verified from outside it, due as `dutyd.yaml` says.
  private func openRuling(
    of row: TaskRow, _ fact: Disowned, _ batch: inout ActBatch
  ) throws(ActError) -> TaskRecord {
    let key = TaskKey(
      duty: WorkKind.ruling.rawValue, subject: row.record.key.subject, grain: "", period: row.number, n: fact.n - 1)
    let roles = planner.unitRoles(book.settings.office, verifiers: [], on: date(of: batch.now))
    let made = planner.unitTask(
      key, roles: roles, decision: "ruling",
      basis: "\(fact.by) said not mine, the \(fact.n). time: \(fact.reason)", limit: book.settings.people.ruling,
      from: batch.now, ladder: book.ladder(for: LadderQuestion())?.id ?? "")
    for receipt in made.receipts { _ = try add(receipt, &batch) }
    batch.events.append(.generated(made.record))
    return made.record
  }

  /// The office rules whose a disputed task is (裁定): it changes hands, and the ruling task is reported.
  func rule(_ call: OperationCall) throws(ActError) -> JSONValue {
    let ruling = try knownTask(call.text("number"))
    guard ruling.record.key.work == .ruling else {
      throw .denied(422, .notARuling, "\(ruling.number) is no ruling", help: "see `dutyctl task list --duty ruling`")
    }
    guard ruling.state == .dispatched || ruling.state == .acknowledged || ruling.state == .returned else {
      throw .denied(
        409, .wrongState, [.state: ruling.state.rawValue], "\(ruling.number): it is \(ruling.state.rawValue)",
        help: "a ruling is given once")
    }
    let by = try someone(call.text("by"), "by", at: call.at)
    guard planner.assignment.belongs(by, to: book.settings.office) else {
      throw .denied(
        403, .notTheOffice, [.unit: book.units[book.settings.office].id],
        "`\(book.people[by].id)` is not of the office `\(book.units[book.settings.office].id)`",
        help: "the office rules: name who of it decided")
    }
    let reason = call.text("reason")
    guard !reason.isEmpty else { throw .denied(400, .reasonMissing, "ruled so, but why?", help: "give --reason TEXT") }
    let disputed = try knownTask(ruling.record.key.period)
    var batch = ActBatch(now: call.at, via: call.author)
    let id = book.people[by].id
    var notes = try hand(over: disputed, call, by: id, reason: reason, &batch)
    let final = batch.rows[disputed.number] ?? disputed
    let fact = Ruling(
      id: ruling.number, task: disputed.number, by: id, reason: reason, lead: final.record.roles.lead,
      holder: final.record.roles.holder)
    let known = try seek { store throws(StoreError) in try store.record(Ruling.self, id: ruling.number) }
    if known == nil { batch.events.append(.fact(Fact(fact))) }
    batch.events.append(
      .acted(
        TaskActed(task: ruling.number, action: .report, by: id, note: reason, via: call.author == id ? "" : call.author)
      ))
    try conclude(&batch)
    notes.append("\(ruling.number) reported; its verifier is \(name(person: ruling.record.roles.verifier))")
    var answer: [String: JSONValue] = [
      "ruling": .string(ruling.number), "task": .string(disputed.number), "lead": .string(fact.lead),
      "holder": .string(fact.holder), "notes": .array(notes.map { .string($0) }),
    ]
    if call.arguments["as-rule"]?.bool == true {
      let text = ruleText(fact, disputed)
      answer["rule"] = .string(text.rule)
      answer["test"] = .string(text.test)
    }
    return .object(answer)
  }

  /// The disputed task in the hands that the ruling names; those it has are confirmed where it names them.
  private func hand(
    over disputed: TaskRow, _ call: OperationCall, by: String, reason: String, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    guard disputed.state.follows else {
      try checkUnmoved(disputed, lead: call.text("lead"), holder: call.text("holder"))
      return ["\(disputed.number) is \(disputed.state.rawValue) and stays so"]
    }
    let matter = try TaskCase(self, disputed, batch)
    let roles: TaskRoles
    do throws(ActError) {
      roles = try transferred(lead: call.text("lead"), holder: call.text("holder"), matter)
    } catch {
      guard case .denied(let denied) = error, denied.status == 409 else { throw error }
      return ["\(disputed.number) stays with \(disputed.record.roles.lead), \(disputed.record.roles.holder)"]
    }
    var acted = TaskActed(
      task: disputed.number, action: .transfer, by: by, note: reason, approvedBy: by,
      via: batch.via == by ? "" : batch.via)
    try take(roles, decision: "ruling", basis: "\(reason) (\(by))", matter, &acted, &batch)
    var row = disputed
    do {
      try row.take(acted, at: batch.now)
    } catch {
      throw .denied(
        409, .storedOtherwise, "\(disputed.number): \(error)", help: "see `dutyctl task show \(disputed.number)`")
    }
    batch.events.append(.acted(acted))
    batch.rows[row.number] = row
    batch.touched[row.number] = [disputed.record.roles, row.record.roles]
    return [Self.change(disputed.record.roles, roles)]
  }

  /// What is recorded is what was ruled: a task that changes hands no more can only be confirmed where it is.
  private func checkUnmoved(_ disputed: TaskRow, lead: String, holder: String) throws(ActError) {
    let roles = disputed.record.roles
    if lead.isEmpty || lead == roles.lead, holder.isEmpty || holder == roles.holder { return }
    throw .denied(
      409, .wrongState, [.state: disputed.state.rawValue],
      "\(disputed.number) is \(disputed.state.rawValue) and stays with \(roles.lead), \(roles.holder)",
      help: "return or reopen it first; or confirm it: --lead \(roles.lead)")
  }

  /// A ruling as a rule of its own and the rule test for it, ready for the rule directory.
  func ruleText(_ ruling: Ruling, _ task: TaskRow) -> (rule: String, test: String) {
    let key = task.record.key
    let isCase = key.work != nil
    let subject =
      book.places.ref(key.subject) != nil ? "place: { id: [\(key.subject)] }" : "unit: { id: [\(key.subject)] }"
    let hasStandard = book.standards.ref(key.grain) != nil
    var about: [String] = []
    if !isCase { about.append("duty: \(key.duty)") }
    if hasStandard { about.append("standard: [\(key.grain)]") }
    about.append(subject)
    let basis = JSONValue.string("创建办裁定 \(ruling.id) \(ruling.by): \(ruling.reason)").canonicalText
    let name = "ruled-" + ruling.id.lowercased()
    let rule = """
      rules:
        - rule: \(name)
          basis: \(basis)
          for: { \(about.joined(separator: ", ")) }
          lead: \(ruling.lead)
          holder: \(ruling.holder)
          leader: lead.head
          outside: true

      """
    var given: [String] = []
    if !isCase { given.append("duty: \(key.duty)") } else if hasStandard { given.append("standard: \(key.grain)") }
    given += ["subject: \(key.subject)", "at: \(date(of: task.record.opens)) 09:00"]
    let test = """
      tests:
        - test: M11 ruling \(ruling.id)
          given: { \(given.joined(separator: ", ")) }
          then: { lead: \(ruling.lead), holder: \(ruling.holder) }

      """
    return (rule, test)
  }
}

extension Assignment {
  /// Whether a person is the head of a task's lead unit today.
  fileprivate func postHolder(_ post: String, of person: Ref<Person>, in row: TaskRow, on day: CivilDate) -> Bool {
    book.units.ref(row.record.roles.lead).flatMap { postHolder(post, of: $0, on: day) } == person
  }
}
