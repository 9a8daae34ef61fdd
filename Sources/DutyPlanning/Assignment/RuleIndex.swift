import DutyBook

/// Which rules can speak of what, as rows of bits.
struct RuleIndex {
  var places: BitMatrix
  var units: BitMatrix
  /// One row per class of standards.
  var standards: BitMatrix
  /// One row per sector, and a last one for questions without sector or standard.
  var sectors: BitMatrix
  /// One row per duty, and a last one for questions without a duty.
  var duties: BitMatrix
  /// One row per role in the order of ``Role/allCases``, and a last one for support.
  var roles: BitMatrix
  var standardClassOf: [Int32]
  var standardRepresentatives: [Int32]

  init(book: Book, rules: [Rule], classes: PlaceClasses) {
    let count = rules.count
    places = Self.placeBits(book: book, rules: rules, classes: classes)
    units = BitMatrix(rows: book.units.count, columns: count)
    sectors = BitMatrix(rows: book.sectors.count + 1, columns: count)
    duties = BitMatrix(rows: book.duties.count + 1, columns: count)
    roles = BitMatrix(rows: Role.allCases.count + 1, columns: count)
    (standardClassOf, standardRepresentatives) = Self.standardClasses(book: book, rules: rules)
    standards = BitMatrix(rows: standardRepresentatives.count, columns: count)
    for (column, rule) in rules.enumerated() {
      let selector = rule.selector
      if selector.place == nil {
        let matcher = selector.unit.map { UnitMatcher($0, book: book) }
        for unit in book.units.refs where matcher?.matches(unit) ?? true { units.set(unit.index, column) }
      }
      for (row, standard) in standardRepresentatives.enumerated() {
        let ref = Ref<Standard>(standard)
        if selector.standard.map({ $0.matches(ref, book.standards[ref]) }) ?? true { standards.set(row, column) }
      }
      for sector in book.sectors.refs {
        let asked = selector.standard
        if asked.map({ $0.asksSectorOnly && ($0.sectors.isEmpty || $0.sectors.contains(sector)) }) ?? true {
          sectors.set(sector.index, column)
        }
      }
      if selector.standard == nil { sectors.set(book.sectors.count, column) }
      for duty in book.duties.refs where selector.duties?.contains(duty) ?? true { duties.set(duty.index, column) }
      if selector.duties == nil { duties.set(book.duties.count, column) }
      for (row, role) in Role.allCases.enumerated() where rule.roles[role] != nil { roles.set(row, column) }
      if !rule.support.isEmpty { roles.set(Role.allCases.count, column) }
    }
  }

  /// Each distinct selector is tried once on each class.
  private static func placeBits(book: Book, rules: [Rule], classes: PlaceClasses) -> BitMatrix {
    var bits = BitMatrix(rows: classes.count, columns: rules.count)
    var columns: [PlaceSelector?: [Int]] = [:]
    for (column, rule) in rules.enumerated() where rule.selector.unit == nil {
      columns[rule.selector.place, default: []].append(column)
    }
    for (selector, columns) in columns {
      for row in 0..<classes.count {
        let place = Int(classes.representative[row])
        if selector.map({ classes.matches($0, place: place, book: book) }) ?? true {
          for column in columns { bits.set(row, column) }
        }
      }
    }
    return bits
  }

  /// Standards that agree in sector and in every selector of standards are one class.
  private static func standardClasses(book: Book, rules: [Rule]) -> ([Int32], [Int32]) {
    struct Key: Hashable {
      var sector: Int32
      var rows: [Int32]
      var matches: [Bool]
      var appliesTo: SubjectSelector?
      var isOnFinding: Bool
    }
    let selectors = Array(Set(rules.compactMap(\.selector.standard)))
    let relations = book.relations.filter { $0.key == .standard }
    var numbers: [Key: Int32] = [:]
    var classOf: [Int32] = []
    var representatives: [Int32] = []
    for ref in book.standards.refs {
      let standard = book.standards[ref]
      let hasRows = relations.contains { $0.hasRows(ref.raw) }
      let key = Key(
        sector: standard.sector.raw, rows: hasRows ? [ref.raw] : [],
        matches: selectors.map { $0.matches(ref, standard) }, appliesTo: standard.appliesTo,
        isOnFinding: standard.isOnFinding)
      if let known = numbers[key] {
        classOf.append(known)
      } else {
        let number = Int32(representatives.count)
        numbers[key] = number
        representatives.append(ref.raw)
        classOf.append(number)
      }
    }
    return (classOf, representatives)
  }

  static func matches(_ selector: UnitSelector, unit ref: Ref<Unit>, book: Book) -> Bool {
    UnitMatcher(selector, book: book).matches(ref)
  }
}

/// A selector of units made ready for many of them.
package struct UnitMatcher {
  private let selector: UnitSelector
  private let book: Book
  /// The authorities of sectors with a wanted standard; nil where the selector does not ask for standards.
  private let authorities: Set<Ref<Unit>>?

  package init(_ selector: UnitSelector, book: Book) {
    self.selector = selector
    self.book = book
    authorities = selector.withStandards.map { wanted in
      guard let authority = book.relation(.sector, "authority") else { return [] }
      var sectors = Set<Int32>()
      for (index, standard) in book.standards.rows.enumerated() where wanted.matches(Ref(index), standard) {
        sectors.insert(standard.sector.raw)
      }
      return Set(book.relations[authority].rows.filter { sectors.contains($0.key) }.compactMap(\.unit))
    }
  }

  package func matches(_ ref: Ref<Unit>) -> Bool {
    if !selector.ids.isEmpty, !selector.ids.contains(ref) { return false }
    if !selector.tiers.isEmpty, !selector.tiers.contains(book.units.rows[ref.index].tier) { return false }
    if !selector.kinds.isEmpty, !selector.kinds.contains(book.units.rows[ref.index].kind) { return false }
    if !selector.has.allSatisfy({ book.relations[$0].hasRows(ref.raw) }) { return false }
    return authorities?.contains(ref) ?? true
  }
}
