import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What joins a finding that many have joined: its points, and when it ends.
@Suite struct FindingJoinTests {
  /// A list of rubbish at one place, each row another report.
  private func list(_ rows: Range<Int>, source: String = "patrol") -> JSONValue {
    .string("问题描述,点位,指标\n" + rows.map { "垃圾\($0),road-zs,rubbish\n" }.joined())
  }

  private func take(_ bench: Bench, _ rows: Range<Int>, source: String = "patrol") -> Told {
    bench.ask(
      "finding-import",
      ["csv": list(rows), "source": .string(source), "found-at": "2026-11-23 08:00", "by": "p-zb"])
  }

  /// M40: a source that weighs more costs what it weighs more, once; however the findings come.
  @Test func M40_pointsOfWhatJoinsAddUpToTheHeaviest() throws {
    let bench = try Bench.finding()
    func points() throws -> [Int] {
      try bench.store.records(Finding.self).compactMap { try? bench.store.finding($0.record.id)?.record.milliPoints }
    }
    _ = take(bench, 0..<3)
    _ = take(bench, 3..<6, source: "人大代表")
    try bench.restart(at: bench.now)
    _ = take(bench, 6..<8, source: "媒体曝光")
    _ = take(bench, 8..<9, source: "媒体曝光")
    #expect(try points() == [1500, 0, 0, 1500, 0, 0, 3000, 0, 0])
    #expect(Set(try bench.store.records(Finding.self).map(\.record.task)).count == 1, "all of one task")
  }

  @Test func M39_whatIsClosedIsJoinedNoMore() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    #expect(bench.add("又一处").outcome == "joined")
    try bench.close(try bench.rectification(first))
    #expect(bench.add("第三处").outcome == "opened", "the one that was known is closed")
    #expect(bench.add("第四处").outcome == "joined")
  }
}
