import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// Districts whose streams share period names: the key of a task knows no stream.
struct KeyCase: Sendable, CustomTestStringConvertible {
  var why: String
  var duty: String
  var campaign: String
  var testDescription: String { why }
}

@Suite struct KeyTests {
  @Test(arguments: [
    KeyCase(
      why: "kept beside a campaign of the same cadence", duty: "every: workday",
      campaign: "every: workday, due: 4 urgent-hours, cut-period: keep"),
    KeyCase(
      why: "the week had opened before the campaign's own opening of it", duty: "every: week, on monday",
      campaign: "every: \"week, on thursday\""),
    KeyCase(why: "the month had", duty: "every: month, on day 1", campaign: "every: \"month, on day 10\""),
    KeyCase(
      why: "the week opens again after the campaign", duty: "every: week, on friday",
      campaign: "every: \"week, on wednesday\""),
    KeyCase(why: "a quota", duty: "every: 3 per month, 4 days apart", campaign: "every: \"4 per month, 2 days apart\""),
  ])
  func noTaskExistsTwice(_ c: KeyCase) throws {
    let district = District.small.replacing("duties/road-patrol.yaml", "every: workday", c.duty)
      .replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: end of period")
      .putting(
        "campaigns/c.yaml",
        "campaign: c\nwindow: 2026-12-02..2026-12-17\noverlay:\n  - { duties: [road-patrol], \(c.campaign) }\n")
    let keys = allTasks(try district.planner(), "2026-11-01", "2027-01-31").map(\.key)
    let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice.isEmpty, "\(c.why): \(twice.prefix(2))")
  }
}
