import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@Suite struct LineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var duty: String
    var grain = ""
    var subject = "road-a"
    var title: String
    var ask = ""
    var checklist: [String] = []
    var evidence: [String] = []
    var place = "中山路"
    var path = ["东湖街道"]
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(
      duty: "patrol", title: "路长巡查", checklist: ["路面整洁", "停放有序"], evidence: ["photo", "note"],
      why: "a checklist has the standards that apply; evidence comes from them, each once"),
    Case(
      duty: "inspect", grain: "order", title: "月度督查 · 市容秩序", ask: "按领域督查打分", checklist: ["停放有序"],
      evidence: ["document"], why: "a sector's task has that sector's standards and the duty's evidence"),
    Case(
      duty: "files", grain: "parking", title: "停放有序", ask: "资料报送", evidence: ["photo", "note"],
      why: "a standard's task is called by the standard; the duty says what is asked"),
    Case(
      duty: "old-compounds", grain: "built", title: "老旧小区改造 · built", why: "a milestone of a campaign"),
    Case(duty: "abolished", title: "abolished", why: "a duty that the book no longer has keeps its identifier"),
    Case(
      duty: "patrol", subject: "u-east", title: "路长巡查", checklist: ["停放有序"], evidence: ["photo", "note"],
      place: "东湖街道办", path: [], why: "a unit as subject has no path, and no standards of places"),
    Case(
      duty: "patrol", subject: "road-z", title: "路长巡查", checklist: ["路面整洁", "停放有序", "摊位规范"],
      evidence: ["photo", "note"], place: "road-z", path: [], why: "a subject that is gone hides no standard"),
  ])
  func says(_ c: Case) throws {
    let district = try SmallDistrict()
    let row = try district.task(duty: c.duty, subject: c.subject, grain: c.grain)
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row]))
    let task = try #require(set["p-chief"]?.lines.first?.task)
    #expect(task.title == c.title)
    #expect(task.ask == c.ask)
    #expect(task.checklist.map(\.name) == c.checklist)
    #expect(task.evidence == c.evidence)
    #expect(task.subject == QueueSubject(id: c.subject, name: c.place, path: c.path))
    #expect(task.checkCode == TaskNumber.checkCode(task.number))
  }

  @Test func everyRoleReadsItsOwnReason() throws {
    let district = try SmallDistrict()
    let body: JSONValue = [
      "roles": [
        "holder": [
          "value": "p-chief", "rule": "road-chief", "source": "responsibility/10-roads.yaml:4",
          "basis": "《路长制实施办法》第三条", "expression": "place.road-chief",
          "rows": ["registers/road-chiefs.csv:12"], "acting-for": "p-gone",
        ],
        "lead": ["value": "u-road", "rule": "road-lead", "expression": "place.road-chief.unit", "rows": []],
        "leader": ["rule": "office", "reason": "no rule names anyone"],
      ],
      "support": [["value": "u-east", "rule": "territory", "expression": "place.territory"]],
    ]
    let receipt = Receipt(kind: .assignment, body: body)
    let row = try district.task(due: district.clock("17:30", -1), assignment: receipt.id)
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row],
        receipts: [receipt.id: receipt]))
    #expect(
      set["p-deputy"]?.lines.first?.reason
        == .assigned(AssignmentReason(rule: "office", fallback: "no rule names anyone")))
    #expect(
      set["p-chief"]?.lines.first?.reason
        == .assigned(
          AssignmentReason(
            rule: "road-chief", source: "responsibility/10-roads.yaml:4", basis: "《路长制实施办法》第三条",
            expression: "place.road-chief", rows: ["registers/road-chiefs.csv:12"], actingFor: "离任己")))
    #expect(
      set["u-road"]?.lines.first?.reason
        == .assigned(AssignmentReason(rule: "road-lead", expression: "place.road-chief.unit")))
    #expect(
      set["u-east"]?.lines.first?.reason
        == .assigned(AssignmentReason(rule: "territory", expression: "place.territory")))
  }

  static let strange: [(JSONValue, String)] = [
    (.null, "no object at all"), (["roles": []], "roles are no object"),
    (["roles": ["holder": "p-chief"]], "a decision is no object"), (["support": "u-east"], "support is no list"),
  ]

  @Test(arguments: strange)
  func aStrangeReceiptCostsOnlyTheReason(_ body: JSONValue, _ why: String) throws {
    let district = try SmallDistrict()
    let receipt = Receipt(kind: .assignment, body: body)
    let row = try district.task(assignment: receipt.id)
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row],
        receipts: [receipt.id: receipt]))
    #expect(set["p-chief"]?.lines.count == 1, "\(why)")
    #expect(set["u-east"]?.lines.first?.reason == .unrecorded)
  }

  @Test func theRungSaysItselfWhy() throws {
    let district = try SmallDistrict()
    let due = try district.clock("17:30", -1)
    let row = try district.task(due: due)
    let rungs = [
      RungFired(task: row.number, ladder: "overdue", rung: 1, nominal: due, recipients: ["p-idle"]),
      RungFired(task: row.number, ladder: "overdue", rung: 2, nominal: due, recipients: ["p-idle", "u-office"]),
    ]
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row], rungs: rungs))
    let line = try #require(set["p-idle"]?.lines.first)
    #expect(line.reason == .rung(ladder: "overdue", rung: 2, nominal: due, note: ""), "the newest rung speaks")
    #expect(line.task.rung == 2)
  }
}
