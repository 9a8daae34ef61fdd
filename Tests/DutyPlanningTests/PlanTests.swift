import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

private let small = District.small

/// The entries of a plan as text: `stream period@day`, with the outcome where it is not generated.
func entries(_ planner: Planner, _ from: String, _ to: String) -> [String] {
  planner.entries(from: day(from), to: day(to)).map { entry in
    let n = entry.n == 1 ? "" : "#\(entry.n)"
    let text = "\(planner.streams[entry.stream].id) \(entry.period.name)\(n)@\(entry.date)"
    switch entry.outcome {
    case .generate: return text
    case .skipped: return text + " skipped"
    case .merged: return text + " merged"
    }
  }
}

func allTasks(_ planner: Planner, _ from: String, _ to: String) -> [PlannedTask] {
  planner.entries(from: day(from), to: day(to)).flatMap { planner.tasks(of: $0) }
}

struct PlanCase: Sendable, CustomTestStringConvertible {
  var why: String
  var district: District
  var from: String
  var to: String
  var expect: [String]
  var testDescription: String { why }

  init(_ why: String, _ district: District, _ from: String, _ to: String, _ expect: [String]) {
    self.why = why
    self.district = district
    self.from = from
    self.to = to
    self.expect = expect
  }
}

@Suite struct PlanTests {
  private static let monthly = small.without("duties/road-patrol.yaml")
    .putting(
      "responsibility/10-roads.yaml",
      "rules:\n  - rule: road-chief\n    for: { place: { kind: [road, lane] } }\n    holder: place.road-chief\n    lead: place.road-chief.unit\n"
    )

