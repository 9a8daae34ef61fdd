import DutyCalendar

/// Appends canonical JSON to a byte buffer: what the hot path writes events with.
///
/// - Shape: the caller opens and closes, and gives keys in UTF-8 order; commas are put by the writer.
package struct CanonicalWriter {
  package var bytes: [UInt8] = []
  /// Whether a key or element that follows needs a comma before it.
  private var follows = false
  /// The instant that was written last, with its text: those of one transaction are few.
  private var instant: (value: Instant, text: [UInt8])?

  package init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Empties the buffer and keeps its room.
  package mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    follows = false
  }

  package mutating func open() {
    bytes.append(UInt8(ascii: "{"))
    follows = false
  }

  package mutating func close() {
    bytes.append(UInt8(ascii: "}"))
    follows = true
  }

  /// Bytes as they are.
  package mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A key that needs no escape, with its colon.
  package mutating func key(_ name: StaticString) {
    if follows { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    follows = true
  }

  package mutating func field(_ name: StaticString, _ text: String) {
    key(name)
    scalar(text)
  }

  package mutating func field(_ name: StaticString, _ number: Int) {
    key(name)
    integer(Int64(number))
  }

  package mutating func field(_ name: StaticString, _ instant: Instant) {
    key(name)
    if let known = self.instant, known.value == instant {
      bytes.append(contentsOf: known.text)
      return
    }
    var text: [UInt8] = []
    InstantText.write(instant, into: &text)
    bytes.append(contentsOf: text)
    self.instant = (instant, text)
  }

  package mutating func field(_ name: StaticString, _ date: CivilDate) {
    key(name)
    InstantText.write(date, into: &bytes)
  }

  package mutating func field(_ name: StaticString, _ value: JSONValue) {
    key(name)
    self.value(value)
  }

  package mutating func field(_ name: StaticString, _ texts: [String]) {
    key(name)
    list(texts)
  }

  package mutating func list(_ texts: [String]) { array(texts) { text, writer in writer.scalar(text) } }

  /// Elements that the caller writes one by one.
  package mutating func array<Element>(_ elements: [Element], _ write: (Element, inout CanonicalWriter) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element, &self)
    }
    bytes.append(UInt8(ascii: "]"))
    follows = true
  }

  /// A value that is canonical already.
  package mutating func append(_ canonical: [UInt8]) {
    bytes.append(contentsOf: canonical)
    follows = true
  }

  package mutating func integer(_ number: Int64) {
    if number >= 0, number < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  /// A string with its quotes; escapes `"`, `\` and control characters only.
  package mutating func scalar(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var isPlain = true
      for byte in source where byte < 0x20 || byte == 0x22 || byte == 0x5C { isPlain = false }
      if isPlain {
        bytes.append(contentsOf: source)
      } else {
        for byte in source { escape(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22: raw("\\\"")
    case 0x5C: raw("\\\\")
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    case 0..<0x20:
      raw("\\u00")
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(byte)
    }
  }

  /// Any value, its objects sorted.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): raw(flag ? "true" : "false")
    case .int(let number): integer(number)
    case .string(let text): scalar(text)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        self.value(element)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let fields):
      bytes.append(UInt8(ascii: "{"))
      for (index, field) in JSONValue.sorted(fields).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        scalar(field.key)
        bytes.append(UInt8(ascii: ":"))
        self.value(field.value)
      }
      bytes.append(UInt8(ascii: "}"))
    }
    follows = true
  }
}
