import DutyBook

/// Reads who a rule means: `place.building-cadre | place.compound-unit.head`.
///
/// - Grammar: `expr := alt ('|' alt)*`, `alt := path ['outside' path]`, `path := root ('.' step)*`,
///   `step := word | word '-for(' 'standard.sector' ')'`.
/// - Result: types are checked step by step, and coercions are written out as steps of their own: a relation's row or
///   a person where a unit is needed becomes `.unit`, a place becomes `.territory`. The canonical text is what the
///   author wrote, in one spelling; reading it again gives the same expression.
/// - Errors: ``RoleExpressionError`` with the position, for syntax, unknown words, wrong types and forbidden roots.
/// - Source: M01, M03–M06, M09, M10; design §3 Who.
package enum RoleExpressionParser {
  package static func parse(
    _ text: String, use: RoleUse, subjectIsUnit: Bool = false, in vocabulary: RoleVocabulary,
    source: SourcePlace = SourcePlace("expression")
  ) throws(RoleExpressionError) -> RoleExpression {
    let tokens = try RoleToken.all(of: text)
    var cursor = RoleCursor(
      tokens: tokens, end: text.unicodeScalars.count, use: use, subjectIsUnit: subjectIsUnit, vocabulary: vocabulary)
    return try cursor.expression(source)
  }
}

/// What a path stands for at one of its dots.
enum RoleValue {
  case place
  case unit
  case person
  case standard
  case sector
  /// Rows of a relation, with what their columns can give.
  case rows(RelationSignature)

  var words: String {
    switch self {
    case .place: "a place"
    case .unit: "a unit"
    case .person: "a person"
    case .standard: "a standard"
    case .sector: "a sector"
    case .rows(let signature): "the rows of `\(signature.name)`"
    }
  }
}

struct RoleCursor {
  let tokens: [RoleToken]
  let end: Int
  let use: RoleUse
  let subjectIsUnit: Bool
  let vocabulary: RoleVocabulary
  private var index = 0

  init(tokens: [RoleToken], end: Int, use: RoleUse, subjectIsUnit: Bool, vocabulary: RoleVocabulary) {
    self.tokens = tokens
    self.end = end
    self.use = use
    self.subjectIsUnit = subjectIsUnit
    self.vocabulary = vocabulary
  }

  private var token: RoleToken? { index < tokens.count ? tokens[index] : nil }
  private var position: Int { token?.position ?? end }

  private func fail(
    _ code: DiagnosticCodes, _ position: Int, _ message: String, _ help: String? = nil
  ) -> RoleExpressionError {
    RoleExpressionError(code: code, position: position, message: message, help: help)
  }

  mutating func expression(_ source: SourcePlace) throws(RoleExpressionError) -> RoleExpression {
    var alternatives: [RoleAlternative] = []
    var texts: [String] = []
    while true {
      let (alternative, text) = try alternative()
      alternatives.append(alternative)
      texts.append(text)
      guard let token else { break }
      guard token.kind == .bar else {
        throw fail(.roleSyntax, token.position, "expected `.`, `|` or `outside` here", "separate alternatives with `|`")
      }
      index += 1
    }
    return RoleExpression(alternatives: alternatives, text: texts.joined(separator: " | "), source: source)
  }

  private mutating func alternative() throws(RoleExpressionError) -> (RoleAlternative, String) {
    let (path, text) = try path(goal: use.goal)
    guard token?.word == "outside" else { return (RoleAlternative(path: path), text) }
    index += 1
    let (outside, outsideText) = try self.path(goal: .unit)
    return (RoleAlternative(path: path, outside: outside), "\(text) outside \(outsideText)")
  }

  private mutating func path(goal: RoleUse.Goal) throws(RoleExpressionError) -> (RolePath, String) {
    let start = position
    var (root, value, text) = try root()
    var steps: [RoleStep] = []
    while token?.kind == .dot {
      index += 1
      text += "." + (try step(&steps, &value))
    }
    try finish(&steps, value, goal, start)
    return (RolePath(root: root, steps: steps), text)
  }