  static let cases = [
    PlanCase(
      "workdays only, make-up days too", small, "2026-10-08", "2026-10-12",
      [
        "road-patrol 2026-10-08@2026-10-08", "road-patrol 2026-10-09@2026-10-09", "road-patrol 2026-10-10@2026-10-10",
        "road-patrol 2026-10-12@2026-10-12",
      ]),
    PlanCase(
      "the 31st of a short month is its last day",
      monthly.duty("d", "of: { kind: road }", "every: month, on day 31"), "2026-11-25", "2026-12-31",
      ["d 2026-11@2026-11-30", "d 2026-12@2026-12-31"]),
    PlanCase(
      "an off-day moves to the workday before",
      monthly.duty("d", "of: { kind: road }", "every: month, on day 15", "off-day: previous"), "2026-11-01",
      "2026-11-30",
      ["d 2026-11@2026-11-13"]),
    PlanCase(
      "or after", monthly.duty("d", "of: { kind: road }", "every: month, on day 15", "off-day: next"), "2026-11-01",
      "2026-11-30", ["d 2026-11@2026-11-16"]),
    PlanCase(
      "or is skipped, and says so", monthly.duty("d", "of: { kind: road }", "every: month, on day 15", "off-day: skip"),
      "2026-11-01", "2026-11-30", ["d 2026-11@2026-11-15 skipped"]),
    PlanCase(
      "or is kept", monthly.duty("d", "of: { kind: road }", "every: month, on day 15", "off-day: keep"), "2026-11-01",
      "2026-11-30", ["d 2026-11@2026-11-15"]),
    PlanCase(
      "a moved opening is found from its own day alone",
      monthly.duty("d", "of: { kind: road }", "every: month, on day 15", "off-day: previous"), "2026-11-13",
      "2026-11-13",
      ["d 2026-11@2026-11-13"]),
    PlanCase(
      "days that move to one day merge",
      monthly.duty("d", "of: { kind: road }", "every: day", "off-day: next"), "2026-11-27", "2026-11-30",
      [
        "d 2026-11-27@2026-11-27", "d 2026-11-28@2026-11-30", "d 2026-11-29@2026-11-30 merged",
        "d 2026-11-30@2026-11-30 merged",
      ]),
    PlanCase(
      "a quota is spread over its period",
      monthly.duty("d", "of: { kind: road }", "every: 2 per month, 4 days apart"), "2026-11-01", "2026-11-30",
      ["d 2026-11@2026-11-01", "d 2026-11#2@2026-11-16"]),
    PlanCase(
      "a duty keeps to its dates",
      monthly.duty("d", "of: { kind: road }", "every: day", "from: 2026-11-24", "until: 2026-11-25"), "2026-11-20",
      "2026-11-30",
      ["d 2026-11-24@2026-11-24", "d 2026-11-25@2026-11-25"]),
    PlanCase(
      "a zone has a stream of its own",
      small.adding("duties/road-patrol.yaml", "    zones: { key: { every: day, due: \"12:00\" } }"), "2026-11-28",
      "2026-11-30",
      [
        "road-patrol/key 2026-11-28@2026-11-28", "road-patrol/key 2026-11-29@2026-11-29",
        "road-patrol 2026-11-30@2026-11-30", "road-patrol/key 2026-11-30@2026-11-30",
      ]),
    PlanCase(
      "a campaign takes its window over", campaign(), "2026-11-30", "2026-12-03",
      [
        "road-patrol 2026-11-30@2026-11-30", "road-patrol 2026-12-01@2026-12-01 merged",
        "road-patrol/c 2026-12-01@2026-12-01", "road-patrol 2026-12-02@2026-12-02 merged",
        "road-patrol/c 2026-12-02@2026-12-02", "road-patrol 2026-12-03@2026-12-03",
      ]),
    PlanCase(
      "weekends count while it lasts", campaign("2026-12-05..2026-12-06"), "2026-12-04", "2026-12-07",
      [
        "road-patrol 2026-12-04@2026-12-04", "road-patrol/c 2026-12-05@2026-12-05",
        "road-patrol/c 2026-12-06@2026-12-06", "road-patrol 2026-12-07@2026-12-07",
      ]),
    PlanCase(
      "of two campaigns the stricter times a day",
      campaign().putting(
        "campaigns/d.yaml",
        "campaign: d\nwindow: 2026-12-02..2026-12-04\noverlay:\n  - { duties: [road-patrol], every: workday, due: 8 urgent-hours }\n"
      ),
      "2026-12-01", "2026-12-04",
      [
        "road-patrol 2026-12-01@2026-12-01 merged", "road-patrol/c 2026-12-01@2026-12-01",
        "road-patrol 2026-12-02@2026-12-02 merged", "road-patrol/c 2026-12-02@2026-12-02",
        "road-patrol/d 2026-12-02@2026-12-02 merged", "road-patrol 2026-12-03@2026-12-03 merged",
        "road-patrol/d 2026-12-03@2026-12-03", "road-patrol 2026-12-04@2026-12-04 merged",
        "road-patrol/d 2026-12-04@2026-12-04",
      ]),
    PlanCase(
      "milestones are laid back in workdays, each after the one before", plan, "2026-11-01", "2026-12-31",
      ["p 2026-11-24@2026-11-02", "p 2026-12-08@2026-11-25", "p 2026-12-15@2026-12-09"]),
  ]

  static func campaign(
    _ window: String = "2026-12-01..2026-12-02", _ overlay: String = "every: day, due: 4 urgent-hours"
  ) -> District {
    small.putting(
      "campaigns/c.yaml", "campaign: c\nwindow: \(window)\noverlay:\n  - { duties: [road-patrol], \(overlay) }\n")
  }

  static let plan = small.without("duties/road-patrol.yaml")
    .putting(
      "responsibility/10-roads.yaml",
      "rules:\n  - rule: road-chief\n    for: { place: { kind: [road, lane] } }\n    holder: place.road-chief\n    lead: place.road-chief.unit\n"
    )
    .putting(
      "campaigns/p.yaml",
      "campaign: p\nfrom: 2026-11-02\ndeadline: 2026-12-15\nlead: u-jt\ncommander: p-jt1\nmilestones-back:\n  - done: 0\n  - built: 5 workdays\n  - begun: 15 workdays\n"
    )

  @Test(arguments: cases)
  func opens(_ c: PlanCase) throws {
    let found = entries(try c.district.planner(), c.from, c.to)
    #expect(found == c.expect, "\(c.why)")
  }

