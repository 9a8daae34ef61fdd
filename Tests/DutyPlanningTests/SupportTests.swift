import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

private let small = District.small
private let patrol = Asking(duty: "road-patrol", "road-zs")
private let gap = small.without("responsibility/90-territory.yaml").without("responsibility/40-sector.yaml")

@Suite struct SupportTests {
  @Test func supportIsTheUnionOfAllRulesLessTheLead() throws {
    let more = small.rule(20, "a", "for: { duty: road-patrol }", "support: [u-jt, place.territory]")
      .rule(30, "b", "for: { duty: road-patrol }", "support: [u-hw, place.territory]")
    #expect(try more.planner().support(patrol) == ["u-hw", "u-dh"], "in the order of the register")
  }

  @Test func aUnitThatIsGoneDoesNotSupport() throws {
    let gone = small.replacing(
      "registers/units.csv", "u-xh,西湖街道,u-qu,subdistrict,subdistrict,,,",
      "u-xh,西湖街道,u-qu,subdistrict,subdistrict,,2026-12-31,"
    )
    .rule(20, "a", "for: { duty: road-patrol }", "support: [u-xh]")
    #expect(try gone.planner().support(Asking(duty: "road-patrol", "road-zs", on: "2026-12-31")) == ["u-xh"])
    #expect(try gone.planner().support(Asking(duty: "road-patrol", "road-zs", on: "2027-01-01")) == [])
  }

  @Test func aSupportingRuleThatIsNotInForceIsSilent() throws {
    let later = small.rule(20, "a", "from: 2026-11-24", "support: [u-hw]")
    #expect(try later.planner().support(patrol) == [])
    #expect(try later.planner().support(Asking(duty: "road-patrol", "road-zs", on: "2026-11-24")) == ["u-hw"])
  }

  @Test func whatNoRuleCoversFallsToTheOffice() throws {
    let planner = try gap.replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt,,\n", "").planner()
    let roles = try planner.roles(patrol)
    let book = planner.book
    #expect(book.units[roles.lead].id == "u-cjb")
    #expect(roles.leader.map { book.people[$0].id } == "p-cjb")
    #expect(roles.holder.map { book.people[$0].id } == "p-zb")
    #expect(roles.verifier.map { book.people[$0].unit } != roles.lead)
    #expect(roles.fromOffice.contains(.lead))
  }

  @Test func anOfficeWhoseHeadIsAwayStillAnswers() throws {
    let planner = try gap.replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt,,\n", "")
      .putting(
        "registers/absences.csv",
        "person,from,until,acting\np-cjb,2026-11-20,2026-11-25,\np-zb,2026-11-20,2026-11-25,\n"
      ).planner()
    let roles = try planner.roles(patrol)
    #expect(roles.leader != nil, "no task without a leader (invariant 3)")
    #expect(roles.holder != nil, "nor without a holder")
  }

  @Test func anOpenVerifierAloneLeavesTheOthers() throws {
    let planner = try small.without("responsibility/95-checks.yaml").planner()
    let roles = try planner.roles(patrol)
    #expect(planner.book.units[roles.lead].id == "u-jt")
    #expect(roles.verifier.map { planner.book.people[$0].id } == "p-zb")
    #expect(roles.fromOffice == [.verifier])
  }

  @Test func membersAreSpreadOverSubjectsAndStayPut() throws {
    var district = small.rule(5, "zz", "for: { duty: road-patrol }", "verifier: team-1.member")
    for number in 1...30 { district = district.adding("registers/places.csv", "r-\(number),r,road,dh,,,,,") }
    let planner = try district.planner()
    let verifiers = try (1...30).map { try planner.who(.verifier, Asking(duty: "road-patrol", "r-\($0)")) }
    let again = try (1...30).map {
      try planner.who(.verifier, Asking(duty: "road-patrol", "r-\($0)", on: "2026-12-30"))
    }
    #expect(verifiers == again)
    let loads = Dictionary(grouping: verifiers) { $0 }.mapValues(\.count)
    #expect(Set(loads.keys) == ["p-a1", "p-a2", "p-a3"])
    #expect(loads.values.allSatisfy { $0 >= 4 }, "\(loads)")
    let tasks = allTasks(planner, "2026-11-23", "2026-11-23")
    for task in tasks {
      let own = try planner.who(.verifier, Asking(duty: "road-patrol", task.key.subject))
      #expect(planner.book.taskRoles(task.roles).verifier == own, "a class shares its receipt, not its members")
    }
  }

  static let record = DesignationRecord(
    id: "Z-1", author: "p-cjb", date: day("2026-11-20"), reason: "指定", duty: "road-patrol", standard: "",
    subjects: ["dh"], roles: ["lead": "u-hw", "holder": "p-hw1"], until: day("2026-12-31"))

  @Test func aDesignationOutranksTheFiles() throws {
    let book = try small.book()
    let planner = try small.planner(designations: DesignatedRules([Self.record], in: book).rules)
    #expect(try planner.who(.lead, patrol) == "u-hw")
    #expect(try planner.who(.holder, patrol) == "p-hw1")
    #expect(try planner.who(.lead, Asking(duty: "road-patrol", "road-hp")) == "u-hw", "by its own chief")
    #expect(try planner.who(.holder, Asking(duty: "road-patrol", "road-hp")) == "p-hw3")
    #expect(
      try planner.who(.lead, Asking(duty: "road-patrol", "road-zs", on: "2026-11-19")) == "u-jt", "before it was made")
    #expect(try planner.who(.lead, Asking(duty: "road-patrol", "road-zs", on: "2027-01-01")) == "u-jt", "after it ends")
  }

  @Test(arguments: [("duty", "no-such-duty"), ("lead", "u-nobody"), ("subject", "nowhere")])
  func aDesignationOfWhatTheBookDoesNotHaveIsNoted(_ what: String, _ id: String) throws {
    var record = Self.record
    switch what {
    case "duty": record.duty = id
    case "lead": record.roles["lead"] = id
    default: record.subjects = [id]
    }
    let designated = DesignatedRules([record], in: try small.book())
    #expect(designated.rules.isEmpty)
    #expect(designated.notes.count == 1)
    #expect(designated.notes.first?.contains(id) == true)
  }
}
