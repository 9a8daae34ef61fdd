import DutyCalendar
import DutyLedger
import Testing

@testable import DutyPages

/// Beside a limit a task's page says why limit and deadline are not those that it was opened with.
@Suite struct LimitNoteTests {
  struct Case: Sendable {
    var campaign = ""
    var openedWithin = ""
    var origin: DeadlineHistory.Origin
    var chinese: String
    var english: String
  }

  static let cases = [
    Case(origin: .limit, chinese: "", english: ""),
    Case(
      campaign: "visit", origin: .rederived(.campaign("visit")), chinese: "专项行动“迎检”收紧，原时限 3 个工作日",
      english: "tightened by the campaign 迎检; it was 3 workdays"),
    Case(
      campaign: "visit", origin: .acted(.extend), chinese: "专项行动“迎检”收紧，原时限 3 个工作日，已延期",
      english: "tightened by the campaign 迎检; it was 3 workdays, extended since"),
    Case(
      openedWithin: "visit", origin: .limit, chinese: "专项行动“迎检”期间下达，按其时限",
      english: "opened within the campaign 迎检, whose limit it is"),
    Case(
      openedWithin: "visit", origin: .acted(.extend), chinese: "专项行动“迎检”期间下达，按其时限，已延期",
      english: "opened within the campaign 迎检, whose limit it is, extended since"),
    Case(
      campaign: "visit", openedWithin: "fair", origin: .rederived(.campaign("visit")),
      chinese: "专项行动“迎检”收紧，原时限 3 个工作日", english: "tightened by the campaign 迎检; it was 3 workdays"),
    Case(origin: .acted(.extend), chinese: "已延期", english: "extended since"),
    Case(origin: .acted(.return), chinese: "退回后重新计算", english: "counted anew after it was returned"),
    Case(origin: .acted(.resume), chinese: "恢复后顺延", english: "moved on when it was resumed"),
    Case(origin: .acted(.reopen), chinese: "重新打开后重新计算", english: "counted anew after it was reopened"),
    Case(origin: .acted(.reissue), chinese: "重新下达时重新计算", english: "counted anew when it was reissued"),
    Case(
      origin: .rederived(.dispatch), chinese: "派单时已过原期限，自派单起计",
      english: "past before it was dispatched: counted from the dispatch"),
    Case(
      origin: .rederived(.calendar), chinese: "放假安排或办公时间变化，重新计算",
      english: "counted anew: the calendar or the office hours changed"),
  ]

  @Test(arguments: cases)
  func note(_ c: Case) throws {
    var history = DeadlineHistory([])
    (history.firstLimit, history.campaign, history.origin) = ("3 workdays", c.campaign, c.origin)
    history.openedWithin = c.openedWithin
    let isCampaigns = !history.limitCampaign.isEmpty
    var view = TaskView(
      task: Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00"), period: "", opens: Sample.at("2026-11-23T06:30:00"),
      promised: Sample.at("2026-11-23T17:30:00"), leader: "", verifier: "")
    view.deadlineBy = history
    if isCampaigns { view.campaign = PageLink("迎检", "/campaigns/visit") }
    for (locale, label, text) in [(PageLocale.chinese, "时限", c.chinese), (.english, "Limit", c.english)] {
      let page = taskPage(view, nil, Sample.reader(locale))
      let facts = page.blocks.lazy.compactMap { block -> PageFacts? in
        if case .facts(let facts) = block { facts } else { nil }
      }.first
      let fact = try #require(facts?.rows.first { $0.label == label })
      #expect(fact.value.note == text)
      #expect(fact.value.href == (isCampaigns ? "/campaigns/visit" : ""))
    }
  }
}
