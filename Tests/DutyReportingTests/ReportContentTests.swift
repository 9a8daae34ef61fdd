import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

@testable import DutyReporting

/// What reports name and what they leave out.
@Suite struct ReportContentTests {
  private static let sample: Archive? = {
    guard let book = try? SampleRules.book(), let now = Instant(rfc3339: "2026-11-23T09:00:00+08:00") else { return nil }
    return Archive(FaultyStore(), Planner(Assignment(book: book)), now: now)
  }()

  @Test("M16 a unit's lists name its own standards alone, each row once, in the reader's words")
  func lists() throws {
    let archive = try #require(Self.sample)
    let input = try #require(try archive.listInput(unit: "u-huanwei", on: archive.day))
    let files = try #require(input.rows.first { $0.task == "测评资料报送" })
    #expect(files.standards.contains("生活垃圾分类年度工作总结"))
    #expect(!files.standards.contains("控烟工作材料"), "another unit's")
    let monthly = try #require(input.rows.first { $0.task == "月度督查" && $0.isLead })
    #expect(monthly.standards.contains("街道环境卫生月度督查得分") && !monthly.standards.contains("街道消防隐患整改率"))
    for (index, row) in input.rows.enumerated() {
      #expect(!input.rows[..<index].contains(row), "\(row.task) \(row.overlay) stands there twice")
    }
    #expect(input.rows.contains { !$0.overlay.isEmpty } && input.rows.contains { $0.overlay.isEmpty })
    let page = String(
      decoding: renderReport(unitLists(of: input), as: .md, locale: .chinese, templates: archive.book.templates),
      as: UTF8.self)
    for raw in ["week", "on demand", "workday", "month,", "、、", "urgent-hours"] {
      #expect(!page.contains(raw), "\(raw)")
    }
    #expect(page.contains("每周一") && page.contains("按需") && page.contains("每两周的周二（自 2026-01-05 起）"))
    #expect(page.contains("重点区域 4 个工作时"), "whose limit it is")
  }

