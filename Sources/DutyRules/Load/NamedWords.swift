import DutyBook

/// A name that a file gives to a word that stands in no table.
struct GivenName {
  /// The mapping that gives it: a flag's, a class's or an honour's.
  var kind: MapKind
  var word: RuleText
  var name: RuleText
}

/// Words that are written bare where they are used, or in a mapping that names them too.
extension Loading {
  /// `civil-award`, or `{ flag: civil-award, name: 文明奖 }`; the name is kept for all who use the word.
  ///
  /// - Parameter kind: the mapping; its word stands under `key` there as well.
  func namedWord(_ map: YAMLMap, _ key: String, _ kind: MapKind) -> String? {
    guard let value = map[key] else { return nil }
    guard value.pairs != nil else {
      guard let word = reader.text(map, key), let id = newID(word) else { return nil }
      usedWords.append((kind, word))
      return id
    }
    guard let inner = reader.map(value, kind, "`\(key)`") else { return nil }
    let name = givenName(inner)
    guard let word = reader.text(inner, key), let id = newID(word) else { return nil }
    usedWords.append((kind, word))
    if let name { givenNames.append(GivenName(kind: kind, word: word, name: name)) }
    return id
  }

  /// What people call it: `name`, as short as what citizens are offered.
  func givenName(_ map: YAMLMap) -> RuleText? {
    guard var text = reader.text(map, "name"), let name = shortName(text, "name") else { return nil }
    text.string = name
    return text
  }

  /// The most characters of such a name: a line of a phone, a column of a table.
  private static let mostOfShortName = 30

  /// One line without the blanks around it.
  func shortName(_ text: RuleText, _ key: String) -> String? {
    let name = trimmingBlanks(text.string)
    let isOneLine = name.allSatisfy { !$0.isNewline }
    guard !name.isEmpty, name.count <= Self.mostOfShortName, isOneLine else {
      sink.report(
        .badValue, text.place, "`\(key)` has " + (isOneLine ? "\(name.count) characters" : "several lines"),
        help: "one line of 1 to \(Self.mostOfShortName) characters, as people say it")
      return nil
    }
    return name
  }

  /// The names by their words, for the book.
  var names: GivenNames {
    func named(_ kind: MapKind) -> [String: String] {
      Dictionary(
        givenNames.filter { $0.kind == kind }.map { ($0.word.string, $0.name.string) },
        uniquingKeysWith: { first, _ in first })
    }
    var names = GivenNames()
    names.flags = named(.rungFlag)
    names.leagues = named(.scoreClass)
    names.honours = named(.scoreEach)
    return names
  }
}
