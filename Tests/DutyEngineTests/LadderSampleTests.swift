import DutyBook
import DutyCalendar
import DutyEngine
import DutyPlanning
import DutyTestKit
import Testing

/// The ladders of the sample district, each under the mechanism that it is there for.
@Suite struct LadderSampleTests {
  struct Case: Sendable {
    var mechanism: String
    var ladder: String
    var triggers: [String]
  }

  @Test(arguments: [
    Case(mechanism: "M25", ladder: "veto", triggers: ["vetoes 1", "overdue 0", "interview unanswered 3 workdays"]),
    Case(
      mechanism: "M41 M43 M36", ladder: "rectification",
      triggers: [
        "unacknowledged 4 working-hours", "before 2 working-hours", "overdue 0", "relapses 1", "failed-notices 1",
        "failed-notices 2", "failed-notices 2", "failed-notices 3", "interview unanswered 3 workdays",
      ]),
    Case(
      mechanism: "M54", ladder: "three-orders",
      triggers: [
        "before 1 workday", "overdue 0", "overdue 2 workdays", "overdue 5 workdays", "third unanswered 3 workdays",
      ]),
    Case(
      mechanism: "M42 M48", ladder: "bottom-three", triggers: ["bottom 3 2 times running", "bottom 3 3 times running"]),
    Case(mechanism: "M47", ladder: "top-three", triggers: ["top 3 2 times running"]),
    Case(mechanism: "M36 M44", ladder: "relapses", triggers: ["relapses 3", "failed-notices 6", "relapses 6"]),
  ])
  func climbs(_ c: Case) throws {
    let ladder = try #require(try SampleRules.book().ladders[c.ladder], "\(c.mechanism)")
    #expect(ladder.rungs.indices.map { ladder.text(ofTrigger: $0 + 1) } == c.triggers)
  }

  @Test func eachTaskHasItsLadder() throws {
    let book = try SampleRules.book()
    let veto = try #require(book.standards.refs.first { book.standards[$0].isVeto })
    let plain = try #require(book.standards.refs.first { !book.standards[$0].isVeto })
    func ladder(_ question: LadderQuestion) -> String? { book.ladder(for: question)?.id }
    #expect(ladder(LadderQuestion(standards: [veto], isFinding: true)) == "veto")
    #expect(ladder(LadderQuestion(standards: [plain], isFinding: true)) == "rectification")
    #expect(book.ladder(ofDuty: try #require(book.duties.ref("evidence-files")))?.id == "three-orders")
    #expect(book.ladder(ofDuty: try #require(book.duties.ref("road-patrol")))?.id == "overdue")
  }

  @Test func everyRungReachesSomebody() throws {
    let from = try #require(CivilDate("2026-11-23"))
    let planner = Planner(Assignment(book: try SampleRules.book()))
    let found = Reachability(planner, from: from).unreached()
    #expect(found.map(\.line) == [])
  }
}
