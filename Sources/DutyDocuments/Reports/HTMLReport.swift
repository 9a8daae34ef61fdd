/// A report as a page of its own, plots within it: read on a screen, printed on A4 in black.
struct HTMLReport {
  private let text: ReportText
  private let words: Words

  init(_ text: ReportText) {
    self.text = text
    words = text.words
  }

  func bytes() -> [UInt8] {
    var page = HTMLWriter()
    let title = InlineReader.read(text.title[...])
    let plain = title.map(\.plain).joined()
    page.head(
      title: plain, footer: plain + words(.dot) + String(text.report.head.prefix(12)), words: words,
      style: DocumentStyle.sheet)
    page.raw("<article class=\"report-page\">\n<header>\n")
    page.element("<p class=\"over\">", text.issuer, "</p>\n<h1>")
    page.inlines(title)
    page.raw("</h1>\n")
    page.facts(text.facts)
    page.raw("</header>\n<div class=\"words\">\n")
    page.blocks(MarkupReader.blocks(text.wording.body))
    page.raw("</div>\n")
    var drawings = text.drawings[...]
    for section in text.report.sections {
      page.element("<section>\n<h2>", words(section.heading), "</h2>\n")
      for part in section.parts { write(part, &drawings, &page) }
      page.raw("</section>\n")
    }
    page.element("<div class=\"signature\">\n<p>", text.issuer, "</p>\n")
    page.element("<p>", text.dates.date(text.report.date), "</p>\n</div>\n")
    page.raw("<footer class=\"imprint\">\n")
    page.imprint(head: text.report.head, book: text.report.book, words)
    page.raw("</footer>\n</article>\n")
    page.end()
    return page.bytes
  }

  private func write(
    _ part: ReportPart, _ drawings: inout ArraySlice<(stem: String, drawing: Drawing)>, _ page: inout HTMLWriter
  ) {
    switch part {
    case .paragraph(let sentence): page.element("<p>", text.sentence(sentence), "</p>\n")
    case .table(let table): write(table, &page)
    case .plot:
      guard let (_, drawing) = drawings.popFirst() else { return }
      page.raw("<figure>\n")
      page.append(drawing.bytes(standalone: false))
      page.raw("</figure>\n")
    }
  }

  private func write(_ table: ReportTable, _ page: inout HTMLWriter) {
    if !table.name.isEmpty { page.element("<h3>", table.name, "</h3>\n") }
    page.raw("<table>\n<thead><tr>")
    for column in table.columns {
      page.element(
        column.isNumeric ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">", words(column.term), "</th>")
    }
    page.raw("</tr></thead>\n<tbody>\n")
    for (index, row) in table.rows.enumerated() {
      page.raw(table.hasSum && index == table.rows.count - 1 ? "<tr class=\"sum\">" : "<tr>")
      for (column, cell) in zip(table.columns, row) {
        page.element(column.isNumeric ? "<td class=\"num\">" : opening(cell, column), text.cell(cell), "</td>")
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody>\n</table>\n")
  }

  /// Dates and numbers of documents stay on one line.
  private func opening(_ cell: ReportCell, _ column: ReportColumn) -> StaticString {
    switch cell {
    case .date, .moment: "<td class=\"still\">"
    default: column.isCode ? "<td class=\"still\">" : column.isName ? "<td class=\"name\">" : "<td>"
    }
  }
}
