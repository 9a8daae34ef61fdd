import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyTestKit
import Testing

/// Ladders of units over a running engine: rankings, counts, flags, exposure, appeals.
@Suite struct LadderUnitEngineTests {
  static let district = District.small
    .putting(
      "scoring/month.yaml",
      "score: month\nof: { kind: bureau }\nevery: year\nparts:\n  - { part: on-time, weight: 100, value: on-time-rate }\n"
    )
    .ladder(
      "bottom", ["per: unit", "ranking: month", "smallest-class: 2"],
      rungs: "when: bottom 1 twice running, do: suspend, flag: civil-award, for: 6 months, to: lead.head",
      "when: bottom 1 three running, do: revoke, flag: civil-unit, to: lead.head, approve: office.head",
      "when: top 1 twice running, do: commendation, to: [lead.head, office]"
    )
    .ladder(
      "often", ["per: unit", "within: 90 days"],
      rungs: "when: relapses 2, do: exposure, to: lead.head, approve: office.head",
      "when: failed-notices 3, do: deduct, deduct: 1.5, cap: 2")

  func bench() throws -> Bench {
    let bench = try Bench(Self.district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    return bench
  }

  func publish(_ bench: Bench, _ period: String, _ units: [String]) throws {
    try bench.record(
      RankingPublished(
        score: "month", period: period, unitClass: "bureau", units: units,
        milliScores: units.indices.map { 9000 - $0 * 1000 }, ranks: units.indices.map { $0 + 1 }))
  }

  @Test func m42TwiceLastSuspendsTheAwardForItsTerm() throws {
    let bench = try bench()
    try publish(bench, "2026-09", ["u-jt", "u-hw"])
    #expect(try bench.facts(EligibilityFlag.self) == [])
    try publish(bench, "2026-10", ["u-jt", "u-hw"])
    let flag = try #require(try bench.facts(EligibilityFlag.self).first)
    #expect(flag.id == "civil-award/u-hw/2026-11-23")
    #expect(flag.until == CivilDate("2027-05-22"), "six months, to the day before")
    #expect(flag.notice == "suspend/2026/1")
    let notices = try bench.facts(Notice.self)
    #expect(
      notices.map { "\($0.id) \($0.content.recipients.joined(separator: " "))" } == [
        "suspend/2026/1 p-hw1", "commendation/2026/1 p-jt1 u-cjb",
      ])
    try publish(bench, "2026-11", ["u-jt", "u-hw"])
    #expect(
      try bench.facts(NoticeProposal.self).map(\.approver) == ["p-cjb"],
      "three times: a title is at stake, so it is approved first")
    #expect(try bench.facts(EligibilityFlag.self).count == 1)
    let id = try #require(try bench.facts(NoticeProposal.self).first?.id)
    let reply = bench.engine.perform(
      "notice-approve", ["id": .string(id), "by": "p-cjb"], author: "test", at: bench.now)
    #expect(reply.status == 200)
    #expect(
      try bench.facts(EligibilityFlag.self).last?.flag == "civil-unit"
        && bench.facts(EligibilityFlag.self).last?.until == nil)
  }

  @Test func aRankingIsNotLookedAtTwice() throws {
    let bench = try bench()
    try publish(bench, "2026-09", ["u-jt", "u-hw"])
    try publish(bench, "2026-10", ["u-jt", "u-hw"])
    try bench.restart(at: moment("2026-11-23 12:30"))
    try bench.run(until: moment("2026-11-24 12:00"))
    #expect(try bench.facts(UnitRung.self).count == 2)
    #expect(try bench.store.lastAudit()?.differences == [])
  }

  /// A relapse in the newest patrol of a road.
  func finding(_ bench: Bench, _ id: String, relapseOf: String) throws {
    var filter = TaskFilter()
    (filter.duty, filter.subject) = ("road-patrol", "road-hp")
    let task = try #require(try bench.store.tasks(filter).max { $0.record.opens < $1.record.opens })
    var finding = Finding(
      source: "patrol", standard: "road-clean", place: "road-hp", text: id, by: "p-a1", foundAt: bench.now,
      outcome: .opened,
      task: task.number, relapseOf: relapseOf, roles: task.record.roles)
    finding.id = id
    try bench.record(finding)
  }

  @Test func m44ASecondRelapseIsProposedForExposure() throws {
    let bench = try bench()
    try finding(bench, "F-1", relapseOf: "F-0")
    #expect(try bench.facts(UnitRung.self) == [])
    try finding(bench, "F-2", relapseOf: "F-1")
    let rung = try #require(try bench.facts(UnitRung.self).first)
    #expect(rung.unit == "u-hw" && rung.occasion == "F-2" && rung.counted == ["F-1", "F-2"])
    let proposal = try #require(try bench.facts(NoticeProposal.self).first)
    #expect(proposal.series == "exposure")
    let reply = bench.engine.perform(
      "notice-approve", ["id": .string(proposal.id), "by": "p-cjb"], author: "test", at: bench.now)
    #expect(reply.status == 200)
    #expect(try bench.facts(EligibilityFlag.self).map(\.flag) == ["exposed"], "the exposure list")
  }

  /// A count that has been reached is not reached again when the history it is read from gets shorter at its far end.
  @Test func m44AnOldCountIsNotReachedAgain() throws {
    let bench = try bench()
    try finding(bench, "F-1", relapseOf: "F-0")
    for (day, name, earlier) in [("2026-12-13", "F-2", "F-1"), ("2027-01-02", "F-3", "F-2")] {
      try bench.run(until: moment("\(day) 12:00"))
      try finding(bench, name, relapseOf: earlier)
    }
    #expect(try bench.facts(UnitRung.self).map(\.occasion) == ["F-2"])
    // F-1 is more than the ladder's 90 days and the margin of 40 away; F-4 is alone in its 90 days.
    try bench.run(until: moment("2027-04-08 12:00"))
    try finding(bench, "F-4", relapseOf: "F-3")
    #expect(try bench.facts(UnitRung.self).map(\.occasion) == ["F-2"])
    #expect(try bench.store.lastAudit()?.differences == [])
  }

  /// A case that was suspended climbs no more; the limit of a notice that went out before passes all the same.
  @Test func m43ALimitThatPassesWhileTheCaseRestsIsCountedAtOnce() throws {
    let district = District.small
      .ladder("overdue", rungs: "when: overdue 0, do: notice, to: leader, answer: 1 workday")
      .ladder("often", ["per: unit", "within: 90 days"], rungs: "when: failed-notices 1, do: deduct, deduct: 1.5")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let task = try #require(try bench.tasks().first { $0.record.roles.lead == "u-jt" })
    try bench.act(task.number, .suspend)
    try bench.run(until: moment("2026-11-24 18:00"))
    let rungs = try bench.events().filter { if case .fact(let fact) = $0.event { fact.kind == .unitRung } else { false } }
    #expect(rungs.map { wall($0.at) } == ["2026-11-24 17:30:01", "2026-11-24 17:30:01"], "of both units, in time")
  }

  @Test func m46AnUpheldAppealTakesBackWhatRestedOnTheFinding() throws {
    let bench = try bench()
    try finding(bench, "F-1", relapseOf: "F-0")
    try finding(bench, "F-2", relapseOf: "F-1")
    let proposal = try #require(try bench.facts(NoticeProposal.self).first)
    func ask(_ operation: String, _ fields: JSONValue) -> ControlReply {
      bench.engine.perform(operation, fields, author: "test", at: bench.now)
    }
    _ = ask("notice-approve", ["id": .string(proposal.id), "by": "p-cjb"])
    #expect(ask("appeal-file", ["against": "F-9", "by": "p-hw1", "reason": "x"]).status == 404)
    #expect(ask("appeal-file", ["against": "F-1", "by": "p-hw1", "reason": "不在管辖范围"]).status == 200)
    #expect(ask("appeal-file", ["against": "F-1", "by": "p-hw1", "reason": "再来"]).status == 409)
    #expect(ask("appeal-decide", ["id": "A-F-1", "upheld": true, "by": "p-hw1", "reason": "我说的"]).status == 403)
    let reply = ask("appeal-decide", ["id": "A-F-1", "upheld": true, "by": "p-cjb", "reason": "属实"])
    #expect(reply.status == 200)
    let changes = reply.body["changes"]?.array?.compactMap(\.string) ?? []
    #expect(
      changes == [
        "rung often/1/u-hw/F-2 would not have fired", "notice exposure/2026/1 is withdrawn",
        "flag exposed/u-hw/2026-11-23 is lifted",
      ])
    #expect(try bench.facts(NoticeWithdrawal.self).map(\.notice) == ["exposure/2026/1"])
    #expect(try bench.facts(FlagLifted.self).map(\.flag) == ["exposed/u-hw/2026-11-23"])
    let head = try bench.store.head()
    let late = ask("appeal-file", ["against": "exposure/2026/1", "by": "p-hw1", "reason": "应予撤销"])
    #expect(late.status == 409 && late.body["error"]?["reason"]?["code"] == "contests-withdrawn", "it is withdrawn already")
    #expect(try bench.store.head() == head)
    try bench.run(until: moment("2026-11-24 12:00"))
    #expect(try bench.store.lastAudit()?.differences == [], "and nothing fires again")
  }

  /// Places that a published table has otherwise by now, whatever the appeal, are not told as its effect.
  @Test func m46AnAppealNamesNoPlacesThatItDidNotMove() throws {
    let bench = try bench()
    try bench.run(until: moment("2026-11-26 12:00"))
    try publish(bench, "2026-10", ["u-jt", "u-hw"])
    try publish(bench, "2026-11", ["u-jt", "u-hw"])
    #expect(try bench.facts(Notice.self).contains { $0.id == "suspend/2026/1" })
    let score = try #require(bench.engine.current.book.scores["month"])
    let now = try ScoreBoard(bench.store, bench.engine.current.book, now: bench.now)
      .ranking(of: score, in: try #require(Period(named: "2026-11")))
    #expect(now.rows.contains { $0.unit == "u-hw" && $0.rank != 2 }, "late answers have moved it since")
    func ask(_ operation: String, _ fields: JSONValue) -> ControlReply {
      bench.engine.perform(operation, fields, author: "test", at: bench.now)
    }
    #expect(ask("appeal-file", ["against": "suspend/2026/1", "by": "p-hw1", "reason": "依据有误"]).status == 200)
    let reply = ask("appeal-decide", ["id": "A-suspend/2026/1", "upheld": true, "by": "p-cjb", "reason": "属实"])
    let changes = (reply.body["changes"]?.array ?? []).compactMap(\.string)
    #expect(reply.status == 200 && !changes.isEmpty)
    #expect(!changes.contains { $0.contains("would be") }, "\(changes)")
  }

  @Test func m46DeductionsStopAtTheCapAndAnAppealGivesBack() throws {
    let bench = try bench()
    let tasks = ["road-zs", "road-zs"].compactMap { try? bench.task("road-patrol", $0)?.number }
    let task = try #require(tasks.first)
    // It goes out on the next morning.
    try bench.run(until: moment("2026-11-24 08:00"))
    for _ in 0..<3 {
      try bench.act(task, .report)
      try bench.act(task, .return)
    }
    #expect(try bench.facts(Deduction.self).map(\.milliPoints) == [1500])
    #expect(try bench.facts(UnitRung.self).map(\.occasion) == ["\(task)#3"])
    let deduction = try #require(try bench.facts(Deduction.self).first)
    func ask(_ operation: String, _ fields: JSONValue) -> ControlReply {
      bench.engine.perform(operation, fields, author: "test", at: bench.now)
    }
    #expect(ask("appeal-file", ["against": .string(deduction.id), "by": "p-jt1", "reason": "重复扣分"]).status == 200)
    let reply = ask(
      "appeal-decide", ["id": .string("A-" + deduction.id), "upheld": true, "by": "p-cjb", "reason": "属实"])
    #expect(
      reply.body["changes"]?.array?.compactMap(\.string) == ["deduction \(deduction.id): 1.5 points are given back"])
    #expect(try bench.facts(Deduction.self).reduce(0) { $0 + $1.milliPoints } == 0)
  }

  /// What a void task was returned for is not held against its unit.
  @Test func m41AVoidTasksRoundsDoNotCount() throws {
    let bench = try bench()
    let task = try #require(try bench.task("road-patrol", "road-zs")?.number)
    try bench.run(until: moment("2026-11-24 08:00"))
    for _ in 0..<2 {
      try bench.act(task, .report)
      try bench.act(task, .return)
    }
    try bench.act(task, .void)
    try bench.run(until: moment("2026-11-25 08:00"))
    var filter = TaskFilter.open
    (filter.duty, filter.subject) = ("road-patrol", "road-zs")
    let other = try #require(try bench.store.tasks(filter).first { $0.number != task && $0.state == .dispatched })
    try bench.act(other.number, .report)
    try bench.act(other.number, .return)
    #expect(try bench.facts(UnitRung.self).filter { $0.ladder == "often" } == [], "one failure is left")
  }

  @Test func aFlagIsLiftedByTheOffice() throws {
    let bench = try bench()
    try publish(bench, "2026-09", ["u-jt", "u-hw"])
    try publish(bench, "2026-10", ["u-jt", "u-hw"])
    func lift(_ by: String) -> Int {
      bench.engine.perform(
        "flag-lift", ["id": "civil-award/u-hw/2026-11-23", "by": .string(by), "reason": "验收合格"], author: "test",
        at: bench.now
      ).status
    }
    #expect(lift("p-hw1") == 403)
    #expect(lift("p-cjb") == 200)
    #expect(lift("p-cjb") == 409)
  }

  /// The night finds a rung that somebody tampered away: here it never fired, because the store hid the task.
  @Test func theNightFindsARungThatIsMissing() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    let hidden = try #require(try bench.task("road-patrol", "road-zs")).number
    bench.store.hideTasks(on: "road-zs")
    try bench.run(until: moment("2026-11-23 23:00"))
    bench.store.hideTasks(on: nil)
    try bench.run(until: moment("2026-11-24 00:00"))
    #expect(try bench.store.lastAudit()?.differences.contains("missing: rung 1 of overdue for \(hidden)") == true)
  }

  @Test func everyRungReachesSomebodyOnEveryWorkdayAhead() throws {
    let from = try #require(CivilDate("2026-11-23"))
    #expect(Reachability(try District.small.planner(), from: from).unreached() == [])
    let absent = District.small.adding(
      "registers/absences.csv", "person,from,until,acting\np-cjb,2026-12-01,2026-12-04,")
    let found = Reachability(try absent.planner(), from: from).unreached()
    #expect(found.map { "\($0.ladder)/\($0.rung) \($0.from) \($0.until)" } == ["overdue/2 2026-12-01 2026-12-04"])
    #expect(found.first?.line.contains("ladders/overdue.yaml:5:5: unreachable[P005]: rung 2 of `overdue`") == true)
  }
}
