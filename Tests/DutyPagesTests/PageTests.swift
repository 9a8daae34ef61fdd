import DutyBook
import DutyCalendar
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyPages

@Suite struct QueuePageTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var due: String
    var state: TaskState = .dispatched
    var part: TaskPart = .holder
    var section: QueueView.Section
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(due: "2026-11-23T08:59:59", section: .overdue, why: "a second late is late"),
    Case(due: "2026-11-23T09:00:00", section: .today, why: "met means at or before"),
    Case(due: "2026-11-24T00:00:00", section: .today, why: "midnight belongs to the day that it ends"),
    Case(due: "2026-11-24T00:00:01", section: .tomorrow, why: "a second later it is tomorrow's"),
    Case(due: "2026-11-25T00:00:00", section: .tomorrow, why: "tomorrow's midnight is tomorrow's"),
    Case(due: "2026-11-25T09:00:00", section: .later, why: "the day after is later"),
    Case(due: "2026-11-20T09:00:00", state: .reported, section: .waiting, why: "what is reported is not late"),
    Case(due: "2026-11-20T09:00:00", state: .suspended, section: .waiting, why: "what is suspended is not late"),
    Case(due: "2026-11-20T09:00:00", state: .reported, part: .verifier, section: .verify, why: "it waits for this reader"),
  ])
  func sections(_ c: Case) {
    let task = Sample.task("AAAAA-00001", due: c.due, state: c.state, part: c.part)
    #expect(QueueView.section(of: task, Sample.reader()) == c.section)
  }

  @Test func theThreeSectionsThatEverybodyLooksForAreThereWhenEmpty() {
    let page = queuePage(QueueView(name: "王芳", tasks: [], mayAct: true), Sample.reader())
    let empty = page.blocks.compactMap { block -> String? in
      if case .cards(let cards) = block { cards.empty } else { nil }
    }
    #expect(empty == ["没有逾期任务。", "今天没有到期任务。", "明天没有到期任务。"])
  }

  @Test func aReaderWhoMayNotActHasNothingToPress() {
    var view = Sample.queue
    #expect(PageRenderer(Sample.reader()).html(queuePage(view, Sample.reader())).contains("/acknowledge"))
    view.mayAct = false
    let html = PageRenderer(Sample.reader()).html(queuePage(view, Sample.reader()))
    #expect(!html.contains("/acknowledge"))
    #expect(!html.contains("/report\""))
  }
}

@Suite struct MarkupTests {
  @Test func everyTemplateIsOne() {
    for (name, template) in Templates.all { #expect(template.isGood, "\(name) is a template") }
    #expect(Templates.group.isGood)
  }

  @Test func whatComesFromPeopleIsEscapedWhereverItStands() {
    let bad = Sample.hostile
    let reader = Sample.reader(name: bad, path: "/x?q=\"><script>")
    var page = Page(bad, over: bad, lead: bad)
    page.add(.notice(PageNotice(.bad, bad, lines: [bad], link: PageLink(bad, bad), detail: bad)))
    page.add(.text(PageText(PageHeading(bad, id: "t"), [bad], links: [PageLink(bad, bad)])))
    page.add(.links(PageLinks(bad, [PageLink(bad, bad, count: bad)])))
    page.add(.facts(PageFacts(PageHeading(bad, id: "f"), [PageFact(bad, PageCell(bad, href: bad, note: bad, badges: [PageBadge(bad)]))])))
    page.add(
      .cards(
        PageCards(
          PageHeading(bad, id: "c"), count: 1, note: bad,
          cards: [
            PageCard(
              id: bad, title: bad, href: bad, badges: [PageBadge(bad)], place: bad, path: bad, text: bad, due: bad, late: bad,
              small: [bad], actions: [PageAction(bad, bad, hidden: [PageHidden(bad, bad)], label: bad)],
              links: [PageLink(bad, bad)])
          ], empty: bad)))
    page.add(
      .table(
        PageTable(
          PageHeading(bad, id: "b"), note: bad, columns: [.init(bad), .init(bad)],
          rows: [[PageCell(bad), PageCell(bad, action: PageAction(bad, bad))]], empty: bad)))
    let kinds: [PageField.Kind] = [
      .line, .lines, .decimal, .whole, .date, .password, .photo, .select([PageOption(bad, bad)]),
      .radios([PageOption(bad, bad)]), .checks([PageOption(bad, bad)]), .suggested([PageOption(bad, bad)]),
    ]
    page.add(
      .form(
        PageForm(
          PageHeading(bad, id: "g"), note: bad, path: bad,
          fields: kinds.map { PageField(bad, bad, $0, value: bad, help: bad, error: bad, isRequired: true, unit: bad) },
          hidden: [PageHidden(bad, bad)], submit: bad)))
    page.add(.history(PageHistory(PageHeading(bad, id: "h"), lines: [.init(when: bad, who: bad, what: bad, note: bad)], empty: bad)))
    let html = PageRenderer(reader).html(page)
    #expect(!html.contains("<script>"))
    #expect(!html.contains("alert(\"1\")"))
    #expect(html.contains("&lt;script&gt;"), "it was shown at all")
  }

  @Test func nothingIsInline() {
    let html = PageRenderer(Sample.reader()).html(queuePage(Sample.queue, Sample.reader()))
    #expect(!html.contains(" style="))
    #expect(!html.contains("<style"))
    #expect(!html.contains("onclick"))
    #expect(html.contains("<script src=\"/static/duty-"))
  }

  @Test func filesAreCalledByWhatTheyHold() {
    for asset in Assets.all {
      #expect(Assets.asset(at: asset.path)?.bytes == asset.bytes)
      #expect(asset.path.hasPrefix("/static/duty-"))
    }
    #expect(Assets.asset(at: "/static/duty-000000000000.css") == nil, "an earlier version is not found")
    #expect(Assets.all.reduce(0) { $0 + $1.bytes.count } < 40_000)
  }
}

@Suite struct FormTests {
  @Test func aPageTakesWhatTheEngineTakes() {
    let long = String(repeating: "脏\r\n", count: TextLimit.statement / 2)
    let told = FormState([("place", "中山路"), ("text", long + "乱")])
    #expect(checkFinding(told, hasPhoto: false, Sample.reader()).errors["text"] == "不能超过 5000 字")
    let fits = FormState([("place", "中山路"), ("text", String(long.dropLast()) + "乱")])
    #expect(checkFinding(fits, hasPhoto: false, Sample.reader()).isGood)
    let html = PageRenderer(Sample.reader()).html(findingForm(FindingFormView(kinds: []), FormState(), Sample.reader()))
    #expect(html.contains("maxlength=\"5000\""))
  }

