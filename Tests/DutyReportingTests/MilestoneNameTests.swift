import DutyBook
import DutyCalendar
import DutyDispatch
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyReporting
import DutyTestKit
import Testing

/// A milestone is printed by its name wherever its task is: in queues, lists and the ledger's workbook (M32).
@Suite struct MilestoneNameTests {
  private static let district = District.small.putting(
    "campaigns/rebuild.yaml",
    """
    campaign: rebuild
    name: 小区改造
    from: 2026-11-02
    deadline: 2026-12-15
    lead: u-jt
    commander: p-jt1
    milestones-back:
      - done: 0
      - { milestone: built, name: 主体完工, back: 5 workdays }
      - { milestone: begun, name: 进场开工, back: 15 workdays }

    """)

  @Test func M32_queueAndWorkbookHaveTheNameTheLedgerTheWord() throws {
    let bench = try Bench(Self.district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 12:00"))
    let task = try #require(try bench.tasks().first { $0.record.key.duty == "rebuild" })
    #expect(task.record.key.grain == "built")
    let book = bench.engine.current.planner.book
    #expect(describedTasks([task], in: book, at: bench.now).map(\.title) == ["小区改造 · 主体完工"])
    let sheet = taskWorkbook([task], names: book, zone: shanghai, made: day("2026-11-25"), locale: .chinese).sheets[0]
    #expect(sheet.rows[0].contains(.text("小区改造 · 主体完工")), "\(sheet.rows[0])")
  }

  @Test func M32_theCountdownSaysBoth() throws {
    let bench = try Bench(Self.district, at: moment("2026-11-23 06:00"))
    let book = bench.engine.current.planner.book
    let campaign = try #require(book.campaigns["rebuild"])
    let json = try CampaignSheet(campaign, book, bench.store, on: day("2026-11-23")).json
    let steps = json["milestones"]?.array?.map { [$0["milestone"]?.string, $0["name"]?.string, $0["due"]?.string] }
    #expect(steps?.map { $0[0] } == ["done", "built", "begun"])
    #expect(steps?.map { $0[1] } == ["done", "主体完工", "进场开工"])
    #expect(steps?[1][2] == "2026-12-08")
  }
}
