import DutyCalendar

/// Writes iCalendar content lines.
///
/// - Shape: CRLF line ends; a line longer than 75 octets is folded, never inside a character; text is escaped.
/// - Source: RFC 5545 §3.1, §3.3.11.
struct CalendarWriter {
  var bytes: [UInt8] = []

  private var current: [UInt8] = []

  /// A line whose value is written as it is.
  mutating func line(_ name: StaticString, _ value: String) {
    begin(name)
    current.append(contentsOf: value.utf8)
    fold()
  }

  /// A line whose value is text.
  mutating func text(_ name: StaticString, _ value: String) {
    begin(name)
    Self.escape(value, into: &current)
    fold()
  }

  /// `20261123T093000Z`.
  mutating func instant(_ name: StaticString, _ instant: Instant) {
    begin(name)
    current.append(contentsOf: instant.utc.utf8.lazy.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") })
    fold()
  }

  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    escape(text, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Backslash, semicolon, comma and line breaks escaped; other control characters left out. What needs nothing is
  /// copied in runs.
  private static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      var start = 0
      for (index, byte) in source.enumerated() where isSpecial(byte) {
        bytes.append(contentsOf: source[start..<index])
        start = index + 1
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case 10 where index > 0 && source[index - 1] == 13: break
        case 10, 13:
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(UInt8(ascii: "n"))
        case 9: bytes.append(32)
        default: break
        }
      }
      bytes.append(contentsOf: source[start...])
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 32 || byte == 127 || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
  }

  private mutating func begin(_ name: StaticString) {
    current.removeAll(keepingCapacity: true)
    current.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    current.append(UInt8(ascii: ":"))
  }

  /// Writes the current line in pieces of at most 75 octets.
  private mutating func fold() {
    var start = 0
    var room = 75
    while current.count - start > room {
      var end = start + room
      // A continuation byte must stay with the one it continues.
      while end > start + 1, current[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.append(contentsOf: current[start..<end])
      bytes.append(13)
      bytes.append(10)
      bytes.append(32)
      start = end
      // The space that begins a continuation counts.
      room = 74
    }
    bytes.append(contentsOf: current[start...])
    bytes.append(13)
    bytes.append(10)
  }
}
