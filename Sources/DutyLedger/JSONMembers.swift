/// Where the members of a canonical JSON object lie, found without making values of them.
///
/// - Shape: ``keys`` between their quotes and ``wholes`` from a key's quote to the end of its value, both as ranges of the
///   bytes, in the order of the object. Spaces, escapes in a key, keys out of order and anything else that
///   ``JSONValue/canonical`` does not write are not read: whoever meets them parses.
package struct JSONMembers {
  package private(set) var keys: [Range<Int>] = []
  package private(set) var wholes: [Range<Int>] = []

  package init() {}

  /// Finds the members of an object; false for what is not one, or not written canonically.
  package mutating func find(in bytes: [UInt8]) -> Bool {
    keys.removeAll(keepingCapacity: true)
    wholes.removeAll(keepingCapacity: true)
    return bytes.withUnsafeBufferPointer { buffer in
      var scan = MemberScan(bytes: buffer)
      return scan.members(into: &self) && scan.at == buffer.count
    }
  }

  fileprivate mutating func add(key: Range<Int>, until end: Int) {
    keys.append(key)
    wholes.append(key.lowerBound - 1..<end)
  }
}

/// One pass over the bytes of a canonical JSON text.
private struct MemberScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0

  mutating func members(into members: inout JSONMembers) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    while true {
      let start = at + 1
      guard string(allowsEscapes: false) else { return false }
      let key = start..<at - 1
      if let last = members.keys.last, !bytes[last].lexicographicallyPrecedes(bytes[key]) { return false }
      guard take(":"), value(depth: 1) else { return false }
      members.add(key: key, until: at)
      if take("}") { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard at < bytes.count, UInt32(bytes[at]) == symbol.value else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    guard at < bytes.count, depth < JSONValue.deepest else { return false }
    switch bytes[at] {
    case UInt8(ascii: "\""): return string(allowsEscapes: true)
    case UInt8(ascii: "{"): return list(until: "}", depth) { $0.string(allowsEscapes: true) && $0.take(":") }
    case UInt8(ascii: "["): return list(until: "]", depth) { _ in true }
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return integer()
    }
  }

  /// The elements of an array, or of an object with `lead` reading the key before each.
  private mutating func list(
    until end: Unicode.Scalar, _ depth: Int, lead: (inout MemberScan) -> Bool
  ) -> Bool {
    at += 1
    if take(end) { return true }
    while lead(&self), value(depth: depth + 1) {
      if take(end) { return true }
      guard take(",") else { return false }
    }
    return false
  }

  private mutating func word(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count,
      bytes[at..<at + count].elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
    else { return false }
    at += count
    return true
  }

  private mutating func integer() -> Bool {
    _ = take("-")
    let first = at
    while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    return at > first && (bytes[first] != UInt8(ascii: "0") || at == first + 1)
  }

  private mutating func string(allowsEscapes: Bool) -> Bool {
    guard take("\"") else { return false }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return true
      case UInt8(ascii: "\\"):
        guard allowsEscapes else { return false }
        at += 2
      case 0..<0x20: return false
      default: at += 1
      }
    }
    return false
  }
}
