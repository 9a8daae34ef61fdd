import DutyBook
import DutyCalendar

/// What the shape of a campaign gives: its days, and what is special to the shape.
struct CampaignParts {
  var window: DateSpan
  var overlays: [Overlay] = []
  var plan: BackwardPlan?
  var measures: [CampaignMeasure] = []
  var goals: [CampaignGoal] = []
}

/// `campaigns/*.yaml`: one campaign a file.
extension Loading {
  func loadCampaigns() {
    for (_, map) in documents(.campaigns) {
      guard let campaign = readCampaign(map) else { continue }
      if let earlier = campaigns.add(campaign) {
        duplicate("campaign", campaign.id, campaign.source, earlier: earlier.source)
      }
    }
    // After all overlays, so that `duties: all` does not depend on the order of the files.
    for campaign in campaigns.rows where campaign.plan != nil { addPlanDuty(campaign) }
  }

  private func readCampaign(_ map: YAMLMap) -> Campaign? {
    let idText = reader.text(map, "campaign")
    let id = idText.flatMap { newID($0, reserved: ["all", "any"]) }
    let commander = sole(map, "commander").flatMap { person($0) }
    let lead = sole(map, "lead").flatMap { unit($0) }
    let edges = map["edges"].flatMap { reader.map($0, .edges, "`edges`") }
    let before = edges.flatMap { reader.text($0, "open-before") }.flatMap {
      oneOf(["tighten", "keep"], $0, "open-before")
    }
    _ = edges.flatMap { reader.text($0, "open-after") }.flatMap { oneOf(["keep-limit"], $0, "open-after") }
    let shape = campaignShape(map)
    let posts = shape == nil ? [] : self.posts(map)
    guard let id, let idText, let shape else { return nil }
    if let commander {
      checkPresence("person", people[commander].id, people[commander].span, shape.window, map.place(of: "commander"))
    }
    return Campaign(
      id: id, name: reader.text(map, "name")?.string ?? id, was: reader.text(map, "was")?.string,
      window: shape.window, commander: commander, lead: lead, overlays: shape.overlays, plan: shape.plan,
      posts: posts, measures: shape.measures, goals: shape.goals, tightensOpen: before == "tighten",
      source: idText.place)
  }

  /// The one value of a key that an action must have exactly once; several are reported (M12).
  private func sole(_ map: YAMLMap, _ key: String) -> RuleText? {
    guard let value = map[key] else { return nil }
    if let items = value.items, items.count > 1 {
      sink.report(
        .actionShape, value.place, "a campaign has one `\(key)`, here are \(items.count)",
        help: "name the one who answers for it; the others may stand under `measures`")
      return nil
    }
    return reader.text(map, key)
  }

  private func campaignShape(_ map: YAMLMap) -> CampaignParts? {
    let isPlan = map.has("deadline") || map.has("milestones-back")
    let isOverlay = map.has("overlay") || map.has("posts") || map.has("edges")
    let isAction = map.has("measures") || map.has("goals")
    switch (isPlan, isOverlay, isAction) {
    case (true, true, _):
      sink.report(
        .campaignShape, map.place, "a campaign is an overlay or a plan, not both",
        help: "give `window` and `overlay`, or `deadline` and `milestones-back`")
      return nil
    case (true, false, _): return plan(map)
    case (false, _, true): return action(map, withOverlay: isOverlay)
    case (false, _, false):
      guard isOverlay || map.has("window") else {
        sink.report(
          .campaignShape, map.place, "a campaign needs a window, a deadline, or measures and goals",
          help: "give `window` and `overlay`, `deadline` and `milestones-back`, or `measures` and `goals`")
        return nil
      }
      return overlay(map)
    }
  }

  // MARK: Overlays

  private func overlay(_ map: YAMLMap) -> CampaignParts? {
    if !map.has("window") {
      sink.report(.campaignShape, map.place, "an overlay has no `window`", help: "add it")
    }
    if !map.has("overlay"), !map.has("posts") {
      sink.report(.campaignShape, map.place, "an overlay has no `overlay`", help: "add it, or `posts`")
    }
    for key in ["goal", "from"] where map.has(key) {
      sink.report(.campaignShape, map.place(of: key), "`\(key)` belongs to a plan laid backwards", help: "remove it")
    }
    let window = reader.text(map, "window").flatMap { self.window($0) }
    let overlays = overlayRows(map)
    return window.map { CampaignParts(window: $0, overlays: overlays) }
  }

  func overlayRows(_ map: YAMLMap) -> [Overlay] {
    reader.items(map, "overlay").compactMap { item in
      reader.map(item, .overlay, "a row of `overlay`").flatMap { overlayRow($0) }
    }
  }

  func window(_ text: RuleText) -> DateSpan? {
    var parts: [String] = []
    var rest = text.string[...]
    while let dots = rest.firstRange(of: "..") {
      parts.append(trimmingBlanks(rest[..<dots.lowerBound]))
      rest = rest[dots.upperBound...]
    }
    parts.append(trimmingBlanks(rest))
    guard parts.count == 2 else {
      sink.report(
        .badDate, text.place, "`\(shortened(text.string))` is not a window", help: "write `2026-12-01..2026-12-12`")
      return nil
    }
    func part(_ index: Int) -> RuleText { RuleText(string: parts[index], place: text.place, offset: nil) }
    let span = self.span(from: part(0), until: part(1))
    return span.from == nil || span.until == nil ? nil : span
  }

  private func overlayRow(_ map: YAMLMap) -> Overlay? {
    let every = reader.text(map, "every").flatMap { cadence($0) }
    let opens = reader.text(map, "opens").flatMap { clock($0) }
    let due = reader.text(map, "due").flatMap { limit($0) }
    let cut: Overlay.CutPeriod? = reader.text(map, "cut-period").flatMap { choice($0, "cut-period") }
    let limitName = reader.text(map, "limit")
    if map.has("findings") {
      _ = reader.text(map, "findings").flatMap { oneOf(["any"], $0, "findings") }
      guard !map.has("duties"), let limitName else {
        sink.report(
          .campaignShape, map.place, "`findings` goes with `limit` alone",
          help: "write `{ findings: any, limit: inspection }`")
        return nil
      }
      checkLimitName(limitName)
      return Overlay(duties: [], findingLimit: limitName.string)
    }
    guard map.has("duties"), map.has("every") || map.has("opens") || map.has("due") else {
      sink.report(
        .campaignShape, map.place, "the row changes nothing", help: "name `duties` and one of `every`, `opens`, `due`")
      return nil
    }
    let texts = reader.texts(map, "duties")
    let named = texts.map(\.string) == ["all"] ? duties.refs : texts.compactMap { duty($0) }
    return named.isEmpty
      ? nil : Overlay(duties: named, cadence: every, opens: opens, due: due, cutPeriod: cut ?? .merge)
  }

  /// A campaign's limit must be one that some standard has.
  private func checkLimitName(_ text: RuleText) {
    let names = Set(standards.rows.flatMap { $0.limits.compactMap(\.name) })
    if !names.contains(text.string) { unknown(text, "limit of a standard", in: names.sorted()) }
  }
}
