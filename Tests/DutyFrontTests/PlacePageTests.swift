import DutyLedger
import DutyTestKit
import Foundation
import HTTPTypes
import Testing

@testable import DutyFront

/// A place's page on a day of a campaign.
@Suite struct PlacePageTests {
  private static func door(_ window: String, _ overlay: String) throws -> Door {
    try Door(
      District.doors.putting(
        "campaigns/visit.yaml",
        "campaign: visit\nname: 迎检\nwindow: \(window)\noverlay:\n  - { duties: [patrol], \(overlay) }\n"))
  }

  struct Case: Sendable {
    var window = "2026-11-20..2026-11-30"
    var overlay: String
    /// As `explain` says it: cadence, limit, the campaign that times it, the one whose limit it is.
    var timing: [[String?]]
    var page: [String]
    var absent: [String]
    var why: String
  }

  private static let cases = [
    Case(
      overlay: "every: day, opens: \"07:30\", due: 4 urgent-hours",
      timing: [["day", "4 urgent-hours", "visit", "visit"]],
      page: ["每天", "4 个紧急工作时", "href=\"/campaigns/visit\""], absent: ["每个工作日", "17:30"],
      why: "a campaign takes over what it times"),
    Case(
      overlay: "every: day, due: 4 urgent-hours, cut-period: keep",
      timing: [["workday", "17:30", nil, nil], ["day", "4 urgent-hours", "visit", "visit"]],
      page: ["每个工作日", "17:30", "每天", "4 个紧急工作时"], absent: [], why: "or stands beside it, where it says so"),
    Case(
      overlay: "every: day", timing: [["day", "17:30", "visit", nil]], page: ["每天", "17:30"], absent: ["每个工作日"],
      why: "one that says only how often leaves the duty its own limit"),
    Case(
      overlay: "due: \"12:00\"", timing: [["workday", "12:00", nil, "visit"]],
      page: ["每个工作日", "12:00", "href=\"/campaigns/visit\""], absent: ["17:30"], why: "one that only shortens"),
    Case(
      window: "2026-12-01..2026-12-12", overlay: "every: day, due: 4 urgent-hours",
      timing: [["workday", "17:30", nil, nil]], page: ["每个工作日", "17:30"], absent: ["每天", "/campaigns/visit"],
      why: "before it begins nothing has changed"),
  ]

  @Test("a place's page and `explain` say the same: how often, by when and by which campaign today", arguments: cases)
  func timing(_ c: Case) async throws {
    let door = try Self.door(c.window, c.overlay)
    let token = try door.token("p-office")
    let explained = await door.ask(.get, "/api/v1/explain?duty=patrol&subject=r-holder", token: token).json
    let timing = explained["timing"]?.array?.map { row in
      ["cadence", "limit", "campaign", "limit-campaign"].map { row[$0]?.string }
    }
    #expect(timing == c.timing, "\(c.why)")
    let html = await door.ask(.get, "/places/r-holder", token: token).text
    let rest = try #require(html.components(separatedBy: "id=\"duties\"").last)
    let table = rest.components(separatedBy: "</table>")[0]
    for text in c.page { #expect(table.contains(text), "\(c.why): \(text)") }
    for text in c.absent { #expect(!table.contains(text), "\(c.why): not \(text)") }
    #expect(table.contains("路长") && table.contains("road-chief"), "who, and by which rule")
  }

  struct Opened: Sendable {
    var overlay: String
    /// Whose limit the task has; `nil` for its duty's own.
    var campaign: String?
    var why: String
  }

  @Test(
    "a task that was opened within the campaign says whose limit it has",
    arguments: [
      Opened(overlay: "due: 4 urgent-hours", campaign: "visit", why: "the campaign's"),
      Opened(overlay: "every: day", campaign: nil, why: "a campaign that says only how often leaves it its own"),
    ])
  func openedWithin(_ c: Opened) async throws {
    let door = try Self.door("2026-11-20..2026-11-30", c.overlay)
    let token = try door.token("p-office")
    let number = try door.task(on: "r-holder")
    let whole = await door.ask(.get, "/api/v1/tasks/\(number)", token: token).json
    #expect(whole["limit-campaign"]?.string == c.campaign, "\(c.why)")
    let page = await door.ask(.get, "/tasks/\(number)", token: token).text
    #expect(page.contains("专项行动“迎检”期间下达，按其时限") == (c.campaign != nil), "\(c.why)")
  }

  @Test("and by when a finding is mended")
  func limits() async throws {
    let door = try Self.door("2026-11-20..2026-11-30", "every: day")
    let path = "/api/v1/explain?standard=road-clean&subject=r-holder"
    let json = await door.ask(.get, path, token: try door.token("p-office")).json
    #expect(json["limits"]?.array?.map { $0["limit"]?.string } == ["3 workdays"])
    #expect(json["timing"]?.array?.isEmpty == true, "a standard alone has no cadence")
  }
}
