import Mustache

/// HTML that is safe to put into a page as it is: made by templates from escaped text.
package struct Markup: Hashable, Sendable {
  package var html: String

  package init(html: String) { self.html = html }

  /// Data, escaped for content and for quoted attributes alike; control characters are left out.
  package init(_ text: String) {
    html = Writer().text(text).html
  }

  /// Puts markup and data together, one after the other, where there is too much of it for templates.
  final class Writer {
    private var bytes: [UInt8] = []

    var html: String { String(decoding: bytes, as: UTF8.self) }

    /// What is markup already.
    @discardableResult
    func markup(_ html: String) -> Writer {
      bytes.append(contentsOf: html.utf8)
      return self
    }

    /// Data, escaped: whole runs of it at a time.
    @discardableResult
    func text(_ text: String) -> Writer {
      var text = text
      text.withUTF8 { source in
        var start = 0
        for (index, byte) in source.enumerated() where Self.isSpecial(byte) {
          bytes.append(contentsOf: source[start..<index])
          bytes.append(contentsOf: Self.escape(byte).utf8)
          start = index + 1
        }
        bytes.append(contentsOf: source[start...])
      }
      return self
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 127: true
      default: byte < 32 && byte != 10 && byte != 9
      }
    }

    /// What stands for a special byte; nothing for a control character.
    private static func escape(_ byte: UInt8) -> String {
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case UInt8(ascii: "'"): "&#39;"
      default: ""
      }
    }
  }
}

/// What a template's name stands for: a text, made markup, a condition, or rows.
///
/// - Shape: every value is escaped once, here; the templates never ask the library to escape.
enum Value {
  case text(String)
  case markup(String)
  case flag(Bool)
  case rows([Scope])
}

/// The values by name. Names are those of one level only: a template that asks for one that is not there finds the
/// level above, so every level has all of its own.
struct Scope: MustacheParent {
  private var values: [String: Value]

  init(_ values: [String: Value]) { self.values = values }

  subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text): Leaf(renderText: Markup(text).html, isNull: text.isEmpty)
    case .markup(let html): Leaf(renderText: html, isNull: html.isEmpty)
    case .flag(let flag): flag
    case .rows(let rows): rows
    case nil: nil
    }
  }
}

/// A text: an empty one does not open a section.
private struct Leaf: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  let isNull: Bool

  func child(named: String) -> Any? { nil }
}

/// A template of the house: parsed once.
struct Template: Sendable {
  private let parsed: MustacheTemplate?

  init(_ text: String) {
    // Values arrive escaped, so the library must not escape them again.
    parsed = try? MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
  }

  /// Whether it is a template at all; a test asks every one.
  var isGood: Bool { parsed != nil }

  func callAsFunction(_ scope: Scope) -> String { parsed?.render(scope) ?? "" }
}
