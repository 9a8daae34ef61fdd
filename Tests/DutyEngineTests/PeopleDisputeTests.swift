import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// Whose a task is, and work that units hand to each other.
@Suite struct PeopleDisputeTests {
  private func ask(_ bench: Bench, _ operation: String, _ fields: [String: JSONValue]) -> (Int, JSONValue) {
    let answer = bench.engine.perform(operation, .object(fields), author: "uid 1000", at: bench.now)
    return (answer.status, answer.body)
  }

  // MARK: M11

  @Test func M11_notMineTwiceOpensARuling() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    let wish: [String: JSONValue] = [
      "number": .string(task.number), "by": "p-jt3", "reason": "已移交街道", "whose": "u-dh",
    ]
    #expect(ask(bench, "task-disown", wish.merging(["by": "p-hw3"]) { $1 }).0 == 403)
    let first = ask(bench, "task-disown", wish)
    #expect(first.1["told"]?.string == "p-jt1", "the head of the lead unit")
    #expect(first.1["ruling"] == nil)
    let second = ask(bench, "task-disown", wish)
    let number = try #require(second.1["ruling"]?.string)
    let ruling = try #require(try bench.store.task(number: number))
    #expect(ruling.record.roles.lead == "u-cjb")
    #expect(!ruling.record.roles.verifier.isEmpty)
    #expect(ruling.record.limit == "1 workday")
    #expect(ask(bench, "task-disown", wish).0 == 409, "while the office rules")
    #expect(try bench.again(task).record.roles.holder == "p-jt3", "until then it stays")
    try bench.run(until: moment("2026-11-24 09:00"))
    #expect(try bench.store.task(number: number)?.record.roles == ruling.record.roles, "no rule moves a ruling")
  }

  private func ruled(_ bench: Bench) throws -> (task: TaskRow, ruling: String) {
    let task = try bench.owed("road-patrol", "road-zs")
    let wish: [String: JSONValue] = ["number": .string(task.number), "by": "p-jt3", "reason": "已移交街道"]
    _ = ask(bench, "task-disown", wish)
    let ruling = try #require(ask(bench, "task-disown", wish).1["ruling"]?.string)
    try bench.run(until: moment("2026-11-24 09:00"))
    return (task, ruling)
  }

  @Test func M11_aRulingMovesTheTaskAndIsVerified() throws {
    let bench = try Bench.people()
    let (task, number) = try ruled(bench)
    let decide: [String: JSONValue] = ["number": .string(number), "lead": "u-dh", "reason": "移交协议已生效"]
    #expect(ask(bench, "task-rule", decide.merging(["by": "p-jt1"]) { $1 }).0 == 403, "the office rules")
    #expect(ask(bench, "task-rule", decide.merging(["by": "p-cjb", "reason": ""]) { $1 }).0 == 400)
    let answer = ask(bench, "task-rule", decide.merging(["by": "p-cjb"]) { $1 })
    #expect(answer.0 == 200, "\(answer.1.canonicalText)")
    let row = try bench.again(task)
    #expect((row.record.roles.lead, row.record.roles.holder) == ("u-dh", "p-dh2"))
    let ruling = try #require(try bench.store.task(number: number))
    #expect(ruling.state == .reported)
    #expect(ask(bench, "task-rule", decide.merging(["by": "p-cjb"]) { $1 }).0 == 409, "once")
    #expect(try bench.act(ruling, .verify, ruling.record.roles.verifier).isDone)
    let note: [String: JSONValue] = ["number": .string(task.number), "by": "p-dh2", "reason": "不对"]
    #expect(ask(bench, "task-disown", note).1["ruling"]?.string.map { $0 != number } == true, "and on, if need be")
  }

  /// Nobody settles by themselves what the office is asked to settle; what it rules is what is recorded.
  @Test func M11_whileTheOfficeRulesTheTaskStays() throws {
    let bench = try Bench.people()
    let (task, number) = try ruled(bench)
    let head = task.record.roles
    let moved = try bench.act(
      task, .transfer, head.leader, ["lead": "u-xh", "approved-by": "p-cjb", "note": "给他们"])
    #expect(!moved.isDone, "a transfer waits for the ruling")
    #expect(try !bench.act(task, .report, head.holder).isDone, "and so does the report")
    #expect(try bench.again(task).record.roles == head)
    let told = ask(
      bench, "task-rule",
      ["number": .string(number), "lead": "u-dh", "by": "p-cjb", "reason": "移交协议已生效", "as-rule": true])
    #expect(told.1["lead"]?.string == "u-dh")
    #expect(told.1["rule"]?.string?.contains("lead: u-dh") == true)
    #expect(try bench.again(task).record.roles.lead == "u-dh")
    let after = try bench.act(task, .report, try bench.again(task).record.roles.holder)
    #expect("\(after)".contains("evidence-missing"), "the ruling is in the way no more, only the photo: \(after)")
  }

  /// A task that changes hands no more is not ruled into others on paper.
  @Test func M11_aVoidTaskIsNotRuledElsewhere() throws {
    let bench = try Bench.people()
    let (task, number) = try ruled(bench)
    try bench.engine.append(
      [.acted(TaskActed(task: task.number, action: .void, by: "p-cjb", approvedBy: "p-cjb", closure: .void))],
      at: bench.now)
    let decide: [String: JSONValue] = ["number": .string(number), "by": "p-cjb", "reason": "移交协议已生效"]
    let told = ask(bench, "task-rule", decide.merging(["lead": "u-dh"]) { $1 })
    #expect(told.0 == 409, "\(told.1.canonicalText)")
    #expect(try bench.store.records(Ruling.self).isEmpty, "nothing is recorded that is not so")
    let same = decide.merging(["lead": .string(task.record.roles.lead)]) { $1 }
    #expect(ask(bench, "task-rule", same).0 == 200, "it can be confirmed where it is")
  }

  /// The ruling, written out as a rule with its test, loads and says what was ruled.
  @Test func M11_aRulingBecomesARule() throws {
    let bench = try Bench.people()
    let (_, number) = try ruled(bench)
    let answer = ask(
      bench, "task-rule",
      [
        "number": .string(number), "lead": "u-dh", "holder": "p-dh3", "by": "p-cjb", "reason": "移交协议已生效",
        "as-rule": true,
      ])
    let rule = try #require(answer.1["rule"]?.string)
    let test = try #require(answer.1["test"]?.string)
    bench.shelf.put(
      District.people.putting("responsibility/02-rulings.yaml", rule).putting("tests/rulings.yaml", test))
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("refused: \(String(describing: bench.engine.degraded?.lines))\n\(rule)\n\(test)")
      return
    }
    try bench.run(until: moment("2026-11-25 09:00"))
    let next = try bench.owed("road-patrol", "road-zs")
    #expect((next.record.roles.lead, next.record.roles.holder) == ("u-dh", "p-dh3"))
  }

  // MARK: M33

  @Test func M33_aCascadeReachesTheGrid() throws {
    let bench = try Bench.people()
    let start: [String: JSONValue] = ["duty": "same-day", "from": "qu", "text": "暴雨清雨水口", "by": "p-cjb"]
    #expect(ask(bench, "cascade-start", start.merging(["duty": "same-dya"]) { $1 }).1.canonicalText.contains("same-day"))
    #expect(ask(bench, "cascade-start", start.merging(["duty": "files"]) { $1 }).0 == 422)
    let answer = ask(bench, "cascade-start", start)
    let id = try #require(answer.1["cascade"]?.string)
    func open() throws -> [String] {
      try bench.tasks().filter { $0.record.key.period == id }.map(\.record.key.subject).sorted()
    }
    #expect(try open() == ["dh", "xh"], "the first level at once")
    #expect(try bench.tasks().filter { $0.record.key.period == id }.allSatisfy { $0.state == .dispatched }, "at once")
    let dh = try bench.owed("same-day", "dh")
    #expect(wall(dh.record.due) == "2026-11-23 11:00", "its own limit")
    #expect(try bench.act(dh, .acknowledge, dh.record.roles.holder).isDone)
    #expect(try open() == ["comm-1", "dh", "xh"])
    #expect(try bench.act(dh, .report, dh.record.roles.holder).isDone)
    #expect(try open() == ["comm-1", "dh", "xh"], "handed on once")
    let xh = try bench.owed("same-day", "xh")
    #expect(try bench.act(xh, .report, xh.record.roles.holder).isDone)
    #expect(try open() == ["comm-1", "dh", "grid-3", "xh"], "a level without places is passed over")
    try bench.run(until: moment("2026-11-23 11:00"))
    let community = try bench.owed("same-day", "comm-1")
    #expect(try bench.act(community, .report, community.record.roles.holder).isDone)
    #expect(try open() == ["comm-1", "dh", "grid-1", "grid-2", "grid-3", "xh"])
    let grid = try bench.owed("same-day", "grid-1")
    #expect(wall(grid.record.due) == "2026-11-23 17:00", "four working hours from 11:00")
    let tree = try bench.store.records(CascadeStarted.self, topic: "cascade:" + id).map(\.record)
    #expect(tree.map(\.parent) == ["", dh.number, xh.number, community.number])
    let known = Set(try bench.tasks().filter { $0.record.key.period == id }.map(\.number))
    #expect(Set(tree.flatMap(\.children)) == known, "every task hangs on the tree")
  }

  @Test func M33_aCascadeBeginsAtAUnit() throws {
    let bench = try Bench.people()
    let answer = ask(
      bench, "cascade-start", ["duty": "same-day", "from": "u-dh", "text": "清雨水口", "by": "p-dh1"])
    #expect(answer.1["tasks"]?.array?.count == 1)
    #expect(try bench.owed("same-day", "dh").record.roles.lead == "u-dh")
  }

  // MARK: M14

  @Test func M14_theSubdistrictWhistlesDepartmentsReport() throws {
    let bench = try Bench.people()
    let call: [String: JSONValue] = [
      "place": "road-zs", "unit": "u-dh", "departments": ["u-hw", "u-jt"], "text": "夜市占道", "by": "p-dh2",
      "limit": "2 working-hours",
    ]
    #expect(ask(bench, "summon", call.merging(["place": "road-hp"]) { $1 }).0 == 422, "not its territory")
    #expect(ask(bench, "summon", call.merging(["by": "p-xh1"]) { $1 }).0 == 403, "not of the unit")
    #expect(ask(bench, "summon", call.merging(["departments": ["u-hx"]]) { $1 }).0 == 404)
    let answer = ask(bench, "summon", call)
    #expect(answer.0 == 200, "\(answer.1.canonicalText)")
    let tasks = try bench.tasks().filter { $0.record.key.work == .attendance }
    #expect(Set(tasks.map(\.record.roles.lead)) == ["u-hw", "u-jt"], "one each")
    #expect(tasks.allSatisfy { wall($0.record.due) == "2026-11-23 11:00" && $0.state == .dispatched })
    #expect(tasks.allSatisfy { $0.record.roles.verifier == "p-dh2" }, "who summoned sees who came")
    let own = try #require(tasks.first { $0.record.roles.lead == "u-hw" })
    #expect(try bench.act(own, .report, "p-hw3", ["note": "已到场"]).isDone)
    #expect(try bench.act(own, .verify, "p-dh2").isDone)
  }

  /// What somebody asks for in person goes out at once, even where its deadline lies after the next dispatch.
  @Test func M33_nothingWaitsForTheMorning() throws {
    let bench = try Bench.people(at: "2026-11-21 10:00")
    let answer = ask(bench, "cascade-start", ["duty": "same-day", "from": "u-dh", "text": "清雨水口", "by": "p-dh1"])
    #expect(answer.0 == 200)
    let task = try bench.owed("same-day", "dh")
    #expect(wall(task.record.due) == "2026-11-23 10:30", "a Saturday")
    #expect(task.state == .dispatched)
    #expect(bench.sink.committed.last?.date == day("2026-11-21"))
  }

  // MARK: M55

  @Test func M55_anAnomalyIsReportedUpward() throws {
    let bench = try Bench.people()
    let talk: [String: JSONValue] = ["authority": "u-tj", "by": "p-wg2", "text": "例行沟通"]
    #expect(ask(bench, "contact-add", talk).1["task"] == nil)
    let answer = ask(bench, "contact-add", talk.merging(["text": "样本口径有变", "anomaly": true]) { $1 })
    let number = try #require(answer.1["task"]?.string)
    let task = try #require(try bench.store.task(number: number))
    #expect((task.record.roles.lead, task.record.roles.holder) == ("u-wg", "p-wg2"))
    #expect(task.record.limit == "4 working-hours")
    let log = try bench.store.records(Contact.self, topic: Topic.unit("u-tj")).map(\.record)
    #expect(log.map(\.upward) == ["", number])
    #expect(try bench.act(task, .report, "p-wg2", ["note": "已报创建办"]).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone)
  }

  // MARK: M53

  @Test func M53_theOfficeSeesWhoHasNotAnswered() throws {
    let bench = try Bench.people(at: "2026-11-02 09:00")
    let (jt, hw) = (try bench.owed("files", "u-jt"), try bench.owed("files", "u-hw"))
    func standing(_ row: TaskRow) throws -> FeedbackStanding { FeedbackStanding(try bench.again(row), at: bench.now) }
    #expect(try standing(jt) == .unseen)
    #expect(try bench.act(jt, .acknowledge, jt.record.roles.holder).isDone)
    #expect(try standing(jt) == .seen)
    #expect(try bench.act(jt, .report, jt.record.roles.holder, ["evidence": [try bench.photo(jt, shows: "document")]]).isDone)
    #expect(try standing(jt) == .answered)
    try bench.run(until: moment("2026-11-10 09:00"))
    #expect(try standing(hw) == .overdue)
    #expect(try bench.act(hw, .report, hw.record.roles.holder, ["evidence": [try bench.photo(hw, shows: "document")]]).isDone)
    #expect(try standing(hw) == .answeredLate)
    #expect(try bench.act(hw, .return, hw.record.roles.verifier, ["note": "缺目录"]).isDone)
    #expect(try standing(hw) == .returned)
    #expect(FeedbackStanding.allCases.filter(\.isMissing) == [.returned, .seen, .unseen, .overdue])
  }
}
