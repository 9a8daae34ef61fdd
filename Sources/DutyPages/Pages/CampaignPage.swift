import DutyCalendar
import DutyDocuments

/// A campaign with its countdown, its goals and who stands where today.
package struct CampaignView: Sendable {
  package struct Step: Hashable, Sendable {
    package var name: String
    package var day: CivilDate
    package var workdays: Int

    package init(name: String, day: CivilDate, workdays: Int) {
      self.name = name
      self.day = day
      self.workdays = workdays
    }
  }

  package struct Goal: Hashable, Sendable {
    package var name: String
    package var target: Int
    package var done: Int
    package var expected: Int
    package var by: CivilDate

    package init(name: String, target: Int, done: Int, expected: Int, by: CivilDate) {
      self.name = name
      self.target = target
      self.done = done
      self.expected = expected
      self.by = by
    }
  }

  package struct Shift: Hashable, Sendable {
    package var post: String
    package var place: String
    package var from: Instant
    package var to: Instant
    package var people: [String]
    package var missing: Int

    package init(post: String, place: String, from: Instant, to: Instant, people: [String], missing: Int) {
      self.post = post
      self.place = place
      self.from = from
      self.to = to
      self.people = people
      self.missing = missing
    }
  }

  package var id: String
  package var name: String
  package var from: CivilDate?
  package var until: CivilDate?
  package var commander: String
  package var lead: String
  package var daysLeft: Int?
  package var workdaysLeft: Int?
  package var steps: [Step]
  package var goals: [Goal]
  /// The day of the roster, its shifts, at most so many.
  package var rosterDay: CivilDate?
  package var shifts: [Shift]
  package var shiftCount: Int
  package var gapCount: Int

  package init(
    id: String, name: String, from: CivilDate?, until: CivilDate?, commander: String = "", lead: String = "",
    daysLeft: Int? = nil, workdaysLeft: Int? = nil, steps: [Step] = [], goals: [Goal] = [], rosterDay: CivilDate? = nil,
    shifts: [Shift] = [], shiftCount: Int = 0, gapCount: Int = 0
  ) {
    self.id = id
    self.name = name
    self.from = from
    self.until = until
    self.commander = commander
    self.lead = lead
    self.daysLeft = daysLeft
    self.workdaysLeft = workdaysLeft
    self.steps = steps
    self.goals = goals
    self.rosterDay = rosterDay
    self.shifts = shifts
    self.shiftCount = shiftCount
    self.gapCount = gapCount
  }
}

package func campaignList(_ campaigns: [CampaignView], _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.tabCampaigns), tab: .campaigns)
  page.add(
    .cards(
      PageCards(
        PageHeading(say(.campaignsHeading), id: "campaigns"), count: campaigns.count,
        cards: campaigns.map { campaign in
          PageCard(
            id: campaign.id, title: campaign.name, href: "/campaigns/" + encoded(campaign.id),
            text: window(campaign, reader), due: countdown(campaign, reader),
            small: [campaign.lead, campaign.commander].filter { !$0.isEmpty })
        }, empty: say(.campaignsNone))))
  return page
}

package func campaignPage(_ view: CampaignView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(view.name, over: say(.tabCampaigns), lead: window(view, reader), tab: .campaigns)
  page.add(
    .notice(
      PageNotice(.plain, countdown(view, reader), lines: view.steps.first { $0.day >= reader.today }.map {
        [say(.nextMilestone, $0.name, reader.moments.long($0.day))]
      } ?? [])))
  page.add(
    .facts(PageFacts(nil, [PageFact(say(.commander), view.commander), PageFact(say(.leadUnit), view.lead)])))
  if !view.steps.isEmpty {
    page.add(
      .table(
        PageTable(
          PageHeading(say(.milestones), id: "steps"),
          columns: [.init(say(.milestone)), .init(say(.due)), .init(say(.workdaysLeft), isNumber: true)],
          rows: view.steps.map { step in
            [
              PageCell(step.name, badges: step.day < reader.today ? [PageBadge(say(.stepPast))] : []),
              PageCell(reader.moments.long(step.day)), .number(step.workdays < 0 ? say(.workdaysPast, String(-step.workdays)) : String(step.workdays)),
            ]
          }, empty: say(.none), staysTable: true)))
  }
  if !view.goals.isEmpty { page.add(.table(goals(view.goals, reader))) }
  if let day = view.rosterDay {
    if reader.tabs.contains(.queue), day == reader.today {
      page.add(.text(PageText(nil, [], links: [PageLink(say(.checkInTitle), "/check-in")])))
    }
    page.add(.table(roster(view, day, reader)))
  }
  return page
}

private func window(_ view: CampaignView, _ reader: PageReader) -> String {
  [view.from, view.until].compactMap { $0?.description }.joined(separator: " – ")
}

private func countdown(_ view: CampaignView, _ reader: PageReader) -> String {
  let say = reader.say
  if let from = view.from, from > reader.today { return say(.startsIn, String(from.epochDay - reader.today.epochDay)) }
  guard let days = view.daysLeft else { return say(.noEndDate) }
  if days < 0 { return say(.campaignOver) }
  return say(.daysLeft, String(days), String(view.workdaysLeft ?? 0))
}

private func goals(_ goals: [CampaignView.Goal], _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.goals), id: "goals"),
    columns: [
      .init(say(.goal)), .init(say(.goalDone), isNumber: true), .init(say(.goalTarget), isNumber: true),
      .init(say(.goalExpected), isNumber: true), .init(say(.due)),
    ],
    rows: goals.map { goal in
      let short = goal.expected - goal.done
      return [
        PageCell(goal.name, badges: short > 0 ? [PageBadge(say(.goalShort, String(short)), .bad)] : [PageBadge(say(.goalOnPace), .good)]),
        .number(String(goal.done)), .number(String(goal.target)), .number(String(goal.expected)),
        PageCell(goal.by.description),
      ]
    }, empty: say(.none), staysTable: true)
}

private func roster(_ view: CampaignView, _ day: CivilDate, _ reader: PageReader) -> PageTable {
  let say = reader.say
  var note = say(.rosterNote, String(view.shiftCount), String(view.gapCount))
  if view.shifts.count < view.shiftCount { note += " " + say(.firstOf, String(view.shifts.count)) }
  return PageTable(
    PageHeading(say(.rosterTitle, reader.moments.long(day)), id: "roster"), note: note,
    columns: [.init(say(.post)), .init(say(.place)), .init(say(.shiftTime)), .init(say(.shiftPeople))],
    rows: view.shifts.map { shift in
      let from = reader.zone.local(shift.from).description.suffix(5)
      let to = reader.zone.local(shift.to).description.suffix(5)
      return [
        PageCell(shift.post), PageCell(shift.place), PageCell(String(from) + "–" + String(to)),
        PageCell(
          say.list(shift.people), badges: shift.missing > 0 ? [PageBadge(say(.shiftMissing, String(shift.missing)), .bad)] : []),
      ]
    }, empty: say(.rosterNone))
}
