import DutyBook
import DutyCalendar
import DutyTestKit
import Testing

@testable import DutyDocuments

/// Why a rung fired, as documents say it.
@Suite struct RungTextTests {
  struct Case: Sendable {
    var trigger: RungTrigger
    var chinese: String
    var english: String
  }

  static let cases = [
    Case(trigger: .before(.workingHours(minutes: 120)), chinese: "截止前 2 个工作时", english: "2 working hours before the deadline"),
    Case(trigger: .overdue(nil), chinese: "逾期", english: "overdue"),
    Case(trigger: .overdue(.workdays(2)), chinese: "逾期 2 个工作日", english: "overdue by 2 workdays"),
    Case(
      trigger: .unacknowledged(.workingHours(minutes: 240)), chinese: "下达后 4 个工作时未签收",
      english: "not acknowledged within 4 working hours"),
    Case(
      trigger: .unanswered(rung: 1, .workdays(3)), chinese: "文书发出后 3 个工作日未答复",
      english: "not answered within 3 workdays"),
    Case(trigger: .failedNotices(2), chinese: "整改未到位满 2 次", english: "failed rectifications: 2"),
    Case(trigger: .vetoes(1), chinese: "一票否决满 1 项", english: "failed veto items: 1"),
    Case(trigger: .relapses(2), chinese: "反弹满 2 次", english: "relapses: 2"),
    Case(
      trigger: .bottom(places: 3, running: 2), chinese: "连续 2 次列后 3 名", english: "among the last 3, 2 times running"),
    Case(
      trigger: .top(places: 3, running: 3), chinese: "连续 3 次列前 3 名", english: "among the first 3, 3 times running"),
  ]

  @Test(arguments: cases)
  func trigger(_ c: Case) {
    #expect(triggerText(c.trigger, Words(.chinese)) == c.chinese)
    #expect(triggerText(c.trigger, Words(.english)) == c.english)
  }

  @Test(arguments: [
    ("overdue: overdue 0", "“overdue”第 1 级（逾期）", "a ladder without a name is called by its word"),
    ("overdue: overdue 9 workdays", "overdue: overdue 9 workdays", "a rung that the book does not have"),
    ("nobody: overdue 0", "nobody: overdue 0", "a ladder that it does not have"),
    ("迟报: 第二次", "迟报: 第二次", "what a person wrote"), ("", "", "nothing"),
  ])
  func reason(_ reason: String, _ said: String, _ why: String) throws {
    let district = District.small.ladder("overdue", ["per: case"], rungs: "when: overdue 0, do: reminder, to: leader")
    let book = try district.book()
    #expect(rungText(reason, in: book, Words(.chinese)) == said, "\(why)")
  }
}
