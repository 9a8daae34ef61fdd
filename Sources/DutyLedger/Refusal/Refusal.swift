/// Why something that a person wanted was not done: the cause, and what it names.
///
/// - Shape: facts are identifiers and canonical texts, never words of a language; several stand side by side, parted by
///   a space; amounts are decimal numbers, moments as ``InstantText`` writes them, days as `2026-11-25`.
package struct Refusal: Hashable, Sendable {
  package var code: RefusalCode
  package var facts: [RefusalFact: String]

  package init(_ code: RefusalCode, _ facts: [RefusalFact: String] = [:]) {
    self.code = code
    self.facts = facts
  }

  /// `{"code": "too-far", "count": "812", "most": "500", "place": "pl-7"}`.
  package var json: JSONValue { coded(code.rawValue, facts) }

  /// - Returns: `nil` for anything that no refusal was written as; names that are not known are passed over.
  package init?(_ json: JSONValue?) {
    guard let members = json?.object, let code = members["code"]?.string.flatMap({ RefusalCode(rawValue: $0) }) else {
      return nil
    }
    self.init(code)
    for (name, value) in members {
      if let fact = RefusalFact(rawValue: name), let text = value.string { facts[fact] = text }
    }
  }
}

/// What a refusal can name, by what it is: pages say each as their reader knows it.
package enum RefusalFact: String, Hashable, Sendable, CaseIterable {
  /// As it was typed.
  case word
  case action, state, closure
  /// Places of a task: ``TaskActor``.
  case actors
  case person, people, unit, units, place, standard, duty
  /// What somebody answers for: `duty:road-patrol`, a standard after it where that is asked about alone.
  case topic
  /// A role of a task: `holder`, `leader`…
  case role
  case task, finding
  /// Days.
  case day, free
  /// Moments.
  case at, due
  /// Amounts.
  case count, total, target, most, least
  /// `≥0.4`.
  case bounds
  /// Kinds of evidence, measures, and a quantity, by their names in the rules.
  case evidence, measures, quantity
  /// A file's name.
  case file
}

/// A code with what it names, side by side.
func coded(_ code: String, _ facts: [RefusalFact: String]) -> JSONValue {
  var members: [String: JSONValue] = ["code": .string(code)]
  for (fact, value) in facts { members[fact.rawValue] = .string(value) }
  return .object(members)
}
