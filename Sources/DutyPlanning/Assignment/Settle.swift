import DutyBook
import DutyCalendar

extension Assignment {
  /// Who answers, in every role, on a day: the function that the daemon, the proofs and `explain` all call.
  ///
  /// Lead is settled first; the other roles see it, whichever rule gave it (design §3 Who).
  package func decide(_ question: Question, on date: CivilDate) -> Decision {
    var evaluation = Evaluation(self, question, on: date)
    return decide(&evaluation, mask(rowsOfBits(question)))
  }

  /// - Parameter mask: the rules that can speak of the question, of whatever role.
  func decide(_ evaluation: inout Evaluation, _ mask: [UInt64]) -> Decision {
    let lead = settle(.lead, &evaluation, mask)
    evaluation.lead = lead.usable ?? -1
    let leader = settle(.leader, &evaluation, mask)
    evaluation.leader = leader.usable ?? -1
    let holder = settle(.holder, &evaluation, mask)
    evaluation.holder = holder.usable ?? -1
    let verifier = settle(.verifier, &evaluation, mask)
    let approver = settle(.approver, &evaluation, mask)
    return Decision(
      lead: lead, leader: leader, holder: holder, verifier: verifier, approver: approver,
      stableThrough: CivilDate(epochDay: min(evaluation.stableThrough, 2_932_896)))
  }

  /// The lead alone, for callers that want nothing else.
  package func lead(_ question: Question, on date: CivilDate) -> RoleResult {
    var evaluation = Evaluation(self, question, on: date)
    return settle(.lead, &evaluation, mask(rowsOfBits(question)))
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
    return supportTrails(&evaluation, mask(rowsOfBits(question)))
  }

  /// The same with an evaluation whose lead is settled; how long it stands is in there afterwards.
  func supportTrails(
    _ evaluation: inout Evaluation, _ mask: [UInt64]
  ) -> [(unit: Ref<Unit>, rule: Int, expression: Int, trail: [Evidence])] {
    let (lead, keepsTrail) = (evaluation.lead, evaluation.keepsTrail)
    var found: [Int32: (unit: Ref<Unit>, rule: Int, expression: Int, trail: [Evidence])] = [:]
    forEachRule(mask, roleRow: Role.allCases.count) { rule in
      guard evaluation.holds(compiled.from[rule], compiled.until[rule]) else { return true }
      for (number, alternatives) in compiled.support[rule].enumerated() {
        for alternative in alternatives {
          if keepsTrail { evaluation.trail.removeAll(keepingCapacity: true) }
          let stopped = evaluation.walk(alternative.path) { evaluation, value in
            guard let unit = evaluation.unit(of: value), evaluation.holds(book.units.rows[Int(unit)].span) else {
              return false
            }
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
  func settle(_ role: Role, _ evaluation: inout Evaluation, _ mask: [UInt64]) -> RoleResult {
    var result = RoleResult.gap
    var rank = Int.max
    let row = role.row
    forEachRule(mask, roleRow: row) { rule in
      if result.kind != .gap, compiled.ranks[rule] != rank { return false }
      guard evaluation.holds(compiled.from[rule], compiled.until[rule]) else { return true }
      let isOutside = compiled.isOutside[rule]
      guard let found = evaluation.first(compiled.alternatives[row][rule], role, isOutside: isOutside) else {
        return true
      }
      if result.kind == .gap {
        result = RoleResult(
          kind: found.isOutside ? .outside : .decided, value: found.value, rule: Int32(rule),
          actingFor: found.actingFor)
        rank = compiled.ranks[rule]
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

  /// The rules that can speak of a question: the intersection of what can speak of its subject, topic and duty.
  func mask(_ rows: BitRows) -> [UInt64] {
    var mask = [UInt64](repeating: 0, count: dutyBits.words)
    _ = self.mask(rows, into: &mask)
    return mask
  }

  /// The same into words that are there already; returns a hash of them.
  func mask(_ rows: BitRows, into mask: inout [UInt64]) -> UInt64 {
    let words = dutyBits.words
    let subject = rows.subject * words
    let topic = rows.topic * words
    let duty = rows.duty * words
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    (rows.isPlace ? placeBits : unitBits).bits.withUnsafeBufferPointer { subjects in
      (rows.isStandard ? standardBits : sectorBits).bits.withUnsafeBufferPointer { topics in
        dutyBits.bits.withUnsafeBufferPointer { duties in
          mask.withUnsafeMutableBufferPointer { mask in
            for word in 0..<words {
              let bits = subjects[subject + word] & topics[topic + word] & duties[duty + word]
              mask[word] = bits
              hash = (hash ^ bits) &* 0xFF51_AFD7_ED55_8CCD
              hash ^= hash >> 32
            }
          }
        }
      }
    }
    return hash
  }

  /// Visits the rules of a mask that say something of a role, best rank first; `body` returns false to stop.
  func forEachRule(_ mask: [UInt64], roleRow: Int, _ body: (Int) -> Bool) {
    let start = roleRow * mask.count
    for word in mask.indices {
      var bits = mask[word] & roleBits.bits[start + word]
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
  mutating func first(_ alternatives: [CompiledAlternative], _ role: Role, isOutside: Bool) -> Candidate? {
    for alternative in alternatives {
      let barred = alternative.outside.map { units(of: $0) } ?? []
      if keepsTrail { trail.removeAll(keepingCapacity: true) }
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
  mutating func units(of path: CompiledPath) -> [Int32] {
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
      guard let unit = unit(of: value), isInRegister(unit) else { return nil }
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
    let row = absence(of: person)
    if row < 0 { return person }
    let acting = assignment.people.absences.acting[row]
    guard acting >= 0, isThere(acting), absence(of: acting) < 0 else { return nil }
    if keepsTrail { trail.append(.absence(Ref(person))) }
    return acting
  }

  private mutating func isThere(_ person: Int32) -> Bool {
    holds(assignment.people.from[Int(person)], assignment.people.until[Int(person)])
  }

  private mutating func isInRegister(_ unit: Int32) -> Bool {
    holds(assignment.unitFrom[Int(unit)], assignment.unitUntil[Int(unit)])
  }

  /// The row of the leave that a person is on today; -1 for none.
  private mutating func absence(of person: Int32) -> Int {
    let absences = assignment.people.absences
    for row in Int(absences.starts[Int(person)])..<Int(absences.starts[Int(person) + 1])
    where holds(absences.from[row], absences.until[row]) {
      return row
    }
    return -1
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
