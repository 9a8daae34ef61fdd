import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// The unit that something was reported of does not learn who reported it, by whichever door it asks.
@Suite struct DiscretionTests {
  private static let contact = "13800000000"

  private func filed(_ door: Door, by: String, reporter: String = "") async throws -> (number: String, task: String) {
    let reply = await door.desk.perform(
      "finding-add",
      [
        "text": "有人乱倒垃圾", "source": by == Finding.citizen ? "citizen" : "patrol", "standard": "road-clean",
        "place": "r-holder", "by": .string(by), "contact": .string(Self.contact), "reporter": .string(reporter),
      ], author: "test", deed: nil, unless: nil)
    let finding = try #require(reply.body["finding"], "\(reply)")
    return (finding["id"]?.string ?? "", finding["tasks"]?.array?.first?["number"]?.string ?? "")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var person: String
    var knows: Bool
    var why: String
    var testDescription: String { why }
  }

  @Test("M35 who reported it is told to few", arguments: [
    Case(person: "p-holder", knows: false, why: "whoever has to mend it"),
    Case(person: "p-head", knows: false, why: "the head of the unit"),
    Case(person: "p-deputy", knows: false, why: "their deputy"),
    Case(person: "p-office", knows: true, why: "the office, which answers"),
    Case(person: "p-auditor", knows: true, why: "an auditor reads all"),
  ])
  func reporter(_ c: Case) async throws {
    let door = try Door()
    let (number, task) = try await filed(door, by: Finding.citizen)
    #expect(!number.isEmpty && !task.isEmpty)
    let token = try door.token(c.person)
    let page = await door.ask(.get, "/findings/\(number)", token: token)
    #expect(page.status == 200 && page.text.contains("有人乱倒垃圾"))
    #expect(page.text.contains(Self.contact) == c.knows, "the page")
    #expect(page.text.contains("查询码") == c.knows, "its code")
    for path in ["findings/\(number)", "findings", "tasks/\(task)"] {
      let reply = await door.ask(.get, "/api/v1/" + path, token: token)
      #expect(reply.status == 200 && reply.text.contains("有人乱倒垃圾"), "\(path): \(reply.status)")
      #expect(reply.text.contains(Self.contact) == c.knows, "\(path)")
    }
  }

  @Test("whoever wrote it down knows what they wrote; the reporter's own page keeps the code")
  func own() async throws {
    let door = try Door()
    let (number, _) = try await filed(door, by: "p-inspector", reporter: "热心市民")
    let own = await door.ask(.get, "/findings/\(number)", token: try door.token("p-inspector")).text
    #expect(own.contains(Self.contact) && own.contains("热心市民") && !own.contains("查询码"))
    let holder = await door.ask(.get, "/api/v1/findings/\(number)", token: try door.token("p-holder"))
    #expect(holder.status == 200 && !holder.text.contains("热心市民"))
    #expect(holder.json["reporter"] == "" && holder.json["contact"] == "", "the fields stay")
    let filed = await door.ask(
      .post, "/findings", body: Array("text=%E5%9E%83%E5%9C%BE&place=r-holder&kind=road-clean&contact=1".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    #expect(await door.ask(.get, filed.fields[.location] ?? "").text.contains("查询码"))
  }

  @Test("a finding joined into another unit's case is open to both units, by page and by program", arguments: [
    ("p-head", "whom it named before it was joined"), ("p-other", "whom the case names"),
    ("p-child", "nobody's business"), ("p-judge", "who reported it"),
  ])
  func joined(_ person: String, _ why: String) async throws {
    let door = try Door()
    let (one, main) = (try await door.patrolled(at: "r-holder"), try await door.patrolled(at: "r-other"))
    let told = await door.desk.perform(
      "finding-join",
      ["finding": .string(one), "into": .string(main), "reason": "同一处", "by": "p-office", "across": true],
      author: "test", deed: nil, unless: nil)
    #expect(told.status == 200, "\(told)")
    let token = try door.token(person)
    let status = person == "p-child" ? 403 : 200
    #expect(await door.ask(.get, "/findings/\(one)", token: token).status == status, "the page: \(why)")
    #expect(await door.ask(.get, "/api/v1/findings/\(one)", token: token).status == status, "a program: \(why)")
    let isFound = await door.ask(.get, "/search?q=\(one)", token: token).text.contains("/findings/\(one)")
    #expect(isFound == (status == 200), "the search: \(why)")
  }
}
