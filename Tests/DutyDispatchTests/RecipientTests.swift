import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@Suite struct RecipientTests {
  /// What one reader has of one task.
  struct Case: Sendable, CustomTestStringConvertible {
    var reader: String
    var days = 0
    var state = TaskState.dispatched
    var veto = false
    var told: [String] = []
    /// Listed as this role in this section; `nil`: not listed.
    var line: (QueueRole, QueueSection)?
    /// Counted in this section; `nil`: not at all.
    var counted: QueueSection?
    var why: String
    var testDescription: String { why }
  }

  static let cases = [
    Case(reader: "p-chief", line: (.holder, .dueToday), counted: .dueToday, why: "the holder does it"),
    Case(reader: "u-road", line: (.lead, .dueToday), counted: .dueToday, why: "a unit reads what it leads"),
    Case(reader: "u-east", line: (.support, .dueToday), counted: .dueToday, why: "and what it supports"),
    Case(reader: "p-deputy", counted: .dueToday, why: "a leader gets a number of what is on time"),
    Case(reader: "p-deputy", days: -1, line: (.leader, .overdue), counted: .overdue, why: "and the overdue one"),
    Case(
      reader: "p-deputy", days: 20, veto: true, line: (.leader, .escalated), counted: .escalated,
      why: "a veto item reaches the leader at once"),
    Case(reader: "p-check", why: "a verifier has nothing before the report"),
    Case(
      reader: "p-check", state: .reported, line: (.verifier, .toVerify), counted: .toVerify,
      why: "a reported task is the verifier's"),
    Case(
      reader: "p-check", state: .reported, veto: true, line: (.verifier, .escalated), counted: .escalated,
      why: "a reported veto item is the verifier's first"),
    Case(reader: "p-chief", state: .reported, counted: .waiting, why: "the holder waits"),
    Case(reader: "p-deputy", state: .reported, counted: .waiting, why: "so does the leader"),
    Case(reader: "p-idle", why: "nobody else has it"),
    Case(reader: "u-office", why: "the office has nothing before a rung"),
    Case(
      reader: "u-office", days: -1, told: ["u-office"], line: (.office, .escalated), counted: .escalated,
      why: "a rung tells the office"),
    Case(
      reader: "p-head", days: -1, told: ["p-head"], line: (.office, .escalated), counted: .escalated,
      why: "a rung tells the office's head, who reads it as the office"),
    Case(
      reader: "p-idle", days: -1, told: ["p-idle"], line: (.escalation, .escalated), counted: .escalated,
      why: "a rung may tell anyone"),
    Case(
      reader: "p-deputy", days: -1, told: ["p-deputy"], line: (.leader, .escalated), counted: .escalated,
      why: "the leader stays the leader, once"),
    Case(
      reader: "p-chief", days: -1, told: ["p-deputy"], line: (.holder, .escalated), counted: .escalated,
      why: "what was escalated is on top for its holder too"),
    Case(
      reader: "p-idle", days: -1, state: .reported, told: ["p-idle"],
      why: "once reported, those a rung told are not chased"),
  ]

  @Test(arguments: cases)
  func reads(_ c: Case) throws {
    let district = try SmallDistrict()
    let row = try district.task(due: district.clock("17:30", c.days), veto: c.veto, state: c.state)
    let rung = RungFired(
      task: row.number, ladder: "overdue", rung: 1, nominal: row.record.due, recipients: c.told)
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row],
        rungs: c.told.isEmpty ? [] : [rung]))
    let queue = try #require(set[c.reader])
    #expect(queue.lines.map(\.role) == (c.line.map { [$0.0] } ?? []))
    #expect(queue.lines.map(\.section) == (c.line.map { [$0.1] } ?? []))
    for section in QueueSection.allCases {
      #expect(queue.counts[section] == (section == c.counted ? 1 : 0), "\(section)")
    }
  }

  @Test func everyoneOfTheDayHasAQueue() throws {
    let district = try SmallDistrict()
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: []))
    #expect(
      set.queues.map(\.recipient.id) == [
        "p-check", "p-chief", "p-deputy", "p-head", "p-idle", "u-east", "u-idle", "u-office", "u-road",
      ])
    #expect(set["p-gone"] == nil, "who has left has no queue")
    #expect(
      set["p-deputy"]?.recipient
        == .person(id: "p-deputy", name: "领导乙", unit: "u-road", unitName: "市政局", posts: ["deputy"]))
  }

  @Test func whoeverIsNotThereLeavesItToTheOffice() throws {
    let district = try SmallDistrict()
    var roles = SmallDistrict.roles
    roles.holder = "p-gone"
    let row = try district.task(due: district.clock("17:30", 30), roles: roles)
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row]))
    let line = try #require(set["u-office"]?.lines.first)
    #expect(line.role == .office)
    #expect(line.section == .escalated)
    #expect(line.reason == .unreachable(["p-gone"]))
    #expect(set["u-road"]?.counts[.later] == 1, "the lead unit still has it in its own section")
  }

  @Test func aVacantRoleIsTheOffices() throws {
    let district = try SmallDistrict()
    var roles = SmallDistrict.roles
    roles.leader = ""
    let row = try district.task(roles: roles)
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row]))
    #expect(set["u-office"]?.lines.map(\.reason) == [.unreachable(["leader"])])
  }

  @Test func theDesignationListIsTheOffices() throws {
    let district = try SmallDistrict()
    let until = district.date.adding(days: 10)
    let gaps = [
      GapRecord(
        id: "G2", role: "holder", topic: "standard:clean", witness: "road-b", pairs: 3, from: district.date,
        until: until, reason: "no rule names a holder"),
      GapRecord(
        id: "G1", role: "lead", topic: "duty:patrol", witness: "road-a", pairs: 7, from: district.date,
        until: until, reason: "no rule names a lead"),
    ]
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [], gaps: gaps))
    let list = try #require(set["u-office"]?.gaps)
    #expect(list.map(\.id) == ["G1", "G2"])
    #expect(list.map(\.topicName) == ["路长巡查", "路面整洁"])
    #expect(list.first?.witness == QueueSubject(id: "road-a", name: "中山路", path: ["东湖街道"]))
    #expect(set.queues.filter { !$0.gaps.isEmpty }.count == 1)
  }
}
