import DutyBook
import DutyCalendar
import DutyDispatch
import DutyTestKit
import Testing

@testable import DutyDocuments

/// The structure of the feed, by RFC 5545.
@Suite struct CalendarFeedTests {
  private func feed(_ queue: Queue, _ locale: Settings.Locale = .chinese) -> [UInt8] {
    render(queue, as: .ics, locale: locale)
  }

  /// Content lines with their folds undone.
  private func unfolded(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    for line in text(bytes).split(separator: "\r\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(" "), !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(String(line))
      }
    }
    return lines
  }

  @Test(arguments: Settings.Locale.allCases)
  func linesAreShortWholeAndEndedRight(_ locale: Settings.Locale) throws {
    let sample = try SampleQueues()
    for queue in [try sample.busy(), try sample.desk(), try sample.nothing(), try sample.busy(preview: true)] {
      let bytes = feed(queue, locale)
      #expect(bytes.suffix(2) == [13, 10])
      var start = 0
      for end in bytes.indices where bytes[end] == 10 {
        #expect(end > 0 && bytes[end - 1] == 13, "every line feed follows a carriage return")
        let line = Array(bytes[start..<(end - 1)])
        #expect(line.count <= 75, "\(text(line))")
        #expect(String(validating: line, as: UTF8.self) != nil, "no character is cut by a fold")
        start = end + 1
      }
      #expect(start == bytes.count)
    }
  }

  @Test func componentsNestAndCarryWhatTheyMust() throws {
    let lines = unfolded(feed(try SampleQueues().busy()))
    var open: [String] = []
    var names: [String: Int] = [:]
    var events = 0
    for line in lines where !line.isEmpty {
      let name = String(line.prefix { $0 != ":" && $0 != ";" })
      let value = String(line[line.index(after: line.firstIndex(of: ":") ?? line.startIndex)...])
      if name == "BEGIN" {
        open.append(value)
        if value == "VEVENT" { names = [:] }
      } else if name == "END" {
        #expect(open.popLast() == value)
        guard value == "VEVENT" else { continue }
        events += 1
        for must in ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"] {
          #expect(names[must] == 1, "\(must)")
        }
      } else if open.last == "VEVENT" {
        names[name, default: 0] += 1
      }
    }
    #expect(open.isEmpty)
    #expect(events == 8)
    #expect(Array(lines.prefix(3)) == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dutyd//queue//EN"])
  }

  @Test func anEmptyCalendarStillHasAComponent() throws {
    let lines = unfolded(feed(try SampleQueues().nothing()))
    #expect(lines.contains("BEGIN:VTIMEZONE"))
    #expect(!lines.contains("BEGIN:VEVENT"))
  }

  @Test func identityStaysAndTheSequenceOnlyRises() throws {
    let sample = try SampleQueues()
    var queue = Queue(
      recipient: SampleQueues.holder, header: try sample.header(),
      lines: [try sample.line(.dueToday, 1, due: sample.clock("17:30", 20))])
    var last = -1
    var uids: Set<String> = []
    for day in 0..<15 {
      for revision in [1, 2, 3, 250] {
        queue.header.date = sample.date.adding(days: day)
        queue.header.revision = revision
        let lines = unfolded(feed(queue))
        let sequence = try #require(lines.first { $0.hasPrefix("SEQUENCE:") }.flatMap { Int($0.dropFirst(9)) })
        #expect(sequence > last)
        last = sequence
        uids.formUnion(lines.filter { $0.hasPrefix("UID:") })
      }
    }
    #expect(uids == ["UID:\(queue.lines[0].number)@dutyd"])
  }

  @Test func theEventIsTheLastHalfHour() throws {
    let sample = try SampleQueues()
    let queue = Queue(
      recipient: SampleQueues.holder, header: try sample.header(),
      lines: [try sample.line(.dueToday, 1, due: sample.clock("17:30"))])
    let lines = unfolded(feed(queue))
    #expect(lines.contains("DTSTART:20261123T090000Z"))
    #expect(lines.contains("DTEND:20261123T093000Z"))
    #expect(lines.contains("DTSTAMP:20261122T233000Z"))
    #expect(lines.contains("TRIGGER;RELATED=END:-PT30M"))
  }

  @Test(arguments: [
    ("a;b,c\\d", "a\\;b\\,c\\\\d", "what separates is escaped"), ("a\nb", "a\\nb", "a line break"),
    ("a\r\nb", "a\\nb", "one break, not two"), ("a\rb", "a\\nb", "a bare return"),
    ("a\u{7}b", "ab", "a bell is left out"), ("a:b", "a:b", "a colon is no separator in a value"),
  ])
  func escapes(_ value: String, _ written: String, _ why: String) {
    #expect(CalendarWriter.escaped(value) == written, "\(why)")
  }

  @Test(arguments: 60...90)
  func foldsAnyLength(_ count: Int) {
    for character in ["a", "路", "é", "🏮"] {
      var writer = CalendarWriter()
      writer.line("X", String(repeating: character, count: count))
      let lines = unfolded(writer.bytes)
      #expect(lines == ["X:" + String(repeating: character, count: count), ""])
      let longest = text(writer.bytes).split(separator: "\r\n").map(\.utf8.count).max() ?? 0
      #expect(longest <= 75)
    }
  }
}
