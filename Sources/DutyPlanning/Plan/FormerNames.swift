import DutyBook
import DutyLedger

/// What a book calls that its predecessors called otherwise (`was:`), so that a rename carries identities over.
package struct FormerNames: Sendable {
  private var duties: [String: String] = [:]
  private var subjects: [String: String] = [:]
  private var units: [String: String] = [:]
  private var people: [String: String] = [:]
  private var topics: [String: String] = [:]

  package init(_ book: Book) {
    for row in book.duties.rows { if let was = row.was { duties[was] = row.id } }
    for row in book.units.rows {
      guard let was = row.was else { continue }
      units[was] = row.id
      subjects[was] = row.id
    }
    for row in book.people.rows { if let was = row.was { people[was] = row.id } }
    for (place, was) in book.places.formerIDs { subjects[was] = book.places.ids[place.index] }
    for row in book.sectors.rows { if let was = row.was { topics[was] = row.id } }
    for row in book.standards.rows { if let was = row.was { topics[was] = row.id } }
  }

  package func duty(_ id: String) -> String { duties[id] ?? id }
  package func subject(_ id: String) -> String { subjects[id] ?? id }
  package func person(_ id: String) -> String { people[id] ?? id }
  /// A sector or standard, as the grain of a task.
  package func topic(_ id: String) -> String { topics[id] ?? id }

  /// The same people and units under their present names.
  package func roles(_ roles: TaskRoles) -> TaskRoles {
    func unit(_ id: String) -> String { units[id] ?? id }
    return TaskRoles(
      lead: unit(roles.lead), leader: person(roles.leader), holder: person(roles.holder),
      verifier: person(roles.verifier), support: roles.support.map(unit))
  }
}
