import DutyCalendar
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyPages

/// Pages by which a task is changed, consented to, and stood by at a post.
@Suite struct ChangePageTests {
  private func html(_ page: Page, _ reader: PageReader) -> [UInt8] { Array(PageRenderer(reader).html(page).utf8) }

  private var task: TaskView {
    var view = TaskView(
      task: Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00"), period: "2026-11-23",
      opens: Sample.at("2026-11-23T06:30:00"), promised: Sample.at("2026-11-23T17:30:00"), leader: "周洁", verifier: "李强",
      may: [.acknowledge, .report, .disown, .extend, .transfer, .suspend, .void])
    view.asked = [AskedWish(id: "w-1", action: .extend, by: "王芳", approvers: ["周洁", "孙伟"], mayDecide: true)]
    return view
  }

  @Test func changingATask() throws {
    let reader = Sample.reader(path: "/tasks/AAAAA-00001")
    var state = FormState([("until", "2026-11-20"), ("note", "连续下雨")])
    state = checkWish(.extend, state, reader)
    #expect(Set(state.errors.keys) == ["until"])
    try expectGolden("task-change.html", html(taskPage(task, (.extend, state), reader), reader))
  }

  @Test(arguments: [
    (TaskWish.extend, [("note", "雨")], ["until"], "without a day"),
    (.extend, [("note", "雨"), ("until", "明天")], ["until"], "no date"),
    (.extend, [("until", "2026-11-27")], ["note"], "without a reason"),
    (.extend, [("note", "雨"), ("until", "2026-11-27")], [], "whole"),
    (.transfer, [("note", "轮岗")], ["holder"], "to nobody"),
    (.transfer, [("note", "轮岗"), ("lead", "城管局")], [], "to a unit"),
    (.transfer, [("holder", "李强")], ["note"], "without a reason"),
    (.suspend, [], ["note"], "without a reason"), (.void, [("note", " ")], ["note"], "blanks are no reason"),
    (.resume, [], [], "resuming takes no reason"),
  ] as [(TaskWish, [(String, String)], [String], String)])
  func wishes(_ c: (wish: TaskWish, sent: [(String, String)], wrong: [String], why: String)) {
    let state = checkWish(c.wish, FormState(c.sent.map { ($0.0, $0.1) }), Sample.reader())
    #expect(state.errors.keys.sorted() == c.wrong, "\(c.why)")
  }

  @Test func approving() throws {
    let reader = Sample.reader(name: "周洁", path: "/approvals/w-1")
    let item = WishItem(
      id: "w-1", action: .extend, task: Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00"), by: "王芳",
      at: Sample.at("2026-11-23T08:40:00"), note: "连续下雨", until: "2026-11-27", approvers: ["周洁", "孙伟"], mayDecide: true)
    try expectGolden("approval.html", html(approvalPage(item, FormState(), reader), reader))
    let list = approvalsPage(ApprovalsView(waiting: [item]), reader)
    try expectGolden("approvals.html", html(list, reader))
  }

  private var shifts: CheckInView {
    CheckInView(
      name: "王芳",
      shifts: [
        .init(
          campaign: "visit", post: "desk", postName: "值班台", place: "road-zs", placeName: "中山路",
          from: Sample.at("2026-11-23T08:00:00"), to: Sample.at("2026-11-23T12:00:00"), came: Sample.at("2026-11-23T07:56:48")),
        .init(
          campaign: "visit", post: "gate", postName: "路口", place: "road-hp", placeName: "和平路",
          from: Sample.at("2026-11-24T08:00:00"), to: Sample.at("2026-11-24T12:00:00")),
      ])
  }

  @Test func checkingIn() throws {
    let reader = Sample.reader(path: "/check-in")
    try expectGolden("check-in.html", html(checkInPage(shifts, FormState(), reader), reader))
  }

  @Test(arguments: [
    ([("shift", "desk@road-zs"), ("kind", "in")], [], "a shift that goes on"),
    ([("shift", "gate@road-hp"), ("kind", "in")], ["shift"], "tomorrow's cannot be checked into today"),
    ([("shift", "desk@road-zs")], ["kind"], "coming or leaving is said"),
    ([("shift", "desk@road-zs"), ("kind", "out"), ("lat", "28.5")], ["lon"], "half a position"),
    ([("shift", "desk@road-zs"), ("kind", "in"), ("lat", "91"), ("lon", "118")], ["lat"], "no place on earth"),
    ([("shift", "desk@road-zs"), ("kind", "in"), ("lat", "28.5"), ("lon", "118.2")], [], "with a position"),
  ] as [([(String, String)], [String], String)])
  func checkIns(_ c: (sent: [(String, String)], wrong: [String], why: String)) {
    let state = checkCheckIn(FormState(c.sent.map { ($0.0, $0.1) }), shifts, Sample.reader())
    #expect(state.errors.keys.sorted() == c.wrong, "\(c.why)")
  }

  @Test(arguments: [
    (PageSpan(first: 1, count: 5), "", "a list that is whole says nothing"),
    (PageSpan(first: 121, count: 120, total: 431, previous: "/queue", next: "/queue?x"), "第 121–240 件，共 431 件", "a page in the middle"),
    (PageSpan(first: 1, count: 120, total: 5000, isAtLeast: true, next: "/x"), "第 1–120 件，共 5000 件以上", "nobody counts for ever"),
    (PageSpan(first: 61, count: 60, next: "/x", start: "/findings"), "第 61–120 件", "nobody counted"),
    (PageSpan(first: 121, count: 0, previous: "/queue"), "这一页没有内容了，请返回前一页。", "it grew shorter meanwhile"),
  ])
  func spans(_ c: (span: PageSpan, text: String, why: String)) {
    #expect(Sample.reader().text(c.span) == c.text, "\(c.why)")
  }

  @Test func whatTheRulesChanged() throws {
    let reader = Sample.reader(path: "/rules")
    let day = CivilDate("2026-11-23") ?? Sample.reader().today
    let plan = PlanChange(
      counts: [.moved: 12, .gained: 1, .retimed: 3],
      groups: [
        .init(
          kind: .moved, duty: "道路巡查", from: "王芳 · 交通局", to: "李强 · 城管局", count: 12, subjects: ["中山路", "和平路", "一巷"],
          since: day, rule: "roads (responsibility/10-roads.yaml:4)"),
        .init(
          kind: .retimed, duty: "市场检查", from: "workday at 08:00, due 17:30", to: "week at 08:00, due 2 workdays", count: 3,
          subjects: ["东湖市场"], since: day, rule: ""),
      ], groupCount: 44, loads: [.init(name: "李强", before: 20, after: 260), .init(name: "王芳", before: 260, after: 20)],
      loadCount: 2)
    let view = RulesView(
      digest: "0123456789abcdef", since: Sample.now, duties: 3, standards: 4, places: 5, people: 6, rules: [], questions: 9,
      changes: [.init(path: "responsibility/10-roads.yaml", added: 3, removed: 1)], plan: plan, previous: "fedcba9876543210")
    try expectGolden("rules-change.html", html(rulesPage(view, reader), reader))
  }
}
