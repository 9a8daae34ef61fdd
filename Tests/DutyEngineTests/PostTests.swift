import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRoster
import DutyTestKit
import Testing

extension District {
  /// The small district with an action of measures and goals, and one with a post that bureaus man.
  fileprivate static let posted = District.small
    .adding(
      "registers/posts.csv",
      ["jt", "hw"].flatMap { unit in (1...3).map { "u-\(unit),inspector,p-\(unit)\($0),,,\n" } }.joined())
    .putting(
      "campaigns/action.yaml",
      """
      campaign: centres
      name: 实践中心专项行动
      from: 2026-11-02
      commander: p-qu
      lead: u-jt
      measures:
        - { measure: money, name: 下达补助资金, unit: u-hw, due: 2026-11-20 }
        - { measure: teams, name: 组建队伍, unit: u-dh, due: 2026-12-15 }
      goals:
        - { quantity: built, name: 建成, target: 100, already: 20, by: 2026-12-31 }

      """
    )
    .putting(
      "campaigns/posts.yaml",
      """
      campaign: visit
      name: 迎检
      window: 2026-11-24..2026-11-26
      commander: p-qu
      lead: u-cjb
      posts:
        - post: desk
          name: 值班台
          at: { kind: road }
          hours: "08:00-12:00"
          staff: 2..3
          shift: 4h
          rest: 8h
          people: { who: unit.member, units: [u-jt, u-hw] }

      """
    )
}

/// Special actions and posts as their people use them.
@Suite struct PostTests {
  private func bench(at time: String = "2026-11-23 09:00") throws -> Bench {
    try Bench.finding(.posted, at: time)
  }

  private func report(_ bench: Bench, _ what: String, _ total: Int64? = nil, by: String, note: String = "") -> Told {
    var fields: [String: JSONValue] = [
      "campaign": "centres", "what": .string(what), "by": .string(by), "note": .string(note),
    ]
    if let total { fields["total"] = .int(total) }
    return bench.ask("campaign-progress", fields)
  }

  // MARK: M12, M24

  @Test func M12_aGoalGrowsAndIsComparedWithItsPace() throws {
    let bench = try bench()
    let told = report(bench, "built", 30, by: "p-jt3")
    #expect(told.status == 200 && told.outcome == "recorded", "\(told.message)")
    // 2 November to 31 December has 44 workdays, 16 of them gone on the 23rd: 20 + 80 × 16 / 44.
    #expect(told.body["expected"]?.int == 49 && told.body["shortfall"]?.int == 19, "\(told.body)")
    #expect(report(bench, "built", 30, by: "p-jt3").outcome == "unchanged", "the same total again adds nothing")
    #expect(report(bench, "built", 1000, by: "p-jt3").status == 422, "far more than there are to build: a slip")
    #expect(report(bench, "built", 28, by: "p-jt3", note: "重复统计，更正").outcome == "recorded")
    let kept = try bench.store.records(Progress.self, topic: Topic.campaign("centres")).map(\.record)
    #expect(kept.map { "\($0.n) \($0.total) \($0.by)" } == ["1 30 p-jt3", "2 28 p-jt3"])
  }

  @Test func M12_aMeasureIsDoneOnce() throws {
    let bench = try bench()
    let told = report(bench, "money", by: "p-hw3")
    #expect(told.outcome == "done" && told.body["days-late"]?.int == 3, "\(told.message)")
    #expect(report(bench, "money", by: "p-hw3").outcome == "unchanged")
    #expect(report(bench, "teams", by: "p-qu").body["days-late"]?.int == 0, "the commander may say so too")
  }

