import DutyBook
import DutyCalendar
import DutyLedger

/// Receipts as canonical JSON: what `explain`, queues and auditors read of a decision (design invariant 5).
package enum ReceiptText {
  /// How roles were found: per role the rule, its place and basis, the expression, the register rows.
  ///
  /// People and units themselves stand on the task; the receipt is the same for every task of a class.
  package static func assignment(
    _ question: Question, _ decision: Decision, _ effective: EffectiveRoles, on date: CivilDate, in assignment: Assignment
  ) -> JSONValue {
    var roles: [String: JSONValue] = [:]
    var evaluation = Evaluation(assignment, question, on: date, keepsTrail: true)
    evaluation.lead = decision.lead.usable ?? -1
    for role in [Role.lead, .leader, .holder, .verifier] {
      if role == .holder { evaluation.leader = decision.leader.usable ?? -1 }
      if role == .verifier { evaluation.holder = decision.holder.usable ?? -1 }
      roles[role.rawValue] =
        effective.fromOffice.contains(role) || (decision[role].usable == nil)
        ? office(decision[role], in: assignment) : entry(role, decision[role], &evaluation)
    }
    let support = assignment.supportTrails(question, lead: effective.lead.raw, on: date, keepsTrail: true).map {
      support -> JSONValue in
      let rule = assignment.rules[support.rule]
      return .object(
        described(rule, text: rule.support[support.expression].text, trail: support.trail, in: assignment).merging(
          ["value": .string(assignment.book.units[support.unit].id)]) { $1 })
    }
    return .object(["roles": .object(roles), "support": .array(support)])
  }

  private static func office(_ result: RoleResult, in assignment: Assignment) -> JSONValue {
    var fields: [String: JSONValue] = ["rule": .string("office"), "reason": .string("no rule names anyone")]
    if result.kind == .tie {
      let names = [result.rule, result.otherRule].filter { $0 >= 0 }.map { assignment.rules[Int($0)].id }
      fields["reason"] = .string("tie between " + names.joined(separator: " and "))
    }
    return .object(fields)
  }

  private static func entry(_ role: Role, _ result: RoleResult, _ evaluation: inout Evaluation) -> JSONValue {
    let assignment = evaluation.assignment
    let rule = assignment.rules[Int(result.rule)]
    _ = evaluation.first(assignment.compiled.alternatives[role.row][Int(result.rule)], role, isOutside: rule.isOutside)
    var fields = described(rule, text: rule.roles[role]?.text ?? "", trail: evaluation.trail, in: assignment)
    if result.actingFor >= 0 { fields["acting-for"] = .string(assignment.book.people[Ref(result.actingFor)].id) }
    return .object(fields)
  }

  private static func described(
    _ rule: Rule, text: String, trail: [Evidence], in assignment: Assignment
  ) -> [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "rule": .string(rule.id), "source": .string(rule.source.brief), "expression": .string(text),
    ]
    if let basis = rule.basis { fields["basis"] = .string(basis) }
    if !trail.isEmpty { fields["rows"] = .array(trail.map { .string(assignment.text($0)) }) }
    return fields
  }

  /// How a deadline was found: the limit, its start, and each day or hour that counted or was skipped.
  ///
  /// - Parameter campaign: the one whose limit it is; `nil` for the work's own.
  package static func deadline(
    _ receipt: DeadlineReceipt, notes: [String], campaign: Ref<Campaign>? = nil, in book: Book
  ) -> JSONValue {
    let zone = book.settings.zone
    var fields: [String: JSONValue] = [
      "limit": .string(receipt.limit.description), "from": .string(zone.rfc3339(receipt.from)),
      "due": .string(zone.rfc3339(receipt.due)), "provisional": .bool(receipt.isProvisional),
      "lines": .array(receipt.lines.map { .string($0.description) }),
    ]
    if !notes.isEmpty { fields["notes"] = .array(notes.map { .string($0) }) }
    if let campaign { fields["campaign"] = .string(book.campaigns[campaign].id) }
    return .object(fields)
  }
}
