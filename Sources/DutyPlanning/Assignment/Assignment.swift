import DutyBook
import DutyCalendar

/// The rules of a book, compiled: one function, ``decide(_:on:)``, answers who, for every caller.
///
/// Compiling groups places and standards into classes that no rule can tell apart and notes, per class, which
/// rules can speak, as bits in rank order; deciding a question is then an intersection of three rows of bits and the
/// evaluation of the few expressions that are left.
///
/// - Source: M01, M03–M11, M15, M23; design §3 Who.
package final class Assignment: Sendable {
  package let book: Book
  /// Designations first, then the file rules by rank; within a rank by file and line, which decides nothing.
  package let rules: [Rule]
  package let classes: PlaceClasses
  let relations: [CompiledRelation]
  let people: CompiledPeople
  /// Which rules can speak of a class of places, a unit, a class of standards, a duty, a role.
  let placeBits: BitMatrix
  let unitBits: BitMatrix
  let standardBits: BitMatrix
  let sectorBits: BitMatrix
  let dutyBits: BitMatrix
  let roleBits: BitMatrix
  /// The class of each standard, and one standard of each class.
  package let standardClassOf: [Int32]
  package let standardRepresentatives: [Int32]
  let compiled: CompiledRules
  /// By selector that asks for standards, which is dear to ask: whether it takes in each unit.
  let unitMatches: [UnitSelector: [Bool]]
  let unitParents: [Int32]
  /// When a unit is in the register, as epoch days.
  let unitFrom: [Int32]
  let unitUntil: [Int32]
  /// The sector of each standard.
  let sectorOf: [Int32]
  /// The head and the duty officer of the office, as relations of units; -1 without such a post.
  let headRelation: Int
  let dutyOfficerRelation: Int

  /// Row numbers of ``standardBits``, ``sectorBits`` and ``dutyBits`` for "none": the last row.
  package init(book: Book, designations: [Rule] = []) {
    self.book = book
    let rules =
      designations + Self.campaignRules(of: book)
      + book.rules.rows.sorted { ($0.rank, $0.source) < ($1.rank, $1.source) }
    self.rules = rules
    classes = PlaceClasses(book: book, features: PlaceFeatures(book: book, rules: rules))
    relations = book.relations.map { relation in
      let keyCount =
        switch relation.key {
        case .place: book.places.count
        case .unit: book.units.count
        case .sector: book.sectors.count
        case .standard: book.standards.count
        }
      return CompiledRelation(relation, keyCount: keyCount)
    }
    people = CompiledPeople(book)
    let index = RuleIndex(book: book, rules: rules, classes: classes)
    placeBits = index.places
    unitBits = index.units
    standardBits = index.standards
    sectorBits = index.sectors
    dutyBits = index.duties
    roleBits = index.roles
    standardClassOf = index.standardClassOf
    standardRepresentatives = index.standardRepresentatives
    compiled = CompiledRules(rules)
    unitMatches = Self.unitMatches(of: book)
    unitParents = book.units.rows.map { $0.parent?.raw ?? -1 }
    unitFrom = book.units.rows.map { $0.span.from?.epochDay ?? .min }
    unitUntil = book.units.rows.map { $0.span.until?.epochDay ?? .max }
    sectorOf = book.standards.rows.map(\.sector.raw)
    headRelation = book.relation(.unit, "head") ?? -1
    dutyOfficerRelation = book.relation(.unit, "duty-officer") ?? -1
  }

  /// An action's own lead unit and commander (M12) speak before any file rule, for the action's milestones.
  private static func campaignRules(of book: Book) -> [Rule] {
    let posts = ["liaison", "head"].compactMap { book.relation(.unit, $0) }
    return book.campaigns.rows.compactMap { campaign in
      guard let lead = campaign.lead, let duty = book.duties.ref(campaign.id) else { return nil }
      func expression(_ text: String, _ paths: [RolePath]) -> RoleExpression {
        RoleExpression(
          alternatives: paths.map { RoleAlternative(path: $0) }, text: text, source: campaign.source)
      }
      var roles: [Role: RoleExpression] = [
        .lead: expression(book.units[lead].id, [RolePath(root: .namedUnit(lead))]),
        .holder: expression(
          "lead.liaison | lead.head", posts.map { RolePath(root: .lead, steps: [.relation($0)]) }),
      ]
      if let commander = campaign.commander {
        roles[.leader] = expression(book.people[commander].id, [RolePath(root: .namedPerson(commander))])
      }
      return Rule(
        id: "campaign \(campaign.id)", rank: 0, selector: RuleSelector(duties: [duty]), roles: roles, isOutside: true,
        source: campaign.source)
    }
  }

  private static func unitMatches(of book: Book) -> [UnitSelector: [Bool]] {
    var found: [UnitSelector: [Bool]] = [:]
    for of in book.duties.rows.map(\.of) + book.standards.rows.compactMap(\.appliesTo) {
      guard case .units(let selector) = of, selector.withStandards != nil, found[selector] == nil else { continue }
      let matcher = UnitMatcher(selector, book: book)
      found[selector] = book.units.refs.map { matcher.matches($0) }
    }
    return found
  }

  /// Whether a selector of subjects takes in a subject. Dated rows do not matter here: a relation that ends leaves
  /// a gap to see, not a duty that silently stops.
  package func matches(_ selector: SubjectSelector, _ subject: Subject) -> Bool {
    switch (selector, subject) {
    case (.places(let selector), .place(let place)): classes.matches(selector, place: place.index, book: book)
    case (.units(let selector), .unit(let unit)):
      unitMatches[selector]?[unit.index] ?? RuleIndex.matches(selector, unit: unit, book: book)
    case (.places, .unit), (.units, .place): false
    }
  }

  /// Whether a standard applies to a subject; a standard that does not say applies to every place.
  package func applies(_ standard: Ref<Standard>, to subject: Subject) -> Bool {
    if let selector = book.standards[standard].appliesTo { return matches(selector, subject) }
    if case .place = subject { return true }
    return false
  }

  /// The unit whose territory contains a subject; a unit is its own.
  package func territory(of subject: Subject) -> Ref<Unit>? {
    switch subject {
    case .unit(let unit): unit
    case .place(let place):
      classes.territory[place.index] < 0 ? nil : Ref(classes.territory[place.index])
    }
  }

  /// The zone of a subject; a unit has none.
  package func zone(of subject: Subject) -> Ref<PlaceZone>? {
    guard case .place(let place) = subject, classes.zone[place.index] >= 0 else { return nil }
    return Ref(classes.zone[place.index])
  }

  package func name(_ role: RoleResult, as kind: Role) -> String? {
    guard let value = role.usable else { return nil }
    return kind.isUnit ? book.units[Ref(value)].id : book.people[Ref(value)].id
  }
}
