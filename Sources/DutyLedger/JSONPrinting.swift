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
  static func sorted(_ fields: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
    fields.sorted { $0.key.precedesByBytes($1.key) }
  }
}

extension String {
  /// Order by UTF-8 bytes, as SQLite's BINARY collation and the canonical form have it; Swift's own `<` normalises.
  package func precedesByBytes(_ other: String) -> Bool {
    var (first, second) = (self, other)
    return first.withUTF8 { a in
      second.withUTF8 { b in
        for place in 0..<min(a.count, b.count) where a[place] != b[place] { return a[place] < b[place] }
        return a.count < b.count
      }
    }
  }
}
