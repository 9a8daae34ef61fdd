import DutyCalendar
import DutyLedger
import Testing

@testable import DutyPages

/// What a card says below its title: which round it is, and who has what part in it.
@Suite struct CardTests {
  struct Case: Sendable {
    var period: String
    var occurrence = 1
    var part = TaskPart.holder
    var chinese: [String]
    var english: [String]
    var why: String
  }

  static let cases = [
    Case(
      period: "2026-W48", chinese: ["2026年第48周", "责任人"], english: ["week 48 of 2026", "holder"],
      why: "a week's round"),
    Case(
      period: "2026-11-23", chinese: ["11月23日", "责任人"], english: ["23 November", "holder"],
      why: "a day's, beside it"),
    Case(
      period: "2026-11", occurrence: 2, chinese: ["2026年11月", "本期第 2 次", "责任人"],
      english: ["November 2026", "no. 2 of the period", "holder"], why: "the second of a month"),
    Case(period: "", chinese: ["责任人"], english: ["holder"], why: "a case has no round"),
    Case(
      period: "", part: .office,
      chinese: ["创建办（督办）", "牵头单位：云河区交通运输局", "责任人 王芳"],
      english: ["coordination office, oversees it", "Lead unit: 云河区交通运输局", "held by 王芳"],
      why: "the office is told what it is to the task, and whose it is"),
    Case(
      period: "", part: .reader, chinese: ["牵头单位：云河区交通运输局", "责任人 王芳"],
      english: ["Lead unit: 云河区交通运输局", "held by 王芳"], why: "who has no part in it is not the office"),
    Case(
      period: "", part: .lead, chinese: ["牵头单位", "责任人 王芳"], english: ["lead unit", "held by 王芳"],
      why: "one's own unit leads"),
  ]

  @Test(arguments: cases)
  func small(_ c: Case) {
    var task = Sample.task("AAAAA-00001", due: "2026-11-24T17:30:00", part: c.part)
    (task.period, task.occurrence) = (c.period, c.occurrence)
    for (locale, words) in [(PageLocale.chinese, c.chinese), (.english, c.english)] {
      #expect(Sample.reader(locale).card(task, mayAct: false).small == ["AAAAA-00001"] + words, "\(c.why)")
    }
  }
}
