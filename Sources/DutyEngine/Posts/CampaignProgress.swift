import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRoster

extension Engine {
  /// How far a special action has come (M12, M24): the total of a goal so far, or a measure that is done.
  ///
  /// - Shape: arguments `campaign`, `what` (a goal's quantity or a measure), `total` (a goal's), `by`, `note`.
  /// - Errors: somebody who is neither of the lead unit, the measure's unit or the office, nor the commander; a total
  ///   that goes back without a note; an action that is over or has not begun.
  func campaignProgress(_ call: OperationCall) throws(ActError) -> JSONValue {
    let id = call.text("campaign")
    guard let campaign = book.campaigns[id] else {
      throw .denied(404, .other, "no campaign `\(id)`", help: near(id, book.campaigns.rows.map(\.id)))
    }
    let by = try someone(call.text("by"), "by", at: call.at)
    let today = date(of: call.at)
    guard (campaign.window.from ?? today) <= today else {
      throw .denied(422, .other, "\(id) has not begun", help: "its first day is \(campaign.window.from ?? today)")
    }
    let what = call.text("what")
    if let goal = campaign.goals.first(where: { $0.quantity == what }) {
      return try count(goal, of: campaign, by, call)
    }
    if let measure = campaign.measures.first(where: { $0.id == what }) {
      return try finish(measure, of: campaign, by, call)
    }
    let known = campaign.goals.map(\.quantity) + campaign.measures.map(\.id)
    throw .denied(
      404, .other, "\(id) has no goal or measure `\(what)`",
      help: known.isEmpty
        ? "nothing is counted in it: give it `goals:` or `measures:`" : "one of: \(known.joined(separator: ", "))")
  }

  private func count(
    _ goal: CampaignGoal, of campaign: Campaign, _ by: Ref<Person>, _ call: OperationCall
  ) throws(ActError) -> JSONValue {
    try mayReport(by, on: campaign, for: campaign.lead)
    guard let total = call.arguments["total"]?.int, (0...1_000_000_000).contains(total) else {
      throw .denied(400, .other, "how many \(goal.quantity) by now?", help: "give the total so far, a whole number")
    }
    let earlier = try progress(of: campaign, goal.quantity)
    let last = earlier.last?.total ?? goal.already
    if total < last, call.text("note").isEmpty {
      throw .denied(
        422, .other, "\(goal.quantity) was at \(last) already", help: "give the total so far; a correction needs --note"
      )
    }
    try checkTarget(Int(total), of: goal.target, goal.quantity, note: call.text("note"), campaign.id)
    let pace = goal.pace(
      done: Int(total), from: campaign.window.from ?? date(of: call.at), on: date(of: call.at), in: book.workCalendar)
    var answer: [String: JSONValue] = [
      "campaign": .string(campaign.id), "goal": .string(goal.quantity), "total": .int(total),
      "target": .int(Int64(pace.target)), "expected": .int(Int64(pace.expected)),
      "shortfall": .int(Int64(pace.shortfall)), "outcome": "recorded",
    ]
    if earlier.last?.total == Int(total), call.text("note").isEmpty {
      answer["outcome"] = "unchanged"
      return .object(answer)
    }
    try keep(
      Progress(
        campaign: campaign.id, quantity: goal.quantity, total: Int(total), n: earlier.count + 1,
        by: book.people[by].id, note: call.text("note")), at: call.at)
    return .object(answer)
  }

  private func finish(
    _ measure: CampaignMeasure, of campaign: Campaign, _ by: Ref<Person>, _ call: OperationCall
  ) throws(ActError) -> JSONValue {
    try mayReport(by, on: campaign, for: measure.unit)
    let earlier = try progress(of: campaign, measure.id)
    let daysLate = Lateness.days(past: measure.due, on: date(of: call.at))
    let isKnown = earlier.last?.total == 1
    if !isKnown {
      try keep(
        Progress(
          campaign: campaign.id, quantity: measure.id, total: 1, n: earlier.count + 1, by: book.people[by].id,
          note: call.text("note")), at: call.at)
    }
    return [
      "campaign": .string(campaign.id), "measure": .string(measure.id), "outcome": isKnown ? "unchanged" : "done",
      "days-late": .int(Int64(daysLate)),
    ]
  }

  private func mayReport(_ person: Ref<Person>, on campaign: Campaign, for unit: Ref<Unit>?) throws(ActError) {
    let own = book.people[person].unit
    if person == campaign.commander || own == unit || own == campaign.lead || own == book.settings.office { return }
    let named = unit.map { "somebody of \(book.units[$0].name)" } ?? "the office"
    throw .denied(
      403, .other, "`\(book.people[person].id)` does not report on \(campaign.id)",
      help: "\(named) does, or the commander or the office")
  }

  private func progress(of campaign: Campaign, _ quantity: String) throws(ActError) -> [Progress] {
    let found = try seek { store throws(StoreError) in
      try store.records(Progress.self, topic: Topic.campaign(campaign.id))
    }
    return found.map(\.record).filter { $0.quantity == quantity }
  }

  private func keep(_ record: Progress, at now: Instant) throws(ActError) {
    try passing { () throws(EngineError) in try self.append([.fact(Fact(record))], at: now) }
  }
}
