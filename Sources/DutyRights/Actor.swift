/// Who asks (操作人): somebody of the register with the roles of a day, another system, or anybody.
///
/// - Shape: ``id`` is the person's identifier, `service:NAME` for another system, empty for anybody.
package struct Actor: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The unit they belong to; empty for a system and for anybody.
  package var unit: String
  package var grants: Set<Grant>
  /// A token may be given away for reading alone.
  package var isReadOnly: Bool

  package init(id: String, name: String, unit: String = "", grants: Set<Grant>, isReadOnly: Bool = false) {
    self.id = id
    self.name = name
    self.unit = unit
    self.grants = grants
    self.isReadOnly = isReadOnly
  }

  /// Anybody: the citizen at the door.
  package static let anybody = Actor(id: "", name: "", grants: [Grant(.citizen)])

  package var isSignedIn: Bool { !id.isEmpty }
  /// Whether it is somebody of the register: what is written in the ledger names a person.
  package var isPerson: Bool { isSignedIn && !id.hasPrefix(Self.servicePrefix) }
  package static let servicePrefix = "service:"

  package func has(_ role: AccessRole) -> Bool { grants.contains { $0.role == role } }
  package var roles: [AccessRole] { AccessRole.allCases.filter(has) }
  /// The units in which the actor stands in a role.
  package func units(as role: AccessRole) -> [String] { grants.filter { $0.role == role }.map(\.unit).sorted() }
}

/// A role and the unit it counts in; without a unit it counts everywhere.
package struct Grant: Hashable, Sendable {
  package var role: AccessRole
  package var unit: String

  package init(_ role: AccessRole, unit: String = "") {
    self.role = role
    self.unit = unit
  }
}

/// What is asked about: whom and which units it concerns.
package struct Resource: Hashable, Sendable {
  package var units: Set<String>
  package var people: Set<String>

  package init(units: some Sequence<String> = [], people: some Sequence<String> = []) {
    self.units = Set(units)
    self.people = Set(people)
    self.units.remove("")
    self.people.remove("")
  }

  /// What belongs to nobody in particular.
  package static let district = Resource()
}
