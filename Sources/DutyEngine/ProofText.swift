import DutyBook
import DutyCalendar
import DutyPlanning

/// Findings of the proofs and of rule tests as diagnostics: one line each, then help, as the loader prints its own.
package enum ProofText {
  /// `P001` gap, `P002` tie, `P003` outside, `P004` unreached.
  package static func code(_ kind: RoleResult.Kind) -> String {
    switch kind {
    case .gap: "P001"
    case .tie: "P002"
    case .outside: "P003"
    case .decided: "P000"
    }
  }

  /// What a finding speaks of: `duty:road-patrol`, `standard:exposed-rubbish`.
  package static func topic(_ question: Question, in book: Book) -> String {
    var parts: [String] = []
    if let duty = question.duty { parts.append("duty:\(book.duties[duty].id)") }
    if let standard = question.standard {
      parts.append("standard:\(book.standards[standard].id)")
    } else if let sector = question.sector {
      parts.append("sector:\(book.sectors[sector].id)")
    }
    return parts.joined(separator: " ")
  }

  package static func line(_ finding: ProofFinding, in assignment: Assignment) -> String {
    let book = assignment.book
    let role = finding.role
    let subject = book.id(of: finding.witness.subject)
    let days = finding.from == finding.until ? "on \(finding.from)" : "from \(finding.from) to \(finding.until)"
    let scope = "\(topic(finding.witness, in: book)) on \(subject) (\(book.name(of: finding.witness.subject)))"
    let stands = finding.pairs == 1 ? "" : "; stands for \(finding.pairs) pairs"
    let code = code(finding.kind)
    func value(_ raw: Int32) -> String { role.isUnit ? book.units[Ref(raw)].id : book.people[Ref(raw)].id }
    switch finding.kind {
    case .gap:
      return "\(place(finding, book)): gap[\(code)]: no \(role.rawValue) for \(scope), \(days)\(stands)\n"
        + "  help: add a rule that names a \(role.rawValue), fill the register, or designate: "
        + "dutyctl designate --subject \(subject) --\(role.rawValue) …"
    case .tie:
      let first = assignment.rules[finding.rules[0]]
      let second = assignment.rules[finding.rules[min(1, finding.rules.count - 1)]]
      return "\(first.source): tie[\(code)]: two rules of rank \(first.rank) name different ones as \(role.rawValue) of "
        + "\(scope), \(days)\(stands): `\(first.id)` says \(finding.values.first.map(value) ?? "?"), "
        + "`\(second.id)` says \(finding.values.last.map(value) ?? "?")\n"
        + "  help: give one of them a lower rank (file number), or narrow its `for`\n"
        + "  other: \(second.source): the other rule"
    case .outside:
      let rule = assignment.rules[finding.rules[0]]
      let person = finding.values.first.map(value) ?? "?"
      return "\(rule.source): error[\(code)]: \(role.rawValue) `\(person)` of \(scope) has no post in the lead unit, "
        + "\(days)\(stands)\n  help: is a post of the lead unit empty (registers/posts.csv)? name somebody of it, or say `outside: true` on rule `\(rule.id)`"
    case .decided: return ""
    }
  }

  private static func place(_ finding: ProofFinding, _ book: Book) -> String {
    if let duty = finding.witness.duty { return book.duties[duty].source.description }
    if let standard = finding.witness.standard { return book.standards[standard].source.description }
    return "dutyd.yaml:1:1"
  }

  package static func line(_ open: Unreached, in book: Book) -> String {
    let standard = book.standards[open.standard]
    return "\(standard.source): unreached[P004]: standard `\(standard.id)` is reached by no duty on "
      + "\(book.id(of: open.witness)) (\(book.name(of: open.witness))); stands for \(open.subjects) subjects\n"
      + "  help: add it to a duty of these subjects, or declare it `on-finding`"
  }

  /// `D001`: a rule takes a designation over, and an older one would speak in its place.
  package static func line(_ one: OverruledTakeover, in book: Book) -> String {
    let rule = book.rules[one.rule]
    let roles = one.roles.map(\.rawValue).joined(separator: ", ")
    return "\(rule.source): refused[D001]: rule `\(rule.id)` takes over the designation \(one.designation), behind which "
      + "the older \(one.older) stands: it would name another \(roles), since a designation outranks every rule\n"
      + "  help: withdraw it first, `dutyctl designation withdraw \(one.older)`, or leave the rule out: "
      + "\(one.designation) stays in force"
  }

  package static func lines(_ result: RuleTestResult) -> [String] {
    result.failures.map { failure in
      let why = failure.explanation.map { "\n    " + $0 }.joined()
      let reason = result.test.why.map { "\n  why: \($0)" } ?? ""
      return "\(failure.source): failed[T001]: test `\(result.test.name)`: expected \(failure.expected), "
        + "found \(failure.actual)\(reason)\(why)"
    }
  }
}
