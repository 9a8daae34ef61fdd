import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning

/// Who answers for something, and why, as JSON.
package enum ExplainJSON {
  package static func value(_ explanation: Explanation, _ assignment: Assignment) -> JSONValue {
    let book = assignment.book
    let question = explanation.question
    return .object([
      "topic": .string(ProofText.topic(question, in: book)),
      "subject": .string(book.id(of: question.subject)), "date": .string(explanation.date.description),
      "book": .string(book.digest),
      "stable-through": .string(explanation.decision.stableThrough.description),
      "roles": .object(
        Dictionary(uniqueKeysWithValues: explanation.roles.map { ($0.role.rawValue, role($0, assignment)) })),
      "support": .array(
        explanation.support.map { support in
          let rule = assignment.rules[support.rule]
          return [
            "value": .string(book.units[support.unit].id), "rule": .string(rule.id),
            "source": .string(rule.source.brief),
            "expression": .string(support.expression),
            "rows": .array(support.trail.map { .string(assignment.text($0)) }),
          ]
        }),
    ])
  }

  private static func role(_ role: RoleExplanation, _ assignment: Assignment) -> JSONValue {
    [
      "outcome": .string("\(role.result.kind)"),
      "value": assignment.name(role.result, as: role.role).map { .string($0) } ?? .null,
      "rules": .array(
        role.reports.map { report in
          let rule = assignment.rules[report.rule]
          let name: String =
            switch report.status {
            case .decided: "decided"
            case .agrees: "agrees"
            case .outranked: "outranked"
            case .tied: "tied"
            case .namesNobody: "names-nobody"
            case .silent: "silent"
            }
          return [
            "rule": .string(rule.id), "source": .string(rule.source.brief), "rank": .int(Int64(rule.rank)),
            "basis": rule.basis.map { .string($0) } ?? .null, "status": .string(name),
            "expression": rule.roles[role.role].map { .string($0.text) } ?? .null,
            "rows": .array(report.trail.map { .string(assignment.text($0)) }),
            "text": .string(assignment.line(of: report, role: role.role)),
          ]
        }),
    ]
  }
}
