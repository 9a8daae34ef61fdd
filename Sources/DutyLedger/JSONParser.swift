/// Why bytes are not a JSON value that the ledger reads.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes before the place, from 0.
  package var offset: Int
  package var reason: String

  package var description: String { "not canonical JSON at byte \(offset): \(reason)" }
}

extension JSONValue {
  /// Bounds that hostile bytes meet before memory or the stack does.
  package static let deepest = 64
  package static let longest = 256 << 20

  /// Parses one JSON text: strict, integers only, duplicate keys refused, at most ``deepest`` levels.
  ///
  /// - Errors: ``JSONError``, with the byte at fault.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    guard bytes.count <= JSONValue.longest else {
      throw JSONError(offset: 0, reason: "\(bytes.count) bytes, at most \(JSONValue.longest) are read")
    }
    var parser = JSONParser(bytes: bytes)
    self = try parser.whole()
  }

  package init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func whole() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if at < bytes.count { throw error("more text after the value") }
    return value
  }

  private func error(_ reason: String) -> JSONError { JSONError(offset: at, reason: reason) }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < JSONValue.deepest else { throw error("nested more than \(JSONValue.deepest) levels") }
    skipSpace()
    guard let byte else { throw error("the text ends where a value should be") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .int(try integer())
    default: throw error("no value begins so")
    }
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[at...].starts(with: text.utf8) else { throw error("expected `\(text)`") }
    at += text.utf8.count
    return value
  }

  private mutating func integer() throws(JSONError) -> Int64 {
    let start = at
    let isNegative = take(UInt8(ascii: "-"))
    let first = at
    var value: Int64 = 0
    while let digit = byte, digit >= 48, digit <= 57 {
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let part = Int64(digit - 48)
      let (sum, isOverToo) = product.addingReportingOverflow(isNegative ? -part : part)
      if isOver || isOverToo { throw error("a number beyond 64 bits") }
      value = sum
      at += 1
    }
    if at == first { throw error("a sign without digits") }
    if bytes[first] == 48, at - first > 1 || start != first { throw error("a zero too many") }
    if let byte, byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      throw error("fractions and exponents are not used here")
    }
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    at += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw error("expected `,` or `]`") }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    at += 1
    var fields: [String: JSONValue] = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(fields) }
    while true {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw error("expected a key") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("expected `:`") }
      let value = try value(depth: depth + 1)
      guard fields.updateValue(value, forKey: key) == nil else { throw error("the key `\(key)` stands twice") }
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(fields) }
      guard take(UInt8(ascii: ",")) else { throw error("expected `,` or `}`") }
    }
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
    if byte == UInt8(ascii: "\"") {
      defer { at += 1 }
      return try text(bytes[start..<at])
    }
    var buffer = Array(bytes[start..<at])
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        let result = try text(buffer[...])
        at += 1
        return result
      case UInt8(ascii: "\\"): try escape(into: &buffer)
      case 0..<0x20: throw error("a control character must be escaped")
      default:
        buffer.append(byte)
        at += 1
      }
    }
    throw error("the text ends within a string")
  }

  private func text(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw error("not UTF-8") }
    return text
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(bytes[at])
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"): return try codePoint(into: &buffer)
    default: throw error("no such escape")
    }
    at += 1
  }

  /// Reads `uXXXX`, or a surrogate pair of two.
  private mutating func codePoint(into buffer: inout [UInt8]) throws(JSONError) {
    var unit = UInt32(try hexUnit())
    if (0xD800..<0xDC00).contains(unit) {
      guard take(UInt8(ascii: "\\")), byte == UInt8(ascii: "u") else {
        throw error("half a surrogate pair")
      }
      let low = UInt32(try hexUnit())
      guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
      unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(unit) else { throw error("half a surrogate pair") }
    buffer.append(contentsOf: String(Character(scalar)).utf8)
  }

  /// Reads `u` and four hexadecimal digits.
  private mutating func hexUnit() throws(JSONError) -> UInt16 {
    at += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = byte.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }), byte.map({ $0 < 128 }) == true
      else { throw error("expected four hexadecimal digits") }
      unit = unit << 4 | UInt16(digit)
      at += 1
    }
    return unit
  }
}
