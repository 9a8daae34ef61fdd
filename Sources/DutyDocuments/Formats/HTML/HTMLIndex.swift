import DutyCalendar
import DutyDispatch

/// The index as a page: every unit with its people, each with a link to the sheet, those with nothing too.
struct HTMLIndex {
  private let set: QueueSet
  private let words: Words
  private let sheet: SheetText

  init(_ set: QueueSet, _ words: Words) {
    self.set = set
    self.words = words
    sheet = SheetText(set.header, words)
  }

  func bytes() -> [UInt8] {
    var page = HTMLWriter()
    let draft = set.header.isPreview ? words(.preview) + " " : ""
    let title = draft + words(.indexTitle) + words(.dot) + set.date.description
    page.head(title: title, footer: set.header.district + words(.dot) + title, words: words)
    page.raw("<header>\n")
    page.element("<p class=\"over\">", set.header.district, "</p>\n")
    page.element("<h1>", words(.indexTitle), "</h1>\n")
    page.facts(sheet.facts)
    page.raw("</header>\n")
    page.notices(sheet)
    page.counts(totals, label: words(.counts))
    writeTable(&page)
    page.end()
    return page.bytes
  }

  private var totals: [(label: String, count: Int)] {
    let busy = set.queues.filter { $0.counts.total > 0 || !$0.isEmpty }.count
    return [
      (words(.openTasks), set.totals.total), (words(.withWork), busy),
      (words(.withNothing), set.queues.count - busy),
    ] + sheet.counts(set.totals)
  }

  private func writeTable(_ page: inout HTMLWriter) {
    page.raw("<table class=\"index\">\n<thead><tr>")
    for column in [words(.recipient), words(.recipientID), words(.posts)]
      + QueueSection.allCases.map({ words($0.term) })
    {
      page.element("<th scope=\"col\">", column, "</th>")
    }
    page.raw("</tr></thead>\n<tbody>\n")
    for entry in IndexEntry.entries(set) {
      let queue = entry.queue
      page.raw(queue.recipient.isUnit ? "<tr class=\"unit\"><td>" : "<tr class=\"member\"><td>")
      page.raw("<a href=\"")
      page.text("./" + percentEncoded(entry.file) + ".html")
      page.raw("\">")
      page.text(queue.recipient.name)
      page.element("</a></td><td>", queue.recipient.id, "</td>")
      page.element("<td>", sheet.posts(queue.recipient), "</td>")
      for section in QueueSection.allCases {
        page.element("<td>", queue.counts[section] == 0 ? "–" : String(queue.counts[section]), "</td>")
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody>\n</table>\n")
  }

  /// A file name inside a relative reference (RFC 3986 §2.1).
  private func percentEncoded(_ name: String) -> String {
    var out = ""
    let digits = Array("0123456789ABCDEF")
    for byte in name.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out.append("%")
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
    return out
  }
}