  @Test func anErrorIsBoundToItsFieldAndSummedUp() {
    var state = FormState([("place", "中山路")])
    state = checkFinding(state, hasPhoto: true, Sample.reader())
    #expect(state.errors["text"] == "请写明发现了什么问题")
    #expect(state.errors["place"] == nil)
    #expect(state.errors["photo"] == "请重新选择文件（浏览器不保留已选文件）")
    let html = PageRenderer(Sample.reader()).html(findingForm(FindingFormView(kinds: []), state, Sample.reader()))
    #expect(html.contains("aria-describedby=\"f-text-help f-text-error\" aria-invalid=\"true\""))
    #expect(html.contains("id=\"f-text-error\""))
    #expect(html.contains("<li><a href=\"#f-text\">"))
    #expect(html.contains("value=\"中山路\""), "what was typed is kept")
  }

  @Test(arguments: [
    ("42", true, 420_000, "per cent without its sign"), ("42%", true, 420_000, "and with it"),
    ("42.5％", true, 425_000, "a full-width sign"), ("0.5", false, 500_000, "a plain number"), ("3", false, 3_000_000, "whole"),
    ("", false, nil, "nothing"), ("a", false, nil, "no number"), ("-1", false, nil, "nothing below nought"),
    ("1.", false, nil, "cut short"), ("1.2345678", false, nil, "finer than a millionth"),
  ] as [(String, Bool, Int?, String)])
  func numbersAsTyped(_ c: (text: String, isPercent: Bool, micro: Int?, why: String)) {
    #expect(typedMicro(c.text, isPercent: c.isPercent) == c.micro, "\(c.why)")
  }

  private func view(_ evidence: [String], minutes: Int? = nil, fixes: Bool = false) -> ReportView {
    ReportView(
      task: Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00"), verifier: "李强", evidence: evidence,
      measures: [.init(name: "ratio", standard: "公益广告", value: "ratio", atLeastMicro: 400_000, atMostMicro: nil)],
      minutes: minutes, isRectification: fixes)
  }

  @Test func aReportIsCheckedAgainstWhatItsTaskAsksM20() {
    let reader = Sample.reader()
    let bare = checkReport(FormState([]), view(["photo", "note", "check-in"], minutes: 30), fileFields: [], reader)
    #expect(Set(bare.errors.keys) == ["file-photo", "note", "lat", "lon", "minutes", "value-ratio"])
    let short = FormState([("note", "好"), ("minutes", "20"), ("value-ratio", "35"), ("lat", "28.1"), ("lon", "118.2")])
    let checked = checkReport(short, view(["photo", "note", "check-in"], minutes: 30), fileFields: ["file-photo"], reader)
    #expect(checked.errors["minutes"] == "不足 30 分钟，不能报告")
    #expect(checked.errors["value-ratio"] == nil, "a check that fails is reported all the same")
    let fix = checkReport(short, view(["note"], fixes: true), fileFields: [], reader)
    #expect(fix.errors["value-ratio"] == "未达到合格线，整改任务不能报告完成")
  }

