import DutyBook
import DutyCalendar

extension Assignment {
  /// Who answers, in every role, on a day: the function that the daemon, the proofs and `explain` all call.
  ///
  /// Lead is settled first; the other roles see it, whichever rule gave it (design §3 Who).
  package func decide(_ question: Question, on date: CivilDate) -> Decision {
    var evaluation = Evaluation(self, question, on: date)
    return decide(&evaluation, rowsOfBits(question))
  }

  func decide(_ evaluation: inout Evaluation, _ rows: BitRows) -> Decision {
    let lead = settle(.lead, &evaluation, rows)
    evaluation.lead = lead.usable ?? -1
    let leader = settle(.leader, &evaluation, rows)
    evaluation.leader = leader.usable ?? -1
    let holder = settle(.holder, &evaluation, rows)
    evaluation.holder = holder.usable ?? -1
    let verifier = settle(.verifier, &evaluation, rows)
    let approver = settle(.approver, &evaluation, rows)
    return Decision(
      lead: lead, leader: leader, holder: holder, verifier: verifier, approver: approver,
      stableThrough: CivilDate(epochDay: min(evaluation.stableThrough, 2_932_896)))
  }

  /// The lead alone, for callers that want nothing else.
  package func lead(_ question: Question, on date: CivilDate) -> RoleResult {
    var evaluation = Evaluation(self, question, on: date)
    return settle(.lead, &evaluation, rowsOfBits(question))
  }

  /// The supporting units: the union over all applicable rules, less the lead, in register order.
  package func support(_ question: Question, lead: Int32, on date: CivilDate) -> [Ref<Unit>] {
    supportTrails(question, lead: lead, on: date, keepsTrail: false).map(\.unit)
  }

  func supportTrails(
    _ question: Question, lead: Int32, on date: CivilDate, keepsTrail: Bool
  ) -> [(unit: Ref<Unit>, rule: Int, expression: Int, trail: [Evidence])] {
    var evaluation = Evaluation(self, question, on: date, keepsTrail: keepsTrail)
    evaluation.lead = lead
    var found: [Int32: (unit: Ref<Unit>, rule: Int, expression: Int, trail: [Evidence])] = [:]
    forEachRule(rowsOfBits(question), roleRow: Role.allCases.count) { rule in
      guard evaluation.holds(rules[rule].span) else { return true }
      for (number, expression) in rules[rule].support.enumerated() {
        for alternative in expression.alternatives {
          evaluation.trail.removeAll(keepingCapacity: true)
          let stopped = evaluation.walk(alternative.path) { evaluation, value in
            guard let unit = evaluation.unit(of: value) else { return false }
            if unit != lead, found[unit] == nil { found[unit] = (Ref(unit), rule, number, evaluation.trail) }
            return true
          }
          if stopped { break }
        }
      }
      return true
    }
    return found.values.sorted { $0.unit < $1.unit }
  }

  /// One role: the rules of the lowest rank that apply and can name someone decide.
  func settle(_ role: Role, _ evaluation: inout Evaluation, _ rows: BitRows) -> RoleResult {
    var result = RoleResult.gap
    var rank = Int.max
    let row = role.row
    forEachRule(rows, roleRow: row) { rule in
      if result.kind != .gap, ranks[rule] != rank { return false }
      guard evaluation.holds(rules[rule].span) else { return true }
      guard let found = evaluation.first(alternatives[row][rule], role, isOutside: rules[rule].isOutside) else {
        return true
      }
      if result.kind == .gap {
        result = RoleResult(
          kind: found.isOutside ? .outside : .decided, value: found.value, rule: Int32(rule),
          actingFor: found.actingFor)
        rank = ranks[rule]
      } else if found.value != result.value {
        result.kind = .tie
        result.otherRule = Int32(rule)
        result.otherValue = found.value
        return false
      }
      return true
    }
    return result
  }

  /// The rows of bits that a question intersects.
  struct BitRows {
    var subject: Int
    var isPlace: Bool
    var topic: Int
    var isStandard: Bool
    var duty: Int
  }

  func rowsOfBits(_ question: Question) -> BitRows {
    let subject: (Int, Bool) =
      switch question.subject {
      case .place(let place): (Int(classes.classOf[place.index]), true)
      case .unit(let unit): (unit.index, false)
      }
    let topic: (Int, Bool)
    if let standard = question.standard {
      topic = (Int(standardClassOf[standard.index]), true)
    } else {
      topic = (question.sector?.index ?? book.sectors.count, false)
    }
    return BitRows(
      subject: subject.0, isPlace: subject.1, topic: topic.0, isStandard: topic.1,
      duty: question.duty?.index ?? book.duties.count)
  }

