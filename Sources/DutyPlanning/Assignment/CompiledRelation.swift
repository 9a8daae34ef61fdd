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

  init(_ relation: Relation, keyCount: Int) {
    var starts = [Int32](repeating: 0, count: keyCount + 1)
    for key in 0..<keyCount { starts[key] = Int32(relation.range(of: Int32(key)).lowerBound) }
    starts[keyCount] = Int32(relation.rows.count)
    self.starts = starts
    person = relation.rows.map { $0.person?.raw ?? -1 }
    unit = relation.rows.map { $0.unit?.raw ?? -1 }
    from = relation.rows.map { $0.span.from?.epochDay ?? .min }
    until = relation.rows.map { $0.span.until?.epochDay ?? .max }
  }
}

/// People as columns of integers: their unit, when they are there, when they are away.
final class CompiledPeople: Sendable {
  let unit: [Int32]
  let from: [Int32]
  let until: [Int32]
  /// Absences by person; most people have none.
  let absences: [Int32: [Absence]]
  /// People by unit, in register order.
  let members: [[Int32]]
  /// Units in which a person holds any post, beside their own.
  let posts: [Int32: Set<Int32>]

  init(_ book: Book) {
    unit = book.people.rows.map { $0.unit.raw }
    from = book.people.rows.map { $0.span.from?.epochDay ?? .min }
    until = book.people.rows.map { $0.span.until?.epochDay ?? .max }
    absences = Dictionary(grouping: book.absences) { $0.person.raw }
    var members = [[Int32]](repeating: [], count: book.units.count)
    for (index, person) in book.people.rows.enumerated() { members[person.unit.index].append(Int32(index)) }
    self.members = members
    var posts: [Int32: Set<Int32>] = [:]
    for relation in book.relations where relation.key == .unit {
      for row in relation.rows {
        if let person = row.person { posts[person.raw, default: []].insert(row.key) }
      }
    }
    self.posts = posts
  }

  /// Whether the person is of the unit or holds a post in it.
  func belongs(_ person: Int32, to unit: Int32) -> Bool {
    self.unit[Int(person)] == unit || posts[person]?.contains(unit) == true
  }
}
