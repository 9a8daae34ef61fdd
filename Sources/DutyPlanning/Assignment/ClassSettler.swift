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
///   question by itself. One that is kept knows what it settled when the horizon slides on: days on which a decision
///   stands are not settled again.
struct ClassSettler {
  /// Days on which a decision stands, the horizon aside, and what is open on them.
  private struct Piece {
    var from: CivilDate
    var through: CivilDate
    var open: [(role: Role, result: RoleResult)]
  }

  private struct Known {
    var hash: UInt64
    var sector: Int32
    var standard: Int32
    var isStandard: Bool
    var start: Int
    /// One after another without a gap.
    var pieces: [Piece]
  }

  /// What is known of one subject.
  private struct Shelf {
    var known: [Known] = []
    /// The rules that can speak, in words of bits: those of each entry of ``known`` in turn.
    var masks: [UInt64] = []
  }

  private let assignment: Assignment
  private let isKept: Bool
  private var from: CivilDate
  private var until: CivilDate
  /// Whether a standard has rows in a relation of standards.
  private let hasOwnRows: [Bool]
  /// By subject, where they are kept.
  private var shelves: [Int: Shelf] = [:]
  private var subject = -1
  private var shelf = Shelf()
  /// The rules that can speak of the question at hand.
  private var mask: [UInt64]
  private var first: CivilDate
  private var last: CivilDate
  /// Times a question was settled, one for each stretch of days, since ``begin(from:until:)``.
  private(set) var settled = 0

  init(_ assignment: Assignment, from: CivilDate, until: CivilDate, isKept: Bool) {
    self.assignment = assignment
    self.isKept = isKept
    self.from = from
    self.until = until
    let relations = assignment.book.relations.filter { $0.key == .standard }
    hasOwnRows = assignment.book.standards.refs.map { ref in relations.contains { $0.hasRows(ref.raw) } }
    mask = [UInt64](repeating: 0, count: assignment.dutyBits.words)
    (first, last) = (from, until)
  }

  /// Turns to another horizon.
  mutating func begin(from: CivilDate, until: CivilDate) {
    (self.from, self.until) = (from, until)
    settled = 0
  }

  /// Turns to another subject: the days on which it is in the register, and what is known of it.
  ///
  /// - Parameter index: its number, the same every time.
  mutating func begin(_ subject: Subject, _ index: Int) {
    let span: DateSpan =
      switch subject {
      case .place(let place): assignment.book.places.spans[place.index]
      case .unit(let unit): assignment.book.units.rows[unit.index].span
      }
    first = max(from, span.from ?? from)
    last = min(until, span.until ?? until)
    guard isKept else {
      shelf.known.removeAll(keepingCapacity: true)
      shelf.masks.removeAll(keepingCapacity: true)
      return
    }
    if self.subject >= 0 { shelves[self.subject] = shelf }
    shelf = shelves.removeValue(forKey: index) ?? Shelf()
    self.subject = index
  }

  /// The days on which some role of the question is open; empty when every role is settled throughout.
  mutating func stretches(of question: Question) -> [OpenStretch] {
    let rows = assignment.rowsOfBits(question)
    let hash = assignment.mask(rows, into: &mask)
    let sector = question.sector?.raw ?? -1
    let standard = question.standard.map { hasOwnRows[$0.index] ? $0.raw : -1 } ?? -1
    let entry = place(
      Known(
        hash: hash, sector: sector, standard: standard, isStandard: question.standard != nil,
        start: shelf.masks.count, pieces: []))
    reach(entry, question)
    return open(of: entry)
  }

  /// Where a question like this is known; a new one is put there with nothing settled.
  private mutating func place(_ wanted: Known) -> Int {
    for entry in shelf.known.indices
    where shelf.known[entry].hash == wanted.hash && shelf.known[entry].sector == wanted.sector
      && shelf.known[entry].standard == wanted.standard && shelf.known[entry].isStandard == wanted.isStandard
      && isSameMask(shelf.known[entry].start)
    {
      return entry
    }
    shelf.known.append(wanted)
    shelf.masks.append(contentsOf: mask)
    return shelf.known.count - 1
  }

  private func isSameMask(_ start: Int) -> Bool {
    for word in mask.indices where shelf.masks[start + word] != mask[word] { return false }
    return true
  }

  /// Settles the days of the horizon that are not known yet, and forgets those before it.
  private mutating func reach(_ entry: Int, _ question: Question) {
    if let piece = shelf.known[entry].pieces.first {
      let isBehind = piece.from > first
      if isBehind || piece.through < first {
        shelf.known[entry].pieces.removeAll { isBehind || $0.through < first }
      }
    }
    var day = shelf.known[entry].pieces.last.map { $0.through.adding(days: 1) } ?? first
    while day <= last {
      var evaluation = Evaluation(assignment, question, on: day)
      let decision = assignment.decide(&evaluation, mask)
      settled += 1
      // Beyond the last day that a register can name each day stands for itself.
      var piece = Piece(from: day, through: max(day, decision.stableThrough), open: [])
      for role in [Role.lead, .leader, .holder, .verifier] where decision[role].kind != .decided {
        piece.open.append((role, decision[role]))
        // Without a lead the other roles have nothing to stand on: one finding says it.
        if role == .lead { break }
      }
      shelf.known[entry].pieces.append(piece)
      if piece.through >= last { break }
      day = piece.through.adding(days: 1)
    }
  }

  private func open(of entry: Int) -> [OpenStretch] {
    // What was known of a subject that has left the register since says nothing of these days.
    guard first <= last else { return [] }
    var open: [OpenStretch] = []
    for piece in shelf.known[entry].pieces where piece.from <= last && !piece.open.isEmpty {
      for (role, result) in piece.open {
        open.append(
          OpenStretch(role: role, result: result, from: max(piece.from, first), until: min(piece.through, last)))
      }
    }
    return open
  }
}
