import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyTestKit
import Testing

/// Counts of a unit, runs in a ranking, caps, and what an appeal undoes.
@Suite struct LadderUnitTests {
  static func event(_ day: Int, _ reference: String, unit: String = "u-jt") -> CountedEvent {
    CountedEvent(
      kind: .relapse, reference: reference, task: "T", unit: unit, at: Instant(seconds: Int64(day) * 86_400))
  }

  static let ladder = Ladder(
    id: "often", scope: .unit, withinDays: 90,
    rungs: [
      Rung(trigger: .relapses(2), action: .bulletin, to: [], source: SourcePlace("t")),
      Rung(trigger: .relapses(3), action: .interview, to: [], source: SourcePlace("t")),
    ], source: SourcePlace("t"))

  struct Count: Sendable {
    var days: [Int]
    var fired: [String]
    var why: String
  }

  @Test(arguments: [
    Count(days: [1], fired: [], why: "once is not twice"),
    Count(days: [1, 20], fired: ["1@20"], why: "twice within ninety days"),
    Count(
      days: [1, 20, 40], fired: ["1@20", "2@40"], why: "the third climbs, and the second rung does not fire again"),
    Count(days: [1, 91], fired: [], why: "the ninetieth day after is outside"),
    Count(days: [1, 90], fired: ["1@90"], why: "the day before is inside"),
    Count(days: [1, 80, 160, 240], fired: ["1@80", "1@160", "1@240"], why: "each is the second of its ninety days"),
    Count(days: [1, 2, 3, 4, 5], fired: ["1@2", "2@3"], why: "beyond the top nothing is new"),
  ])
  func countsWithinItsDays(_ c: Count) {
    let events = c.days.map { Self.event($0, "F-\($0)") } + [Self.event(3, "other", unit: "u-hw")]
    let due = Self.ladder.dueRungs(unit: "u-jt", events: events, upTo: Instant(seconds: 400 * 86_400))
    #expect(due.map { "\($0.number)@\($0.nominal.seconds / 86_400)" } == c.fired, "\(c.why)")
    #expect(Set(due.map { $0.id(ladder: "often") }).count == due.count, "each under a name of its own")
  }

