import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// Ladders over a running engine: what goes out, to whom, under which number.
@Suite struct LadderTests {
  /// M41, M43: a notice, a bulletin after two failures, an interview after three, then the referral.
  static let rectification = District.small.putting(
    "registers/absences.csv", "person,from,until,acting\n"
  ).adding("registers/units.csv", "u-jw,纪委监委,u-qu,district,discipline,,,")
    .adding("registers/people.csv", "p-jw,纪一,u-jw,,,")
    .adding("registers/posts.csv", "u-jw,head,p-jw,,,")
    .ladder(
      "overdue", ["per: case", "stops: [closed, reported]"],
      rungs: "when: overdue 0, do: notice, to: lead.liaison, answer: 1 workday",
      "when: failed-notices 2, do: bulletin, to: [lead.head, office], approve: office.head",
      "when: failed-notices 3, do: interview, to: lead.head, by: lead.parent.head",
      "when: interview unanswered 3 workdays, do: referral, to: u-jw, dossier: yes")

  func bench(_ district: District = rectification) throws -> (Bench, String) {
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let task = try #require(try bench.task("road-patrol", "road-zs"))
    return (bench, task.number)
  }

  func fired(_ bench: Bench, _ task: String) throws -> [String] {
    try bench.rungs().filter { $0.fired.task == task }.map {
      "\(wall($0.at)) \($0.fired.rung) \($0.fired.recipients.joined(separator: " "))"
    }
  }

  @Test func m41NoticesAreNumberedInTheirSeries() throws {
    let (bench, task) = try bench()
    let notices = try bench.facts(Notice.self)
    #expect(notices.map(\.id) == ["notice/2026/1", "notice/2026/2"])
    let own = try #require(notices.first { $0.tasks == [task] })
    #expect(own.content.recipients == ["p-jt3"])
    #expect(own.content.answerBy.map { wall($0) } == "2026-11-24 17:30", "a workday to answer")
    #expect(try bench.facts(Delivery.self).map(\.recipient).sorted() == ["p-hw3", "p-jt3"])
  }

  @Test func m41TwoFailuresProposeABulletinThreeCallTheHeadIn() throws {
    let (bench, task) = try bench()
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-25 17:30"))
    #expect(try fired(bench, task) == ["2026-11-23 17:30:01 1 p-jt3"], "one failure")
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-26 17:30"))
    #expect(try fired(bench, task).last == "2026-11-23 18:00 2 p-jt1 u-cjb")
    let proposal = try #require(try bench.facts(NoticeProposal.self).first)
    #expect(proposal.approver == "p-cjb")
    #expect(try bench.facts(Notice.self).map(\.series) == ["notice", "notice"], "not before it is approved")
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-30 17:30"))
    let interview = try #require(try bench.facts(Notice.self).last)
    #expect(interview.id == "interview/2026/1")
    #expect(interview.content.recipients == ["p-jt1"] && interview.content.by == "p-qu")
  }

  @Test func m43SilenceAfterTheInterviewIsReferred() throws {
    let (bench, task) = try bench()
    for day in ["25", "26", "30"] {
      try bench.act(task, .report)
      try bench.act(task, .return, due: moment("2026-11-\(day) 17:30"))
    }
    try bench.run(until: moment("2026-11-26 17:30"))
    #expect(try !fired(bench, task).contains { $0.hasSuffix("u-jw") }, "three workdays are not over")
    try bench.run(until: moment("2026-11-26 17:31"))
    #expect(try fired(bench, task).last == "2026-11-26 17:30:01 4 u-jw")
    #expect(try bench.facts(Notice.self).last?.id == "referral/2026/1")
    try bench.act(task, .report)
    try bench.act(task, .return)
    #expect(try fired(bench, task).count == 4, "a referral ends the climb")
  }

  @Test func anAnsweredInterviewIsNotReferred() throws {
    let (bench, task) = try bench()
    for day in ["25", "26", "30"] {
      try bench.act(task, .report)
      try bench.act(task, .return, due: moment("2026-11-\(day) 17:30"))
    }
    let answer: JSONValue = ["id": "interview/2026/1", "by": "p-jt1", "text": "已到场说明"]
    #expect(bench.engine.perform("notice-answer", answer, author: "test", at: bench.now).status == 200)
    try bench.run(until: moment("2026-12-04 12:00"))
    #expect(try !fired(bench, task).contains { $0.hasSuffix("u-jw") })
  }

  /// A notice whose limit passes without a report has failed too.
  @Test func m41ASilentNoticeIsAFailedOne() throws {
    let (bench, task) = try bench()
    try bench.run(until: moment("2026-11-25 12:00"))
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-27 17:30"))
    #expect(try fired(bench, task).last == "2026-11-25 12:00 2 p-jt1 u-cjb", "one by silence, one returned")
  }

