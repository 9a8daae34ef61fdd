import DutyRules
import Testing

/// What is wrong with posts, actions and plans: R070–R074 and the plain values in them.
@Suite struct CampaignDiagnosticTests {
  static let file = "campaigns/c.yaml"

  static func post(_ text: String) -> Change {
    .put(file, "campaign: c\nwindow: 2026-12-01..2026-12-12\nposts:\n  - \(text)\n")
  }

  static func action(_ text: String) -> Change {
    .put(file, "campaign: c\nname: 行动\n" + text)
  }

  static let posts: [Case] = [
    Case(
      [post("{ post: a, at: { kind: road }, hours: round-the-clock, staff: 1, shift: 5h, people: u-jt.member }")],
      .postShape, at: "\(file):4:70", says: "does not divide the day", why: "shifts that change at other hours each day"
    ),
    Case(
      [
        post(
          "{ post: a, at: { kind: road }, hours: \"08:00-12:00\", change: \"08:00\", staff: 1, shift: 4h, people: u-jt.member }"
        )
      ],
      .postShape, at: "\(file):4:66", says: "`change` is for `round-the-clock`",
      why: "a change where windows begin anew"),
    Case(
      [
        post(
          "{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 3..5, aim: 6, shift: 4h, people: u-jt.member }"
        )
      ],
      .postShape, at: "\(file):4:76", says: "the staff is 3 to 5", why: "an aim beyond the staff"),
    Case(
      [
        post(
          "{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member, services: { least: 3, offered: [甲, 乙, 乙] } }"
        )
      ],
      .postShape, at: "\(file):4:122", says: "2 services are offered, 3 are wanted",
      why: "M21: fewer services than wanted"),
    Case(
      [post("{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 5..3, shift: 4h, people: u-jt.member }")],
      .badNumber, at: "\(file):4:65", says: "not a number of people", why: "the most before the least"),
    Case(
      [post("{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4 days, people: u-jt.member }")],
      .badNumber, at: "\(file):4:75", says: "write `4h` or `90m`", why: "a shift in days"),
    Case(
      [post("{ post: a, at: { kind: road }, hours: \"22:00-06:00\", staff: 1, shift: 4h, people: u-jt.member }")],
      .badClock, at: "\(file):4:43", says: "closes before it opens", why: "a window over midnight"),
    Case(
      [post("{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt }")],
      .roleType, at: "\(file):4:87", why: "a unit is not a person"),
    Case(
      [post("{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: lead.head }")],
      .roleForbidden, at: "\(file):4:87", says: "`people` may not refer to `lead`", why: "nobody leads a post"),
    Case(
      [
        post(
          "{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: standard.sector.authority.head }"
        )
      ],
      .roleForbidden, at: "\(file):4:87", says: "may not refer to `standard`", why: "nobody stands for a standard"),
    Case(
      [post("{ post: a, at: { kind: bridge }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member }")],
      .unknownID, at: "\(file):4:28", says: "unknown place kind `bridge`", why: "a kind that no place has"),
    Case(
      [
        post(
          "{ post: a, at: { kind: road, zone: general }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member }"
        )
      ],
      .matchesNothing, at: "\(file):4:20", says: "post `a`", why: "no such road in the general zone"),
    Case(
      [post("{ post: a, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member }")], .missingKey,
      at: "\(file):4:5", says: "a post has no `at`", why: "a post somewhere"),
    Case(
      [
        post(
          "{ post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member }\n  - { post: a, at: { kind: road }, hours: \"13:00-17:00\", staff: 1, shift: 4h, people: u-jt.member }"
        )
      ],
      .duplicateID, at: "\(file):5:13", says: "post `a` is given twice", why: "two posts of one name"),
    Case(
      [.replace(plan, "goal: {", "posts: []\ngoal: {")], .campaignShape, at: "\(plan):1:1", says: "not both",
      why: "a plan has no posts"),
    Case(
      [
        .put(
          file,
          "campaign: c\nposts:\n  - { post: a, at: { kind: road }, hours: \"08:00-12:00\", staff: 1, shift: 4h, people: u-jt.member }\n"
        )
      ],
      .campaignShape, at: "\(file):1:1", says: "no `window`", why: "posts without days"),
  ]

  private static let lines =
    "measures:\n  - { measure: m, unit: u-jt, due: 2026-06-30 }\ngoals:\n  - { quantity: built, target: 501, by: 2026-12-31 }\n"

