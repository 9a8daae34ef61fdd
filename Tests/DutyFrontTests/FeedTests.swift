import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Calendars at secret addresses.
@Suite struct FeedTests {
  private static func issue(_ door: Door, _ person: String, _ unit: String? = nil) async throws -> (path: String, id: String) {
    let token = try door.token(person)
    let reply = await door.ask(
      .post, "/api/v1/feeds", token: token, json: unit.map { ["unit": .string($0)] } ?? [:])
    #expect(reply.status == 201, "\(reply.text)")
    return (reply.json["path"]?.string ?? "", reply.json["id"]?.string ?? "")
  }

  @Test("a calendar has the reader's tasks, is the same when asked again, and is not sent twice")
  func reading() async throws {
    let door = try Door()
    let (path, _) = try await Self.issue(door, "p-holder")
    let first = await door.ask(.get, path)
    #expect(first.status == 200)
    #expect(first.fields[.contentType] == "text/calendar; charset=utf-8")
    let number = try door.task(on: "r-holder")
    #expect(first.text.contains("UID:\(number)@dutyd"))
    #expect(!first.text.contains(try door.task(on: "r-other")), "of nobody else")
    let again = await door.ask(.get, path)
    #expect(again.body == first.body)
    let tag = try #require(first.fields[.eTag])
    let changed = try #require(first.fields[.lastModified])
    for (name, value, status, why) in [
      ("If-None-Match", tag, 304, "its own tag"), ("If-None-Match", "W/\(tag)", 304, "a weak one of it"),
      ("If-None-Match", "\"x\", \(tag)", 304, "among others"), ("If-None-Match", "*", 304, "any"),
      ("If-None-Match", "\"x\"", 200, "another"), ("If-Modified-Since", changed, 304, "its date"),
      ("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT", 200, "another date"),
    ] {
      let reply = await door.ask(.get, path, fields: [(name, value)])
      #expect(reply.status == status, "\(why)")
      #expect(reply.body.isEmpty == (status == 304), "\(why)")
    }
  }

  @Test("revoked it is gone, and so it is when its reader is")
  func ending() async throws {
    let door = try Door()
    let (path, id) = try await Self.issue(door, "p-holder")
    #expect(try door.access.revoke(id, at: door.clock.now()))
    #expect(await door.ask(.get, path).status == 404)
    for (subject, scope, status, why) in [
      ("p-holder", "person p-holder", 200, "their own"), ("p-holder", "unit u-other", 404, "a unit that is not theirs"),
      ("p-nobody", "person p-nobody", 404, "who is not in the register"), ("service:x", "unit u-own", 200, "a unit's"),
      ("service:x", "unit u-none", 404, "no unit"), ("service:x", "nonsense", 404, "no scope"),
    ] {
      let secret = "secret of \(scope) \(subject)"
      try door.access.add(
        AccessKey(
          id: "f-\(subject)-\(scope)", kind: .feed, hash: Secrets.hash(secret), subject: subject, scope: scope,
          createdBy: "test", createdAt: door.clock.now()))
      let reply = await door.ask(.get, "/feeds/\(secret.replacing(" ", with: "%20"))/queue.ics")
      #expect(reply.status == status, "\(why)")
    }
    let token = try door.token("p-holder")
    #expect(await door.ask(.get, "/feeds/\(token)/queue.ics").status == 404, "a token is no calendar")
  }

  @Test("a refusal that is written down does not have the secret")
  func refusals() async throws {
    var limits = FrontLimits.roomy
    limits.addressBurst = 2
    let door = try Door(limits: limits)
    for _ in 0..<4 { _ = await door.ask(.get, "/feeds/dutyd-feed-secret/queue.ics", peer: "10.9.9.9") }
    let refusals = try door.access.refusals(limit: 10)
    #expect(refusals.map(\.status) == [429])
    #expect(refusals.first?.path == "/feeds/{secret}/queue.ics")
  }
}
