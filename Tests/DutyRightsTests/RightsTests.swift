import DutyBook
import DutyCalendar
import DutyTestKit
import Testing

@testable import DutyRights

@Suite struct RightsTests {
  @Test("the table has a row for each action and a letter for each role")
  func tableIsWhole() {
    #expect(Set(RightsTable.rows.keys) == Set(AccessAction.allCases))
    for (action, row) in RightsTable.rows {
      #expect(row.count == AccessRole.allCases.count, "\(action)")
      #expect(row.allSatisfy { Reach(rawValue: $0) != nil }, "\(action)")
      if action.changes { #expect(RightsTable.reach(.auditor, action) == .nothing, "an auditor does not \(action)") }
    }
    for action in AccessAction.allCases where RightsTable.reach(.citizen, action) != .nothing {
      #expect([.readServices, .followFinding, .fileFinding].contains(action), "a citizen may \(action)")
    }
  }

  @Test("roles come from posts and units, on the days of their rows")
  func register() throws {
    let book = try District.doors.book()
    func roles(_ person: String, _ day: String) -> [AccessRole]? {
      RightsRegister(book, on: CivilDate(day)!).actor(person)?.roles
    }
    #expect(roles("p-head", "2026-11-23") == [.head, .holder, .citizen])
    #expect(roles("p-auditor", "2026-11-23") == [.holder, .auditor, .citizen])
    #expect(roles("p-clerk", "2026-11-23") == [.office, .holder, .citizen])
    #expect(roles("p-left", "2026-10-31") == [.holder, .citizen])
    #expect(roles("p-left", "2026-11-01") == nil, "who left has none")
    #expect(roles("p-holder", "2026-12-03") == [.head, .holder, .citizen], "acting for one on leave")
    #expect(roles("p-holder", "2026-12-06") == [.holder, .citizen])
    let teams = try District.small.adding("registers/inspection-teams.csv", "place,unit\nqu,team-1").book()
    #expect(RightsRegister(teams, on: CivilDate("2026-11-23")!).actor("p-a2")?.has(.inspector) == true)
    #expect(RightsRegister(teams, on: CivilDate("2026-11-23")!).actor("p-b2")?.has(.inspector) == false)
  }

  @Test("one decision: role, scope, and why not")
  func decisions() throws {
    let book = try District.doors.book()
    let register = RightsRegister(book, on: CivilDate("2026-11-23")!)
    func decided(_ person: String, _ action: AccessAction, _ resource: Resource) -> Decision {
      decide(register.actor(person) ?? .anybody, action, resource, in: book)
    }
    #expect(decided("p-head", .readTask, Resource(unit: "u-child")) == .allowed)
    #expect(decided("p-head", .readTask, Resource(unit: "u-parent")) == .refused(.scope([.head, .holder, .citizen])))
    #expect(decided("p-parent", .readTask, Resource(unit: "u-child")) == .allowed)
    #expect(decided("p-holder", .readTask, Resource(unit: "u-own")) == .refused(.scope([.holder, .citizen])))
    #expect(decided("p-holder", .readTask, Resource(units: ["u-other"], people: ["p-holder"])) == .allowed)
    #expect(decided("p-holder", .reload, .district) == .refused(.role([.holder, .citizen])))
    #expect(decided("p-auditor", .readTask, Resource(unit: "u-other")) == .allowed)
    #expect(decided("p-auditor", .actOnTask, Resource(people: ["p-auditor"])) == .refused(.changesNothing))
    #expect(decided("nobody", .readTask, .district) == .refused(.unknownCaller))
    #expect(decided("nobody", .fileFinding, .district) == .allowed)
    var reader = try #require(register.actor("p-office"))
    reader.isReadOnly = true
    #expect(decide(reader, .designate, .district, in: book) == .refused(.changesNothing))
    #expect(decide(reader, .readStatus, .district, in: book) == .allowed)
  }
}
