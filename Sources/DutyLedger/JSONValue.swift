import DutyDigest

/// A JSON value as the ledger knows it: no fractions, no duplicate keys.
///
/// - Shape: numbers are 64-bit integers; an object's keys have no order of their own, ``canonical`` gives them one.
/// - Source: RFC 8259; the canonical form follows RFC 8785, but sorts keys by their UTF-8 bytes.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The value under a key; `nil` for another shape or an absent key.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields[key]
  }

  /// The element at an index; `nil` for another shape or an index outside.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var int: Int64? {
    if case .int(let number) = self { number } else { nil }
  }

  package var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var object: [String: JSONValue]? {
    if case .object(let fields) = self { fields } else { nil }
  }

  /// The SHA-256 of ``canonical``.
  package var digest: Digest { Digest(of: canonical) }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// Of equal keys the last one stays.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}
