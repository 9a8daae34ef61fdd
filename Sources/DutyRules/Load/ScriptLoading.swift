import DutyBook
import DutyCalendar

/// `script:` of a scenario: deeds by time, each speaking of what earlier ones wrote.
extension Loading {
  /// - Returns: the deeds in the order in which they are done.
  func loadScript(_ map: YAMLMap, _ days: DateSpan) -> [ScriptedDeed] {
    var deeds: [(deed: ScriptedDeed, map: YAMLMap)] = []
    for item in reader.items(map, "script") {
      guard let row = reader.map(item, .scriptedDeed, "a row of `script`"), let deed = deed(row, days) else { continue }
      deeds.append((deed, row))
    }
    let order = deeds.indices.sorted { (deeds[$0].deed.at, $0) < (deeds[$1].deed.at, $1) }
    var labels: [String: SourcePlace] = [:]
    for (deed, row) in order.map({ deeds[$0] }) {
      var known = Set(labels.keys)
      if !deed.on.isEmpty { known.insert(ScenarioWords.ownTask) }
      if let value = row["with"] { checkNames(in: value, known) }
      if let value = row["on"] { checkNames(in: value, known) }
      guard let label = deed.label else { continue }
      let place = row.place(of: "as")
      if let earlier = labels[label] { duplicate("deed", label, place, earlier: earlier) } else { labels[label] = place }
    }
    return order.map { deeds[$0].deed }
  }

  private func deed(_ map: YAMLMap, _ days: DateSpan) -> ScriptedDeed? {
    let operation = reader.text(map, "do")
    if let operation, !ScenarioWords.operations.contains(operation.string) {
      unknown(operation, "operation", in: ScenarioWords.operations)
    }
    let label = reader.text(map, "as").flatMap { newID($0, reserved: [ScenarioWords.ownTask]) }
    let when = reader.text(map, "at")
    guard let when, let at = localTime(when, dateAlone: nil), let operation else { return nil }
    if !days.contains(at.date) {
      sink.report(
        .scenarioDay, when.place, "\(at) is not within the scenario's days",
        help: "it plays from \(days.from.map(\.description) ?? "any day") to \(days.until.map(\.description) ?? "any day")")
    }
    return ScriptedDeed(
      at: at, operation: operation.string, arguments: map["with"].map { json($0) } ?? "{}", on: wanted(map),
      label: label, refused: reader.text(map, "refused")?.string,
      author: reader.text(map, "author")?.string ?? "scenario", key: reader.text(map, "key")?.string,
      source: map.place)
  }

  /// The task a deed or an expectation is about, as JSON; empty where none is named.
  private func wanted(_ map: YAMLMap) -> String {
    guard let value = map["on"] else { return "" }
    if value.pairs == nil { return reader.text(value, "`on`") == nil ? "" : json(value) }
    return reader.map(value, .taskWanted, "`on`") == nil ? "" : json(value)
  }

  // MARK: Expectations

  /// `expect:` of a scenario.
  func loadExpectations(_ map: YAMLMap, labels: Set<String>) -> [ScenarioExpectation] {
    var found: [ScenarioExpectation] = []
    for item in reader.items(map, "expect") {
      guard let row = reader.map(item, .scenarioExpectation, "a row of `expect`"), let one = expectation(row) else {
        continue
      }
      if let value = row["where"] { checkNames(in: value, labels) }
      if let value = row["on"] { checkNames(in: value, labels) }
      if let earlier = found.first(where: { $0.name == one.name }) {
        duplicate("expectation", one.name, one.source, earlier: earlier.source)
      } else {
        found.append(one)
      }
    }
    return found
  }

  private func expectation(_ map: YAMLMap) -> ScenarioExpectation? {
    guard map.has("events") != map.has("report") else {
      sink.report(
        .scenarioExpectation, map.place, "it counts \(map.has("events") ? "events and a report" : "nothing")",
        help: "give `events`, or `report`")
      return nil
    }
    let from = reader.text(map, "from").flatMap { localTime($0, dateAlone: WallMinute(minutes: 0)) }
    let by = reader.text(map, "by").flatMap { localTime($0, dateAlone: nil) }
    guard let name = reader.text(map, "name"), let subject = map.has("events") ? counted(map) : read(map) else {
      return nil
    }
    return ScenarioExpectation(
      name: name.string, subject: subject, from: from, by: by, why: reader.text(map, "why")?.string,
      source: name.place)
  }

