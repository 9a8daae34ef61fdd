import DutyLedger
import Testing

/// What an appeal changes, written as a decision keeps it and read back.
@Suite struct AppealEffectTests {
  static let effects: [(effect: AppealEffect, line: String)] = [
    (.rung("rectification/2/K7Q2M-9XD4P"), "rung rectification/2/K7Q2M-9XD4P would not have fired"),
    (.withdrawn(notice: "bulletin/2026/1"), "notice bulletin/2026/1 is withdrawn"),
    (
      .amended(notice: "云创督/2026/3", tasks: ["K7Q2M-9XD4P", "K7Q2M-9XD4Q"]),
      "notice 云创督/2026/3 no longer speaks of K7Q2M-9XD4P, K7Q2M-9XD4Q"
    ),
    (.lifted(flag: "文明单位/u-own/2026-11-01"), "flag 文明单位/u-own/2026-11-01 is lifted"),
    (.givenBack(deduction: "l/2/K7Q2M-9XD4P", milli: 500), "deduction l/2/K7Q2M-9XD4P: 0.5 points are given back"),
    (
      .takenAfterAll(deduction: "monthly/1/u-own/2026-11", milli: 12_050),
      "deduction monthly/1/u-own/2026-11: 12.05 points more, which the cap had kept"
    ),
    (
      .rank(score: "monthly-units", period: "2026-11", unit: "u-own", now: 2, published: 5),
      "monthly-units 2026-11: u-own would be 2, was published as 5"
    ),
    (.voided(task: "K7Q2M-9XD4P"), "task K7Q2M-9XD4P is voided"),
    (.goesOn(findings: ["F-1", "F-2"]), "what it asks for goes on for F-1, F-2"),
  ]

  @Test(arguments: effects.indices)
  func roundTrip(_ index: Int) {
    let (effect, line) = Self.effects[index]
    #expect(effect.text == line)
    #expect(AppealEffect(line) == effect, "what is written is read back")
  }

  @Test(arguments: [
    "", "rung", "notice 3", "deduction l/2: 0.5.5 points are given back", "u-own would be x", "something else",
  ])
  func otherLines(_ line: String) { #expect(AppealEffect(line) == nil) }

  @Test func whatANoticeNoLongerSpeaksOf() {
    let decision = AppealDecision(
      appeal: "A-1", against: "F-1", isUpheld: true, by: "p-1", reason: "", changes: Self.effects.map(\.line))
    #expect(decision.effects == Self.effects.map(\.effect))
    #expect(decision.gone(from: "云创督/2026/3") == ["K7Q2M-9XD4P", "K7Q2M-9XD4Q"])
    #expect(decision.gone(from: "bulletin/2026/1").isEmpty)
  }
}
