import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyStore
import DutyTestKit
import Testing

/// Scores counted from a ledger that is written by hand: each test says what happened and what it costs whom.
@Suite struct ScoreBoardTests {
  static let district = District.small
    .putting(
      "scoring/month.yaml",
      """
      score: month
      class: bureaus
      of: { kind: bureau }
      every: month
      parts:
        - { part: on-time, weight: 50, value: on-time-rate }
        - { part: fixed, weight: 30, value: rectification-rate }
        - { part: survey, weight: 20, value: measured-average, duties: survey, full: 100 }
      minus:
        - { each: relapse, points: 2 }
        - { each: finding }
        - { each: deduction }
        - { each: returned, points: 1 }
        - { each: unanswered, points: 3 }
      plus: [ { each: brand-title, points: 1, cap: 2 } ]
      veto: zero

      """
    )
    .putting(
      "scoring/year.yaml",
      """
      score: year
      class: bureaus
      of: { kind: bureau }
      every: year
      parts:
        - { part: months, weight: 100, from: month }

      """
    )
    .putting(
      "scoring/whole.yaml",
      """
      score: whole
      of: { id: u-qu }
      every: month
      parts:
        - { part: on-time, weight: 100, value: on-time-rate, below: yes }

      """
    )
    .duty("survey", "of: { units: { kind: bureau } }", "standards: [notices]", "every: month", "due: 3 workdays")

  /// A ledger and what was written to it.
  final class Desk {
    let store = MemoryStore()
    let book: Book
    var number = 0

    init(_ district: District = ScoreBoardTests.district) throws {
      book = try district.book()
      try write(
        [.bookAccepted(BookAccepted(digest: book.digest, previous: nil, reason: "start", newStreams: []))],
        "2026-01-01 00:00")
    }

    func write(_ events: [Event], _ at: String) throws {
      try store.append(events, at: moment(at), recordedAt: moment(at))
    }

    /// A task that was opened and dispatched; its number.
    @discardableResult
    func task(
      _ lead: String, due: String, duty: String = "road-patrol", subject: String = "road-zs", reported: String? = nil,
      values: [String: Int] = [:], closed: String? = nil, as closure: Closure = .done
    ) throws -> String {
      number += 1
      let opened = String(due.prefix(8)) + "01 00:00"
      let record = TaskRecord(
        key: TaskKey(duty: duty, subject: subject, period: "n\(number)"), opens: moment(opened), due: moment(due),
        limit: "17:30", roles: TaskRoles(lead: lead, leader: "l", holder: "h", verifier: "v"), assignment: "a",
        deadline: "d", book: book.digest)
      try write([.generated(record), act(record.number, .dispatch)], opened)
      if let reported { try write([act(record.number, .report, values: values)], reported) }
      if let closed { try write([act(record.number, .verify, closure: closure)], closed) }
      return record.number
    }

    func act(
      _ task: String, _ action: TaskAction, values: [String: Int] = [:], closure: Closure? = nil
    ) -> Event {
      .acted(TaskActed(task: task, action: action, by: "p", values: values, closure: closure))
    }

    /// A finding that opened a task.
    @discardableResult
    func finding(
      _ lead: String, _ holder: String, at: String, points: Int = 0, alone: Int? = nil, relapseOf: String = "",
      standard: String = "road-clean", task: String = "", outcome: Finding.Outcome = .opened, joinedTo: String = ""
    ) throws -> String {
      number += 1
      let finding = Finding(
        source: "patrol", standard: standard, place: "road-zs", text: "no. \(number)", by: "p", foundAt: moment(at),
        outcome: outcome, task: task, joinedTo: joinedTo, relapseOf: relapseOf, milliPoints: points,
        aloneMilliPoints: alone,
        roles: TaskRoles(lead: lead, leader: "l", holder: holder, verifier: "v"))
      try write([.fact(Fact(finding))], at)
      return finding.id
    }

    func board(_ now: String = "2026-12-01 00:00", striking: Set<String> = []) throws -> ScoreBoard {
      try ScoreBoard(store, book, now: moment(now), striking: striking)
    }

