import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// Queues that are written beside the loop, which goes on meanwhile.
@Suite struct BesideTests {
  /// What the writer's thread does, here in turn with the loop.
  private func write(_ bench: Bench, taking seconds: Int64 = 0) throws -> Bool {
    guard let job = try bench.engine.takeQueues(at: bench.now) else { return false }
    var failure: EngineError?
    do throws(EngineError) { try job.run() } catch { failure = error }
    bench.engine.wrote(job, failure, from: bench.now, to: bench.now.adding(seconds: seconds))
    return true
  }

  private func bench(_ start: String) throws -> Bench {
    let bench = try Bench(.small, at: moment(start))
    bench.engine.writeQueuesBeside()
    return bench
  }

  @Test func theRecordComesFirstAndTheFilesFollow() throws {
    let bench = try bench("2026-11-23 06:00")
    try bench.run(until: moment("2026-11-23 07:30"))
    #expect(try bench.dispatches().map(\.record.revision) == [1])
    #expect(bench.sink.committed.isEmpty && bench.engine.owesQueues)
    #expect(try write(bench))
    #expect(bench.sink.revision(of: day("2026-11-23")) == 1)
    #expect(!bench.engine.owesQueues)
    try bench.engine.settleQueues(at: bench.now)
    #expect(try !write(bench), "nothing is left to write")
  }

  @Test func revisionsThatComeMeanwhileAreWrittenTogether() throws {
    let bench = try bench("2026-11-23 06:00")
    try bench.run(until: moment("2026-11-23 12:00"))
    #expect(try bench.dispatches().map(\.record.revision) == [1, 2])
    #expect(try write(bench))
    #expect(bench.sink.committed.map(\.revision) == [2])
    #expect(try !write(bench))
    let alone = try Bench(.small, at: moment("2026-11-23 06:00"))
    try alone.run(until: moment("2026-11-23 12:00"))
    let everybody = try #require(alone.sink.committed.first).files.names
    #expect(bench.sink.committed[0].files.names == everybody, "the day's, not the second revision's alone")
  }

  @Test func oneAtATime() throws {
    let bench = try bench("2026-11-23 06:00")
    try bench.run(until: moment("2026-11-23 07:30"))
    let first = try #require(try bench.engine.takeQueues(at: bench.now))
    try bench.run(until: moment("2026-11-23 12:00"))
    #expect(try bench.engine.takeQueues(at: bench.now) == nil, "the first is still being written")
    try first.run()
    bench.engine.wrote(first, nil, from: bench.now, to: bench.now)
    #expect(try write(bench))
    #expect(bench.sink.committed.map(\.revision) == [1, 2])
  }

  @Test func whatCannotBeWrittenIsTriedAgainAndSaidUntilItIs() throws {
    let bench = try bench("2026-11-23 06:00")
    try bench.run(until: moment("2026-11-23 07:30"))
    bench.sink.fail(.stage)
    #expect(try write(bench))
    #expect(bench.engine.problem?.contains("no room left") == true && bench.engine.owesQueues)
    bench.engine.recovered()
    #expect(bench.engine.isFailing, "a step of the loop that went well does not put it right")
    #expect(bench.engine.queuesDue(after: bench.now) == bench.now.adding(seconds: 60))
    #expect(try !write(bench), "not at once")
    try bench.run(until: bench.now.adding(seconds: 60))
    bench.sink.fail(nil)
    #expect(try write(bench))
    #expect(!bench.engine.isFailing && !bench.engine.owesQueues)
    #expect(bench.journal.messages.filter { $0.kind == .queuesFailed }.count == 1, "said once")
  }

  /// A district whose queues take ten seconds: nobody writes them all the time.
  @Test func aPreviewRestsInProportion() throws {
    let bench = try bench("2026-11-22 10:00")
    try bench.engine.settleQueues(at: bench.now)
    #expect(try write(bench, taking: 10))
    #expect(bench.sink.committed.map(\.revision) == [0])
    try bench.engine.settleQueues(at: bench.now)
    #expect(try !write(bench), "nothing has changed")
    try bench.run(until: bench.now.adding(seconds: 10))
    try bench.engine.append([.audited(AuditRecord(date: day("2026-11-21"), entries: 0, tasks: 0, differences: []))], at: bench.now)
    try bench.engine.settleQueues(at: bench.now)
    #expect(bench.engine.queuesDue(after: bench.now) == bench.now.adding(seconds: 40))
    #expect(try !write(bench), "four times as long as it took")
    try bench.run(until: bench.now.adding(seconds: 40))
    #expect(try write(bench))
  }

  /// A preview never keeps the dispatch waiting: not by its length, not by the rest after it.
  @Test func theDispatchWaitsForNoPreview() throws {
    let bench = try bench("2026-11-23 07:25")
    try bench.engine.settleQueues(at: bench.now)
    #expect(try write(bench, taking: 120))
    #expect(bench.sink.committed.map(\.revision) == [0])
    try bench.run(until: moment("2026-11-23 07:27"))
    let audited = AuditRecord(date: day("2026-11-22"), entries: 0, tasks: 0, differences: [])
    try bench.engine.append([.audited(audited)], at: bench.now)
    try bench.engine.settleQueues(at: bench.now)
    #expect(try !write(bench), "it would still be written at half past")
    #expect(bench.engine.queuesDue(after: bench.now) == moment("2026-11-23 07:30"))
    try bench.run(until: moment("2026-11-23 07:30"))
    #expect(try write(bench, taking: 30))
    #expect(bench.sink.committed.map(\.revision) == [0, 1])
  }

  @Test func aStartAfterACrashWritesWhatTheLedgerHas() throws {
    let bench = try bench("2026-11-23 06:00")
    try bench.run(until: moment("2026-11-23 07:30"))
    #expect(bench.sink.committed.isEmpty)
    try bench.restart(at: moment("2026-11-23 07:31"))
    try bench.engine.settleQueues(at: bench.now)
    #expect(bench.sink.revision(of: day("2026-11-23")) == 1)
  }
}
