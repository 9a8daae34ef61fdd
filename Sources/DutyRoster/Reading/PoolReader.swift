import DutyBook
import DutyCalendar

/// Why a person whom a post names does not stand on a day.
enum Presence: Hashable {
  case there
  /// Absent until that day, if it is known.
  case absent(until: CivilDate?)
  case gone
}

/// Who may stand at a post: its pool's expressions, evaluated for one place on one day.
///
/// Roles need the whole assignment; a pool refers to registers only, so that it is read here.
///
/// - Source: M21; design §3 Who.
struct PoolReader {
  let book: Book
  private let members: [[Ref<Person>]]
  private let absences: [Ref<Person>: [Absence]]
  /// The units, besides their own, in which a person holds a post.
  private let postUnits: [Ref<Person>: Set<Ref<Unit>>]

  init(_ book: Book) {
    self.book = book
    var members = [[Ref<Person>]](repeating: [], count: book.units.count)
    for ref in book.people.refs { members[book.people[ref].unit.index].append(ref) }
    self.members = members
    absences = Dictionary(grouping: book.absences, by: \.person)
    var posts: [Ref<Person>: Set<Ref<Unit>>] = [:]
    for relation in book.relations where relation.key == .unit {
      for row in relation.rows {
        if let person = row.person { posts[person, default: []].insert(Ref(row.key)) }
      }
    }
    postUnits = posts
  }

  func presence(of person: Ref<Person>, on day: CivilDate) -> Presence {
    guard book.people[person].span.contains(day) else { return .gone }
    guard let leave = absences[person]?.first(where: { $0.span.contains(day) }) else { return .there }
    return .absent(until: leave.span.until)
  }

  /// Everybody whom the pool names for a subject on a day, in the order named, each once, whether there or not.
  func named(_ pool: PostPool, for subject: Subject, on day: CivilDate) -> [Ref<Person>] {
    var people = OrderedPeople()
    for expression in pool.expressions {
      for alternative in expression.alternatives {
        let found = self.people(of: alternative, for: subject, on: day)
        people.add(found)
        // As everywhere, the first alternative that gives somebody who is there is the one that counts.
        if found.contains(where: { standing(for: $0, on: day) != nil }) { break }
      }
    }
    if let selector = pool.units {
      for unit in units(of: selector, in: book) where book.units[unit].span.contains(day) {
        people.add(members[unit.index])
      }
    }
    return people.list
  }

  /// The person themselves where they are there; else who acts for them, where that one is.
  func standing(for person: Ref<Person>, on day: CivilDate) -> Ref<Person>? {
    if presence(of: person, on: day) == .there { return person }
    guard book.people[person].span.contains(day) else { return nil }
    let acting = absences[person]?.first { $0.span.contains(day) }?.acting
    return acting.flatMap { presence(of: $0, on: day) == .there ? $0 : nil }
  }

  /// Who can stand on a day: those named and there, and those who act for the absent; each once.
  func available(_ pool: PostPool, for subject: Subject, on day: CivilDate) -> [Ref<Person>] {
    var people = OrderedPeople()
    people.add(named(pool, for: subject, on: day).compactMap { standing(for: $0, on: day) })
    return people.list
  }

  // MARK: Expressions

  private enum Value {
    case place(Ref<Place>)
    case unit(Ref<Unit>)
    /// A person, and the unit that their row names.
    case person(Ref<Person>, Ref<Unit>?)
  }

  private func people(
    of alternative: RoleAlternative, for subject: Subject, on day: CivilDate
  ) -> [Ref<Person>] {
    let people = values(of: alternative.path, for: subject, on: day).compactMap { value -> Ref<Person>? in
      if case .person(let person, _) = value { person } else { nil }
    }
    guard let outside = alternative.outside else { return people }
    let units = values(of: outside, for: subject, on: day).compactMap { value -> Ref<Unit>? in
      if case .unit(let unit) = value { unit } else { nil }
    }
    return people.filter { person in
      !units.contains { book.people[person].unit == $0 || postUnits[person]?.contains($0) == true }
    }
  }

  private func values(of path: RolePath, for subject: Subject, on day: CivilDate) -> [Value] {
    var values: [Value]
    switch (path.root, subject) {
    case (.place, .place(let place)): values = [.place(place)]
    case (.unit, .unit(let unit)): values = [.unit(unit)]
    case (.office, _): values = [.unit(book.settings.office)]
    case (.namedUnit(let unit), _): values = [.unit(unit)]
    case (.namedPerson(let person), _): values = [.person(person, nil)]
    default: values = []
    }
    for step in path.steps { values = values.flatMap { take(step, from: $0, on: day) } }
    return values
  }

  private func take(_ step: RoleStep, from value: Value, on day: CivilDate) -> [Value] {
    switch (step, value) {
    case (.ancestor(let kind), .place(let place)):
      return book.places.lineage(place).first { book.places.kinds[$0.index] == kind }.map { [.place($0)] } ?? []
    case (.territory, .place(let place)):
      return book.places.lineage(place).lazy.compactMap { book.places.units[$0.index] }.first.map { [.unit($0)] } ?? []
    case (.relation(let index), .place(let place)):
      // The nearest place with a row that holds.
      for above in book.places.lineage(place) {
        let found = rows(index, key: above.raw, on: day)
        if !found.isEmpty { return found }
      }
      return []
    case (.relation(let index), .unit(let unit)): return rows(index, key: unit.raw, on: day)
    case (.unit, .person(let person, let unit)): return [.unit(unit ?? book.people[person].unit)]
    case (.unit, .unit): return [value]
    case (.parent, .unit(let unit)): return book.units[unit].parent.map { [.unit($0)] } ?? []
    case (.member, .unit(let unit)): return members[unit.index].map { .person($0, unit) }
    default: return []
    }
  }

  private func rows(_ index: Int, key: Int32, on day: CivilDate) -> [Value] {
    let relation = book.relations[index]
    return relation.range(of: key).compactMap { number in
      let row = relation.rows[number]
      guard row.span.contains(day) else { return nil }
      if let person = row.person { return .person(person, row.unit) }
      return row.unit.map { .unit($0) }
    }
  }
}

/// People in the order in which they were first added.
private struct OrderedPeople {
  private(set) var list: [Ref<Person>] = []
  private var seen: Set<Ref<Person>> = []

  mutating func add(_ people: [Ref<Person>]) {
    for person in people where seen.insert(person).inserted { list.append(person) }
  }
}
