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
  /// Of one subject, the questions that the same rules can speak of are settled once.
  ///
  /// - Complexity: classes of subjects × (classes of standards + distinct questions × stretches).
  package func prove(from: CivilDate, days: Int) -> Proof {
    var prover = Prover(self, isKept: false)
    return prover.prove(from: from, until: from.adding(days: max(0, days - 1)))
  }

  /// The same, for a caller who proves again as the horizon slides on.
  package func prove(from: CivilDate, days: Int, remembering memory: inout ProofMemory) -> Proof {
    var prover: Prover
    if let known = memory.prover, known.assignment === self {
      prover = known
    } else {
      prover = Prover(self, isKept: true)
    }
    memory.prover = nil
    let proof = prover.prove(from: from, until: from.adding(days: max(0, days - 1)))
    memory.prover = prover
    return proof
  }
}

/// What a proof settled and the next one need not: by class and question, until when each decision stands.
///
/// A memory of arithmetic only: for other rules it is worth nothing and is not used.
package struct ProofMemory {
  fileprivate var prover: Prover?

  package init() {}
}

private struct Prover {
  private struct Key: Hashable {
    var kind: RoleResult.Kind
    var role: Role
    var duty: Ref<Duty>?
    var sector: Ref<Sector>?
    var rules: [Int]
  }

  /// A question that is open on some days, with its place in the order of the report: standards before duties, each
  /// by number, then by subject.
  private struct OpenCase {
    var topic: Int
    var question: Question
    var stretches: [OpenStretch]
    var pairs: Int
  }

  let assignment: Assignment
  private var from = CivilDate(epochDay: 0)
  private var until = CivilDate(epochDay: 0)
  /// One subject per class, with the number of subjects it stands for.
  let subjects: [Subject]
  let counts: [Int]
  let sets: SubjectSets
  private var found: [Key: ProofFinding] = [:]
  private var order: [Key] = []
  private var pairs = 0
  private var settler: ClassSettler
  private var open: [OpenCase] = []
  /// Asks for no days: it is found once.
  private var unreached: [Unreached]?

  init(_ assignment: Assignment, isKept: Bool) {
    self.assignment = assignment
    let classes = assignment.classes
    let units = assignment.book.units.refs
    subjects = classes.representative.map { Subject.place(Ref($0)) } + units.map { Subject.unit($0) }
    counts = classes.sizes.map { Int($0) } + units.map { _ in 1 }
    sets = SubjectSets(assignment, subjects: subjects)
    settler = ClassSettler(assignment, from: from, until: until, isKept: isKept)
  }

  mutating func prove(from: CivilDate, until: CivilDate) -> Proof {
    (self.from, self.until) = (from, until)
    (found, order, pairs, open) = ([:], [], 0, [])
    settler.begin(from: from, until: until)
    proveRoles()
    let unreached = unreached ?? proveReach()
    self.unreached = unreached
    return Proof(
      from: from, until: until, findings: order.compactMap { found[$0] }, unreached: unreached,
      classes: subjects.count, standardClasses: assignment.standardRepresentatives.count, pairs: pairs,
      settled: settler.settled)
  }

  /// Subject by subject, so that what one subject's standards and duties have in common is settled once.
  private mutating func proveRoles() {
    var members = [Int](repeating: 0, count: assignment.standardRepresentatives.count)
    for number in assignment.standardClassOf { members[Int(number)] += 1 }
    for index in subjects.indices {
      settler.begin(subjects[index], index)
      for (number, representative) in assignment.standardRepresentatives.enumerated()
      where sets.standard(Int(representative), takes: index) {
        let standard = Ref<Standard>(representative)
        let question = Question(
          standard: standard, sector: Ref(assignment.sectorOf[standard.index]), subject: subjects[index])
        prove(question, topic: number, pairs: counts[index] * members[number])
      }
      proveDuties(on: index)
    }
    let report = open.enumerated().sorted { ($0.element.topic, $0.offset) < ($1.element.topic, $1.offset) }
    for entry in report { record(entry.element) }
  }

  private mutating func proveDuties(on index: Int) {
    for duty in sets.duties.indices where sets.duty(duty, takes: index) {
      let questions = assignment.questions(of: Ref(duty), on: subjects[index]) { standard in
        sets.standard(standard.index, takes: index)
      }
      for question in questions {
        prove(question, topic: assignment.standardRepresentatives.count + duty, pairs: counts[index])
      }
    }
  }

  private mutating func prove(_ question: Question, topic: Int, pairs count: Int) {
    pairs += count
    let stretches = settler.stretches(of: question)
    if !stretches.isEmpty {
      open.append(OpenCase(topic: topic, question: question, stretches: stretches, pairs: count))
    }
  }

  private func proveReach() -> [Unreached] {
    var unreached: [Unreached] = []
    let standards = assignment.book.standards
    var reached: [[Int]] = [[Int]](repeating: [], count: standards.count)
    for (number, duty) in assignment.book.duties.rows.enumerated() {
      for standard in duty.standards { reached[standard.index].append(number) }
    }
    for standard in standards.refs where !standards.rows[standard.index].isOnFinding {
      let left = sets.left(ofStandard: standard.index, byDuties: reached[standard.index])
      guard let first = left.first else { continue }
      unreached.append(
        Unreached(standard: standard, witness: subjects[first], subjects: left.reduce(0) { $0 + counts[$1] }))
    }
    return unreached
  }

  private mutating func record(_ entry: OpenCase) {
    let question = entry.question
    // A pair that is open on several stretches is one pair.
    var counted = Set<Key>()
    for stretch in entry.stretches {
      let result = stretch.result
      let rules = [result.rule, result.otherRule].filter { $0 >= 0 }.map { Int($0) }
      let key = Key(
        kind: result.kind, role: stretch.role, duty: question.duty,
        sector: question.duty == nil ? question.sector : nil, rules: rules)
      let isNew = counted.insert(key).inserted
      if var known = found[key] {
        known.from = min(known.from, stretch.from)
        known.until = max(known.until, stretch.until)
        if isNew { known.pairs += entry.pairs }
        found[key] = known
        continue
      }
      order.append(key)
      found[key] = ProofFinding(
        kind: result.kind, role: stretch.role, witness: question, from: stretch.from, until: stretch.until,
        pairs: entry.pairs, rules: rules, values: [result.value, result.otherValue].filter { $0 >= 0 })
    }
  }
}

extension Assignment {
  /// The questions that a duty asks about one of its subjects, by its grain, with the grain's value.
  package func questions(of duty: Ref<Duty>, on subject: Subject) -> [Question] {
    questions(of: duty, on: subject) { applies($0, to: subject) }
  }

  /// The same, for a caller who knows which standards apply to the subject.
  func questions(of duty: Ref<Duty>, on subject: Subject, applies: (Ref<Standard>) -> Bool) -> [Question] {
    let duties = book.duties.rows
    switch duties[duty.index].grain {
    case .subject: return [Question(duty: duty, sector: duties[duty.index].sector, subject: subject)]
    case .sector:
      var sectors: [Ref<Sector>] = []
      for standard in duties[duty.index].standards where applies(standard) {
        let sector = Ref<Sector>(sectorOf[standard.index])
        if !sectors.contains(sector) { sectors.append(sector) }
      }
      return sectors.map { Question(duty: duty, sector: $0, subject: subject) }
    case .standard:
      return duties[duty.index].standards.filter { applies($0) }.map {
        Question(duty: duty, standard: $0, sector: Ref(sectorOf[$0.index]), subject: subject)
      }
    }
  }
}
