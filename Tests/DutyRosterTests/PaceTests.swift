import DutyBook
import DutyCalendar
import DutyRoster
import DutyTestKit
import Testing

/// Quantities against time, and the countdown (M24, M32).
@Suite struct PaceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var on: String
    var done: Int?
    var expected: Int
    var shortfall: Int
    var needed: Int?
    var why: String

    var testDescription: String { why }
  }

  /// Monday 2026-11-02 to Friday 2026-11-13: ten workdays, 100 to 200.
  static let goal = CampaignGoal(
    quantity: "centres", name: "建成", target: 200, already: 100, by: day("2026-11-13"), source: SourcePlace("c"))

  static let rows = [
    Row(on: "2026-11-01", done: nil, expected: 100, shortfall: 0, needed: 10, why: "before the start: what was there"),
    Row(
      on: "2026-11-02", done: 100, expected: 110, shortfall: 10, needed: 12, why: "one day's share by the first evening"
    ),
    Row(on: "2026-11-06", done: 150, expected: 150, shortfall: 0, needed: 10, why: "half-way on the fifth workday"),
    Row(on: "2026-11-08", done: 130, expected: 150, shortfall: 20, needed: 14, why: "a weekend expects nothing more"),
    Row(on: "2026-11-09", done: 180, expected: 160, shortfall: 0, needed: 5, why: "ahead"),
    Row(on: "2026-11-13", done: 199, expected: 200, shortfall: 1, needed: nil, why: "the last day is over"),
    Row(on: "2026-12-01", done: 150, expected: 200, shortfall: 50, needed: nil, why: "long after"),
    Row(on: "2026-12-01", done: 200, expected: 200, shortfall: 0, needed: 0, why: "reached"),
    Row(on: "2026-11-06", done: nil, expected: 150, shortfall: 50, needed: 20, why: "nothing reported is nothing done"),
  ]

  static let calendar = WorkCalendar(days: [])

  @Test(arguments: rows) func m24Pace(_ row: Row) {
    let pace = Self.goal.pace(done: row.done, from: day("2026-11-02"), on: day(row.on), in: Self.calendar)
    #expect(pace.expected == row.expected && pace.shortfall == row.shortfall && pace.neededPerWorkday == row.needed)
    #expect(pace.workdaysTotal == 10 && pace.workdaysGone + pace.workdaysLeft == 10)
  }

  /// 229 of 501 centres: never expects less than before, ends at the target.
  @Test func m24ExpectationOnlyGrows() {
    let goal = CampaignGoal(
      quantity: "centres", name: "", target: 501, already: 229, by: day("2026-12-31"), source: SourcePlace("c"))
    var last = 0
    for offset in -5...330 {
      let on = day("2026-03-01").adding(days: offset)
      let expected = goal.pace(done: 229, from: day("2026-03-01"), on: on, in: Self.calendar).expected
      #expect(expected >= last && (229...501).contains(expected))
      last = expected
    }
    #expect(last == 501)
  }

  @Test func m24AGoalWithoutWorkdays() {
    let goal = CampaignGoal(
      quantity: "q", name: "", target: 5, by: day("2026-11-08"), source: SourcePlace("c"))
    let saturday = goal.pace(done: 1, from: day("2026-11-07"), on: day("2026-11-07"), in: Self.calendar)
    #expect(saturday.expected == 0 && saturday.neededPerWorkday == nil && saturday.daysLeft == 1)
  }

  @Test func m32CountsDownToTheStepsAndTheDeadline() throws {
    let plan = BackwardPlan(
      deadline: day("2026-12-20"),
      milestones: [
        .init(id: "验收", workdaysBack: 0), .init(id: "完工", workdaysBack: 15), .init(id: "开工", workdaysBack: 60),
      ])
    let campaign = Campaign(
      id: "c", name: "c", window: DateSpan(from: day("2026-05-06"), until: day("2026-12-20")), plan: plan,
      source: SourcePlace("c"))
    let countdown = try #require(campaign.countdown(on: day("2026-11-23"), in: Self.calendar))
    #expect(countdown.days == 27 && countdown.workdays == 19)
    #expect(
      countdown.steps.map { "\($0.name) \($0.day) \($0.workdays)" } == [
        "开工 2026-09-25 -41", "完工 2026-11-27 4", "验收 2026-12-20 19",
      ])
    #expect(countdown.next?.name == "完工")
    #expect(campaign.countdown(on: day("2026-12-21"), in: Self.calendar)?.next == nil, "nothing comes after the end")
    #expect(campaign.countdown(on: day("2026-12-21"), in: Self.calendar)?.days == -1)
  }
}
