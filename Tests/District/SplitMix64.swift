/// A small seeded generator, so that one seed always gives the same district.
///
/// - Shape: 64 bits of state; a golden-ratio step, then two multiply-and-shift rounds.
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number in `0..<bound`; the modulo's bias is below one in a billion for the bounds used here.
  mutating func below(_ bound: Int) -> Int {
    bound <= 1 ? 0 : Int(next() % UInt64(bound))
  }

  /// The elements in another order.
  ///
  /// Our own Fisher–Yates rather than the library's, whose draw order may change between releases.
  mutating func shuffled<T>(_ elements: [T]) -> [T] {
    var result = elements
    for index in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(index, below(index + 1))
    }
    return result
  }
}
