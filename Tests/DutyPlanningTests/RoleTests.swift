import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// One district, one question, and who answers in the roles that the case is about.
struct RoleCase: Sendable, CustomTestStringConvertible {
  var why: String
  var district: District
  var ask: Asking
  var expect: [Role: String]
  var testDescription: String { why }

  init(_ why: String, _ ask: Asking, _ expect: [Role: String]) { self.init(why, .small, ask, expect) }

  init(_ why: String, _ district: District, _ ask: Asking, _ expect: [Role: String]) {
    self.why = why
    self.district = district
    self.ask = ask
    self.expect = expect
  }
}

private let small = District.small
private let patrol = Asking(duty: "road-patrol", "road-zs")

@Suite struct RoleTests {
  @Test(arguments: ranks + relations + persons + verifiers + posts)
  func decides(_ c: RoleCase) throws {
    let planner = try c.district.planner()
    for (role, expected) in c.expect.sorted(by: { $0.key < $1.key }) {
      #expect(try planner.who(role, c.ask) == expected, "\(role.rawValue): \(c.why)")
    }
  }

  static let ranks = [
    RoleCase("the road's chief outranks the territory", patrol, [.lead: "u-jt", .holder: "p-jt3"]),
    RoleCase(
      "a lower number outranks, whatever the file is called",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw"), patrol, [.lead: "u-hw"]),
    RoleCase(
      "the leader sees the lead of another rule", small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw"),
      patrol,
      [.leader: "p-hw1"]),
    RoleCase(
      "two values at one rank are a tie", small.rule(10, "other", "for: { duty: road-patrol }", "lead: u-hw"), patrol,
      [.lead: "tie"]),
    RoleCase(
      "equal values at one rank are none", small.rule(10, "other", "for: { duty: road-patrol }", "lead: u-jt"), patrol,
      [.lead: "u-jt"]),
    RoleCase(
      "a tie below the deciding rank does not matter", small.rule(90, "other", "lead: u-hw"), patrol, [.lead: "u-jt"]),
    RoleCase(
      "a rule that names nobody lets the next rank speak",
      small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt,,\n", ""), patrol,
      [.lead: "u-dh", .leader: "p-dh1", .holder: "p-dh2"]),
    RoleCase(
      "a rule outside its dates is silent", small.rule(5, "zz", "until: 2026-11-22", "lead: u-hw"), patrol,
      [.lead: "u-jt"]),
    RoleCase(
      "a rule on its last day still speaks", small.rule(5, "zz", "until: 2026-11-23", "lead: u-hw"), patrol,
      [.lead: "u-hw"]),
    RoleCase(
      "a rule on its first day speaks already", small.rule(5, "zz", "from: 2026-11-23", "lead: u-hw"), patrol,
      [.lead: "u-hw"]),
    RoleCase(
      "a rule about a standard is silent on a duty without one",
      small.rule(5, "zz", "for: { standard: { sector: any } }", "lead: u-hw"), patrol, [.lead: "u-jt"]),
    RoleCase(
      "a rule about a duty is silent on a standard",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw"), Asking(standard: "notices", "road-zs"),
      [.lead: "u-jt"]),
  ]

  static let relations = [
    RoleCase(
      "a lane inherits its road's chief",
      small.rule(
        20, "lanes", "for: { place: { kind: lane } }", "holder: place.road-chief", "lead: place.road-chief.unit"),
      Asking(standard: "notices", "lane-1"), [.lead: "u-jt", .holder: "p-jt3"]),
    RoleCase(
      "a lane with a chief of its own does not",
      small.rule(
        20, "lanes", "for: { place: { kind: lane } }", "holder: place.road-chief", "lead: place.road-chief.unit"
      )
      .adding("registers/road-chiefs.csv", "lane-1,p-hw2,u-hw,,"),
      Asking(standard: "notices", "lane-1"), [.lead: "u-hw", .holder: "p-hw2"]),
    RoleCase(
      "a chief who comes later leaves the lane to the road until then",
      small.rule(
        20, "lanes", "for: { place: { kind: lane } }", "holder: place.road-chief", "lead: place.road-chief.unit"
      )
      .adding("registers/road-chiefs.csv", "lane-1,p-hw2,u-hw,2026-11-24,"),
      Asking(standard: "notices", "lane-1"), [.lead: "u-jt", .holder: "p-jt3"]),
    RoleCase(
      "the territory is the nearest ancestor's", Asking(standard: "road-clean", "building-1"),
      [.lead: "u-hw", .leader: "p-hw2"]),
    RoleCase(
      "the first alternative that names somebody decides",
      small.rule(5, "zz", "holder: place.helper | lead.liaison")
        .putting("registers/helpers.csv", "place,person\nroad-hp,p-jt3\n"), patrol, [.holder: "p-jt3"]),
    RoleCase(
      "a handover: the day before", handover, Asking(duty: "road-patrol", "road-zs", on: "2026-11-30"),
      [.holder: "p-jt3"]),
    RoleCase(
      "a handover: the day itself", handover, Asking(duty: "road-patrol", "road-zs", on: "2026-12-01"),
      [.holder: "p-jt2"]),
    RoleCase(
      "the authority of a sector may change on a date",
      small.putting(
        "registers/authorities.csv",
        "sector,unit,from,until\nsanitation,u-hw,,\ntransport,u-jt,,2026-11-22\ntransport,u-hw,2026-11-23,\n"),
      Asking(standard: "notices", "road-zs"), [.lead: "u-hw"]),
  ]

  static let handover = small.putting(
    "registers/road-chiefs.csv",
    "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-11-30\nroad-zs,p-jt2,u-jt,2026-12-01,\nroad-hp,p-hw3,u-hw,,\n"
  )

  static let persons = [
    RoleCase(
      "an absent person is replaced by the acting one",
      small.putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-11-20,2026-11-23,p-jt2\n"), patrol,
      [.holder: "p-jt2"]),
    RoleCase(
      "the day after the absence the person is back",
      small.putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-11-20,2026-11-22,p-jt2\n"), patrol,
      [.holder: "p-jt3"]),
    RoleCase(
      "an absent person without acting leaves it to the next rule",
      small.putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-11-20,2026-11-25,\n")
        .adding("registers/posts.csv", "u-jt,liaison,p-jt2,,,"), patrol, [.holder: "p-jt2"]),
    RoleCase(
      "an acting person who is away too does not stand in",
      small.putting(
        "registers/absences.csv",
        "person,from,until,acting\np-jt3,2026-11-20,2026-11-25,p-jt2\np-jt2,2026-11-22,2026-11-24,\n"
      )
      .adding("registers/posts.csv", "u-jt,liaison,p-jt1,,,"), patrol, [.holder: "p-jt1"]),
    RoleCase(
      "somebody who has left holds nothing",
      small.replacing("registers/people.csv", "p-jt3,交三,u-jt,,,", "p-jt3,交三,u-jt,,2026-11-22,")
        .adding("registers/posts.csv", "u-jt,liaison,p-jt2,,,")
        .replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt,,", "road-zs,p-jt3,u-jt,,2026-11-22")
        .replacing("registers/posts.csv", "u-jt,liaison,p-jt3,,,", "u-jt,liaison,p-jt3,,,2026-11-22")
        .rule(10, "unit", "for: { place: { id: road-zs } }", "lead: u-jt"),
      patrol, [.holder: "p-jt2"]),
    RoleCase(
      "a holder without a post in the lead unit is from outside",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw"), patrol, [.holder: "outside p-jt3"]),
    RoleCase(
      "unless the rule says so",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw", "holder: place.road-chief", "outside: true"),
      patrol, [.holder: "p-jt3"]),
    RoleCase(
      "a post in the lead unit is enough",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: u-hw").adding(
        "registers/posts.csv", "u-hw,adviser,p-jt3,,,"),
      patrol, [.holder: "p-jt3"]),
  ]

  static let verifiers = [
    RoleCase(
      "the verifier is not of the lead unit",
      small.rule(5, "zz", "for: { duty: road-patrol }", "lead: team-1", "holder: p-b1", "outside: true"), patrol,
      [.verifier: "p-b2"]),
    RoleCase(
      "the verifier is not the holder",
      small.rule(5, "zz", "for: { duty: road-patrol }", "holder: p-a1", "verifier: p-a1 | p-b1", "outside: true"),
      patrol,
      [.verifier: "p-b1"]),
    RoleCase(
      "cross-inspection leaves out people of the territory",
      small.rule(5, "zz", "verifier: p-dh3 outside place.territory | p-b1"), patrol, [.verifier: "p-b1"]),
    RoleCase(
      "and takes people of another one",
      small.rule(5, "zz", "verifier: p-dh3 outside place.territory | p-b1"), Asking(duty: "road-patrol", "road-hp"),
      [.verifier: "p-dh3"]),
    RoleCase(
      "an absent verifier lets the next member speak",
      small.rule(5, "zz", "verifier: team-2.member")
        .putting("registers/absences.csv", "person,from,until,acting\np-b1,2026-11-01,2026-11-30,\n"), patrol,
      [.verifier: "p-b2"]),
    RoleCase(
      "a team of which everybody is away names nobody",
      small.rule(5, "zz", "verifier: team-2.member").without("responsibility/95-checks.yaml")
        .putting(
          "registers/absences.csv",
          "person,from,until,acting\np-b1,2026-11-01,2026-11-30,\np-b2,2026-11-01,2026-11-30,\n"), patrol,
      [.verifier: "nobody"]),
  ]

  static let posts = [
    RoleCase(
      "the deputy of this very sector", Asking(standard: "notices", "road-zs"), [.leader: "p-jt2"]),
    RoleCase(
      "a deputy without sectors looks after all", Asking(standard: "road-clean", "road-zs"), [.leader: "p-hw2"]),
    RoleCase(
      "a deputy of another sector does not; the head does",
      small.replacing("registers/posts.csv", "p-jt2,transport", "p-jt2,sanitation"),
      Asking(standard: "notices", "road-zs"), [.leader: "p-jt1"]),
    RoleCase(
      "one who names the sector comes before one who names none",
      small.replacing(
        "registers/posts.csv", "u-jt,deputy,p-jt2,transport", "u-jt,deputy,p-jt3,,,\nu-jt,deputy,p-jt2,transport"),
      Asking(standard: "notices", "road-zs"), [.leader: "p-jt2"]),
  ]
}
