import DutyBook

/// A value as a rule file writes it, with its place.
///
/// - Shape: ``offset`` is what to add to a position within ``string`` to reach the file's column: 0 for a plain
///   value, 1 behind an opening quote, `nil` where the value spans lines and positions cannot be told.
struct RuleText: Hashable {
  var string: String
  var place: SourcePlace
  var offset: Int?

  /// The place of a character of the text.
  func place(at position: Int) -> SourcePlace {
    guard let offset else { return place }
    var place = place
    place.column += offset + position
    return place
  }

  /// The parts between separators, without surrounding blanks, empty ones left out.
  func split(where isSeparator: (Character) -> Bool) -> [RuleText] {
    var parts: [RuleText] = []
    var position = 0
    var start = 0
    var current = ""
    func close() {
      let leading = current.prefix { $0 == " " }.count
      let trimmed = trimmingBlanks(current)
      if !trimmed.isEmpty {
        parts.append(RuleText(string: trimmed, place: place(at: start + leading), offset: offset.map { _ in 0 }))
      }
    }
    for character in string {
      if isSeparator(character) {
        close()
        current = ""
        start = position + 1
      } else {
        current.append(character)
      }
      position += 1
    }
    close()
    return parts
  }
}

/// The text without blanks at its ends.
func trimmingBlanks(_ text: some StringProtocol) -> String {
  var slice = text[...]
  while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
  while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
  return String(slice)
}
