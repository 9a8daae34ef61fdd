/// A name of a script within a text: all of it `$photo` or `$task.holder`, or a part of it `${photo}`.
///
/// - Shape: a name, with `:` a kind of event besides the one that is meant first, then a dotted path: `$order:notice.unit`.
package struct ScriptReference: Hashable, Sendable {
  package var name: String
  /// The kind of event; empty for the first that a deed wrote.
  package var kind: String
  /// Fields and places in lists; empty for the identifier.
  package var path: [String]

  /// - Parameter body: what stands behind the dollar sign, without braces.
  package init?(_ body: Substring) {
    let parts = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let head = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = head.first, !first.isEmpty, !parts.dropFirst().contains(""), parts.allSatisfy(Self.isPlain) else {
      return nil
    }
    name = first
    kind = head.count == 2 ? head[1] : ""
    path = Array(parts.dropFirst())
  }

  private static func isPlain(_ part: String) -> Bool {
    part.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_:".unicodeScalars.contains($0) }
  }

  /// A text in its parts: what stands as it is, and names.
  package enum Piece: Hashable, Sendable {
    case text(String)
    case name(ScriptReference)
  }

  /// - Returns: one name for `$photo`; pieces for a text with `${photo}` in it; a dollar sign that begins neither stays.
  package static func pieces(of text: String) -> [Piece] {
    if text.hasPrefix("$"), !text.hasPrefix("${"), let whole = ScriptReference(text.dropFirst()) { return [.name(whole)] }
    var pieces: [Piece] = []
    var rest = text[...]
    var plain = ""
    while let dollar = rest.firstIndex(of: "$") {
      plain += rest[..<dollar]
      let tail = rest[rest.index(after: dollar)...]
      if tail.hasPrefix("{"), let end = tail.firstIndex(of: "}"), let name = ScriptReference(tail[..<end].dropFirst()) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.name(name))
        rest = tail[tail.index(after: end)...]
      } else {
        plain += "$"
        rest = tail
      }
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// The names that a text speaks of.
  package static func names(in text: String) -> [String] {
    pieces(of: text).compactMap { if case .name(let reference) = $0 { reference.name } else { nil } }
  }
}
