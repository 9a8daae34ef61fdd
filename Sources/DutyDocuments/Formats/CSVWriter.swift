/// Writes rows that a spreadsheet opens as they are meant.
///
/// - Shape: a UTF-8 byte order mark, commas, CRLF after every row; a field is quoted where it must be.
/// - A field that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, a tab or line break first, the full-width
///   forms too) gets an apostrophe before it.
/// - Source: RFC 4180.
struct CSVWriter {
  var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameter numbers: the fields that are numbers of ours, whose sign is no formula.
  mutating func row(_ fields: [String], numbers: Set<Int> = []) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      put(field, isNumber: numbers.contains(index))
    }
    bytes.append(contentsOf: [13, 10])
  }

  private mutating func put(_ field: String, isNumber: Bool) {
    let isFormula = !isNumber && Self.isFormula(field)
    let mustQuote = field.utf8.contains { $0 == 34 || $0 == 44 || $0 == 13 || $0 == 10 }
    if mustQuote { bytes.append(34) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    if field.utf8.contains(where: { $0 == 34 || $0 == 0 }) {
      for byte in field.utf8 where byte != 0 {
        if byte == 34 { bytes.append(34) }
        bytes.append(byte)
      }
    } else {
      bytes.append(contentsOf: field.utf8)
    }
    if mustQuote { bytes.append(34) }
  }

  /// Whether a spreadsheet would take a field for a formula.
  static func isFormula(_ field: String) -> Bool {
    switch field.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}
