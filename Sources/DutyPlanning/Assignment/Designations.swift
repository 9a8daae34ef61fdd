import DutyBook
import DutyCalendar
import DutyLedger

/// What a designation names and the book in force has not.
package struct MissingName: Hashable, Sendable {
  package var designation: String
  /// `duty`, `standard`, `subject`, or the role in which it is named.
  package var what: String
  package var name: String

  package var text: String {
    "designation \(designation) does not speak: \(what) `\(name)` is not in the rule book in force"
  }
}

/// A designation of the office as a rule that outranks every file (M11).
///
/// A place stands for itself and for what lies below it. A later designation outranks an earlier one.
/// One that names what the book does not have is left out, and so noted.
package struct DesignatedRules: Sendable {
  package private(set) var rules: [Rule] = []
  package private(set) var missing: [MissingName] = []

  package var notes: [String] { missing.map(\.text) }

  package init(_ designations: [DesignationRecord], in book: Book) {
    for (age, record) in designations.enumerated() {
      guard let rule = make(record, rank: -1 - age, in: book) else { continue }
      rules.append(rule)
    }
    rules.sort { $0.rank < $1.rank }
  }

  /// The rule that `dutyctl designation export` writes for a designation; a book that has it says the same itself.
  package static func ruleName(of id: String) -> String { "designated-" + id.lowercased() }

  /// Designations that a book has taken over as rules: loading that rule closes them.
  package static func takenOver(_ designations: [DesignationRecord], by book: Book) -> [DesignationRecord] {
    designations.filter { book.rules[ruleName(of: $0.id)] != nil }
  }

  private mutating func make(_ record: DesignationRecord, rank: Int, in book: Book) -> Rule? {
    let source = SourcePlace("designation \(record.id)")
    var selector = RuleSelector()
    if !record.duty.isEmpty {
      guard let duty = book.duties.ref(record.duty) else { return note(record, "duty", record.duty) }
      selector.duties = [duty]
    }
    if !record.standard.isEmpty {
      guard let standard = book.standards.ref(record.standard) else {
        return note(record, "standard", record.standard)
      }
      selector.standard = StandardSelector(ids: [standard])
    }
    let places = record.subjects.compactMap { book.places.ref($0) }
    let units = record.subjects.compactMap { book.units.ref($0) }
    if !places.isEmpty { selector.place = PlaceSelector(withinPlaces: places) }
    if places.isEmpty, !units.isEmpty { selector.unit = UnitSelector(ids: units) }
    if places.isEmpty, units.isEmpty, !record.subjects.isEmpty {
      return note(record, "subject", record.subjects.joined(separator: ", "))
    }
    var roles: [Role: RoleExpression] = [:]
    for (name, id) in record.roles {
      guard let role = Role(rawValue: name) else { continue }
      let root: RoleRoot?
      if role.isUnit {
        root = book.units.ref(id).map { .namedUnit($0) }
      } else {
        root = book.people.ref(id).map { .namedPerson($0) }
      }
      guard let root else { return note(record, name, id) }
      roles[role] = RoleExpression(
        alternatives: [RoleAlternative(path: RolePath(root: root))], text: id, source: source)
    }
    return Rule(
      id: "designation-\(record.id)", rank: rank, basis: "创建办指定: \(record.reason) (\(record.author), \(record.date))",
      span: DateSpan(from: record.date, until: record.until), selector: selector, roles: roles, isOutside: true,
      source: source)
  }

  private mutating func note(_ record: DesignationRecord, _ what: String, _ name: String) -> Rule? {
    missing.append(MissingName(designation: record.id, what: what, name: name))
    return nil
  }
}
