import DutyBook

/// Where a role expression stands: decides which roots it may begin with and what it must end in.
package enum RoleUse: Hashable, Sendable {
  case role(Role)
  case support
  /// Who signs a document off (M18): a person.
  case signOff
  /// Whom a rung tells: persons or units.
  case recipient
  /// Who may stand at a campaign's post (岗位): persons.
  case pool

  /// What the expression must end in.
  var goal: Goal {
    switch self {
    case .role(.lead), .support: .unit
    case .recipient: .either
    default: .person
    }
  }

  enum Goal { case unit, person, either }

  /// Roles that are settled before this one.
  var settledRoots: [String] {
    switch self {
    case .role(.lead), .support, .pool: []
    case .role(.leader), .role(.holder): ["lead"]
    case .role(.verifier), .role(.approver), .signOff, .recipient: ["lead", "leader", "holder"]
    }
  }

  var name: String {
    switch self {
    case .role(let role): role.rawValue
    case .support: "support"
    case .signOff: "sign-off"
    case .recipient: "to"
    case .pool: "people"
    }
  }
}

/// The names that role expressions may use: units, persons, place kinds and relations of one book.
package struct RoleVocabulary: Sendable {
  var units: Table<Unit>
  var people: Table<Person>
  var kinds: [String]
  var relations: [RelationSignature]

  init(units: Table<Unit>, people: Table<Person>, kinds: [String], relations: [RelationSignature]) {
    self.units = units
    self.people = people
    self.kinds = kinds
    self.relations = relations
  }

  /// The vocabulary of a finished book; what a relation's rows name is seen from its rows.
  package init(_ book: Book) {
    let signatures = book.relations.enumerated().map { index, relation in
      RelationSignature(
        index: index, name: relation.name, key: relation.key,
        hasPerson: relation.rows.contains { $0.person != nil }, hasUnit: relation.rows.contains { $0.unit != nil })
    }
    self.init(units: book.units, people: book.people, kinds: book.places.kindNames, relations: signatures)
  }

  func relation(_ key: RelationKey, _ name: String) -> RelationSignature? {
    relations.first { $0.key == key && $0.name == name }
  }

  func relationNames(_ key: RelationKey) -> [String] {
    relations.filter { $0.key == key }.map(\.name)
  }
}

/// Why a role expression was refused.
///
/// - Shape: ``position`` counts characters from the start of the text.
package struct RoleExpressionError: Error, Hashable, CustomStringConvertible {
  package var code: DiagnosticCodes
  package var position: Int
  package var message: String
  package var help: String?

  package var description: String { help.map { "\(message); \($0)" } ?? message }
}
