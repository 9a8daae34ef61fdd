import DutyBook
import DutyCalendar

/// `findings:` of `dutyd.yaml` (问题受理).
extension Loading {
  func readFindings(_ map: YAMLMap) {
    guard let value = map["findings"], let inner = reader.map(value, .findingPolicy, "`findings`") else { return }
    var policy = FindingPolicy()
    readSources(inner, &policy)
    if let days = reader.text(inner, "relapse-within").flatMap({ days($0) }) { policy.relapseWithinDays = days }
    if inner.has("re-inspect") { policy.reinspectAfterDays = secondLooks(inner) }
    if let limit = intakeLimit(inner, "re-inspect-within") { policy.reinspectWithin = limit }
    if let limit = intakeLimit(inner, "limit") { policy.limit = limit }
    if let limit = intakeLimit(inner, "answer-within") { policy.answerWithin = limit }
    if let limit = intakeLimit(inner, "classify-within") { policy.classifyWithin = limit }
    if let joins = reader.text(inner, "join").flatMap({ flag($0) }) { policy.joins = joins }
    if let metres = reader.text(inner, "near").flatMap({ whole($0, 1...100_000, units: ["m", "米"]) }) {
      policy.nearMetres = metres
    }
    settings?.findings = policy
  }

  /// A book's own sources come after the usual ones, whose weights it may change; a name that people use for one of
  /// these (`督查`) means that one.
  private func readSources(_ map: YAMLMap, _ policy: inout FindingPolicy) {
    for (key, value) in reader.pairs(map, "sources") {
      guard let weight = reader.text(value, "a weight").flatMap({ decimal($0, digits: 3, 0...1_000_000) }) else {
        continue
      }
      if let known = policy.source(key.string), let index = policy.sources.firstIndex(of: known) {
        policy.sources[index].weightMilli = weight
      } else if let id = newID(key) {
        policy.sources.append(FindingSource(id, name: id, weightMilli: weight))
      }
    }
  }

  private func secondLooks(_ map: YAMLMap) -> [Int] {
    let texts = reader.texts(map, "re-inspect")
    if texts.count == 1, texts[0].string == "never" { return [] }
    return Set(texts.compactMap { days($0) }).sorted()
  }

  private func days(_ text: RuleText) -> Int? { whole(text, 1...3660, units: ["days", "day", "天", "日"]) }

  /// A limit that counts from an instant; one of a period has none to end with here.
  private func intakeLimit(_ map: YAMLMap, _ key: String) -> Limit? {
    guard let text = reader.text(map, key), let limit = limit(text) else { return nil }
    switch limit {
    case .workdays, .workingHours, .urgentHours, .days: return limit
    case .clock, .dayOfPeriod, .lastWorkday, .endOfPeriod:
      sink.report(
        .badLimit, text.place, "`\(shortened(text.string))` does not count from when a problem is reported",
        help: "write `3 workdays`, `4 working-hours`, `2 urgent-hours` or `5 days`")
      return nil
    }
  }
}
