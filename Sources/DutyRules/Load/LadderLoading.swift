import DutyBook
import DutyCalendar

/// `ladders/*.yaml`: ladders of escalation (M41–M48, M54).
extension Loading {
  /// Where findings come from (M40).
  static let findingSources = [
    "patrol", "inspection", "third-party", "media", "citizen", "leader", "hotline", "self-check", "mock",
  ]

  func loadLadders() {
    for (_, map) in documents(.ladders) {
      let idText = reader.text(map, "ladder")
      let id = idText.flatMap { newID($0) }
      let scope: Ladder.Scope = reader.text(map, "per").flatMap { choice($0, "per") } ?? .case
      let within = reader.text(map, "within").flatMap { whole($0, 1...3660, units: ["days", "day"]) }
      let ranking = ladderRanking(map)
      let rungs = self.rungs(map, scope)
      guard let id, let idText else { continue }
      let stops: [Ladder.Stop] = reader.texts(map, "stops").compactMap { choice($0, "stops") }
      let pauses = reader.text(map, "pauses").flatMap { oneOf(["suspended", "never"], $0, "pauses") }
      let ladder = Ladder(
        id: id, was: reader.text(map, "was")?.string, name: reader.text(map, "name")?.string ?? "", scope: scope,
        selector: ladderSelector(map), ranking: ranking, withinDays: within,
        stops: Set(stops).union([.closed]), pausesSuspended: pauses != "never",
        resumes: reader.text(map, "resumes").flatMap { choice($0, "resumes") } ?? .shifted,
        rungs: rungs.map(\.rung), source: idText.place)
      checkLadder(ladder, rungs, map)
      if let earlier = ladders.add(ladder) { duplicate("ladder", id, ladder.source, earlier: earlier.source) }
    }
  }

  private func ladderSelector(_ map: YAMLMap) -> LadderSelector {
    guard let value = map["for"], let inner = reader.map(value, .ladderSelector, "`for`") else {
      return LadderSelector()
    }
    if inner.entries.isEmpty {
      sink.report(.emptyList, value.place, "`for` says nothing", help: "give a condition, or remove it")
    }
    var selector = LadderSelector()
    selector.findings = reader.text(inner, "findings").flatMap { oneOf(["any", "none"], $0, "findings") }.map {
      $0 == "any"
    }
    selector.duties = reader.texts(inner, "duty").compactMap { duty($0) }
    selector.standard = inner["standard"].map { standardSelector($0, "`standard`") }
    selector.sources = reader.texts(inner, "source").compactMap { oneOf(Self.findingSources, $0, "source") }
    return selector
  }

  private func ladderRanking(_ map: YAMLMap) -> LadderRanking? {
    let ties = reader.text(map, "ties").flatMap { oneOf(["in", "out"], $0, "ties") }
    let smallest = reader.text(map, "smallest-class").flatMap { whole($0, 1...10_000) }
    let least = reader.text(map, "at-least").flatMap { decimal($0, digits: 3, 0...1_000_000) }
    guard let score = reader.text(map, "ranking") else {
      for key in ["ties", "smallest-class", "at-least"] where map.has(key) {
        sink.report(
          .ladderScope, map.place(of: key), "`\(key)` without a ranking",
          help: "add `ranking:` with a score, or remove it")
      }
      return nil
    }
    if scores[score.string] == nil { unknown(score, "score", in: scores.rows.lazy.map(\.id)) }
    return LadderRanking(score: score.string, tiesAreIn: ties == "in", smallestClass: smallest ?? 0, leastMilli: least)
  }

  // MARK: Rungs

  private func rungs(_ map: YAMLMap, _ scope: Ladder.Scope) -> [WrittenRung] {
    var rungs: [WrittenRung] = []
    for item in reader.items(map, "rungs") {
      guard let inner = reader.map(item, .rung, "a rung") else { continue }
      if let rung = rung(inner, scope, after: rungs) { rungs.append(rung) }
    }
    return rungs
  }

  private func rung(_ map: YAMLMap, _ scope: Ladder.Scope, after earlier: [WrittenRung]) -> WrittenRung? {
    let when = reader.text(map, "when")
    let action: RungAction? = reader.text(map, "do").flatMap { choice($0, "do") }
    let name = reader.text(map, "name").flatMap { newID($0) }
    if let name, let other = earlier.first(where: { $0.rung.name == name }) {
      duplicate("rung", name, map.place(of: "name"), earlier: other.rung.source)
    }
    let to = reader.texts(map, "to").compactMap { role($0, .recipient) }
    guard let when, let action, let trigger = trigger(when, after: earlier.map(\.rung)) else { return nil }
    let rung = Rung(
      name: name, trigger: trigger, action: action, to: to,
      by: reader.text(map, "by").flatMap { role($0, .recipient) },
      approve: reader.text(map, "approve").flatMap { role($0, .role(.approver)) },
      answer: reader.text(map, "answer").flatMap { limit($0) }.flatMap { elapsed($0, map.place(of: "answer")) },
      hasDossier: reader.text(map, "dossier").flatMap { flag($0) } ?? (action == .referral),
      flag: rungFlag(map), deduction: rungDeduction(map),
      series: reader.text(map, "series").flatMap { newID($0) } ?? "",
      template: reader.text(map, "template")?.string, demand: reader.text(map, "demand")?.string ?? "",
      basis: reader.text(map, "basis")?.string, source: map.place)
    return WrittenRung(rung: rung, when: when, map: map)
  }

  private func rungFlag(_ map: YAMLMap) -> RungFlag? {
    let name = namedWord(map, "flag", .rungFlag)
    let term = reader.text(map, "for")
    guard let name else {
      if let term {
        sink.report(.rungIncomplete, term.place, "a term without a flag", help: "add `flag:`, or remove `for`")
      }
      return nil
    }
    guard let term else { return RungFlag(name: name) }
    if let term = FlagTerm(parsing: term.string) { return RungFlag(name: name, term: term) }
    sink.report(
      .badValue, term.place, "`\(shortened(term.string))` is not a term",
      help: "write `6 months`, `1 year` or `90 days`")
    return RungFlag(name: name)
  }

  private func rungDeduction(_ map: YAMLMap) -> RungDeduction? {
    let points = reader.text(map, "deduct").flatMap { decimal($0, digits: 3, 1...1_000_000) }
    let cap = reader.text(map, "cap").flatMap { decimal($0, digits: 3, 1...1_000_000) }
    guard let points else {
      if map.has("cap"), !map.has("deduct") {
        sink.report(
          .rungIncomplete, map.place(of: "cap"), "a cap without a deduction", help: "add `deduct:`, or remove `cap`")
      }
      return nil
    }
    return RungDeduction(milliPoints: points, capMilliPoints: cap)
  }

  /// A limit that can be counted from any instant; others are reported.
  func elapsed(_ limit: Limit, _ place: SourcePlace) -> Limit? {
    switch limit {
    case .workdays, .workingHours, .urgentHours, .days: return limit
    default:
      sink.report(
        .unsupportedTrigger, place, "`\(limit)` is no length of time",
        help: "write a number of workdays, working-hours, urgent-hours or days")
      return nil
    }
  }
}

/// A rung with the texts it was read from, for the checks.
struct WrittenRung {
  var rung: Rung
  var when: RuleText
  var map: YAMLMap
}
