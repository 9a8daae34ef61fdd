import DutyBook
import DutyRules
import Testing

/// Random damage to the small district: every load ends, and none traps.
@Suite struct MutationTests {
  /// SplitMix64, so that a seed names a run.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  static let scraps = [
    ",", ";", "\"", "'", ":", ": ", "- ", "|", ".", "(", ")", "[", "]", "{", "}", "*", "&", "!", "#", "\n", "\r", "\t",
    " ",
    "place", "lead", "outside", "2026-02-30", "-1", "99999999999", "any", "null", "~", "é", "一", "u-jt", "p-02",
    "every",
    "\u{FEFF}", "\u{2028}", "from", "until", "month, on day 31", "%", "---", "?", ">", "<<", "@", "`",
  ]

  static func damage(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let at = Int.random(in: 0...bytes.count, using: &dice)
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: bytes.insert(contentsOf: Array((scraps.randomElement(using: &dice) ?? "").utf8), at: at)
    case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...12, using: &dice)))
    case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &dice) }
    case 3: bytes.removeSubrange(at...)
    case 4:
      let end = min(bytes.count, at + Int.random(in: 1...60, using: &dice))
      bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &dice))
    default:
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      bytes = Array(lines.shuffled(using: &dice).joined(separator: [10]))
    }
  }

  @Test(arguments: 0..<20) func neverTraps(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    for round in 0..<100 {
      var given = sources()
      given.files.sort { $0.path < $1.path }
      for _ in 0...Int.random(in: 0...2, using: &dice) {
        let file = Int.random(in: given.files.indices, using: &dice)
        Self.damage(&given.files[file].bytes, &dice)
      }
      let result = loader.load(given)
      #expect((result.book == nil) == result.hasErrors)
      #expect(
        result.diagnostics.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 && !$0.message.contains("\n") })
      if round % 20 == 0 { #expect(result.diagnostics == loader.load(given).diagnostics, "the same twice") }
    }
  }
}
