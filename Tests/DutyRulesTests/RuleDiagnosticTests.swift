import DutyRules
import Testing

/// Selectors, rules, campaigns, ladders, dispatch, tests: R060–R082.
@Suite struct RuleDiagnosticTests {
  static let rules: [Case] = [
    Case([.replace(roads, "duty: [road-patrol]", "duty: []")], .emptyList, at: "\(roads):4:18", why: "an empty list"),
    Case(
      [.replace(roads, "kind: [road, lane]", "kind: []")], .emptyList, at: "\(roads):4:48",
      why: "an empty list of kinds"),
    Case(
      [.replace(patrols, "of: { kind: road }", "of: {}")], .emptyList, at: "\(patrols):4:9",
      why: "a selector that says nothing"),
    Case(
      [.put("responsibility/50-none.yaml", "rules: []\n")], .emptyList, at: "responsibility/50-none.yaml:1:8",
      why: "a file without rules"),
    Case(
      [.replace(patrols, "with-standards: { evidence-file: true }", "tier: subdistrict, kind: bureau")],
      .matchesNothing,
      at: "\(patrols):12:18", says: "duty `files-due`", why: "no bureau is of the subdistricts' tier"),
    Case(
      [.replace("registers/authorities.csv", "sanitation,u-hw\n", "")], .matchesNothing, at: "standards/base.csv:4:54",
      says: "standard `files`", why: "the sector has no authority that could owe its files"),
    Case(
      [.replace(patrols, "of: { kind: road }", "of: { kind: road, within: compound-1 }")], .matchesNothing,
      at: "\(patrols):4:9", says: "duty `road-patrol`", why: "no road lies in a compound"),
    Case(
      [.replace(patrols, "of: { kind: road }", "of: { kind: building, has: road-chief }")], .matchesNothing,
      at: "\(patrols):4:9", why: "no building has a road chief"),
    Case(
      [.replace(patrols, "standards: { tags", "standards: { veto: true, tags")], .matchesNothing,
      at: "\(patrols):13:16",
      why: "no veto item is an evidence file"),
    Case(
      [.replace(roads, "kind: [road, lane]", "kind: lane")], .neverMatches, at: "\(roads):2:11",
      says: "\(patrols):2:11",
      why: "the duty is owed for roads, the rule speaks of lanes"),
    Case(
      [.replace(roads, "place: { kind: [road, lane] }", "unit: { kind: bureau }")], .neverMatches, at: "\(roads):2:11",
      why: "the duty is owed for places, the rule speaks of units"),
    Case(
      [
        .replace(
          sectorRules, "for: { standard: { sector: any } }", "for: { place: { kind: road }, unit: { kind: bureau } }")
      ],
      .neverMatches, at: "\(sectorRules):3:10", why: "no subject is a place and a unit"),
    Case(
      [
        .append("responsibility/90-territory.yaml", ""),
        .put(
          "responsibility/95-late.yaml",
          "rules:\n  - { rule: late, for: { place: { kind: road } }, lead: place.territory }\n"),
      ],
      .shadowed, at: "responsibility/95-late.yaml:2:13", says: "`territory` always decides first",
      why: "the same expression at a better rank, for everything"),
    Case(
      [
        .put("responsibility/05-all.yaml", "rules:\n  - { rule: all-to-office, lead: u-cjb }\n"),
        .put(
          "responsibility/60-jt.yaml", "rules:\n  - { rule: roads-to-jt, for: { place: { kind: road } }, lead: u-jt }\n"
        ),
      ],
      .shadowed, at: "responsibility/60-jt.yaml:2:13", says: "responsibility/05-all.yaml:2:13",
      why: "a named unit at a better rank is never empty"),
    Case(
      [.put("responsibility/60-none.yaml", "rules:\n  - rule: mute\n    for: { place: { kind: road } }\n")], .noRole,
      at: "responsibility/60-none.yaml:2:5", why: "a rule that gives nothing"),
    Case(
      [.put("responsibility/extra.yaml", "rules:\n  - { rule: x, lead: u-jt }\n")], .noRank,
      at: "responsibility/extra.yaml:1:1", says: "20-extra.yaml", why: "a file without a rank"),
  ]

