/// What a designation or its withdrawal brings about besides what was asked for, one thing (M11).
///
/// - Shape: facts are as a ``Refusal``'s; pages word each in their reader's language, ``text`` says it to a machine's own
///   people.
package struct DesignationNote: Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// Whom it names is away on its first day, and somebody acts for them.
    case actsFor = "acts-for"
    /// In no case of which it speaks may the one whom it names hold the role.
    case decidesNothing = "decides-nothing"
    /// Whom it names has no post in the lead unit.
    case outsider
    /// An older one decides no more where both speak, and so many open tasks change hands by that.
    case outranks
    /// An older one that it outranked decides again.
    case speaksAgain = "speaks-again"
    /// Why one that speaks again does not decide somewhere: whom it names is the holder by now,
    case isHolder = "is-holder"
    /// is of the lead unit,
    case ofLeadUnit = "of-lead-unit"
    /// is not there,
    case notThere = "not-there"
    /// or may not be that for another reason.
    case passedOver = "passed-over"

    /// What it names: the places that its wording fills in.
    package var facts: [RefusalFact] {
      switch self {
      case .actsFor: [.role, .person, .people, .day]
      case .decidesNothing: [.role, .day]
      case .outsider: [.role, .person, .unit, .topic, .place]
      case .outranks: [.word, .day, .role, .person, .count]
      case .speaksAgain: [.word, .day, .role, .person]
      case .isHolder, .ofLeadUnit, .notThere, .passedOver: [.role, .person, .topic, .place]
      }
    }
  }

  package var code: Code
  package var facts: [RefusalFact: String]

  package init(_ code: Code, _ facts: [RefusalFact: String]) {
    self.code = code
    self.facts = facts
  }

  /// `{"code": "speaks-again", "word": "Z-1A2B3C4D", "day": "2026-11-23", "role": "holder", "person": "p-0371"}`.
  package var json: JSONValue { coded(code.rawValue, facts) }

  /// - Returns: `nil` for what is no note, or lacks one of its facts.
  package init?(_ json: JSONValue) {
    guard let code = json["code"]?.string.flatMap({ Code(rawValue: $0) }) else { return nil }
    self.init(code, [:])
    for fact in code.facts {
      guard let text = json[fact.rawValue]?.string else { return nil }
      facts[fact] = text
    }
  }

  /// `` `Z-1A2B3C4D` of 2026-11-23 speaks again: holder `p-0371` ``.
  package var text: String {
    func said(_ fact: RefusalFact) -> String { facts[fact] ?? "" }
    let (role, person) = (said(.role), "`\(said(.person))`")
    let place = "of \(said(.topic)) on `\(said(.place))`"
    func byNow(_ what: String) -> String {
      "\(person) \(what) \(place) by now, and is not its \(role): see `dutyctl explain`"
    }
    switch code {
    case .actsFor: return "the \(role) \(person) is away on \(said(.day)): `\(said(.people))` acts for them"
    case .decidesNothing:
      return "nobody becomes \(role) by it on \(said(.day)): in no case of which it speaks may that be whom it names; "
        + "see `dutyctl explain`"
    case .outsider:
      return "the \(role) \(person) has no post in the lead unit `\(said(.unit))` \(place): a designation may name "
        + "somebody of elsewhere; --lead names another unit"
    case .outranks:
      return "it outranks `\(said(.word))` of \(said(.day)), \(role) \(person), wherever both speak; open tasks that "
        + "change hands by that: \(said(.count))"
    case .speaksAgain: return "`\(said(.word))` of \(said(.day)) speaks again: \(role) \(person)"
    case .isHolder: return byNow("is the holder")
    case .ofLeadUnit: return byNow("is of the lead unit")
    case .notThere: return byNow("is not there for the work")
    case .passedOver: return byNow("may not be the \(role)")
    }
  }
}
