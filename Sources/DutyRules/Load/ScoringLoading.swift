import DutyBook

/// `scoring/*.yaml`: one score a file; `from` may name a score of any other file.
extension Loading {
  func loadScores() {
    var sources: [RollUpUse] = []
    var named: Set<String> = []
    for (_, map) in documents(.scoring) {
      if let id = map["score"]?.text { named.insert(id.string) }
      guard let score = readScore(map, &sources) else { continue }
      if let earlier = scores.add(score) { duplicate("score", score.id, score.source, earlier: earlier.source) }
    }
    // A score that could not be read is not reported as unknown on top of that.
    checkRollUps(sources.filter { scores[$0.text.string] != nil || !named.contains($0.text.string) })
  }

  private func readScore(_ map: YAMLMap, _ sources: inout [RollUpUse]) -> Score? {
    let idText = reader.text(map, "score")
    let id = idText.flatMap { newID($0) }
    let owner = "score `\(idText?.string ?? "")`"
    let of = map["of"].map { unitSelector($0, "`of`") }
    if let of, let place = map["of"]?.place {
      selectorUses.append(SelectorUse(subjects: .units(of), place: place, owner: owner))
    }
    let every: ScorePeriod? = reader.text(map, "every").flatMap { choice($0, "every") }
    var uses: [RollUpUse] = []
    let parts = readParts(map, &uses)
    let minus = reader.items(map, "minus").compactMap { readEach($0, "minus") }
    let plus = reader.items(map, "plus").compactMap { readEach($0, "plus") }
    checkBonus(plus, map)
    let marks = readMarks(map)
    let ranking = map["ranking"].flatMap { reader.map($0, .scoreRanking, "`ranking`") }
    let ties: RankTies? = ranking.flatMap { reader.text($0, "ties") }.flatMap { choice($0, "ties") }
    let smallest = ranking.flatMap { reader.text($0, "smallest-class") }.flatMap { whole($0, 1...100_000) }
    let veto = reader.text(map, "veto").flatMap { oneOf(["zero", "none"], $0, "veto") }
    let empty: EmptyPolicy? = reader.text(map, "empty").flatMap { choice($0, "empty") }
    let league = namedWord(map, "class", .scoreClass)
    guard let id, let idText, let of, let every, let parts else { return nil }
    // A score that names no class is a class by its own word.
    if league == nil { usedWords.append((.scoreClass, idText)) }
    var score = Score(
      id: id, name: reader.text(map, "name")?.string, was: reader.text(map, "was")?.string, league: league, of: of,
      every: every, parts: parts, minus: minus, plus: plus, vetoZeroes: veto == "zero", marks: marks,
      empty: empty ?? .leftOut, ranks: ties ?? .competition, smallestClass: smallest ?? 1, source: idText.place)
    score.tests = readScoreTests(map, of: score)
    sources += uses.map { use in
      var use = use
      use.owner = score
      return use
    }
    return score
  }

  // MARK: Parts

  /// The parts; `nil`, reported, where one cannot be read or the weights do not sum to 100.
  private func readParts(_ map: YAMLMap, _ uses: inout [RollUpUse]) -> [ScorePart]? {
    let items = reader.items(map, "parts")
    var parts: [ScorePart] = []
    var places: [String: SourcePlace] = [:]
    for item in items {
      guard let row = reader.map(item, .scorePart, "a part"), let part = readPart(row, &uses) else { continue }
      if let earlier = places.updateValue(part.source, forKey: part.id) {
        duplicate("part", part.id, part.source, earlier: earlier)
      }
      parts.append(part)
    }
    guard !parts.isEmpty, parts.count == items.count else { return nil }
    let sum = parts.reduce(0) { $0 + $1.weightMilli }
    guard sum == 100_000 else {
      sink.report(
        .scoreWeights, map.place(of: "parts"), "the weights sum to \(decimalText(milli: sum)), not to 100",
        help: sum > 100_000
          ? "take \(decimalText(milli: sum - 100_000)) off" : "add \(decimalText(milli: 100_000 - sum))",
        related: parts.map { .init($0.source, "`\($0.id)` weighs \(decimalText(milli: $0.weightMilli))") })
      return nil
    }
    return parts
  }