    func sheet(
      _ unit: String, _ period: String = "2026-11", _ score: String = "month", now: String = "2026-12-01 00:00"
    )
      throws -> ScoreSheet?
    {
      let sheets = try board(now).sheets(
        of: try #require(book.scores[score]), in: try #require(Period(named: period)))
      return sheets.first { $0.unit == unit }
    }
  }

  @Test("M37 on time, rectified and measured make three parts") func countsTasks() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 17:30", closed: "2026-11-11 09:00")
    try desk.task("u-jt", due: "2026-11-11 17:30", reported: "2026-11-11 17:31")
    try desk.task("u-jt", due: "2026-11-12 17:30")
    try desk.task(
      "u-jt", due: "2026-11-13 17:30", duty: "rectification", reported: "2026-11-13 12:00", closed: "2026-11-14 09:00",
      as: .fixed)
    try desk.task(
      "u-jt", due: "2026-11-13 17:30", duty: "rectification", reported: "2026-11-13 12:00", closed: "2026-11-14 09:00",
      as: .notFound)
    try desk.task(
      "u-jt", due: "2026-11-20 17:30", duty: "survey", reported: "2026-11-19 12:00",
      values: ["awareness": 90_000_000, "participation": 70_000_000])
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(sheet.parts.map(\.ratios) == [[Ratio(4, 6)], [Ratio(1, 2)], [Ratio(160_000_000, 200_000_000)]])
    #expect(sheet.milli == 64_330, "33.33 and 15 and 16")
    #expect(try desk.sheet("u-hw")?.milli == nil, "nothing was owed")
  }

  /// One joined by hand costs what was found when it was joined, and brings neither relapse nor veto of its own.
  @Test("M40 what was joined by hand costs what its source weighs more") func joinedByHand() throws {
    let desk = try Desk()
    let task = try desk.task("u-jt", due: "2026-11-20 17:30", duty: "rectification", reported: "2026-11-20 10:00")
    try desk.finding("u-jt", "p-one", at: "2026-11-10 10:00", points: 1500, task: task)
    let own = try desk.task("u-jt", due: "2026-11-20 17:30", duty: "rectification")
    let second = try desk.finding("u-jt", "p-two", at: "2026-11-11 10:00", points: 6000, relapseOf: "F-0", task: own)
    let before = try #require(try desk.sheet("u-jt"))
    #expect(before.deductions.map(\.milliPoints) == [1500, 6000])
    try desk.write(
      [
        desk.act(own, .void, closure: .joined),
        .fact(Fact(FindingJoined(finding: second, into: "F-1", by: "p", reason: "r", task: task, milliPoints: 4500))),
      ], "2026-11-12 10:00")
    let after = try #require(try desk.sheet("u-jt"))
    #expect(after.deductions.map { "\($0.person) \($0.milliPoints)" } == ["p-one 1500", "p-two 4500"])
    #expect(after.minus.first { $0.event == "relapse" }?.count == 0)
    try desk.write([desk.act(task, .verify, closure: .notFound)], "2026-11-21 10:00")
    #expect(try #require(try desk.sheet("u-jt")).deductions.isEmpty, "there was nothing where both were found")
  }

