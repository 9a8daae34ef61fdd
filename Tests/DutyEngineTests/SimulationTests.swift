import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// The sample district over two days: the same twice, and the same with a restart in between.
@Suite struct SimulationTests {
  private static let start = moment("2026-11-30 06:00")
  private static let end = moment("2026-12-01 12:00")

  @Test func theSampleGivesOneLedgerHoweverOftenItIsRestarted() throws {
    let district = SampleRules.district()
    let whole = try Bench(district, at: Self.start)
    try whole.run(until: Self.end)
    let halved = try Bench(district, at: Self.start)
    try halved.run(until: moment("2026-11-30 18:00"))
    try halved.restart(at: moment("2026-11-30 18:00"))
    try halved.run(until: Self.end)
    let expected = try whole.export()
    #expect(expected.count > 500)
    #expect(try halved.export() == expected)
    #expect(try LedgerVerification.run(whole.store.base).broken == nil)
    let audits = try whole.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.allSatisfy { $0.differences.isEmpty }, "\(audits.flatMap(\.differences).prefix(5))")
  }
}
