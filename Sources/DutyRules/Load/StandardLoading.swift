import DutyBook
import DutyCalendar

/// `standards/*.yaml`.
extension Loading {
  func loadStandards() {
    for file in files(.standardsTable) { loadStandardsTable(file) }
    for (_, map) in documents(.standards) {
      for item in reader.items(map, "standards") {
        guard let row = reader.map(item, .standard, "a standard") else { continue }
        readStandard(row)
      }
    }
    checkMeasures()
  }

  func addStandard(_ standard: Standard) {
    if let earlier = standards.add(standard) {
      duplicate("standard", standard.id, standard.source, earlier: earlier.source)
    }
  }

  private func readStandard(_ map: YAMLMap) {
    let idText = reader.text(map, "standard")
    let sector = reader.text(map, "sector").flatMap { self.sector($0) }
    let points = reader.text(map, "points").flatMap { decimal($0, digits: 3, 0...1_000_000_000) }
    let isVeto = reader.text(map, "veto").flatMap { flag($0) }
    let isOnFinding = reader.text(map, "on-finding").flatMap { flag($0) }
    let owner = "standard `\(idText?.string ?? "")`"
    let subjects = map["of"].flatMap { subjectSelector($0, owner) }
    let measures = self.measures(map)
    let limits = self.limits(map)
    guard let idText, let id = newID(idText, reserved: ["any"]), let sector else { return }
    addStandard(
      Standard(
        id: id, name: reader.text(map, "name")?.string ?? id, sector: sector, milliPoints: points ?? 0,
        isVeto: isVeto ?? false, tags: Set(reader.texts(map, "tags").map(\.string)), measures: measures,
        evidence: reader.texts(map, "evidence").map(\.string), isOnFinding: isOnFinding ?? false, appliesTo: subjects,
        limits: limits, reportAs: reader.text(map, "report-as").flatMap { reportName($0, subjects) },
        was: reader.text(map, "was")?.string, source: idText.place))
  }

  /// What citizens call it: short, nobody else's, and of something that is found at a place.
  func reportName(_ text: RuleText, _ subjects: SubjectSelector?) -> String? {
    guard let name = shortName(text, "report-as") else { return nil }
    if case .units = subjects {
      sink.report(
        .badValue, text.place, "`report-as` of a standard for units", help: "citizens report what is at a place: take it away")
      return nil
    }
    if let earlier = reportNames[name] {
      sink.report(
        .badValue, text.place, "`\(name)` is reported as two standards",
        help: "give each a name of its own, or offer one of them", related: [.init(earlier, "first given here")])
      return nil
    }
    reportNames[name] = text.place
    return name
  }

  /// One measure, or a list of them: each value is carried by a report under its own name.
  private func measures(_ map: YAMLMap) -> [Measure] {
    guard let value = map["measure"] else { return [] }
    let items = value.items ?? [value]
    if items.isEmpty { sink.report(.emptyList, value.place, "`measure` is an empty list") }
    var measures: [Measure] = []
    for item in items {
      guard let measure = measure(item) else { continue }
      if measures.contains(where: { $0.value == measure.value }) {
        sink.report(
          .badValue, item.place, "`\(measure.value)` is measured twice", help: "give each measure a `value` of its own")
      }
      measures.append(measure)
    }
    return measures
  }

  private func measure(_ value: YAMLValue) -> Measure? {
    guard let map = reader.map(value, .measure, "`measure`") else { return nil }
    return Measure(
      value: reader.text(map, "value")?.string ?? "ratio", atLeastMicro: bound(reader.text(map, "at-least")),
      atMostMicro: bound(reader.text(map, "at-most")), goodMicro: bound(reader.text(map, "good")))
  }

  /// A bound of a measure in millionths; `40%` is 0.4.
  func bound(_ text: RuleText?) -> Int? {
    text.flatMap { decimal($0, digits: 6, -1_000_000_000_000_000...1_000_000_000_000_000) }
  }

  private func limits(_ map: YAMLMap) -> [StandardLimit] {
    var limits: [StandardLimit] = []
    for (name, value) in reader.pairs(map, "limits") {
      let stages = self.stages(value, "`\(name.string)`")
      guard !stages.isEmpty else { continue }
      if name.string != "stages" { limitUses.append(name) }
      limits.append(StandardLimit(name: name.string == "stages" ? nil : name.string, stages: stages))
    }
    if let text = reader.text(map, "limit"), let limit = self.limit(text) {
      if limits.contains(where: { $0.name == nil }) {
        sink.report(.badValue, text.place, "`limit` and `limits: { stages: … }` say the same", help: "keep one")
      } else {
        limits.append(StandardLimit(name: nil, stages: [LimitStage(limit: limit)]))
      }
    }
    return limits
  }

  /// One limit, or a list of named stages in order.
  private func stages(_ value: YAMLValue, _ what: String) -> [LimitStage] {
    guard let items = value.items else {
      guard let text = reader.text(value, what) else { return [] }
      return stages(text)
    }
    if items.isEmpty { sink.report(.emptyList, value.place, "\(what) is an empty list") }
    return items.flatMap { item -> [LimitStage] in
      guard let pairs = item.pairs else { return reader.text(item, "a stage").map { stages($0) } ?? [] }
      return pairs.compactMap { name, value in
        guard let text = reader.text(value, "stage `\(name.string)`"), let limit = self.limit(text) else { return nil }
        return LimitStage(name: name.string, limit: limit)
      }
    }
  }

  /// `1 workday`, or `stop: 4 working-hours; fine: 7 workdays`.
  func stages(_ text: RuleText) -> [LimitStage] {
    text.split(where: { $0 == ";" || $0 == "；" }).compactMap { part in
      guard let colon = part.string.firstIndex(where: { $0 == ":" || $0 == "：" }),
        !(part.string[..<colon].allSatisfy(\.isNumber))
      else { return limit(part).map { LimitStage(limit: $0) } }
      let value = RuleText(
        string: trimmingBlanks(part.string[part.string.index(after: colon)...]), place: part.place, offset: nil)
      return limit(value).map { LimitStage(name: trimmingBlanks(part.string[..<colon]), limit: $0) }
    }
  }

  /// Measures that no value can meet.
  private func checkMeasures() {
    for row in standards.rows {
      for measure in row.measures {
        if let least = measure.atLeastMicro, let most = measure.atMostMicro, least > most {
          sink.report(.badNumber, row.source, "`at-least` of `\(row.id)` is above its `at-most`", help: "exchange them")
        }
        if let good = measure.goodMicro, measure.grade(good) == .failed {
          sink.report(
            .badNumber, row.source, "`good` of `\(row.id)` is a value that fails",
            help: "a good value passes: set it within `at-least` and `at-most`")
        }
      }
    }
  }
}
