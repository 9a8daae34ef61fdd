import DutyBook
import DutyCalendar
import DutyDispatch
import Testing

@testable import DutyDocuments

/// Which round a task is, short enough for a row.
@Suite struct PeriodWordsTests {
  @Test(arguments: [
    ("2026-11-23", "11月23日", "23 November"), ("2026-W48", "2026年第48周", "week 48 of 2026"),
    ("2026-11", "2026年11月", "November 2026"), ("2026-Q4", "2026年第4季度", "quarter 4 of 2026"),
    ("2026-B6", "11月1日至12月31日", "1 November to 31 December"), ("2026-H2", "2026年下半年", "second half of 2026"),
    ("2026", "2026年", "2026"),
  ])
  func brief(_ name: String, _ chinese: String, _ english: String) throws {
    let period = try #require(Period(named: name))
    #expect(DateWords(zone: .utc, words: Words(.chinese)).briefPeriod(period) == chinese)
    #expect(DateWords(zone: .utc, words: Words(.english)).briefPeriod(period) == english)
  }

  @Test func roundsOfOnePlaceAreToldApart() throws {
    let sample = try SampleQueues()
    var queue = try #require(try sample.set().queues.first { !$0.lines.isEmpty })
    let first = queue.lines[0]
    queue.lines = ["2026-11-23", "2026-W48"].map { period in
      var line = first
      line.task.period = period
      line.task.matter = nil
      return line
    }
    for format in [DocumentFormat.md, .html, .ics] {
      let text = String(decoding: render(queue, as: format, locale: .chinese), as: UTF8.self)
        .replacing("\r\n ", with: "")
      #expect(text.contains("11月23日") && text.contains("2026年第48周"), "\(format)")
    }
  }
}
