import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import Foundation
import HTTPTypes
import Testing

@testable import DutyFront

/// Appeals in the browser: contested where the document is read, decided at the office's desk (M46).
@Suite struct AppealPageTests {
  private func issue(_ door: Door) throws {
    let content = NoticeContent(
      action: "notice", tasks: [], unit: "u-own", recipients: ["p-holder"], by: "u-office",
      answerBy: Door.instant("2026-11-25T18:00:00+08:00"), reason: "逾期未整改")
    let notice = Notice(series: "notice", year: 2026, number: 3, content: content, head: "")
    _ = try door.store.append([.fact(Fact(notice))], at: Door.monday, recordedAt: Door.monday)
  }

  private let path = "/appeal?against=notice%2F2026%2F3"

  @Test("filed by the head of the unit it strikes, decided by the office, seen by both")
  func journey() async throws {
    let door = try Door()
    try issue(door)
    let (head, office) = (try door.token("p-head"), try door.token("p-office"))
    let document = await door.ask(.get, "/notices/notice/2026/3", token: head).text
    #expect(document.contains("href=\"\(path)\">提出申诉</a>"))
    let form = await door.ask(.get, path, token: head)
    #expect(form.status == 200 && form.text.contains("对整改通知书〔2026〕3 号的申诉") && form.text.contains("未申诉"))
    let bare = await door.send("/appeal", [("against", "notice/2026/3"), ("reason", " ")], token: head)
    #expect(bare.status == 422 && bare.text.contains("请写明理由"))
    let filed = await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "当日已清运，有照片")], token: head)
    #expect(filed.status == 303 && filed.tells(path + "&done=appeal-filed"), "\(filed.text.prefix(300))")
    #expect(await door.ask(.get, filed.fields[.location] ?? "", token: head).text.contains("申诉已提交"), "marked with its query")
    let twice = await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "再申诉")], token: head)
    #expect(twice.status == 409, "there is one appeal against each")
    #expect(await door.ask(.get, "/notices/notice/2026/3", token: head).text.contains(">查看申诉</a>"))

    let desk = await door.ask(.get, "/office", token: office).text
    #expect(desk.contains("待裁决的申诉 <b>1</b>") && desk.contains("href=\"\(path)\"") && desk.contains("当日已清运，有照片"))
    let open = await door.ask(.get, path, token: office).text
    #expect(open.contains("action=\"/appeal/decide\"") && open.contains("申诉成立"))
    #expect(!(await door.ask(.get, path, token: head).text.contains("/appeal/decide")), "the office decides, not its head")
    let undecided = await door.send("/appeal/decide", [("against", "notice/2026/3"), ("reason", "核实")], token: office)
    #expect(undecided.status == 422 && undecided.text.contains("请选择成立或不成立"))
    let decided = await door.send(
      "/appeal/decide", [("against", "notice/2026/3"), ("reason", "照片属实"), ("upheld", "yes")], token: office)
    #expect(decided.status == 303, "\(decided.text.prefix(300))")
    let after = await door.ask(.get, path, token: head).text
    #expect(after.contains("申诉成立") && after.contains("照片属实") && !after.contains("action=\"/appeal"))
    #expect(after.contains("整改通知书〔2026〕3 号撤回") && !after.contains("is withdrawn"), "in the reader's language")
    let english = await door.ask(.get, path + "&lang=en", token: head).text
    #expect(english.contains("2026 no. 3 is withdrawn"))
    let withdrawn = await door.ask(.get, "/notices/notice/2026/3", token: head).text
    #expect(withdrawn.contains("已撤回") && withdrawn.contains("撤回理由") && withdrawn.contains("照片属实"))
    #expect(withdrawn.contains("撤回人") && withdrawn.contains("主任") && withdrawn.contains("撤回时间"))
    #expect(withdrawn.contains("href=\"\(path)\"") && !withdrawn.contains("答复期限"), "nothing is asked any more")
    #expect(document.contains("答复期限"), "before it was")
    let listed = await door.ask(.get, "/notices", token: head).text
    #expect(listed.contains("已撤回") && !listed.contains("11月25日"))
    let json = await door.ask(.get, "/api/v1/notices/notice/2026/3", token: office).json
    #expect(json["answer-by"] == .null && json["withdrawal"]?["reason"]?.string == "照片属实")
    #expect(json["withdrawal"]?["by"]?.string == "p-office")
    let unanswered = await door.ask(.get, "/api/v1/notices?unanswered=true", token: office).json
    #expect(unanswered["items"]?.array?.isEmpty == true)
    #expect(await door.ask(.get, "/office", token: office).text.contains("没有待裁决的申诉。"))
  }

  @Test("a document that was amended counts what it still speaks of, and marks what it does not")
  func amended() async throws {
    let door = try Door()
    let (one, two) = (try door.task(on: "r-holder"), try door.task(on: "r-head"))
    let content = NoticeContent(
      action: "notice", tasks: [one, two], unit: "u-own", recipients: ["p-holder"], by: "u-office", reason: "逾期未整改")
    let decision = AppealDecision(
      appeal: "A-F-1", against: "F-1", isUpheld: true, by: "p-office", reason: "照片属实",
      changes: [AppealEffect.amended(notice: "notice/2026/3", tasks: [one]).text])
    let events: [Event] = [
      .fact(Fact(Notice(series: "notice", year: 2026, number: 3, content: content, head: ""))), .fact(Fact(decision)),
    ]
    _ = try door.store.append(events, at: Door.monday, recordedAt: Door.monday)
    let office = try door.token("p-office")
    let item = await door.ask(.get, "/api/v1/notices", token: office).json["items"]?.array?.first
    #expect(item?["tasks"]?.array == [.string(two)] && item?["gone"]?.array == [.string(one)])
    let html = await door.ask(.get, "/notices/notice/2026/3", token: office).text
    let facts = try #require(html.components(separatedBy: "<article").first)
    #expect(facts.components(separatedBy: "不再计入").count == 2, "one of the two is marked")
    #expect(html.contains("<tr class=\"gone\">") && html.contains("不再计入（2026年11月23日申诉成立）"))
  }

  @Test("whose business it is not neither sees nor files it; an auditor reads and files nothing", arguments: [
    ("p-other", 403), ("p-auditor", 200), ("p-office", 200), ("p-parent", 200),
  ] as [(String, Int)])
  func rights(_ c: (person: String, status: Int)) async throws {
    let door = try Door()
    try issue(door)
    let token = try door.token(c.person)
    #expect(await door.ask(.get, path, token: token).status == c.status)
    if c.person == "p-auditor" {
      #expect(!(await door.ask(.get, path, token: token).text.contains("action=\"/appeal\"")))
      #expect(await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "x")], token: token).status == 403)
    }
    if c.person == "p-other" {
      #expect(await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "x")], token: token).status == 403)
      #expect(await door.send("/appeal/decide", [("against", "notice/2026/3"), ("reason", "x")], token: token).status == 403)
    }
  }

  @Test("nobody is offered to decide what they filed themselves")
  func ownAppeal() async throws {
    let door = try Door()
    try issue(door)
    let token = try door.token("p-office")
    #expect(await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "发错单位")], token: token).status == 303)
    let page = await door.ask(.get, path, token: token).text
    #expect(page.contains("待裁决") && !page.contains("/appeal/decide"))
    let sent = await door.send(
      "/appeal/decide", [("against", "notice/2026/3"), ("reason", "x"), ("upheld", "yes")], token: token)
    #expect(sent.status == 403)
  }

  @Test("a document that was withdrawn is not contested, at no door")
  func withdrawn() async throws {
    let door = try Door()
    try issue(door)
    let withdrawal = NoticeWithdrawal(notice: "notice/2026/3", appeal: "A-1", reason: "upheld: F-1")
    _ = try door.store.append([.fact(Fact(withdrawal))], at: Door.monday, recordedAt: Door.monday)
    let head = try door.token("p-head")
    let before = try door.store.head()
    #expect(!(await door.ask(.get, "/notices/notice/2026/3", token: head).text.contains("提出申诉")))
    let page = await door.ask(.get, path, token: head)
    #expect(page.status == 200 && page.text.contains("已经撤回") && !page.text.contains("action=\"/appeal\""))
    let sent = await door.send("/appeal", [("against", "notice/2026/3"), ("reason", "当日已清运")], token: head)
    #expect(sent.status == 409 && sent.text.contains("不用再申诉"), "\(sent.text.prefix(300))")
    let asked = await door.ask(
      .post, "/api/v1/appeals", token: head, json: ["against": "notice/2026/3", "reason": "当日已清运"])
    #expect(asked.status == 409 && asked.json["detail"]?.string?.contains("was withdrawn on") == true)
    #expect(try door.store.head() == before)
  }

  @Test("what nothing is called has no appeal")
  func unknown() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    #expect(await door.ask(.get, "/appeal?against=notice%2F2026%2F99", token: token).status == 404)
    #expect(await door.ask(.get, "/appeal", token: token).status == 404)
    #expect(await door.ask(.get, path).fields[.location]?.hasPrefix("/login") == true, "a stranger signs in first")
  }
}