  @Test func aPhotoIsAPicture() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
    #expect(photoTrouble(png, isPhoto: true, most: 100, Sample.reader()) == nil)
    #expect(photoTrouble(Array("hello there".utf8), isPhoto: true, most: 100, Sample.reader()) != nil)
    #expect(photoTrouble(Array("hello there".utf8), isPhoto: false, most: 100, Sample.reader()) == nil)
    #expect(photoTrouble([UInt8](repeating: 1, count: 3 << 20), isPhoto: false, most: 2 << 20, Sample.reader()) == "照片超过 2 兆字节")
  }
}

@Suite struct LanguageTests {
  @Test(arguments: [
    ("zh-CN,zh;q=0.9,en;q=0.8", PageLocale.chinese, "a Chinese browser"), ("en-US,en;q=0.9", .english, "an English one"),
    ("fr,en;q=0.5", .english, "the nearest that there is"), ("en;q=0.3,zh;q=0.7", .chinese, "by weight, not by place"),
    ("", .chinese, "nothing said"), ("*", .chinese, "anything"), ("en;q=0", .chinese, "not wanted"),
  ] as [(String, PageLocale, String)])
  func byTheBrowser(_ c: (header: String, locale: PageLocale, why: String)) {
    #expect(PageLocale(accepting: c.header) == c.locale, "\(c.why)")
  }

  @Test func theChoiceKeepsThePage() {
    #expect(Sample.reader(path: "/search?q=a&lang=en").href(in: .chinese) == "/search?q=a&lang=zh-Hans")
    #expect(Sample.reader(path: "/queue").href(in: .english) == "/queue?lang=en")
  }

  @Test(arguments: [
    ("2026-11-23 skipped off: Saturday", "跳过", "休息日：周六"),
    ("2026-11-23 note day of receipt, not counted", "说明", "收到当日不计"),
    ("2026-11-23 counted 3:30 h 08:30-12:00", "计入 3:30 小时", "08:30-12:00"),
    ("2026-11-23 counted 1 workday workday: Monday", "计入 1 个工作日", "工作日：周一"),
    ("2026-10-01 skipped off: 国庆节 (calendar/2026.csv:31)", "跳过", "休息日：国庆节 (calendar/2026.csv:31)"),
    ("2026-11-23 note received off hours at 18:00, so it starts at the next opening", "说明", "18:00 收到时不在办公时间，从下次上班起算"),
  ])
  func receiptsInChinese(_ line: String, _ count: String, _ why: String) {
    let words = ReceiptWords(line, Sample.reader())
    #expect(words.count == count)
    #expect(words.why == why)
  }
}

@Suite struct OverviewTests {
  @Test func movementIsSaidM50() {
    let view = LeagueView(
      leagues: [], name: "月度考核", period: "2026年11月",
      rows: [
        .init(unit: "甲", rank: 1, before: 3, milliScore: 96_500), .init(unit: "乙", rank: 2, before: 2, milliScore: 90_000),
        .init(unit: "丙", rank: 3, before: 1, milliScore: 80_000, bottomRunning: 2), .init(unit: "丁", rank: 4, before: nil, milliScore: 1),
      ])
    guard case .table(let table)? = leaguePage(view, Sample.reader()).blocks.last else {
      Issue.record("there is a table")
      return
    }
    #expect(table.rows.map { $0[2].text } == ["↑ 升 2", "—", "↓ 降 2", "新"])
    #expect(table.rows[2][0].badges.map(\.text) == ["连续 2 期后三名"])
  }

  @Test func heatIsTheNumberAndTheShade() {
    #expect([0, 1, 25, 26, 75, 100].map { HeatView.level($0, most: 100) } == [0, 1, 1, 2, 3, 4])
    let heat = HeatView(
      sectors: ["市容", "其他"], rows: [.init(name: "东湖街道", href: "/places/s", counts: [3, 90])], hasRest: true)
    guard case .table(let table)? = placePage(PlaceView(id: "d", name: "区", kind: "district", heat: heat), Sample.reader()).blocks.last
    else {
      Issue.record("there is a table")
      return
    }
    #expect(table.rows[0].map(\.text) == ["东湖街道", "3", "90", "93"])
    #expect(table.rows[0].map(\.heat) == [nil, 4, nil, nil], "what is summed up does not outshine")
  }
}

