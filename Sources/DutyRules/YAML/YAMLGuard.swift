/// What a YAML file may not contain, found before it is composed.
enum YAMLRefusal: Error, Hashable {
  case reference(indicator: Character, line: Int, column: Int)
  case tooDeep(line: Int, column: Int)
}

/// A scan of YAML bytes for nesting, anchors, aliases and tags, before the recursive composer sees them.
///
/// An alias can make a small file denote an enormous value, and deep nesting exhausts a recursive reader's stack.
/// The scan follows the token rules of YAML 1.1 (§5–9): where a scalar ends, and how deep block and flow
/// collections are at that point.
///
/// - Cost: one pass, a stack of at most ``ReadLimits/yamlDepth`` columns.
struct YAMLGuard {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  private var indents: [Int] = [-1]
  private var flowDepth = 0
  /// The column where a key may have begun on this line, for the mapping that a `:` opens.
  private var keyColumn: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func check() throws(YAMLRefusal) {
    while skipToToken() {
      unroll()
      try token()
    }
  }

  // MARK: Bytes

  private func byte(_ ahead: Int = 0) -> UInt8 {
    offset + ahead < bytes.count ? bytes[offset + ahead] : 0
  }

  /// Columns only compare with columns of indentation, which is ASCII: bytes serve.
  private var column: Int { offset - lineStart }

  /// The length of a line break here: LF, CR, CRLF, NEL, LS or PS; 0 where there is none.
  private func breakLength(_ ahead: Int = 0) -> Int {
    switch byte(ahead) {
    case 10: return 1
    case 13: return byte(ahead + 1) == 10 ? 2 : 1
    case 0xC2: return byte(ahead + 1) == 0x85 ? 2 : 0
    case 0xE2:
      let isSeparator = byte(ahead + 1) == 0x80 && (byte(ahead + 2) == 0xA8 || byte(ahead + 2) == 0xA9)
      return isSeparator ? 3 : 0
    default: return 0
    }
  }

  private func isBlankOrEnd(_ ahead: Int) -> Bool {
    let next = byte(ahead)
    return next == 32 || next == 9 || offset + ahead >= bytes.count || breakLength(ahead) > 0
  }

  private mutating func skipBreak(_ length: Int) {
    offset += length
    line += 1
    lineStart = offset
  }

  private mutating func skipToEndOfLine() {
    while offset < bytes.count, breakLength() == 0 { offset += 1 }
  }

  private mutating func skipToToken() -> Bool {
    while offset < bytes.count {
      let next = byte()
      if next == 32 || next == 9 {
        offset += 1
      } else if next == UInt8(ascii: "#") {
        skipToEndOfLine()
      } else if breakLength() > 0 {
        skipBreak(breakLength())
        if flowDepth == 0 { keyColumn = nil }
      } else {
        return true
      }
    }
    return false
  }

  // MARK: Nesting

  private mutating func unroll() {
    guard flowDepth == 0 else { return }
    while indents.count > 1, indents[indents.count - 1] > column { indents.removeLast() }
  }

  private mutating func roll(_ column: Int) throws(YAMLRefusal) {
    guard flowDepth == 0, indents[indents.count - 1] < column else { return }
    indents.append(column)
    try checkDepth()
  }

  private func checkDepth() throws(YAMLRefusal) {
    if indents.count - 1 + flowDepth > ReadLimits.yamlDepth { throw .tooDeep(line: line, column: characterColumn) }
  }

