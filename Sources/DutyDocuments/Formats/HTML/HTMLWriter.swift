/// Writes HTML; what comes from data is escaped, for content and for quoted attributes alike.
struct HTMLWriter {
  var bytes: [UInt8] = []

  /// Markup as it is.
  mutating func raw(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Markup that another writer made and escaped.
  mutating func append(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Data.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      case 0..<32 where byte != 10 && byte != 9: break
      case 127: break
      default: bytes.append(byte)
      }
    }
  }

  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// An element with text in it and nothing else.
  mutating func element(_ open: StaticString, _ text: String, _ close: StaticString) {
    raw(open)
    self.text(text)
    raw(close)
  }

  /// From the doctype to the opened body.
  ///
  /// - Parameter style: what a page adds to the style that all share.
  mutating func head(title: String, footer: String, words: Words, style: StaticString = "") {
    raw("<!DOCTYPE html>\n<html lang=\"")
    text(words.language)
    raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
    element("<title>", title, "</title>\n")
    raw("<style>\n")
    raw(HTMLStyle.sheet)
    raw(style)
    raw("@page { @bottom-left { content: \"")
    cssText(footer)
    raw("\"; font-size: 8pt } @bottom-right { content: counter(page) \" / \" counter(pages); font-size: 8pt } }\n")
    raw("</style>\n</head>\n<body>\n<main>\n")
  }

  mutating func end() { raw("</main>\n</body>\n</html>\n") }

  /// Data inside a quoted string of the style sheet.
  private mutating func cssText(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", ">", "&", "\n", "\r":
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(contentsOf: String(scalar.value, radix: 16).utf8)
        bytes.append(32)
      default:
        if scalar.value >= 32 { bytes.append(contentsOf: String(Character(scalar)).utf8) }
      }
    }
  }
}