  private func readPart(_ map: YAMLMap, _ uses: inout [RollUpUse]) -> ScorePart? {
    let reserved = Set(ScoreEvent.allCases.map(\.rawValue) + ["score", "grade"])
    let idText = reader.text(map, "part")
    let id = idText.flatMap { newID($0, reserved: reserved) }
    let weight = reader.text(map, "weight").flatMap { readWeight($0) }
    let value = readValue(map, &uses)
    let counted = reader.texts(map, "duties").compactMap { duty($0) }
    let cap = reader.text(map, "cap").flatMap { decimal($0, digits: 6, 0...1_000_000) } ?? 1_000_000
    let floor = reader.text(map, "floor").flatMap { decimal($0, digits: 6, 0...1_000_000) } ?? 0
    if floor > cap {
      sink.report(
        .scoreMarks, map.place(of: "floor"), "the floor of the part is above its cap", help: "lower it, or raise `cap`")
    }
    let atLeast = reader.text(map, "at-least").flatMap { decimal($0, digits: 6, 0...1_000_000) }
    if let value, value.measures.contains(.measured), counted.isEmpty {
      sink.report(
        .scorePart, map.place, "`measured-average` needs `duties`",
        help: "name the duties whose reports carry the values")
    }
    let full = reader.text(map, "full").flatMap { decimal($0, digits: 6, 1...1_000_000_000_000) }
    let empty: EmptyPolicy? = reader.text(map, "empty").flatMap { choice($0, "empty") }
    let below = reader.text(map, "below").flatMap { flag($0) }
    guard let id, let idText, let weight, let value else { return nil }
    return ScorePart(
      id: id, name: reader.text(map, "name")?.string, weightMilli: weight, value: value, capMicro: cap,
      floorMicro: floor, atLeastMicro: atLeast, empty: empty, duties: counted, takesBelow: below ?? false,
      fullMicro: full ?? 100_000_000,
      source: idText.place)
  }

  /// `40`, `12.5` or `40%`, in thousandths of a point.
  private func readWeight(_ text: RuleText) -> Int? {
    var plain = text
    if plain.string.hasSuffix("%") { plain.string.removeLast() }
    guard let milli = decimal(plain, digits: 3, -1_000_000...1_000_000) else { return nil }
    if (0...100_000).contains(milli) { return milli }
    sink.report(
      .scoreWeights, text.place, "a weight of \(text.string) is \(milli < 0 ? "below 0" : "above 100")",
      help: milli < 0
        ? "what counts against a unit belongs under `minus`" : "the weights of all parts together are 100")
    return nil
  }

  /// Exactly one of `value`, `min`, `max` and `from`.
  private func readValue(_ map: YAMLMap, _ uses: inout [RollUpUse]) -> ScoreValue? {
    let given = ["value", "min", "max", "from"].filter { map.has($0) }
    guard given.count == 1, let key = given.first else {
      let what = given.isEmpty ? "the part has no value" : "the part has `\(given.joined(separator: "` and `"))`"
      sink.report(.scorePart, map.place, what, help: "give exactly one of `value`, `min`, `max` and `from`")
      return nil
    }
    for (name, owner) in [("combine", "from"), ("years-back", "from")] where map.has(name) && key != owner {
      sink.report(.scorePart, map.place(of: name), "`\(name)` belongs to `\(owner)`", help: "remove it")
    }
    for name in ["duties", "below", "full"] where map.has(name) && key == "from" {
      sink.report(
        .scorePart, map.place(of: name), "`\(name)` has no part in another score's results", help: "remove it")
    }
    if key == "from" { return readRollUp(map, &uses) }
    if key == "value" {
      let measure: ScoreMeasure? = reader.text(map, key).flatMap { choice($0, key) }
      return measure.map { .measure($0) }
    }
    let texts = reader.texts(map, key)
    let measures: [ScoreMeasure] = texts.compactMap { choice($0, key) }
    guard !measures.isEmpty, measures.count == texts.count else { return nil }
    return key == "min" ? .least(measures) : .greatest(measures)
  }

