import DutyCalendar
import Testing

@testable import dutyctl

@Suite struct ProgressLineTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test func aDayIsShownOnceAndTheLineGoesAway() throws {
    var line = ProgressLine(try day("2026-01-01")...(try day("2026-04-10")), isTerminal: true)
    #expect(line.end() == nil, "nothing was written")
    #expect(line.text(at: try day("2026-01-01")) == "\r2026-01-01  0 of 100 days, 0 %")
    #expect(line.text(at: try day("2026-01-01")) == nil)
    #expect(line.text(at: try day("2026-02-20")) == "\r2026-02-20  50 of 100 days, 50 %")
    #expect(line.text(at: try day("2026-04-11")) == nil, "the midnight after the last day")
    let ended = line.end()
    let last = try #require(ended)
    #expect(last.hasPrefix("\r ") && last.hasSuffix(" \r"))
  }

  @Test(arguments: [("2026-01-13", true, "a span that is over in a moment"), ("2026-12-31", false, "no terminal")])
  func nothingIsShown(_ last: String, _ isTerminal: Bool, _ why: String) throws {
    var line = ProgressLine(try day("2026-01-01")...(try day(last)), isTerminal: isTerminal)
    #expect(line.text(at: try day("2026-01-02")) == nil, "\(why)")
  }
}
