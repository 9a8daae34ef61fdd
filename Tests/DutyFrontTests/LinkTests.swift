import DutyCalendar
import DutyDelivery
import DutyLedger
import DutyPorts
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Acknowledgement by the link of a message: who may by it, what, and how often.
@Suite struct LinkTests {
  private static let key = Array("a key for links".utf8)
  private static let form = [("Content-Type", "application/x-www-form-urlencoded")]
  private static let district = District.doors.putting(
    "dispatch/daily.yaml",
    "dispatch: daily\nat: \"07:30\"\non: workday\nlinks: https://duty.example\nlinks-secret: link-key\n")

  private static func door(
    _ district: District = LinkTests.district, key: [UInt8]? = LinkTests.key, limits: FrontLimits = .roomy
  ) throws -> Door {
    try Door(district, limits: limits) { parts in
      parts.credential = { $0 == "link-key" ? key : nil }
      parts.problemPage = drawnProblemPage
    }
  }

  private static func link(
    _ task: String, _ person: String = "p-holder", _ purpose: LinkToken.Purpose = .acknowledge,
    until: String = "2026-12-07T08:00:00+08:00", key: [UInt8] = LinkTests.key
  ) -> String {
    "/a/" + LinkToken(task: task, person: person, purpose: purpose, ends: Door.instant(until)).make(key: key)
  }

  private static func acts(_ door: Door, _ number: String) throws -> [TaskActed] {
    try door.store.history(task: number).compactMap { stored in
      if case .acted(let acted)? = try? stored.event(), acted.action == .acknowledge { acted } else { nil }
    }
  }

