import DutyBook
import DutyDispatch
import DutyLedger
import Testing

/// Tasks of cases, as queues describe them.
@Suite struct CaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var work: WorkKind
    var grain = "clean"
    var matter: QueueCase?
    var round = 0
    var title: String
    var ask: String
    var locale = Settings.Locale.chinese
    var why: String
    var testDescription: String { why }
  }

  static let rubbish = QueueCase(id: "F-1", text: "垃圾堆放", source: "市民反映")

  @Test(arguments: [
    Case(
      work: .rectification, matter: rubbish, title: "整改：路面整洁", ask: "垃圾堆放（来源：市民反映）",
      why: "a finding in its reporter's words, with its source"),
    Case(
      work: .rectification,
      matter: QueueCase(id: "F-2", text: "又有了", source: "督查", relapseOf: "F-1", others: 2), round: 1,
      title: "整改：路面整洁", ask: "又有了（来源：督查；反弹，原问题F-1；第2轮；另有2件同一问题）",
      why: "relapse, round and others are not overlooked"),
    Case(
      work: .rectification, matter: QueueCase(id: "F-3", text: "违建", stage: 2, stages: 3), title: "整改：路面整洁",
      ask: "违建（第2步，共3步）", why: "a stage of a limit"),
    Case(
      work: .rectification, matter: rubbish, title: "Rectify: 路面整洁", ask: "垃圾堆放 (source: 市民反映)",
      locale: .english, why: "in English"),
    Case(work: .rectification, title: "整改：路面整洁", ask: "", why: "a finding that is not at hand"),
    Case(work: .reinspection, matter: rubbish, title: "回头看：路面整洁", ask: "垃圾堆放（来源：市民反映）", why: "a second look"),
    Case(
      work: .attendance, grain: "u-road", matter: QueueCase(id: "W-1", text: "夜市占道"), title: "吹哨报到：市政局",
      ask: "夜市占道", why: "a summons names the department"),
    Case(
      work: .ruling, grain: "", matter: QueueCase(id: "K7Q2M-9XD4P", text: "已移交"), title: "职责裁定", ask: "已移交",
      why: "a ruling says what is disputed"),
    Case(work: .mock, title: "模拟测评：路面整洁", ask: "", why: "a mock evaluation has its checklist"),
    Case(
      work: .classification, grain: "", matter: QueueCase(id: "F-4", text: "看不懂"), title: "问题核定", ask: "看不懂",
      why: "what nobody could place is on the office's list"),
  ])
  func says(_ c: Case) throws {
    var district = try SmallDistrict()
    district.book.settings.locale = c.locale
    var row = try district.task(duty: c.work.rawValue, grain: c.grain, period: "F-1")
    row.round = c.round
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row],
        cases: c.matter.map { [row.number: $0] } ?? [:]))
    let task = try #require(set["p-chief"]?.lines.first?.task)
    #expect(task.title == c.title)
    #expect(task.ask == c.ask)
    #expect(task.matter == c.matter && task.round == c.round)
    #expect(task.checklist.map(\.name) == (c.work == .mock || c.work == .reinspection ? ["路面整洁"] : []))
  }

  @Test func aBooksOwnDutyIsCalledByItsName() throws {
    var district = try SmallDistrict()
    let timing = district.book.duties.rows[0].timing
    _ = district.book.duties.add(
      Duty(
        id: "re-inspection", name: "回访核查", of: .places(PlaceSelector()), grain: .standard, timing: timing,
        source: SmallDistrict.source))
    let row = try district.task(duty: "re-inspection", grain: "clean", period: "F-1")
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row],
        cases: [row.number: Self.rubbish]))
    let task = try #require(set["p-chief"]?.lines.first?.task)
    #expect(task.title == "路面整洁" && task.ask.hasPrefix("垃圾堆放"))
  }
}
