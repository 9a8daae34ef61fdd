import DutyBook
import DutyCalendar

/// A case in which one designation names as its holder whom another names as its verifier (design invariant 7).
package struct OwnVerifier: Hashable, Sendable {
  package var question: Question
  package var day: CivilDate
  /// Whom both name, as an identifier of the register.
  package var person: String
  /// The two, by their place in ``Assignment/rules``.
  package var holderRule: Int
  package var verifierRule: Int
}

extension Assignment {
  /// The first case of which a designation speaks and in which it, with another one, makes somebody their own verifier.
  ///
  /// - Shape: of each case the newest designation that names the holder and the newest that names the verifier count, as
  ///   they do for ``decide(_:on:)``, which would pass over such a verifier without a word.
  /// - Parameters:
  ///   - designation: its place in ``rules``.
  ///   - days: those on which to look.
  package func ownVerifier(under designation: Int, on days: [CivilDate]) -> OwnVerifier? {
    for subject in subjects(under: designation) {
      for question in questions(on: subject) {
        let mask = mask(rowsOfBits(question))
        guard speaks(designation, mask) else { continue }
        for day in days {
          guard let holder = newest(naming: .holder, mask, on: day),
            let verifier = newest(naming: .verifier, mask, on: day), holder != verifier,
            holder == designation || verifier == designation,
            let person = rules[holder].roles[.holder]?.text, person == rules[verifier].roles[.verifier]?.text
          else { continue }
          return OwnVerifier(
            question: question, day: day, person: person, holderRule: holder, verifierRule: verifier)
        }
      }
    }
    return nil
  }

  /// The roles for which a designation decides nothing on a day, because whom it names may not hold them anywhere, or
  /// because it speaks of no case at all.
  package func silentRoles(of designation: Int, on day: CivilDate) -> [Role] {
    var silent = Role.allCases.filter { rules[designation].roles[$0] != nil }
    for subject in subjects(under: designation) {
      for question in questions(on: subject) where speaks(designation, mask(rowsOfBits(question))) {
        let decision = decide(question, on: day)
        silent.removeAll { Int(decision[$0].rule) == designation }
        if silent.isEmpty { return [] }
      }
    }
    return silent
  }

  /// The first case, of each role, in which a designation is the newest to name somebody and yet decides nothing on a
  /// day: whom it names may not be that there.
  package func passedOver(_ designation: Int, on day: CivilDate) -> [(role: Role, question: Question)] {
    var waiting = Role.allCases.filter { rules[designation].roles[$0] != nil }
    var found: [(role: Role, question: Question)] = []
    forEachCase(of: designation) { question, mask in
      let decision = decide(question, on: day)
      for role in waiting
      where newest(naming: role, mask, on: day) == designation && Int(decision[role].rule) != designation {
        found.append((role, question))
        waiting.removeAll { $0 == role }
      }
      return !waiting.isEmpty
    }
    return found
  }

  /// The first case, of leader and holder, in which a designation puts somebody there who has no post in the lead unit.
  ///
  /// A designation may, as a rule that says `outside: true`; a rule that does not may not.
  package func outsiders(
    of designation: Int, on day: CivilDate
  ) -> [(role: Role, question: Question, lead: Ref<Unit>)] {
    var waiting = [Role.leader, .holder].filter { rules[designation].roles[$0] != nil }
    var found: [(role: Role, question: Question, lead: Ref<Unit>)] = []
    forEachCase(of: designation) { question, _ in
      let decision = decide(question, on: day)
      guard let lead = decision.lead.usable.map({ Ref<Unit>($0) }) else { return true }
      for role in waiting {
        guard Int(decision[role].rule) == designation, let present = decision[role].usable else { continue }
        // Who is away is named all the same; whoever acts for them is the register's matter.
        let named = decision[role].actingFor >= 0 ? decision[role].actingFor : present
        guard !belongs(Ref(named), to: lead) else { continue }
        found.append((role, question, lead))
        waiting.removeAll { $0 == role }
      }
      return !waiting.isEmpty
    }
    return found
  }

  /// Every case of which a designation speaks, with the rules that can speak of it, until the body returns false.
  private func forEachCase(of designation: Int, _ body: (Question, [UInt64]) -> Bool) {
    for subject in subjects(under: designation) {
      for question in questions(on: subject) {
        let mask = mask(rowsOfBits(question))
        guard speaks(designation, mask) else { continue }
        if !body(question, mask) { return }
      }
    }
  }

  /// A subject of each class, and the units, of which a rule speaks.
  private func subjects(under rule: Int) -> [Subject] {
    let places = classes.representative.indices.filter { placeBits.contains($0, rule) }
      .map { Subject.place(Ref(classes.representative[$0])) }
    return places + book.units.refs.filter { unitBits.contains($0.index, rule) }.map { Subject.unit($0) }
  }

  private func speaks(_ rule: Int, _ mask: [UInt64]) -> Bool { mask[rule >> 6] >> UInt64(rule & 63) & 1 == 1 }

  /// Every question that can be asked of a subject: one of each class of standards, and those of the duties.
  private func questions(on subject: Subject) -> [Question] {
    let ofStandards = standardRepresentatives.map { Ref<Standard>($0) }.filter { applies($0, to: subject) }
      .map { Question(standard: $0, sector: Ref(sectorOf[$0.index]), subject: subject) }
    let ofDuties = book.duties.refs.filter { matches(book.duties[$0].of, subject) }
      .flatMap { questions(of: $0, on: subject) }
    return ofStandards + ofDuties
  }

  /// The newest designation of a mask that names somebody in a role on a day.
  private func newest(naming role: Role, _ mask: [UInt64], on day: CivilDate) -> Int? {
    var found: Int?
    forEachRule(mask, roleRow: role.row) { rule in
      // File rules and campaigns have ranks from 0 on.
      guard rules[rule].rank < 0 else { return false }
      guard rules[rule].span.contains(day) else { return true }
      found = rule
      return false
    }
    return found
  }
}
