import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRoster

extension Engine {
  /// A supporting unit closes its part (配合, M15).
  func closePart(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("number"))
    let by = try someone(call.text("by"), "by", at: call.at)
    let own = row.record.roles.support.filter { id in
      book.units.ref(id).map { planner.assignment.belongs(by, to: $0) } ?? false
    }
    let unit = call.text("unit").isEmpty ? own.first ?? "" : call.text("unit")
    guard row.record.roles.support.contains(unit) else {
      let support = row.record.roles.support
      throw .denied(
        422, .noPart, [.units: support.joined(separator: " ")],
        "\(row.number): \(unit.isEmpty ? "`\(call.text("by"))` is of no unit that supports it" : "`\(unit)` has no part in it")",
        help: support.isEmpty ? "no unit supports it" : "its parts are those of \(support.joined(separator: ", "))")
    }
    guard own.contains(unit) else {
      throw .denied(
        403, .notOfUnit, [.unit: unit], "\(row.number): `\(call.text("by"))` is not of `\(unit)`",
        help: "a part is closed by its own unit")
    }
    guard row.state.isOpen, row.state != .generated, row.state != .suspended else {
      throw .denied(
        409, .wrongState, [.state: row.state.rawValue], "\(row.number): it is \(row.state.rawValue)",
        help: "a part is closed while the whole is open")
    }
    let note = call.text("note")
    let evidence = call.texts("evidence")
    guard !note.isEmpty || !evidence.isEmpty else {
      throw .denied(400, .textMissing, "\(row.number): what was done?", help: "give --note TEXT or evidence")
    }
    let batch = ActBatch(now: call.at, via: call.author)
    let matter = try TaskCase(self, row, batch)
    guard matter.openParts.contains(unit) || !matter.hasParts else {
      throw .denied(
        409, .partClosed, [.unit: unit], "\(row.number): the part of `\(unit)` is closed", help: "nothing is left to do"
      )
    }
    let taken = try taking(evidence, for: row.number)
    let fact = PartDone(
      task: row.number, unit: unit, round: row.round, by: book.people[by].id, note: note, evidence: evidence)
    let known = try seek { store throws(StoreError) in try store.record(PartDone.self, id: fact.id) }
    guard known == nil else {
      throw .denied(
        409, .partClosed, [.unit: unit], "\(row.number): the part of `\(unit)` is closed", help: "nothing is left to do"
      )
    }
    try passing { () throws(EngineError) in try self.conclude(taken + [.fact(Fact(fact))], at: call.at) }
    held.drop(evidence)
    let left = matter.openParts.filter { $0 != unit }
    return [
      "number": .string(row.number), "unit": .string(unit), "open": .array(left.map { .string($0) }),
    ]
  }

  /// What a file was shown for already.
  func shownFacts(_ known: Recorded<DutyLedger.Evidence>) -> [RefusalFact: String] {
    [.file: known.record.name, .task: known.record.task, .day: date(of: known.at).description]
  }

  /// More than was to be done is a slip of the pen, unless somebody says how it came.
  func checkTarget(_ total: Int, of target: Int, _ quantity: String, note: String, _ owner: String) throws(ActError) {
    guard total > target, note.isEmpty else { return }
    throw .denied(
      422, .countBeyondTarget, [.total: String(total), .target: String(target), .quantity: quantity],
      "\(owner): \(total) \(quantity) are more than the \(target) that are to be done",
      help: "correct the total so far, or say in --note how it came to more")
  }

  /// The head signs a document off before it is checked (M18).
  func signOff(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("number"))
    let by = try someone(call.text("by"), "by", at: call.at)
    let matter = try TaskCase(self, row, ActBatch(now: call.at, via: call.author))
    guard let expression = matter.terms.signOff else {
      throw .denied(422, .noSignature, "\(row.number): nobody signs it off", help: "its duty says no `sign-off`")
    }
    let signatories = matter.signatories(expression)
    let id = book.people[by].id
    guard signatories.contains(id) else {
      throw .denied(
        403, .notTheSignatory, [.people: signatories.joined(separator: " ")],
        "\(row.number): `\(id)` does not sign it off",
        help: "that is for " + signatories.map { name(person: $0) }.joined(separator: " or "))
    }
    guard row.state == .reported else {
      throw .denied(
        409, .wrongState, [.state: row.state.rawValue], "\(row.number): it is \(row.state.rawValue)",
        help: "what was reported is signed off")
    }
    guard matter.missingSignature() != nil else {
      throw .denied(409, .signedAlready, "\(row.number): it is signed off", help: "it waits for its verifier")
    }
    let fact = SignedOff(task: row.number, round: row.round, by: id, note: call.text("note"))
    try passing { () throws(EngineError) in try self.conclude([.fact(Fact(fact))], at: call.at) }
    return ["number": .string(row.number), "by": .string(id), "round": .int(Int64(row.round + 1))]
  }

  /// How far a quantity has come (M24): the total so far.
  func recordProgress(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("number"))
    let by = try someone(call.text("by"), "by", at: call.at)
    let matter = try TaskCase(self, row, ActBatch(now: call.at, via: call.author))
    guard let quantity = matter.terms.quantity else {
      throw .denied(
        422, .nothingCounted, "\(row.number): nothing is counted in it", help: "its duty says no `quantity`")
    }
    let id = book.people[by].id
    guard id == row.record.roles.holder || id == row.record.roles.leader else {
      throw .denied(
        403, .notTheHolder, [.person: row.record.roles.holder], "\(row.number): `\(id)` does not hold it",
        help: "its holder is \(name(person: row.record.roles.holder))")
    }
    guard row.state.isOpen, row.state != .generated else {
      throw .denied(
        409, .wrongState, [.state: row.state.rawValue], "\(row.number): it is \(row.state.rawValue)",
        help: "progress is recorded while it is open")
    }
    guard let total = call.arguments["total"]?.int, (0...1_000_000_000).contains(total) else {
      throw .denied(400, .countMissing, "\(row.number): how many by now?", help: "give --total N, a whole number")
    }
    let before = matter.records(Progress.self).filter { $0.quantity == quantity.name }
    if let last = before.last, total < last.total, call.text("note").isEmpty {
      throw .denied(
        422, .countWentDown, [.total: String(last.total)], "\(row.number): it was \(last.total) already",
        help: "give the total so far; a correction needs --note")
    }
    try checkTarget(Int(total), of: quantity.target, quantity.name, note: call.text("note"), row.number)
    let fact = Progress(
      task: row.number, quantity: quantity.name, total: Int(total), n: before.count + 1, by: id, note: call.text("note")
    )
    try passing { () throws(EngineError) in try self.conclude([.fact(Fact(fact))], at: call.at) }
    let pace = quantity.pace(total: Int(total), of: row, in: book, at: call.at)
    return [
      "number": .string(row.number), "quantity": .string(quantity.name), "total": .int(total),
      "target": .int(Int64(pace.target)), "expected": .int(Int64(pace.expected)),
      "shortfall": .int(Int64(pace.shortfall)), "left": .int(Int64(pace.remaining)),
      "needed-per-workday": pace.neededPerWorkday.map { .int(Int64($0)) } ?? .null,
    ]
  }
}

extension DutyQuantity {
  /// Where a task's count stands against an even pace over the workdays from its opening to its deadline (M24).
  package func pace(total: Int, of row: TaskRow, in book: Book, at now: Instant) -> GoalPace {
    func day(_ instant: Instant) -> CivilDate { book.settings.zone.local(instant).date }
    let goal = CampaignGoal(
      quantity: name, name: name, target: target, by: day(row.record.due), source: SourcePlace("duties"))
    return goal.pace(done: total, from: day(row.record.opens), on: day(now), in: book.workCalendar)
  }
}