  static let actions: [Case] = [
    Case(
      [action("lead: u-jt\n" + lines)], .actionShape, at: "\(file):1:1", says: "no `commander`",
      why: "M12: nobody commands"),
    Case(
      [action("commander: p-01\n" + lines)], .actionShape, at: "\(file):1:1", says: "no `lead`",
      why: "M12: nobody leads"),
    Case(
      [action("commander: [p-01, p-02]\nlead: u-jt\n" + lines)], .actionShape, at: "\(file):3:12",
      says: "one `commander`, here are 2", why: "M12: two commanders"),
    Case(
      [action("commander: p-01\nlead: [u-jt, u-hw]\n" + lines)], .actionShape, at: "\(file):4:7",
      says: "one `lead`, here are 2", why: "M12: two lead units"),
    Case(
      [.replace(plan, "lead: u-jt", "lead: [u-jt, u-hw]")], .actionShape, at: "\(plan):6:7", says: "here are 2",
      why: "a plan has one lead unit too"),
    Case(
      [action("commander: p-01\nlead: u-jt\nmeasures:\n  - { measure: m, unit: u-jt, due: 2026-06-30 }\n")],
      .actionShape, at: "\(file):1:1", says: "no `goals`", why: "measures towards nothing"),
    Case(
      [action("commander: p-01\nlead: u-jt\ngoals:\n  - { quantity: built, target: 501, by: 2026-12-31 }\n")],
      .actionShape, at: "\(file):1:1", says: "no `measures`", why: "a goal that nobody works for"),
    Case(
      [
        action(
          "commander: p-01\nlead: u-jt\n" + lines.split(separator: "\n").map { $0 + "\n" }.joined()
            + "  - { quantity: built, target: 9, by: 2026-12-31 }\n")
      ],
      .duplicateID, at: "\(file):9:17", says: "goal `built`", why: "two goals of one quantity"),
    Case(
      [action("commander: p-01\nlead: u-jt\n" + lines.replacing("target: 501", with: "target: 501, already: 600"))],
      .badNumber, at: "\(file):8:37", says: "the target is 501", why: "a goal reached before it begins"),
    Case(
      [action("commander: p-01\nlead: u-jt\n" + lines.replacing(", by: 2026-12-31", with: ""))], .missingKey,
      at: "\(file):8:5", says: "no `by`", why: "a goal without a day"),
    Case(
      [action("from: 2026-07-01\ncommander: p-01\nlead: u-jt\n" + lines)], .reversedDates, at: "\(file):7:36",
      says: "before the campaign begins on 2026-07-01", why: "a measure due before the action begins"),
    Case(
      [action("window: 2026-01-01..2026-10-31\ncommander: p-01\nlead: u-jt\n" + lines)], .reversedDates,
      at: "\(file):9:41", says: "after the campaign's end 2026-10-31", why: "a goal due after the window"),
    Case(
      [action("window: 2026-01-01..2026-12-31\nfrom: 2026-02-01\ncommander: p-01\nlead: u-jt\n" + lines)],
      .campaignShape, at: "\(file):4:1", says: "keep one", why: "two beginnings"),
  ]

  @Test(arguments: posts + actions) func reports(_ c: Case) { c.check() }

  /// M32: the first step that does not fit, and what would be enough, the smallest first.
  static let plans: [Case] = [
    Case(
      [.replace(plan, "from: 2026-05-06", "from: 2026-09-28")], .planImpossible, at: "\(plan):7:53",
      says: "`started` would fall on 2026-09-25, work may start on 2026-09-28; 1 workday is missing",
      why: "a deadline on a day off counts from the workday before it, as the plan does"),
    Case(
      [.replace(plan, "from: 2026-05-06", "from: 2026-09-28")], .planImpossible, at: "\(plan):7:53",
      says:
        "help: the smallest change: move the deadline to 2026-12-21 (1 workday, 1 day later); or set `from` to 2026-09-25 (1 workday, 3 days earlier); or cut 1 workday from the steps, so that `started` lies 59 workdays back",
      why: "of equal workdays the date that moves least"),
    Case(
      [.replace(plan, "from: 2026-05-06", "from: 2026-12-16")], .planImpossible, at: "\(plan):7:53",
      says: "cut 58 workdays from the steps, so that `started` lies 2 workdays back", why: "three steps, three workdays"
    ),
    Case(
      [
        .replace(plan, "from: 2026-05-06", "from: 2026-12-17"),
        .replace(plan, "accepted: 0, built: 15 workdays", "a: 0, b: 1, c: 2, d: 3, e: 15"),
      ],
      .planImpossible, at: "\(plan):7:51", says: "started", why: "steps are named wherever they stand"),
    Case(
      [.replace(plan, "deadline: 2026-12-20", "deadline: 2026-03-20"), .replace(plan, "from: 2026-05-06\n", "")],
      .planImpossible, at: "\(plan):6:53", says: "move the deadline to 2026-03-26", why: "not before the book begins"),
  ]

  @Test(arguments: plans) func m32(_ c: Case) { c.check() }

  @Test func m32NoWayThatDoesNotExist() {
    let early = load(
      .replace(plan, "deadline: 2026-12-20", "deadline: 2026-03-20"), .replace(plan, "from: 2026-05-06\n", ""))
    let help = early.diagnostics.first { $0.code == "R071" }?.help ?? ""
    #expect(!help.contains("set `from`"), "nothing is generated before the book's start: \(help)")
    let crowded = load(.replace(plan, "from: 2026-05-06", "from: 2026-12-18"))
    let cut = crowded.diagnostics.first { $0.code == "R071" }?.help ?? ""
    #expect(!cut.contains("cut"), "three steps do not fit into one workday: \(cut)")
  }
}
