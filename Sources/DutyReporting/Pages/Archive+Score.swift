import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPages
import DutyPorts

extension PageArchive {
  /// How a unit's score came about.
  package func score(_ sheet: ScoreSheet, of score: Score) throws(StoreError) -> ScoreView {
    var parts: [ScoreView.Part] = []
    for part in sheet.parts {
      parts.append(
        ScoreView.Part(
          name: part.name.isEmpty ? part.part : part.name, measures: part.value.measures,
          results: part.results.map { ScoreView.Result(period: periodName($0.period), milli: $0.milli) }, weightMilli: part.weightMilli,
          reachedMicro: part.reachedMicro, countedMicro: part.countedMicro, milliPoints: part.milliPoints,
          isFailed: sheet.failedParts.contains(part.part), counted: Self.counted(part.references),
          grounds: try grounds(part.references)))
    }
    var each: [ScoreView.Each] = []
    for (one, isBonus) in sheet.minus.map({ ($0, false) }) + sheet.plus.map({ ($0, true) }) {
      guard let event = ScoreEvent(rawValue: one.event) else { continue }
      var grounds: [ScoreView.Ground] = []
      for line in one.lines.prefix(mostGrounds + 1) { grounds.append(try ground(line)) }
      each.append(
        ScoreView.Each(
          event: event, isBonus: isBonus, count: one.count, askedMilli: one.askedMilli, countedMilli: one.countedMilli,
          grounds: grounds + (try self.grounds(one.references))))
    }
    return ScoreView(
      unit: archive.unitName(sheet.unit), score: score.name.isEmpty ? score.id : score.name, period: periodName(sheet.period),
      league: "/league/\(encoded(score.id))?period=\(encoded(sheet.period))", milli: sheet.milli, grade: sheet.grade,
      isZeroed: sheet.isZeroed, parts: parts, each: each)
  }

  /// How many tasks a part counted: its last line has all their numbers.
  private static func counted(_ lines: [String]) -> Int {
    lines.last { $0.hasPrefix(countedMark) }.map { $0.split(separator: " ").count - 1 } ?? 0
  }

  private static let countedMark = "counted:"

  /// The things that lines begin with, each once.
  private func grounds(_ lines: [String]) throws(StoreError) -> [ScoreView.Ground] {
    var found: [ScoreView.Ground] = []
    var seen: Set<String> = []
    for line in lines where !line.hasPrefix(Self.countedMark) {
      let id = String(line.prefix { $0 != " " && $0 != "," && $0 != ":" })
      guard seen.insert(id).inserted else { continue }
      found.append(try ground(id) ?? ScoreView.Ground(line, href: "", note: ""))
      if found.count > mostGrounds { break }
    }
    return found
  }

  private func ground(_ line: DeductionLine) throws(StoreError) -> ScoreView.Ground {
    var ground = try ground(line.reference) ?? ScoreView.Ground(line.reference, href: "", note: "")
    let who = line.person.isEmpty ? "" : person(line.person)
    // A finding says itself what it is about; its line has only the identifiers of that.
    let why = line.event == .finding ? ground.note : line.reason
    ground.note = [who, why].filter { !$0.isEmpty }.joined(separator: " · ")
    ground.milliPoints = line.milliPoints
    return ground
  }

  /// A task, a finding or a document by its identifier; `nil` for anything else.
  private func ground(_ id: String) throws(StoreError) -> ScoreView.Ground? {
    if let row = try store.task(number: id), let task = try tasks([row]).first {
      return ScoreView.Ground(
        task.title, href: task.href,
        note: [id, task.subject, reader.dueText(task.due)].filter { !$0.isEmpty }.joined(separator: " · "))
    }
    if let finding = try store.record(Finding.self, id: id)?.record {
      return ScoreView.Ground(
        finding.text, href: "/findings/" + encoded(id), note: archive.subjectName(finding.placeText) + " · " + id)
    }
    if try store.fact(Notice.kind, id: id) != nil {
      return ScoreView.Ground(
        reader.numberedText(id), href: "/notices/" + id.split(separator: "/").map { encoded(String($0)) }.joined(separator: "/"),
        note: "")
    }
    return nil
  }
}