  @Test("to look is not to acknowledge; a press is, once, in the holder's name")
  func journey() async throws {
    let door = try Self.door()
    let number = try door.task(on: "r-holder")
    let link = Self.link(number)
    for _ in 0..<3 {
      let shown = await door.ask(.get, link, fields: [("Accept-Language", "en")])
      #expect(shown.status == 200)
      #expect(shown.text.contains("<form") && shown.text.contains("action=\"\(link)\""), "a button, and no script")
      #expect(shown.text.contains("路长"), "for whom it is")
      #expect(await door.ask(.head, link).status == 200)
    }
    #expect(try Self.acts(door, number).isEmpty, "whoever fetches links ahead of people changes nothing")
    let pressed = await door.ask(.post, link, fields: Self.form)
    #expect(pressed.status == 303)
    #expect(pressed.tells(link + "?done=acknowledged"))
    let unmarked = await door.ask(.get, link + "?done=acknowledged", fields: [("Accept-Language", "zh")])
    #expect(!unmarked.text.contains("已签收。") && unmarked.text.contains("无需重复操作"), "nobody pressed by that address")
    let acted = try Self.acts(door, number)
    #expect(acted.map(\.by) == ["p-holder"] && acted.first?.via == "")
    let told = await door.ask(.get, pressed.fields[.location] ?? "", fields: [("Accept-Language", "zh")])
    #expect(told.status == 200 && told.text.contains("已签收。") && !told.text.contains("无需重复操作"))
    let again = await door.ask(.post, link, fields: Self.form)
    #expect(again.status == 303 && again.fields[.location] == link, "twice is as once")
    let kindly = await door.ask(.get, link, fields: [("Accept-Language", "en")])
    #expect(kindly.status == 200 && kindly.text.contains("acknowledged already"))
    #expect(!kindly.text.contains("action=\"/a/"))
    #expect(try Self.acts(door, number).count == 1)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var link: @Sendable (String) -> String
    var status: Int
    var says: String
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(
      link: { link($0, until: "2026-11-23T09:00:00+08:00") }, status: 410, says: "链接已过期",
      why: "it ends at its instant"),
    Case(link: { link($0, key: Array("another".utf8)) }, status: 403, says: "链接无效", why: "made with another key"),
    Case(link: { String(link($0).dropLast(3)) }, status: 403, says: "链接无效", why: "its mark is cut short"),
    Case(link: { String(link($0).split(separator: ".")[0]) }, status: 404, says: "链接不完整", why: "cut off when it was copied"),
    Case(link: { _ in "/a/x" }, status: 404, says: "链接不完整", why: "typed"),
    Case(link: { _ in link("AAAAA-00000") }, status: 403, says: "链接无效", why: "no such task here"),
    Case(link: { link($0, "p-nobody") }, status: 403, says: "链接无效", why: "nobody of the register"),
    Case(link: { link($0, "p-other") }, status: 409, says: "任务已转由他人负责", why: "the task is not theirs"),
  ])
  func refusals(_ c: Case) async throws {
    let door = try Self.door()
    let number = try door.task(on: "r-holder")
    for method in [HTTPRequest.Method.get, .post] {
      let reply = await door.ask(method, c.link(number), fields: Self.form + [("Accept-Language", "zh")])
      #expect(reply.status == c.status, "\(method)")
      #expect(reply.text.contains(c.says), "\(method): \(reply.text.prefix(400))")
      #expect(reply.text.contains("href=\"/"), "a way on")
    }
    #expect(try Self.acts(door, number).isEmpty)
    let log = try door.access.refusals(limit: 10)
    let isKept = log.count == 2 && log.allSatisfy { $0.path == "/a/{secret}" && $0.status == c.status }
    #expect(isKept, "both are written down, without the secret")
  }

  @Test("a task that went to somebody else is not acknowledged by who had it")
  func transferred() async throws {
    let door = try Self.door()
    let number = try door.task(on: "r-holder")
    let (old, new) = (Self.link(number), Self.link(number, "p-deputy"))
    #expect(await door.ask(.get, old).status == 200)
    let row: JSONValue = [
      "number": .string(number), "action": "transfer", "by": "p-holder", "note": "换人", "holder": "p-deputy",
      "approved-by": "p-office",
    ]
    let moved = await door.desk.perform("task-act", ["rows": [row]], author: "p-holder", deed: nil, unless: nil)
    try #require(moved.body["done"] == 1, "\(moved)")
    #expect(await door.ask(.post, old, fields: Self.form).status == 409)
    #expect(try Self.acts(door, number).isEmpty)
    #expect(await door.ask(.post, new, fields: Self.form).status == 303)
    #expect(try Self.acts(door, number).map(\.by) == ["p-deputy"])
  }

  @Test("a link opens its task and nothing else: who follows it has not signed in")
  func nothingElse() async throws {
    let door = try Self.door()
    let number = try door.task(on: "r-holder")
    let reply = await door.ask(.get, Self.link(number))
    #expect(reply.fields[.setCookie] == nil)
    #expect(await door.ask(.get, "/tasks/\(number)").status == 303, "sent to sign in")
    let reading = Self.link(number, "p-holder", .view)
    let shown = await door.ask(.get, reading)
    #expect(shown.status == 200 && !shown.text.contains("action=\"/a/"))
    #expect(await door.ask(.post, reading, fields: Self.form).status == 403)
    #expect(
      await door.ask(.post, Self.link(number), fields: Self.form + [("Sec-Fetch-Site", "cross-site")]).status == 403,
      "nor does another site press the button")
    #expect(try Self.acts(door, number).isEmpty)
  }

  @Test("without `links`, or without their key, no link is good")
  func noLinks() async throws {
    let without = try Self.door(.doors)
    #expect(await without.ask(.get, Self.link(try without.task(on: "r-holder"))).status == 403)
    for key in [nil, []] as [[UInt8]?] {
      let door = try Self.door(key: key)
      let number = try door.task(on: "r-holder")
      #expect(await door.ask(.post, Self.link(number, key: key ?? []), fields: Self.form).status == 503)
      #expect(try Self.acts(door, number).isEmpty)
    }
  }

  @Test("guessing is slow")
  func guesses() async throws {
    var limits = FrontLimits.roomy
    limits.failedBurst = 3
    let door = try Self.door(limits: limits)
    var statuses: [Int] = []
    for guess in 0..<5 { statuses.append(await door.ask(.get, "/a/\(guess)a.b").status) }
    #expect(statuses.last == 429, "\(statuses)")
  }
}
