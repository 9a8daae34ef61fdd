import DutyCalendar
import DutyEngine
import DutyLedger
import DutyTestKit
import Testing

/// A process that dies at any append leaves the same notices, numbers and sanctions as one that does not.
@Suite struct LadderInterruptionTests {
  static let district = LadderTests.rectification.ladder(
    "overdue", rungs: "when: before 1 working-hour, do: reminder, to: holder",
    "when: overdue 0, do: notice, to: lead.liaison, answer: 4 working-hours, deduct: 0.5, cap: 1",
    "when: failed-notices 1, do: bulletin, to: [lead.head, office], approve: office.head",
    "when: overdue 1 workday, do: suspend, flag: award, for: 1 month, to: lead.head",
    "when: notice unanswered 2 workdays, do: referral, to: u-jw")

  func run(_ store: FaultyStore) throws -> [String] {
    let bench: Bench
    do {
      bench = try Bench(Self.district, at: moment("2026-11-23 06:00"), store: store)
    } catch EngineError.store {
      store.failAppend(nil)
      return try run(store)
    }
    try bench.runDying(until: moment("2026-11-26 20:00"))
    return try bench.export()
  }

  @Test func aDeathAtAnyAppendChangesNothing() throws {
    let whole = try run(FaultyStore())
    #expect(whole.contains { $0.contains("\"referral\"") } && whole.contains { $0.contains("notice-proposed") })
    for number in 1...60 {
      for moment in [FaultyStore.Moment.before, .after] {
        let store = FaultyStore()
        store.failAppend(number, moment)
        let interrupted = try run(store)
        #expect(interrupted == whole, "death \(moment) append \(number)")
        if interrupted != whole { return }
      }
    }
  }
}
