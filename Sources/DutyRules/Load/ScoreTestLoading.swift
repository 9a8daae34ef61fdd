import DutyBook

/// The assertions that stand beside a score.
extension Loading {
  func readScoreTests(_ map: YAMLMap, of score: Score) -> [ScoreTest] {
    var tests: [ScoreTest] = []
    for item in reader.items(map, "tests") {
      guard let row = reader.map(item, .scoreTest, "a test"), let test = readScoreTest(row, score) else { continue }
      if let earlier = tests.first(where: { $0.name == test.name }) {
        duplicate("test", test.name, test.source, earlier: earlier.source)
      } else {
        tests.append(test)
      }
    }
    return tests
  }

  private func readScoreTest(_ map: YAMLMap, _ score: Score) -> ScoreTest? {
    guard let name = reader.text(map, "test") else { return nil }
    var test = ScoreTest(name: name.string, why: reader.text(map, "why")?.string, source: name.place)
    for (key, value) in reader.pairs(map, "given") { readGiven(key, value, score, &test) }
    if let then = map["then"].flatMap({ reader.map($0, .scoreExpectation, "`then`") }) {
      test.expectations = expectations(then, score)
      if then.entries.isEmpty {
        sink.report(.emptyTest, then.place, "the test asserts nothing", help: "add an expectation under `then`")
      }
    }
    return test
  }

  /// `on-time: 9/10`, `months: [90, none]`, `relapse: 2`, `deduction: 3.5`.
  private func readGiven(_ key: RuleText, _ value: YAMLValue, _ score: Score, _ test: inout ScoreTest) {
    if let part = score.parts.first(where: { $0.id == key.string }) {
      test.parts[key.string] = partValue(value, part)
      return
    }
    let events = ScoreEvent.allCases.map(\.rawValue) + score.plus.map(\.event)
    guard events.contains(key.string) else {
      unknown(key, "part or event of the score", in: score.parts.map(\.id) + events)
      return
    }
    guard let text = reader.text(value, "`\(key.string)`") else { return }
    if ScoreEvent(rawValue: key.string)?.bringsPoints == true {
      test.pointsMilli[key.string] = decimal(text, digits: 3, 0...1_000_000)
    } else {
      test.counts[key.string] = whole(text, 0...1_000_000)
    }
  }

  private func partValue(_ value: YAMLValue, _ part: ScorePart) -> ScoreTest.PartValue? {
    let texts = reader.texts(value, "`\(part.id)`")
    if case .rollUp = part.value {
      return .scores(texts.map { $0.string == "none" ? nil : points($0) })
    }
    guard texts.count == part.measures.count else {
      sink.report(
        .wrongShape, value.place,
        "`\(part.id)` takes \(part.measures.count == 1 ? "1 value" : "\(part.measures.count) values"), this has \(texts.count)",
        help: "one for each of: \(part.measures.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    let ratios = texts.compactMap { ratio($0) }
    return ratios.count == texts.count ? .ratios(ratios) : nil
  }

  /// `9/10`, so many out of so many; `0/0` is nothing owed.
  private func ratio(_ text: RuleText) -> Ratio? {
    let parts = text.string.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let done = Int(trimmingBlanks(parts[0])), let owed = Int(trimmingBlanks(parts[1])),
      (0...1_000_000_000).contains(owed), (0...owed).contains(done)
    {
      return Ratio(done, owed)
    }
    sink.report(
      .badNumber, text.place, "`\(shortened(text.string))` is not so many out of so many",
      help: "write `9/10`, and `0/0` where nothing was owed")
    return nil
  }

  private func expectations(_ map: YAMLMap, _ score: Score) -> [ScoreTest.Expectation] {
    var found: [ScoreTest.Expectation] = []
    if let text = reader.text(map, "score") {
      if text.string == "none" {
        found.append(.total(nil))
      } else if let milli = points(text) {
        found.append(.total(milli))
      }
    }
    if let text = reader.text(map, "grade") {
      let grade: Grade? = choice(text, "grade")
      if let grade { found.append(.grade(grade)) }
    }
    for (key, value) in reader.pairs(map, "parts") {
      if !score.parts.contains(where: { $0.id == key.string }) {
        unknown(key, "part of the score", in: score.parts.map(\.id))
      } else if let milli = reader.text(value, "`\(key.string)`").flatMap({ points($0) }) {
        found.append(.part(key.string, milli))
      }
    }
    return found
  }
}
