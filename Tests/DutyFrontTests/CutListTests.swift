import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Lists that are cut say how much they leave out, and where that is.
@Suite struct CutListTests {
  /// Doors with 25 standards, each a duty of its own on every road.
  private static func manyDuties() throws -> Door {
    let names = (1...25).map { "s-\($0)" }
    return try Door(
      District.doors
        .adding(
          "standards/base.csv", names.map { "\($0),标准\($0),sanitation,1,no,no,,,road,3 workdays" }.joined(separator: "\n"))
        .duty(
          "detail", "of: { kind: road }", "standards: [\(names.joined(separator: ", "))]", "grain: standard", "every: workday",
          "opens: \"08:00\"", "due: \"17:30\""))
  }

  private func count(_ text: String, in html: String) -> Int { html.split(separator: text, omittingEmptySubsequences: false).count - 1 }

  @Test("a place shows the open tasks that its reader may see, the others on demand, and how many they are")
  func tasks() async throws {
    let door = try Self.manyDuties()
    let holder = try door.token("p-holder")
    let html = await door.ask(.get, "/places/r-holder", token: holder).text
    #expect(html.contains("这里未办结的任务"))
    #expect(count("<th scope=\"row\"><a href=\"/tasks/", in: html) == 20)
    #expect(html.contains("<a class=\"button\" href=\"/places/r-holder?show=all#tasks\">另有 6 件，全部显示</a>"), "26 tasks")
    let whole = await door.ask(.get, "/places/r-holder?show=all", token: holder).text
    #expect(count("<th scope=\"row\"><a href=\"/tasks/", in: whole) == 26 && !whole.contains("另有"))
    #expect(await door.ask(.get, "/places/r-holder?show=all&lang=en", token: holder).text.contains("Open tasks here"))
    let other = await door.ask(.get, "/places/r-holder", token: try door.token("p-other")).text
    #expect(!other.contains("/tasks/"), "another unit's tasks are not theirs to see: \(other)")
    let odd = await door.ask(.get, "/places/r-holder?show=everything", token: holder)
    #expect(odd.status == 200 && count("<th scope=\"row\"><a href=\"/tasks/", in: odd.text) == 20, "an unknown word asks for nothing")
  }

  @Test("a task that is closed, or not sent yet, is not among the open ones of a place")
  func closed() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let office = try door.token("p-office")
    #expect(await door.ask(.get, "/places/r-holder", token: office).text.contains("/tasks/\(number)"))
    #expect(await door.ask(.post, "/api/v1/tasks/\(number)/void", token: office, json: ["note": "移交"]).status == 200)
    #expect(!(await door.ask(.get, "/places/r-holder", token: office).text.contains("/tasks/\(number)")))
  }

  @Test("a duty with many questions says how many more there are")
  func duties() async throws {
    let door = try Self.manyDuties()
    let office = try door.token("p-office")
    let html = await door.ask(.get, "/places/r-holder", token: office).text
    #expect(html.contains("href=\"/places/r-holder?show=all#duties\">另有 17 项，全部显示</a>"))
    let whole = await door.ask(.get, "/places/r-holder?show=all", token: office).text
    #expect((1...25).allSatisfy { whole.contains("标准s-\($0)") } && !whole.contains("另有"))
  }

  @Test("whoever stands for many units has the others folded away, and the one they look at in the row")
  func units() async throws {
    let names = (1...8).map { "u-n\($0)" }
    let district = District.doors
      .adding("registers/units.csv", names.map { "\($0),单位\($0),u-parent,community,community" }.joined(separator: "\n"))
      .adding("registers/posts.csv", names.map { "\($0),liaison,p-liaison,,," }.joined(separator: "\n"))
    let door = try Door(district)
    let token = try door.token("p-liaison")
    let html = await door.ask(.get, "/queue", token: token).text
    #expect(html.contains("<details><summary>另有 3 个</summary>"), "nine units, six in the row")
    for name in names { #expect(html.contains("href=\"/queue?unit=\(name)\""), "\(name) is reached") }
    let last = await door.ask(.get, "/queue?unit=u-n8", token: token).text
    let row = last.prefix(upTo: last.firstRange(of: "<details><summary>另有 3 个")?.lowerBound ?? last.startIndex)
    #expect(row.contains("href=\"/queue?unit=u-n8\" aria-current=\"page\""))
    #expect(!(await door.ask(.get, "/queue", token: try door.token("p-head")).text.contains("另有")), "one unit folds nothing")
  }

  @Test("a long rule is shown whole, what is beyond forty lines when asked for")
  func rule() async throws {
    let lines = (1...60).map { "    # 说明 \($0)" }.joined(separator: "\n")
    let door = try Door(
      District.doors.replacing(
        "responsibility/10-roads.yaml", "    outside: true\n", lines + "\n    outside: true\n"))
    let html = await door.ask(.get, "/rules/road-chief", token: try door.token("p-office")).text
    #expect(html.contains("<details><summary>另有 26 行</summary>"), "66 lines: \(html.suffix(3000))")
    #expect(html.contains("# 说明 60") && html.contains("outside: true"))
    let short = await door.ask(.get, "/rules/territory", token: try door.token("p-office")).text
    #expect(!short.contains("另有"))
  }
}
