import DutyCalendar
import DutyLedger
import DutyTestKit
import Foundation
import HTTPTypes
import Testing

@testable import DutyFront

/// How a unit's score came about, in the browser: from the league table down to the tasks (M49–M53).
@Suite struct ScorePageTests {
  private static let scoring = """
    score: monthly
    name: 单位月度考核
    class: units
    of: { id: u-own }
    every: month
    parts:
      - { part: time, name: 按时办理, weight: 60, value: on-time-rate }
      - { part: fixed, name: 问题整改, weight: 20, value: rectification-rate }
      - { part: both, name: 办理质效, weight: 20, min: [on-time-rate, closure-rate] }
    minus:
      - { each: overdue, points: 2, cap: 10 }
    pass: 80
    """

  @Test("the parts, the deductions and the tasks behind them; for the unit itself and those above it")
  func page() async throws {
    let door = try Door(District.doors.adding("scoring/monthly.yaml", Self.scoring))
    let number = try door.task(on: "r-holder")
    door.clock.set(Door.instant("2026-11-28T09:00:00+08:00"))
    let (head, office) = (try door.token("p-head"), try door.token("p-office"))
    let league = await door.ask(.get, "/league/monthly?period=2026-11", token: head).text
    #expect(league.contains("href=\"/league/monthly/u-own?period=2026-11\""), "\(league.prefix(3000))")
    let page = await door.ask(.get, "/league/monthly/u-own?period=2026-11", token: head)
    #expect(page.status == 200, "\(page.text.prefix(400))")
    for text in [
      "按时办理", "按时完成率", "问题整改", "不计入", "本期无应办", "权重由其他分项分担", "扣分和加分", "逾期", "不合格", "共计入 6 件，下列各件失分。", "/tasks/\(number)",
    ] {
      #expect(page.text.contains(text), "no \(text)")
    }
    #expect(!page.text.contains("0%（") && !page.text.contains("0% ("), "what is left out is not counted as nothing")
    #expect(page.text.contains("取低：按时完成率 "), "each of two measures with what it came to")
    #expect(page.text.contains("失分的指标"), "and by which each task cost something")
    #expect(!page.text.contains("counted:"), "the numbers of all are for programs")
    #expect(await door.ask(.get, "/league/monthly/u-own?period=2026-11", token: office).status == 200)
    #expect(await door.ask(.get, "/league/monthly/u-own?period=2026-11", token: try door.token("p-other")).status == 403)
    let others = await door.ask(.get, "/league/monthly?period=2026-11", token: try door.token("p-other")).text
    #expect(!others.contains("/league/monthly/u-own"), "no way to what may not be read")
    #expect(await door.ask(.get, "/league/monthly/u-own?period=2026-Q4", token: head).status == 400)
    #expect(await door.ask(.get, "/league/monthly/u-other?period=2026-11", token: office).status == 404)
    #expect(await door.ask(.get, "/league/none/u-own", token: office).status == 404)
  }

  @Test("what was added stands beside what was taken, by the name that the book gives it, with what earned it")
  func added() async throws {
    let honoured = Self.scoring + "\nplus:\n  - { each: brand-title, name: 单项品牌, points: 1, cap: 4 }\n"
    let door = try Door(District.doors.adding("scoring/monthly.yaml", honoured))
    let granted = await door.ask(
      .post, "/api/v1/bonuses", token: try door.token("p-office"),
      json: ["unit": "u-own", "earned": "brand-title", "reason": "获省级典型"])
    #expect(granted.status == 200, "\(granted.text)")
    door.clock.set(Door.instant("2026-11-28T09:00:00+08:00"))
    let page = await door.ask(.get, "/league/monthly/u-own?period=2026-11", token: try door.token("p-head")).text
    let line = try #require(page.components(separatedBy: "<tr").first { $0.contains("单项品牌") })
    #expect(line.contains(">1<") && line.contains("+1"), "\(line)")
    #expect(page.contains("获省级典型") && !page.contains("brand-title/"), "what earned it, not its key")
  }

  @Test("a task that came back is judged by what was promised, and its line says so")
  func promised() async throws {
    let door = try Door(
      District.doors.replacing("duties/patrol.yaml", "due: \"17:30\"", "due: 3 working-hours")
        .adding("scoring/monthly.yaml", Self.scoring))
    let number = try door.task(on: "r-holder")
    let path = "/api/v1/tasks/\(number)/"
    let reported = await door.ask(.post, path + "report", token: try door.token("p-holder"), json: ["note": "已巡查"])
    #expect(reported.status == 200, "\(reported.text)")
    let returned = await door.ask(.post, path + "return", token: try door.token("p-judge"), json: ["note": "不到位"])
    #expect(returned.status == 200, "\(returned.text)")
    let row = try #require(try door.store.task(number: number))
    #expect(row.record.due > row.promised, "the round has a deadline of its own")
    door.clock.set(Door.instant("2026-11-28T09:00:00+08:00"))
    let page = await door.ask(.get, "/league/monthly/u-own?period=2026-11", token: try door.token("p-head")).text
    let line = try #require(page.components(separatedBy: "<tr").first { $0.contains("/tasks/\(number)") })
    #expect(line.contains("按 11-23 周一 11:30 计是否按时") && line.contains("截止 "), "\(line)")
  }
}