  private mutating func word(_ what: String) throws(RoleExpressionError) -> (word: String, position: Int) {
    guard let token, let word = token.word else {
      throw fail(.roleSyntax, position, "expected \(what) here", "for example `place.road-chief | lead.head`")
    }
    index += 1
    return (word, token.position)
  }

  // MARK: Roots

  private mutating func root() throws(RoleExpressionError) -> (RoleRoot, RoleValue, String) {
    let (word, position) = try word("a name")
    switch word {
    case "place": return (.place, .place, word)
    case "unit": return (.unit, .unit, word)
    case "subject": return subjectIsUnit ? (.unit, .unit, "unit") : (.place, .place, "place")
    case "standard": return (.standard, .standard, word)
    case "office": return (.office, .unit, word)
    case "lead", "leader", "holder": return try settledRoot(word, position)
    default: break
    }
    if let unit = vocabulary.units.ref(word) { return (.namedUnit(unit), .unit, word) }
    if let person = vocabulary.people.ref(word) { return (.namedPerson(person), .person, word) }
    throw unknownRoot(word, position)
  }

  private func settledRoot(_ word: String, _ position: Int) throws(RoleExpressionError) -> (RoleRoot, RoleValue, String)
  {
    guard use.settledRoots.contains(word) else {
      throw fail(
        .roleForbidden, position, "`\(use.name)` may not refer to `\(word)`",
        "lead is settled first, then leader and holder, then verifier and approver")
    }
    switch word {
    case "lead": return (.lead, .unit, word)
    case "leader": return (.leader, .person, word)
    default: return (.holder, .person, word)
    }
  }

  private func unknownRoot(_ word: String, _ position: Int) -> RoleExpressionError {
    let words = ["place", "unit", "standard", "lead", "leader", "holder", "office"]
    let nearest = NearestName()
    let guess =
      nearest(word, in: words) ?? nearest(word, in: vocabulary.units.rows.lazy.map(\.id))
      ?? nearest(word, in: vocabulary.people.rows.lazy.map(\.id))
    let help =
      vocabulary.kinds.contains(word) || vocabulary.relation(.place, word) != nil
      ? "write `place.\(word)`" : guess.map { "did you mean `\($0)`?" }
    return fail(
      .roleUnknown, position, "`\(word)` is neither a root nor a unit nor a person",
      help ?? "a role begins with \(words.map { "`\($0)`" }.joined(separator: ", ")), a unit or a person")
  }

  // MARK: Steps

  /// Reads one step, appends it with the coercion it needs, and gives its text.
  private mutating func step(
    _ steps: inout [RoleStep], _ value: inout RoleValue
  ) throws(RoleExpressionError) -> String {
    let (word, position) = try word("a step")
    if token?.kind == .open { return try stepFor(word, position, &steps, &value) }
    let name = word == "deputy-in-charge" ? "deputy" : word
    if name == "unit", try unitStep(&steps, &value, position) { return name }
    if case .rows = value, takesUnit(name) { coerceToUnit(&steps, &value) }
    if case .person = value, takesUnit(name) { coerceToUnit(&steps, &value) }
    switch (value, name) {
    case (.place, "territory"):
      steps.append(.territory)
      value = .unit
    case (.unit, "parent"):
      steps.append(.parent)
    case (.unit, "member"):
      steps.append(.member)
      value = .person
    case (.standard, "sector"):
      steps.append(.sector)
      value = .sector
    default: try namedStep(name, position, &steps, &value)
    }
    return name
  }

  private func takesUnit(_ name: String) -> Bool {
    name == "parent" || name == "member" || vocabulary.relation(.unit, name) != nil
  }

  private func coerceToUnit(_ steps: inout [RoleStep], _ value: inout RoleValue) {
    steps.append(.unit)
    value = .unit
  }

  private func unitStep(
    _ steps: inout [RoleStep], _ value: inout RoleValue, _ position: Int
  ) throws(RoleExpressionError) -> Bool {
    switch value {
    case .rows, .person:
      coerceToUnit(&steps, &value)
      return true
    case .place:
      throw fail(.roleType, position, "a place has no `unit`", "write `territory` for the unit whose territory it is")
    default:
      throw fail(.roleType, position, "\(value.words) has no `unit`", nil)
    }
  }

