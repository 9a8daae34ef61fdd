import DutyBook

/// What a name is given to, for messages: one of them, and several.
enum NamedThing: String {
  case flag, `class`, honour, milestone

  var plural: String { self == .class ? "classes" : rawValue + "s" }
}

/// A word has one name, a name is one word's, and no name is another's word.
extension Loading {
  func checkGivenNames() {
    checkGivenNames(.rungFlag, .flag)
    checkGivenNames(.scoreClass, .class)
    checkGivenNames(.scoreEach, .honour)
  }

  private func checkGivenNames(_ kind: MapKind, _ what: NamedThing) {
    let words = Dictionary(
      usedWords.filter { $0.kind == kind }.map { ($0.word.string, $0.word.place) }, uniquingKeysWith: { first, _ in first })
    var ofWord: [String: GivenName] = [:]
    var ofName: [String: GivenName] = [:]
    for given in givenNames where given.kind == kind {
      let (word, name) = (given.word.string, given.name.string)
      if let earlier = ofWord[word] {
        guard earlier.name.string != name else { continue }
        sink.report(
          .nameClash, given.name.place, "\(what.rawValue) `\(word)` has two names: `\(earlier.name.string)` and `\(name)`",
          help: "keep one; it holds wherever the word is used",
          related: [.init(earlier.name.place, "the other name")])
        continue
      }
      ofWord[word] = given
      if let other = ofName.updateValue(given, forKey: name) {
        nameTaken(what, word, name, by: other.word.string, given.name.place, other.name.place)
      } else if name != word, let other = words[name] {
        nameIsWord(what, word, name, given.name.place, other)
      }
    }
  }

  func nameTaken(
    _ what: NamedThing, _ word: String, _ name: String, by other: String, _ place: SourcePlace, _ earlier: SourcePlace
  ) {
    sink.report(
      .nameClash, place, "\(what.plural) `\(other)` and `\(word)` are both called `\(name)`",
      help: "give each a name of its own, so that documents tell them apart",
      related: [.init(earlier, "`\(other)`")])
  }

  func nameIsWord(_ what: NamedThing, _ word: String, _ name: String, _ place: SourcePlace, _ other: SourcePlace) {
    sink.report(
      .nameClash, place, "\(what.rawValue) `\(word)` is called `\(name)`, which is another \(what.rawValue)'s word",
      help: "give it a name of its own, so that documents tell them apart", related: [.init(other, "the other one")])
  }
}
