import DutyBook
import DutyCalendar

/// A relation's rows as columns of integers, for evaluation.
///
/// - Shape: dates are epoch days; an open start is `Int32.min`, an open end `Int32.max`; an absent value is -1.
final class CompiledRelation: Sendable {
  let starts: [Int32]
  let person: [Int32]
  let unit: [Int32]
  let from: [Int32]
  let until: [Int32]
  /// Whether a row is for some sectors only, so that ``sectors`` is worth a look.
  let isRestricted: [Bool]
  let sectors: [[Ref<Sector>]]

  init(_ relation: Relation, keyCount: Int) {
    var starts = [Int32](repeating: 0, count: keyCount + 1)
    for key in 0..<keyCount { starts[key] = Int32(relation.range(of: Int32(key)).lowerBound) }
    starts[keyCount] = Int32(relation.rows.count)
    self.starts = starts
    person = relation.rows.map { $0.person?.raw ?? -1 }
    unit = relation.rows.map { $0.unit?.raw ?? -1 }
    from = relation.rows.map { $0.span.from?.epochDay ?? .min }
    until = relation.rows.map { $0.span.until?.epochDay ?? .max }
    isRestricted = relation.rows.map { !$0.sectors.isEmpty }
    sectors = relation.rows.map(\.sectors)
  }
}

/// People as columns of integers: their unit, when they are there, when they are away.
final class CompiledPeople: Sendable {
  let unit: [Int32]
  let from: [Int32]
  let until: [Int32]
  /// Absences by person, in register order.
  let absences: CompiledAbsences
  /// People by unit, in register order.
  let members: [[Int32]]
  /// Units in which a person holds any post, beside their own: those of person `p` at `postStarts[p]..<postStarts[p + 1]`.
  private let postStarts: [Int32]
  private let postUnits: [Int32]

  init(_ book: Book) {
    unit = book.people.rows.map { $0.unit.raw }
    from = book.people.rows.map { $0.span.from?.epochDay ?? .min }
    until = book.people.rows.map { $0.span.until?.epochDay ?? .max }
    absences = CompiledAbsences(book.absences, people: book.people.count)
    var members = [[Int32]](repeating: [], count: book.units.count)
    for (index, person) in book.people.rows.enumerated() { members[person.unit.index].append(Int32(index)) }
    self.members = members
    var posts = [[Int32]](repeating: [], count: book.people.count)
    for relation in book.relations where relation.key == .unit {
      for row in relation.rows {
        if let person = row.person, !posts[person.index].contains(row.key) { posts[person.index].append(row.key) }
      }
    }
    var starts: [Int32] = [0]
    for units in posts { starts.append((starts.last ?? 0) + Int32(units.count)) }
    postStarts = starts
    postUnits = posts.flatMap { $0 }
  }

  /// Whether the person is of the unit or holds a post in it.
  func belongs(_ person: Int32, to unit: Int32) -> Bool {
    if self.unit[Int(person)] == unit { return true }
    for index in Int(postStarts[Int(person)])..<Int(postStarts[Int(person) + 1]) where postUnits[index] == unit {
      return true
    }
    return false
  }
}

/// Leaves by person, as columns; most people have none.
struct CompiledAbsences: Sendable {
  /// Those of person `p` stand at `starts[p]..<starts[p + 1]`.
  let starts: [Int32]
  let from: [Int32]
  let until: [Int32]
  /// -1 where nobody stands in.
  let acting: [Int32]

  init(_ absences: [Absence], people: Int) {
    var byPerson = [[Absence]](repeating: [], count: people)
    for absence in absences { byPerson[absence.person.index].append(absence) }
    var starts: [Int32] = [0]
    for own in byPerson { starts.append((starts.last ?? 0) + Int32(own.count)) }
    self.starts = starts
    let rows = byPerson.flatMap { $0 }
    from = rows.map { $0.span.from?.epochDay ?? .min }
    until = rows.map { $0.span.until?.epochDay ?? .max }
    acting = rows.map { $0.acting?.raw ?? -1 }
  }
}
