import CCrypto

/// A keyed digest, HMAC-SHA-256.
///
/// - Shape: 32 bytes.
/// - Source: RFC 2104, FIPS 198-1, computed by the system's libcrypto.
package enum MAC {
  package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    // An empty key has no address of its own; libcrypto wants one.
    let padded = key.isEmpty ? [0] : key
    _ = HMAC(EVP_sha256(), padded, Int32(key.count), message, message.count, &out, &length)
    return out
  }

  /// Whether two texts of bytes are equal, in a time that does not tell where they differ.
  package static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
  }
}

/// Base 64 in its two alphabets.
///
/// - Source: RFC 4648 §4 and §5.
package enum Base64Coding {
  private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  package static func encode(_ bytes: some Collection<UInt8>) -> String { text(Array(bytes), standard, pads: true) }
  /// Without padding, for a URL.
  package static func encodeURL(_ bytes: some Collection<UInt8>) -> String { text(Array(bytes), url, pads: false) }

  private static func text(_ bytes: [UInt8], _ letters: [UInt8], pads: Bool) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = min(3, bytes.count - index)
      let word = (0..<3).reduce(0) { $0 << 8 | (index + $1 < bytes.count ? Int(bytes[index + $1]) : 0) }
      for place in 0...rest { out.append(letters[word >> (18 - 6 * place) & 63]) }
      if pads { out += [UInt8](repeating: UInt8(ascii: "="), count: 3 - rest) }
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Either alphabet, with padding or without; `nil` for anything else.
  package static func decode(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    var word = 0
    var bits = 0
    let letters = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
    guard text.utf8.count - letters.count <= 2, letters.count % 4 != 1 else { return nil }
    for letter in letters {
      let value: UInt8
      switch letter {
      case 65...90: value = letter - 65
      case 97...122: value = letter - 71
      case 48...57: value = letter + 4
      case 43, 45: value = 62
      case 47, 95: value = 63
      default: return nil
      }
      word = (word << 6 | Int(value)) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return word & ((1 << bits) - 1) == 0 ? out : nil
  }
}
