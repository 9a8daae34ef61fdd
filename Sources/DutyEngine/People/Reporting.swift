import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// What a report must carry: evidence, amounts, values; what falls short refuses it, what fails opens its own work.
  func report(
    _ request: ActRequest, _ matter: TaskCase, _ acted: inout TaskActed
  ) throws(ActError) -> [String] {
    try checkEvidence(request, matter)
    try checkAmounts(request, matter)
    try checkVisit(request, matter)
    try checkQuantity(matter)
    var notes: [String] = []
    var failed = try failedLines(request, matter)
    for (line, micro) in try measured(request, matter) {
      let measure = line.measure
      let grade = measure.grade(micro)
      guard matter.isTold || grade == .failed else { continue }
      let id = book.standards[line.standard].id
      let bounds = FixedPoint.text(micro) + " against " + Self.bounds(measure)
      notes.append("`\(id)` \(measure.value) \(bounds): \(grade.rawValue)")
      guard grade == .failed else { continue }
      if matter.row.record.key.work == .rectification {
        throw .denied(
          422, .notPutRight, [.standard: id, .count: FixedPoint.text(micro), .bounds: Self.signs(measure)],
          "\(matter.number): `\(id)` is not put right: \(measure.value) is \(bounds)",
          help: "report it when the value is reached, or ask for an extension")
      }
      if !failed.contains(id) { failed.append(id) }
    }
    acted.failed = failed
    return notes
  }

  /// `at least 0.4`, for a message.
  static func bounds(_ measure: Measure) -> String {
    var parts: [String] = []
    if let least = measure.atLeastMicro { parts.append("at least " + FixedPoint.text(least)) }
    if let most = measure.atMostMicro { parts.append("at most " + FixedPoint.text(most)) }
    return parts.isEmpty ? "no bound" : parts.joined(separator: " and ")
  }

  /// `≥0.4 ≤0.6`, which every language reads.
  private static func signs(_ measure: Measure) -> String {
    [measure.atLeastMicro.map { "≥" + FixedPoint.text($0) }, measure.atMostMicro.map { "≤" + FixedPoint.text($0) }]
      .compactMap { $0 }.joined(separator: " ")
  }

  // MARK: Evidence

  private func checkEvidence(_ request: ActRequest, _ matter: TaskCase) throws(ActError) {
    var shown = Set<String>()
    for id in request.evidence {
      let file = try self.shown(id, for: matter.number).file
      if file.shows == "photo" { try checkRound(of: file, matter) }
      shown.insert(file.shows)
    }
    if !request.note.isEmpty { shown.insert("note") }
    if request.position != nil { shown.insert("check-in") }
    let missing = matter.checklist.evidence.filter { !shown.contains($0) }
    guard missing.isEmpty else {
      let names = missing.map { "`\($0)`" }.joined(separator: ", ")
      let ways = missing.map { kind in
        switch kind {
        case "note": "--note TEXT"
        case "check-in": "--lat and --lon"
        default: "--evidence \(kind)=FILE"
        }
      }
      throw .denied(
        422, .evidenceMissing, [.evidence: missing.joined(separator: " ")],
        "\(matter.number): the report does not show \(names)", help: "give " + ways.joined(separator: ", "))
    }
  }

  /// A photo proves the round for which it was made: what was returned with it is not done by showing it again.
  private func checkRound(of photo: DutyLedger.Evidence, _ matter: TaskCase) throws(ActError) {
    var round = 0
    for act in matter.acts {
      if act.acted.action == .return || act.acted.action == .reopen { round += 1 }
      guard round < matter.row.round, act.acted.action == .report, act.acted.evidence.contains(photo.id) else { continue }
      throw .denied(
        409, .shownBefore, [.file: photo.name, .day: date(of: act.at).description, .count: String(round + 1)],
        "\(matter.number): \(photo.name) was shown with report no. \(round + 1) on \(date(of: act.at)), which was returned",
        help: "show a photo of how it is now")
    }
  }

  // MARK: Values

  /// The lines of the checklist that the report says failed.
  private func failedLines(_ request: ActRequest, _ matter: TaskCase) throws(ActError) -> [String] {
    let known = matter.checklist.lines
    if let odd = request.failed.first(where: { !known.contains($0) }) {
      throw .denied(
        422, .notALine, [.word: odd], "\(matter.number): `\(odd)` is no line of its checklist",
        help: known.isEmpty ? "it has none; record what you found with `dutyctl finding add`" : near(odd, known))
    }
    if let work = matter.row.record.key.work, work == .rectification, !request.failed.isEmpty {
      throw .denied(
        422, .lineFails, "\(matter.number): a rectification whose standard fails is not done",
        help: "report it when it is put right")
    }
    var lines: [String] = []
    for id in request.failed where !lines.contains(id) { lines.append(id) }
    return lines
  }

  /// The measures of its standards, each with the value that the report carries (M19, M20).
  ///
  /// A value is called by its measure, `ratio`; where two standards have one of that name, `public-notices:ratio`.
  private func measured(
    _ request: ActRequest, _ matter: TaskCase
  ) throws(ActError) -> [(line: Checklist.Line, micro: Int)] {
    let wanted = matter.checklist.measures
    var found: [(line: Checklist.Line, micro: Int)] = []
    var used: [String] = []
    var missing: [String] = []
    for line in wanted {
      let isFull = request.values[line.fullName] != nil || !line.isAlone
      let name = isFull ? line.fullName : line.measure.value
      if let micro = request.values[name] {
        guard line.measure.canBe(micro) else {
          let said = FixedPoint.percent(micro)
          throw .denied(
            422, .noShare, [.measures: name, .count: said],
            "\(matter.number): `\(name)` is \(FixedPoint.text(micro)), but a share lies between 0 and 1",
            help: "write --value \(name)=0.85 or --value \(name)=85%")
        }
        found.append((line, micro))
        used.append(name)
      } else {
        missing.append(name)
      }
    }
    guard missing.isEmpty else {
      throw .denied(
        422, .valuesMissing, [.measures: missing.joined(separator: " ")],
        "\(matter.number): the report has no value for " + missing.map { "`\($0)`" }.joined(separator: ", "),
        help: "give " + missing.map { "--value \($0)=NUMBER" }.joined(separator: " "))
    }
    if let odd = request.values.keys.filter({ !used.contains($0) }).min() {
      let names = wanted.map(\.measure.value)
      throw .denied(
        422, .notMeasured, [.word: odd], "\(matter.number): nothing called `\(odd)` is measured here",
        help: names.isEmpty ? "leave it out" : near(odd, names))
    }
    return found
  }

  /// Least amounts by name; `minutes` is the report's own.
  private func checkAmounts(_ request: ActRequest, _ matter: TaskCase) throws(ActError) {
    guard let least = matter.terms.leastMinutes else { return }
    guard let minutes = request.minutes else {
      throw .denied(
        422, .minutesMissing, "\(matter.number): the report does not say how long it took", help: "give --minutes N")
    }
    guard minutes >= least else {
      throw .denied(
        422, .tooFewMinutes, [.count: String(minutes), .least: String(least)],
        "\(matter.number): \(minutes) minutes, but at least \(least) are owed", help: "stay longer, then report")
    }
  }

  private func checkQuantity(_ matter: TaskCase) throws(ActError) {
    guard let quantity = matter.terms.quantity else { return }
    let total = matter.records(Progress.self).filter { $0.quantity == quantity.name }.last?.total ?? 0
    guard total >= quantity.target else {
      throw .denied(
        422, .quantityShort, [.total: String(total), .target: String(quantity.target), .quantity: quantity.name],
        "\(matter.number): \(total) of \(quantity.target) \(quantity.name), \(quantity.target - total) short",
        help:
          "record what is reached with `dutyctl task progress \(matter.number) --total N`; report it when it is done")
    }
  }
}
