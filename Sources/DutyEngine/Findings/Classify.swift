import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

extension Engine {
  /// Tells the standard and the place of a finding that waits for them; from then on it goes its way like any other.
  func classifyFinding(_ call: OperationCall) throws(EngineError) -> ControlReply {
    try tick(at: call.at)
    if let unfit = refusal(of: .settleFinding, "classify findings", to: call.text("by"), at: call.at) {
      return unfit.reply
    }
    let id = call.text("finding").uppercased()
    guard let known = try reading({ store throws(StoreError) in try store.finding(id) })?.record else {
      return .error(
        404, .unknownFinding, [.word: id], "no finding `\(id)`", help: "see `dutyctl finding list --unclassified`")
    }
    guard known.outcome == .unclassified else {
      return .error(
        409, .classifiedAlready, "finding \(id) is classified already: \(known.standard) at \(known.place)",
        help: "close its task as not-ours or void, and add it anew")
    }
    if let joined = try reading({ store throws(StoreError) in try store.record(FindingJoined.self, id: id) }) {
      return .error(
        409, .findingJoined, [.finding: joined.record.into], "finding \(id) was joined to \(joined.record.into)",
        help: "nothing is left to classify")
    }
    let classifier = Classifier(planner, on: date(of: call.at))
    let standard: Ref<Standard>
    switch classifier.standard(call.text("standard")) {
    case .found(let found, _): standard = found
    case .unclear(let why):
      return .error(
        422, .standardUnclear, [.word: call.text("standard")], why, help: "see the standards of the rule directory")
    case .unsaid: return .error(400, .standardMissing, "the standard is not said", help: "give --standard")
    }
    let said = call.text("place").isEmpty ? known.placeText : call.text("place")
    let subject: Subject
    switch classifier.place(said, position: known.position, standard: standard) {
    case .found(let found, _): subject = found
    case .unclear(let why): return .error(422, .placeUnclear, [.word: said], why, help: "give another --place")
    case .unsaid: return .error(400, .placeMissing, "the place is not said", help: "give --place")
    }
    return try classified(known, standard, subject, call)
  }

  private func classified(
    _ known: Finding, _ standard: Ref<Standard>, _ subject: Subject, _ call: OperationCall
  ) throws(EngineError) -> ControlReply {
    var finding = known
    finding.standard = book.standards[standard].id
    finding.place = book.id(of: subject)
    var batch = IntakeBatch()
    try settle(&finding, standard, subject, &batch, at: call.at)
    batch.events.append(.fact(Fact(FindingClassified(now: finding, by: call.text("by")))))
    batch.events += try endClassification(
      known, by: call.text("by"), note: "\(finding.standard) at \(finding.place)", closure: nil)
    try conclude(batch.events, at: call.at)
    let card = try reading { store throws(StoreError) in try store.findingCard(known.id) }
    return ControlReply([
      "outcome": .string(finding.outcome.rawValue), "finding": card.map { FindingJSON.value($0, in: zone) } ?? .null,
    ])
  }

  /// What becomes of the office's task once a finding needs it no longer: reported, so that somebody else looks at it;
  /// where it was not dispatched yet, or is void anyway, struck off.
  func endClassification(
    _ finding: Finding, by: String, note: String, closure: Closure?
  ) throws(EngineError) -> [Event] {
    let number = finding.task
    guard finding.outcome == .unclassified,
      let row = try reading({ store throws(StoreError) in try store.task(number: number) }), row.state.isOpen
    else { return [] }
    if closure == nil, case .success = TaskAction.report.next(from: row.state) {
      return [.acted(TaskActed(task: number, action: .report, by: by, note: note))]
    }
    return [
      .acted(TaskActed(task: number, action: .void, by: by, note: note, approvedBy: by, closure: closure ?? .done))
    ]
  }

