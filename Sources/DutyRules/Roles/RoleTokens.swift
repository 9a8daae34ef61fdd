/// A word or sign of a role expression, with its position in characters.
struct RoleToken: Hashable {
  enum Kind: Hashable {
    case word(String)
    case dot, bar, open, close
  }

  var kind: Kind
  var position: Int

  var word: String? {
    if case .word(let word) = kind { word } else { nil }
  }

  /// Splits a role expression into words, dots, bars and parentheses.
  static func all(of text: String) throws(RoleExpressionError) -> [RoleToken] {
    var tokens: [RoleToken] = []
    var word = ""
    var start = 0
    var position = 0
    func closeWord() {
      if !word.isEmpty { tokens.append(RoleToken(kind: .word(word), position: start)) }
      word = ""
    }
    for scalar in text.unicodeScalars {
      if let sign = sign(scalar) {
        closeWord()
        tokens.append(RoleToken(kind: sign, position: position))
      } else if scalar.properties.isWhitespace {
        closeWord()
      } else {
        guard isIdentifier(String(scalar)) else {
          throw RoleExpressionError(
            code: .roleSyntax, position: position, message: "`\(scalar)` has no meaning in a role expression",
            help: "write relations with dots and alternatives with `|`")
        }
        if word.isEmpty { start = position }
        word.unicodeScalars.append(scalar)
      }
      position += 1
      if tokens.count > 200 {
        throw RoleExpressionError(
          code: .roleSyntax, position: position, message: "the role expression is too long", help: nil)
      }
    }
    closeWord()
    return tokens
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Kind? {
    switch scalar {
    case ".": .dot
    case "|", "｜": .bar
    case "(", "（": .open
    case ")", "）": .close
    default: nil
    }
  }
}