  private func namedStep(
    _ name: String, _ position: Int, _ steps: inout [RoleStep], _ value: inout RoleValue
  ) throws(RoleExpressionError) {
    let key: RelationKey
    switch value {
    case .place: key = .place
    case .unit: key = .unit
    case .standard: key = .standard
    case .sector: key = .sector
    case .rows, .person: throw unknownStep(name, position, value, nil)
    }
    if let relation = vocabulary.relation(key, name) {
      steps.append(.relation(relation.index))
      value = .rows(relation)
    } else if case .place = value, let kind = vocabulary.kinds.firstIndex(of: name) {
      steps.append(.ancestor(Ref(kind)))
    } else {
      throw unknownStep(name, position, value, key)
    }
  }

  private func unknownStep(
    _ name: String, _ position: Int, _ value: RoleValue, _ key: RelationKey?
  ) -> RoleExpressionError {
    var known = key.map { vocabulary.relationNames($0) } ?? []
    switch value {
    case .place: known += ["territory"] + vocabulary.kinds
    case .unit: known += ["parent", "member"]
    case .standard: known += ["sector"]
    case .rows, .person: known += ["unit"]
    case .sector: break
    }
    let owner = vocabulary.relations.first { $0.name == name }
    let help =
      NearestName().help(name, in: known)
      ?? owner.map { "`\(name)` is a relation of a \($0.key.rawValue)" }
      ?? "known here: \(known.prefix(20).joined(separator: ", "))"
    return fail(.roleUnknown, position, "\(value.words) has no `\(name)`", help)
  }

  /// `deputy-for(standard.sector)`: the holders of a post who look after the standard's sector.
  private mutating func stepFor(
    _ word: String, _ position: Int, _ steps: inout [RoleStep], _ value: inout RoleValue
  ) throws(RoleExpressionError) -> String {
    guard word.hasSuffix("-for") else {
      throw fail(.roleSyntax, position, "`\(word)` takes no argument", "write `deputy-for(standard.sector)`")
    }
    index += 1
    try argument()
    let post = String(word.dropLast(4))
    if case .rows = value { coerceToUnit(&steps, &value) }
    guard case .unit = value else { throw unknownStep(post, position, value, nil) }
    guard let relation = vocabulary.relation(.unit, post) else { throw unknownStep(post, position, value, .unit) }
    steps.append(.relationFor(relation.index))
    value = .rows(relation)
    return "\(word)(standard.sector)"
  }

  private mutating func argument() throws(RoleExpressionError) {
    let start = position
    var words: [String] = []
    while let token, token.kind != .close {
      if let word = token.word { words.append(word) }
      index += 1
    }
    guard token?.kind == .close else { throw fail(.roleSyntax, end, "expected `)` here", nil) }
    guard words == ["standard", "sector"] else {
      throw fail(.roleSyntax, start, "only `standard.sector` may stand here", "write `deputy-for(standard.sector)`")
    }
    index += 1
  }

  // MARK: The end of a path

  private func finish(
    _ steps: inout [RoleStep], _ value: RoleValue, _ goal: RoleUse.Goal, _ start: Int
  ) throws(RoleExpressionError) {
    switch (goal, value) {
    case (.unit, .unit), (.person, .person), (.either, .unit), (.either, .person): return
    case (.unit, .place): steps.append(.territory)
    case (.unit, .rows), (.unit, .person): steps.append(.unit)
    case (.person, .rows(let signature)) where signature.hasPerson: return
    case (.either, .rows(let signature)):
      if !signature.hasPerson { steps.append(.unit) }
    case (.person, .unit), (.person, .rows):
      throw fail(
        .roleType, start, "`\(use.name)` is held by a person, this ends in a unit", "add `.head` or `.liaison`")
    case (.person, .place):
      throw fail(
        .roleType, start, "`\(use.name)` is held by a person, this ends in a place",
        "add a relation of places, or `.territory.head`")
    default:
      let wanted = goal == .unit ? "a unit" : "a person"
      throw fail(.roleType, start, "`\(use.name)` wants \(wanted), this ends in \(value.words)", "add `.authority`")
    }
  }
}
