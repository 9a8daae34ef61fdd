import DutyBook

/// A message that is read as it is, a mail or a file: the document, with the links by which its tasks are acknowledged.
extension MessageContent {
  /// Tasks that the recipient acknowledges by a link.
  private var linked: [Item] { linksTitle.isEmpty ? [] : items.filter { !$0.link.isEmpty } }

  /// The links as text; empty without any.
  var linksText: String {
    guard !linked.isEmpty else { return "" }
    let lines = linked.map { item in
      "- " + [item.title, item.place, item.due].filter { !$0.isEmpty }.joined(separator: " · ") + "\n  " + item.link
    }
    return "## " + linksTitle + "\n\n" + lines.joined(separator: "\n")
  }

  /// The text with the links after it.
  package var linkedText: String { [markdown, linksText].filter { !$0.isEmpty }.joined(separator: "\n\n") }

  /// The page with the links at its beginning; empty where there is no page.
  package var mailPage: String {
    guard !linked.isEmpty, !html.isEmpty else { return html }
    let lines = linked.map { item in
      let rest = [item.place, item.due].filter { !$0.isEmpty }.map { " · " + escaped($0) }.joined()
      return "<li><a href=\"\(escaped(item.link))\">\(escaped(item.title))</a>\(rest)</li>\n"
    }
    let section = "<section>\n<h2>\(escaped(linksTitle))</h2>\n<ul>\n\(lines.joined())</ul>\n</section>\n"
    for mark in ["<main>\n", "<body>\n", "<main>", "<body>"] {
      if let place = html.firstRange(of: mark) {
        return html[..<place.upperBound] + section + html[place.upperBound...]
      }
    }
    return section + html
  }

  /// Several pages as one, each under its title, with the styles of all; empty where none of them has one.
  ///
  /// - Shape: what stands in `<main>`, else in `<body>`; a part without a page is its text as it is.
  static func page(of parts: [MessageContent], title: String, locale: Settings.Locale) -> String {
    guard parts.contains(where: { !$0.html.isEmpty }) else { return "" }
    var styles: [Substring] = []
    for part in parts {
      guard let style = inside(part.html, "<style>", "</style>"), !styles.contains(style) else { continue }
      styles.append(style)
    }
    let sections = parts.map { part in
      let page = inside(part.html, "<main>", "</main>") ?? inside(part.html, "<body>", "</body>")
      let text = page.map(String.init) ?? "<h2>\(escaped(part.title))</h2>\n<pre>\(escaped(part.markdown))</pre>\n"
      return "<section>\n\(text)</section>\n"
    }
    let language = locale == .chinese ? "zh-Hans" : "en"
    return """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <style>\(styles.joined(separator: "\n"))</style>
      </head>
      <body>
      <main>
      <h1>\(escaped(title))</h1>
      \(sections.joined(separator: "<hr>\n"))</main>
      </body>
      </html>

      """
  }

  private static func inside(_ page: String, _ start: String, _ end: String) -> Substring? {
    guard let first = page.firstRange(of: start) else { return nil }
    let rest = page[first.upperBound...]
    return rest.firstRange(of: end).map { rest[..<$0.lowerBound] }
  }
}

/// Text inside HTML.
private func escaped(_ text: String) -> String {
  var out = ""
  for character in text {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    default: out.append(character)
    }
  }
  return out
}
