import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

@Suite("explain over HTTP: who was responsible on that day")
struct ExplainRouteTests {
  private static func holder(_ door: Door, _ road: String, _ date: String) async throws -> String {
    let token = try door.token("p-office")
    let reply = await door.ask(
      .get, "/api/v1/explain?duty=patrol&subject=\(road)&date=\(date)", token: token)
    return reply.json["roles"]?["holder"]?["value"]?.string ?? "\(reply.status) \(reply.code)"
  }

  @Test("a day that is over is answered by the book and the designations of its end")
  func past() async throws {
    let door = try Door()
    let monday = try #require(door.desk.view()).book.digest
    try door.move(to: "2026-11-24T09:00:00+08:00")
    door.shelf.put(
      District.doors.replacing("registers/road-chiefs.csv", "r-holder,p-holder,u-own", "r-holder,p-liaison,u-own"))
    #expect(await door.desk.perform("reload", [:], author: "test", deed: nil, unless: nil).status == 200)
    let wish: JSONValue = [
      "subjects": ["r-head"], "duty": "patrol", "holder": "p-deputy", "reason": "书记出差", "by": "p-office",
    ]
    let made = await door.desk.perform("designate", wish, author: "p-office", deed: nil, unless: nil)
    let id = try #require(made.body["id"]?.string, "\(made.body)")
    try door.move(to: "2026-11-25T09:00:00+08:00")
    let withdrawn = await door.desk.perform(
      "designation-withdraw", ["id": .string(id), "reason": "已回岗", "by": "p-office"], author: "p-office", deed: nil,
      unless: nil)
    #expect(withdrawn.status == 200, "\(withdrawn.body)")

    for (road, date, who) in [
      ("r-holder", "2026-11-23", "p-holder"), ("r-holder", "2026-11-24", "p-liaison"),
      ("r-holder", "2026-11-25", "p-liaison"), ("r-holder", "2026-11-26", "p-liaison"),
      ("r-head", "2026-11-23", "p-head"), ("r-head", "2026-11-24", "p-deputy"), ("r-head", "2026-11-25", "p-head"),
    ] {
      let named = try await Self.holder(door, road, date)
      #expect(named == who, "\(road) on \(date)")
    }
    let json = await door.ask(
      .get, "/api/v1/explain?duty=patrol&subject=r-holder&date=2026-11-23", token: try door.token("p-office")).json
    #expect(json["book"]?.string == monday, "the book that answered is named")
  }

  @Test("before the first book nobody was named by any")
  func before() async throws {
    let door = try Door()
    let reply = await door.ask(
      .get, "/api/v1/explain?duty=patrol&subject=r-holder&date=2026-11-20", token: try door.token("p-office"))
    #expect(reply.status == 404)
    #expect(reply.json["help"]?.string?.contains("2026-11-23T00:00:00+08:00") == true, "\(reply.text)")
  }
}
