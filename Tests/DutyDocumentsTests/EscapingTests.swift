import DutyBook
import DutyCalendar
import DutyDispatch
import DutyTestKit
import Testing

@testable import DutyDocuments

/// What data may contain, and what each format makes of it.
@Suite struct EscapingTests {
  @Test(arguments: [
    ("plain", "plain", "nothing to do"),
    ("a,b", "\"a,b\"", "a comma needs quotes"),
    ("a\"b", "\"a\"\"b\"", "a quote is doubled"),
    ("a\nb", "\"a\nb\"", "so does a line break"),
    ("=1+1", "'=1+1", "a formula is made text"),
    ("+86", "'+86", "so is a plus"), ("-5", "'-5", "a minus"), ("@SUM(A1)", "'@SUM(A1)", "an at sign"),
    ("\t=1", "'\t=1", "a tab, which a spreadsheet strips"), ("＝1", "'＝1", "the full-width form"),
    ("=a,\"b\"", "\"'=a,\"\"b\"\"\"", "a formula with a comma and quotes"),
    ("1=1", "1=1", "an equals sign inside is harmless"), ("a\0b", "ab", "a NUL is left out"), ("", "", "empty"),
  ])
  func csvField(_ field: String, _ written: String, _ why: String) {
    var csv = CSVWriter()
    csv.row([field])
    #expect(csv.bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(text(Array(csv.bytes.dropFirst(3))) == written + "\r\n", "\(why)")
  }

  @Test(arguments: [
    ("a|b", "a\\|b", "a pipe would end the cell"), ("a\nb", "a b", "a line break would end the row"),
    ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`", "emphasis and code"), ("<b>&", "&lt;b>&amp;", "markup"),
    ("[x](y)", "\\[x\\](y)", "a link"), ("a\\", "a\\\\", "a backslash would swallow the next pipe"),
    ("中山路", "中山路", "letters of any script stay"),
  ])
  func markdown(_ data: String, _ written: String, _ why: String) {
    #expect(MarkdownWriter.plain(data) == written, "\(why)")
  }

  @Test(arguments: [
    ("<script>", "&lt;script&gt;", "a tag"), ("a&b", "a&amp;b", "an entity"), ("\"'", "&quot;&#39;", "quotes"),
    ("a\u{1}b\u{7F}", "ab", "control characters"), ("中山路", "中山路", "letters of any script stay"),
  ])
  func html(_ data: String, _ written: String, _ why: String) {
    var page = HTMLWriter()
    page.text(data)
    #expect(text(page.bytes) == written, "\(why)")
  }

  @Test func hostileNamesStayText() throws {
    let sample = try SampleQueues()
    var queue = try sample.busy()
    let hostile = "</style><script>alert(1)</script>\"\\|=1\r\nBEGIN:VEVENT"
    queue.recipient = .unit(id: "u", name: hostile)
    queue.header.district = hostile
    queue.header.notices = [hostile]
    for index in queue.lines.indices {
      queue.lines[index].task.title = hostile
      queue.lines[index].task.ask = hostile
      queue.lines[index].task.subject.name = hostile
    }
    let page = text(render(queue, as: .html, locale: .chinese))
    #expect(!page.contains("<script"))
    #expect(page.components(of: "</style>") == 1)
    let feed = text(render(queue, as: .ics, locale: .chinese))
    #expect(feed.components(of: "\r\nBEGIN:VEVENT\r\n") == queue.lines.count)
    let markdown = text(render(queue, as: .md, locale: .chinese))
    #expect(!markdown.contains("<script"))
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ☐") }
    #expect(rows.count == queue.lines.count)
    #expect(rows.allSatisfy { unescapedPipes($0) == 11 }, "ten cells whatever they hold")
  }

  private func unescapedPipes(_ row: Substring) -> Int {
    var pipes = 0
    var isEscaped = false
    for character in row.utf8 {
      if character == UInt8(ascii: "|"), !isEscaped { pipes += 1 }
      isEscaped = character == UInt8(ascii: "\\") && !isEscaped
    }
    return pipes
  }
}

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int {
    let whole = Array(utf8)
    let part = Array(part.utf8)
    guard whole.count >= part.count else { return 0 }
    return (0...(whole.count - part.count)).filter { Array(whole[$0..<($0 + part.count)]) == part }.count
  }
}
