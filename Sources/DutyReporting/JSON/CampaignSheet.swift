import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRoster

/// One campaign as of a day, as people read it.
package struct CampaignSheet {
  package let campaign: Campaign
  package let book: Book
  package let day: CivilDate
  package let progress: [Recorded<Progress>]

  package init(
    _ campaign: Campaign, _ book: Book, _ store: any LedgerStore, on day: CivilDate
  ) throws(StoreError) {
    self.campaign = campaign
    self.book = book
    self.day = day
    let end = book.settings.zone.instant(LocalTime(day.adding(days: 1)))
    progress = try store.records(Progress.self, topic: Topic.campaign(campaign.id), before: end)
  }

  package var commander: String { campaign.commander.map { book.people[$0].name } ?? "" }
  package var lead: String { campaign.lead.map { book.units[$0].name } ?? "" }
  package var countdown: Countdown? { campaign.countdown(on: day, in: book.workCalendar) }

  package func pace(of goal: CampaignGoal) -> GoalPace {
    goal.pace(
      done: progress.last { $0.record.quantity == goal.quantity }?.record.total, from: campaign.window.from ?? day,
      on: day, in: book.workCalendar)
  }

  /// When a measure was reported as done.
  package func done(_ measure: CampaignMeasure) -> CivilDate? {
    progress.last { $0.record.quantity == measure.id }.map { book.settings.zone.local($0.at).date }
  }

  /// When a plan's milestone is due.
  package func day(of milestone: BackwardPlan.Milestone) -> CivilDate {
    campaign.plan?.day(of: milestone, in: book.workCalendar) ?? day
  }

  package var json: JSONValue {
    [
      "campaign": .string(campaign.id), "name": .string(campaign.name),
      "from": campaign.window.from.map { .string("\($0)") } ?? .null,
      "until": campaign.window.until.map { .string("\($0)") } ?? .null,
      "days-left": countdown.map { .int(Int64($0.days)) } ?? .null,
      "commander": campaign.commander.map { .string(book.people[$0].id) } ?? .null,
      "lead": campaign.lead.map { .string(book.units[$0].id) } ?? .null,
      "measures": .array(
        campaign.measures.map {
          [
            "measure": .string($0.id), "name": .string($0.name), "unit": .string(book.units[$0.unit].id),
            "due": .string("\($0.due)"), "done": done($0).map { .string("\($0)") } ?? .null,
          ]
        }),
      "milestones": .array(
        (campaign.plan?.milestones ?? []).map {
          ["milestone": .string($0.id), "name": .string($0.name), "due": .string("\(day(of: $0))")]
        }),
      "goals": .array(
        campaign.goals.map { goal in
          let pace = pace(of: goal)
          return [
            "goal": .string(goal.quantity), "name": .string(goal.name), "target": .int(Int64(pace.target)),
            "done": .int(Int64(pace.done)), "expected": .int(Int64(pace.expected)),
            "shortfall": .int(Int64(pace.shortfall)), "by": .string("\(goal.by)"),
          ]
        }),
    ]
  }
}
