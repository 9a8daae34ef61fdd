import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import DutyTestKit
import Foundation
import Testing

@testable import DutyDocuments

@Suite struct DocumentTests {
  @Test func everyoneGetsEveryFormatAndTheIndexShowsAll() throws {
    let set = try SampleQueues().set()
    let files = renderAll(set, locale: .chinese)
    #expect(Set(files.map(\.name)).count == files.count, "no file is written twice")
    let expected = set.queues.flatMap { queue in
      DocumentFormat.allCases.map { queue.recipient.id + "." + $0.rawValue }
    }
    #expect(Set(files.map(\.name)) == Set(expected + ["index.md", "index.html", "index.csv", "index.json"]))
    let page = text(try #require(files.first { $0.name == "index.html" }).bytes)
    for queue in set.queues { #expect(page.contains("./\(queue.recipient.id).html")) }
  }

  @Test func aRevisionRendersOnlyWhomItTouches() throws {
    let files = renderAll(try SampleQueues().set(), locale: .chinese, only: ["p-0112", "nobody"])
    #expect(files.filter { $0.name.hasPrefix("p-0112.") }.count == DocumentFormat.allCases.count)
    #expect(files.count == DocumentFormat.allCases.count + indexFormats.count)
  }

  @Test(arguments: [
    ("u-huanwei", "u-huanwei", "an identifier is a file name"), ("市政局", "市政局", "in any script"),
    ("index", "_index", "the index keeps its name"), (".git", "_.git", "no dot-file"), ("..", "_..", "no way up"),
    ("a/b", "a_b", "no directory"), ("a\nb", "a_b", "no line break"), ("", "_", "never empty"),
  ])
  func fileNames(_ id: String, _ name: String, _ why: String) {
    #expect(FileNames.stem(id) == name, "\(why)")
  }

  @Test func aPersonAndAUnitMayShareAnIdentifier() throws {
    let header = try SampleQueues().header()
    let unit = Queue(recipient: .unit(id: "x", name: "甲"), header: header)
    let person = Queue(
      recipient: .person(id: "x", name: "乙", unit: "x", unitName: "甲", posts: []), header: header)
    let names = FileNames(QueueSet(header: header, queues: [unit, person], totals: QueueCounts()))
    #expect([names[0], names[1]] == ["x", "x.person"])
  }

  @Test(arguments: DocumentFormat.allCases, Settings.Locale.allCases)
  func aPreviewSaysSo(_ format: DocumentFormat, _ locale: Settings.Locale) throws {
    let sample = try SampleQueues()
    let said = format == .json ? "\"preview\":true" : Words(locale)(.preview)
    let preview = text(render(try sample.busy(preview: true), as: format, locale: locale))
    let dispatched = text(render(try sample.busy(), as: format, locale: locale))
    #expect(preview.contains(said))
    #expect(!dispatched.contains(said))
    #expect(Words(.chinese)(.preview).contains("预览") && Words(.chinese)(.preview).contains("未派发"))
  }

  @Test(arguments: [DocumentFormat.md, .html, .csv])
  func anIndexOfAPreviewSaysSo(_ format: DocumentFormat) throws {
    let set = try SampleQueues().set(preview: true)
    #expect(text(renderIndex(set, as: format, locale: .chinese)).contains("预览（未派发）"))
  }

  @Test func aProvisionalYearIsMarked() throws {
    var queue = try SampleQueues().nothing()
    queue.header.isProvisional = true
    for format in [DocumentFormat.md, .html] {
      #expect(text(render(queue, as: format, locale: .chinese)).contains(Words(.chinese)(.provisionalNote)))
    }
    #expect(text(render(queue, as: .json, locale: .chinese)).contains("\"provisional\":true"))
  }

  @Test(arguments: [Settings.Locale.chinese, .english])
  func everyTableHasAsManyFieldsAsItsHead(_ locale: Settings.Locale) throws {
    let sample = try SampleQueues()
    for queue in [try sample.busy(), try sample.desk()] {
      let rows = csvRows(Array(render(queue, as: .csv, locale: locale).dropFirst(3)))
      #expect(rows.count == 1 + queue.lines.count + queue.gaps.count)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
    }
    let index = csvRows(Array(renderIndex(try sample.set(), as: .csv, locale: locale).dropFirst(3)))
    #expect(index.count == 4)
    #expect(index.allSatisfy { $0.count == index[0].count })
  }

  @Test func jsonParsesAndNamesItsShape() throws {
    let sample = try SampleQueues()
    for queue in [try sample.busy(), try sample.desk(), try sample.nothing()] {
      let bytes = render(queue, as: .json, locale: .english)
      #expect(try JSONValue(parsing: bytes).canonical + [10] == bytes, "each key in its canonical place")
    }
    let value = try JSONValue(parsing: render(try sample.desk(), as: .json, locale: .english))
    #expect(value["format"] == "dutyd.queue/1")
    #expect(value["lines"]?.array?.count == 2)
    #expect(value["lines"]?[0]?["section"] == "escalated")
    #expect(value["lines"]?[0]?["due"] == "2026-11-20T17:30:00+08:00")
    #expect(value["gaps"]?[0]?["topic"] == "duty:road-patrol")
    let index = try JSONValue(parsing: renderIndex(try sample.set(), as: .json, locale: .english))
    #expect(index["format"] == "dutyd.queue-index/1")
    #expect(index["recipients"]?.array?.count == 3)
  }

  @Test("a long queue comes in pieces that stay small; together they are the document, each line once")
  func pieces() throws {
    var queue = try SampleQueues().busy()
    let sample = queue.lines
    queue.lines = try QueueSection.listed.flatMap { section in
      let line = try #require(sample.first { $0.section == section } ?? sample.first)
      return (0..<500).map { n in
        var line = line
        line.section = section
        line.task.number = "\(section.rawValue)-\(n)"
        return line
      }
    }
    for format in DocumentFormat.allCases {
      var pieces: [[UInt8]] = []
      draw(queue, as: format, locale: .chinese, to: Outlet { pieces.append($0) })
      #expect(pieces.count > 2 && pieces.allSatisfy { $0.count < 300_000 }, "\(format): \(pieces.map(\.count))")
      let document = text(Array(pieces.joined()))
      let short = text(render(try SampleQueues().busy(), as: format, locale: .chinese))
      let ends = document.suffix(8) == short.suffix(8) && document.prefix(20) == short.prefix(20)
      #expect(ends, "\(format) begins and ends as a short one")
      let mentions = format == .html || format == .ics ? 2 : 1
      for section in QueueSection.listed {
        let number = "\(section.rawValue)-499"
        #expect(document.components(separatedBy: number).count == mentions + 1, "\(format) \(number)")
      }
    }
    var json: [UInt8] = []
    draw(queue, as: .json, locale: .chinese, to: Outlet { json += $0 })
    #expect(try JSONValue(parsing: json)["lines"]?.array?.count == queue.lines.count)
    #expect(csvRows(Array(render(queue, as: .csv, locale: .chinese).dropFirst(3))).count == queue.lines.count + 1)
  }

  @Test func thePageAsksForNothing() throws {
    let sample = try SampleQueues()
    let pages = [
      text(render(try sample.busy(), as: .html, locale: .chinese)),
      text(renderIndex(try sample.set(), as: .html, locale: .chinese)),
    ]
    for page in pages {
      for fetching in ["http:", "https:", "src=", "<link", "<script", "url(", "@import", "<img"] {
        #expect(!page.contains(fetching), "\(fetching)")
      }
      #expect(page.contains("<html lang=\"zh-Hans\">"))
      #expect(page.contains("size: A4"))
      #expect(page.contains("table-header-group"))
    }
    let lines = try sample.busy().lines.count
    #expect(pages[0].components(of: "type=\"checkbox\"") == lines, "a box on every line")
    #expect(pages[0].components(of: "class=\"check\"") == lines, "a check code on every line")
  }

  /// A reader of RFC 4180, for the test only.
  private func csvRows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = [[]]
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    func take() -> String { String(decoding: field, as: UTF8.self) }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 34 {
        if isQuoted, index + 1 < bytes.count, bytes[index + 1] == 34 {
          field.append(34)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if !isQuoted, byte == 44 || byte == 13 {
        rows[rows.count - 1].append(take())
        field = []
        if byte == 13 {
          rows.append([])
          index += 1
        }
      } else {
        field.append(byte)
      }
      index += 1
    }
    return rows.dropLast()
  }
}
