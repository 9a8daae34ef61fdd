import DutyBook

/// A notice as a page: printed on A4 in black, signed and sealed by hand where it must be.
struct HTMLNotice {
  private let text: NoticeText
  private let words: Words

  init(_ text: NoticeText) {
    self.text = text
    words = text.words
  }

  func bytes() -> [UInt8] {
    var page = HTMLWriter()
    let title = plainText(text.title)
    page.head(
      title: text.reference + words(.dot) + title,
      footer: text.issuer + words(.dot) + text.reference + words(.dot) + String(text.notice.head.prefix(12)),
      words: words, style: DocumentStyle.sheet)
    article(&page, isWhole: true)
    page.end()
    return page.bytes
  }

  /// The document alone, for a page that has a head of its own: its title is a heading of the second level there, which
  /// `text` is the name of.
  func fragment() -> String {
    var page = HTMLWriter()
    article(&page, isWhole: false)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private func article(_ page: inout HTMLWriter, isWhole: Bool) {
    page.raw(isWhole ? "<article class=\"notice-page\">\n" : "<article class=\"paper\" aria-labelledby=\"text\">\n")
    page.raw(isWhole ? "<header class=\"letterhead\">\n" : "<div class=\"letterhead\">\n")
    page.element("<p class=\"issuer\">", text.issuer, "</p>\n")
    page.element("<p class=\"reference\">", text.reference, "</p>\n")
    page.raw(isWhole ? "</header>\n" : "</div>\n")
    if text.isDraft { page.element("<p class=\"notice draft\">", words(.noticeDraftNote), "</p>\n") }
    for mark in text.marks { page.element("<p class=\"notice withdrawn\"><strong>", mark, "</strong></p>\n") }
    page.raw(isWhole ? "<h1>" : "<h2 id=\"text\">")
    page.inlines(InlineReader.read(text.title[...]))
    page.raw(isWhole ? "</h1>\n" : "</h2>\n")
    if !text.recipients.isEmpty {
      page.element("<p class=\"to\">", text.recipients + words(.colon), "</p>\n")
    }
    page.raw("<div class=\"words\">\n")
    page.blocks(MarkupReader.blocks(text.wording.body), within: isWhole ? nil : plainText(text.title))
    page.raw("</div>\n")
    if !text.facts.isEmpty { page.facts(text.facts) }
    for table in text.attachments { write(table, &page, isWhole: isWhole) }
    writeSignature(&page, isWhole: isWhole)
    writeFoot(&page, isWhole: isWhole)
    page.raw("</article>\n")
  }

  private func write(_ table: NoticeTable, _ page: inout HTMLWriter, isWhole: Bool) {
    page.raw("<section class=\"attachment\">\n")
    page.element(isWhole ? "<h2>" : "<h3>", table.title, isWhole ? "</h2>\n" : "</h3>\n")
    if !isWhole { page.openScroll(table.title) }
    page.raw("<table class=\"")
    if !isWhole { page.raw("stays ") }
    page.element("t-", table.id, "\">\n<thead><tr>")
    for column in table.columns { page.element("<th scope=\"col\">", column, "</th>") }
    page.raw("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      write(row, &page)
    }
    page.raw("</tbody>\n</table>\n")
    if !isWhole { page.raw("</div>\n") }
    page.raw("</section>\n")
  }

  private func write(_ row: NoticeTable.Row, _ page: inout HTMLWriter) {
    page.raw(row.gone.isEmpty ? "<tr>" : "<tr class=\"gone\">")
    for (index, cell) in row.cells.enumerated() {
      if row.gone.isEmpty {
        page.element("<td>", cell, "</td>")
        continue
      }
      page.raw("<td>")
      if !cell.isEmpty { page.element("<del>", cell, "</del>") }
      if index == row.cells.count - 1 { page.element(" <strong>", row.gone, "</strong>") }
      page.raw("</td>")
    }
    page.raw("</tr>\n")
  }

  private func writeSignature(_ page: inout HTMLWriter, isWhole: Bool) {
    page.element("<div class=\"signature\">\n<p>", text.issuer, "</p>\n")
    page.element("<p>", text.dates.date(text.notice.date), "</p>\n</div>\n")
    // Who answers on a page does not sign there.
    guard isWhole, text.notice.standingAnswerBy != nil else { return }
    page.raw("<p class=\"sign\">")
    for term in [Term.signedBy, .signedOn, .answer] {
      page.element("<span>", words(term) + words(.colon), "</span>")
    }
    page.raw("</p>\n")
  }

  private func writeFoot(_ page: inout HTMLWriter, isWhole: Bool) {
    page.raw(isWhole ? "<footer class=\"imprint\">\n" : "<div class=\"imprint\">\n")
    if !text.cc.isEmpty { page.element("<p>", words.labelled(words(.copies), text.cc), "</p>\n") }
    page.imprint(head: text.notice.head, book: text.notice.book, words)
    page.raw(isWhole ? "</footer>\n" : "</div>\n")
  }

  private func plainText(_ markdown: String) -> String {
    InlineReader.read(markdown[...]).map(\.plain).joined()
  }
}

extension HTMLWriter {
  /// By what the document can be checked: the ledger's last link, in groups that an eye can follow.
  mutating func imprint(head: String, book: String, _ words: Words) {
    element("<p class=\"hash\">", words(.ledgerHead) + words(.colon), "<code>")
    for (index, character) in head.enumerated() {
      if index > 0, index % 8 == 0 { raw(" ") }
      text(String(character))
    }
    element("</code></p>\n<p class=\"hash\">", words(.rules) + words(.colon), "")
    element("<code>", String(book.prefix(16)), "</code></p>\n")
  }
}
