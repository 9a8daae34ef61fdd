import DutyBook
import DutyCalendar

/// Everyone who gets a queue on a day.
///
/// - Shape: ``recipients``, units first; the two indices find a position by identifier.
struct Roster {
  private(set) var recipients: [Recipient] = []
  private var units: [String: Int] = [:]
  private var people: [String: Int] = [:]
  /// The coordination office's position; it has a queue whatever its dates say.
  let office: Int
  let officeID: String

  init(_ book: Book, on date: CivilDate) {
    let officeUnit = book.units[book.settings.office]
    officeID = officeUnit.id
    recipients.reserveCapacity(book.units.count + book.people.count)
    for unit in book.units.rows where unit.span.contains(date) || unit.id == officeUnit.id {
      units[unit.id] = recipients.count
      recipients.append(.unit(id: unit.id, name: unit.name))
    }
    office = units[officeUnit.id] ?? 0
    let posts = Self.posts(book, on: date)
    for (index, person) in book.people.rows.enumerated() where person.span.contains(date) {
      people[person.id] = recipients.count
      let unit = book.units[person.unit]
      recipients.append(
        .person(
          id: person.id, name: person.name, unit: unit.id, unitName: unit.name,
          posts: posts[Ref(index)] ?? []))
    }
  }

  func person(_ id: String) -> Int? { people[id] }
  func unit(_ id: String) -> Int? { units[id] }

  /// A rung's recipient: a unit or a person.
  func anyone(_ id: String) -> Int? { units[id] ?? people[id] }

  /// Whether a recipient is the coordination office or one of its people.
  func isOffice(_ index: Int) -> Bool {
    switch recipients[index] {
    case .unit(let id, _): id == officeID
    case .person(_, _, let unit, _, _): unit == officeID
    }
  }

  /// The posts each person holds that day, in the order of the register.
  private static func posts(_ book: Book, on date: CivilDate) -> [Ref<Person>: [String]] {
    var posts: [Ref<Person>: [String]] = [:]
    for relation in book.relations where relation.key == .unit && relation.source.file.hasSuffix("posts.csv") {
      for row in relation.rows where row.span.contains(date) {
        guard let person = row.person else { continue }
        if posts[person]?.contains(relation.name) != true { posts[person, default: []].append(relation.name) }
      }
    }
    return posts
  }
}
