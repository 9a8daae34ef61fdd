import DutyBook
import DutyCalendar

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
    let commander = reader.text(map, "commander").flatMap { person($0) }
    let lead = reader.text(map, "lead").flatMap { unit($0) }
    let isPlan = map.has("deadline") || map.has("milestones-back")
    guard isPlan != (map.has("window") || map.has("overlay")) else {
      sink.report(
        .campaignShape, map.place,
        isPlan ? "a campaign is an overlay or a plan, not both" : "a campaign needs a window or a deadline",
        help: "give `window` and `overlay`, or `deadline` and `milestones-back`")
      return nil
    }
    let edges = map["edges"].flatMap { reader.map($0, .edges, "`edges`") }
    let before = edges.flatMap { reader.text($0, "open-before") }.flatMap {
      oneOf(["tighten", "keep"], $0, "open-before")
    }
    _ = edges.flatMap { reader.text($0, "open-after") }.flatMap { oneOf(["keep-limit"], $0, "open-after") }
    let shape = isPlan ? plan(map) : overlay(map)
    guard let id, let idText, let shape else { return nil }
    if let commander {
      checkPresence("person", people[commander].id, people[commander].span, shape.window, map.place(of: "commander"))
    }
    return Campaign(
      id: id, name: reader.text(map, "name")?.string ?? id, was: reader.text(map, "was")?.string,
      window: shape.window, commander: commander, lead: lead, overlays: shape.overlays, plan: shape.plan,
      tightensOpen: before == "tighten", source: idText.place)
  }

  private typealias CampaignParts = (window: DateSpan, overlays: [Overlay], plan: BackwardPlan?)

  // MARK: Overlays

  private func overlay(_ map: YAMLMap) -> CampaignParts? {
    for key in ["window", "overlay"] where !map.has(key) {
      sink.report(.campaignShape, map.place, "an overlay has no `\(key)`", help: "add it")
    }
    for key in ["goal", "from"] where map.has(key) {
      sink.report(.campaignShape, map.place(of: key), "`\(key)` belongs to a plan laid backwards", help: "remove it")
    }
    let window = reader.text(map, "window").flatMap { self.window($0) }
    let overlays = reader.items(map, "overlay").compactMap { item in
      reader.map(item, .overlay, "a row of `overlay`").flatMap { overlayRow($0) }
    }
    return window.map { ($0, overlays, nil) }
  }

  private func window(_ text: RuleText) -> DateSpan? {
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

  // MARK: Plans laid backwards (倒排工期, M32)

  private func plan(_ map: YAMLMap) -> CampaignParts? {
    for key in ["deadline", "milestones-back", "lead", "commander"] where !map.has(key) {
      sink.report(.campaignShape, map.place, "a plan laid backwards has no `\(key)`", help: "add it")
    }
    let deadline = reader.text(map, "deadline").flatMap { date($0) }
    let from = reader.text(map, "from").flatMap { date($0) } ?? start
    let milestones = reader.items(map, "milestones-back").compactMap { milestone($0) }
    let goal = map["goal"].flatMap { reader.map($0, .goal, "`goal`") }
    let target = goal.flatMap { reader.text($0, "target") }.flatMap { whole($0, 1...1_000_000_000) }
    guard let deadline, let from, !milestones.isEmpty else { return nil }
    checkOrder(milestones)
    let plan = BackwardPlan(
      deadline: deadline, milestones: milestones.map(\.step),
      quantity: goal.flatMap { reader.text($0, "quantity")?.string },
      target: target)
    guard from <= deadline else {
      sink.report(
        .reversedDates, map.place(of: "deadline"), "the deadline \(deadline) is before \(from), when work may start",
        help: "move the deadline or `from`")
      return nil
    }
    checkFeasible(milestones, deadline, from)
    return (DateSpan(from: from, until: deadline), [], plan)
  }

  private typealias PlacedMilestone = (step: BackwardPlan.Milestone, place: SourcePlace)

  private func milestone(_ value: YAMLValue) -> PlacedMilestone? {
    guard let pairs = value.pairs, pairs.count == 1, let (name, distance) = pairs.first else {
      reader.wrongShape(value, "a milestone must be one `name: workdays`")
      return nil
    }
    guard let text = reader.text(distance, "`\(name.string)`"),
      let days = whole(text, 0...5000, units: ["workdays", "workday"])
    else { return nil }
    return (BackwardPlan.Milestone(name: name.string, workdaysBack: days), name.place)
  }

  private func checkOrder(_ milestones: [PlacedMilestone]) {
    var seen: [String: SourcePlace] = [:]
    for (index, milestone) in milestones.enumerated() {
      if let earlier = seen.updateValue(milestone.place, forKey: milestone.step.name) {
        duplicate("milestone", milestone.step.name, milestone.place, earlier: earlier)
      }
      guard index > 0, milestone.step.workdaysBack <= milestones[index - 1].step.workdaysBack else { continue }
      sink.report(
        .milestoneOrder, milestone.place,
        "`\(milestone.step.name)` is not further back than `\(milestones[index - 1].step.name)`",
        help: "begin with the step nearest the deadline",
        related: [.init(milestones[index - 1].place, "the step before")])
    }
  }

  /// Refuses a plan whose earliest step would fall before work may start.
  private func checkFeasible(_ milestones: [PlacedMilestone], _ deadline: CivilDate, _ from: CivilDate) {
    guard let first = milestones.max(by: { $0.step.workdaysBack < $1.step.workdaysBack }) else { return }
    let calendar = WorkCalendar(days: officialDays)
    let begins = calendar.adding(workdays: -first.step.workdaysBack, to: deadline)
    guard begins < from else { return }
    let missing = calendar.workdays(in: begins...from.adding(days: -1))
    let tight = milestones.filter { calendar.adding(workdays: -$0.step.workdaysBack, to: deadline) < from }
    sink.report(
      .planImpossible, first.place,
      "the plan is impossible: `\(first.step.name)` would fall on \(begins), work may start on \(from); \(missing) workdays are missing",
      help: "move the deadline, shorten the steps, or set `from`",
      related: tight.filter { $0.place != first.place }.map {
        .init($0.place, "`\($0.step.name)` also falls before \(from)")
      })
  }

  /// Rules may name a plan as a duty: its row stands for the lead unit, its timing is not used.
  private func addPlanDuty(_ campaign: Campaign) {
    guard let lead = campaign.lead, let cadence = try? Cadence(parsing: "day"),
      let opens = officeOpens ?? WallMinute(minutes: 510)
    else { return }
    let duty = Duty(
      id: campaign.id, name: campaign.name, was: campaign.was, of: .units(UnitSelector(ids: [lead])),
      timing: DutyTiming(cadence: cadence, opens: opens, due: .endOfPeriod), span: campaign.window,
      source: campaign.source)
    if let earlier = duties.add(duty) {
      duplicate("a plan and a duty:", campaign.id, campaign.source, earlier: earlier.source)
    }
  }
}
