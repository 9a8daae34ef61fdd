/// Reads what stands within a line.
struct InlineReader {
  private let characters: [Character]
  private var position = 0
  private var text = ""
  private var parts: [Markup.Inline] = []
  /// Marks that do not occur any more: looked for once, so that a text full of open marks stays cheap.
  private var absent: Set<String> = []

  static func read(_ text: Substring) -> [Markup.Inline] {
    var reader = InlineReader(characters: Array(text))
    reader.run()
    return reader.parts
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private mutating func run() {
    while position < characters.count {
      switch characters[position] {
      case "\\": escape()
      case "&": entity()
      case "\n": lineEnd()
      case "*" where peek(1) == "*": strong()
      case "`": code()
      default: take()
      }
    }
    close()
  }

  private func peek(_ ahead: Int) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func take() {
    text.append(characters[position])
    position += 1
  }

  private mutating func close() {
    if !text.isEmpty { parts.append(.text(text)) }
    text = ""
  }

  private mutating func escape() {
    guard let next = peek(1) else { return take() }
    if next == "\n" {
      close()
      parts.append(.lineBreak)
      position += 2
    } else if Self.isPunctuation(next) {
      text.append(next)
      position += 2
    } else {
      take()
    }
  }

  private mutating func entity() {
    for (name, character) in Self.entities where characters[position...].starts(with: name) {
      text.append(character)
      position += name.count
      return
    }
    take()
  }

  private mutating func lineEnd() {
    let blanks = text.reversed().prefix { $0 == " " }.count
    text.removeLast(blanks)
    close()
    parts.append(blanks >= 2 ? .lineBreak : .softBreak)
    position += 1
    while peek(0) == " " { position += 1 }
  }

  private mutating func strong() {
    guard let end = closing("**", from: position + 2), end > position + 2 else { return take() }
    let inside = InlineReader.read(String(characters[(position + 2)..<end])[...])
    close()
    parts.append(.strong(inside.map(\.plain).joined()))
    position = end + 2
  }

  private mutating func code() {
    guard let end = closing("`", from: position + 1), end > position + 1 else { return take() }
    close()
    parts.append(.code(String(characters[(position + 1)..<end])))
    position = end + 1
  }

  /// Where `mark` stands next, unescaped.
  private mutating func closing(_ mark: String, from start: Int) -> Int? {
    guard !absent.contains(mark) else { return nil }
    var index = start
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
      } else if characters[index...].starts(with: mark) {
        return index
      } else {
        index += 1
      }
    }
    absent.insert(mark)
    return nil
  }

  private static let entities: [(String, Character)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"),
  ]

  private static func isPunctuation(_ character: Character) -> Bool {
    guard let value = character.asciiValue else { return false }
    return (33...47).contains(value) || (58...64).contains(value) || (91...96).contains(value)
      || (123...126).contains(value)
  }
}

extension Markup.Inline {
  /// Its words alone.
  var plain: String {
    switch self {
    case .text(let text), .strong(let text), .code(let text): text
    case .lineBreak, .softBreak: " "
    }
  }
}