  /// Says that two findings are one: the first is closed as joined, its reporter hears how the second ends.
  ///
  /// - Errors: anybody but the office; findings of another standard or place unless the call says that it means to join
  ///   them `across`, and why they are one.
  func joinFindings(_ call: OperationCall) throws(EngineError) -> ControlReply {
    try tick(at: call.at)
    let by = call.text("by")
    if let unfit = refusal(of: .settleFinding, "join findings", to: by, at: call.at) { return unfit.reply }
    let ids = [call.text("finding").uppercased(), call.text("into").uppercased()]
    var cards: [FindingCard] = []
    for id in ids {
      guard let card = try reading({ store throws(StoreError) in try store.findingCard(id) }) else {
        return .error(404, "no finding `\(id)`", help: "see `dutyctl finding list`")
      }
      cards.append(card)
    }
    if let unfit = unjoinable(cards[0], cards[1]) ?? apart(cards[0].main, cards[1].main, call) {
      return unfit.reply
    }
    let joined = cards[0].finding
    let into = cards[1].main
    if let row = cards[0].rows.first(where: { $0.state.isOpen && $0.record.roles.holder == by }) {
      return .error(
        409, "\(by) holds task \(row.number) of \(joined.id)", help: "closing takes two: somebody else joins it")
    }
    let cost = max(0, try countedPoints(of: joined) - countedPoints(of: into))
    var events: [Event] = [
      .fact(
        Fact(
          FindingJoined(
            finding: joined.id, into: into.id, by: by, reason: call.text("reason"), task: into.task, milliPoints: cost)))
    ]
    let approver = call.text("approved-by").isEmpty ? by : call.text("approved-by")
    for row in cards[0].rows where row.state.isOpen {
      events.append(
        .acted(
          TaskActed(
            task: row.number, action: .void, by: by, note: "joined to \(into.id)", approvedBy: approver,
            closure: .joined)))
    }
    events += try endClassification(joined, by: by, note: "joined to \(into.id)", closure: .joined)
    var batch = IntakeBatch()
    try answerAll(joined, closure: .joined, whose: "", &batch, at: call.at)
    try conclude(events + batch.events, at: call.at)
    try showTouched(
      Dictionary(uniqueKeysWithValues: cards[0].rows.map { ($0.number, [$0.record.roles]) }), at: call.at)
    return ControlReply([
      "outcome": "joined", "finding": .string(joined.id), "into": .string(into.id), "task": .string(into.task),
    ])
  }

  /// Findings that look like two are one only where somebody means it and says why: the reason stays in the ledger.
  private func apart(_ first: Finding, _ second: Finding, _ call: OperationCall) -> Unfit? {
    guard first.outcome != .unclassified, second.outcome != .unclassified,
      first.standard != second.standard || first.place != second.place
    else { return nil }
    let two = "\(first.id) is of \(first.standard) at \(first.place), \(second.id) of \(second.standard) at \(second.place)"
    guard call.arguments["across"]?.bool ?? false else {
      return Unfit(
        409, .findingsApart, [.finding: second.id, .standard: second.standard, .place: second.place], two,
        "join them with --across if they are one all the same, and say why")
    }
    if book.standards[first.standard]?.isVeto ?? false, !(book.standards[second.standard]?.isVeto ?? false) {
      return Unfit(
        409, .vetoStays, [.finding: first.id, .standard: first.standard], "\(two); \(first.standard) is a veto item",
        "what is joined to another goes on by the other's limit and ladder: join \(second.id) into \(first.id)")
    }
    if call.text("reason").isEmpty { return Unfit(400, .reasonMissing, two, "say why they are one: give --reason TEXT") }
    return nil
  }

  private func unjoinable(_ first: FindingCard, _ second: FindingCard) -> Unfit? {
    if first.finding.id == second.finding.id {
      return Unfit(
        400, .joinsItself, [.finding: first.finding.id],
        "\(first.finding.id) is given twice: a finding is not joined to itself",
        "give the finding that is joined, then the open one that it is the same as")
    }
    if first.main.id == second.main.id {
      return Unfit(
        409, .other, "\(first.finding.id) and \(second.finding.id) are one already", "see `dutyctl finding show`")
    }
    if first.isJoined {
      return Unfit(409, .other, "\(first.finding.id) was joined to \(first.main.id)", "join \(first.main.id) instead")
    }
    if first.standing.isClosed {
      return Unfit(
        409, .other, "\(first.finding.id) is closed: \(first.standing.rawValue)", "only an open finding can be joined")
    }
    if second.standing.isClosed {
      return Unfit(
        409, .other, "\(second.finding.id) is closed: \(second.standing.rawValue)", "join it to an open finding")
    }
    return nil
  }
}
