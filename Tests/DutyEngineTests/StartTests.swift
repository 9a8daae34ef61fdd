import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

@Suite struct StartTests {
  @Test func aFirstStartOpensTheDayItHappensOn() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    #expect(try bench.store.books().map(\.accepted.reason) == ["start"])
    #expect(try bench.entries().isEmpty, "nothing has opened yet")
    #expect(try bench.engine.next(after: bench.now).at == moment("2026-11-23 07:30"), "the dispatch is next")
  }

  @Test func aFirstStartLaterOnTheDayCatchesItsPeriodsUp() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 10:00"))
    let entries = try bench.entries()
    #expect(entries.map(\.stream) == ["road-patrol"])
    #expect(entries.first?.outcome == .generated)
    #expect(entries.first?.reason.contains("caught up at 2026-11-23T10:00:00+08:00") == true)
    #expect(try bench.tasks().map { wall($0.record.due) } == ["2026-11-23 17:30", "2026-11-23 17:30"])
    #expect(try bench.tasks().map(\.state) == [.dispatched, .dispatched], "due before the next dispatch: sent at once")
  }

  @Test func aRefusedDirectoryWithoutABookIsRefused() throws {
    let bad = District.small.adding("responsibility/10-roads.yaml", "  - rule: broken\n    nonsense: yes\n")
    #expect {
      try Bench(bad, at: moment("2026-11-23 06:00"))
    } throws: { error in
      guard case EngineError.refused(let refusal) = error else { return false }
      return !refusal.codes.isEmpty && refusal.lines.contains { $0.contains("responsibility/10-roads.yaml") }
    }
  }

  @Test func aTieIsRefused() throws {
    let tie = District.small.rule(10, "other", "for: { duty: road-patrol }", "lead: u-hw")
    #expect {
      try Bench(tie, at: moment("2026-11-23 06:00"))
    } throws: { error in
      guard case EngineError.refused(let refusal) = error else { return false }
      return refusal.codes.contains("P002")
    }
  }

  @Test func aFailingRuleTestIsRefused() throws {
    let failing = District.small.putting(
      "tests/t.yaml",
      "tests:\n  - test: wrong\n    given: { duty: road-patrol, subject: road-zs, at: 2026-11-23 }\n    then: { lead: u-hw }\n"
    )
    #expect {
      try Bench(failing, at: moment("2026-11-23 06:00"))
    } throws: { error in
      guard case EngineError.refused(let refusal) = error else { return false }
      return refusal.codes == ["T001"]
    }
  }

  @Test func aLaterStartWithARefusedDirectoryRunsOnTheLastBook() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    let digest = try bench.store.books().first?.accepted.digest
    bench.shelf.put(.small.rule(10, "other", "for: { duty: road-patrol }", "lead: u-hw"))
    try bench.restart(at: moment("2026-11-23 12:00"))
    #expect(bench.engine.degraded?.codes == ["P002"])
    #expect(bench.engine.current.book.digest == digest)
    #expect(try bench.entries().map(\.outcome) == [.generated], "work goes on under the old book")
    let status = try bench.engine.status(at: bench.now)
    #expect(status["state"]?.string == "degraded")
  }

  @Test func aLaterStartOnAnotherDirectoryBringsItIntoForce() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    bench.shelf.put(.small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-jt", "holder: p-jt3", "outside: true"))
    try bench.restart(at: moment("2026-11-23 12:00"))
    #expect(try bench.store.books().count == 2)
    #expect(bench.engine.degraded == nil)
  }

  @Test func nothingOpensBeforeTheStartOfTheDistrict() throws {
    let later = District.small.replacing("dutyd.yaml", "start: 2026-01-01", "start: 2026-11-25")
    let bench = try Bench(later, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 12:00"))
    #expect(try bench.entries().map(\.period) == ["2026-11-25"])
  }
}
