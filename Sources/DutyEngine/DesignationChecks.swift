import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// What a designation has to pass, and a withdrawal.
extension Engine {
  /// The book under other designations, and what the proofs find in it.
  func prove(_ designated: DesignatedRules, on day: CivilDate) -> (assignment: Assignment, proof: Proof) {
    let assignment = Assignment(book: book, designations: designated.rules)
    return (assignment, assignment.prove(from: day, days: book.settings.horizonDays))
  }

  /// Refuses whoever is not there on a day, and a verifier who would look at their own work (design invariant 7).
  func unfit(_ roles: [String: String], on day: CivilDate) -> Unfit? {
    for (role, id) in roles.sorted(by: { $0.key < $1.key }) {
      if let person = book.people.ref(id), Role(rawValue: role)?.isUnit == false {
        if let unfit = notThere(person, on: day) { return unfit }
      } else if let unit = book.units[id], !unit.span.contains(day) {
        return Unfit(
          422, .unitNotThere, [.unit: id, .day: day.description], "the unit `\(id)` is not in the register on \(day)",
          "name a unit that is there")
      }
    }
    guard let verifier = roles["verifier"].flatMap({ book.people.ref($0) }) else { return nil }
    if roles["verifier"] == roles["holder"] {
      return Unfit(
        422, .verifierIsHolder, "the verifier may not be the holder", "closing takes two: name somebody else")
    }
    if let lead = roles["lead"].flatMap({ book.units.ref($0) }), planner.assignment.belongs(verifier, to: lead) {
      return Unfit(
        422, .verifierOfLead, [.person: book.people[verifier].id, .unit: book.units[lead].id],
        "the verifier `\(book.people[verifier].id)` is of the lead unit", "name somebody of another unit")
    }
    return nil
  }

  /// Refuses a holder whom another designation makes the verifier of the same work, and a verifier whom another makes
  /// its holder, on any day that both speak.
  func verifiesOwn(
    _ record: DesignationRecord, _ existing: [DesignationRecord], _ assignment: Assignment
  ) -> Unfit? {
    let meets = existing.contains { known in
      record.roles["holder"].map { $0 == known.roles["verifier"] } ?? false
        || record.roles["verifier"].map { $0 == known.roles["holder"] } ?? false
    }
    guard meets, let index = assignment.designation(record.id) else {
      return nil
    }
    // Who counts changes only when another one ends.
    let ends = existing.compactMap(\.until).map { $0.adding(days: 1) }
    let days = Set([record.date] + ends).filter { day in
      record.date <= day && (record.until.map { day <= $0 } ?? true)
    }
    guard let found = assignment.ownVerifier(under: index, on: days.sorted()) else { return nil }
    let isHolder = found.holderRule == index
    let other = assignment.rules[isHolder ? found.verifierRule : found.holderRule].id.dropFirst("designation-".count)
    return Unfit(
      422, .verifierIsHolder,
      "the verifier may not be the holder: `\(other)` names `\(found.person)` as "
        + "\(isHolder ? "verifier" : "holder") of \(ProofText.topic(found.question, in: book)) on `\(book.id(of: found.question.subject))`",
      "closing takes two: name somebody else, or withdraw \(other) first")
  }

  /// Refuses somebody who has left or not come yet, and somebody on leave for whom nobody acts.
  func notThere(_ person: Ref<Person>, on day: CivilDate) -> Unfit? {
    let id = book.people[person].id
    guard book.people[person].span.contains(day) else {
      return Unfit(
        422, .personNotThere, [.person: id, .day: day.description], "`\(id)` is not in the register on \(day)",
        "name somebody who is there")
    }
    guard planner.assignment.present(person, on: day) != nil else {
      return Unfit(
        422, .personAway, [.person: id, .day: day.description], "`\(id)` is away on \(day), and nobody acts for them",
        "name somebody else, or say in registers/absences.csv who acts")
    }
    return nil
  }

  /// Refuses a designation after which nobody answers where somebody did, or somebody of another unit than the lead's.
  func opensGap(_ proven: (assignment: Assignment, proof: Proof)) -> Unfit? {
    // A finding stands for many cases, and its first day need not be its witness's own.
    let opened = proven.proof.findings.filter { finding in
      planner.assignment.decide(finding.witness, on: finding.from)[finding.role].kind == .decided
        && proven.assignment.decide(finding.witness, on: finding.from)[finding.role].kind != .decided
    }
    if let gap = opened.first(where: { $0.kind != .outside }) {
      let subject = book.id(of: gap.witness.subject)
      return Unfit(
        422, .opensGap, [.place: subject, .day: gap.from.description, .role: gap.role.rawValue],
        "nobody would be \(gap.role.rawValue) of \(ProofText.topic(gap.witness, in: book)) on `\(subject)`, from "
          + "\(gap.from)", "name somebody else, or name that role as well: --\(gap.role.rawValue)")
    }
    guard let stranger = opened.first else { return nil }
    let decision = proven.assignment.decide(stranger.witness, on: stranger.from)
    let person = proven.assignment.name(decision[stranger.role], as: stranger.role) ?? ""
    let unit = proven.assignment.name(decision.lead, as: .lead) ?? ""
    return Unfit(
      422, .opensGap, [
        .place: book.id(of: stranger.witness.subject), .day: stranger.from.description, .role: stranger.role.rawValue,
      ],
      "the \(stranger.role.rawValue) `\(person)` has no post in the lead unit `\(unit)`, and no designation names them",
      "name that role as well: --\(stranger.role.rawValue); somebody of elsewhere only whom a designation names")
  }

