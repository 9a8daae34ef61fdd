/// A word or sentence of the pages in both languages; `{0}`, `{1}` stand for what is filled in.
///
/// The tables are the extensions beside this file, one a subject: a phrase has both texts or does not compile.
package struct Phrase: Hashable, Sendable {
  package var chinese: String
  package var english: String

  package init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }
}

/// The phrases in one language.
package struct PageWords: Sendable {
  package let locale: PageLocale

  package init(_ locale: PageLocale) { self.locale = locale }

  package var language: String { locale.rawValue }

  package func callAsFunction(_ phrase: Phrase, _ values: String...) -> String {
    let text = locale == .chinese ? phrase.chinese : phrase.english
    guard !values.isEmpty else { return text }
    var result = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      let after = rest[rest.index(after: brace)...]
      guard let close = after.firstIndex(of: "}"), let index = Int(after[..<close]), values.indices.contains(index) else {
        result += "{"
        rest = after
        continue
      }
      result += values[index]
      rest = after[after.index(after: close)...]
    }
    return result + rest
  }

  package func list(_ items: [String]) -> String { items.joined(separator: self(.listSeparator)) }
}
