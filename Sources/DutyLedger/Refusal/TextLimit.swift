/// How long a text may be that somebody says, one limit a kind of text, by whichever door it comes.
///
/// - Unit: characters; a line break is one, as a form sends it and as a program does.
package enum TextLimit {
  /// Why, or what was done: a note, a reason.
  package static let note = 2000
  /// What somebody states at length: what was found, an answer to a document, what is asked of others. There is room for
  /// what GeoReport sends, 4,000 characters and an address.
  package static let statement = 5000
  /// What fits a line and is kept as it was said: who reported something, how they are reached, where it was,
  /// what it was called.
  package static let line = 200

  /// By the argument of an operation, or of a row of one, that carries it.
  package static let fields = [
    "note": note, "reason": note, "text": statement, "reporter": line, "contact": line, "place": line,
    "standard": line,
  ]

  package static func length(of text: String) -> Int { text.unicodeScalars.count { $0 != "\r" } }
}
