import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Where a page of a list begins is what the page before said, and nothing else.
@Suite struct PagePlaceTests {
  private func notice(_ number: Int, task: String) -> Notice {
    let content = NoticeContent(
      action: "notice", tasks: [task], unit: "u-own", recipients: ["p-holder"], by: "u-office", answerBy: nil, reason: "逾期")
    return Notice(series: "notice", year: 2026, number: number, content: content, head: "")
  }

  /// The desk's lists begin anew behind what was settled meanwhile.
  private static let anew: Set = ["page-office"]

  @Test("no list takes a place that no page of it said", arguments: ["zzz", "F-0000000000", "%E5%AD%97", "%20"])
  func broken(_ after: String) async throws {
    let door = try Door()
    let token = try door.token("p-office")
    _ = try await door.patrolled(at: "r-holder")
    var tried = 0
    for route in door.router.routes where route.parameters.contains(where: { $0.name == "after" }) {
      if Self.anew.contains(route.name) { continue }
      let reply = await door.ask(.get, route.path + "?after=" + after, token: token)
      #expect(reply.status == 400, "\(route.path): \(reply.status) \(reply.text.prefix(200))")
      tried += 1
    }
    #expect(tried >= 13)
  }

  @Test("the place of another list is none of this one")
  func others() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    let finding = try await door.patrolled(at: "r-holder")
    let (own, other) = (try door.task(on: "r-holder"), try door.task(on: "r-other"))
    let (a, b) = (notice(1, task: own), notice(2, task: other))
    _ = try door.store.append([.fact(Fact(a)), .fact(Fact(b))], at: Door.monday, recordedAt: Door.monday)
    for (path, status) in [
      ("/api/v1/notices?after=\(finding)", 400), ("/notices?after=\(finding)", 400),
      ("/api/v1/findings?after=\(a.id)", 400), ("/findings?after=\(a.id)", 400),
      ("/api/v1/appeals?after=\(a.id)", 400), ("/api/v1/units?after=p-holder", 400),
      ("/api/v1/notices?task=\(own)&after=\(b.id)", 400), ("/api/v1/notices?task=\(own)&after=\(a.id)", 200),
      ("/api/v1/notices?after=\(b.id)", 200), ("/notices?after=\(b.id)", 200),
      ("/api/v1/findings?after=\(finding)", 200), ("/findings?after=\(finding)", 200),
    ] {
      let reply = await door.ask(.get, path, token: token)
      #expect(reply.status == status, "\(path): \(reply.text.prefix(200))")
    }
  }

  @Test("a unit's findings go on behind any finding, one that is not theirs too")
  func between() async throws {
    let door = try Door()
    let head = try door.token("p-head")
    let old = try await door.patrolled(at: "r-holder")
    try door.move(to: "2026-11-23T10:00:00+08:00")
    let strange = try await door.patrolled(at: "r-other")
    try door.move(to: "2026-11-23T11:00:00+08:00")
    let new = try await door.patrolled(at: "r-head")
    let html = await door.ask(.get, "/findings?after=\(strange)&from=2", token: head).text
    #expect(html.contains("/findings/\(old)") && !html.contains("/findings/\(new)"))
  }

  @Test("the description says what becomes of another text")
  func described() {
    let lists = FrontGroups.all.flatMap(\.routes).filter { route in
      route.parameters.contains { $0.name == "after" && $0.summary.contains("400") }
    }
    #expect(lists.map(\.name).contains("finding-list") && lists.count >= 10)
  }
}