  private var characterColumn: Int {
    bytes[lineStart..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  // MARK: Tokens

  private mutating func token() throws(YAMLRefusal) {
    if column == 0, try lineStartToken() { return }
    switch byte() {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      markKey()
      flowDepth += 1
      try checkDepth()
      offset += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      flowDepth = max(0, flowDepth - 1)
      offset += 1
    case UInt8(ascii: ","):
      offset += 1
    case UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"):
      let indicator = Character(Unicode.Scalar(byte()))
      throw .reference(indicator: indicator, line: line, column: characterColumn)
    case UInt8(ascii: "|") where flowDepth == 0, UInt8(ascii: ">") where flowDepth == 0:
      skipBlockScalar()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      markKey()
      skipQuoted(byte())
    default:
      try indicatorOrPlain()
    }
  }

  /// Directives and document markers; `true` where there was one.
  private mutating func lineStartToken() throws(YAMLRefusal) -> Bool {
    if byte() == UInt8(ascii: "%") {
      skipToEndOfLine()
      return true
    }
    guard isDocumentMarker() else { return false }
    indents = [-1]
    offset += 3
    return true
  }

  private func isDocumentMarker() -> Bool {
    guard column == 0, isBlankOrEnd(3) else { return false }
    let first = byte()
    return (first == UInt8(ascii: "-") || first == UInt8(ascii: ".")) && byte(1) == first && byte(2) == first
  }

  private mutating func markKey() {
    if flowDepth == 0, keyColumn == nil { keyColumn = column }
  }

  private mutating func indicatorOrPlain() throws(YAMLRefusal) {
    let first = byte()
    let isOpen = isBlankOrEnd(1)
    if first == UInt8(ascii: "-"), isOpen {
      try roll(column)
      keyColumn = nil
      offset += 1
    } else if first == UInt8(ascii: "?"), isOpen || flowDepth > 0 {
      try roll(column)
      keyColumn = nil
      offset += 1
    } else if first == UInt8(ascii: ":"), isOpen || flowDepth > 0 {
      try roll(keyColumn ?? column)
      keyColumn = nil
      offset += 1
    } else {
      markKey()
      skipPlain()
    }
  }

  // MARK: Scalars

  private mutating func skipQuoted(_ quote: UInt8) {
    offset += 1
    while offset < bytes.count {
      let next = byte()
      let length = breakLength()
      if length > 0 {
        skipBreak(length)
      } else if next == quote {
        offset += 1
        guard quote == UInt8(ascii: "'"), byte() == quote else { return }
        offset += 1
      } else if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        offset += 1
        let escaped = breakLength()
        if escaped > 0 { skipBreak(escaped) } else { offset += 1 }
      } else {
        offset += 1
      }
    }
  }

  private mutating func skipPlain() {
    let indent = indents[indents.count - 1] + 1
    while offset < bytes.count {
      if isDocumentMarker() || byte() == UInt8(ascii: "#") { return }
      while !isBlankOrEnd(0) {
        if endsPlain() { return }
        offset += 1
      }
      var crossedLine = false
      while offset < bytes.count, isBlankOrEnd(0) {
        let length = breakLength()
        if length > 0 {
          skipBreak(length)
          crossedLine = true
        } else {
          offset += 1
        }
      }
      if crossedLine, flowDepth == 0 { keyColumn = nil }
      if flowDepth == 0, column < indent { return }
    }
  }

  private func endsPlain() -> Bool {
    let next = byte()
    if next == UInt8(ascii: ":"), isBlankOrEnd(1) { return true }
    guard flowDepth > 0 else { return false }
    return next == UInt8(ascii: ",") || next == UInt8(ascii: "[") || next == UInt8(ascii: "]")
      || next == UInt8(ascii: "{") || next == UInt8(ascii: "}")
  }

  private mutating func skipBlockScalar() {
    offset += 1
    var increment = 0
    while byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") || (byte() >= 48 && byte() <= 57) {
      if byte() >= 49 { increment = Int(byte()) - 48 }
      offset += 1
    }
    skipToEndOfLine()
    let parent = max(indents[indents.count - 1], 0)
    var indent = increment > 0 ? parent + increment : 0
    keyColumn = nil
    // Blank lines count for the depth of the text, as the composer has it.
    var deepest = indents[indents.count - 1] + 1
    while offset < bytes.count {
      skipBreak(breakLength())
      let start = offset
      while byte() == 32, indent == 0 || offset - start < indent { offset += 1 }
      deepest = max(deepest, offset - start)
      if breakLength() > 0 { continue }
      if indent == 0 { indent = max(deepest, 1) }
      if offset - start < indent { return }
      skipToEndOfLine()
    }
  }
}
