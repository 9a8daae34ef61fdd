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

  /// What it says and cannot bring about is said, role by role.
  @Test func aDesignationThatDecidesNothingSaysSo() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    func notes(_ roles: [String: JSONValue], _ more: [String: JSONValue] = [:]) -> [String] {
      (designate(bench, roles, more).1["notes"]?.array ?? []).compactMap(\.string)
    }
    #expect(notes(["holder": "p-jt2"], ["subjects": ["road-zs"]]).isEmpty, "it decides one case")
    #expect(notes(["approver": "p-zb"], ["subjects": ["road-zs"]]).isEmpty, "of whatever role")
    let silent = notes(["verifier": "p-jt1"], ["subjects": ["road-zs"]])
    #expect(silent.count == 1 && silent[0].contains("nobody becomes verifier"), "of the lead unit: \(silent)")
  }

  /// Of what is never asked nobody decides, and a mistyped place does not stand as if somebody did.
  @Test(arguments: [
    ("road-patrol", "", ["compound-1"], "not-a-subject", "`compound-1` is no subject of the duty `road-patrol`"),
    ("road-patrol", "", ["road-zs", "lane-1"], "not-a-subject", "`lane-1`"),
    ("road-patrol", "", ["u-jt"], "not-a-subject", "`u-jt` is no subject"),
    ("road-patrol", "", ["road-zs", "u-jt"], "places-and-units", "the unit `u-jt` stands beside places"),
    ("", "", ["road-zs", "u-jt"], "places-and-units", "`u-jt`"),
    ("", "road-clean", ["lane-1"], "standard-not-there", "`road-clean` does not apply to `lane-1`"),
    ("road-patrol", "road-clean", ["road-zs"], "standard-not-asked", "no task for the standard `road-clean` alone"),
  ])
  func takesOnlyWhatIsAsked(
    _ duty: String, _ standard: String, _ subjects: [String], _ code: String, _ message: String
  ) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let head = try bench.store.head()
    let (status, body) = designate(
      bench, ["holder": "p-jt2"],
      ["duty": .string(duty), "standard": .string(standard), "subjects": .array(subjects.map { .string($0) })])
    let error = body["error"]
    #expect(status == 422 && error?["reason"]?["code"]?.string == code, "\(body.canonicalText)")
    #expect(error?["message"]?.string?.contains(message) == true, "\(body.canonicalText)")
    #expect(error?["help"]?.string?.isEmpty == false)
    #expect(try bench.store.head() == head)
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["dh"]]).0 == 200, "a place above roads is taken")
  }

  /// What nobody knows is said by itself, with what is called nearly so; a designation that is refused has no number.
  @Test(arguments: [
    (["holder": "p-jt22"], "unknown-person", "no person `p-jt22`", "`p-jt2`"),
    (["verifier": "u-jt"], "unknown-person", "no person `u-jt`", ""),
    (["lead": "u-jtt"], "unknown-unit", "no unit `u-jtt`", "`u-jt`"),
    (["holder": "p-jt2", "duty": "road-patrl"], "unknown-duty", "no duty `road-patrl`", "`road-patrol`"),
    (["holder": "p-jt2", "standard": "road-claen"], "unknown-standard", "no standard `road-claen`", "`road-clean`"),
    (["holder": "p-jt2", "subjects": ["road-zs", "road-zz"]], "unknown-subject", "no place or unit `road-zz`", "`road-zs`"),
    (["holder": "p-jt2", "subjects": ["和平大路"]], "unknown-subject", "no place or unit `和平大路`", "`road-hp` (和平路)"),
  ] as [([String: JSONValue], String, String, String)])
  func namesOnlyWhatIsKnown(_ fields: [String: JSONValue], _ code: String, _ message: String, _ near: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let (status, body) = designate(bench, ["subjects": ["road-zs"]], fields)
    let error = body["error"]
    #expect(status == 422 && error?["reason"]?["code"]?.string == code, "\(body.canonicalText)")
    #expect(error?["message"]?.string?.hasPrefix(message) == true, "\(body.canonicalText)")
    let help = error?["help"]?.string ?? ""
    #expect(near.isEmpty ? !help.isEmpty : help.contains(near), "\(body.canonicalText)")
    #expect(!body.canonicalText.contains("Z-") && !body.canonicalText.contains("does not speak"))
  }

  /// Whom it takes a role from is said as it is made, with the open tasks that go to somebody else by that.
  @Test func whatItOutranksIsSaid() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    func made(_ roles: [String: JSONValue], on subjects: [String]) throws -> (id: String, outranks: [JSONValue]) {
      let (status, body) = designate(bench, roles, ["subjects": .array(subjects.map { .string($0) })])
      #expect(status == 200, "\(body.canonicalText)")
      let effects = body["effects"]?.array ?? []
      return (try #require(body["id"]?.string), effects.filter { $0["code"] == "outranks" })
    }
    func effect(_ id: String, _ role: String, _ person: String, _ count: Int) -> JSONValue {
      [
        "code": "outranks", "word": .string(id), "day": "2026-11-23", "role": .string(role),
        "person": .string(person), "count": .string(String(count)),
      ]
    }
    func holders() throws -> [String: String] {
      Dictionary(
        try bench.tasks().filter { $0.record.key.duty == "road-patrol" && $0.state.isOpen }
          .map { ($0.number, $0.record.roles.holder) }, uniquingKeysWith: { $1 })
    }
    let both = try made(["holder": "p-jt1", "verifier": "p-a1"], on: ["road-zs", "road-hp"])
    #expect(both.outranks.isEmpty, "nothing was designated before")
    let before = try holders()
    let one = try made(["holder": "p-jt2"], on: ["road-zs"])
    let after = try holders()
    let changed = before.count { after[$0.key] != $0.value }
    #expect(changed > 0 && changed < before.count, "of the other road nothing changes: \(before)")
    #expect(one.outranks == [effect(both.id, "holder", "p-jt1", changed)], "the verifier stays")
    let all = try made(["holder": "p-jt3", "verifier": "p-b1"], on: ["road-zs", "road-hp"])
    #expect(
      all.outranks == [
        effect(both.id, "holder", "p-jt1", before.count - changed), effect(both.id, "verifier", "p-a1", before.count),
        effect(one.id, "holder", "p-jt2", changed),
      ], "each task counts for the one that spoke: \(all.outranks)")
    let last = try made(["holder": "p-jt3"], on: ["road-zs", "road-hp"])
    #expect(last.outranks == [effect(all.id, "holder", "p-jt3", 0)], "the same person stays, and older ones spoke no more")
  }

  /// A duty that is of other places by now: what was designated for those it had stands, decides nothing, and says so.
  @Test func aReloadMayLeaveADesignationIdle() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"]]).0 == 200)
    func standing() throws -> DesignationStanding? {
      let assignment = bench.engine.current.planner.assignment
      return DesignationStanding.all(try bench.store.designations(), in: assignment, on: day("2026-11-23")).first
    }
    #expect(try standing()?.isSilent == false)
    bench.shelf.put(
      District.small.replacing("duties/road-patrol.yaml", "of: { kind: road }", "of: { kind: road, within: [xh] }"))
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("\(String(describing: bench.engine.degraded))")
      return
    }
    #expect(try standing()?.idleness == .subjects(["road-zs"]))
    #expect(try standing()?.isIdle == true && standing()?.isSilent == true)
    let (status, body) = designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"]])
    #expect(status == 422 && body["error"]?["reason"]?["code"] == "not-a-subject", "it is not said to be in force")
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

  /// Who designates, and who withdraws, is somebody of the register who may, on that day.
  @Test(arguments: [
    ("p-jt1", 403, "not-the-office", "the head of a bureau"), ("p-old", 403, "person-not-there", "who has left the office"),
    ("p-nobody", 422, "unknown-person", "nobody of the register"), ("uid 0", 422, "unknown-person", "the machine's account"),
    ("", 400, "nobody-named", "nobody at all"),
  ])
  func onlyTheOfficeDesignates(_ author: String, _ status: Int, _ code: String, _ why: String) throws {
    let bench = try Bench(
      open.adding("registers/people.csv", "p-old,旧人,u-cjb,,2026-10-31,"), at: moment("2026-11-23 09:00"))
    let id = try #require(designate(bench, ["verifier": "p-a1"]).1["id"]?.string)
    let head = try bench.store.head()
    let withdrawal: JSONValue = ["id": .string(id), "reason": "试"]
    let designation: JSONValue = ["holder": "p-jt2", "duty": "road-patrol", "subjects": ["road-zs"], "reason": "试"]
    for (operation, fields) in [("designate", designation), ("designation-withdraw", withdrawal)] {
      var named = fields.object ?? [:]
      named["by"] = .string(author)
      // As the caller the door knows, and as the person that the request names, which comes first.
      for (fields, caller) in [(fields, author), (JSONValue.object(named), "p-cjb")] {
        let reply = bench.engine.perform(operation, fields, author: caller, at: bench.now)
        #expect(
          reply.status == status && reply.body["error"]?["reason"]?["code"]?.string == code,
          "\(operation) by \(why): \(reply.body.canonicalText)")
      }
    }
    #expect(try bench.store.head() == head)
  }

  /// Nobody verifies their own work, whichever of two designations names them first (design invariant 7).
  @Test(arguments: [("verifier", "holder"), ("holder", "verifier")])
  func twoDesignationsMakeNobodyTheirOwnVerifier(_ first: String, _ second: String) throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let (status, made) = designate(bench, [first: "p-a1"], ["subjects": ["dh"], "until": "2026-12-10"])
    #expect(status == 200, "\(made.canonicalText)")
    let id = try #require(made["id"]?.string)
    let head = try bench.store.head()
    for (more, why) in [
      (["subjects": ["road-zs"]], "a place below"), ([:], "every place"),
      (["subjects": ["road-zs"], "until": "2026-11-30"], "for a time"),
    ] as [([String: JSONValue], String)] {
      let (status, body) = designate(bench, [second: "p-a1"], more)
      #expect(status == 422 && body["error"]?["reason"]?["code"]?.string == "verifier-is-holder", "\(why)")
      #expect(body["error"]?["message"]?.string?.contains(id) == true, "\(body.canonicalText)")
    }
    #expect(try bench.store.head() == head)
    let elsewhere = designate(bench, [second: "p-a1"], ["subjects": ["road-hp"]])
    #expect(elsewhere.0 == 200, "of another place they may be: \(elsewhere.1.canonicalText)")
    #expect(designate(bench, [first: "p-a2"], ["subjects": ["dh"]]).0 == 200)
    #expect(designate(bench, [second: "p-a1"], ["subjects": ["road-zs"]]).0 == 200, "the newest one counts")
  }

  /// One that ends uncovers what it outranked.
  @Test func theDesignationBehindOneThatEndsCounts() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    #expect(designate(bench, ["verifier": "p-a1"], ["subjects": ["dh"]]).0 == 200)
    #expect(designate(bench, ["verifier": "p-a2"], ["subjects": ["dh"], "until": "2026-11-30"]).0 == 200)
    #expect(designate(bench, ["holder": "p-a1"], ["subjects": ["road-zs"]]).0 == 422, "from the first of December")
    #expect(designate(bench, ["holder": "p-a1"], ["subjects": ["road-zs"], "until": "2026-11-30"]).0 == 200)
  }

  @Test func whatIsInForceIsNotDesignatedAgain() throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let id = try #require(designate(bench, ["verifier": "p-a1"], ["subjects": ["dh", "xh"]]).1["id"]?.string)
    let head = try bench.store.head()
    let again: [String: JSONValue] = ["subjects": ["xh", "dh"], "reason": "再报一次"]
    let (status, body) = designate(bench, ["verifier": "p-a1"], again)
    #expect(status == 409 && body["error"]?["reason"]?["code"]?.string == "designated-already")
    #expect(body["error"]?["message"]?.string?.contains(id) == true, "\(body.canonicalText)")
    #expect(try bench.store.head() == head)
    let other: [(roles: [String: JSONValue], more: [String: JSONValue], why: String)] = [
      (["verifier": "p-a1"], ["subjects": ["dh"], "reason": "再报一次"], "another place"),
      (["verifier": "p-a1"], ["subjects": ["dh", "xh"], "until": "2026-12-10"], "another span"),
      (["verifier": "p-a2"], ["subjects": ["dh", "xh"]], "another person"),
      (["verifier": "p-a1"], again, "what a later one outranks is wanted again"),
    ]
    for other in other { #expect(designate(bench, other.roles, other.more).0 == 200, "\(other.why)") }
    #expect(designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"]]).0 == 200)
    #expect(designate(bench, ["holder": "p-hw2"], ["subjects": ["road-hp"]]).0 == 200)
    let beside = designate(bench, ["holder": "p-jt2"], ["subjects": ["road-zs"], "reason": "再报一次"])
    #expect(beside.0 == 409, "a later one of another road outranks nothing: \(beside.1.canonicalText)")
    let back = designate(bench, ["verifier": "p-a1"], ["subjects": ["dh", "xh"]])
    #expect(back.0 == 409 && back.1["error"]?["message"]?.string?.contains("outranks") == false, "the newest says the same")
  }

  @Test func whoIsAwayIsSaidWithWhoActs() throws {
    let bench = try Bench(
      open.putting("registers/absences.csv", "person,from,until,acting\np-jt2,2026-11-20,2026-12-05,p-jt3\n"),
      at: moment("2026-11-23 09:00"))
    let (status, body) = designate(bench, ["holder": "p-jt2"], ["subjects": ["road-hp"]])
    #expect(status == 200, "\(body.canonicalText)")
    #expect(body["acting"] == [["role": "holder", "person": "p-jt2", "acting": "p-jt3"]])
    let note = body["notes"]?.array?.first?.string ?? ""
    #expect(note.contains("p-jt2") && note.contains("is away on 2026-11-23") && note.contains("p-jt3"), "\(note)")
    #expect(designate(bench, ["verifier": "p-a1"]).1["acting"] == [], "and nobody where all are there")
  }
}
