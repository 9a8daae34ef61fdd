import DutyCalendar
import DutyLedger
import Testing

@Suite struct InstantTextTests {
  struct Case: Sendable {
    var seconds: Int64
    var text: String
    var why: String
  }

  @Test(arguments: [
    Case(seconds: 0, text: "1970-01-01T00:00:00Z", why: "the epoch"),
    Case(seconds: -1, text: "1969-12-31T23:59:59Z", why: "before the epoch"),
    Case(seconds: 1_795_390_200, text: "2026-11-22T23:30:00Z", why: "07:30 in Shanghai on the 23rd"),
    Case(seconds: 951_782_400, text: "2000-02-29T00:00:00Z", why: "a leap day of a leap century"),
    Case(seconds: -62_135_596_800, text: "0001-01-01T00:00:00Z", why: "the first year with a text"),
    Case(seconds: 253_402_300_799, text: "9999-12-31T23:59:59Z", why: "the last"),
  ])
  func texts(_ c: Case) {
    #expect(InstantText.text(Instant(seconds: c.seconds)) == c.text, "\(c.why)")
    #expect(InstantText.instant(c.text) == Instant(seconds: c.seconds), "\(c.why)")
  }

  @Test(arguments: [Int64.min, -62_135_596_801, 253_402_300_800, Int64.max])
  func beyondTheYearsWithAText(_ seconds: Int64) throws {
    var bytes: [UInt8] = []
    InstantText.write(Instant(seconds: seconds), into: &bytes)
    #expect(InstantText.instant(try JSONValue(parsing: bytes)) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T23:30:00", "2026-11-22T23:30:00+08:00", "2026-11-22 23:30:00Z",
    "2026-02-29T00:00:00Z",
    "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z", "2026-11-22T23:30:60Z", "2026-11-22T2a:30:00Z",
    "2026-11-22T23:30:0路",
  ])
  func refused(_ text: String) {
    #expect(InstantText.instant(text) == nil)
  }

  @Test func everyDayOfFourCenturies() {
    for day in stride(from: Int64(-73_000), through: 73_000, by: 1) {
      let instant = Instant(seconds: day * 86_400 + (day * 7919).magnitude.asSecond)
      let text = InstantText.text(instant)
      if InstantText.instant(text) != instant { Issue.record("\(instant.seconds) became \(text)") }
    }
  }
}

extension UInt64 {
  fileprivate var asSecond: Int64 { Int64(self % 86_400) }
}
