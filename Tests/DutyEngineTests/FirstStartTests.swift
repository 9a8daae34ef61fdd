import DutyEngine
import DutyTestKit
import Testing

@Suite struct FirstStartTests {
  @Test func begins() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    #expect(try bench.store.books().count == 1)
  }
}
