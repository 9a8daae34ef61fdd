import DutyBook
import DutyCalendar

/// A row that a decision rests on, kept only when somebody asks for the reasons.
package enum Evidence: Hashable, Sendable {
  case row(relation: Int, row: Int)
  case territory(Ref<Place>)
  case absence(Ref<Person>)
}

/// Which rows of a post a step asks for.
enum RowFilter {
  case all
  case naming(Ref<Sector>)
  case unrestricted
}

/// A value on the way along a path.
enum PathValue: Hashable {
  case place(Int32)
  case unit(Int32)
  /// A person, and the unit that their row names, -1 without.
  case person(Int32, unit: Int32)
  case sector(Int32)
  case standard(Int32)
}

/// The evaluation of expressions for one question on one day.
///
/// Every look at a date narrows ``stableThrough`` to the last day on which that look would say the same, so that a
/// caller who wants every day of a horizon asks once per stretch, not once per day.
struct Evaluation {
  let assignment: Assignment
  let question: Question
  let day: Int32
  var stableThrough: Int32
  var lead: Int32 = -1
  var leader: Int32 = -1
  var holder: Int32 = -1
  /// The rows used on the way to the present candidate.
  var trail: [Evidence] = []
  let keepsTrail: Bool

  init(_ assignment: Assignment, _ question: Question, on date: CivilDate, keepsTrail: Bool = false) {
    self.assignment = assignment
    self.question = question
    self.day = date.epochDay
    self.stableThrough = .max
    self.keepsTrail = keepsTrail
  }

  /// Whether a span of days holds today; remembers until when that answer stands.
  mutating func holds(_ from: Int32, _ until: Int32) -> Bool {
    if day < from {
      stableThrough = min(stableThrough, from - 1)
      return false
    }
    if day > until { return false }
    stableThrough = min(stableThrough, until)
    return true
  }

  mutating func holds(_ span: DateSpan) -> Bool {
    holds(span.from?.epochDay ?? .min, span.until?.epochDay ?? .max)
  }

  /// Visits the values of a path in order; `visit` returns true to stop. Returns whether it was stopped.
  mutating func walk(_ path: CompiledPath, _ visit: (inout Evaluation, PathValue) -> Bool) -> Bool {
    guard let root = value(of: path.root) else { return false }
    return step(path.steps, 0, root, visit)
  }

  private func value(of root: RoleRoot) -> PathValue? {
    switch root {
    case .place:
      if case .place(let place) = question.subject { return .place(place.raw) }
    case .unit:
      if case .unit(let unit) = question.subject { return .unit(unit.raw) }
    case .standard:
      if let standard = question.standard { return .standard(standard.raw) }
      if let sector = question.sector { return .sector(sector.raw) }
    case .lead: return lead < 0 ? nil : .unit(lead)
    case .leader: return leader < 0 ? nil : .person(leader, unit: -1)
    case .holder: return holder < 0 ? nil : .person(holder, unit: -1)
    case .office: return .unit(assignment.book.settings.office.raw)
    case .namedUnit(let unit): return .unit(unit.raw)
    case .namedPerson(let person): return .person(person.raw, unit: -1)
    }
    return nil
  }

  private mutating func step(
    _ steps: [CompiledStep], _ index: Int, _ value: PathValue, _ visit: (inout Evaluation, PathValue) -> Bool
  ) -> Bool {
    if index == steps.count { return visit(&self, value) }
    let operand = steps[index].operand
    let next = index + 1
    switch (steps[index].code, value) {
    case (.ancestor, .place(let place)):
      let above = ancestor(of: place, kind: operand)
      return above < 0 ? false : step(steps, next, .place(above), visit)
    case (.territory, .place(let place)):
      return withTerritory(of: place) { $0.step(steps, next, .unit($1), visit) }
    case (.sector, .standard(let standard)):
      return step(steps, next, .sector(assignment.sectorOf[Int(standard)]), visit)
    case (.sector, .sector): return step(steps, next, value, visit)
    case (.relation, _):
      return rows(Int(operand), of: value, asking: .all) { $0.step(steps, next, $1, visit) }
    case (.relationFor, _):
      guard let sector else { return false }
      // Who looks after this very sector comes before who looks after all.
      return rows(Int(operand), of: value, asking: .naming(sector)) { $0.step(steps, next, $1, visit) }
        || rows(Int(operand), of: value, asking: .unrestricted) { $0.step(steps, next, $1, visit) }
    case (.unit, .person(let person, let unit)):
      let own = unit >= 0 ? unit : assignment.people.unit[Int(person)]
      return step(steps, next, .unit(own), visit)
    case (.unit, .unit): return step(steps, next, value, visit)
    case (.parent, .unit(let unit)):
      let parent = assignment.unitParents[Int(unit)]
      return parent < 0 ? false : step(steps, next, .unit(parent), visit)
    case (.member, .unit(let unit)): return members(of: unit) { $0.step(steps, next, $1, visit) }
    default: return false
    }
  }

