import DutyCalendar

/// Writes iCalendar content lines.
///
/// - Shape: CRLF line ends; a line longer than 75 octets is folded, never inside a character; text is escaped.
/// - Source: RFC 5545 §3.1, §3.3.11.
struct CalendarWriter {
  private(set) var bytes: [UInt8] = []

  /// A line whose value is written as it is.
  mutating func line(_ name: String, _ value: String) {
    fold(Array((name + ":" + value).utf8))
  }

  /// A line whose value is text.
  mutating func text(_ name: String, _ value: String) {
    line(name, Self.escaped(value))
  }

  /// `20261123T093000Z`.
  mutating func instant(_ name: String, _ instant: Instant) {
    line(name, Self.utc(instant))
  }

  static func utc(_ instant: Instant) -> String {
    var stamp = instant.utc
    stamp.removeAll { $0 == "-" || $0 == ":" }
    return stamp
  }

  /// Backslash, semicolon, comma and line breaks escaped; other control characters left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        out.unicodeScalars.append("\\")
        out.unicodeScalars.append(scalar)
      case "\n": if !wasReturn { out += "\\n" }
      case "\r": out += "\\n"
      case "\t": out.unicodeScalars.append(" ")
      default: if scalar.value >= 0x20, scalar.value != 0x7F { out.unicodeScalars.append(scalar) }
      }
      wasReturn = scalar == "\r"
    }
    return out
  }

  private mutating func fold(_ line: [UInt8]) {
    var start = 0
    var room = 75
    while line.count - start > room {
      var end = start + room
      // A continuation byte must stay with the one it continues.
      while end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.append(contentsOf: line[start..<end])
      bytes.append(contentsOf: [13, 10, 32])
      start = end
      // The space that begins a continuation counts.
      room = 74
    }
    bytes.append(contentsOf: line[start...])
    bytes.append(contentsOf: [13, 10])
  }
}
