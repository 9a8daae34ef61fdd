/// The words of a line as a shell reads it: quotes, a comment, and what is redirected.
///
/// - Shape: as much of it as examples use: `'…'`, `"…"`, `# to the end of the line`, `> FILE`, `< FILE`, and `|` or `&&`,
///   after which another command begins.
struct ShellWords {
  private(set) var words: [String] = []

  init(_ line: String) {
    var quote: Character?
    var word: String?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let ended = word { words.append(ended) }
        word = nil
      } else if character == "#", word == nil {
        break
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let ended = word { words.append(ended) }
    if let end = words.firstIndex(where: { ["|", "&&", ";"].contains($0) }) { words.removeSubrange(end...) }
    while let sign = words.firstIndex(where: { [">", "<", ">>"].contains($0) }) {
      words.removeSubrange(sign...min(sign + 1, words.count - 1))
    }
  }
}
