import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyTestKit
import Testing

/// What reports say of a ledger, looked up by hand.
@Suite struct ArchiveTests {
  private func bench(until text: String) throws -> Bench {
    let start = try #require(Instant(rfc3339: "2026-11-23T00:00:00+08:00"))
    let end = try #require(Instant(rfc3339: text))
    let bench = try Bench(.small, at: start)
    try bench.run(until: end)
    return bench
  }

  @Test func M26_digestCountsWhatTheLedgerHas() throws {
    let bench = try bench(until: "2026-11-28T09:00:00+08:00")
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let week = try #require(Period(named: "2026-W48"))
    let input = try archive.reportInput(.digest, week)
    let rows = try bench.tasks()
    let due = rows.filter { $0.promised <= bench.now && $0.state != .voided }
    #expect(input.total.due == due.count)
    #expect(!due.isEmpty, "a week without tasks would prove nothing")
    #expect(input.total.onTime == 0, "nobody reported anything")
    #expect(input.open == rows.count { $0.state.isOpen && $0.state != .generated })
    #expect(input.ages.reduce(0) { $0 + $1.open } == input.open)
    #expect(input.units.reduce(0) { $0 + $1.tally.due } == due.count)
    for item in input.stuck {
      let due = try #require(item.due)
      let days = try #require(Lateness(due: due, at: bench.now)?.days)
      #expect(item.daysLate == (days == 0 ? nil : days), "full days, as its queue says")
    }
    #expect(
      input.stuck.contains { $0.cause == .overdue && $0.daysLate == nil },
      "late by hours, over a midnight: no full day yet")
    let agenda = input.stuck.compactMap(\.daysLate)
    #expect(agenda == agenda.sorted(by: >), "the agenda begins with what is latest")
    #expect(input.stuck.count == min(40, input.overdue))
  }

  @Test func M16_listsNameWhatAUnitLeads() throws {
    let bench = try bench(until: "2026-11-23T09:00:00+08:00")
    let planner = bench.engine.current.planner
    let archive = Archive(bench.store, planner, now: bench.now)
    let day = try #require(CivilDate("2026-11-23"))
    let leads = Set(try bench.tasks().map(\.record.roles.lead))
    let unit = try #require(leads.sorted().first)
    let lists = try #require(try archive.listInput(unit: unit, on: day))
    let led = Set(try bench.tasks().filter { $0.record.roles.lead == unit }.map(\.record.key.duty))
    let names = Set(lists.rows.filter(\.isLead).map(\.task))
    for duty in led {
      let row = try #require(planner.book.duties[duty])
      #expect(names.contains(row.name.isEmpty ? row.id : row.name), "\(duty) is led by \(unit)")
    }
    #expect(try archive.listInput(unit: "u-nobody", on: day) == nil)
  }

  @Test func theSameLedgerGivesTheSameBytes() throws {
    let bench = try bench(until: "2026-11-27T09:00:00+08:00")
    let week = try #require(Period(named: "2026-W48"))
    func bytes() throws -> [UInt8] {
      let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
      return renderReport(
        report(of: try archive.reportInput(.digest, week)), as: .html, locale: .chinese, templates: TemplateShelf())
    }
    #expect(try bytes() == bytes())
    #expect(try String(decoding: bytes(), as: UTF8.self).contains(bench.store.head().hash.prefix(12)))
  }
}
