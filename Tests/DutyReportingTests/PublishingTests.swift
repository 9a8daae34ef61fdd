import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyTestKit
import Synchronization
import Testing

/// Which reports are written, and that they say what they said.
@Suite struct PublishingTests {
  private typealias Papers = MessageComposerTests.Papers

  private static func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text + "+08:00")) }

  private static func bench(until text: String) throws -> Bench {
    let bench = try Bench(.small, at: at("2026-11-23T00:00:00"))
    try bench.run(until: at(text))
    return bench
  }

  private static func archive(_ bench: Bench, _ text: String) throws -> Archive {
    Archive(bench.store, bench.engine.current.planner, now: try at(text))
  }

  private static func written(_ papers: Papers) -> [String] {
    papers.files.withLock { $0.keys.filter { $0.hasPrefix("reports/") && $0.hasSuffix(".md") }.sorted() }
  }

  @Test("M26 every period that ended while nobody was there has its reports, each once")
  func everyMissedPeriod() throws {
    let bench = try Self.bench(until: "2026-11-28T09:00:00")
    let papers = Papers()
    var publishing = Publishing(papers)
    let archive = try Self.archive(bench, "2027-01-05T09:00:00")
    let due = try publishing.settle(archive)
    let weeks = (48...53).map { "digest/2026-W\($0)" }
    let others = [
      "monthly/2026-11", "monthly/2026-12", "two-monthly/2026-B6", "quarterly/2026-Q4", "half-yearly/2026-H2",
      "yearly/2026",
    ]
    #expect(due.sorted() == (weeks + others).sorted())
    #expect(due.first == "digest/2026-W48" && due.last == "digest/2026-W53", "in the order in which they ended")
    #expect(Self.written(papers).count == due.count)
    // Given, they are not looked for again, nor written again by another start; the last of each form alone is looked at.
    for report in due { try bench.engine.delivered(report: report, at: archive.now) }
    let before = papers.files.withLock { $0 }
    var again = Publishing(papers)
    #expect(try again.settle(archive).sorted() == (["digest/2026-W53", "monthly/2026-12"] + others.dropFirst(2)).sorted())
    #expect(papers.files.withLock { $0 } == before)
  }

  @Test("what was missed says how things stood at its period's end", arguments: [
    "2026-12-07T09:00:00", "2026-11-30T09:00:00",
  ])
  func missedReportsAreOfTheirTime(_ start: String) throws {
    let bench = try Self.bench(until: start)
    let week = try #require(Period(named: "2026-W48"))
    let then = try Self.bench(until: "2026-11-30T00:00:00")
    let late = try Self.archive(bench, start).reportInput(.digest, week)
    let inTime = try Self.archive(then, "2026-11-30T00:00:00").reportInput(.digest, week)
    #expect(late == inTime)
    #expect(late.open > 0, "a week in which nothing is open would prove nothing")
  }

  @Test("a report that was given says the same when it is made again, whatever was done since")
  func madeAgain() throws {
    let bench = try Self.bench(until: "2026-11-30T08:00:00")
    let papers = Papers()
    var publishing = Publishing(papers)
    let now = bench.now
    let reports = try publishing.settle(Archive(bench.store, bench.engine.current.planner, now: now))
    #expect(reports == ["digest/2026-W48"])
    for report in reports { try bench.engine.delivered(report: report, at: now) }
    let open = try bench.tasks().first { $0.state == .dispatched }
    let number = try #require(open?.number)
    let done = bench.engine.perform(
      "task-act",
      ["rows": [["number": .string(number), "action": "acknowledge", "by": .string(open?.record.roles.holder ?? "")]]],
      author: "test", at: now)
    #expect(done.status == 200, "\(done.body)")
    try bench.run(until: Self.at("2026-12-02T09:00:00"))
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let week = try #require(Period(named: "2026-W48"))
    let again = reportFiles(
      report(of: try archive.reportInput(.digest, week)), locale: archive.book.settings.locale,
      templates: archive.book.templates)
    for file in again {
      #expect(papers.files.withLock { $0["reports/digest/" + file.name] } == file.bytes, "\(file.name)")
    }
    #expect(!again.isEmpty)
  }

  /// What an appeal changed of a document stands in its file as on its page.
  @Test("M46 a document's file follows what appeals decide", arguments: ["given back", "taken after all", "withdrawn"])
  func filesFollowAppeals(_ kind: String) throws {
    let bench = try MessageComposerTests.bench()
    let papers = Papers()
    var publishing = Publishing(papers)
    let notice = try #require(try bench.facts(Notice.self).first { $0.content.answerBy != nil })
    func deduct(_ id: String, _ milli: Int, for reference: String) throws {
      try bench.record(
        Deduction(
          id: id, unit: "u-jt", person: "p-a1", date: day("2026-11-25"), milliPoints: milli, askedMilliPoints: milli,
          reason: "逾期", reference: reference))
    }
    try deduct("D-1", 1000, for: notice.id)
    func settle() throws -> (file: String, page: String) {
      let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
      _ = try publishing.settle(archive)
      let path = "notices/\(notice.year)/" + FileNames.stem("\(notice.series)-\(notice.number)") + ".md"
      let document = try #require(try archive.noticeDocument(notice.id))
      let page = renderNotice(
        document, as: .md, locale: archive.book.settings.locale, templates: archive.book.templates)
      let file = try #require(papers.files.withLock { $0[path] })
      return (String(decoding: file, as: UTF8.self), String(decoding: page, as: UTF8.self))
    }
    let first = try settle()
    #expect(first.file == first.page)
    var change = "deduction D-1: 1 points are given back"
    switch kind {
    case "withdrawn":
      change = "notice \(notice.id) is withdrawn"
      try bench.record(NoticeWithdrawal(notice: notice.id, appeal: "A-1", reason: "属实"))
    case "given back": try deduct("D-2", -1000, for: "D-1")
    default:
      change = "deduction D-1: 0.5 points more, which the cap had kept"
      try deduct("D-2", 500, for: "D-1")
    }
    try bench.record(
      AppealDecision(
        appeal: "A-1", against: "F-1", isUpheld: true, by: "p-cjb", reason: "属实", changes: [change]))
    let second = try settle()
    #expect(second.file == second.page && second.file != first.file, "\(second.file)")
    let puts = papers.files.withLock { $0 }
    publishing = Publishing(papers)
    #expect(try settle().file == second.file && papers.files.withLock { $0 } == puts)
  }
}
