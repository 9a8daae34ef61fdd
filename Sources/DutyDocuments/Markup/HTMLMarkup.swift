extension HTMLWriter {
  /// Blocks as elements; the words are escaped, whatever they are.
  ///
  /// - Parameter part: what the part of a page is called that they stand in: their headings are one level below its
  ///   own, and their tables move from side to side where a phone is too narrow; `nil` for a page of their own.
  mutating func blocks(_ blocks: [Markup.Block], within part: String? = nil) {
    for block in blocks { write(block, part) }
  }

  private mutating func write(_ block: Markup.Block, _ part: String?) {
    switch block {
    case .heading(let level, let words):
      let rank = (level <= 2 ? 2 : 3) + (part == nil ? 0 : 1)
      raw("<h")
      number(rank)
      raw(">")
      inlines(words)
      raw("</h")
      number(rank)
      raw(">\n")
    case .paragraph(let words): wrap("<p>", words, "</p>\n")
    case .quotation(let words): wrap("<blockquote><p>", words, "</p></blockquote>\n")
    case .rule: raw("<hr>\n")
    case .list(let isNumbered, let items):
      raw(isNumbered ? "<ol>\n" : "<ul>\n")
      for item in items { wrap("<li>", item, "</li>\n") }
      raw(isNumbered ? "</ol>\n" : "</ul>\n")
    case .table(let head, let rows):
      if let part { openScroll(part) }
      raw(part == nil ? "<table>\n<thead><tr>" : "<table class=\"stays\">\n<thead><tr>")
      for cell in head { wrap("<th scope=\"col\">", cell, "</th>") }
      raw("</tr></thead>\n<tbody>\n")
      for row in rows {
        raw("<tr>")
        for cell in row { wrap("<td>", cell, "</td>") }
        raw("</tr>\n")
      }
      raw("</tbody>\n</table>\n")
      if part != nil { raw("</div>\n") }
    }
  }

  /// What is wider than a page moves within this, by hand and by keyboard.
  mutating func openScroll(_ label: String) {
    raw("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"")
    text(label)
    raw("\">\n")
  }

  private mutating func wrap(_ open: StaticString, _ words: [Markup.Inline], _ close: StaticString) {
    raw(open)
    inlines(words)
    raw(close)
  }

  mutating func inlines(_ words: [Markup.Inline]) {
    for (index, word) in words.enumerated() {
      switch word {
      case .text(let text): self.text(text)
      case .strong(let text): element("<strong>", text, "</strong>")
      case .code(let text): element("<code>", text, "</code>")
      case .lineBreak: raw("<br>\n")
      case .softBreak:
        // Lines of Chinese join without a blank.
        let before = index > 0 ? words[index - 1].plain.unicodeScalars.last : nil
        let after = index + 1 < words.count ? words[index + 1].plain.unicodeScalars.first : nil
        if !(before.map(isWide) ?? true) || !(after.map(isWide) ?? true) { raw("\n") }
      }
    }
  }
}

/// Whether a character takes the width of two: Chinese and its punctuation.
///
/// - Source: Unicode Standard Annex 11, the blocks that district documents use.
func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD, 0x2014, 0x2018...0x201D, 0x2026:
    true
  default: false
  }
}
