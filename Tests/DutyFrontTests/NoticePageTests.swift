import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Numbered documents in the browser: found, read, answered by those who were asked (M41–M45).
@Suite struct NoticePageTests {
  private func issue(
    _ door: Door, _ number: Int, to recipients: [String], unit: String = "u-own", isAnswerWanted: Bool = true,
    task: String = ""
  ) throws {
    let content = NoticeContent(
      action: "notice", tasks: task.isEmpty ? [] : [task], unit: unit, recipients: recipients, by: "u-office",
      answerBy: isAnswerWanted ? Door.instant("2026-11-25T18:00:00+08:00") : nil, reason: "逾期未整改")
    let notice = Notice(series: "notice", year: 2026, number: number, content: content, head: "")
    _ = try door.store.append([.fact(Fact(notice))], at: Door.monday, recordedAt: Door.monday)
  }

  @Test("a document is read by those to whom it came, their heads, the office and auditors", arguments: [
    ("p-holder", true, "to whom it came"), ("p-head", true, "the head of the unit it is about"),
    ("p-parent", true, "the head above"), ("p-office", true, "the office"), ("p-auditor", true, "auditors read all"),
    ("p-other", false, "another unit"), ("p-child", false, "a unit below"),
  ] as [(String, Bool, String)])
  func rights(_ c: (person: String, reads: Bool, why: String)) async throws {
    let door = try Door()
    try issue(door, 3, to: ["p-holder"], task: try door.task(on: "r-holder"))
    let token = try door.token(c.person)
    let list = await door.ask(.get, "/notices", token: token)
    #expect(list.status == 200)
    #expect(list.text.contains("href=\"/notices/notice/2026/3\"") == c.reads, "\(c.why)")
    let page = await door.ask(.get, "/notices/notice/2026/3", token: token)
    #expect(page.status == (c.reads ? 200 : 403), "\(c.why)")
    if c.reads { #expect(page.text.contains("整改通知书〔2026〕3 号") && page.text.contains("待答复")) }
    for text in ["整改通知书〔2026〕3 号", "notice/2026/3", "〔2026〕3号", "整改通知书 2026 3"] {
      let found = await door.ask(.get, "/search?q=" + percentEncoded(text), token: token).text
      #expect(found.contains("/notices/notice/2026/3") == c.reads, "\(text): \(c.why)")
    }
    #expect(await door.ask(.get, "/notices/notice/2026/3").fields[.location]?.hasPrefix("/login") == true)
    #expect(await door.ask(.get, "/notices/notice/2026/99", token: token).status == 404)
  }

  @Test("who was asked answers in the browser, once; their queue says so until then")
  func answering() async throws {
    let door = try Door()
    try issue(door, 1, to: ["p-holder"])
    try issue(door, 2, to: ["p-holder"], isAnswerWanted: false)
    try issue(door, 3, to: ["u-own"])
    let (holder, head) = (try door.token("p-holder"), try door.token("p-head"))
    #expect(await door.ask(.get, "/queue", token: holder).text.contains("有 1 份文书等待答复。"))
    #expect(await door.ask(.get, "/queue", token: head).text.contains("有 1 份文书等待答复。"), "a head answers for the unit")
    #expect(!(await door.ask(.get, "/queue", token: try door.token("p-other")).text.contains("等待答复")))
    let path = "/notices/notice/2026/1/answer"
    let bare = await door.send(path, [("text", "")], token: holder)
    #expect(bare.status == 422 && bare.text.contains("请写明整改情况或说明"))
    #expect(await door.send(path, [("text", "x")], token: try door.token("p-other")).status == 403)
    #expect(await door.send(path, [("text", "x")], token: try door.token("p-auditor")).status == 403)
    let auditor = await door.ask(.get, "/notices/notice/2026/1", token: try door.token("p-auditor")).text
    #expect(!auditor.contains("action=\"\(path)\""), "an auditor reads and answers nothing")
    let sent = await door.send(path, [("text", "已于今日清运，照片附后")], token: holder)
    #expect(sent.status == 303 && sent.tells("/notices/notice/2026/1?done=notice-answered"))
    let page = await door.ask(.get, sent.fields[.location] ?? "", token: holder).text
    #expect(page.contains("已于今日清运，照片附后") && page.contains("已答复。") && !page.contains("action=\"\(path)\""))
    #expect(!(await door.ask(.get, "/queue", token: holder).text.contains("等待答复")))
    let twice = await door.send(path, [("text", "再答一次")], token: holder)
    #expect(twice.status == 409)
  }
}
