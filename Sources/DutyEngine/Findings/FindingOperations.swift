import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// What `dutyctl finding` asks of the daemon.
extension Engine {
  static let findingOperations: [String: OperationBody] = [
    "finding-add": { (engine, call) throws(EngineError) in try engine.addFinding(call) },
    "finding-import": { (engine, call) throws(EngineError) in try engine.importFindings(call) },
    "finding-classify": { (engine, call) throws(EngineError) in try engine.classifyFinding(call) },
    "finding-join": { (engine, call) throws(EngineError) in try engine.joinFindings(call) },
    "mock-evaluation": { (engine, call) throws(EngineError) in try engine.drawMock(call) },
  ]

  /// Takes one report in; an answer of 422 says what is unclear, and nothing is written then.
  private func addFinding(_ call: OperationCall) throws(EngineError) -> ControlReply {
    try tick(at: call.at)
    let made: (report: FindingReport, notes: [String])
    switch report(of: call) {
    case .success(let success): made = success
    case .failure(let refusal): return refusal.reply
    }
    for hash in made.report.evidence {
      if try reading({ store throws(StoreError) in try store.fact(.evidence, id: hash) }) != nil { continue }
      return .error(
        422, .unknownEvidence, "no evidence `\(hash)` is kept",
        help: "leave it out, and add the file to the task that opens: dutyctl evidence add photo=FILE --task NUMBER")
    }
    var batch = IntakeBatch()
    let result = try take(made.report, &batch, at: call.at)
    try conclude(batch.events, at: call.at)
    let id = result.finding.id
    let card = try reading { store throws(StoreError) in try store.findingCard(id) }
    let outcome = if case .known = result { "known" } else { result.finding.outcome.rawValue }
    return ControlReply([
      "outcome": .string(outcome), "finding": card.map { FindingJSON.value($0, in: zone) } ?? .null,
      "notes": .array(made.notes.map { .string($0) }),
    ])
  }

  /// A report from a call's arguments, classified as far as it says.
  private func report(of call: OperationCall) -> Result<(report: FindingReport, notes: [String]), Unfit> {
    let text = FoundTime.trimmed(call.text("text"))
    guard !text.isEmpty else {
      return .failure(Unfit(400, .textMissing, "a finding says what was found", "give a text"))
    }
    // What a citizen reports nobody of the register does.
    let isCitizen = call.text("by") == Finding.citizen && call.text("source") == FindingSource.citizen
    if !isCitizen, let unfit = unknownPerson(call.text("by"), "--by") { return .failure(unfit) }
    let policy = book.settings.findings
    guard let source = policy.source(call.text("source")) else {
      return .failure(unknownSource(call.text("source")))
    }
    let found = call.text("found-at")
    guard let foundAt = found.isEmpty ? call.at : FoundTime.parse(found, in: zone) else {
      return .failure(Unfit(400, .wrongTime, [.word: found], "`\(found)` is not a time", "write \"2026-11-23 09:00\""))
    }
    guard foundAt <= call.at else {
      return .failure(
        Unfit(
          422, .foundInFuture, [.at: InstantText.text(foundAt)],
          "it would have been found in the future, at \(zone.local(foundAt))", "check --found"))
    }
    guard date(of: foundAt) >= book.settings.start else {
      return .failure(
        Unfit(
          422, .foundBeforeStart, [.at: InstantText.text(foundAt), .day: book.settings.start.description],
          "it would have been found at \(zone.local(foundAt)), before the rules begin on \(book.settings.start)",
          "check --found; what is older is not this book's"))
    }
    var report = FindingReport(source: source, text: text, by: call.text("by"), foundAt: foundAt)
    report.reporter = call.text("reporter")
    report.contact = call.text("contact")
    report.evidence = call.texts("evidence")
    report.standardText = FoundTime.trimmed(call.text("standard"))
    report.placeText = FoundTime.trimmed(call.text("place"))
    if let unfit = readPosition(call.text("lon"), call.text("lat"), &report) { return .failure(unfit) }
    let leavesOpen = call.arguments["unclassified"]?.bool ?? false
    let (notes, unclear) = classify(&report, Classifier(planner, on: date(of: call.at)))
    if !leavesOpen, let unclear = unclear.first {
      return .failure(
        Unfit(
          422, .placeUnclear, [.word: report.subject == nil ? report.placeText : report.standardText], unclear,
          "correct it, or leave it to the office with --unclassified"))
    }
    return .success((report, notes + unclear))
  }