  /// The points of a case are those of the heaviest that stands; its relapse is the first one's that stands.
  @Test(
    "M46 what joined a finding that an appeal struck out counts as if that one had never been",
    arguments: [
      ([], ["p-two 500", "p-three 3000"], 0), ([1], ["p-two 1500", "p-three 3000"], 1), ([2], ["p-three 3500"], 0),
      ([1, 2], ["p-three 4500"], 1), ([1, 2, 3], [], 0), ([3], ["p-two 500"], 0),
    ])
  func bereft(_ struck: [Int], _ points: [String], _ relapses: Int) throws {
    let desk = try Desk()
    let task = try desk.task("u-jt", due: "2026-11-20 17:30", duty: "rectification", reported: "2026-11-20 10:00")
    let first = try desk.finding(
      "u-jt", "p-one", at: "2026-10-30 10:00", points: 1000, relapseOf: "F-OLD", task: task)
    let second = try desk.finding(
      "u-jt", "p-two", at: "2026-11-02 10:00", points: 500, alone: 1500, task: task, outcome: .joined, joinedTo: first)
    let third = try desk.finding(
      "u-jt", "p-three", at: "2026-11-03 10:00", points: 3000, alone: 4500, task: task, outcome: .joined,
      joinedTo: first)
    let upheld = struck.map { number in
      let against = [first, second, third][number - 1]
      return Event.fact(
        Fact(AppealDecision(appeal: "A-\(number)", against: against, isUpheld: true, by: "p", reason: "r", changes: [])))
    }
    let sheets = try desk.board("2026-12-01 00:00", striking: Set(struck.map { [first, second, third][$0 - 1] })).sheets(
      of: try #require(desk.book.scores["month"]), in: try #require(Period(named: "2026-11")))
    let foreseen = sheets.first { $0.unit == "u-jt" }
    if !upheld.isEmpty { try desk.write(upheld, "2026-11-12 10:00") }
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(sheet.deductions.map { "\($0.person) \($0.milliPoints)" } == points)
    #expect(sheet.minus.first { $0.event == "relapse" }?.count == relapses, "October's own is October's")
    #expect(foreseen?.deductions == sheet.deductions, "an appeal's effects are told beforehand")
    try desk.write([desk.act(task, .verify, closure: .notFound)], "2026-11-21 10:00")
    #expect(try desk.sheet("u-jt")?.deductions.isEmpty == true, "there was nothing at all")
  }

  @Test("M37 what was void, joined or somebody else's counts for nobody") func leavesOutWhatIsNot() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    for closure in [Closure.notOurs, .joined] {
      try desk.task(
        "u-jt", due: "2026-11-12 17:30", duty: "rectification", reported: "2026-11-13 12:00",
        closed: "2026-11-14 09:00",
        as: closure)
    }
    let voided = try desk.task("u-jt", due: "2026-11-10 17:30")
    try desk.write([desk.act(voided, .void)], "2026-11-10 18:00")
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(sheet.parts.map(\.ratios) == [[Ratio(1, 1)], [Ratio(0, 0)], [Ratio(0, 0)]])
  }

  @Test("M37 a report that came back is late until a new one is there in time") func countsReturns() throws {
    let desk = try Desk()
    let late = try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    try desk.write([desk.act(late, .return)], "2026-11-10 14:00")
    #expect(try desk.sheet("u-jt")?.parts[0].ratios == [Ratio(0, 1)])
    try desk.write([desk.act(late, .report)], "2026-11-10 17:00")
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(sheet.parts[0].ratios == [Ratio(1, 1)])
    #expect(sheet.minus.first { $0.event == "returned" }?.countedMilli == 1000)
  }