  /// What is said of somebody whom a designation puts where they have no post in the lead unit.
  func outsiderNote(
    _ outsider: (role: Role, question: Question, lead: Ref<Unit>), _ record: DesignationRecord
  ) -> DesignationNote {
    note(.outsider, outsider.role, record, outsider.question, [.unit: book.units[outsider.lead].id])
  }

  /// What is said of a role of a designation in a case.
  private func note(
    _ code: DesignationNote.Code, _ role: Role, _ record: DesignationRecord, _ question: Question,
    _ more: [RefusalFact: String] = [:]
  ) -> DesignationNote {
    let topic = [
      question.duty.map { "duty:" + book.duties[$0].id }, question.standard.map { "standard:" + book.standards[$0].id },
    ]
    let facts: [RefusalFact: String] = [
      .role: role.rawValue, .person: record.roles[role.rawValue] ?? "",
      .topic: topic.compactMap(\.self).joined(separator: " "), .place: book.id(of: question.subject),
    ]
    return DesignationNote(code, facts.merging(more) { $1 })
  }

  // MARK: What a withdrawal uncovers

  /// Refuses a withdrawal that brings back a verifier who is the holder by now, or a holder who is the verifier.
  ///
  /// - Parameter remaining: the designations without the one that is withdrawn, and `assignment` under them.
  func uncoversOwnVerifier(
    _ withdrawn: String, _ remaining: [DesignationRecord], _ assignment: Assignment, on today: CivilDate
  ) -> Unfit? {
    let before = planner.assignment
    // Who counts changes only when another one ends.
    let days = Set([today] + remaining.compactMap(\.until).map { $0.adding(days: 1) }).filter { today <= $0 }.sorted()
    for record in remaining {
      guard let verifier = record.roles["verifier"], remaining.contains(where: { $0.roles["holder"] == verifier }),
        let index = assignment.designation(record.id), let found = assignment.ownVerifier(under: index, on: days)
      else { continue }
      // What was so before is not its doing.
      if let old = before.designation(record.id), before.ownVerifier(under: old, on: days) != nil { continue }
      func id(_ rule: Int) -> String { String(assignment.rules[rule].id.dropFirst("designation-".count)) }
      let (holds, verifies) = (id(found.holderRule), id(found.verifierRule))
      let older = remaining.first { $0.id == holds || $0.id == verifies }?.id ?? verifies
      return Unfit(
        422, .uncoversOwnVerifier,
        [.person: found.person, .place: book.id(of: found.question.subject), .word: older],
        "without `\(withdrawn)` the verifier would be the holder: `\(holds)` names `\(found.person)` as holder and "
          + "`\(verifies)` as verifier of \(ProofText.topic(found.question, in: book)) on "
          + "`\(book.id(of: found.question.subject))`, on \(found.day)",
        "closing takes two: withdraw \(older) first")
    }
    return nil
  }

  /// The older designations that a withdrawal brings back, and where whom they name may no longer be what they say.
  func speakAgain(
    without withdrawn: String, _ existing: [DesignationRecord], _ assignment: Assignment, on today: CivilDate
  ) -> [DesignationNote] {
    var notes: [DesignationNote] = []
    var after: [String: [Role]] = [:]
    for standing in DesignationStanding.all(existing.filter { $0.id != withdrawn }, in: assignment, on: today) {
      after[standing.record.id] = standing.silent
    }
    for standing in DesignationStanding.all(existing, in: assignment, on: today) {
      // Another one may still speak in its place.
      let silent = after[standing.record.id] ?? []
      let roles = standing.outranked.filter { $0.by == withdrawn }.map(\.role).filter { !silent.contains($0) }
      guard !roles.isEmpty, let index = assignment.designation(standing.record.id) else { continue }
      let record = standing.record
      notes += roles.map { role in
        DesignationNote(
          .speaksAgain, [
            .word: record.id, .day: record.date.description, .role: role.rawValue,
            .person: record.roles[role.rawValue] ?? "",
          ])
      }
      for (role, question) in assignment.passedOver(index, on: today) where roles.contains(role) {
        notes.append(note(whyNot(role, record, question, assignment, on: today), role, record, question))
      }
    }
    return notes
  }

  private func whyNot(
    _ role: Role, _ record: DesignationRecord, _ question: Question, _ assignment: Assignment, on day: CivilDate
  ) -> DesignationNote.Code {
    guard let person = book.people.ref(record.roles[role.rawValue] ?? "") else { return .passedOver }
    let decision = assignment.decide(question, on: day)
    if role == .verifier, decision.holder.usable.map({ Ref($0) }) == person { return .isHolder }
    if role == .verifier, let lead = decision.lead.usable, assignment.belongs(person, to: Ref(lead)) {
      return .ofLeadUnit
    }
    return notThere(person, on: day) == nil ? .passedOver : .notThere
  }
}

extension Assignment {
  /// Where a designation stands among the rules; `nil` for one that does not speak.
  func designation(_ id: String) -> Int? { rules.firstIndex { $0.id == "designation-\(id)" } }
}