@Suite struct NoticeNumberTests {
  @Test("a document's number as people write it", arguments: [
    ("整改通知书〔2026〕3号", ["notice/2026/3", "rectification/2026/3"]), ("notice/2026/3", ["notice/2026/3"]),
    ("整改通知书 2026 12", ["notice/2026/12", "rectification/2026/12"]), ("K7Q2M-9XD4P", []), ("2026", []),
    ("中山路 12", []), ("F-1A2B3C4D5E", []),
  ] as [(String, [String])])
  func numbers(_ c: (text: String, ids: [String])) {
    #expect(Sample.reader().noticeIDs(c.text) == c.ids)
  }
}

@Suite struct DeskPageTests {
  /// What is not counted to its end says so, and how a designation stands is said in both languages.
  @Test(arguments: [
    (PageLocale.chinese, ["5000+", "自 2026-11-20 至 2026-12-01 以 Z-2 为准", "今天不在，这一项暂不起作用"]),
    (PageLocale.english, ["5000+", "Z-2 speaks in its place from 2026-11-20 to 2026-12-01", "not there today"]),
  ])
  func saysHowItStands(_ locale: PageLocale, _ texts: [String]) throws {
    var view = OfficeView()
    view.totals[.stuck] = 5000
    view.atLeast = [.stuck]
    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
    var item = DesignationItem(
      id: "Z-1", about: "路长巡查", named: [NamedRole("holder", "交二")], author: "创建", date: try day("2026-11-18"), until: nil, reason: "试")
    item.outranked = [
      OutrankedItem(
        role: "holder", by: "Z-2", since: try day("2026-11-20"), until: try day("2026-12-01"), within: [])
    ]
    item.absent = ["verifier"]
    view.designations = [item]
    let reader = Sample.reader(locale)
    let html = PageRenderer(reader).html(officePage(view, reader))
    for text in texts { #expect(html.contains(text), "\(text)") }
  }

  /// Whom it names is said with the role: on the desk, and where it is withdrawn.
  @Test(arguments: [
    (PageLocale.chinese, "牵头单位：环卫处；责任领导：王队；责任人：交二；核验人：李查；审批人：赵批"),
    (.english, "Lead unit: 环卫处; Leader: 王队; Holder: 交二; Verifier: 李查; Approver: 赵批"),
  ])
  func saysWhoIsWhat(_ locale: PageLocale, _ text: String) throws {
    let item = DesignationItem(
      id: "Z-1", about: "路长巡查",
      named: [
        NamedRole("lead", "环卫处"), NamedRole("leader", "王队"), NamedRole("holder", "交二"), NamedRole("verifier", "李查"),
        NamedRole("approver", "赵批"),
      ], author: "创建", date: try #require(CivilDate("2026-11-18")), until: nil, reason: "试")
    var view = OfficeView()
    view.designations = [item]
    let reader = Sample.reader(locale)
    for page in [officePage(view, reader), withdrawForm(item, FormState(), reader)] {
      let html = PageRenderer(reader).html(page)
      #expect(html.lowercased().contains(text.lowercased()), "\(html)")
    }
  }

  /// One that decides nothing says why: on the desk, and where it is withdrawn.
  @Test(arguments: [
    (IdleReason.unknown(what: "duty", name: "sweep"), true, "不起作用：职责“sweep”不在现行规则和登记册中", "decides nothing: duty sweep is not in the rules"),
    (.unknown(what: "holder", name: "p-9"), true, "不起作用：责任人“p-9”", "decides nothing: holder p-9"),
    (.standardNotAsked, true, "没有单按这一指标派的任务", "no task for that standard alone"),
    (.subjects(["悦苑", "一巷"]), true, "不起作用：悦苑、一巷不是它所涉职责或指标的对象", "decides nothing: 悦苑, 一巷: not what"),
    (.subjects(["悦苑"]), false, "有一部分不起作用：悦苑", "decides nothing of some: 悦苑"),
  ])
  func saysWhatDecidesNothing(_ reason: IdleReason, _ isWhole: Bool, _ chinese: String, _ english: String) throws {
    var item = DesignationItem(
      id: "Z-1", about: "路长巡查", named: [NamedRole("holder", "交二")], author: "创建", date: try #require(CivilDate("2026-11-18")), until: nil,
      reason: "试")
    (item.idle, item.isIdle, item.outranks) = (reason, isWhole, ["Z-0"])
    var view = OfficeView()
    view.designations = [item]
    for (locale, text, outranks) in [
      (PageLocale.chinese, chinese, "优先于 Z-0"), (.english, english, "in place of Z-0"),
    ] {
      let reader = Sample.reader(locale)
      for page in [officePage(view, reader), withdrawForm(item, FormState(), reader)] {
        let html = PageRenderer(reader).html(page).lowercased()
        #expect(html.contains(text.lowercased()), "\(text)")
        #expect(html.contains(outranks.lowercased()) == !isWhole, "what decides nothing speaks in nobody's place")
      }
    }
  }
}

@Suite struct GoldenPageTests {
  @Test(arguments: PageLocale.allCases)
  func queue(_ locale: PageLocale) throws {
    let reader = Sample.reader(locale)
    try expectGolden("queue.\(locale.rawValue).html", Array(PageRenderer(reader).html(queuePage(Sample.queue, reader)).utf8))
  }

  @Test func report() throws {
    let view = ReportView(
      task: Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00", ask: "沿线无暴露垃圾"), verifier: "李强",
      evidence: ["photo", "note", "check-in"],
      measures: [.init(name: "ratio", standard: "公益广告", value: "ratio", atLeastMicro: 400_000, atMostMicro: nil)],
      minutes: 30, position: "28.5, 118.1", checklist: [("road-clean", "路面整洁")], lastReturn: "照片看不清")
    let reader = Sample.reader(path: "/tasks/AAAAA-00001/report")
    let state = checkReport(FormState([("note", "已清运")]), view, fileFields: ["file-photo"], reader)
    try expectGolden("report.html", Array(PageRenderer(reader).html(reportPage(view, state, reader)).utf8))
  }

  /// A part that is left out is weighed for by others only where there is a score.
  @Test(arguments: [(90_000, true), (nil, false)] as [(Int?, Bool)])
  func scoreWithoutAnythingOwed(_ milli: Int?, _ isSaid: Bool) {
    var part = ScoreView.Part(
      name: "时效", measures: [.onTime], results: [], weightMilli: 40_000, reachedMicro: nil, countedMicro: 0,
      milliPoints: 0, isFailed: false, counted: 0, grounds: [])
    part.empty = .leftOut
    let view = ScoreView(
      unit: "交通局", score: "月度", period: "2026-11", league: "/league/m", milli: milli, grade: nil, isZeroed: false,
      parts: [part], each: [])
    for (locale, words) in [(PageLocale.chinese, "权重由其他分项分担"), (.english, "the other parts weigh for it")] {
      let reader = Sample.reader(locale)
      #expect(PageRenderer(reader).html(scorePage(view, reader)).contains(words) == isSaid)
    }
  }

  /// Of a joined finding the work of the other one and what was asked for it alone are told apart.
  @Test func findingTellsItsOwnTaskApart() throws {
    var view = FindingView(
      number: "F-1A2B3C4D5E", code: "123456", standing: "joined", text: "人行道上有一堆垃圾", place: "中山路",
      foundAt: Sample.at("2026-11-23T08:30:00"),
      tasks: [Sample.task("AAAAA-00001", due: "2026-11-23T17:30:00")])
    for (locale, words) in [(PageLocale.chinese, "并入前自身的整改任务"), (.english, "Its own task, until it was joined")] {
      let reader = Sample.reader(locale)
      view.ownTasks = []
      #expect(!PageRenderer(reader).html(findingPage(view, isNew: false, reader)).contains(words))
      view.ownTasks = [Sample.task("BBBBB-00002", due: "2026-11-23T17:30:00", state: .voided)]
      let page = PageRenderer(reader).html(findingPage(view, isNew: false, reader))
      let title = try #require(page.firstRange(of: words))
      let (before, own) = (page[..<title.lowerBound], page[title.upperBound...])
      #expect(before.contains("AAAAA-00001") && !before.contains("BBBBB-00002") && own.contains("BBBBB-00002"))
    }
  }

  @Test func finding() throws {
    let reader = Sample.reader(name: "", path: "/findings/F-1A2B3C4D5E?code=123456", tabs: [.findings])
    let view = FindingView(
      number: "F-1A2B3C4D5E", code: "123456", standing: "open", text: "人行道上有一堆垃圾", place: "中山路", unit: "东湖街道办事处",
      foundAt: Sample.at("2026-11-23T08:30:00"), due: Sample.at("2026-11-23T15:00:00"),
      answers: [(Sample.at("2026-11-23T08:31:00"), "您反映的问题已受理。")], hasPhoto: true)
    try expectGolden("finding.html", Array(PageRenderer(reader).html(findingPage(view, isNew: true, reader)).utf8))
  }
}