  @Test func aZoneTakesItsSubjectsFromTheBase() throws {
    let planner = try small.adding("duties/road-patrol.yaml", "    zones: { key: { every: day, due: \"12:00\" } }")
      .planner()
    let tasks = allTasks(planner, "2026-11-30", "2026-11-30")
    #expect(tasks.map(\.key.subject).sorted() == ["road-hp", "road-zs"])
    #expect(tasks.first { $0.key.subject == "road-zs" }.map { wall($0.deadline.due) } == "2026-11-30 12:00")
    #expect(tasks.first { $0.key.subject == "road-hp" }.map { wall($0.deadline.due) } == "2026-11-30 17:30")
  }

  @Test func theLimitOfACampaignIsFixedAtOpening() throws {
    let planner = try Self.campaign().planner()
    let due = allTasks(planner, "2026-11-30", "2026-12-01").filter { $0.key.subject == "road-zs" }.map {
      wall($0.deadline.due)
    }
    #expect(due == ["2026-11-30 17:30", "2026-12-01 12:00"])
  }

  @Test func milestonesHaveLeadCommanderAndTheirDay() throws {
    let tasks = allTasks(try Self.plan.planner(), "2026-11-01", "2026-12-31")
    #expect(tasks.map(\.key.grain) == ["begun", "built", "done"])
    #expect(tasks.allSatisfy { $0.deadlineReceipt.body["campaign"] == nil }, "a milestone is the campaign's own")
    #expect(tasks.map { wall($0.deadline.due) } == ["2026-11-24 17:30", "2026-12-08 17:30", "2026-12-15 17:30"])
    #expect(Set(tasks.map(\.key.subject)) == ["u-jt"])
  }

  @Test(arguments: [
    ("sector", ["sanitation", "transport"], "one task a sector"),
    ("standard", ["notices", "road-clean"], "one task a standard"),
    ("subject", [""], "one task"),
  ])
  func divides(_ grain: String, _ values: [String], _ why: String) throws {
    let district = small.replacing("duties/road-patrol.yaml", "[road-clean]", "[road-clean, notices]")
      .adding("duties/road-patrol.yaml", "    grain: \(grain)")
    let tasks = allTasks(try district.planner(), "2026-11-23", "2026-11-23").filter { $0.key.subject == "road-zs" }
    #expect(tasks.map(\.key.grain).sorted() == values, "\(why)")
  }

  @Test func aPlaceHasTasksOnlyWhileItIsInTheRegister() throws {
    let dated = small.replacing(
      "registers/places.csv", "road-zs,中山路,road,dh,key,,,,", "road-zs,中山路,road,dh,key,,,2026-11-23,")
    let planner = try dated.planner()
    #expect(allTasks(planner, "2026-11-23", "2026-11-23").count == 2)
    #expect(allTasks(planner, "2026-11-24", "2026-11-24").map(\.key.subject) == ["road-hp"])
  }

  @Test func aVetoStandardMakesAVetoTask() throws {
    let veto = small.replacing("standards/base.csv", "道路整洁,sanitation,1,no", "道路整洁,sanitation,1,yes")
    #expect(allTasks(try veto.planner(), "2026-11-23", "2026-11-23").allSatisfy { $0.isVeto })
    #expect(allTasks(try small.planner(), "2026-11-23", "2026-11-23").allSatisfy { !$0.isVeto })
  }

  @Test func thePlanIsTheSameTwice() throws {
    let one = allTasks(try small.planner(), "2026-11-01", "2026-12-31")
    let other = allTasks(try small.planner(), "2026-11-01", "2026-12-31")
    #expect(one.map(\.key) == other.map(\.key))
    #expect(one.map(\.assignmentReceipt.id) == other.map(\.assignmentReceipt.id))
  }

  /// A day asked alone gives what the span gives for it: nothing depends on where one begins to look.
  @Test func aDayAskedAloneIsTheSame() throws {
    for district in Self.cases.map(\.district) {
      let planner = try district.planner()
      let span = entries(planner, "2026-10-25", "2026-12-20")
      var single: [String] = []
      var date = day("2026-10-25")
      while date <= day("2026-12-20") {
        single += entries(planner, date.description, date.description)
        date = date.adding(days: 1)
      }
      #expect(single == span)
    }
  }
}
