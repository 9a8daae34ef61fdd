import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning

/// Who answers for something, and why, as JSON.
package enum ExplainJSON {
  package static func value(_ explanation: Explanation, _ planner: Planner) -> JSONValue {
    let (assignment, book) = (planner.assignment, planner.book)
    let question = explanation.question
    return .object([
      "topic": .string(ProofText.topic(question, in: book)),
      "subject": .string(book.id(of: question.subject)), "date": .string(explanation.date.description),
      "book": .string(book.digest),
      "stable-through": .string(explanation.stableThrough.description),
      "timing-through": planner.timingStableThrough(question, on: explanation.date)
        .map { .string($0.description) } ?? .null,
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
      "timing": .array(planner.timings(of: question, on: explanation.date).map { timing($0, book) }),
      "limits": .array(limits(question, planner, on: explanation.date)),
    ])
  }

  private static func timing(_ timing: TimingInForce, _ book: Book) -> JSONValue {
    func name(_ campaign: Ref<Campaign>?) -> JSONValue { campaign.map { .string(book.campaigns[$0].id) } ?? .null }
    return [
      "cadence": .string(timing.cadence.description), "opens": .string(timing.opens.description),
      "limit": .string(timing.limit.description), "campaign": name(timing.campaign),
      "limit-campaign": name(timing.limitCampaign),
    ]
  }

  /// By when a finding against the standard is mended that is found on the day, stage by stage.
  private static func limits(_ question: Question, _ planner: Planner, on date: CivilDate) -> [JSONValue] {
    guard let standard = question.standard, question.duty == nil,
      let limit = planner.findingLimit(standard, on: question.subject, date: date)
    else { return [] }
    return limit.stages.map { stage in
      [
        "limit": .string(stage.limit.description), "stage": stage.name.map { .string($0) } ?? .null,
        "name": limit.name.map { .string($0) } ?? .null,
      ]
    }
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

extension Planner {
  /// The timings of what a question is about that hold on a day; none where it is about a standard alone.
  package func timings(of question: Question, on date: CivilDate) -> [TimingInForce] {
    question.duty.map { timings(of: $0, on: question.subject, date: date) } ?? []
  }
}

extension TimingInForce {
  /// `day, opens 07:30, due 4 urgent-hours, by campaign national-inspection-2026 (2026-12-01..2026-12-12)`.
  package func text(in book: Book) -> String {
    func by(_ ref: Ref<Campaign>) -> String {
      let campaign = book.campaigns[ref]
      let ends = [campaign.window.from, campaign.window.until].map { $0?.description ?? "" }
      return " by campaign \(campaign.id) (\(ends[0])..\(ends[1]))"
    }
    let own = "\(cadence), opens \(opens), due \(limit)"
    if let campaign { return own + "," + by(campaign) }
    return own + (limitCampaign.map { ", the limit" + by($0) } ?? "")
  }
}