  /// What was proposed for a task that is void meanwhile names nobody any more.
  @Test func m45ABulletinAboutAVoidTaskIsNotApproved() throws {
    let (bench, task) = try bench()
    for day in ["25", "26"] {
      try bench.act(task, .report)
      try bench.act(task, .return, due: moment("2026-11-\(day) 17:30"))
    }
    let id = try #require(try bench.facts(NoticeProposal.self).first?.id)
    try bench.act(task, .void)
    let before = try bench.facts(Notice.self)
    let reply = bench.engine.perform(
      "notice-approve", ["id": .string(id), "by": "p-cjb"], author: "test", at: bench.now)
    #expect(reply.status == 409)
    #expect(reply.body["error"]?["message"]?.string?.contains("\(task) is void") == true)
    #expect(try bench.facts(Notice.self) == before)
    for (operation, verb) in [("notice-approve", "approve"), ("notice-reject", "reject")] {
      let stranger: JSONValue = ["id": .string(id), "by": "p-hw1", "reason": "试"]
      let refused = bench.engine.perform(operation, stranger, author: "test", at: bench.now)
      #expect(refused.status == 403 && refused.body["error"]?["reason"]?["code"] == .string("may-not-" + verb))
      #expect(refused.body["error"]?["message"]?.string?.contains("may not \(verb) it") == true)
    }
    let reject: JSONValue = ["id": .string(id), "by": "p-cjb", "reason": "任务已作废"]
    #expect(bench.engine.perform("notice-reject", reject, author: "test", at: bench.now).status == 200)
  }

  @Test func m45AnApprovedBulletinGoesOutUnderItsNumber() throws {
    let (bench, task) = try bench()
    for day in ["25", "26"] {
      try bench.act(task, .report)
      try bench.act(task, .return, due: moment("2026-11-\(day) 17:30"))
    }
    let id = try #require(try bench.facts(NoticeProposal.self).first?.id)
    func approve(_ by: String) -> Int {
      bench.engine.perform("notice-approve", ["id": .string(id), "by": .string(by)], author: "test", at: bench.now)
        .status
    }
    #expect(approve("p-jt1") == 403, "it is not for the unit's own head to say")
    #expect(approve("p-cjb") == 200)
    #expect(approve("p-cjb") == 409, "once")
    let bulletin = try #require(try bench.facts(Notice.self).last)
    #expect(bulletin.id == "bulletin/2026/1" && bulletin.approvedBy == "p-cjb" && bulletin.proposal == id)
    #expect(bulletin.content.recipients == ["p-jt1", "u-cjb"])
  }

  @Test func theActingPersonApprovesForOneOnLeave() throws {
    let district = Self.rectification.adding("registers/absences.csv", "p-cjb,2026-11-24,2026-11-30,p-zb")
    let (bench, task) = try bench(district)
    for day in ["25", "26"] {
      try bench.act(task, .report)
      try bench.act(task, .return, due: moment("2026-11-\(day) 17:30"))
    }
    let id = try #require(try bench.facts(NoticeProposal.self).first?.id)
    func approve(_ at: String) -> Int {
      bench.engine.perform(
        "notice-approve", ["id": .string(id), "by": "p-zb"], author: "test", at: moment(at)
      ).status
    }
    #expect(approve("2026-11-23 19:00") == 403, "the head is there today")
    #expect(approve("2026-11-24 09:00") == 200)
  }

  @Test func leaveTellsTheActingPerson() throws {
    let district = Self.rectification.adding("registers/absences.csv", "p-jt3,2026-11-23,2026-11-30,p-jt2")
    let (bench, _) = try bench(district)
    #expect(try bench.rungs().map(\.fired.recipients).contains(["p-jt2"]))
  }

  /// After a downtime one document for each recipient names everything that was due.
  @Test func aDowntimeGivesOneDocumentForEachRecipient() throws {
    let district = District.small.ladder(
      "overdue", rungs: "when: overdue 0, do: notice, to: office.head, answer: 1 workday",
      "when: overdue 1 workday, do: bulletin, to: office.head",
      "when: overdue 2 workdays, do: interview, to: lead.head")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    try bench.restart(at: moment("2026-11-26 07:00"))
    let monday = Set(try bench.tasks().filter { $0.record.key.period == "2026-11-23" }.map(\.number))
    let fired = try bench.rungs().filter { monday.contains($0.fired.task) }
    #expect(fired.map(\.fired.rung) == [1, 1, 2, 2, 3, 3], "each once, in order")
    let notices = try bench.facts(Notice.self)
    #expect(notices.map(\.content.recipients) == [["p-cjb"], ["p-hw1"], ["p-jt1"]])
    #expect(notices.map(\.series) == ["bulletin", "interview", "interview"], "the gravest gives the kind")
    #expect(Set(notices[0].tasks) == monday, "and it names them all")
    try bench.restart(at: moment("2026-11-26 07:10"))
    #expect(try bench.facts(Notice.self).count == 3, "not again")
    try bench.run(until: moment("2026-11-27 08:00"))
    #expect(try bench.store.lastAudit()?.differences == [], "and the night finds nothing missing")
  }