  private func counted(_ map: YAMLMap) -> ScenarioExpectation.Subject? {
    refuse(["period", "unit", "says"], in: map, besides: "events")
    guard let kind = reader.text(map, "events") else { return nil }
    if !ScenarioWords.eventKinds.contains(kind.string) {
      unknown(kind, "kind of event", in: ScenarioWords.eventKinds)
      return nil
    }
    guard map.has("count") != map.has("at-least") else {
      sink.report(
        .scenarioExpectation, map.place, "it does not say how many, or says it twice",
        help: "give `count`, or `at-least`")
      return nil
    }
    let numbers = 0...1_000_000_000
    let exact = reader.text(map, "count").flatMap { whole($0, numbers) }
    guard let least = exact ?? reader.text(map, "at-least").flatMap({ whole($0, numbers) }) else { return nil }
    let conditions = reader.pairs(map, "where").compactMap { key, value in
      reader.text(value, "`\(key.string)`").map { ScenarioExpectation.Condition(path: key.string, value: $0.string) }
    }
    return .events(kind: kind.string, conditions: conditions, on: wanted(map), least: least, most: exact)
  }

  private func read(_ map: YAMLMap) -> ScenarioExpectation.Subject? {
    refuse(["where", "on", "count", "at-least", "from"], in: map, besides: "report")
    guard let form = reader.text(map, "report") else { return nil }
    if !ScenarioWords.reports.contains(form.string) {
      unknown(form, "report", in: ScenarioWords.reports)
      return nil
    }
    let unit = reader.text(map, "unit").flatMap { self.unit($0) }.map { units[$0].id } ?? ""
    let isUnits = form.string == "lists"
    guard map.has("says"), map.has(isUnits ? "unit" : "period") else {
      sink.report(
        .scenarioExpectation, map.place, "it does not say which report, or what stands in it",
        help: isUnits ? "give `unit` and `says`" : "give `period` and `says`")
      return nil
    }
    let period = reader.text(map, "period")
    if let period, Period(named: period.string) == nil {
      sink.report(
        .badDate, period.place, "`\(shortened(period.string))` is not a period",
        help: "write 2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026")
      return nil
    }
    return .report(
      form: form.string, period: period?.string ?? "", unit: unit, says: reader.texts(map, "says").map(\.string))
  }

  private func refuse(_ keys: [String], in map: YAMLMap, besides: String) {
    for key in keys where map.has(key) {
      sink.report(
        .scenarioExpectation, map.place(of: key), "`\(key)` does not go with `\(besides)`", help: "leave one of them out")
    }
  }

  // MARK: Names and JSON

  /// Reports names that no earlier deed gives.
  private func checkNames(in value: YAMLValue, _ known: Set<String>) {
    for pair in value.pairs ?? [] { checkNames(in: pair.value, known) }
    for item in value.items ?? [] { checkNames(in: item, known) }
    guard let text = value.text else { return }
    for name in ScriptReference.names(in: text.string) where !known.contains(name) {
      sink.report(
        .scenarioName, text.place, "no earlier deed is called `\(name)`", help: nearest.help(name, in: known.sorted()))
    }
  }

  /// A value as JSON: whole numbers, `true` and `false` as such where they are not quoted, everything else as text.
  private func json(_ value: YAMLValue) -> String {
    if let pairs = value.pairs {
      return "{" + pairs.map { quoted($0.key.string) + ":" + json($0.value) }.joined(separator: ",") + "}"
    }
    if let items = value.items { return "[" + items.map { json($0) }.joined(separator: ",") + "]" }
    guard let text = value.text else { return "null" }
    let isPlain = text.offset == 0
    if isPlain, ["true", "false"].contains(text.string) { return text.string }
    if isPlain, let number = Int(text.string), String(number) == text.string { return text.string }
    return quoted(text.string)
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\u{0}"..<" ": result += "\\u" + String(String(scalar.value + 0x1_0000, radix: 16).suffix(4))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
