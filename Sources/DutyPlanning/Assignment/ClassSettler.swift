import DutyBook
import DutyCalendar

/// Days on which one role of a question is not settled.
struct OpenStretch {
  var role: Role
  var result: RoleResult
  var from: CivilDate
  var until: CivilDate
}

/// Settles the questions about one class of subjects over a horizon, alike ones once.
///
/// - Shape: questions about one subject are alike when they have the same sector and the same rules can speak of them:
///   nothing else of a question is visible to an expression. A standard that has register rows of its own is a
///   question by itself.
struct ClassSettler {
  private struct Known {
    var hash: UInt64
    var sector: Int32
    var standard: Int32
    var isStandard: Bool
    var start: Int
    var stretches: [OpenStretch]
  }

  private let assignment: Assignment
  private let from: CivilDate
  private let until: CivilDate
  /// Whether a standard has rows in a relation of standards.
  private let hasOwnRows: [Bool]
  private var known: [Known] = []
  /// The rules that can speak, in words of bits: those of each entry of ``known`` in turn, and the question's at hand.
  private var masks: [UInt64] = []
  private var mask: [UInt64]
  private var first: CivilDate
  private var last: CivilDate
  /// Times a question was settled, one for each stretch of days.
  private(set) var settled = 0

  init(_ assignment: Assignment, from: CivilDate, until: CivilDate) {
    self.assignment = assignment
    self.from = from
    self.until = until
    let relations = assignment.book.relations.filter { $0.key == .standard }
    hasOwnRows = assignment.book.standards.refs.map { ref in relations.contains { $0.hasRows(ref.raw) } }
    mask = [UInt64](repeating: 0, count: assignment.dutyBits.words)
    (first, last) = (from, until)
  }

  /// Turns to another subject: the days on which it is in the register, and nothing known of it yet.
  mutating func begin(_ subject: Subject) {
    let span: DateSpan =
      switch subject {
      case .place(let place): assignment.book.places.spans[place.index]
      case .unit(let unit): assignment.book.units.rows[unit.index].span
      }
    first = max(from, span.from ?? from)
    last = min(until, span.until ?? until)
    known.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
  }

  /// The days on which some role of the question is open; empty when every role is settled throughout.
  mutating func stretches(of question: Question) -> [OpenStretch] {
    let rows = assignment.rowsOfBits(question)
    let hash = assignment.mask(rows, into: &mask)
    let sector = question.sector?.raw ?? -1
    let standard = question.standard.map { hasOwnRows[$0.index] ? $0.raw : -1 } ?? -1
    for entry in known.indices
    where known[entry].hash == hash && known[entry].sector == sector && known[entry].standard == standard
      && known[entry].isStandard == (question.standard != nil) && isSameMask(known[entry].start)
    {
      return known[entry].stretches
    }
    let stretches = settle(question)
    known.append(
      Known(
        hash: hash, sector: sector, standard: standard, isStandard: question.standard != nil, start: masks.count,
        stretches: stretches))
    masks.append(contentsOf: mask)
    return stretches
  }

  private func isSameMask(_ start: Int) -> Bool {
    for word in mask.indices where masks[start + word] != mask[word] { return false }
    return true
  }

  private mutating func settle(_ question: Question) -> [OpenStretch] {
    var open: [OpenStretch] = []
    var day = first
    while day <= last {
      var evaluation = Evaluation(assignment, question, on: day)
      let decision = assignment.decide(&evaluation, mask)
      settled += 1
      let through = min(last, decision.stableThrough)
      for role in [Role.lead, .leader, .holder, .verifier] where decision[role].kind != .decided {
        open.append(OpenStretch(role: role, result: decision[role], from: day, until: through))
        // Without a lead the other roles have nothing to stand on: one finding says it.
        if role == .lead { break }
      }
      day = through.adding(days: 1)
    }
    return open
  }
}
