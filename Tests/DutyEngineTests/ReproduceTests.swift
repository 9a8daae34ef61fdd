import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyStore
import DutyTestKit
import Foundation
import Testing

/// A score is reproducible from the export alone: a script that shares no code with the program counts every published
/// table again (`Tests/Scoring/reproduce.py`).
@Suite struct ReproduceTests {
  static let district = District.small
    .putting(
      "scoring/month.yaml",
      """
      score: month
      class: all
      of: { tier: district }
      every: month
      parts:
        - { part: on-time, weight: 35, value: on-time-rate, cap: 95% }
        - { part: fixed, weight: 25, min: [rectification-rate, rectified-on-time-rate], floor: 10% }
        - { part: done, weight: 10.5, max: [closure-rate, acceptance-rate], duties: road-patrol }
        - { part: files, weight: 9.5, value: documents-accepted-rate, empty: full }
        - { part: feedback, weight: 5, value: feedback-rate }
        - { part: survey, weight: 15, value: measured-average, duties: [files, survey], full: 100 }
      minus:
        - { each: relapse, points: 1.5, cap: 4 }
        - { each: finding, cap: 12 }
        - { each: deduction }
        - { each: returned, points: 0.3, cap: 3 }
        - { each: overdue, points: 0.25 }
        - { each: unanswered, points: 2 }
        - { each: bulletin, points: 1 }
      plus: [ { each: brand-title, points: 1, cap: 3 }, { each: commendation, points: 0.5, cap: 2 } ]
      veto: zero
      ranking: { ties: dense, smallest-class: 2 }

      """
    )
    .putting(
      "scoring/quarter.yaml",
      """
      score: quarter
      class: all
      of: { tier: district }
      every: quarter
      parts:
        - { part: months, weight: 60, from: month, combine: average }
        - { part: worst, weight: 15, from: month, combine: min }
        - { part: newest, weight: 5, from: month, combine: last }
        - { part: all, weight: 20, value: on-time-rate, below: yes }   # 属地管理
      empty: excluded

      """
    )
    .duty("survey", "of: { units: { tier: district } }", "standards: [notices]", "every: month", "due: 3 workdays")
    .duty(
      "files", "of: { units: { tier: district } }", "standards: [notices]", "every: month", "due: 3 workdays",
      "sign-off: lead.head"
    )
    .replacing("standards/base.csv", "notices,公益广告,transport,1,no", "notices,公益广告,transport,1,yes")

  static let units = ["u-qu", "u-cjb", "u-jt", "u-hw", "team-1", "team-2"]

  /// A quarter of anything that can happen, from chance; tables are published as each month and the quarter end.
  static func ledger(seed: Int) throws -> (store: MemoryStore, book: Book) {
    let desk = try ScoreBoardTests.Desk(district)
    var dice = Dice(UInt64(seed))
    var cases: [String] = []
    for month in ["2026-10", "2026-11", "2026-12"] {
      for _ in 0..<90 { try work(desk, month, &dice) }
      for _ in 0..<12 { try find(desk, month, &cases, &dice) }
      for n in 0..<8 { try join(desk, "\(month)-27 10:0\(n)", cases, &dice) }
      for _ in 0..<8 { try sanction(desk, month, &dice) }
      let period = try #require(Period(named: month))
      try publish(desk, "month", period)
      if month == "2026-12" { try publish(desk, "quarter", .containing(period.first, .quarter)) }
    }
    return (desk.store, desk.book)
  }