  static let others: [Case] = [
    Case(
      [.replace(overlay, "window: 2026-12-01..2026-12-12\n", "")], .campaignShape, at: "\(overlay):1:1",
      says: "no `window`", why: "an overlay without a window"),
    Case([.put(overlay, "campaign: c\n")], .campaignShape, at: "\(overlay):1:1", why: "neither overlay nor plan"),
    Case(
      [.replace(plan, "lead: u-jt\n", "")], .campaignShape, at: "\(plan):1:1", says: "no `lead`",
      why: "a plan without a lead (M12)"),
    Case(
      [.replace(overlay, "every: day, due: 4 urgent-hours, cut-period: merge", "cut-period: merge")], .campaignShape,
      at: "\(overlay):5:5", why: "a row that changes nothing"),
    Case(
      [.replace(plan, "from: 2026-05-06", "from: 2026-11-02")], .planImpossible, at: "\(plan):7:53",
      says: "`started` would fall on 2026-09-25", why: "the earliest step is before work may start"),
    Case(
      [.replace(plan, "from: 2026-05-06", "from: 2026-11-02")], .planImpossible, at: "\(plan):7:53",
      says: "26 workdays are missing", why: "how much is missing, counted in workdays"),
    Case(
      [.replace(plan, "built: 15 workdays", "built: 80 workdays")], .milestoneOrder, at: "\(plan):7:53",
      why: "a step out of order"),
    Case(
      [.replace(plan, "deadline: 2026-12-20", "deadline: 2026-04-20")], .reversedDates, at: "\(plan):3:1",
      why: "a deadline before work may start"),
    Case(
      [.replace("ladders/overdue.yaml", "overdue 0", "scoldings 2")], .unsupportedTrigger,
      at: "ladders/overdue.yaml:4:13", why: "a trigger that does not exist here"),
    Case(
      [.replace("ladders/overdue.yaml", "overdue 2 workdays", "overdue last workday")], .unsupportedTrigger,
      at: "ladders/overdue.yaml:5:13", why: "a limit that needs a period"),
    Case(
      [.put("dispatch/other.yaml", "dispatch: other\n")], .secondDispatch, at: "dispatch/other.yaml:1:11",
      says: "dispatch/daily.yaml", why: "a second policy"),
    Case(
      [
        .replace(
          "tests/roads.yaml",
          "then: { lead: u-jt, holder: p-02, rule: { lead: road-chief }, opens: true, queue: [p-02, u-jt] }", "then: {}"
        )
      ],
      .emptyTest, at: "tests/roads.yaml:4:11", why: "a test that asserts nothing"),
  ]

  @Test(arguments: rules + others) func reports(_ c: Case) { c.check() }

  @Test func everyCodeHasACase() {
    let all =
      FileDiagnosticTests.cases + NameDiagnosticTests.names + NameDiagnosticTests.values
      + RegisterDiagnosticTests.registers + RegisterDiagnosticTests.roles + Self.rules + Self.others
      + ScoringDiagnosticTests.scores
      + CampaignDiagnosticTests.posts + CampaignDiagnosticTests.actions
      + ChannelDiagnosticTests.secrets + ChannelDiagnosticTests.shapes + ChannelDiagnosticTests.others
      + TemplateDiagnosticTests.cases + LadderDiagnosticTests.ladders + ScenarioDiagnosticTests.cases
      + GivenNameTests.cases
    let missing = Set(DiagnosticCodes.allCases).subtracting(all.map(\.code)).subtracting([.unreadable])
    #expect(missing.map(\.rawValue).sorted() == [], "R001 is the host's, and has a test of its own")
  }
}
