import DutyLedger
import Testing

@testable import DutyPages

/// What an appeal changed, in both languages.
@Suite struct EffectWordsTests {
  private static let names = PageNames(
    person: { $0 }, unit: { ["u-own": "荷塘社区"][$0] ?? $0 }, standard: { $0 },
    ladder: { ["rectification": "整改"][$0] ?? $0 }, score: { ["monthly-units": "月度考核"][$0] ?? $0 })

  struct Case: Sendable {
    var effect: AppealEffect
    var chinese: String
    var english: String
    var href = ""
  }

  static let cases = [
    Case(
      effect: .rung("rectification/2/K7Q2M-9XD4P"), chinese: "“整改”第 2 级（K7Q2M-9XD4P）不会触发",
      english: "rung 2 of 整改 would not have fired (K7Q2M-9XD4P)", href: "/tasks/K7Q2M-9XD4P"),
    Case(
      effect: .rung("monthly/1/u-own/2026-11"), chinese: "“monthly”第 1 级（荷塘社区 · 2026年11月）不会触发",
      english: "rung 1 of monthly would not have fired (荷塘社区 · November 2026)"),
    Case(
      effect: .withdrawn(notice: "bulletin/2026/1"), chinese: "通报〔2026〕1 号撤回",
      english: "Bulletin 2026 no. 1 is withdrawn", href: "/notices/bulletin/2026/1"),
    Case(
      effect: .amended(notice: "notice/2026/3", tasks: ["T-1", "T-2"]), chinese: "整改通知书〔2026〕3 号不再涉及 T-1、T-2",
      english: "Rectification notice 2026 no. 3 no longer speaks of T-1, T-2", href: "/notices/notice/2026/3"),
    Case(
      effect: .lifted(flag: "文明单位/u-own/2026-11-01"), chinese: "荷塘社区的资格处理“文明单位”解除",
      english: "the flag 文明单位 of 荷塘社区 is lifted"),
    Case(
      effect: .givenBack(deduction: "rectification/2/T-1", milli: 500),
      chinese: "退还荷塘社区所扣 0.5 分（整改 · 升级第 2 级 · T-1）",
      english: "0.5 points taken from 荷塘社区 are given back (整改 · rung 2 · T-1)", href: "/tasks/T-1"),
    Case(
      effect: .takenAfterAll(deduction: "rectification/2/T-1", milli: 1000),
      chinese: "荷塘社区补扣原因封顶未扣的 1 分（整改 · 升级第 2 级 · T-1）",
      english: "1 points more are taken from 荷塘社区, which the cap had kept (整改 · rung 2 · T-1)", href: "/tasks/T-1"),
    Case(
      effect: .rank(score: "monthly-units", period: "2026-11", unit: "u-own", now: 2, published: 5),
      chinese: "“月度考核”2026年11月：荷塘社区应为第 2 名，公布时为第 5 名",
      english: "月度考核, November 2026: 荷塘社区 would be 2, was published as 5",
      href: "/league/monthly-units?period=2026-11"),
    Case(effect: .voided(task: "T-1"), chinese: "任务 T-1 作废", english: "task T-1 is voided", href: "/tasks/T-1"),
    Case(
      effect: .goesOn(findings: ["F-1", "F-2"]), chinese: "同一处理继续为问题 F-1、F-2 进行",
      english: "what it asks for goes on for F-1, F-2", href: "/findings/F-1"),
  ]

  @Test(arguments: cases)
  func worded(_ c: Case) {
    for (locale, text) in [(PageLocale.chinese, c.chinese), (.english, c.english)] {
      let words = EffectWords(Sample.reader(locale), Self.names) { _ in "荷塘社区" }
      #expect(words.change(c.effect.text) == AppealView.Change(text, href: c.href))
    }
  }

  @Test func whatIsNotKnownStaysAsItIsKept() {
    let words = EffectWords(Sample.reader(), Self.names) { _ in "" }
    #expect(words.change("something else") == AppealView.Change("something else"))
  }
}
