import DutyBook

/// A word has one name, and a name is one word's.
extension Loading {
  func checkGivenNames() {
    checkGivenNames(.rungFlag, "flag")
    checkGivenNames(.scoreClass, "class")
    checkGivenNames(.scoreEach, "honour")
  }

  private func checkGivenNames(_ kind: MapKind, _ what: String) {
    var ofWord: [String: GivenName] = [:]
    var ofName: [String: GivenName] = [:]
    for given in givenNames where given.kind == kind {
      let (word, name) = (given.word.string, given.name.string)
      if let earlier = ofWord[word] {
        guard earlier.name.string != name else { continue }
        sink.report(
          .nameClash, given.name.place, "\(what) `\(word)` has two names: `\(earlier.name.string)` and `\(name)`",
          help: "keep one; it holds wherever the word is used",
          related: [.init(earlier.name.place, "the other name")])
        continue
      }
      ofWord[word] = given
      if let other = ofName.updateValue(given, forKey: name) {
        nameTaken(what, word, name, by: other.word.string, given.name.place, other.name.place)
      }
    }
  }

  func nameTaken(
    _ what: String, _ word: String, _ name: String, by other: String, _ place: SourcePlace, _ earlier: SourcePlace
  ) {
    sink.report(
      .nameClash, place, "\(what)s `\(other)` and `\(word)` are both called `\(name)`",
      help: "give each a name of its own, so that documents tell them apart",
      related: [.init(earlier, "`\(other)`")])
  }
}
