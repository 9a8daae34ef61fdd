import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// A leader's page says what their written queue says: vetoes, escalated and overdue tasks that others do (M11, M40).
@Suite struct MentionTests {
  private struct Written: QueueShelf {
    var files: [String: String]
    func file(_ name: String, of date: CivilDate) -> [UInt8]? { files["\(date) " + name].map { Array($0.utf8) } }
    func stamp(_ name: String, of date: CivilDate) -> String? { files["\(date) " + name] }
  }

  private static func queue(_ lines: [(String, String)]) -> String {
    let all = lines.map { "{\"number\":\"\($0.0)\",\"role\":\"\($0.1)\",\"section\":\"escalated\"}" }
    return "{\"lines\":[" + all.joined(separator: ",") + "]}"
  }

  @Test(arguments: [
    ("leader", "2026-11-23 p-parent", true, "责任领导", "a veto under somebody's direction"),
    ("escalation", "2026-11-23 p-parent", true, "升级上报", "a rung told them"),
    ("office", "2026-11-23 p-parent.person", true, "", "a person of the same name as a unit"),
    ("escalation", "2026-11-22 p-parent", true, "升级上报", "before the morning's dispatch, yesterday's"),
    ("escalation", "2026-11-21 p-parent", false, "", "older ones are no news"),
    ("holder", "2026-11-23 p-parent", false, "", "what is theirs is read from the ledger"),
    ("escalation", "2026-11-23 p-other", false, "", "somebody else's file"),
  ] as [(String, String, Bool, String, String)])
  func lines(_ c: (role: String, file: String, isThere: Bool, part: String, why: String)) async throws {
    let plain = try Door()
    let number = try plain.task(on: "r-holder")
    let written = Written(files: [c.file + ".json": Self.queue([(number, c.role)])])
    let door = try Door(finishing: { $0.queues = written })
    let html = await door.ask(.get, "/queue", token: try door.token("p-parent")).text
    #expect(html.contains("href=\"/tasks/\(number)\"") == c.isThere, "\(c.why)")
    #expect(html.contains("id=\"watched\"") == c.isThere, "\(c.why)")
    if c.isThere { #expect(!html.contains("/tasks/\(number)/acknowledge"), "who watches does not do it") }
    let office = try door.token("p-office")
    let seen = await door.ask(.get, "/queue?person=p-parent", token: office).text
    #expect(seen.contains("href=\"/tasks/\(number)\"") == c.isThere, "the same for whoever may look at it")
  }

  @Test("what is closed since is not on it, and a task stands once")
  func asTheyStand() async throws {
    let plain = try Door()
    let number = try plain.task(on: "r-holder")
    let written = Written(files: [
      "2026-11-23 p-holder.json": Self.queue([(number, "leader")]),
      "2026-11-23 p-office.json": Self.queue([(number, "leader"), ("AAAAA-00000", "escalation")]),
    ])
    let door = try Door(finishing: { $0.queues = written })
    let own = await door.ask(.get, "/queue", token: try door.token("p-holder")).text
    #expect(own.split(separator: "<h3><a href=\"/tasks/\(number)\"").count == 2, "once")
    let office = try door.token("p-office")
    #expect(await door.ask(.get, "/queue", token: office).text.contains("id=\"watched\""))
    #expect(await door.send("/tasks/\(number)/void", [("note", "道路已移交")], token: office).status == 303)
    #expect(!(await door.ask(.get, "/queue", token: office).text.contains("id=\"watched\"")))
  }
}
