/// What stands after the `?`, or in a form of a browser.
///
/// - Shape: names and values decoded, in the order in which they came.
/// - Source: the URL standard, `application/x-www-form-urlencoded`.
package struct QueryItems: Hashable, Sendable {
  package private(set) var items: [(name: String, value: String)] = []

  package init() {}

  /// - Returns: `nil` for what is not UTF-8, or has more than 1000 names.
  package init?(_ text: some StringProtocol) {
    for part in text.split(separator: "&", omittingEmptySubsequences: true) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(halves[0], plusIsSpace: true),
        let value = halves.count > 1 ? percentDecoded(halves[1], plusIsSpace: true) : "", items.count < 1000
      else { return nil }
      items.append((name, value))
    }
  }

  /// The first value of a name; `nil` where it is not given or empty.
  package subscript(name: String) -> String? {
    items.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  package mutating func append(_ name: String, _ value: String) { items.append((name, value)) }

  package func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }
  package func has(_ name: String) -> Bool { items.contains { $0.name == name } }
  package var names: [String] { items.map(\.name) }

  package static func == (a: QueryItems, b: QueryItems) -> Bool {
    a.items.count == b.items.count && zip(a.items, b.items).allSatisfy { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for item in items {
      hasher.combine(item.name)
      hasher.combine(item.value)
    }
  }
}

/// Undoes percent-encoding; `nil` for a `%` without two digits, a NUL, or bytes that are no UTF-8.
package func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "+") where plusIsSpace: bytes.append(32)
    case UInt8(ascii: "%"):
      guard rest.count >= 2, let high = hexDigit(rest.removeFirst()), let low = hexDigit(rest.removeFirst()) else {
        return nil
      }
      bytes.append(high << 4 | low)
    default: bytes.append(byte)
    }
  }
  guard !bytes.contains(0) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 65...70: byte - 55
  case 97...102: byte - 87
  default: nil
  }
}

/// A text as one segment of a path or one value of a query.
package func percentEncoded(_ text: String) -> String {
  var out = ""
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      out += "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
  return out
}
