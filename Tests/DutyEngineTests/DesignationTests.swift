import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// A district in which nobody verifies: a gap from the first day.
private let open = District.small.without("responsibility/95-checks.yaml")

@Suite struct DesignationTests {
  private func designate(_ bench: Bench, _ roles: [String: JSONValue], _ more: [String: JSONValue] = [:]) -> (
    Int, JSONValue
  ) {
    let fields = roles.merging(more) { $1 }.merging(["duty": "road-patrol", "reason": "无人核查"]) { old, _ in old }
    let answer = bench.engine.perform("designate", .object(fields), author: "p-cjb", at: bench.now)
    return (answer.status, answer.body)
  }

  @Test func aGapIsOnTheListAndItsTasksAreTheOffices() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let gaps = try bench.store.gaps()
    #expect(gaps.contains { $0.role == "verifier" && $0.topic == "duty:road-patrol" })
    for task in try bench.tasks() { #expect(!task.record.roles.verifier.isEmpty) }
  }

  @Test func aDesignationClosesTheGapAndMovesTheTasks() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"]).0 == 200)
    #expect(try !bench.store.gaps().contains { $0.topic == "duty:road-patrol" })
    #expect(Set(try bench.tasks().map(\.record.roles.verifier)) == ["p-a1"])
    try bench.run(until: moment("2026-11-24 12:00"))
    #expect(Set(try bench.tasks().map(\.record.roles.verifier)) == ["p-a1"], "it binds until withdrawn")
    let before = try bench.tasks()
    try bench.restart(at: bench.now)
    #expect(try bench.tasks() == before, "a restart keeps it")
    #expect(try !bench.store.gaps().contains { $0.topic == "duty:road-patrol" })
  }

  @Test func withdrawingOpensTheGapAgain() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let made = designate(bench, ["verifier": "p-a1"]).1
    let id = try #require(made["id"]?.string)
    let answer = bench.engine.perform(
      "designation-withdraw", ["id": .string(id), "reason": "规则已补"], author: "p-cjb", at: bench.now)
    #expect(answer.status == 200)
    #expect(try bench.store.gaps().contains { $0.topic == "duty:road-patrol" })
    #expect(try bench.store.designations().isEmpty)
    #expect(Set(try bench.tasks().map(\.record.roles.verifier)) != ["p-a1"])
  }

  @Test(arguments: [["road-zs"], []])
  func loadingTheExportedRuleClosesTheDesignation(_ subjects: [String]) throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let (status, made) = designate(
      bench, ["verifier": "p-a1"], ["subjects": .array(subjects.map { .string($0) })])
    #expect(status == 200)
    let record = try #require(try bench.store.designations().first { $0.id == made["id"]?.string })
    let exported = DesignatedRules.export(record, in: bench.engine.current.book)
    #expect((exported.test == nil) == subjects.isEmpty, "a test asks about a subject")
    var files = open.putting("responsibility/01-designated.yaml", exported.rule)
    if let test = exported.test { files = files.putting("tests/designated.yaml", test) }
    bench.shelf.put(files)
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the exported rule and its test are accepted: \(String(describing: bench.engine.degraded))")
      return
    }
    #expect(try bench.store.designations().isEmpty, "the rule says it now")
    let task = try #require(try bench.tasks().first { $0.record.key.subject == "road-zs" })
    #expect(task.record.roles.verifier == "p-a1", "nothing changed hands")
    try bench.restart(at: bench.now)
    #expect(try bench.tasks().first { $0.number == task.number }?.record.roles.verifier == "p-a1")
  }

  @Test func aDesignationAgainstARuleTestRefusesNothing() throws {
    let tested = District.small.putting(
      "tests/roads.yaml",
      """
      tests:
        - test: the road's chief patrols
          given: { duty: road-patrol, subject: road-zs, at: 2026-11-23 09:00 }
          then: { holder: p-jt3 }

      """)
    let bench = try Bench(tested, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"]]).0 == 200)
    guard case .unchanged = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("rule tests speak of the files alone")
      return
    }
    try bench.restart(at: bench.now)
    #expect(bench.engine.degraded == nil)
    #expect(try bench.tasks().first { $0.record.key.subject == "road-zs" }?.record.roles.holder == "p-jt2")
  }

  @Test func theSameDesignationTwiceIsOne() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"]).0 == 200)
    let head = try bench.store.head()
    #expect(designate(bench, ["verifier": "p-a1"]).1["outcome"]?.string == "unchanged")
    #expect(try bench.store.head() == head)
  }

  @Test func aLaterDesignationOutranksAnEarlierOne() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"]).0 == 200)
    #expect(designate(bench, ["verifier": "p-a2"], ["reason": "改派"]).0 == 200)
    #expect(Set(try bench.tasks().map(\.record.roles.verifier)) == ["p-a2"])
  }

  @Test func aDesignationOfAPlaceBindsWhatLiesBelow() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"], ["subjects": ["dh"]]).0 == 200)
    let verifiers = Dictionary(
      uniqueKeysWithValues: try bench.tasks().map { ($0.record.key.subject, $0.record.roles.verifier) })
    #expect(verifiers["road-zs"] == "p-a1")
    #expect(verifiers["road-hp"] != "p-a1")
    #expect(try bench.store.gaps().contains { $0.topic == "duty:road-patrol" && $0.witness == "road-hp" })
  }

  @Test(arguments: [
    (["reason": "x"] as [String: JSONValue], 400, "names no role"),
    (["verifier": "p-a1", "reason": ""], 400, "has no reason"),
    (["verifier": "p-nobody", "reason": "x", "duty": "road-patrol"], 422, "names somebody unknown"),
    (["verifier": "p-a1", "reason": "x"], 400, "says not what it is about"),
    (["verifier": "p-a1", "reason": "x", "duty": "road-patrol", "until": "soon"], 400, "ends on no date"),
  ])
  func refuses(_ fields: [String: JSONValue], _ status: Int, _ why: String) throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let head = try bench.store.head()
    #expect(
      bench.engine.perform("designate", .object(fields), author: "p-cjb", at: bench.now).status == status, "\(why)")
    #expect(try bench.store.head() == head)
  }

  /// Whoever is named is there, is not their own verifier, and leaves no role empty that somebody had.
  @Test(arguments: [
    ("holder", "p-old", "person-not-there", "somebody who has left"),
    ("verifier", "p-ill", "person-away", "somebody on leave for whom nobody acts"),
    ("lead", "u-old", "unit-not-there", "a unit that is no more"),
    ("holder", "p-a1", "opens-gap", "the only one who may verify"),
    ("lead", "team-1", "opens-gap", "the unit of the only one who may verify"),
    ("lead", "u-xh", "opens-gap", "a unit that the road's chief is not of"),
  ])
  func passesTheProofs(_ role: String, _ id: String, _ code: String, _ why: String) throws {
    let district = District.small
      .adding("registers/people.csv", "p-old,旧人,u-jt,,2026-10-31,\np-ill,病假,team-2,,,")
      .adding("registers/units.csv", "u-old,旧局,u-qu,district,bureau,,2026-10-31,")
      .putting("registers/absences.csv", "person,from,until,acting\np-ill,2026-11-01,2026-12-31,\n")
      .putting("responsibility/95-checks.yaml", "rules:\n  - rule: checks\n    verifier: p-a1\n")
    let bench = try Bench(district, at: moment("2026-11-23 09:00"))
    let head = try bench.store.head()
    let before = try bench.tasks()
    let (status, body) = designate(bench, [role: .string(id)])
    #expect(status == 422 && body["error"]?["reason"]?["code"]?.string == code, "\(why): \(body.canonicalText)")
    #expect(try bench.store.head() == head && bench.tasks() == before)
    #expect(designate(bench, ["holder": "p-jt2"]).0 == 200, "and anybody else is taken")
  }

  /// A gap that was there before refuses nobody, wherever its witness comes to lie.
  @Test func whatWasOpenBeforeIsNotItsDoing() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"]]).0 == 200)
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs", "road-nowhere"]]).0 == 422)
  }

  /// A hole in the register between two rows: the list has a line while it lasts, and no longer.
  @Test func aGapThatEndsLeavesTheList() throws {
    let hole = District.small.putting(
      "registers/inspectors.csv", "unit,person,from,until\nu-qu,p-a1,,2026-11-24\nu-qu,p-a2,2026-11-27,\n"
    )
    .putting("responsibility/95-checks.yaml", "rules:\n  - rule: checks\n    verifier: u-qu.inspector\n")
    .replacing("dutyd.yaml", "horizon: 60 days", "horizon: 30 days")
    let bench = try Bench(hole, at: moment("2026-11-23 06:00"))
    #expect(try bench.store.gaps().contains { $0.topic == "duty:road-patrol" }, "the horizon sees it")
    try bench.run(until: moment("2026-11-26 12:00"))
    #expect(try bench.store.gaps().contains { $0.topic == "duty:road-patrol" })
    try bench.run(until: moment("2026-11-27 12:00"))
    #expect(try !bench.store.gaps().contains { $0.topic == "duty:road-patrol" }, "it is over")
  }

  @Test func theSlidingHorizonUncoversAGap() throws {
    let ending = District.small.putting(
      "registers/inspectors.csv", "unit,person,from,until\nu-qu,p-a1,,2026-12-25\n"
    )
    .putting("responsibility/95-checks.yaml", "rules:\n  - rule: checks\n    verifier: u-qu.inspector\n")
    .replacing("dutyd.yaml", "horizon: 60 days", "horizon: 30 days")
    let bench = try Bench(ending, at: moment("2026-11-23 06:00"))
    #expect(try bench.store.gaps().isEmpty)
    try bench.run(until: moment("2026-11-26 12:00"))
    #expect(try bench.store.gaps().isEmpty)
    try bench.run(until: moment("2026-11-27 12:00"))
    #expect(try !bench.store.gaps().isEmpty, "30 days from the 27th take in the 26th of December")
  }

  @Test func aDesignationThatEndsOpensTheGapAgain() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"], ["until": "2026-11-25"]).0 == 200)
    #expect(try bench.store.gaps().contains { $0.topic == "duty:road-patrol" }, "the horizon sees its end")
    try bench.run(until: moment("2026-11-26 12:00"))
    #expect(Set(try bench.tasks().map(\.record.roles.verifier)) != ["p-a1"])
  }
}
