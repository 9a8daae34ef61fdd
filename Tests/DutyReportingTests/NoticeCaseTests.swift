import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyTestKit
import Testing

/// What numbered documents say of their cases: as they stood, and what came of them (M41–M45).
@Suite struct NoticeCaseTests {
  private static let district = District.small.ladder(
    "overdue", ["per: case", "stops: [closed, reported]"],
    rungs: "when: overdue 0, do: notice, to: lead.liaison, answer: 1 workday",
    "when: failed-notices 2, do: bulletin, to: [lead.head, office], approve: office.head",
    "when: failed-notices 3, do: referral, to: office, dossier: yes")

  /// A bulletin about the main road, proposed on the 25th at 12:00 after one silence and one return.
  private func proposed() throws -> (bench: Bench, task: String, proposal: String) {
    let bench = try Bench(Self.district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 12:00"))
    let task = try #require(try bench.task("road-patrol", "road-zs")).number
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-27 17:30"))
    let proposal = try #require(try bench.facts(NoticeProposal.self).first { $0.tasks == [task] })
    return (bench, task, proposal.id)
  }

  private func archive(_ bench: Bench) -> Archive {
    Archive(bench.store, bench.engine.current.planner, now: bench.now)
  }

  private func page(_ document: NoticeDocument?) throws -> String {
    let bytes = renderNotice(try #require(document), as: .md, locale: .chinese, templates: TemplateShelf())
    return String(decoding: bytes, as: UTF8.self)
  }

  private func ask(_ bench: Bench, _ operation: String, _ fields: JSONValue) -> (status: Int, code: String) {
    let reply = bench.engine.perform(operation, fields, author: "test", at: bench.now)
    return (reply.status, reply.body["error"]?["reason"]?["code"]?.string ?? "")
  }

  @Test func M45_aProposalSaysHowItStoodAndWhatCameOfIt() throws {
    let (bench, task, id) = try proposed()
    let first = try #require(try archive(bench).proposalDocument(id)?.cases.first)
    #expect(first.since == .open && first.failed == 1)
    try bench.run(until: moment("2026-11-26 09:00"))
    try bench.act(task, .report)
    let reported = try #require(try archive(bench).proposalDocument(id)?.cases.first)
    #expect(reported.since == .reported(day("2026-11-26")) && reported.deadline == first.deadline && reported.failed == 1)
    try bench.act(task, .verify)
    #expect(try archive(bench).proposalDocument(id)?.cases.first?.since == .closed(day("2026-11-26")))
    #expect(ask(bench, "notice-approve", ["id": .string(id), "by": "p-cjb"]).status == 200, "it was late all the same")
    let document = try #require(try archive(bench).noticeDocument("bulletin/2026/1"))
    #expect(document.cases.map(\.since) == [.closed(day("2026-11-26"))])
    #expect(try page(document).contains("2026年11月26日已核实销号"))
    try bench.run(until: moment("2026-11-30 09:00"))
    try bench.act(task, .reopen)
    #expect(try archive(bench).noticeDocument("bulletin/2026/1") == document, "what is out does not change")
  }

  @Test func M41_latenessEndsWithTheReport() throws {
    let district = District.small.ladder(
      "overdue", rungs: "when: overdue 0, do: notice, to: lead.liaison",
      "when: overdue 2 workdays, do: bulletin, to: lead.head")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-24 09:30"))
    let task = try #require(try bench.task("road-patrol", "road-zs")).number
    try bench.act(task, .report)
    try bench.run(until: moment("2026-11-26 09:00"))
    let bulletin = try #require(try bench.facts(Notice.self).first { $0.series == "bulletin" && $0.tasks == [task] })
    let item = try #require(try archive(bench).noticeDocument(bulletin.id)?.cases.first)
    #expect(item.since == nil, "nothing was to be approved")
    #expect(item.deadline == moment("2026-11-23 17:30") && item.asOf == moment("2026-11-24 09:30"))
  }

  @Test(arguments: [
    ([TaskAction.void], "任务已作废", "struck off"), ([.report, .verify], "", "put right: it stands as it was"),
  ] as [([TaskAction], String, String)])
  func M45_whatHasLostItsGroundIsShownAsLapsed(_ acts: [TaskAction], _ reason: String, _ why: String) throws {
    let (bench, task, id) = try proposed()
    #expect(try archive(bench).proposalDocument(id)?.lapsed == nil)
    for action in acts { try bench.act(task, action) }
    let document = try #require(try archive(bench).proposalDocument(id))
    #expect(document.lapsed == (reason.isEmpty ? nil : .void(task: task)), "\(why)")
    #expect(try page(document).contains("本送审稿已失去依据") == !reason.isEmpty, "\(why)")
    let answer = ask(bench, "notice-approve", ["id": .string(id), "by": "p-cjb"])
    #expect(answer.status == (reason.isEmpty ? 200 : 409) && answer.code == (reason.isEmpty ? "" : "lost-ground"), "\(why)")
  }

  @Test func M45_whatWasNoCaseNamesNobody() throws {
    let (bench, task, id) = try proposed()
    try bench.act(task, .report)
    try bench.engine.append(
      [.acted(TaskActed(task: task, action: .verify, by: "p-a1", closure: .notFound))], at: bench.now)
    #expect(try archive(bench).proposalDocument(id)?.lapsed == .noCase(task: task, .notFound))
    #expect(ask(bench, "notice-approve", ["id": .string(id), "by": "p-cjb"]).code == "lost-ground")
  }

  @Test func M43_aReferralListsWhatWasSentBefore() throws {
    let (bench, task, id) = try proposed()
    #expect(ask(bench, "notice-approve", ["id": .string(id), "by": "p-cjb"]).status == 200)
    try bench.run(until: moment("2026-11-26 09:00"))
    try bench.act(task, .report)
    try bench.act(task, .return, due: moment("2026-11-30 17:30"))
    let referral = try #require(try bench.facts(Notice.self).last)
    #expect(referral.series == "referral")
    let document = try #require(try archive(bench).noticeDocument(referral.id))
    #expect(document.previous.map(\.series) == ["notice", "bulletin"])
    #expect(document.previous.map(\.date) == [day("2026-11-23"), day("2026-11-25")])
    let text = try page(document)
    #expect(text.contains("经发出文书 2 份") && text.contains("通报〔2026〕1号") && !text.contains("约谈仍未"))
  }

  /// Problems that came back and places in a table are not lateness.
  @Test(arguments: [
    (NoticeForm.rectification, 1, "再次出现", "未在期限内"), (.bulletin, 3, "问题反弹", "整改不力"),
    (.interview, 6, "反复出现", "履责不到位"), (.referral, 6, "反复出现", "仍未整改"),
    (.rectification, 0, "有待整改", "再次出现"), (.bulletin, 0, "整改不力", "反弹"),
  ])
  func M36_relapsesHaveTheirOwnWords(_ form: NoticeForm, _ relapses: Int, _ said: String, _ unsaid: String) throws {
    var document = Self.document(form)
    document.relapses = relapses
    let text = try page(document)
    #expect(text.contains(said) && !text.contains(unsaid), "\(text)")
  }

  @Test(arguments: [(NoticeForm.bulletin, "整改不力"), (.interview, "履责不到位")])
  func M42_placesHaveTheirOwnWords(_ form: NoticeForm, _ unsaid: String) throws {
    var document = Self.document(form)
    document.cases = []
    document.ranking = NoticeRanking(
      period: try #require(Period(named: "2026-10")), unitClass: "bureau", rank: 9, of: 9, running: 2)
    let text = try page(document)
    #expect(text.contains("位列第 9") && !text.contains(unsaid), "\(text)")
  }

  /// Flags and classes are printed by the names that the rules give them; the identifiers stay beside them in JSON.
  @Test func M42_aSuspensionNamesFlagAndClass() throws {
    let score =
      "score: month\nclass: { class: bureaus, name: 区直单位 }\nof: { kind: bureau }\nevery: month\nparts:\n"
      + "  - { part: on-time, weight: 100, value: on-time-rate }\n"
    let district = District.small.putting("scoring/month.yaml", score).ladder(
      "bottom", ["per: unit", "ranking: month", "smallest-class: 2"],
      rungs: "when: bottom 1 twice running, do: suspend, flag: { flag: no-prize, name: 评优资格 }, for: 6 months, to: lead.head")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    for period in ["2026-09", "2026-10"] {
      try bench.record(
        RankingPublished(
          score: "month", period: period, unitClass: "bureaus", units: ["u-jt", "u-hw"], milliScores: [9000, 8000],
          ranks: [1, 2]))
    }
    let document = try #require(try archive(bench).noticeDocument("suspend/2026/1"))
    let text = try page(document)
    #expect(text.contains("暂停其评优资格") && text.contains("2026年10月 区直单位"), "\(text)")
    #expect(!text.contains("no-prize") && !text.contains("bureaus"), "\(text)")
    let bytes = renderNotice(document, as: .json, locale: .chinese, templates: TemplateShelf())
    let json = try JSONValue(parsing: bytes)
    #expect(json["flag"]?["id"] == "no-prize" && json["flag"]?["name"] == "评优资格")
    #expect(json["ranking"]?["class"] == "bureaus" && json["ranking"]?["class-name"] == "区直单位")
    let flag = try #require(try bench.facts(EligibilityFlag.self).first)
    #expect(flag.flag == "no-prize", "the ledger keeps the word")
    #expect(
      rungText(flag.reason, in: bench.engine.current.planner.book, Words(.chinese)) == "“bottom”第 1 级（连续 2 次列后 1 名）", "\(flag.reason)")
    let report = try archive(bench).input(.monthly, .containing(day("2026-11-23"), .month))
    #expect(report.flags.map(\.name) == ["评优资格"])
    #expect(report.flags.map(\.referenceName) == ["资格暂停决定〔2026〕1号"])
  }

  private static func document(_ form: NoticeForm) -> NoticeDocument {
    NoticeDocument(
      form: form, year: 2026, number: 1, date: day("2026-11-25"), zone: shanghai, district: "云河区", office: "创建办",
      recipients: [NoticeParty(id: "p-1", name: "王芳")], unit: "环卫局",
      cases: [NoticeCase(task: "T", title: "无暴露垃圾", place: "和平路")], head: "0", book: "0")
  }

  /// The rung says which it is.
  @Test func M36_aRelapseRungWritesOfRelapses() throws {
    let bench = try Bench(
      .small.ladder("often", ["per: unit", "within: 90 days"], rungs: "when: relapses 1, do: bulletin, to: lead.head"),
      at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    let task = try #require(try bench.task("road-patrol", "road-hp"))
    var finding = Finding(
      source: "patrol", standard: "road-clean", place: "road-hp", text: "又有垃圾", by: "p-a1", foundAt: bench.now,
      outcome: .opened, task: task.number, relapseOf: "F-0", roles: task.record.roles)
    finding.id = "F-1"
    try bench.record(finding)
    let notice = try #require(try bench.facts(Notice.self).last { $0.series == "bulletin" })
    let document = try #require(try archive(bench).noticeDocument(notice.id))
    #expect(document.relapses == 1 && document.cases.map(\.task) == [task.number])
    #expect(try page(document).contains("问题反弹"))
    try bench.record(NoticeWithdrawal(notice: notice.id, appeal: "A-F-1", reason: "upheld: F-1"))
    let answer = ask(bench, "notice-answer", ["id": .string(notice.id), "by": "p-hw1", "text": "收到"])
    #expect(answer.status == 409 && answer.code == "notice-withdrawn", "nothing is left to answer")
  }
}