  private func readRollUp(_ map: YAMLMap, _ uses: inout [RollUpUse]) -> ScoreValue? {
    guard let text = reader.text(map, "from") else { return nil }
    let combining: RollUp.Combining? = reader.text(map, "combine").flatMap { choice($0, "combine") }
    let back = reader.text(map, "years-back").flatMap { whole($0, 0...10, units: ["years", "year"]) }
    uses.append(RollUpUse(text: text, yearsBack: back ?? 0))
    return .rollUp(RollUp(score: text.string, combining: combining ?? .average, yearsBack: back ?? 0))
  }

  // MARK: Deductions, bonuses, marks

  private func readEach(_ item: YAMLValue, _ key: String) -> ScoreEach? {
    guard let map = reader.map(item, .scoreEach, "an item of `\(key)`"), let text = reader.text(map, "each") else {
      return nil
    }
    let event = ScoreEvent(rawValue: text.string)
    let known = ScoreEvent.allCases.filter { $0.isGood == (key == "plus") }.map(\.rawValue)
    if key == "minus", !known.contains(text.string) { _ = oneOf(known, text, "each") }
    if key == "plus", event?.isGood == false {
      sink.report(
        .badValue, text.place, "`\(text.string)` counts against a unit",
        help: "move it to `minus`, or name an honour such as `brand-title`")
    }
    let points = reader.text(map, "points").flatMap { decimal($0, digits: 3, 0...1_000_000) }
    let cap = reader.text(map, "cap").flatMap { decimal($0, digits: 3, 0...1_000_000) }
    let bringsPoints = event?.bringsPoints ?? false
    if bringsPoints, map.has("points") {
      sink.report(
        .scorePart, map.place(of: "points"), "every `\(text.string)` brings its own points",
        help: "remove `points`; `cap` may stay")
    } else if !bringsPoints, !map.has("points") {
      sink.report(.missingKey, map.place, "`\(text.string)` has no `points`", help: "say how many points for each")
    }
    if event == nil { usedWords.append((.scoreEach, text)) }
    nameHonour(text, map, event)
    return ScoreEach(event: text.string, pointsMilli: points ?? 0, capMilli: cap, source: text.place)
  }

  /// What people call an honour; an event has its word.
  private func nameHonour(_ word: RuleText, _ map: YAMLMap, _ event: ScoreEvent?) {
    guard event == nil else {
      guard let name = reader.text(map, "name") else { return }
      sink.report(
        .badValue, name.place, "`\(word.string)` is an event, which has its word", help: "remove `name`; honours have one")
      return
    }
    if let name = givenName(map) { givenNames.append(GivenName(kind: .scoreEach, word: word, name: name)) }
  }

  /// Every bonus is capped, and all together add 6 points at most (M52).
  private func checkBonus(_ plus: [ScoreEach], _ map: YAMLMap) {
    for each in plus where each.capMilli == nil {
      sink.report(.scoreBonus, each.source, "the bonus for `\(each.event)` has no `cap`", help: "add one, at most 6")
    }
    let sum = plus.reduce(0) { $0 + ($1.capMilli ?? 0) }
    guard sum > 6000 else { return }
    sink.report(
      .scoreBonus, map.place(of: "plus"), "the bonuses may add up to \(decimalText(milli: sum)) points",
      help: "lower the caps: all together add 6 at most")
  }

  private func readMarks(_ map: YAMLMap) -> PassMarks? {
    guard let value = map["pass"] else { return nil }
    guard value.pairs != nil else {
      return reader.text(map, "pass").flatMap { points($0) }.map { PassMarks(passMilli: $0) }
    }
    guard let marks = reader.map(value, .scoreMarks, "`pass`") else { return nil }
    let pass = reader.text(marks, "pass").flatMap { points($0) }
    let good = reader.text(marks, "good").flatMap { points($0) }
    if let pass, let good, good <= pass {
      sink.report(
        .scoreMarks, marks.place(of: "good"), "`good` is not above `pass`", help: "raise it, or leave it out")
    }
    return pass.map { PassMarks(passMilli: $0, goodMilli: good) }
  }

  func points(_ text: RuleText) -> Int? { decimal(text, digits: 3, 0...106_000) }
}
