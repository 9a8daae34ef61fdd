import DutyBook
import DutyCalendar

/// Plans laid backwards (倒排工期, M32).
extension Loading {
  func plan(_ map: YAMLMap) -> CampaignParts? {
    for key in ["deadline", "milestones-back", "lead", "commander"] where !map.has(key) {
      sink.report(.campaignShape, map.place, "a plan laid backwards has no `\(key)`", help: "add it")
    }
    let deadline = reader.text(map, "deadline").flatMap { date($0) }
    let from = reader.text(map, "from").flatMap { date($0) } ?? start
    let milestones = reader.items(map, "milestones-back").compactMap { milestone($0) }
    let measures = self.measures(map, from: from)
    let goals = self.goals(map, from: from, end: deadline)
    guard let deadline, let from, !milestones.isEmpty else { return nil }
    checkOrder(milestones)
    checkNames(milestones)
    let plan = BackwardPlan(
      deadline: deadline, milestones: milestones.map(\.step), quantity: goals.first?.quantity,
      target: goals.first?.target)
    guard from <= deadline else {
      sink.report(
        .reversedDates, map.place(of: "deadline"), "the deadline \(deadline) is before \(from), when work may start",
        help: "move the deadline or `from`")
      return nil
    }
    checkFeasible(plan, milestones, from)
    return CampaignParts(
      window: DateSpan(from: from, until: deadline), plan: plan, measures: measures, goals: goals)
  }

  private typealias PlacedMilestone = (step: BackwardPlan.Milestone, place: SourcePlace)

  /// `built: 15 workdays`, or with a name: `{ milestone: built, name: 完成改造, back: 15 workdays }`.
  private func milestone(_ value: YAMLValue) -> PlacedMilestone? {
    guard let pairs = value.pairs, let (word, distance) = pairs.first,
      pairs.count == 1 || pairs.contains(where: { $0.0.string == "milestone" })
    else {
      reader.wrongShape(
        value, "a milestone must be one `name: workdays`, or have the keys `milestone`, `name` and `back`")
      return nil
    }
    if pairs.count == 1 {
      return workdays(distance, "`\(word.string)`").map { (.init(id: word.string, workdaysBack: $0), word.place) }
    }
    guard let map = reader.map(value, .milestone, "a milestone") else { return nil }
    let name = givenName(map)
    guard let id = reader.text(map, "milestone"), let days = map["back"].flatMap({ workdays($0, "`back`") }) else {
      return nil
    }
    return (.init(id: id.string, name: name?.string, workdaysBack: days), id.place)
  }

  private func workdays(_ value: YAMLValue, _ what: String) -> Int? {
    reader.text(value, what).flatMap { whole($0, 0...5000, units: ["workdays", "workday"]) }
  }

  private func checkOrder(_ milestones: [PlacedMilestone]) {
    var seen: [String: SourcePlace] = [:]
    for (index, milestone) in milestones.enumerated() {
      if let earlier = seen.updateValue(milestone.place, forKey: milestone.step.id) {
        duplicate("milestone", milestone.step.id, milestone.place, earlier: earlier)
      }
      guard index > 0, milestone.step.workdaysBack <= milestones[index - 1].step.workdaysBack else { continue }
      sink.report(
        .milestoneOrder, milestone.place,
        "`\(milestone.step.id)` is not further back than `\(milestones[index - 1].step.id)`",
        help: "begin with the step nearest the deadline",
        related: [.init(milestones[index - 1].place, "the step before")])
    }
  }

  /// Two steps of one name would be told apart nowhere, nor one whose name is the word of another.
  private func checkNames(_ milestones: [PlacedMilestone]) {
    var seen: [String: PlacedMilestone] = [:]
    for milestone in milestones {
      let (id, name) = (milestone.step.id, milestone.step.name)
      if name != id, let other = milestones.first(where: { $0.step.id == name }), other.step.name != name {
        nameIsWord(.milestone, id, name, milestone.place, other.place)
      }
      guard let earlier = seen.updateValue(milestone, forKey: name), earlier.step.id != id else { continue }
      nameTaken(.milestone, milestone.step.id, milestone.step.name, by: earlier.step.id, milestone.place, earlier.place)
    }
  }

  /// Refuses a plan whose earliest step would fall before work may start, and says what would be enough.
  private func checkFeasible(_ plan: BackwardPlan, _ milestones: [PlacedMilestone], _ from: CivilDate) {
    let calendar = WorkCalendar(days: officialDays)
    guard let fault = plan.fault(from: from, earliest: start, in: calendar),
      let first = milestones.first(where: { $0.step == fault.step })
    else { return }
    let tight = milestones.filter { plan.day(of: $0.step, in: calendar) < from }
    sink.report(
      .planImpossible, first.place,
      "the plan is impossible: `\(fault.step.id)` would fall on \(fault.falls), work may start on \(from); "
        + "\(fault.missing) \(fault.missing == 1 ? "workday is" : "workdays are") missing",
      help: planHelp(fault),
      related: tight.filter { $0.place != first.place }.map {
        .init($0.place, "`\($0.step.id)` also falls before \(from)")
      })
  }

  /// The smallest way first, then the others.
  private func planHelp(_ fault: PlanFault) -> String {
    guard let smallest = fault.smallest else { return "move the deadline, shorten the steps, or set `from`" }
    let others = fault.ways.filter { $0 != smallest }.map { text(of: $0, fault) }
    let also = others.isEmpty ? "" : "; or " + others.joined(separator: "; or ")
    return "the smallest change: " + text(of: smallest, fault) + also
  }

  private func text(of way: PlanRelaxation, _ fault: PlanFault) -> String {
    func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    let amount = counted(way.workdays, "workday") + (way.days.map { ", " + counted($0, "day") } ?? "")
    switch way.kind {
    case .start(let date): return "set `from` to \(date) (\(amount) earlier)"
    case .deadline(let date): return "move the deadline to \(date) (\(amount) later)"
    case .cut(let rest):
      return "cut \(amount) from the steps, so that `\(fault.step.id)` lies \(counted(rest, "workday")) back"
    }
  }

  /// Rules may name a plan as a duty: its row stands for the lead unit, its timing is not used.
  func addPlanDuty(_ campaign: Campaign) {
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
