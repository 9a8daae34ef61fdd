import DutyLedger
import DutyPorts
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Long lists, page by page.
@Suite struct PageListTests {
  /// A holder of 261 roads, and a name that the pages know them by.
  private static func longDoor() throws -> Door {
    let roads = (100..<360).map { "r-\($0)" }
    let district = District.doors
      .adding("registers/places.csv", roads.map { "\($0),\($0.dropFirst(2))路,road,ht,," }.joined(separator: "\n"))
      .adding("registers/road-chiefs.csv", roads.map { "\($0),p-holder,u-own" }.joined(separator: "\n"))
    return try Door(district)
  }

  private func numbers(_ html: String) -> [String] {
    html.split(separator: "<h3><a href=\"/tasks/").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  private func link(_ name: String, in html: String) -> String? {
    for part in html.split(separator: "<a href=\"").dropFirst() where part.contains(">\(name)<") || part.contains(">\(name) ") {
      let href = String(part.prefix { $0 != "\"" })
      let text = part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
      if text == name { return href.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&") }
    }
    return nil
  }

  @Test("a long queue is read forwards and backwards, each task once, and says which part it is", arguments: ["/queue", "/queue?unit=u-own"])
  func queue(_ start: String) async throws {
    let door = try Self.longDoor()
    let token = try door.token(start == "/queue" ? "p-holder" : "p-head")
    var filter = TaskFilter.open
    if start == "/queue" { filter.holder = "p-holder" } else { filter.lead = "u-own" }
    let all = try door.store.tasks(filter).filter { $0.state != .generated }.map(\.number)
    #expect(all.count > 240)
    var (path, seen, texts) = (start, [String](), [String]())
    var pages = [start]
    for _ in 0..<10 {
      let html = await door.ask(.get, path, token: token).text
      seen += numbers(html)
      texts.append(html)
      guard let next = link("下一页", in: html) else { break }
      path = next
      pages.append(next)
    }
    #expect(seen == all, "each once, in the order of deadlines")
    #expect(texts[0].contains("第 1–50 件，共 \(all.count) 件"))
    #expect(texts[1].contains("第 51–100 件，共 \(all.count) 件"))
    let last = (all.count - 1) / 50 * 50 + 1
    #expect(texts.last?.contains("第 \(last)–\(all.count) 件，共 \(all.count) 件") == true)
    #expect(link("上一页", in: texts[0]) == nil)
    let back = try #require(link("上一页", in: texts[2]))
    let second = await door.ask(.get, back, token: token).text
    #expect(numbers(second) == numbers(texts[1]), "the page before is the page before")
    #expect(second.contains("第 51–100 件"))
    #expect(link("上一页", in: second) == start)
    #expect(await door.ask(.get, start + (start.contains("?") ? "&" : "?") + "after=x", token: token).status == 400)
  }

  @Test("the desk says how many are stuck in all, of which it lists the first")
  func stuck() async throws {
    let door = try Self.longDoor()
    door.clock.set(Door.instant("2026-11-23T18:00:00+08:00"))
    let html = await door.ask(.get, "/office", token: try door.token("p-office")).text
    var late = TaskFilter()
    (late.states, late.dueBefore) = ([.dispatched, .acknowledged, .returned], door.clock.now())
    let count = try door.store.count(late)
    #expect(count > 260 && html.contains("共 \(count) 件，只列出前 30 件"))
    #expect(html.contains("href=\"#stuck\"") && html.contains(" <b>\(count)</b>"), "its link says so too")
    #expect(html.contains("创建办（督办）") && html.contains("牵头单位：荷塘社区"), "what the office is to them, and whose they are")
    let other = await door.ask(.get, "/places/r-holder", token: try door.token("p-other")).text
    #expect(!other.contains("创建办（督办）"))
  }

  @Test("a queue of one page says nothing of pages")
  func short() async throws {
    let door = try Door()
    let html = await door.ask(.get, "/queue", token: try door.token("p-holder")).text
    #expect(!html.contains("下一页") && !html.contains("上一页") && !html.contains("按期限先后排列"))
  }

  @Test("findings are read page by page, the newest first")
  func findings() async throws {
    let door = try Door()
    for n in 0..<130 {
      _ = await door.desk.perform(
        "finding-add",
        ["text": .string("第 \(n) 处"), "source": "citizen", "unclassified": true, "by": .string(Finding.citizen)], author: "test",
        deed: nil, unless: nil)
    }
    let token = try door.token("p-office")
    let first = await door.ask(.get, "/findings", token: token).text
    #expect(first.contains("第 1–60 件") && first.contains("第 129 处") && !first.contains("第 69 处"))
    let second = await door.ask(.get, try #require(link("下一页", in: first)), token: token).text
    #expect(second.contains("第 61–120 件") && second.contains("第 69 处") && second.contains("第 10 处"))
    #expect(link("第一页", in: second) == "/findings")
    let third = await door.ask(.get, try #require(link("下一页", in: second)), token: token).text
    #expect(third.contains("第 121–130 件") && third.contains("第 0 处") && link("下一页", in: third) == nil)
  }

  @Test("closed tasks of a holder are listed without days, page by page, with the open ones where all are asked for")
  func closedTasks() async throws {
    let door = try Door()
    let (office, holder) = (try door.token("p-office"), try door.token("p-holder"))
    let number = try door.task(on: "r-holder")
    #expect(await door.ask(.post, "/api/v1/tasks/\(number)/void", token: office, json: ["note": "移交"]).status == 200)
    func numbers(_ query: String, _ token: String) async -> [String?] {
      await door.ask(.get, "/api/v1/tasks?" + query, token: token).json["items"]?.array?.map { $0["number"]?.string } ?? []
    }
    #expect(await numbers("holder=p-holder&state=voided", office) == [number])
    #expect(await numbers("state=voided", holder) == [number], "their own, without saying so")
    #expect(await numbers("holder=p-holder&all=true", office) == [number])
    #expect(await numbers("holder=p-head&all=true", office).count == 1, "open ones are among all")
    #expect(await door.ask(.get, "/api/v1/tasks?state=closed", token: office).status == 400, "of everybody it is no list")
    #expect(await door.ask(.get, "/api/v1/tasks?holder=p-other&state=voided", token: holder).status == 403)
  }

  @Test("the page of the rules says what their last change did to the plan: whose, from whom, how much")
  func planChange() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    #expect(await door.ask(.get, "/rules", token: token).text.contains("这是第一版规则"))
    door.shelf.put(
      District.doors.replacing("registers/road-chiefs.csv", "r-holder,p-holder,u-own", "r-holder,p-liaison,u-own"))
    #expect(await door.desk.perform("reload", [:], author: "test", deed: nil, unless: nil).status == 200)
    let html = await door.ask(.get, "/rules", token: token).text
    #expect(html.contains("1 项换人"))
    #expect(html.contains("路长 · 荷塘社区") && html.contains("联络员 · 荷塘社区") && html.contains("七路"))
    #expect(html.contains("registers/road-chiefs.csv（+1 −1）"))
    #expect(html.contains("改动后四周的任务量") && html.contains(">+20<") && html.contains(">-20<"), "four weeks of workdays")
  }

  @Test("approvals are read page by page, the newest first")
  func approvals() async throws {
    let door = try Door()
    for n in 0..<7 {
      try door.access.add(
        ApprovalWish(
          id: "w-\(n)", task: "T", wish: ["action": "extend"], by: n == 3 ? "p-other" : "p-holder", at: door.clock.now(),
          approvers: ["p-parent"]))
    }
    let token = try door.token("p-holder")
    var (seen, after) = ([String](), "")
    for _ in 0..<10 {
      let page = await door.ask(.get, "/api/v1/approvals?limit=2" + (after.isEmpty ? "" : "&after=\(after)"), token: token).json
      seen += page["items"]?.array?.compactMap { $0["id"]?.string } ?? []
      guard let next = page["next"]?.string else { break }
      after = next
    }
    #expect(seen == ["w-6", "w-5", "w-4", "w-2", "w-1", "w-0"], "another's is passed over")
  }
}
