import DutyBook
import DutyRoster
import DutyTestKit
import Testing

/// Who may stand: relations, alternatives, leaves, dates (M21).
@Suite struct PoolTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var people: String
    var at = "{ id: road-zs }"
    var changes: @Sendable (District) -> District = { $0 }
    /// By day from 2026-12-01.
    var stands: [String]
    var why: String

    var testDescription: String { why }
  }

  static let rows = [
    Row(people: "place.road-chief", stands: ["p-jt3", "p-jt3", "p-jt3"], why: "a relation of the place"),
    Row(
      people: "place.road-chief", at: "{ id: lane-1 }", stands: ["p-jt3", "p-jt3", "p-jt3"],
      why: "a lane has its road's chief"),
    Row(people: "u-jt.member", stands: ["p-jt1", "p-jt2", "p-jt3"], why: "members take turns"),
    Row(people: "place.territory.head", stands: ["p-dh1", "p-dh1", "p-dh1"], why: "the head of the territory"),
    Row(people: "p-hw2", stands: ["p-hw2", "p-hw2", "p-hw2"], why: "a person by name"),
    Row(
      people: "[u-jt.head, u-hw.head]", stands: ["p-jt1", "p-hw1", "p-jt1"], why: "a list is everybody whom it names"),
    Row(
      people: "place.nobody-here | u-hw.head",
      changes: { $0.putting("registers/nobody-heres.csv", "place,person\nroad-hp,p-xh1\n") },
      stands: ["p-hw1", "p-hw1", "p-hw1"], why: "an alternative speaks where the first is empty"),
    Row(
      people: "u-jt.head | u-hw.head", stands: ["p-jt1", "p-jt1", "p-jt1"],
      why: "an alternative is silent where the first speaks"),
    Row(
      people: "u-jt.head | u-hw.head",
      changes: { $0.putting("registers/absences.csv", "person,from,until,acting\np-jt1,2026-12-02,2026-12-02,\n") },
      stands: ["p-jt1", "p-hw1", "p-jt1"], why: "and speaks on the day the first is away"),
    Row(
      people: "u-jt.head",
      changes: {
        $0.putting("registers/absences.csv", "person,from,until,acting\np-jt1,2026-12-02,2026-12-02,p-hw3\n")
      },
      stands: ["p-jt1", "p-hw3", "p-jt1"], why: "who acts stands in, on those days only"),
    Row(
      people: "u-jt.head",
      changes: {
        $0.putting(
          "registers/absences.csv",
          "person,from,until,acting\np-jt1,2026-12-02,2026-12-02,p-hw3\np-hw3,2026-12-02,2026-12-05,\n")
      },
      stands: ["p-jt1", "", "p-jt1"], why: "nobody stands in for one who is away too"),
    Row(
      people: "[u-jt.head, u-jt.deputy]",
      changes: {
        $0.putting("registers/absences.csv", "person,from,until,acting\np-jt1,2026-12-01,2026-12-03,p-jt2\n")
      },
      stands: ["p-jt2", "p-jt2", "p-jt2"], why: "who acts and is named too is one person"),
    Row(
      people: "place.road-chief",
      changes: {
        $0.putting(
          "registers/road-chiefs.csv",
          "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-12-01\nroad-zs,p-jt2,u-jt,2026-12-03,\nroad-hp,p-hw3,u-hw,,\n"
        )
      },
      stands: ["p-jt3", "", "p-jt2"], why: "rows hold on their days"),
    Row(
      people: "u-jt.member",
      changes: {
        $0.replacing("registers/people.csv", "p-jt2,交二,u-jt,,,", "p-jt2,交二,u-jt,2026-12-03,,")
          .replacing("registers/people.csv", "p-jt3,交三,u-jt,,,", "p-jt3,交三,u-jt,,2026-12-01,")
          .replacing("registers/posts.csv", "u-jt,deputy,p-jt2,transport,,", "u-jt,deputy,p-jt2,transport,2026-12-03,")
          .replacing("registers/posts.csv", "u-jt,liaison,p-jt3,,,", "u-jt,liaison,p-jt3,,,2026-12-01")
          .replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt,,", "road-zs,p-jt3,u-jt,,2026-12-01")
      },
      stands: ["p-jt3", "p-jt1", "p-jt2"], why: "who is not there yet, or no longer, does not stand"),
    Row(
      people: "team-1.member outside place.territory",
      changes: { $0.replacing("registers/posts.csv", "u-dh,liaison,p-dh2,,,", "u-dh,liaison,p-a1,,,") },
      stands: ["p-a2", "p-a3", "p-a2"], why: "less who holds a post in the territory"),
    Row(
      people: "{ units: { kind: bureau } }", stands: ["p-jt1", "p-jt2", "p-jt3"], why: "all people of several units"),
    Row(people: "{ who: u-hw.head, units: u-cjb }", stands: ["p-hw1", "p-cjb", "p-zb"], why: "both"),
    Row(
      people: "unit.member", at: "{ units: { id: u-hw } }", stands: ["p-hw1", "p-hw2", "p-hw3"],
      why: "a unit has the post"),
    Row(
      people: "u-jt.head",
      changes: {
        $0.replacing("registers/places.csv", "road-zs,中山路,road,dh,key,,,,", "road-zs,中山路,road,dh,key,,,2026-12-02,")
      },
      stands: ["p-jt1", "p-jt1"], why: "a place that closes has no post any more"),
  ]

  @Test(arguments: rows) func names(_ row: Row) throws {
    let district = row.changes(PostDistrict.campaign(PostDistrict.post(at: row.at, rest: "12h", people: row.people)))
    let shifts = try PostDistrict.roster(district).shifts
    #expect(shifts.map { $0.people.joined(separator: ",") } == row.stands)
  }
}
