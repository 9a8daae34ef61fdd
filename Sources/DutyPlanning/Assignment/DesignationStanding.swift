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
  /// What keeps it from deciding anything of all that it names, or of some subjects; `nil` for nothing.
  package var idleness: DesignationIdleness?

  /// The roles that it decides nowhere, because a later one speaks.
  package var silent: [Role] { outranked.filter(\.isWhole).map(\.role) }
  /// Whether nothing is ever asked that it could answer.
  package var isIdle: Bool { idleness.map { $0.left(of: record.subjects) == nil } ?? false }
  /// Whether it decides no role today.
  package var isSilent: Bool { ended != nil || isIdle || Set(silent + absent).count == record.roles.count }

  /// - Parameters:
  ///   - records: those in force, the oldest first.
  ///   - assignment: whose duties, standards and places are asked about; its own designations do not matter.
  ///   - day: those that ended before it speak no more, nor does one that is idle, nor any in a role whose person or
  ///     unit is not there that day.
  package static func all(
    _ records: [DesignationRecord], in assignment: Assignment, on day: CivilDate
  ) -> [DesignationStanding] {
    let book = assignment.book
    var reach = DesignationReach(assignment)
    var standings = records.map { DesignationStanding(record: $0) }
    // As they speak: by designation, with the subjects of which it does, and the roles in which it can on this day.
    var spoken = records
    var speaking: [Set<Role>] = []
    for (age, record) in records.enumerated() {
      standings[age].ended = record.until.flatMap { $0 < day ? $0 : nil }
      standings[age].idleness = reach.idleness(of: record)
      spoken[age].subjects = standings[age].idleness?.left(of: record.subjects) ?? record.subjects
      let named = Role.allCases.filter { record.roles[$0.rawValue] != nil }
      if !standings[age].isIdle {
        standings[age].absent = named.filter { !book.isThere(record.roles[$0.rawValue] ?? "", as: $0, on: day) }
      }
      let isSpeaking = standings[age].ended == nil && !standings[age].isIdle
      speaking.append(isSpeaking ? Set(named).subtracting(standings[age].absent) : [])
    }
    let index = DesignationIndex(spoken, speaking: speaking, in: book)
    for (age, record) in spoken.enumerated() {
      for role in Role.allCases where speaking[age].contains(role) {
        var found: [(age: Int, role: OutrankedRole)] = []
        for later in index.later(than: age, record, role) {
          let other = spoken[later]
          guard let within = narrower(other, than: record, in: book) else { continue }
          let outranked = OutrankedRole(role: role, by: other.id, since: other.date, until: other.until, within: within)
          found.append((later, outranked))
          if within.isEmpty { break }
        }
        if let whole = found.last, whole.role.isWhole { found = [whole] }
        for one in found {
          standings[age].outranked.append(one.role)
          if standings[one.age].outranks.last != record.id { standings[one.age].outranks.append(record.id) }
        }
      }
    }
    return standings
  }

  /// By what a designation is narrower than another; empty for one that is as wide, `nil` for one that speaks nowhere
  /// where the other does.
  static func narrower(
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
