import DutyBook
import DutyCalendar

/// Everybody's roles on one day, read from the registers.
///
/// - Shape: the posts `head`, `deputy`, `liaison`, `inspector` and `auditor` of `posts.csv` are the roles of their
///   names; people of a unit of the kind `inspection-team`, or of one that inspects places (`inspection-teams.csv`),
///   are inspectors; people of the office, by unit or by any post in it, are the office. While somebody is on leave,
///   the acting person has their roles too.
/// - Laws: nobody has a role outside the days of the register row that gives it; who is not in the register that day
///   has none.
package struct RightsRegister: Sendable {
  package let day: CivilDate
  private let actors: [String: Actor]

  package init(_ book: Book, on day: CivilDate) {
    self.day = day
    var grants: [Ref<Person>: Set<Grant>] = [:]
    for ref in book.people.refs where book.people[ref].span.contains(day) {
      let unit = book.people[ref].unit
      grants[ref] = [Grant(.holder, unit: book.units[unit].id), Grant(.citizen)]
      if unit == book.settings.office { grants[ref]?.insert(Grant(.office)) }
      if Self.inspects(unit, book) { grants[ref]?.insert(Grant(.inspector, unit: book.units[unit].id)) }
    }
    Self.addPosts(book, day, &grants)
    let before = grants
    for absence in book.absences where absence.span.contains(day) {
      guard let acting = absence.acting, grants[acting] != nil else { continue }
      grants[acting]?.formUnion(before[absence.person] ?? [])
    }
    actors = Dictionary(
      uniqueKeysWithValues: grants.map { ref, granted in
        let person = book.people[ref]
        return (
          person.id,
          Actor(id: person.id, name: person.name, unit: book.units[person.unit].id, grants: granted)
        )
      })
  }

  /// Somebody of the register on the day; `nil` for anybody else.
  package func actor(_ person: String) -> Actor? { actors[person] }

  private static func inspects(_ unit: Ref<Unit>, _ book: Book) -> Bool {
    if book.units[unit].kind == "inspection-team" { return true }
    guard let relation = book.relation(.place, "inspection-team") else { return false }
    return book.relations[relation].rows.contains { $0.unit == unit }
  }

  private static func addPosts(_ book: Book, _ day: CivilDate, _ grants: inout [Ref<Person>: Set<Grant>]) {
    let roles: [String: AccessRole] = [
      "head": .head, "deputy": .deputy, "liaison": .liaison, "inspector": .inspector, "auditor": .auditor,
    ]
    for relation in book.relations where relation.key == .unit {
      for row in relation.rows where row.span.contains(day) {
        guard let person = row.person, grants[person] != nil else { continue }
        let unit = Ref<Unit>(row.key)
        if unit == book.settings.office { grants[person]?.insert(Grant(.office)) }
        if let role = roles[relation.name] { grants[person]?.insert(Grant(role, unit: book.units[unit].id)) }
      }
    }
  }
}