  @Test("M37 a task counts in the month for which it was promised, and not before") func countsByPromise() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-30 23:59", reported: "2026-12-01 08:00")
    try desk.task("u-jt", due: "2026-12-01 00:00")
    #expect(try desk.sheet("u-jt")?.parts[0].ratios == [Ratio(0, 1)])
    #expect(try desk.sheet("u-jt", now: "2026-11-30 12:00")?.milli == nil, "it is not due yet")
    #expect(try desk.sheet("u-jt", "2026-12", now: "2026-12-05 00:00")?.parts[0].ratios == [Ratio(0, 1)])
  }

  @Test("M02 who answered on the day of the finding loses the points") func tracesFindings() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    try desk.finding("u-jt", "p-then", at: "2026-11-12 10:00", points: 1500)
    try desk.finding("u-jt", "p-after", at: "2026-11-25 10:00", points: 500, relapseOf: "F-OLD")
    try desk.finding("u-jt", "p-joined", at: "2026-11-26 10:00", points: 250, outcome: .joined)
    try desk.finding("u-jt", "p-october", at: "2026-10-31 23:59", points: 9000)
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(
      sheet.deductions.map { "\($0.person) \($0.milliPoints)" } == ["p-then 1500", "p-after 500", "p-joined 250"])
    #expect(sheet.minus.first { $0.event == "relapse" }?.count == 1)
    #expect(sheet.milli == 95_750, "2.25 of findings and 2 of a relapse")
  }

  @Test("M02 a finding where there was nothing costs nothing") func leavesOutUnfoundedFindings() throws {
    let desk = try Desk()
    let task = try desk.task(
      "u-jt", due: "2026-11-13 17:30", duty: "rectification", reported: "2026-11-13 12:00", closed: "2026-11-14 09:00",
      as: .notFound)
    try desk.finding("u-jt", "p", at: "2026-11-12 10:00", points: 1500, task: task)
    #expect(try desk.sheet("u-jt")?.deductions == [])
  }

  @Test("M46 an appeal that is upheld gives the points back") func countsAppeals() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    let finding = try desk.finding("u-jt", "p", at: "2026-11-12 10:00", points: 1500)
    func deduct(_ id: String, _ points: Int) -> Event {
      .fact(
        Fact(
          Deduction(
            id: id, unit: "u-jt", person: "p", date: day("2026-11-13"), milliPoints: points, askedMilliPoints: points,
            reason: "second order", reference: "order/2026/2")))
    }
    try desk.write([deduct("orders/2/u-jt", 4000), deduct("orders/3/u-jt", 1000)], "2026-11-13 09:00")
    #expect(try desk.sheet("u-jt")?.milli == 93_500)
    #expect(
      try desk.board(striking: [finding]).sheets(
        of: try #require(desk.book.scores["month"]), in: try #require(Period(named: "2026-11"))
      ).first { $0.unit == "u-jt" }?.milli == 95_000, "as it would be without the finding")
    try desk.write(
      [
        .fact(
          Fact(
            AppealDecision(
              appeal: "A-1", against: finding, isUpheld: true, by: "p", reason: "wrong road", changes: []))),
        deduct("orders/2/u-jt~A-1", -3000),
      ], "2026-11-20 09:00")
    let sheet = try #require(try desk.sheet("u-jt"))
    #expect(sheet.deductions.map(\.milliPoints) == [1000, 1000], "a correction belongs to what it corrects")
    #expect(sheet.milli == 98_000)
  }

  @Test("M25 a veto item that failed makes the month nothing") func vetoes() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    let book = try Self.district.replacing(
      "standards/base.csv", "road-clean,道路整洁,sanitation,1,no", "road-clean,道路整洁,sanitation,1,yes"
    ).book()
    try desk.finding("u-jt", "p", at: "2026-11-12 10:00")
    let board = try ScoreBoard(desk.store, book, now: moment("2026-12-01 00:00"))
    let sheets = try board.sheets(of: try #require(book.scores["month"]), in: try #require(Period(named: "2026-11")))
    #expect(sheets.first { $0.unit == "u-jt" }?.milli == 0)
    #expect(try desk.sheet("u-jt")?.milli == 100_000, "where the standard is none, it is not")
  }

  @Test("M53 a notice that was not answered in time costs points; M52 a title brings some") func countsNotices() throws
  {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    func notice(_ number: Int) -> Notice {
      Notice(
        series: "notice", year: 2026, number: number,
        content: NoticeContent(action: "notice", unit: "u-jt", answerBy: moment("2026-11-05 17:30")), head: "")
    }
    try desk.write([.fact(Fact(notice(1))), .fact(Fact(notice(2)))], "2026-10-28 09:00")
    try desk.write([.fact(Fact(NoticeAnswer(notice: notice(1).id, by: "p", text: "done")))], "2026-11-05 17:30")
    try desk.write([.fact(Fact(NoticeAnswer(notice: notice(2).id, by: "p", text: "late")))], "2026-11-05 17:31")
    #expect(try desk.sheet("u-jt")?.milli == 97_000)
    let title = Bonus(unit: "u-jt", earned: "brand-title", date: day("2026-11-20"), n: 1, by: "p", reason: "首创")
    try desk.write([.fact(Fact(title))], "2026-11-20 09:00")
    #expect(try desk.sheet("u-jt")?.milli == 98_000)
    try desk.write(
      [.fact(Fact(NoticeWithdrawal(notice: notice(2).id, appeal: "A-1", reason: "r")))], "2026-11-21 09:00")
    #expect(try desk.sheet("u-jt")?.milli == 101_000, "a notice that was withdrawn asks for no answer")
  }

  @Test("M51 the months make the year, M03 a territory takes in what is below it") func rollsUp() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-10-10 17:30", reported: "2026-10-10 12:00")
    try desk.task("u-jt", due: "2026-11-10 17:30")
    try desk.task("u-hw", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    let year = try #require(try desk.sheet("u-jt", "2026", "year", now: "2027-01-01 00:00"))
    #expect(year.milli == 50_000, "100 in October, 0 in November, and nothing owed in the other months")
    #expect(year.parts[0].results.count == 12)
    #expect(try desk.sheet("u-qu", "2026-11", "whole")?.milli == 50_000)
    #expect(try desk.sheet("u-jt", "2025", "year") == nil, "there was no ledger then")
  }

  @Test("M50 a table has places, movement and both months") func ranks() throws {
    let desk = try Desk()
    try desk.task("u-jt", due: "2026-10-10 17:30", reported: "2026-10-10 12:00")
    try desk.task("u-hw", due: "2026-10-10 17:30")
    try desk.task("u-jt", due: "2026-11-10 17:30")
    try desk.task("u-hw", due: "2026-11-10 17:30", reported: "2026-11-10 12:00")
    let table = try desk.board().ranking(
      of: try #require(desk.book.scores["month"]), in: try #require(Period(named: "2026-11")))
    #expect(table.rows.map { "\($0.unit) \($0.rank) \($0.movement ?? 0)" } == ["u-hw 1 1", "u-jt 2 -1"])
    #expect(table.unitClass == "bureaus")
    #expect(RankingPeriod(table.published).rows.map(\.milliScore) == [100_000, 0])
  }

  /// A designation or a new rule moves open tasks; what was missed before stays where it was missed.
  @Test(
    "M02 who had a task at its deadline answers for it, whoever has it since",
    arguments: [
      ("2026-11-10 17:00", false), ("2026-11-10 17:30", false), ("2026-11-10 17:31", true), ("2026-11-13 09:00", true),
    ])
  func handedOn(_ at: String, _ isLate: Bool) throws {
    let desk = try Desk()
    let task = try desk.task("u-jt", due: "2026-11-10 17:30")
    let before = TaskRoles(lead: "u-jt", leader: "l", holder: "h", verifier: "v")
    func move(_ roles: TaskRoles, _ to: TaskRoles) -> Event {
      .moved(TaskMove(task: task, from: roles, to: to, assignment: "b", reason: "designation"))
    }
    let after = TaskRoles(lead: "u-hw", leader: "l", holder: "h2", verifier: "v")
    try desk.write([move(before, after)], at)
    let third = TaskRoles(lead: "u-jt2", leader: "l", holder: "h3", verifier: "v")
    try desk.write([move(after, third), move(third, after)], "2026-11-14 09:00")
    try desk.write([desk.act(task, .report)], "2026-11-15 09:00")
    let (owing, other) = isLate ? ("u-jt", "u-hw") : ("u-hw", "u-jt")
    #expect(try desk.sheet(owing)?.parts[0].ratios == [Ratio(0, 1)])
    #expect(try desk.sheet(other)?.parts[0].ratios == [Ratio(0, 0)])
    let period = try #require(Period(named: "2026-11"))
    func counted(_ unit: String) throws -> [String] {
      try desk.board().explained(unit: unit, in: period, only: "month").flatMap { $0.parts[0].counted }
    }
    #expect(try counted(owing) == [task] && counted(other).isEmpty, "and it stands in its list")
    let foreseen = try desk.board("2026-11-11 00:00").sheets(of: try #require(desk.book.scores["month"]), in: period)
    #expect(
      foreseen.first { $0.unit == owing }?.parts[0].ratios == [Ratio(0, 1)],
      "the same the day after")
  }

  @Test func explainsDownToTheTasks() throws {
    let desk = try Desk()
    let late = try desk.task("u-jt", due: "2026-11-10 17:30", reported: "2026-11-10 17:31")
    let fine = try desk.task("u-jt", due: "2026-11-11 17:30", reported: "2026-11-11 17:00")
    let finding = try desk.finding("u-jt", "p-jt3", at: "2026-11-12 10:00", points: 1500)
    let sheets = try desk.board().explained(unit: "u-jt", in: try #require(Period(named: "2026-11")), only: "month")
    let text = try #require(sheets.first).explanation.joined(separator: "\n")
    #expect(text.contains("\(late) road-patrol road-zs, due 2026-11-10 17:30: reported 2026-11-10 17:31"))
    #expect(text.contains("counted: \(late) \(fine)"))
    #expect(text.contains("-1.50 p-jt3 \(finding): road-clean at road-zs"))
  }
}
