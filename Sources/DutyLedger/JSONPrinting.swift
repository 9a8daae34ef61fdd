extension JSONValue {
  /// The one way to write this value: keys sorted by their UTF-8 bytes, no spaces, the fewest escapes.
  package var canonical: [UInt8] {
    var writer = CanonicalWriter()
    writer.value(self)
    return writer.bytes
  }

  /// ``canonical`` as text.
  package var canonicalText: String { String(decoding: canonical, as: UTF8.self) }

  /// For people: keys in the canonical order, two spaces a level, no newline at the end.
  package var prettyPrinted: String {
    var writer = CanonicalWriter()
    JSONValue.pretty(self, indent: 0, into: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func pretty(_ value: JSONValue, indent: Int, into writer: inout CanonicalWriter) {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      writer.bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        newline(index > 0, indent + 1, &writer)
        pretty(element, indent: indent + 1, into: &writer)
      }
      newline(false, indent, &writer)
      writer.bytes.append(UInt8(ascii: "]"))
    case .object(let fields) where !fields.isEmpty:
      writer.bytes.append(UInt8(ascii: "{"))
      for (index, field) in sorted(fields).enumerated() {
        newline(index > 0, indent + 1, &writer)
        writer.scalar(field.key)
        writer.bytes.append(contentsOf: [UInt8(ascii: ":"), UInt8(ascii: " ")])
        pretty(field.value, indent: indent + 1, into: &writer)
      }
      newline(false, indent, &writer)
      writer.bytes.append(UInt8(ascii: "}"))
    default:
      var inner = CanonicalWriter()
      inner.value(value)
      writer.bytes.append(contentsOf: inner.bytes)
    }
  }

  private static func newline(_ comma: Bool, _ indent: Int, _ writer: inout CanonicalWriter) {
    if comma { writer.bytes.append(UInt8(ascii: ",")) }
    writer.bytes.append(UInt8(ascii: "\n"))
    writer.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }

  /// The fields of an object in canonical order.
  static func sorted(_ fields: [String: JSONValue]) -> [CanonicalField] {
    var sorted = fields.map { CanonicalField(key: $0.key, value: $0.value) }
    sorted.sort { $0.precedes($1) }
    return sorted
  }
}

extension String {
  /// Order by UTF-8 bytes, as SQLite's BINARY collation and the canonical form have it; Swift's own `<` normalises.
  package func precedesByBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

/// A field of an object on its way into the canonical order.
struct CanonicalField {
  let key: String
  let value: JSONValue
  /// The first eight bytes of the key as one number, which tells most keys apart.
  private let head: UInt64

  init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
    var head: UInt64 = 0
    var room = 8
    for byte in key.utf8 {
      head = head << 8 | UInt64(byte)
      room -= 1
      if room == 0 { break }
    }
    self.head = head << UInt64(8 * room)
  }

  /// The order of the keys' UTF-8 bytes.
  func precedes(_ other: CanonicalField) -> Bool {
    head == other.head ? key.precedesByBytes(other.key) : head < other.head
  }
}
