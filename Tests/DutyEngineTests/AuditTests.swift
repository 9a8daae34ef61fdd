import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

@Suite struct AuditTests {
  private func bench() throws -> Bench {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-24 12:00"))
    return bench
  }

  @Test func aCleanDayHasNoDifferences() throws {
    let record = try bench().engine.audit(of: day("2026-11-23"))
    #expect(record?.entries == 1)
    #expect(record?.tasks == 2)
    #expect(record?.differences == [])
  }

  @Test func aMissingEntryIsFound() throws {
    let bench = try bench()
    bench.store.hideEntries(of: "road-patrol")
    #expect(
      try bench.engine.audit(of: day("2026-11-23"))?.differences == [
        "missing: road-patrol 2026-11-23 should have an entry"
      ])
  }

  @Test func aMissingTaskIsFound() throws {
    let bench = try bench()
    bench.store.hideTasks(on: "road-zs")
    let differences = try bench.engine.audit(of: day("2026-11-23"))?.differences ?? []
    #expect(differences.count == 2, "the header's count, and the task itself: \(differences)")
    #expect(differences.contains { $0.contains("missing: task") && $0.contains("road-zs") })
  }

  @Test func anEntryThatNoRuleOpensIsFound() throws {
    let bench = try bench()
    let digest = bench.engine.current.book.digest
    try bench.store.append(
      [
        .entry(
          EntryRecord(
            stream: "ghost", period: "2026-11-23", opens: moment("2026-11-23 09:00"), outcome: .generated, book: digest)
        )
      ],
      at: bench.now, recordedAt: bench.now)
    let differences = try bench.engine.audit(of: day("2026-11-23"))?.differences ?? []
    #expect(differences.contains { $0.hasPrefix("unexpected: ghost 2026-11-23") })
  }

  @Test func theOperationAuditsASpanOfDays() throws {
    let bench = try bench()
    let answer = bench.engine.perform(
      "audit", ["from": "2026-11-22", "to": "2026-11-24"], author: "p-cjb", at: bench.now)
    #expect(answer.body["days"]?.array?.count == 3)
  }
}
