import DutyDigest

/// The number people call a task by: `K7Q2M-9XD4P`.
///
/// - Shape: ten symbols of Crockford's alphabet (no I, L, O, U) in two groups: 50 bits of the SHA-256 of the key,
///   so that the same obligation has the same number in every run and no counter is needed.
package enum TaskNumber {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  package static func derive(from key: TaskKey) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(96)
    for part in [key.duty, key.subject, key.grain, key.period] {
      text.append(contentsOf: part.utf8)
      text.append(0x1F)
    }
    text.append(contentsOf: String(key.n).utf8)
    let digest = Digest(of: text).bytes
    var bits: UInt64 = 0
    for byte in digest[0..<8] { bits = bits << 8 | UInt64(byte) }
    bits >>= 14
    var symbols: [UInt8] = []
    symbols.reserveCapacity(11)
    for place in 0..<10 {
      if place == 5 { symbols.append(45) }
      symbols.append(alphabet[Int(bits >> UInt64(45 - 5 * place) & 31)])
    }
    return String(decoding: symbols, as: UTF8.self)
  }

  /// Two digits over a number (ISO 7064 MOD 97-10 in spirit: 98 less the remainder), printed beside it on paper
  /// so that a mistyped number is caught.
  package static func checkCode(_ number: String) -> String {
    var remainder = 0
    for byte in number.utf8 where byte != 45 {
      let value = alphabet.firstIndex(of: byte) ?? 0
      remainder = (remainder * 32 + value) % 97
    }
    let code = 98 - remainder
    return code < 10 ? "0\(code)" : "\(code)"
  }
}
