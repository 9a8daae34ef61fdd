import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// A task's life as people live it (M34): who may do what, what it takes, and what is recorded.
@Suite struct PeopleLifeTests {
  @Test func fromDispatchToClosure() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.act(task, .acknowledge, "p-jt3").isDone)
    #expect(try bench.reportPatrol(task).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone)
    let row = try bench.again(task)
    #expect(row.state == .closed)
    #expect(row.closure == .done)
    #expect(row.isOnTime)
    let acted = try bench.events().compactMap { if case .acted(let acted) = $0.event { acted } else { nil } }
    #expect(acted.map(\.by) == ["p-jt3", "p-jt3", row.record.roles.verifier])
    #expect(acted.allSatisfy { $0.via == "uid 1000" }, "the user of the machine stands beside the person")
  }

  struct Refusal: Sendable {
    var action: TaskAction
    var by: String
    var extra: [String: JSONValue] = [:]
    var status: Int64
    var words: String
    var why: String
  }

  @Test(arguments: [
    Refusal(action: .acknowledge, by: "p-jt1", status: 403, words: "for the holder", why: "the head is not the holder"),
    Refusal(action: .acknowledge, by: "p-jtx", status: 404, words: "no person", why: "nobody of that name"),
    Refusal(action: .report, by: "p-jt3", status: 422, words: "`photo`", why: "the standard wants a photo"),
    Refusal(
      action: .report, by: "p-jt3", extra: ["evidence": ["00"]], status: 404, words: "no evidence", why: "no such file"),
    Refusal(
      action: .report, by: "p-jt3", extra: ["minutes": "soon"], status: 400, words: "minutes", why: "no number"),
    Refusal(action: .verify, by: "p-a1", status: 409, words: "needs `reported`", why: "the table of states"),
    Refusal(action: .dispatch, by: "p-jt3", status: 409, words: "cannot dispatch", why: "it is dispatched"),
    Refusal(
      action: .extend, by: "p-jt3", extra: ["until": "2026-11-25"], status: 400, words: "reason", why: "no reason"),
    Refusal(
      action: .extend, by: "p-jt3", extra: ["until": "2026-11-25", "note": "x"], status: 403, words: "approval",
      why: "nobody approved"),
    Refusal(
      action: .extend, by: "p-jt3", extra: ["until": "2026-11-25", "note": "x", "approved-by": "p-jt1"], status: 403,
      words: "may not approve", why: "the own head approves nothing"),
    Refusal(
      action: .extend, by: "p-a1", extra: ["until": "2026-11-25", "note": "x", "approved-by": "p-qu"], status: 403,
      words: "may not extend", why: "the verifier asks for no time"),
    Refusal(
      action: .extend, by: "p-jt3", extra: ["note": "x", "approved-by": "p-qu"], status: 400, words: "until when",
      why: "no time is given"),
    Refusal(
      action: .extend, by: "p-jt3", extra: ["until": "2026-11-20", "note": "x", "approved-by": "p-qu"], status: 422,
      words: "not later", why: "less time is no extension"),
    Refusal(action: .suspend, by: "p-jt3", extra: ["note": "x"], status: 403, words: "approval", why: "not alone"),
    Refusal(action: .void, by: "p-jt3", extra: ["note": "x"], status: 403, words: "approval", why: "not alone"),
    Refusal(action: .reopen, by: "p-a1", extra: ["note": "x"], status: 409, words: "closed", why: "it is not closed"),
    Refusal(
      action: .transfer, by: "p-jt3", extra: ["holder": "p-hw3", "note": "x", "approved-by": "p-qu"], status: 422,
      words: "not of `u-jt`", why: "a stranger without its unit"),
    Refusal(
      action: .report, by: "p-jt3", extra: ["colour": "red"], status: 400, words: "not known", why: "a slip of a key"),
  ])
  func refuses(_ refusal: Refusal) throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    let head = try bench.store.head()
    let answer = try bench.act(task, refusal.action, refusal.by, refusal.extra)
    #expect(answer.status == refusal.status, "\(refusal.why): \(answer)")
    #expect(answer.message.contains(refusal.words), "\(refusal.why): \(answer)")
    #expect(answer.row["error"]?["help"]?.string?.isEmpty == false, "every refusal says what to do")
    #expect(try bench.store.head() == head, "nothing is written")
  }

  /// All or each: good rows stand in one transaction, bad ones are told one by one.
  @Test func aListIsAnsweredRowByRow() throws {
    let bench = try Bench.people()
    let (one, two) = (try bench.owed("road-patrol", "road-zs"), try bench.owed("road-patrol", "road-hp"))
    let head = try bench.store.head()
    let answers = try bench.acts([
      ["number": .string(one.number), "action": "acknowledge", "by": "p-jt3"],
      ["number": "00000-00000", "action": "acknowledge", "by": "p-jt3"],
      ["number": .string(two.number.lowercased()), "action": "acknowledge", "by": "p-hw3"],
      ["number": .string(one.number), "action": "acknowledge", "by": "p-jt3"],
    ])
    #expect(answers.map(\.status) == [200, 404, 200, 409], "the last sees what the first did")
    #expect(try bench.store.head().number == head.number + 1)
    #expect(try bench.again(one).state == .acknowledged)
    #expect(try bench.again(two).state == .acknowledged)
  }

  /// Invariant 7: who did it, and their unit, do not close it.
  @Test(arguments: [("p-jt3", "the holder"), ("p-jt2", "somebody of the lead unit"), ("p-b1", "somebody else")])
  func closingTakesTwo(_ by: String, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.reportPatrol(task).isDone)
    #expect(try bench.act(task, .verify, by).status == 403, "\(why)")
    #expect(try bench.again(task).state == .reported)
  }

  @Test func aReturnBeginsARound() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    let verifier = task.record.roles.verifier
    #expect(try bench.reportPatrol(task).isDone)
    #expect(try bench.act(task, .return, verifier).status == 400, "a return has a reason")
    #expect(try bench.act(task, .return, verifier, ["note": "照片不清"]).isDone)
    var row = try bench.again(task)
    #expect((row.state, row.round) == (.returned, 1))
    #expect(row.promised == task.record.due, "a second chance is not more time")
    try bench.run(until: moment("2026-11-23 18:00"))
    #expect(try bench.act(task, .report, "p-jt3", ["evidence": [try bench.photo(task, "2")]]).isDone)
    #expect(try bench.act(task, .return, verifier, ["note": "仍不清"]).isDone)
    row = try bench.again(task)
    #expect(wall(row.record.due) == "2026-11-24 17:30", "the limit of 17:30, from the return on")
    #expect(try bench.store.receipt(id: row.record.deadline) != nil, "with its receipt")
    #expect(row.promised == task.record.due)
    #expect(!row.isOnTime)
  }

  @Test(arguments: [
    (["until": "2026-11-25"] as [String: JSONValue], "2026-11-25 17:30", "a day is its close of business"),
    (["until": "2026-11-25 10:00"], "2026-11-25 10:00", "a moment"),
    (["limit": "2 workdays"], "2026-11-25 17:30", "a length counts from the present deadline"),
  ])
  func anExtensionIsApproved(_ extra: [String: JSONValue], _ due: String, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    let answer = try bench.act(task, .extend, "p-jt3", extra.merging(["note": "雨天", "approved-by": "p-qu"]) { $1 })
    #expect(answer.isDone, "\(answer)")
    let row = try bench.again(task)
    #expect(wall(row.record.due) == due, "\(why)")
    #expect(row.promised == row.record.due, "on time means the new deadline")
    #expect(try bench.store.receipt(id: row.record.deadline) != nil)
  }

  /// An approver whom the rules name stands before heads of offices.
  @Test func theRulesNameTheApprover() throws {
    let district = District.people.adding("responsibility/95-checks.yaml", "  - rule: approves\n    approver: team-1.head")
    let bench = try Bench.people(district)
    let task = try bench.owed("road-patrol", "road-zs")
    let wish: [String: JSONValue] = ["note": "雨天", "until": "2026-11-25"]
    #expect(try bench.act(task, .extend, "p-jt3", wish.merging(["approved-by": "p-qu"]) { $1 }).status == 403)
    #expect(try bench.act(task, .extend, "p-jt3", wish.merging(["approved-by": "p-a1"]) { $1 }).isDone)
  }

  /// The time that a task stands still is given back in working time.
  @Test func resumingGivesWorkingTimeBack() throws {
    let bench = try Bench.people(at: "2026-11-23 16:30")
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.act(task, .suspend, "p-jt3", ["note": "等产权", "approved-by": "p-qu"]).isDone)
    try bench.run(until: moment("2026-11-24 09:30"))
    #expect(try bench.act(task, .resume, "p-jt3").isDone)
    let row = try bench.again(task)
    #expect(wall(row.record.due) == "2026-11-24 10:30", "one hour on Monday and one on Tuesday, after 17:30")
    #expect(row.promised == row.record.due)
    #expect(row.state == .dispatched)
  }

  @Test func aVoidNamesWhoAllowedIt() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.act(task, .void, "p-qu", ["note": "路段拆除"]).isDone, "the approver alone")
    #expect(try bench.again(task).closure == .void)
    let other = try bench.owed("road-patrol", "road-hp")
    #expect(try bench.act(other, .void, "p-hw3", ["note": "路段拆除", "approved-by": "p-cjb"]).isDone)
    let acted = try bench.events().compactMap { if case .acted(let acted) = $0.event { acted } else { nil } }
    #expect(acted.map(\.approvedBy) == ["p-qu", "p-cjb"])
  }

  @Test func whatWasClosedOpensAgain() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.reportPatrol(task).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone)
    #expect(try bench.act(task, .reopen, "p-jt3", ["note": "没扫"]).status == 403)
    #expect(try bench.act(task, .reopen, "p-zb", ["note": "复查未扫"]).isDone, "anybody of the office")
    let row = try bench.again(task)
    #expect((row.state, row.round, row.closure) == (.returned, 1, nil))
  }

  /// What a person decided about hands is not undone by the next turn of a register, and reissuing undoes it.
  @Test func aTransferHoldsUntilItIsReissued() throws {
    let district = District.people.adding("registers/road-chiefs.csv", "lane-2,p-jt2,u-jt,2026-11-24,")
      .adding("registers/places.csv", "lane-2,二巷,lane,road-hp,,,,,,,")
      .replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 5 workdays")
    let bench = try Bench.people(district)
    let task = try bench.owed("road-patrol", "road-zs")
    let published = bench.sink.committed.count
    let answer = try bench.act(
      task, .transfer, "p-jt3", ["lead": "u-hw", "note": "属环卫", "approved-by": "p-qu"])
    #expect(answer.isDone, "\(answer)")
    var row = try bench.again(task)
    #expect((row.record.roles.lead, row.record.roles.holder) == ("u-hw", "p-hw3"), "by the unit's posts")
    #expect(row.record.roles.verifier == task.record.roles.verifier)
    #expect(bench.sink.committed.count == published, "it is not due before the next dispatch")
    let receipt = try #require(try bench.store.receipt(id: row.record.assignment))
    #expect(receipt.body["roles"]?["holder"]?["rule"]?.string == "transfer")
    try bench.run(until: moment("2026-11-25 09:00"))
    #expect(try bench.again(task).record.roles.lead == "u-hw", "the register turned on the 24th")
    bench.shelf.put(district.adding("registers/posts.csv", "u-dh,deputy,p-dh3,,,"))
    guard case .accepted(_, _, let changedHands) = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("accepted")
      return
    }
    #expect(changedHands == 0, "nothing is said to change hands that does not")
    #expect(try bench.again(task).record.roles.lead == "u-hw", "nor does a rule edit move it")
    #expect(
      try bench.act(task, .reissue, "p-hw1", ["note": "规则已明确", "approved-by": "p-cjb"]).isDone)
    row = try bench.again(task)
    #expect(row.record.roles.lead == "u-jt", "the rules have it again")
  }

  /// A rule edit changes no limit; a reissue does, by name.
  @Test func aReissueTakesTheLimitInForce() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    let wish: [String: JSONValue] = ["note": "改时限", "approved-by": "p-qu"]
    #expect(try bench.act(task, .reissue, "p-jt1", wish).status == 409, "nothing would change")
    bench.shelf.put(
      District.people.replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 2 workdays"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.again(task).record.due == task.record.due)
    #expect(try bench.act(task, .reissue, "p-jt1", wish).isDone)
    let row = try bench.again(task)
    #expect((row.record.limit, wall(row.record.due)) == ("2 workdays", "2026-11-25 17:30"))
    #expect(row.record.book != task.record.book)
    #expect(row.record.ladder == "overdue")
  }

  /// Work that comes back after the day's dispatch and is due before the next stands in the queues at once.
  @Test func whatComesBackTodayIsShownToday() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.reportPatrol(task).isDone)
    let before = bench.sink.committed.count
    #expect(try bench.act(task, .return, task.record.roles.verifier, ["note": "照片不清"]).isDone)
    #expect(bench.sink.committed.count == before + 1)
    #expect(bench.sink.committed.last?.date == day("2026-11-23"))
  }
}
