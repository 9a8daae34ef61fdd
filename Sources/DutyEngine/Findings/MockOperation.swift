import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

extension Engine {
  /// Draws a mock evaluation (模拟测评) and opens its tasks: who is responsible checks, and somebody else verifies.
  func drawMock(_ call: OperationCall) throws(EngineError) -> ControlReply {
    try tick(at: call.at)
    if let unfit = refusal(of: .drawMock, "draw a mock evaluation", to: call.text("by"), at: call.at) {
      return unfit.reply
    }
    guard let seed = call.arguments["seed"]?.int, let size = call.arguments["size"]?.int else {
      return .error(400, "a mock evaluation has a seed and a size", help: "give --seed 7 --size 60")
    }
    guard (1...10_000).contains(size) else {
      return .error(422, "a sample of \(size) pairs cannot be drawn", help: "give --size from 1 to 10000")
    }
    let said = call.text("limit").isEmpty ? "3 workdays" : call.text("limit")
    guard let limit = try? Limit(parsing: said) else {
      return .error(400, "`\(said)` is not a limit", help: "write `3 workdays` or `8 working-hours`")
    }
    let perSector = call.arguments["per-sector"]?.bool ?? false
    let today = date(of: call.at)
    let id = Self.mockID(seed: Int(seed), size: Int(size), perSector: perSector, on: today)
    if let known = try reading({ store throws(StoreError) in try store.record(MockDrawn.self, id: id) })?.record {
      return ControlReply([
        "outcome": "unchanged", "id": .string(id), "tasks": .array(known.drawn.map { .string($0) }),
        "population": .int(Int64(known.population)),
      ])
    }
    let sample = MockSample(planner, seed: Int(seed), size: Int(size), perSector: perSector, on: today)
    guard !sample.pairs.isEmpty else {
      return .error(422, "no standard with points applies to any place", help: "see `points` and `of` of the standards")
    }
    var batch = IntakeBatch()
    let numbers = try openMock(sample, id: id, limit: limit, &batch, at: call.at)
    let drawn = MockDrawn(
      id: id, seed: Int(seed), date: today, by: call.text("by"), population: sample.population, drawn: numbers)
    try conclude(batch.events + [.fact(Fact(drawn))], at: call.at)
    return ControlReply([
      "outcome": "drawn", "id": .string(id), "tasks": .array(numbers.map { .string($0) }),
      "population": .int(Int64(sample.population)), "strata": .int(Int64(sample.strata.count)),
    ])
  }

  private func openMock(
    _ sample: MockSample, id: String, limit: Limit, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) -> [String] {
    var numbers: [String] = []
    for stratum in sample.strata {
      for pair in stratum.pairs {
        let key = TaskKey(
          duty: WorkKind.mock.rawValue, subject: book.places.ids[pair.place.index],
          grain: book.standards[pair.standard].id, period: id)
        let ladder = book.ladder(for: LadderQuestion(standards: [pair.standard]))?.id ?? ""
        let made = try caseEvents(
          key, limit: limit, from: now, ladder: ladder, notes: ["mock evaluation \(id), stratum \(stratum.name)"])
        guard let made else { continue }
        batch.add(made.events)
        numbers.append(made.task.record.number)
      }
    }
    return numbers
  }

  /// `M-20261123-S7-N60`, with an `E` for each sector: the same draw on the same day is the same evaluation.
  package static func mockID(seed: Int, size: Int, perSector: Bool, on date: CivilDate) -> String {
    "M-\(date.description.filter { $0 != "-" })-S\(seed)-N\(size)\(perSector ? "E" : "")"
  }
}
