import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// Posts, measures and goals as they stand in the book.
@Suite struct CampaignLoadTests {
  static func campaign(_ text: String) throws -> (book: Book, campaign: Campaign) {
    let result = load(.put("campaigns/c.yaml", "campaign: c\n" + text))
    #expect(result.diagnostics.map(\.description) == [])
    let book = try #require(result.book)
    return (book, try #require(book.campaigns["c"]))
  }

  @Test func m21ReadsAPost() throws {
    let (book, campaign) = try Self.campaign(
      """
      window: 2026-12-01..2026-12-12
      posts:
        - post: junction
          name: 路口文明引导岗
          at: { kind: road, zone: key }
          hours: "07:00-09:00, 17:00-19:00"
          staff: 3..5
          aim: 4
          shift: 2h
          rest: 90m
          people: [place.road-chief, u-jt.member]
        - { post: desk, at: { units: { id: u-cjb } }, hours: round-the-clock, change: "20:00", staff: 1, shift: 12h, people: { who: unit.member, units: [u-jt, u-hw] }, services: 3 }
        - { post: 志愿服务站, at: { kind: road }, hours: "09:00-17:00", staff: 2, shift: 4小时, rest: 30分钟, people: { units: { kind: bureau } }, services: { least: 2, offered: [咨询, 雨具] } }

      """)
    #expect(campaign.overlays == [] && campaign.posts.map(\.id) == ["junction", "desk", "志愿服务站"])
    let junction = campaign.posts[0]
    #expect(junction.name == "路口文明引导岗" && junction.staff == 3...5 && junction.aim == 4)
    #expect(junction.hours == .windows([420..<540, 1020..<1140]))
    #expect(junction.shiftMinutes == 120 && junction.restMinutes == 90)
    #expect(junction.people.expressions.map(\.text) == ["place.road-chief", "u-jt.member"])
    guard case .places(let at) = junction.at else { throw Unexpected() }
    #expect(at.kinds.map { book.places.name(of: $0) } == ["road"])
    let desk = campaign.posts[1]
    #expect(desk.hours == .roundTheClock(change: 480), "20:00 and 08:00 are the same changes of twelve hours")
    #expect(desk.staff == 1...1 && desk.aim == 1 && desk.restMinutes == 480, "eight hours' rest where nothing is said")
    #expect(desk.people.units?.ids.count == 2 && desk.services == PostServices(least: 3, offered: []))
    #expect(campaign.posts[2].shiftMinutes == 240 && campaign.posts[2].services?.offered == ["咨询", "雨具"])
  }

  @Test func m12ReadsAnAction() throws {
    let (book, campaign) = try Self.campaign(
      """
      name: 文明实践中心建设
      from: 2026-03-01
      commander: p-01
      lead: u-jt
      measures:
        - { measure: chosen, name: 选址, unit: u-hw, due: 2026-05-29 }
        - { measure: built, unit: u-jt, due: 2026-11-30 }
      goals:
        - { quantity: centres, name: 建成, target: 501, already: 229, by: 2026-12-31 }
        - { quantity: trained, target: 1000, by: 2026-06-30 }

      """)
    #expect(campaign.isAction && campaign.plan == nil && campaign.overlays == [])
    #expect(campaign.window.from?.description == "2026-03-01" && campaign.window.until?.description == "2026-12-31")
    #expect(campaign.commander == book.people.ref("p-01") && campaign.lead == book.units.ref("u-jt"))
    #expect(
      campaign.measures.map { "\($0.id) \($0.name) \(book.units[$0.unit].id) \($0.due)" } == [
        "chosen 选址 u-hw 2026-05-29", "built built u-jt 2026-11-30",
      ])
    #expect(
      campaign.goals.map { "\($0.quantity) \($0.already)/\($0.target) \($0.by)" } == [
        "centres 229/501 2026-12-31", "trained 0/1000 2026-06-30",
      ])
    #expect(book.duties["c"] == nil, "an action has no duty of its own")
  }

  @Test func aPlansGoalIsAGoal() throws {
    let book = try #require(load().book)
    let plan = try #require(book.campaigns["compounds-2026"])
    #expect(plan.goals.map { "\($0.quantity) \($0.target) \($0.by)" } == ["compounds-rebuilt 3 2026-12-20"])
    #expect(plan.plan?.quantity == "compounds-rebuilt" && plan.plan?.target == 3)
  }

  @Test func anActionMayHaveAWindowWithAnOverlay() throws {
    let (_, campaign) = try Self.campaign(
      """
      window: 2026-03-01..2026-12-31
      commander: p-01
      lead: u-jt
      overlay:
        - { duties: [road-patrol], every: day }
      measures:
        - { measure: m, unit: u-jt, due: 2026-05-29 }
      goals:
        - { quantity: q, target: 3 }

      """)
    #expect(campaign.overlays.count == 1 && campaign.goals.first?.by.description == "2026-12-31")
  }

  private struct Unexpected: Error {}
}