  /// M54: three orders, each with what it costs, up to the ladder's cap.
  @Test func m54OrdersCostUpToTheCap() throws {
    let district = District.small.ladder(
      "overdue", rungs: "when: overdue 0, do: order, name: first, to: lead.liaison, deduct: 0.5, cap: 2, demand: 立即整改",
      "when: overdue 1 workday, do: order, name: second, to: lead.head, deduct: 1",
      "when: overdue 2 workdays, do: order, name: third, to: [lead.head, office.head], deduct: 2")
    let bench = try Bench(district, at: moment("2026-11-27 06:00"))
    try bench.run(until: moment("2026-12-01 23:00"))
    let friday = try #require(try bench.tasks().first { $0.record.key.subject == "road-zs" })
    let own = try bench.facts(Deduction.self).filter { $0.id.hasSuffix(friday.number) }
    #expect(own.map(\.askedMilliPoints) == [500, 1000, 2000])
    let all = try bench.facts(Deduction.self).filter { $0.unit == "u-jt" }
    #expect(all.reduce(0) { $0 + $1.milliPoints } == 2000, "never more than the cap")
    #expect(own.allSatisfy { $0.person == "p-jt3" }, "traced to the holder")
    let numbers = try bench.facts(Notice.self).filter { $0.series == "order" }.map(\.number)
    #expect(numbers == Array(1...numbers.count), "a series without holes")
  }

  @Test func remindersComeAheadOfTheDeadline() throws {
    let district = District.small.ladder(
      "overdue", rungs: "when: before 2 working-hours, do: reminder, to: holder",
      "when: overdue 0, do: reminder, to: leader")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let task = try #require(try bench.task("road-patrol", "road-zs")).number
    #expect(try fired(bench, task) == ["2026-11-23 15:30 1 p-jt3", "2026-11-23 17:30:01 2 p-jt1"])
  }

  @Test func nobodyTookNoteInTime() throws {
    let district = District.small.ladder(
      "overdue", rungs: "when: unacknowledged 2 working-hours, do: reminder, to: lead.head",
      "when: overdue 5 workdays, do: reminder, to: leader"
    ).replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 3 workdays")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 08:40"))
    let tasks = try bench.tasks()
    #expect(tasks.map(\.state) == [.generated, .generated], "they go out on the next morning")
    try bench.run(until: moment("2026-11-24 09:00"))
    let (silent, noted) = (tasks[0].number, tasks[1].number)
    try bench.act(noted, .acknowledge)
    try bench.run(until: moment("2026-11-24 11:00"))
    #expect(try fired(bench, noted) == [])
    #expect(try fired(bench, silent).map { $0.prefix(19) } == ["2026-11-24 10:30:01"])
  }

  @Test func aSuspendedCaseWaitsAndIsLookedAtWhenItResumes() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-24 08:00"))
    let task = try #require(try bench.task("road-patrol", "road-zs")).number
    #expect(try fired(bench, task).count == 1)
    try bench.act(task, .suspend)
    try bench.run(until: moment("2026-11-26 08:00"))
    #expect(try fired(bench, task).count == 1, "nothing while it is suspended")
    try bench.act(task, .resume)
    #expect(try fired(bench, task).last == "2026-11-26 08:00 2 p-cjb", "what was due in the meantime, at once")
  }

  /// A ladder's steps are those of the book under which the task was generated.
  @Test func stepsAreFrozenWhenTheTaskIsGenerated() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let old = try #require(try bench.task("road-patrol", "road-zs")).number
    bench.shelf.put(District.small.ladder("overdue", rungs: "when: overdue 0, do: notice, to: office.duty-officer"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-24 18:00"))
    #expect(
      try fired(bench, old) == ["2026-11-23 17:30:01 1 p-jt1", "2026-11-24 17:30 2 p-cjb"],
      "the second rung is of the old book")
    let new = try #require(try bench.tasks().first { $0.record.key.period == "2026-11-24" }).number
    #expect(try fired(bench, new) == ["2026-11-24 17:30:01 1 p-zb"])
    try bench.restart(at: moment("2026-11-24 18:30"))
    try bench.run(until: moment("2026-11-25 18:30"))
    #expect(try fired(bench, old).count == 2)
  }

  /// The steps of an earlier book may name a register that nothing else names any more.
  @Test func frozenStepsReachPeopleOfARegisterThatNoRuleNamesNow() throws {
    let old = District.small.adding("registers/wardens.csv", "place,person,unit,from,until\nroad-zs,p-dh3,u-dh,,")
      .ladder("overdue", rungs: "when: overdue 1 workday, do: reminder, to: place.warden | lead.head")
    let bench = try Bench(old, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    bench.shelf.put(old.ladder("overdue", rungs: "when: overdue 0, do: reminder, to: office.head"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-24 18:00"))
    let task = try #require(try bench.tasks().first { $0.record.key.subject == "road-zs" }).number
    #expect(try fired(bench, task) == ["2026-11-24 17:30 1 p-dh3"])
  }
}
