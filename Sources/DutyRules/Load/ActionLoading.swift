import DutyBook
import DutyCalendar

/// Special actions (专项行动, M12): one commander, one lead unit, a list of measures, numeric goals.
extension Loading {
  func action(_ map: YAMLMap, withOverlay: Bool) -> CampaignParts? {
    for key in ["commander", "lead", "measures", "goals"] where !map.has(key) && !(key == "goals" && map.has("goal")) {
      sink.report(.actionShape, map.place, "a special action has no `\(key)`", help: "add it")
    }
    if withOverlay, !map.has("window") {
      sink.report(.campaignShape, map.place, "an overlay has no `window`", help: "add it")
    }
    if map.has("window"), map.has("from") {
      sink.report(
        .campaignShape, map.place(of: "from"), "`from` and `window` both say when it begins", help: "keep one")
    }
    let window = reader.text(map, "window").flatMap { self.window($0) }
    let from = window?.from ?? reader.text(map, "from").flatMap { date($0) } ?? start
    let measures = self.measures(map, from: from)
    let goals = self.goals(map, from: from, end: window?.until)
    let overlays = overlayRows(map)
    let last = window?.until ?? (measures.map(\.due) + goals.map(\.by)).max()
    guard let from, let last, from <= last else { return nil }
    return CampaignParts(
      window: DateSpan(from: from, until: last), overlays: overlays, measures: measures, goals: goals)
  }

  // MARK: Measures

  func measures(_ map: YAMLMap, from: CivilDate?) -> [CampaignMeasure] {
    var seen: [String: SourcePlace] = [:]
    return reader.items(map, "measures").compactMap { item in
      guard let row = reader.map(item, .actionMeasure, "a measure"), let measure = measure(row, from) else {
        return nil
      }
      if let earlier = seen.updateValue(measure.source, forKey: measure.id) {
        duplicate("measure", measure.id, measure.source, earlier: earlier)
      }
      return measure
    }
  }

  private func measure(_ map: YAMLMap, _ from: CivilDate?) -> CampaignMeasure? {
    let idText = reader.text(map, "measure")
    let id = idText.flatMap { newID($0) }
    let unit = reader.text(map, "unit").flatMap { self.unit($0) }
    let dueText = reader.text(map, "due")
    let due = dueText.flatMap { date($0) }
    guard let id, let idText, let unit, let due, let dueText else { return nil }
    checkNotBefore(from, due, dueText.place, "the measure `\(id)` is due")
    return CampaignMeasure(
      id: id, name: reader.text(map, "name")?.string ?? id, unit: unit, due: due, source: idText.place)
  }

  private func checkNotBefore(_ from: CivilDate?, _ date: CivilDate, _ place: SourcePlace, _ what: String) {
    guard let from, date < from else { return }
    sink.report(
      .reversedDates, place, "\(what) on \(date), before the campaign begins on \(from)", help: "move one of the dates")
  }

  // MARK: Goals

  /// `goals:` and the single `goal:`; a goal that gives no day is due at the campaign's end.
  func goals(_ map: YAMLMap, from: CivilDate?, end: CivilDate?) -> [CampaignGoal] {
    if map.has("goal"), map.has("goals") {
      sink.report(
        .campaignShape, map.place(of: "goal"), "`goal` and `goals` both say what is to be reached", help: "keep `goals`"
      )
    }
    let single = map["goal"].map { [$0] } ?? []
    var seen: [String: SourcePlace] = [:]
    return (single + reader.items(map, "goals")).compactMap { item in
      guard let row = reader.map(item, .goal, "a goal"), let goal = goal(row, from, end) else { return nil }
      if let earlier = seen.updateValue(goal.source, forKey: goal.quantity) {
        duplicate("goal", goal.quantity, goal.source, earlier: earlier)
      }
      return goal
    }
  }

  private func goal(_ map: YAMLMap, _ from: CivilDate?, _ end: CivilDate?) -> CampaignGoal? {
    for key in ["quantity", "target"] where !map.has(key) {
      sink.report(.missingKey, map.place, "a goal has no `\(key)`", help: "add it")
    }
    let quantity = reader.text(map, "quantity")
    let targetText = reader.text(map, "target")
    let target = targetText.flatMap { whole($0, 1...1_000_000_000) }
    let already = reader.text(map, "already").flatMap { whole($0, 0...1_000_000_000) } ?? 0
    let byText = reader.text(map, "by")
    let day = byText.flatMap { date($0) }
    if byText == nil, end == nil, from != nil {
      sink.report(
        .missingKey, map.place, "a goal has no `by`", help: "say by which day, or give the campaign a `window`")
    }
    guard let quantity, let target, let by = day ?? end else { return nil }
    if already >= target {
      sink.report(
        .badNumber, map.place(of: "already"), "`\(quantity.string)` has \(already) already, the target is \(target)",
        help: "a goal begins below its target")
    }
    checkNotBefore(from, by, byText?.place ?? map.place, "the goal `\(quantity.string)` is due")
    if let byText, let end, by > end {
      sink.report(
        .reversedDates, byText.place, "the goal `\(quantity.string)` is due on \(by), after the campaign's end \(end)",
        help: "move one of the dates")
    }
    return CampaignGoal(
      quantity: quantity.string, name: reader.text(map, "name")?.string ?? quantity.string, target: target,
      already: already, by: by, source: quantity.place)
  }
}
