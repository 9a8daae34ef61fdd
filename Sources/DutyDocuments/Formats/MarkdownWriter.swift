/// Writes Markdown that shows its data as text, whatever characters are in it.
///
/// - Source: CommonMark 0.31 with pipe tables.
struct MarkdownWriter {
  var bytes: [UInt8] = []

  /// A line as it is.
  mutating func line(_ text: String = "") {
    bytes.append(contentsOf: text.utf8)
    bytes.append(10)
  }

  /// A row of a table; the cells are escaped already.
  mutating func row(_ cells: [String]) {
    line("| " + cells.joined(separator: " | ") + " |")
  }

  mutating func table(_ columns: [String]) {
    row(columns)
    row(columns.map { _ in "---" })
  }

  /// A quotation of what must be read first.
  mutating func notices(_ sheet: SheetText) {
    guard !sheet.notices.isEmpty else { return }
    line(sheet.notices.map { "> **" + Self.plain($0) + "**" }.joined(separator: "\n>\n"))
    line()
  }

  /// Data that stands for itself: what Markdown or a table would interpret is escaped, line breaks become spaces.
  static func plain(_ text: String) -> String {
    // Most texts need nothing.
    guard text.utf8.contains(where: isSpecial) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "#"), UInt8(ascii: "~"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case 9, 10, 13: out.append(32)
      case 0..<32, 127: break
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<32, 127, UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: "&"):
      true
    default: false
    }
  }
}
