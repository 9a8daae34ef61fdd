import DutyBook
import DutyLedger

/// Why a designation decides nothing, of all that it names or of some of it: nothing is ever asked that it could answer.
package enum DesignationIdleness: Hashable, Sendable {
  /// It names what the book in force has not.
  case unknown(MissingName)
  /// It names a duty and a standard, and the duty has no task for that standard alone.
  case standardNotAsked
  /// Neither these of its subjects nor anything below them is what its duty or its standard is for.
  case subjects([String])
}

/// Of which of their subjects designations can decide anything, as far as duties, standards and places say.
///
/// - Shape: asked of one designation after the other; what lies below what is found once for each duty and standard.
/// - Complexity: once per duty and standard that somebody named from above, the number of places.
package struct DesignationReach {
  private struct Topic: Hashable {
    var duty: Ref<Duty>?
    var standard: Ref<Standard>?
  }

  private let assignment: Assignment
  private var book: Book { assignment.book }
  /// By place, whether it or anything below it is asked about.
  private var covered: [Topic: [Bool]] = [:]

  package init(_ assignment: Assignment) { self.assignment = assignment }

  /// What keeps a designation from deciding; `nil` where nothing does.
  package mutating func idleness(of record: DesignationRecord) -> DesignationIdleness? {
    if let missing = DesignatedRules([record], in: book).missing.first { return .unknown(missing) }
    let topic = Topic(duty: book.duties.ref(record.duty), standard: book.standards.ref(record.standard))
    if let duty = topic.duty, let standard = topic.standard {
      guard book.duties[duty].grain == .standard, book.duties[duty].standards.contains(standard) else {
        return .standardNotAsked
      }
    }
    let hasPlaces = record.subjects.contains { book.places.ref($0) != nil }
    let idle = record.subjects.filter { id in
      if let place = book.places.ref(id) { return !covers(place, topic) }
      // Beside places a rule speaks of no units.
      guard !hasPlaces, let unit = book.units.ref(id) else { return true }
      return !isAsked(.unit(unit), topic)
    }
    return idle.isEmpty ? nil : .subjects(idle)
  }

  /// Whether a subject itself is one of a duty's, or one that a standard applies to.
  private func isAsked(_ subject: Subject, _ topic: Topic) -> Bool {
    if let standard = topic.standard, !assignment.applies(standard, to: subject) { return false }
    guard let ref = topic.duty else { return true }
    let duty = book.duties[ref]
    if assignment.matches(duty.of, subject) { return true }
    // A matter is handed down to places of its levels, whatever the duty is of.
    guard case .place(let place) = subject else { return false }
    return duty.cascade.contains { $0.kind == book.places.kinds[place.index] }
  }

  private mutating func covers(_ place: Ref<Place>, _ topic: Topic) -> Bool {
    if isAsked(.place(place), topic) { return true }
    if let known = covered[topic] { return known[place.index] }
    let classes = assignment.classes
    let asked = classes.representative.map { isAsked(.place(Ref($0)), topic) }
    var found = classes.classOf.map { asked[Int($0)] }
    for below in book.places.topDown.reversed() where found[below.index] {
      if let parent = book.places.parents[below.index] { found[parent.index] = true }
    }
    covered[topic] = found
    return found[place.index]
  }
}

extension DesignationIdleness {
  /// The subjects of a designation of which it may decide something; `nil` where it decides nothing at all.
  func left(of subjects: [String]) -> [String]? {
    guard case .subjects(let idle) = self else { return nil }
    let left = subjects.filter { !idle.contains($0) }
    return left.isEmpty ? nil : left
  }
}
