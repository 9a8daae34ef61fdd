import DutyBook
import DutyCalendar
import DutyLedger

/// A role in which a later designation speaks in place of an earlier one (M11).
package struct OutrankedRole: Hashable, Sendable {
  package var role: Role
  /// The later one.
  package var by: String
  /// Its first and its last day; `nil` until it is withdrawn.
  package var since: CivilDate
  package var until: CivilDate?
  /// By what the later one is narrower: a duty, a standard, places or units; empty where it speaks wherever the earlier
  /// one does.
  package var within: [String]

  /// Whether the earlier one decides the role nowhere as long as the later one is in force.
  package var isWhole: Bool { within.isEmpty }
}

/// How a designation stands beside the others.
package struct DesignationStanding: Hashable, Sendable {
  package var record: DesignationRecord
  /// Where later ones speak, by role; of those that speak wherever it does, the newest alone.
  package var outranked: [OutrankedRole] = []
  /// Those in whose place it speaks somewhere.
  package var outranks: [String] = []
  /// The last day of one that is over, though nobody withdrew it.
  package var ended: CivilDate?
  /// The roles whose person or unit is not there today, nobody acting for them: what stands behind it speaks.
  package var absent: [Role] = []

  /// The roles that it decides nowhere, because a later one speaks.
  package var silent: [Role] { outranked.filter(\.isWhole).map(\.role) }
  /// Whether it decides no role today.
  package var isSilent: Bool { ended != nil || Set(silent + absent).count == record.roles.count }

  /// - Parameters:
  ///   - records: those in force, the oldest first.
  ///   - day: those that ended before it speak no more, nor does one that names what the book has not, nor any in a role
  ///     whose person or unit is not there that day.
  package static func all(_ records: [DesignationRecord], in book: Book, on day: CivilDate) -> [DesignationStanding] {
    var standings = records.map { DesignationStanding(record: $0) }
    // By designation, the roles in which it can speak on this day.
    var speaking: [Set<Role>] = []
    for (age, record) in records.enumerated() {
      standings[age].ended = record.until.flatMap { $0 < day ? $0 : nil }
      let named = Role.allCases.filter { record.roles[$0.rawValue] != nil }
      let isKnown = !DesignatedRules([record], in: book).rules.isEmpty
      standings[age].absent = named.filter { role in
        !isKnown || !book.isThere(record.roles[role.rawValue] ?? "", as: role, on: day)
      }
      speaking.append(standings[age].ended == nil ? Set(named).subtracting(standings[age].absent) : [])
    }
    for (age, record) in records.enumerated() where !speaking[age].isEmpty {
      let later = records.indices.filter { $0 > age }.reversed()
      for role in Role.allCases where speaking[age].contains(role) {
        var found: [OutrankedRole] = []
        for index in later where speaking[index].contains(role) {
          let other = records[index]
          guard let within = narrower(other, than: record, in: book) else { continue }
          found.append(
            OutrankedRole(role: role, by: other.id, since: other.date, until: other.until, within: within))
          if within.isEmpty { break }
        }
        if let whole = found.last, whole.isWhole { found = [whole] }
        standings[age].outranked += found
        for one in found {
          guard let index = records.lastIndex(where: { $0.id == one.by }) else { continue }
          if !standings[index].outranks.contains(record.id) { standings[index].outranks.append(record.id) }
        }
      }
    }
    return standings
  }

  /// By what a designation is narrower than another; empty for one that is as wide, `nil` for one that speaks nowhere
  /// where the other does.
  private static func narrower(
    _ later: DesignationRecord, than earlier: DesignationRecord, in book: Book
  ) -> [String]? {
    var within: [String] = []
    for (one, other) in [(later.duty, earlier.duty), (later.standard, earlier.standard)] where !one.isEmpty {
      guard other.isEmpty || other == one else { return nil }
      if other.isEmpty { within.append(one) }
    }
    // One of a duty and one of a standard meet where the duty has a task for each of its standards.
    let (duty, standard) = later.duty.isEmpty ? (earlier.duty, later.standard) : (later.duty, earlier.standard)
    if let duty = book.duties[duty], let standard = book.standards.ref(standard) {
      guard duty.grain == .standard, duty.standards.contains(standard) else { return nil }
    }
    guard !later.subjects.isEmpty else { return within }
    guard !earlier.subjects.isEmpty else { return within + later.subjects }
    let covered = earlier.subjects.filter { subject in later.subjects.contains { holds($0, subject, in: book) } }
    if covered.count == earlier.subjects.count { return within }
    let below = later.subjects.filter { subject in
      !covered.contains(subject) && earlier.subjects.contains { holds($0, subject, in: book) }
    }
    return covered.isEmpty && below.isEmpty ? nil : within + covered + below
  }

  /// Whether a place is another or holds it; a unit holds nothing but itself.
  fileprivate static func holds(_ subject: String, _ other: String, in book: Book) -> Bool {
    if subject == other { return true }
    guard let place = book.places.ref(subject), let below = book.places.ref(other) else { return false }
    return book.places.lineage(below).contains(place)
  }
}

extension Book {
  /// Whether a unit, or a person or who acts for them, is there on a day.
  fileprivate func isThere(_ id: String, as role: Role, on day: CivilDate) -> Bool {
    if role == .lead { return units[id]?.span.contains(day) ?? false }
    guard let person = people.ref(id), people[person].span.contains(day) else { return false }
    func absence(of person: Ref<Person>) -> Absence? {
      absences.first { $0.person == person && $0.span.contains(day) }
    }
    guard let leave = absence(of: person) else { return true }
    guard let acting = leave.acting else { return false }
    return people[acting].span.contains(day) && absence(of: acting) == nil
  }
}

extension DesignationRecord {
  /// Whether it is about what is asked, whoever it names and whenever it was in force.
  package func isAbout(_ question: Question, in book: Book) -> Bool {
    (duty.isEmpty || question.duty.map { book.duties[$0].id } == duty)
      && (standard.isEmpty || question.standard.map { book.standards[$0].id } == standard)
      && (subjects.isEmpty
        || subjects.contains { DesignationStanding.holds($0, book.id(of: question.subject), in: book) })
  }
}
