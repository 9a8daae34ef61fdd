/// A reading position in a short ASCII-structured text, for the small grammars of this module.
///
/// - Shape: ``position`` is an offset in UTF-8 bytes, which is also the column that errors report (0-based).
struct TextCursor {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  func peek(ahead: Int) -> UInt8? {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : nil
  }

  /// Steps over `byte` if it is next.
  mutating func take(_ byte: Character) -> Bool {
    guard let next = peek, next == byte.asciiValue else { return false }
    position += 1
    return true
  }

  /// Steps over `word` if it is next, letter case aside.
  mutating func takeWord(_ word: String) -> Bool {
    var index = position
    for byte in word.utf8 {
      guard index < bytes.count, lowered(bytes[index]) == lowered(byte) else { return false }
      index += 1
    }
    position = index
    return true
  }

  mutating func skipSpaces() {
    while peek == 32 || peek == 9 { position += 1 }
  }

  /// An unsigned decimal number of at most nine digits; `nil` without moving where there is none.
  mutating func number() -> Int? {
    var value = 0
    var index = position
    while index < bytes.count, isDigit(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 48)
      index += 1
      if index - position > 9 { return nil }
    }
    guard index > position else { return nil }
    position = index
    return value
  }

  /// A number written with exactly `width` digits.
  mutating func number(width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var value = 0
    for index in position..<position + width {
      guard isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 48)
    }
    position += width
    return value
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

func isLetter(_ byte: UInt8) -> Bool { lowered(byte) >= 97 && lowered(byte) <= 122 }

func lowered(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

/// The text without white space at either end.
func trimmed(_ text: some StringProtocol) -> String {
  let kept = text.drop { $0.isWhitespace }
  var end = kept.endIndex
  while end > kept.startIndex, kept[kept.index(before: end)].isWhitespace { end = kept.index(before: end) }
  return String(kept[..<end])
}

/// Division that rounds towards minus infinity, with its remainder in `0..<divisor`.
@inline(__always)
func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
  var (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  if remainder < 0 {
    quotient -= 1
    remainder += divisor
  }
  return (quotient, remainder)
}

/// `1 day`, `3 days`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