  @Test(arguments: [
    ("built", 10 as Int64?, "p-jt3", "", 422, "at 20 already", "fewer than at the start, without a word"),
    ("built", nil, "p-jt3", "", 400, "how many built", "a goal wants a total"),
    ("built", -1, "p-jt3", "", 400, "how many built", "no number of anything"),
    ("built", 30, "p-dh2", "", 403, "does not report on centres", "a unit that only has a measure"),
    ("teams", nil, "p-hw3", "", 403, "does not report on centres", "another unit's measure"),
    ("bulit", 30, "p-jt3", "", 404, "no goal or measure `bulit`", "a slip"),
    ("built", 30, "p-jt33", "", 404, "no person `p-jt33`", "nobody"),
    ("built", 30, "", "", 400, "nobody is named", "no name"),
  ])
  func M12_refuses(
    _ what: String, _ total: Int64?, _ by: String, _ note: String, _ status: Int, _ text: String, _ why: String
  ) throws {
    let bench = try bench()
    let head = try bench.store.head()
    let told = report(bench, what, total, by: by, note: note)
    #expect(told.status == status && told.message.contains(text), "\(why): \(told.status) \(told.message)")
    #expect(!told.help.isEmpty, "\(why)")
    #expect(try bench.store.head() == head, "\(why): nothing is written")
  }

  @Test func M12_anActionThatHasNotBegunTakesNoReport() throws {
    let bench = try Bench.finding(.posted, at: "2026-10-30 09:00")
    #expect(report(bench, "built", 30, by: "p-jt3").status == 422)
  }

  // MARK: M21, M22, M56

  @Test func M22_aRosterIsPublishedByTheOffice() throws {
    let bench = try bench()
    let told = bench.ask("roster-publish", ["campaign": "visit", "by": "p-a1"])
    #expect(told.status == 403 && told.message.contains("u-cjb"), "\(told.message)")
    #expect(bench.ask("roster-publish", ["campaign": "visit"]).status == 400, "nobody is nobody of the office")
  }

  @Test func M22_aRosterIsPublishedOnceUntilItChanges() throws {
    let bench = try bench()
    let first = bench.ask("roster-publish", ["campaign": "visit", "by": "p-cjb"])
    #expect(first.outcome == "published", "\(first.message)")
    #expect(bench.ask("roster-publish", ["campaign": "visit", "by": "p-cjb"]).outcome == "unchanged")
    #expect(bench.ask("roster-publish", ["campaign": "centres", "by": "p-cjb"]).status == 409, "it has no posts")
    #expect(bench.ask("roster-publish", ["campaign": "nowhere", "by": "p-cjb"]).status == 404)
  }

  @Test func M56_whoIsThereAndWhoIsNot() throws {
    let bench = try bench()
    try bench.run(until: moment("2026-11-24 08:05"))
    let campaign = try #require(bench.engine.current.book.campaigns["visit"])
    let roster = bench.engine.current.book.roster(of: campaign)
    let shift = try #require(roster.shifts.first { $0.day == day("2026-11-24") && $0.people.count == 2 })
    let (here, away) = (shift.people[0], shift.people[1])

    let came = bench.ask("check-in", ["person": .string(here), "by": .string(here)])
    #expect(came.outcome == "present" && came.body["late-minutes"]?.int == 5, "\(came.message)")
    #expect(bench.ask("check-in", ["person": .string(here), "by": .string(here)]).outcome == "unchanged")
    #expect(bench.ask("check-in", ["person": "p-dh1", "by": "p-dh1"]).status == 409, "no shift of theirs")

    let place: [String: JSONValue] = ["post": .string(shift.post), "place": .string(shift.place)]
    let own = bench.ask("spot-check", place.merging(["by": .string(here), "present": [.string(here)]]) { $1 })
    #expect(own.status == 409 && own.help.contains("two"), "nobody checks their own shift")
    let seen = bench.ask("spot-check", place.merging(["by": "p-cjb", "present": [.string(here)]]) { $1 })
    #expect(seen.body["missing"]?.array?.compactMap(\.string) == [away], "\(seen.message)")

    try bench.run(until: moment("2026-11-24 12:01"))
    let late = bench.ask("spot-check", place.merging(["by": "p-cjb", "present": []]) { $1 })
    #expect(late.status == 409 && late.message.contains("nobody is on duty"))
  }

  // MARK: M52

  @Test func M52_pointsAreEarnedForWhatAScoreKnows() throws {
    let bench = try bench()
    let told = bench.ask("bonus", ["unit": "u-jt", "earned": "honour", "by": "p-cjb", "reason": "市级表彰"])
    #expect(told.status == 404 && told.message.contains("no score gives points"), "the small district scores nothing")
  }
}
