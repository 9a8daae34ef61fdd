import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

private let small = District.small

@Suite struct RenameTests {
  private func bench(_ renamed: District) throws -> Bench {
    let bench = try Bench(small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    bench.shelf.put(renamed)
    guard case .accepted(_, let diff, _) = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("a rename is accepted")
      return bench
    }
    #expect(diff.isEmpty, "and moves nothing")
    return bench
  }

  private static let person = small.replacing(
    "registers/people.csv", "p-jt3,交三,u-jt,,,", "p-jiao,交三,u-jt,,,p-jt3"
  )
  .replacing("registers/posts.csv", "p-jt3", "p-jiao").replacing("registers/road-chiefs.csv", "p-jt3", "p-jiao")

  private static let duty = small.replacing(
    "duties/road-patrol.yaml", "duty: road-patrol", "duty: street-patrol\n    was: road-patrol"
  )
  .replacing("responsibility/10-roads.yaml", "road-patrol", "street-patrol")

  /// The queue of the person is found by the present name, so an open task takes it on.
  @Test func anOpenTaskTakesOnTheNewNameOfItsHolder() throws {
    let bench = try bench(Self.person)
    #expect(try bench.moves().map(\.to.holder) == ["p-jiao"])
    #expect(try bench.moves().first?.reason.hasPrefix("rename: ") == true)
  }

  @Test func aRenamedDutyOpensUnderItsNewNameAndKeepsItsOpenTasks() throws {
    let bench = try bench(Self.duty)
    try bench.run(until: moment("2026-11-24 12:00"))
    #expect(
      try bench.entries().map { "\($0.stream) \($0.period)" } == ["road-patrol 2026-11-23", "street-patrol 2026-11-24"])
    let old = try bench.tasks().filter { $0.record.key.duty == "road-patrol" }
    #expect(old.allSatisfy { $0.rung == 1 }, "they still climb, and to their leaders")
    let told = try bench.rungs().flatMap(\.fired.recipients)
    #expect(Set(told) == ["p-jt1", "p-hw1"])
    try bench.run(until: moment("2026-11-25 01:00"))
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.allSatisfy { $0.differences.isEmpty }, "\(audits.flatMap(\.differences))")
  }
}
