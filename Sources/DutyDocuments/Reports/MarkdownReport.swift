/// A report as Markdown; plots are files beside it, told in words where they stand.
struct MarkdownReport {
  private let text: ReportText
  private let words: Words

  init(_ text: ReportText) {
    self.text = text
    words = text.words
  }

  func bytes() -> [UInt8] {
    var page = MarkdownWriter()
    page.line("# " + text.title)
    page.line()
    let facts = text.facts.map { MarkdownWriter.plain(words.labelled($0.label, $0.value)) }
    page.line(facts.joined(separator: words(.dot)))
    page.line()
    if !text.wording.body.isEmpty { page.line(text.wording.body) }
    var drawings = text.drawings[...]
    for section in text.report.sections {
      page.line("## " + words(section.heading))
      page.line()
      for part in section.parts { write(part, &drawings, &page) }
    }
    page.line("---")
    page.line()
    page.line(Markup.escaped(text.issuer) + words(.dot) + text.dates.date(text.report.date))
    page.line()
    page.foot(head: text.report.head, book: text.report.book, words)
    return page.bytes
  }

  private func write(
    _ part: ReportPart, _ drawings: inout ArraySlice<(stem: String, drawing: Drawing)>, _ page: inout MarkdownWriter
  ) {
    switch part {
    case .paragraph(let sentence): page.line(Markup.escaped(text.sentence(sentence)))
    case .table(let table): write(table, &page)
    case .plot:
      guard let (stem, drawing) = drawings.popFirst() else { return }
      let file = stem.replacing("<", with: "_").replacing(">", with: "_")
      page.line("![" + MarkdownWriter.plain(drawing.title) + "](<" + file + ".svg>)")
      page.line()
      page.line(Markup.escaped(drawing.description))
    }
    page.line()
  }

  private func write(_ table: ReportTable, _ page: inout MarkdownWriter) {
    if !table.name.isEmpty {
      page.line("### " + MarkdownWriter.plain(table.name))
      page.line()
    }
    page.row(table.columns.map { words($0.term) })
    page.row(table.columns.map { $0.isNumeric ? "---:" : "---" })
    for (index, row) in table.rows.enumerated() {
      let cells = row.map { MarkdownWriter.plain(text.cell($0)) }
      let isSum = table.hasSum && index == table.rows.count - 1
      page.row(isSum ? cells.map { $0.isEmpty ? "" : "**" + $0 + "**" } : cells)
    }
  }
}
