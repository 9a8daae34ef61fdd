import DutyBook
import DutyLedger

extension Resource {
  /// A task: whoever stands in it, the units that lead and support it, and those people's own units.
  package init(_ roles: TaskRoles, in book: Book) {
    let people = [roles.leader, roles.holder, roles.verifier]
    let units = people.compactMap { id in book.people[id].map { book.units[$0.unit].id } }
    self.init(units: units + [roles.lead] + roles.support, people: people)
  }

  /// A person: themselves and their unit.
  package init(person id: String, in book: Book) {
    self.init(units: book.people[id].map { [book.units[$0.unit].id] } ?? [], people: [id])
  }

  package init(unit id: String) {
    self.init(units: [id])
  }
}