  func readPosition(_ lon: String, _ lat: String, _ report: inout FindingReport) -> Unfit? {
    if lon.isEmpty, lat.isEmpty { return nil }
    guard !lon.isEmpty, !lat.isEmpty else {
      let (given, value, missing) = lat.isEmpty ? ("longitude", lon, "latitude") : ("latitude", lat, "longitude")
      return Unfit(
        400, .wrongPosition, "the \(given) `\(value)` has no \(missing) beside it",
        "give both in degrees, longitude 118.1 and latitude 28.5")
    }
    guard let longitude = microDegrees(lon, bound: 180), let latitude = microDegrees(lat, bound: 90) else {
      return Unfit(
        400, .wrongPosition, "`\(lon)`, `\(lat)` are no coordinates",
        "give longitude and latitude in degrees, 118.1 and 28.5")
    }
    report.position = Position(latitudeMicro: latitude, longitudeMicro: longitude)
    return nil
  }

  /// Sets what a report's texts mean.
  ///
  /// - Returns: how it was found where that is not plain, and what stays unclear; what was not said is not unclear.
  func classify(_ report: inout FindingReport, _ classifier: Classifier) -> (notes: [String], unclear: [String]) {
    var notes: [String] = []
    var unclear: [String] = []
    switch classifier.standard(report.standardText) {
    case .found(let standard, let note):
      report.standard = standard
      if !note.isEmpty { notes.append(note) }
    case .unclear(let why): unclear.append(why)
    case .unsaid: notes.append("nothing was said of the standard: the office tells it")
    }
    switch classifier.place(report.placeText, position: report.position, standard: report.standard) {
    case .found(let subject, let note):
      report.subject = subject
      if !note.isEmpty { notes.append(note) }
    case .unclear(let why): unclear.append(why)
    case .unsaid: notes.append("nothing was said of the place: the office tells it")
    }
    return (notes, unclear)
  }

  func unknownPerson(_ id: String, _ option: String) -> Unfit? {
    if id.isEmpty { return Unfit(400, .nobodyNamed, "who records it is not said", "give \(option) PERSON") }
    if book.people[id] != nil { return nil }
    return Unfit(422, .unknownPerson, [.word: id], "no person `\(id)` in the register", nearPerson(id))
  }

  func unknownSource(_ said: String) -> Unfit {
    let known = book.settings.findings.sources
    let near = nearestName(to: said, among: known.flatMap { [$0.id, $0.name] + $0.otherNames })
    let all = known.map { "\($0.id) \($0.name)" }.joined(separator: ", ")
    return Unfit(
      422, .unknownSource, [.word: said],
      said.isEmpty ? "where it comes from is not said" : "no source is called `\(said)`",
      near.map { "did you mean `\($0)`?" } ?? "one of: \(all)")
  }
}

/// Why a call does not fit, as an answer.
struct Unfit: Error, Hashable {
  var status: Int
  var message: String
  var help: String
  var refusal: Refusal

  init(_ status: Int, _ code: RefusalCode, _ facts: [RefusalFact: String], _ message: String, _ help: String) {
    self.status = status
    self.message = message
    self.help = help
    refusal = Refusal(code, facts)
  }

  init(_ status: Int, _ code: RefusalCode, _ message: String, _ help: String) {
    self.init(status, code, [:], message, help)
  }

  var reply: ControlReply { .error(status, refusal.code, refusal.facts, message, help: help) }
}