  private static func when(_ month: String, _ dice: inout Dice) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(month)-\(two(2 + dice.below(27))) \(two(dice.below(24))):\(two(dice.below(60)))"
  }

  private static func work(_ desk: ScoreBoardTests.Desk, _ month: String, _ dice: inout Dice) throws {
    let duty = dice.one(of: ["road-patrol", "rectification", "rectification", "survey", "files"])
    let due = when(month, &dice)
    let report = dice.chance(80) ? when(month, &dice) : nil
    let isClosed = report != nil && dice.chance(70)
    let unit = dice.one(of: units)
    let number = try desk.task(
      unit, due: due, duty: duty, reported: report,
      values: duty == "survey" ? ["a": dice.below(120_000_000), "b": dice.below(100_000_000)] : [:],
      closed: isClosed ? "\(month)-28 23:00" : nil,
      as: duty == "rectification" ? dice.one(of: [.fixed, .fixed, .notFound, .notOurs, .joined]) : .done)
    let late = "\(month)-28 23:30"
    if report != nil, !isClosed, dice.chance(40) {
      try desk.write([desk.act(number, .return)], late)
      if dice.chance(50) { try desk.write([desk.act(number, .report, values: ["a": 50_000_000])], late) }
    } else if isClosed, dice.chance(10) {
      try desk.write([desk.act(number, .reopen)], late)
    } else if report == nil, dice.chance(30) {
      try desk.write([desk.act(number, dice.one(of: [.void, .suspend]))], late)
    } else if !isClosed, dice.chance(50) {
      // Before its deadline or after it, and perhaps once more.
      let roles = [unit, dice.one(of: units), dice.one(of: units)].map {
        TaskRoles(lead: $0, leader: "l", holder: "h", verifier: "v")
      }
      for step in 0..<(dice.chance(30) ? 2 : 1) {
        let move = TaskMove(
          task: number, from: roles[step], to: roles[step + 1], assignment: "b", reason: "handed on")
        try desk.write([.moved(move)], step == 0 ? when(month, &dice) : late)
      }
    }
  }

  private static func find(_ desk: ScoreBoardTests.Desk, _ month: String, _ cases: inout [String], _ dice: inout Dice) throws {
    let outcome = dice.one(of: [Finding.Outcome.opened, .opened, .joined, .unclassified])
    let id = try desk.finding(
      dice.one(of: units), "p", at: when(month, &dice), points: dice.below(3000),
      relapseOf: dice.chance(30) ? "F-1" : "",
      standard: dice.chance(4) ? "notices" : "road-clean", outcome: outcome)
    if outcome == .opened { cases.append(id) }
    guard dice.chance(20) else { return }
    try appeal(desk, id, month, &dice)
  }

  /// Joins what is found to a case, by itself or by somebody's hand; the case or what joined it may be struck out.
  private static func join(
    _ desk: ScoreBoardTests.Desk, _ at: String, _ cases: [String], _ dice: inout Dice
  ) throws {
    let main = dice.one(of: cases)
    let excess = dice.below(1500)
    let byHand = dice.chance(30)
    let id = try desk.finding(
      dice.one(of: units), "p", at: at, points: excess, alone: byHand ? nil : excess + dice.below(3000),
      relapseOf: byHand && dice.chance(30) ? "F-1" : "", outcome: byHand ? .opened : .joined,
      joinedTo: byHand ? "" : main)
    if byHand {
      let hand = FindingJoined(finding: id, into: main, by: "p", reason: "r", milliPoints: dice.below(1000))
      try desk.write([.fact(Fact(hand))], at)
    }
    if dice.chance(25) { try appeal(desk, dice.one(of: [id, main]), String(at.prefix(7)), &dice) }
  }

  private static func appeal(
    _ desk: ScoreBoardTests.Desk, _ id: String, _ month: String, _ dice: inout Dice
  ) throws {
    guard try desk.store.record(AppealDecision.self, id: "A-" + id) == nil else { return }
    let decision = AppealDecision(
      appeal: "A-" + id, against: id, isUpheld: dice.chance(60), by: "p", reason: "r", changes: [])
    try desk.write([.fact(Fact(decision))], "\(month)-28 23:40")
  }

  private static func sanction(_ desk: ScoreBoardTests.Desk, _ month: String, _ dice: inout Dice) throws {
    desk.number += 1
    let (unit, date) = (dice.one(of: units), day("\(month)-15"))
    var events: [Event] = []
    switch dice.below(3) {
    case 0:
      let id = "orders/1/\(desk.number)"
      func deduction(_ id: String, _ points: Int) -> Event {
        .fact(
          Fact(
            Deduction(
              id: id, unit: unit, person: "p", date: date, milliPoints: points, askedMilliPoints: points, reason: "r",
              reference: "x")))
      }
      events = [deduction(id, 500 + dice.below(2000))]
      if dice.chance(40) { events.append(deduction(id + "~A-9", -dice.below(500))) }
    case 1:
      events = [
        .fact(
          Fact(
            Bonus(
              unit: unit, earned: dice.one(of: ["brand-title", "other"]), date: date, n: desk.number, by: "p",
              reason: "r")))
      ]
    default:
      let notice = Notice(
        series: "notice", year: 2026, number: desk.number,
        content: NoticeContent(
          action: dice.one(of: ["bulletin", "commendation", "notice"]), unit: unit,
          answerBy: dice.chance(70) ? moment("\(month)-20 17:30") : nil), head: "")
      events = [.fact(Fact(notice))]
      if dice.chance(60) { events.append(.fact(Fact(NoticeAnswer(notice: notice.id, by: "p", text: "t")))) }
      if dice.chance(15) { events.append(.fact(Fact(NoticeWithdrawal(notice: notice.id, appeal: "A", reason: "r")))) }
    }
    try desk.write(events, "\(month)-\(dice.chance(50) ? 18 : 21) 10:00")
  }

  private static func publish(_ desk: ScoreBoardTests.Desk, _ score: String, _ period: Period) throws {
    let midnight = "\(period.last.adding(days: 1)) 00:00"
    let board = try ScoreBoard(desk.store, desk.book, now: moment(midnight))
    let table = try board.ranking(of: try #require(desk.book.scores[score]), in: period)
    try desk.write([.fact(Fact(table.published))], midnight)
  }

  /// The export with its book, as `dutyctl ledger export --with-books` writes it.
  static func export(_ store: MemoryStore, _ book: Book, _ district: District) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, text) in district.files.sorted(by: { $0.key < $1.key }) {
      let line: JSONValue = [
        "kind": "book-file", "book": .string(book.digest), "path": .string(path), "text": .string(text),
      ]
      bytes += line.canonical + [10]
    }
    return bytes + (try LedgerExport().bytes(store))
  }

  static let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scoring/reproduce.py").path

  /// Runs the script on an export; what it printed, and its exit status.
  static func reproduce(_ export: [UInt8]) throws -> (text: String, status: Int32) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("dutyd-\(UUID().uuidString).jsonl")
    try Data(export).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B", script, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6]) func anIndependentScriptCountsTheSame(_ seed: Int) throws {
    let (store, book) = try Self.ledger(seed: seed)
    let tables = try store.records(RankingPublished.self)
    #expect(tables.count == 4)
    #expect(tables.allSatisfy { $0.record.units.count >= 4 }, "units were really ranked")
    #expect(Set(tables.flatMap(\.record.milliScores)).count > 8, "and not all alike")
    let (text, status) = try Self.reproduce(try Self.export(store, book, Self.district))
    #expect(status == 0, "\(text)")
    #expect(text.hasPrefix("4 tables counted again, 0 rows differ"), "\(text)")
  }

  @Test func theScriptSeesATableThatIsWrong() throws {
    let (store, book) = try Self.ledger(seed: 1)
    let table = try #require(try store.records(RankingPublished.self).first).record
    let export = String(decoding: try Self.export(store, book, Self.district), as: UTF8.self)
    let score = try #require(table.milliScores.max())
    let forged = export.replacing("\"scores\":[\(score)", with: "\"scores\":[\(score + 10)", maxReplacements: 1)
    #expect(forged != export)
    let (text, status) = try Self.reproduce(Array(forged.utf8))
    #expect(status == 1, "\(text)")
    #expect(text.contains("1 rows differ"), "\(text)")
  }
}
