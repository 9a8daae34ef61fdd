import DutyBook

/// A document's own words: its title and its text, in Markdown.
struct Wording {
  /// `nil` where the template has no heading of the first level.
  var title: String?
  /// Without the title; ends with a line break, or is empty.
  var body: String

  /// Fills the book's template for a form, else the built-in one.
  init(_ form: TemplateForm, variant: String? = nil, _ scope: TemplateScope, _ shelf: TemplateShelf, _ words: Words) {
    let own = shelf.template(form, variant: variant, in: words.locale).flatMap { filled($0.text, scope) }
    self.init(own ?? filled(BuiltinTemplates.text(form, words.locale), scope) ?? "")
  }

  /// Splits a filled template: the first line that begins with `# ` is the title.
  init(_ markdown: String) {
    var lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let heading = lines.firstIndex(where: { $0.hasPrefix("# ") }) {
      title = trimmed(String(lines[heading].dropFirst(2)))
      lines.remove(at: heading)
    }
    body = Self.tidied(lines)
  }

  /// No blank lines at either end, no two in a row: sections that did not stand leave none behind.
  private static func tidied(_ lines: [String]) -> String {
    var kept: [String] = []
    for line in lines {
      let isBlank = line.allSatisfy { $0 == " " || $0 == "\t" }
      if isBlank, kept.last.map(\.isEmpty) ?? true { continue }
      kept.append(isBlank ? "" : line)
    }
    if kept.last?.isEmpty ?? false { kept.removeLast() }
    return kept.isEmpty ? "" : kept.joined(separator: "\n") + "\n"
  }
}

private func trimmed(_ text: String) -> String {
  var slice = text[...]
  while slice.first == " " { slice.removeFirst() }
  while slice.last == " " { slice.removeLast() }
  return String(slice)
}