  @Test("M42 nobody is among the last three of a class that is too small for it", arguments: [1, 5, 9, 10, 12])
  func bottomThree(_ count: Int) throws {
    let archive = try #require(Self.sample)
    let score = try #require(archive.book.scores["monthly-units"])
    let rows = (0..<count).map {
      RankRow(unit: "u-\($0)", milliScore: 90_000 - $0 * 1000, rank: $0 + 1, of: count, movement: nil)
    }
    let table = RankingPeriod(score: score.id, period: "2026-11", unitClass: score.league, rows: rows)
    let low = rows.map(\.unit).filter { archive.isLow($0, in: table, of: score) }
    #expect(low == (count < 10 ? [] : rows.suffix(3).map(\.unit)), "the ladder's `smallest-class` is 10")
    if let last = low.last { #expect(archive.bottomRun(last, [table, table], of: score) == 2) }
    let level = RankingPeriod(
      score: score.id, period: "2026-11", unitClass: score.league,
      rows: rows.map { RankRow(unit: $0.unit, milliScore: 1, rank: 1, of: count, movement: nil) })
    #expect(!rows.contains { archive.isLow($0.unit, in: level, of: score) }, "where all are level nobody is last")
  }

  @Test("M53 who owes answers is counted for the period, by unit and form")
  func unanswered() throws {
    let bench = try MessageComposerTests.bench()
    let end = try #require(Instant(rfc3339: "2026-12-05T09:00:00+08:00"))
    try bench.run(until: end)
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let notices = try bench.store.records(Notice.self).map(\.record.content)
    for name in ["2026-W48", "2026-W49"] {
      let period = try #require(Period(named: name))
      let owed = notices.filter { notice in
        notice.answerBy.map { $0 < bench.now && period.contains(archive.date($0)) } ?? false
      }
      let rows = try archive.input(.digest, period).unanswered
      let units = owed.map { Set($0.recipients.map { id in archive.book.people[id].map { archive.book.units[$0.unit].id } ?? id }) }
      #expect(rows.reduce(0) { $0 + $1.count } == units.reduce(0) { $0 + $1.count }, "\(name): once for each unit")
      #expect(rows.allSatisfy { row in archive.book.units.rows.contains { $0.name == row.unit } }, "units, not people")
      #expect(rows.count < owed.count && !rows.isEmpty, "one row for many: \(rows.count) of \(owed.count)")
      #expect(Set(rows.map { [$0.unit, $0.form.rawValue] }).count == rows.count)
      #expect(rows.allSatisfy { $0.due >= archive.midnight(period.first) }, "the first of the period, not of all time")
    }
  }

  @Test("M46 of a withdrawn document no answer is owed")
  func withdrawn() throws {
    let bench = try MessageComposerTests.bench()
    try bench.run(until: moment("2026-11-27 09:00"))
    let period = try #require(Period(named: "2026-W48"))
    func input() throws -> ReportInput {
      try Archive(bench.store, bench.engine.current.planner, now: bench.now).input(.digest, period)
    }
    let before = try input()
    let gone = try #require(try bench.facts(Notice.self).first { $0.content.answerBy.map { $0 < bench.now } ?? false })
    try bench.record(NoticeWithdrawal(notice: gone.id, appeal: "A-x", reason: "查无此处"))
    let after = try input()
    func count(_ input: ReportInput) -> Int { input.unanswered.reduce(0) { $0 + $1.count } }
    func row(_ input: ReportInput) -> NoticeRow? {
      input.notices.first { $0.form == NoticeForm(gone) && $0.year == gone.year && $0.number == gone.number }
    }
    #expect(count(before) > 0 && count(after) == count(before) - Set(gone.content.recipients).count)
    #expect(row(before)?.answerBy != nil)
    let now = try #require(row(after))
    #expect(now.answerBy == nil)
  }

  @Test("reports say how late as queues do", arguments: [
    ("2026-11-23 20:00", nil, StuckItem.Cause.overdue, nil, "less than a day has passed"),
    ("2026-11-25 20:00", nil, .overdue, 2, "two days and some"),
    ("2026-11-25 20:00", "2026-11-29 21:00", .unverified, nil, "who reported owes nothing"),
  ] as [(String, String?, StuckItem.Cause, Int?, String)])
  func daysLate(_ until: String, _ reported: String?, _ cause: StuckItem.Cause, _ days: Int?, _ why: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment(until))
    let task = try #require(try bench.task("road-patrol", "road-zs")).number
    if let reported {
      try bench.act(task, .report)
      try bench.run(until: moment(reported))
    }
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let period = try #require(Period(named: "2026-W48"))
    let item = try #require(try archive.input(.digest, period).stuck.first { $0.number == task }, "\(why)")
    #expect(item.cause == cause && item.daysLate == days, "\(why): \(item)")
  }

  @Test("M25 veto items of the period before stand beside this one's")
  func before() throws {
    let start = try #require(Instant(rfc3339: "2026-11-16T06:00:00+08:00"))
    let district = District.small.putting(
      "standards/veto.csv",
      """
      id,name,sector,points,veto,on-finding,evidence,tags,kinds,limit,limit-key
      veto-fire,火灾责任事故,sanitation,0,yes,yes,photo,,road,1 workday,

      """)
    let bench = try Bench(district, at: start)
    for (day, place) in [("2026-11-18", "road-zs"), ("2026-11-24", "road-zs"), ("2026-11-25", "road-hp")] {
      try bench.run(until: try #require(Instant(rfc3339: day + "T10:00:00+08:00")))
      let reply = bench.engine.perform(
        "finding-add",
        [
          "text": .string("\(day) 起火"), "source": "patrol", "standard": "veto-fire", "place": .string(place),
          "by": "p-cjb",
        ], author: "test", at: bench.now)
      #expect(reply.status == 200, "\(reply.body)")
    }
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let input = try archive.reportInput(.digest, try #require(Period(named: "2026-W48")))
    #expect(input.total.vetoes == 2 && input.before?.vetoes == 1)
    let first = try archive.reportInput(.digest, try #require(Period(named: "2026-W47")))
    #expect(first.total.vetoes == 1 && first.before == nil, "there is no ledger before it to compare with")
  }
}
