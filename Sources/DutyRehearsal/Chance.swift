/// Chance that depends on nothing but a seed and a name: the same question gets the same answer in whatever order it is
/// asked, on every machine.
///
/// - Source: FNV-1a over the name's bytes, then the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
package struct Chance: Hashable, Sendable {
  package var seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// 64 bits for a name, which may come in two parts.
  package func bits(_ name: String, _ more: String = "") -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    for byte in more.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  /// `0..<bound`; 0 for a bound of 0.
  package func number(_ bound: Int, _ name: String, _ more: String = "") -> Int {
    bound <= 0 ? 0 : Int(bits(name, more) % UInt64(bound))
  }

  /// Whether one of a hundred such questions in `share` comes out so.
  package func happens(_ share: Int, _ name: String, _ more: String = "") -> Bool { number(100, name, more) < share }

  /// One of the keys of a table of shares, by their order; `nil` for an empty table.
  package func pick(_ shares: [String: Int], _ name: String) -> String? {
    let total = shares.values.reduce(0, +)
    guard total > 0 else { return nil }
    var left = number(total, name)
    for (key, share) in shares.sorted(by: { $0.key < $1.key }) {
      if left < share { return key }
      left -= share
    }
    return nil
  }
}
