import DutyRules
import Testing

/// Registers and role expressions: R040–R053.
@Suite struct RegisterDiagnosticTests {
  static let registers: [Case] = [
    Case(
      [.replace(places, "dh,东湖街道,subdistrict,qu", "dh,东湖街道,subdistrict,lane-1")], .placeCycle, at: "\(places):3:1",
      says: "`dh` → `lane-1` → `road-zs` → `dh`", why: "a place inside itself"),
    Case(
      [.replace(units, "u-qu,云河区,", "u-qu,云河区,u-qu")], .unitCycle, at: "\(units):2:1", says: "`u-qu` → `u-qu`",
      why: "a unit that is its own parent"),
    Case(
      [.replace(chiefs, "2026-12-01", "2026-11-30")], .overlappingRows, at: "\(chiefs):3:1", says: "\(chiefs):2:1",
      why: "both days are included, so they share one"),
    Case(
      [.append(posts, "u-jt,head,p-07,,2026-06-01,\n")], .overlappingHeads, at: "\(posts):10:1", says: "\(posts):4:1",
      why: "a second head while the first is open"),
    Case(
      [.append(posts, "u-jt,liaison,p-06,,,\n")], .personAway, at: "\(posts):10:14", says: "left on 2025-06-30",
      why: "someone who left before the book's start"),
    Case(
      [.append(chiefs, "lane-1,p-07,,2026-01-01,2026-02-28,\n")], .personAway, at: "\(chiefs):4:8",
      says: "only from 2026-03-01", why: "someone who comes after the row has ended"),
    Case(
      [.append(posts, "u-hw,deputy,p-08,,,\n")], .personLeaves, at: "\(posts):10:13", says: "leaves on 2026-11-30",
      why: "an open row outlives the person"),
    Case(
      [.append(chiefs, "lane-1,p-07,,2026-02-01,,\n")], .personLeaves, at: "\(chiefs):4:8", says: "comes on 2026-03-01",
      why: "a row that begins before the person"),
    Case(
      [.append("registers/absences.csv", "p-03,2026-05-01,,p-03\n")], .actingForOneself,
      at: "registers/absences.csv:3:18", why: "acting for oneself"),
    Case(
      [.append("registers/absences.csv", "p-07,2026-11-05,,p-01\n")], .actingAbsent, at: "registers/absences.csv:2:28",
      says: "absences.csv:3:18", why: "the acting person is away on one of the days"),
    Case(
      [.append("calendar/2026.csv", "2026-10-01,work,\n")], .repeatedDay, at: "calendar/2026.csv:4:1",
      says: "calendar/2026.csv:2:1", why: "a day that is off and work"),
    Case([.append(places, chain(70))], .treeTooDeep, at: "\(places):70:1", why: "a chain of 70 places"),
  ]

  /// So many places, each inside the one before.
  static func chain(_ count: Int) -> String {
    (0..<count).map { "deep-\($0),深,road,\($0 == 0 ? "dh" : "deep-\($0 - 1)"),,\n" }.joined()
  }

  static let roles: [Case] = [
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place..road-chief")], .roleSyntax, at: "\(roads):5:19",
      why: "a dot too many"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place.road-chief lead.head")], .roleSyntax,
      at: "\(roads):5:30", says: "`|`", why: "alternatives without a bar"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place;road-chief")], .roleSyntax, at: "\(roads):5:18",
      why: "a sign without meaning"),
    Case(
      [.replace(sectorRules, "deputy-for(standard.sector)", "deputy-for(place)")], .roleSyntax,
      at: "\(sectorRules):6:29", why: "only the standard's sector can be asked for"),
    Case(
      [.replace(sectorRules, "deputy-for(standard.sector)", "deputy-for(standard.sector")], .roleSyntax,
      at: "\(sectorRules):6:56", says: "", why: "a parenthesis that is never closed"),
    Case(
      [.replace(roads, "place.road-chief\n", "place.road-cheif\n")], .roleUnknown, at: "\(roads):5:19",
      says: "`road-chief`", why: "a misspelt relation"),
    Case(
      [.replace(roads, "inspection-team-2.member", "inspection-team-3.member")], .roleUnknown, at: "\(roads):7:15",
      says: "`inspection-team-2`", why: "a unit that does not exist"),
    Case(
      [.replace(roads, "place.road-chief\n", "road-chief\n")], .roleUnknown, at: "\(roads):5:13",
      says: "write `place.road-chief`", why: "a relation without its root"),
    Case(
      [.replace(roads, "place.road-chief\n", "place.authority\n")], .roleUnknown, at: "\(roads):5:19",
      says: "of a sector", why: "a relation of something else"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place.territory")], .roleType, at: "\(roads):5:13",
      says: "add `.head`", why: "a unit where a person is wanted"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place.compound-unit")], .roleType, at: "\(roads):5:13",
      says: "add `.head`", why: "a relation whose rows name units only"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: place.subdistrict")], .roleType, at: "\(roads):5:13",
      says: "ends in a place", why: "a place where a person is wanted"),
    Case(
      [.replace(sectorRules, "standard.sector.authority", "standard.sector")], .roleType, at: "\(sectorRules):4:11",
      says: "add `.authority`", why: "a sector where a unit is wanted"),
    Case(
      [.replace(roads, "lead: place.road-chief.unit", "lead: place.unit")], .roleType, at: "\(roads):6:17",
      says: "`territory`", why: "a place has a territory, not a unit"),
    Case(
      [.replace(roads, "lead: place.road-chief.unit", "lead: lead.parent")], .roleForbidden, at: "\(roads):6:11",
      why: "the lead cannot come from itself"),
    Case(
      [.replace(roads, "holder: place.road-chief", "holder: leader")], .roleForbidden, at: "\(roads):5:13",
      why: "the holder may refer to the lead only"),
  ]

  @Test(arguments: registers + roles) func reports(_ c: Case) { c.check() }
}