  /// Visits the rules that can speak, best rank first; `body` returns false to stop.
  func forEachRule(_ rows: BitRows, roleRow: Int, _ body: (Int) -> Bool) {
    let words = dutyBits.words
    let subjects = rows.isPlace ? placeBits : unitBits
    let topics = rows.isStandard ? standardBits : sectorBits
    for word in 0..<words {
      var bits =
        subjects.bits[rows.subject * words + word] & topics.bits[rows.topic * words + word]
        & dutyBits.bits[rows.duty * words + word] & roleBits.bits[roleRow * words + word]
      while bits != 0 {
        let rule = word << 6 + bits.trailingZeroBitCount
        bits &= bits - 1
        if !body(rule) { return }
      }
    }
  }
}

extension Role {
  /// The place of a role in tables by role.
  var row: Int {
    switch self {
    case .lead: 0
    case .leader: 1
    case .holder: 2
    case .verifier: 3
    case .approver: 4
    }
  }
}

/// A unit or person that an expression names and that may hold the role.
struct Candidate {
  var value: Int32
  var actingFor: Int32
  var isOutside: Bool
}

extension Evaluation {
  /// The first candidate of the alternatives who may hold the role today.
  mutating func first(_ alternatives: [RoleAlternative], _ role: Role, isOutside: Bool) -> Candidate? {
    for alternative in alternatives {
      let barred = alternative.outside.map { units(of: $0) } ?? []
      trail.removeAll(keepingCapacity: true)
      var found: Candidate?
      _ = walk(alternative.path) { evaluation, value in
        found = evaluation.candidate(value, role, barred: barred, isOutside: isOutside)
        return found != nil
      }
      if let found { return found }
    }
    return nil
  }

  /// The units a path leads to: those whose people an `outside` bars.
  mutating func units(of path: RolePath) -> [Int32] {
    var units: [Int32] = []
    _ = walk(path) { evaluation, value in
      if let unit = evaluation.unit(of: value) { units.append(unit) }
      return false
    }
    return units
  }

  func unit(of value: PathValue) -> Int32? {
    switch value {
    case .unit(let unit): return unit < 0 ? nil : unit
    case .person(let person, let unit): return unit >= 0 ? unit : assignment.people.unit[Int(person)]
    case .place(let place):
      let unit = assignment.classes.territory[Int(place)]
      return unit < 0 ? nil : unit
    case .sector, .standard: return nil
    }
  }

  private mutating func candidate(
    _ value: PathValue, _ role: Role, barred: [Int32], isOutside: Bool
  ) -> Candidate? {
    if role.isUnit {
      guard let unit = unit(of: value), holds(assignment.book.units.rows[Int(unit)].span) else { return nil }
      if barred.contains(unit) { return nil }
      return Candidate(value: unit, actingFor: -1, isOutside: false)
    }
    guard case .person(let person, _) = value else { return nil }
    guard let present = present(person) else { return nil }
    for unit in barred where isBelow(assignment.people.unit[Int(present)], unit) { return nil }
    if role == .verifier {
      if present == holder || (lead >= 0 && assignment.people.belongs(present, to: lead)) { return nil }
    }
    var isStranger = false
    if (role == .leader || role == .holder), !isOutside, lead >= 0 {
      isStranger = !assignment.people.belongs(present, to: lead)
    }
    return Candidate(value: present, actingFor: present == person ? -1 : person, isOutside: isStranger)
  }

  /// The person, or who acts for them while they are away; nil when neither is there.
  mutating func present(_ person: Int32) -> Int32? {
    guard isThere(person) else { return nil }
    guard let absence = absence(of: person) else { return person }
    guard let acting = absence.acting?.raw, isThere(acting), self.absence(of: acting) == nil else { return nil }
    if keepsTrail { trail.append(.absence(Ref(person))) }
    return acting
  }

  private mutating func isThere(_ person: Int32) -> Bool {
    holds(assignment.people.from[Int(person)], assignment.people.until[Int(person)])
  }

  private mutating func absence(of person: Int32) -> Absence? {
    guard let absences = assignment.people.absences[person] else { return nil }
    for absence in absences where holds(absence.span) { return absence }
    return nil
  }

  /// Whether a unit is another or below it.
  private func isBelow(_ unit: Int32, _ above: Int32) -> Bool {
    var current = unit
    while current >= 0 {
      if current == above { return true }
      current = assignment.unitParents[Int(current)]
    }
    return false
  }
}