  /// The sector of the question: its standard's, or its own.
  private var sector: Ref<Sector>? {
    question.standard.map { Ref(assignment.sectorOf[$0.index]) } ?? question.sector
  }

  /// The nearest ancestor-or-self of a kind; -1 for none.
  private func ancestor(of place: Int32, kind: Int32) -> Int32 {
    var current = place
    while current >= 0 {
      if assignment.book.places.kinds[Int(current)].raw == kind { return current }
      current = assignment.book.places.parents[Int(current)]?.raw ?? -1
    }
    return -1
  }

  /// Visits a unit's people, begun at a place that depends on the subject.
  private mutating func members(of unit: Int32, _ visit: (inout Evaluation, PathValue) -> Bool) -> Bool {
    let members = assignment.people.members[Int(unit)]
    guard !members.isEmpty else { return false }
    let start = Int(spread % UInt64(members.count))
    for offset in 0..<members.count {
      let turn = start + offset
      let person = members[turn < members.count ? turn : turn - members.count]
      if visit(&self, .person(person, unit: unit)) { return true }
    }
    return false
  }

  /// A number that depends on the subject's identifier alone: where a walk over a unit's members begins.
  private var spread: UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identity.utf8 {
      state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return state ^ state >> 29
  }

  /// The subject's identifier, the former one of a place that was renamed: a rename moves nobody.
  private var identity: String {
    if case .place(let place) = question.subject, let former = assignment.book.places.formerIDs[place] { return former }
    if case .unit(let unit) = question.subject, let former = assignment.book.units[unit].was { return former }
    return assignment.book.id(of: question.subject)
  }

  private mutating func withTerritory(of place: Int32, _ visit: (inout Evaluation, Int32) -> Bool) -> Bool {
    let unit = assignment.classes.territory[Int(place)]
    guard unit >= 0 else { return false }
    let depth = trail.count
    if keepsTrail {
      for ancestor in assignment.book.places.lineage(Ref(place)) {
        if assignment.book.places.units[ancestor.index]?.raw == unit {
          trail.append(.territory(ancestor))
          break
        }
      }
    }
    if visit(&self, unit) { return true }
    if keepsTrail { trail.removeSubrange(depth...) }
    return false
  }

  /// Visits the valid rows of a relation: a place's own first, then those of the places above it.
  private mutating func rows(
    _ relation: Int, of value: PathValue, asking: RowFilter, _ visit: (inout Evaluation, PathValue) -> Bool
  ) -> Bool {
    switch value {
    case .place(let place):
      if assignment.classes.chainOf[relation].isEmpty {
        return rowsUpwards(relation, of: place, asking: asking, visit)
      }
      var node = assignment.classes.chainOf[relation][Int(place)]
      while node >= 0 {
        let above = assignment.classes.chains[relation].places[Int(node)]
        if rows(relation, key: above, asking: asking, visit) { return true }
        node = assignment.classes.chains[relation].next[Int(node)]
      }
      return false
    case .unit(let key), .sector(let key), .standard(let key):
      return rows(relation, key: key, asking: asking, visit)
    case .person: return false
    }
  }

  /// The same by a walk: for a relation that nothing in the book names, but a ladder of an earlier book.
  private mutating func rowsUpwards(
    _ relation: Int, of place: Int32, asking: RowFilter, _ visit: (inout Evaluation, PathValue) -> Bool
  ) -> Bool {
    var above = place
    while above >= 0 {
      if rows(relation, key: above, asking: asking, visit) { return true }
      above = assignment.book.places.parents[Int(above)]?.raw ?? -1
    }
    return false
  }

  private mutating func rows(
    _ relation: Int, key: Int32, asking: RowFilter, _ visit: (inout Evaluation, PathValue) -> Bool
  ) -> Bool {
    let columns = assignment.relations[relation]
    for row in Int(columns.starts[Int(key)])..<Int(columns.starts[Int(key) + 1]) {
      guard holds(columns.from[row], columns.until[row]) else { continue }
      switch asking {
      case .all: break
      case .naming(let sector):
        guard columns.isRestricted[row], columns.sectors[row].contains(sector) else { continue }
      case .unrestricted:
        if columns.isRestricted[row] { continue }
      }
      let depth = trail.count
      if keepsTrail { trail.append(.row(relation: relation, row: row)) }
      let person = columns.person[row]
      let found: PathValue =
        person >= 0 ? .person(person, unit: columns.unit[row]) : .unit(columns.unit[row])
      if visit(&self, found) { return true }
      if keepsTrail { trail.removeSubrange(depth...) }
    }
    return false
  }
}
