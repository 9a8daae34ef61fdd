import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// The office's desk goes on where its lists are long; documents are read on their page, and before they are approved.
@Suite struct DeskPageTests {
  /// Every address that begins so, once, in order.
  private func links(_ start: String, in html: String) -> [String] {
    var found: [String] = []
    for part in html.split(separator: "href=\"").dropFirst() where part.hasPrefix(start) {
      let href = String(part.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
      // The same page in the other language is no other page.
      if !found.contains(href), !href.contains("lang=") { found.append(href) }
    }
    return found
  }

  private func notice(_ number: Int, action: String = "notice", unit: String = "u-own") -> Notice {
    let content = NoticeContent(
      action: action, tasks: [], unit: unit, recipients: ["p-holder"], by: "u-office", answerBy: nil, reason: "逾期未整改")
    return Notice(series: "notice", year: 2026, number: number, content: content, head: "")
  }

  @Test("a list that is too long for the desk is read to its end, each item once")
  func longList() async throws {
    let door = try Door()
    for n in 0..<70 {
      _ = await door.desk.perform(
        "finding-add",
        ["text": .string("第 \(n) 处"), "source": "citizen", "unclassified": true, "by": .string(Finding.citizen)], author: "test",
        deed: nil, unless: nil)
    }
    let token = try door.token("p-office")
    var seen: [String] = []
    var next: String? = "/office"
    var pages = 0
    while let path = next, pages < 9 {
      let html = await door.ask(.get, path, token: token).text
      seen += links("/office/classify/", in: html)
      next = links("/office?list=unclassified", in: html).first
      pages += 1
      #expect(path == "/office" || !html.contains("id=\"gaps\""), "one list alone")
    }
    #expect(pages == 3 && seen.count == 70 && Set(seen).count == 70, "\(pages) pages, \(seen.count) items")
    let gone = await door.ask(.get, "/office?list=unclassified&after=gone", token: token)
    #expect(links("/office/classify/", in: gone.text).count == 30, "a place that is no more is the beginning")
    #expect(await door.ask(.get, "/office?list=nothing", token: token).status == 400)
    #expect(await door.ask(.get, "/office?list=stuck", token: try door.token("p-holder")).status == 403)
  }

  @Test("documents are read to the oldest, also where many went out at once")
  func longDocuments() async throws {
    let door = try Door()
    for number in 1...150 {
      _ = try door.store.append([.fact(Fact(notice(number)))], at: Door.monday, recordedAt: Door.monday)
    }
    let token = try door.token("p-office")
    var seen: [String] = []
    var next: String? = "/notices"
    var pages = 0
    while let path = next, pages < 9 {
      let html = await door.ask(.get, path, token: token).text
      seen += links("/notices/notice/", in: html)
      next = links("/notices?after=", in: html).first
      pages += 1
    }
    #expect(pages == 3 && seen.count == 150 && Set(seen).count == 150, "\(pages) pages, \(seen.count) documents")
  }

  @Test("a document stands on its page as it is printed, escaped")
  func document() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let content = NoticeContent(
      action: "notice", tasks: [number], unit: "u-own", recipients: ["p-holder"], by: "u-office", answerBy: nil,
      reason: "<script>alert(1)</script>")
    let notice = Notice(series: "notice", year: 2026, number: 1, content: content, head: "")
    _ = try door.store.append([.fact(Fact(notice))], at: Door.monday, recordedAt: Door.monday)
    let html = await door.ask(.get, "/notices/notice/2026/1", token: try door.token("p-holder")).text
    #expect(html.contains("<article class=\"paper\" aria-labelledby=\"text\">") && html.contains("<h2 id=\"text\">"))
    #expect(html.contains("class=\"stays t-cases\"") && html.contains(number), "its cases are a table")
    #expect(!html.contains("<script>alert") && !html.contains("| "), "neither script nor Markdown")
    #expect(html.split(separator: "<h1").count == 2, "one heading of the first level")
  }

  @Test("a proposal is read before it is approved: the desk leads to it and approves nothing itself")
  func proposal() async throws {
    let door = try Door()
    let content = NoticeContent(
      action: "bulletin", tasks: [], unit: "u-own", recipients: ["p-head"], by: "u-office", answerBy: nil, reason: "两次整改不力")
    let proposal = NoticeProposal(content: content, series: "bulletin", approver: "p-office")
    let path = "/office/proposals/" + percentEncoded(proposal.id)
    _ = try door.store.append([.fact(Fact(proposal))], at: Door.monday, recordedAt: Door.monday)
    let token = try door.token("p-office")
    let desk = await door.ask(.get, "/office", token: token).text
    #expect(desk.contains(">审阅</a>") && desk.contains("href=\"\(path)\"") && !desk.contains(path + "/approve"))
    let page = await door.ask(.get, path, token: token).text
    #expect(page.contains("class=\"paper\"") && page.contains("action=\"\(path)/approve\""))
  }

  @Test("a proposal whose only case was void says so at the desk, and offers no approval")
  func lapsed() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    let number = try door.task(on: "r-holder")
    let content = NoticeContent(
      action: "bulletin", tasks: [number], unit: "u-own", recipients: ["p-head"], by: "u-office", answerBy: nil, reason: "逾期")
    let proposal = NoticeProposal(content: content, series: "bulletin", approver: "p-office")
    _ = try door.store.append([.fact(Fact(proposal))], at: Door.monday, recordedAt: Door.monday)
    let path = "/office/proposals/" + percentEncoded(proposal.id)
    #expect(!(await door.ask(.get, "/office", token: token).text.contains("已失效")))
    #expect(await door.ask(.get, path, token: token).text.contains("action=\"\(path)/approve\""))
    #expect(await door.ask(.post, "/api/v1/tasks/\(number)/void", token: token, json: ["note": "移交"]).status == 200)
    #expect(await door.ask(.get, "/office", token: token).text.contains("已失效"))
    let page = await door.ask(.get, path, token: token).text
    #expect(page.contains("已经没有依据") && !page.contains("/approve\"") && page.contains("action=\"\(path)/reject\""))
  }
}
