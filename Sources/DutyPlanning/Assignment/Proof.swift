import DutyBook
import DutyCalendar

/// What the two proofs found over a horizon.
package struct Proof: Sendable {
  package var from: CivilDate
  package var until: CivilDate
  /// Gaps, ties and people from outside, one per class of alike cases.
  package var findings: [ProofFinding]
  /// Applicable (standard, subject) pairs that no duty reaches and that are not `on-finding`.
  package var unreached: [Unreached]
  package var classes: Int
  package var standardClasses: Int
  /// (standard, subject) and (duty, subject) pairs that the proof speaks for.
  package var pairs: Int
  /// Times a class was actually settled.
  package var settled: Int

  package var hasTies: Bool { findings.contains { $0.kind == .tie } }
  package var hasOutside: Bool { findings.contains { $0.kind == .outside } }
  package var isClean: Bool { findings.isEmpty && unreached.isEmpty }
}

/// One class of cases in which a role is not settled.
package struct ProofFinding: Hashable, Sendable {
  package var kind: RoleResult.Kind
  package var role: Role
  /// The first case, and the first and last day on which any case of the class is open.
  package var witness: Question
  package var from: CivilDate
  package var until: CivilDate
  package var pairs: Int
  /// For ties and outsiders: the rules concerned.
  package var rules: [Int]
  package var values: [Int32]
}

/// A standard that reaches some subjects by no duty.
package struct Unreached: Hashable, Sendable {
  package var standard: Ref<Standard>
  package var witness: Subject
  package var subjects: Int
}

extension Assignment {
  /// Proves, for every applicable pair and every day, that each role is settled; and that every pair is reached.
  ///
  /// It never walks pairs: subjects and standards are classes, a class is settled once per stretch of days on which
  /// nothing that was looked at changes.
  ///
  /// - Complexity: classes of subjects × classes of standards × stretches.
  package func prove(from: CivilDate, days: Int) -> Proof {
    var prover = Prover(self, from: from, until: from.adding(days: max(0, days - 1)))
    prover.proveStandards()
    prover.proveDuties()
    prover.proveReach()
    return prover.finish()
  }
}

private struct Prover {
  private struct Key: Hashable {
    var kind: RoleResult.Kind
    var role: Role
    var duty: Ref<Duty>?
    var sector: Ref<Sector>?
    var rules: [Int]
  }

  let assignment: Assignment
  let book: Book
  let from: CivilDate
  let until: CivilDate
  /// One subject per class, with the number of subjects it stands for.
  let subjects: [(subject: Subject, count: Int)]
  private var found: [Key: ProofFinding] = [:]
  private var order: [Key] = []
  private var pairs = 0
  private var settled = 0
  private var unreached: [Unreached] = []

  init(_ assignment: Assignment, from: CivilDate, until: CivilDate) {
    self.assignment = assignment
    self.book = assignment.book
    self.from = from
    self.until = until
    let classes = assignment.classes
    subjects =
      (0..<classes.count).map { (.place(Ref<Place>(classes.representative[$0])), Int(classes.sizes[$0])) }
      + book.units.refs.map { (.unit($0), 1) }
  }

  mutating func proveStandards() {
    var members = [Int](repeating: 0, count: assignment.standardRepresentatives.count)
    for number in assignment.standardClassOf { members[Int(number)] += 1 }
    for (number, representative) in assignment.standardRepresentatives.enumerated() {
      let standard = Ref<Standard>(representative)
      let sector = book.standards[standard].sector
      for (subject, count) in subjects where assignment.applies(standard, to: subject) {
        prove(
          Question(standard: standard, sector: sector, subject: subject), pairs: count * members[number])
      }
    }
  }

  mutating func proveDuties() {
    for duty in book.duties.refs {
      let row = book.duties[duty]
      for (subject, count) in subjects where assignment.matches(row.of, subject) {
        for question in assignment.questions(of: duty, on: subject) { prove(question, pairs: count) }
      }
    }
  }

  mutating func proveReach() {
    var reached: [[Int]] = [[Int]](repeating: [], count: book.standards.count)
    for duty in book.duties.refs {
      for standard in book.duties[duty].standards { reached[standard.index].append(duty.index) }
    }
    let matches = book.duties.rows.map { duty in subjects.map { assignment.matches(duty.of, $0.subject) } }
    for standard in book.standards.refs where !book.standards[standard].isOnFinding {
      var open: Unreached?
      for (index, entry) in subjects.enumerated() where assignment.applies(standard, to: entry.subject) {
        if reached[standard.index].contains(where: { matches[$0][index] }) { continue }
        if open == nil { open = Unreached(standard: standard, witness: entry.subject, subjects: 0) }
        open?.subjects += entry.count
      }
      if let open { unreached.append(open) }
    }
  }

  private mutating func prove(_ question: Question, pairs count: Int) {
    pairs += count
    var day = from
    var last = until
    let span: DateSpan =
      switch question.subject {
      case .place(let place): book.places.spans[place.index]
      case .unit(let unit): book.units[unit].span
      }
    if let start = span.from { day = max(day, start) }
    if let end = span.until { last = min(last, end) }
    let rows = assignment.rowsOfBits(question)
    while day <= last {
      var evaluation = Evaluation(assignment, question, on: day)
      let decision = assignment.decide(&evaluation, rows)
      settled += 1
      let through = min(last, decision.stableThrough)
      for role in [Role.lead, .leader, .holder, .verifier] where decision[role].kind != .decided {
        record(decision[role], role, question, from: day, until: through, pairs: count)
        // Without a lead the other roles have nothing to stand on: one finding says it.
        if role == .lead { break }
      }
      day = through.adding(days: 1)
    }
  }

  private mutating func record(
    _ result: RoleResult, _ role: Role, _ question: Question, from: CivilDate, until: CivilDate, pairs: Int
  ) {
    let rules = [result.rule, result.otherRule].filter { $0 >= 0 }.map { Int($0) }
    let key = Key(
      kind: result.kind, role: role, duty: question.duty, sector: question.duty == nil ? question.sector : nil,
      rules: rules)
    if var known = found[key] {
      known.from = min(known.from, from)
      known.until = max(known.until, until)
      if known.witness != question { known.pairs += pairs }
      found[key] = known
      return
    }
    order.append(key)
    found[key] = ProofFinding(
      kind: result.kind, role: role, witness: question, from: from, until: until, pairs: pairs, rules: rules,
      values: [result.value, result.otherValue].filter { $0 >= 0 })
  }

  func finish() -> Proof {
    Proof(
      from: from, until: until, findings: order.compactMap { found[$0] }, unreached: unreached,
      classes: subjects.count, standardClasses: assignment.standardRepresentatives.count, pairs: pairs,
      settled: settled)
  }
}

extension Assignment {
  /// The questions that a duty asks about one of its subjects, by its grain, with the grain's value.
  package func questions(of duty: Ref<Duty>, on subject: Subject) -> [Question] {
    let row = book.duties[duty]
    switch row.grain {
    case .subject: return [Question(duty: duty, sector: row.sector, subject: subject)]
    case .sector:
      var sectors: [Ref<Sector>] = []
      for standard in row.standards where applies(standard, to: subject) {
        let sector = book.standards[standard].sector
        if !sectors.contains(sector) { sectors.append(sector) }
      }
      return sectors.map { Question(duty: duty, sector: $0, subject: subject) }
    case .standard:
      return row.standards.filter { applies($0, to: subject) }.map {
        Question(duty: duty, standard: $0, sector: book.standards[$0].sector, subject: subject)
      }
    }
  }
}
