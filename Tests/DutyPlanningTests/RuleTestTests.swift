import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// An expectation that holds, and one of the same kind that does not.
struct ExpectationCase: Sendable, CustomTestStringConvertible {
  var kind: String
  var given: String
  var holds: String
  var fails: String
  var testDescription: String { kind }
}

@Suite struct RuleTestTests {
  private static let patrol = "duty: road-patrol, subject: road-zs, at: 2026-11-23"
  private static let finding = "standard: road-clean, subject: road-zs, at: 2026-11-23 09:00"

  private func results(_ c: ExpectationCase, _ then: String) throws -> [RuleTestResult] {
    let district = District.small.putting(
      "tests/t.yaml", "tests:\n  - test: one\n    given: { \(c.given) }\n    then: { \(then) }\n    why: because\n")
    let planner = try district.planner()
    return planner.runTests(planner.book.tests)
  }

  @Test(arguments: [
    ExpectationCase(kind: "lead", given: patrol, holds: "lead: u-jt", fails: "lead: u-hw"),
    ExpectationCase(kind: "leader", given: patrol, holds: "leader: p-jt1", fails: "leader: p-jt2"),
    ExpectationCase(kind: "holder", given: patrol, holds: "holder: p-jt3", fails: "holder: p-jt2"),
    ExpectationCase(kind: "verifier", given: finding, holds: "leader: p-hw2", fails: "leader: p-hw1"),
    ExpectationCase(kind: "nobody", given: patrol, holds: "approver: nobody", fails: "holder: nobody"),
    ExpectationCase(kind: "support", given: finding, holds: "support: [u-dh]", fails: "support: [u-xh]"),
    ExpectationCase(
      kind: "limit of a finding", given: finding, holds: "limit: 4 working-hours", fails: "limit: 3 workdays"),
    ExpectationCase(kind: "limit of a duty", given: patrol, holds: "limit: \"17:30\"", fails: "limit: 1 workday"),
    ExpectationCase(
      kind: "due of a finding", given: finding, holds: "due: 2026-11-23 15:00", fails: "due: 2026-11-23 13:00"),
    ExpectationCase(
      kind: "due of a duty", given: patrol, holds: "due: 2026-11-23 17:30", fails: "due: 2026-11-24 17:30"),
    ExpectationCase(kind: "queue", given: patrol, holds: "queue: [p-jt3, u-jt]", fails: "queue: [u-hw]"),
    ExpectationCase(kind: "cadence", given: patrol, holds: "cadence: workday", fails: "cadence: day"),
    ExpectationCase(kind: "opens", given: patrol, holds: "opens: true", fails: "opens: false"),
    ExpectationCase(
      kind: "rule", given: patrol, holds: "rule: { lead: road-chief }", fails: "rule: { lead: territory }"),
  ])
  func holdsAndFails(_ c: ExpectationCase) throws {
    let good = try results(c, c.holds)
    #expect(good.map(\.hasPassed) == [true], "\(good.flatMap(\.failures).map(\.actual))")
    let bad = try results(c, c.fails)
    #expect(bad.map(\.hasPassed) == [false])
    #expect(bad.first?.failures.allSatisfy { $0.expected != $0.actual && $0.source.file == "tests/t.yaml" } == true)
  }
}