  /// M41: a notice about many cases that nobody followed is one notice, as a unit's failures go.
  @Test func m41ANoticeAboutManyCasesCountsOnce() {
    let ladder = Ladder(
      id: "often", scope: .unit, withinDays: 90,
      rungs: [Rung(trigger: .failedNotices(2), action: .exposure, to: [], source: SourcePlace("t"))],
      source: SourcePlace("t"))
    func failed(_ day: Int, _ notice: String, _ task: String) -> CountedEvent {
      CountedEvent(
        kind: .failedNotice, reference: notice, task: task, unit: "u-jt", at: Instant(seconds: Int64(day) * 86_400))
    }
    let end = Instant(seconds: 400 * 86_400)
    let one = ["T1", "T2", "T3"].map { failed(1, "rectification/2026/3", $0) }
    #expect(ladder.dueRungs(unit: "u-jt", events: one, upTo: end) == [])
    let two = one + [failed(2, "rectification/2026/4", "T1")]
    #expect(
      ladder.dueRungs(unit: "u-jt", events: two, upTo: end).map(\.counted) == [
        ["rectification/2026/3", "rectification/2026/4"]
      ])
  }

  /// M47: whoever comes out first at nothing is not commended for it.
  @Test(arguments: [
    (nil as Int?, ["a", "b"], "without a mark, places alone count"), (2000, ["a"], "b is first with less"),
    (9000, [], "nobody reached it"),
  ])
  func m47TheBestHaveReachedTheMark(_ least: Int?, _ commended: [String], _ why: String) {
    let ladder = Ladder(
      id: "top", scope: .unit, ranking: LadderRanking(score: "monthly", leastMilli: least),
      rungs: [Rung(trigger: .top(places: 2, running: 2), action: .commendation, to: [], source: SourcePlace("t"))],
      source: SourcePlace("t"))
    func table(_ period: String, _ b: Int) -> RankingPeriod {
      RankingPeriod(
        score: "monthly", period: period, unitClass: "bureau",
        rows: [("a", 3000), ("b", b), ("c", 0)].enumerated().map {
          RankRow(unit: $0.element.0, milliScore: $0.element.1, rank: $0.offset + 1, of: 3)
        })
    }
    let tables = [table("2026-09", 1000), table("2026-10", 2500)]
    let due = ladder.dueRungs(tables: tables, publishedAt: Instant(seconds: 0))
    #expect(due.map(\.unit) == commended, "\(why)")
  }

  static func table(_ period: String, _ order: String...) -> RankingPeriod {
    RankingPeriod(
      score: "monthly", period: period, unitClass: "bureau",
      rows: order.enumerated().map {
        RankRow(unit: $0.element, milliScore: 1000 * (order.count - $0.offset), rank: $0.offset + 1, of: order.count)
      })
  }

  static let league = Ladder(
    id: "bottom-two", scope: .unit, ranking: LadderRanking(score: "monthly", tiesAreIn: false, smallestClass: 4),
    rungs: [
      Rung(
        trigger: .bottom(places: 2, running: 2), action: .suspend, to: [],
        flag: RungFlag(name: "civil-award", term: FlagTerm(count: 6, unit: .month)), source: SourcePlace("t")),
      Rung(
        trigger: .bottom(places: 2, running: 3), action: .revoke, to: [], flag: RungFlag(name: "civil-unit"),
        source: SourcePlace("t")),
      Rung(trigger: .top(places: 1, running: 2), action: .commendation, to: [], source: SourcePlace("t")),
    ], source: SourcePlace("t"))

  /// M42, M47: twice running suspends, three times revokes, twice at the top is commended; each once in a run.
  @Test func m42RunsInARankingFireOnce() {
    let months = [
      Self.table("2026-08", "a", "b", "c", "d"), Self.table("2026-09", "b", "a", "c", "d"),
      Self.table("2026-10", "b", "c", "a", "d"), Self.table("2026-11", "b", "c", "a", "d"),
      Self.table("2026-12", "a", "b", "c", "d"),
    ]
    var fired: [String] = []
    for count in 1...months.count {
      let due = Self.league.dueRungs(tables: Array(months.prefix(count)), publishedAt: Instant(seconds: 0))
      fired += due.map { "\($0.occasion) \($0.unit) \($0.number)" }
    }
    #expect(
      fired == [
        "2026-09 c 1", "2026-09 d 1", "2026-10 d 2", "2026-10 b 3", "2026-11 a 1",
      ])
  }

  @Test func m42ASmallClassHasNoBottom() {
    let months = [Self.table("2026-08", "a", "b", "c"), Self.table("2026-09", "a", "b", "c")]
    #expect(Self.league.dueRungs(tables: months, publishedAt: Instant(seconds: 0)) == [])
  }

  @Test(
    arguments: [
      ([500, 1000, 2000], 2000, [500, 1000, 500]), ([500, 500], nil, [500, 500]), ([3000], 2000, [2000]),
      ([1000, 1000, 1000], 2000, [1000, 1000, 0]),
    ] as [([Int], Int?, [Int])])
  func m46CapsHold(_ asked: [Int], _ cap: Int?, _ taken: [Int]) {
    #expect(capped(asked, cap: cap) == taken)
  }

  @Test(arguments: 0..<100) func m46NeverMoreThanTheCapOrWhatWasAsked(_ seed: Int) {
    var dice = Dice(UInt64(seed))
    let asked = (0..<dice.below(10)).map { _ in dice.below(3000) }
    let cap = dice.below(6000)
    let taken = capped(asked, cap: cap)
    let (all, some) = (asked.reduce(0, +), taken.reduce(0, +))
    #expect(some == min(cap, all))
    for (wanted, got) in zip(asked, taken) { #expect(got >= 0 && got <= wanted) }
  }

  // MARK: Appeals

  /// A case that was returned twice and whose notice lapsed; three rungs fired, with their documents and points.
  static func record() throws -> (SanctionRecord, String) {
    let ladder = Ladder(
      id: "l",
      rungs: [
        Rung(
          trigger: .overdue(nil), action: .notice, to: [], answer: .workdays(1),
          deduction: RungDeduction(milliPoints: 500, capMilliPoints: 1000),
          source: SourcePlace("t")),
        Rung(
          trigger: .failedNotices(2), action: .bulletin, to: [], deduction: RungDeduction(milliPoints: 1000),
          source: SourcePlace("t")),
        Rung(trigger: .unanswered(rung: 2, .workdays(1)), action: .referral, to: [], source: SourcePlace("t")),
      ], source: SourcePlace("t"))
    let number = LadderLawTests.task.number
    func rung(_ n: Int, _ time: String) -> (event: Event, at: Instant) {
      let at = LadderLawTests.at(time)
      return (.rung(RungFired(task: number, ladder: "l", rung: n, nominal: at, recipients: ["p-2"])), at)
    }
    let history = [
      LadderLawTests.born, LadderLawTests.finding("F-1", "2026-11-23 08:00"),
      LadderLawTests.acted(.dispatch, "2026-11-23 08:10"), rung(1, "2026-11-23 17:31"),
      LadderLawTests.notice(1, rung: 1, "2026-11-23 17:31", answerBy: "2026-11-24 17:30"),
      LadderLawTests.acted(.report, "2026-11-25 09:00"), LadderLawTests.acted(.return, "2026-11-25 10:00"),
      rung(2, "2026-11-25 10:00"), LadderLawTests.notice(2, rung: 2, "2026-11-25 10:00"),
      rung(3, "2026-11-26 17:31"), LadderLawTests.notice(3, rung: 3, "2026-11-26 17:31"),
    ]
    var record = SanctionRecord()
    record.cases = [.init(record: try #require(CaseRecord(history)), ladder: ladder)]
    record.notices = history.compactMap { item in
      guard case .fact(let fact) = item.event, let notice = fact.record(Notice.self) else { return nil }
      return (notice, item.at)
    }
    let day = try #require(CivilDate("2026-11-25"))
    for (rung, points) in [(1, 500), (2, 500)] {
      record.deductions.append(
        Deduction(
          id: "l/\(rung)/\(number)", unit: "u-jt", person: "p-2", date: day.adding(days: rung), milliPoints: points,
          askedMilliPoints: rung * 500, reason: "", reference: "n/2026/\(rung)"))
    }
    record.flags = [
      EligibilityFlag(unit: "u-jt", flag: "award", from: day, until: nil, notice: "n/2026/3", reason: "")
    ]
    return (record, number)
  }

  @Test func strikingTheFindingUndoesEverything() throws {
    let (record, number) = try Self.record()
    let result = record.without(["F-1"])
    #expect(result.rungs == (1...3).map { "l/\($0)/\(number)" })
    #expect(result.notices == ["n/2026/1", "n/2026/2", "n/2026/3"])
    #expect(result.flags == ["award/u-jt/2026-11-25"])
    #expect(result.corrections == ["l/1/\(number)": -500, "l/2/\(number)": -500])
  }

  @Test func strikingANoticeUndoesWhatCountedIt() throws {
    let (record, number) = try Self.record()
    let result = record.without(["n/2026/1"])
    #expect(result.rungs == ["l/2/\(number)", "l/3/\(number)"], "one failure is left, so no bulletin, so no referral")
    #expect(result.notices == ["n/2026/1", "n/2026/2", "n/2026/3"])
    #expect(result.flags == ["award/u-jt/2026-11-25"])
  }

  @Test func strikingADeductionLeavesRoomUnderTheCap() throws {
    let (record, number) = try Self.record()
    let result = record.without(["l/1/\(number)"])
    #expect(result.rungs == [] && result.notices == [])
    #expect(
      result.corrections == ["l/1/\(number)": -500, "l/2/\(number)": 500], "what the cap had kept is taken after all")
    #expect(result.effects.last?.text == "deduction l/2/\(number): 0.5 points more, which the cap had kept")
  }

  @Test func strikingTheLastUndoesNothingElse() throws {
    let (record, number) = try Self.record()
    #expect(record.without(["n/2026/3"]).rungs == [])
    #expect(record.without(["award/u-jt/2026-11-25"]).flags == ["award/u-jt/2026-11-25"])
    #expect(record.without(["nothing"]).isEmpty)
    #expect(
      record.without(["F-1"], known: ["n/2026/1"]).notices == ["n/2026/2", "n/2026/3"],
      "what fell before is not told again")
    #expect(
      record.without(["nothing"], known: ["F-1", "n/2026/1", "n/2026/2", "n/2026/3"]).rungs == [],
      "nor what an earlier decision undid")
    #expect(record.without(["n/2026/1"], known: ["n/2026/2"]).rungs == ["l/2/\(number)"], "but what falls only now is")
  }
}
