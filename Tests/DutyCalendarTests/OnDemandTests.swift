import DutyCalendar
import Testing

@Suite struct OnDemandTests {
  @Test(arguments: ["on demand", "on-demand", "按需", "  On Demand "])
  func isRead(_ text: String) throws {
    let cadence = try Cadence(parsing: text)
    #expect(cadence.form == .onDemand)
    #expect(cadence.description == "on demand")
    #expect(try Cadence(parsing: cadence.description) == cadence)
  }

  @Test func neverOpensByItself() throws {
    let schedule = Schedule(
      cadence: try Cadence(parsing: "on demand"), opens: try #require(WallMinute(minutes: 510)), offDay: .keep,
      zone: .utc, calendar: WorkCalendar(days: []))
    let from = try #require(CivilDate("2026-01-01"))
    #expect(schedule.occurrences(from: from, to: from.adding(days: 800)).isEmpty)
    #expect(schedule.nextOpening(after: Instant(seconds: 1_795_392_000)) == nil)
  }

  @Test(arguments: ["on", "demand", "on demand, on friday"])
  func isNotGuessed(_ text: String) {
    #expect(throws: CadenceError.self) { try Cadence(parsing: text) }
  }
}
