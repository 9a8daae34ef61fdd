import DutyBook

/// A notice as Markdown: what a chat, a mail or a terminal shows.
struct MarkdownNotice {
  private let text: NoticeText
  private let words: Words

  init(_ text: NoticeText) {
    self.text = text
    words = text.words
  }

  func bytes() -> [UInt8] {
    var page = MarkdownWriter()
    if text.isDraft {
      page.line("> **" + words(.noticeDraftNote) + "**")
      page.line()
    }
    for mark in text.marks {
      page.line("> **" + Markup.escaped(mark) + "**")
      page.line()
    }
    page.line(Markup.escaped(text.issuer) + "  ")
    page.line(Markup.escaped(text.reference))
    page.line()
    page.line("# " + text.title)
    page.line()
    if !text.recipients.isEmpty {
      page.line("**" + words(.mainRecipients) + "**" + words(.colon) + MarkdownWriter.plain(text.recipients))
      page.line()
    }
    if !text.wording.body.isEmpty { page.line(text.wording.body) }
    for fact in text.facts {
      page.line("- " + words.labelled(fact.label, MarkdownWriter.plain(fact.value)))
    }
    if !text.facts.isEmpty { page.line() }
    for table in text.attachments { write(table, &page) }
    writeFoot(&page)
    return page.bytes
  }

  private func write(_ table: NoticeTable, _ page: inout MarkdownWriter) {
    page.line("## " + table.title)
    page.line()
    page.table(table.columns)
    for row in table.rows { page.row(cells(of: row)) }
    page.line()
  }

  private func cells(of row: NoticeTable.Row) -> [String] {
    let cells = row.cells.map { MarkdownWriter.plain($0) }
    guard !row.gone.isEmpty, let last = cells.indices.last else { return cells }
    var struck = cells.map { $0.isEmpty ? "" : "~~" + $0 + "~~" }
    struck[last] += (struck[last].isEmpty ? "**" : " **") + MarkdownWriter.plain(row.gone) + "**"
    return struck
  }

  private func writeFoot(_ page: inout MarkdownWriter) {
    page.line(Markup.escaped(text.issuer) + "  ")
    page.line(text.dates.date(text.notice.date))
    page.line()
    page.line("---")
    page.line()
    if !text.cc.isEmpty {
      page.line(words(.copies) + words(.colon) + MarkdownWriter.plain(text.cc))
      page.line()
    }
    page.foot(head: text.notice.head, book: text.notice.book, words)
  }
}

extension MarkdownWriter {
  /// By what the document can be checked.
  mutating func foot(head: String, book: String, _ words: Words) {
    line(words(.ledgerHead) + words(.colon) + "`" + Self.codeSafe(head) + "`  ")
    line(words(.rules) + words(.colon) + "`" + Self.codeSafe(book) + "`")
  }

  /// A digest, which is digits and letters; nothing else stands between the backquotes.
  private static func codeSafe(_ digest: String) -> String {
    digest.filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
  }
}
