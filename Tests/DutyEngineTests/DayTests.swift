import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

@Suite struct DayTests {
  @Test func aWeekHasOneEntryAPeriod() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-30 00:00"))
    let periods = try bench.entries().map(\.period)
    #expect(periods == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"])
    #expect(Set(try bench.tasks().map(\.record.key)).count == 10)
  }

  /// Opens at 08:00, due 17:30 the same day: it cannot wait for tomorrow's 07:30.
  @Test func whatIsDueBeforeTheNextDispatchGoesOutAtOnce() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    let sent = try bench.dispatches()
    #expect(sent.map(\.record.outcome) == [.daily, .immediate])
    #expect(sent.map(\.record.revision) == [1, 2])
    #expect(sent.map { wall($0.at) } == ["2026-11-23 07:30", "2026-11-23 08:00"])
    #expect(sent.last?.record.tasks.count == 2)
    #expect(bench.sink.revision(of: day("2026-11-23")) == 2)
  }

  @Test func whatCanWaitWaits() throws {
    let patient = District.small.replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 2 workdays")
    let bench = try Bench(patient, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-24 12:00"))
    let sent = try bench.dispatches()
    #expect(sent.map(\.record.outcome) == [.daily, .daily])
    #expect(sent.map(\.record.tasks.count) == [0, 2])
  }

  @Test func aStartAtADayWithoutDispatchWritesAPreview() throws {
    let bench = try Bench(.small, at: moment("2026-11-22 10:00"))
    try bench.engine.settleQueues(at: bench.now)
    #expect(bench.sink.committed.map(\.revision) == [0])
    #expect(try bench.dispatches().isEmpty)
    #expect(try bench.tasks().isEmpty)
  }

  @Test func aDispatchThatCannotBeWrittenIsNotRecorded() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    bench.sink.fail(.stage)
    #expect(throws: EngineError.self) { try bench.run(until: moment("2026-11-23 07:30")) }
    #expect(try bench.dispatches().isEmpty)
    bench.sink.fail(nil)
    try bench.restart(at: moment("2026-11-23 07:35"))
    #expect(try bench.dispatches().map(\.record.outcome) == [.daily], "it goes out as soon as it can")
  }

  @Test func aDispatchThatCouldNotBeWrittenIsTriedAgainByTheSameEngine() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    bench.sink.fail(.stage)
    #expect(throws: EngineError.self) { try bench.run(until: moment("2026-11-23 07:30")) }
    bench.sink.fail(nil)
    try bench.engine.tick(at: moment("2026-11-23 07:31"))
    #expect(try bench.dispatches().map(\.record.outcome) == [.daily])
  }

  @Test func everyTaskHasRolesAndReceipts() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 10:00"))
    for task in try bench.tasks() {
      let roles = task.record.roles
      #expect(!roles.lead.isEmpty && !roles.leader.isEmpty && !roles.holder.isEmpty && !roles.verifier.isEmpty)
      #expect(roles.verifier != roles.holder)
      #expect(try bench.store.receipt(id: task.record.assignment) != nil)
      #expect(try bench.store.receipt(id: task.record.deadline) != nil)
    }
  }

  @Test func theNightAuditFindsNothingInAnUndisturbedWeek() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-30 12:00"))
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.count >= 7)
    #expect(audits.allSatisfy { $0.differences.isEmpty }, "\(audits.flatMap(\.differences))")
  }
}
