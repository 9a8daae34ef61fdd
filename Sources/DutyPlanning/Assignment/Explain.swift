import DutyBook
import DutyCalendar

/// Why a role came out as it did: every rule that speaks of the role, and what became of it.
package struct RoleExplanation: Hashable, Sendable {
  package var role: Role
  package var result: RoleResult
  package var reports: [RuleReport]
}

/// What one rule had to say on one role.
package struct RuleReport: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case decided
    /// Names the same at the same rank.
    case agrees
    /// A rule of a better rank had decided.
    case outranked(by: Int)
    case tied(with: Int)
    /// Applies, but its relation is empty for this subject today, or nobody it names may hold the role.
    case namesNobody(String)
    /// Does not speak of this question; the text says which condition fails.
    case silent(String)
  }

  package var rule: Int
  package var status: Status
  package var value: Int32
  package var actingFor: Int32
  package var trail: [Evidence]
}

/// A supporting unit and the rule that brought it.
package struct SupportExplanation: Hashable, Sendable {
  package var unit: Ref<Unit>
  package var rule: Int
  package var expression: String
  package var trail: [Evidence]
}

/// The whole answer to "who, and by which rule".
package struct Explanation: Sendable {
  package var question: Question
  package var date: CivilDate
  package var decision: Decision
  package var roles: [RoleExplanation]
  package var support: [SupportExplanation]
  /// The last day on which nothing changes of who answers or supports.
  package var stableThrough: CivilDate
}

extension Assignment {
  /// Decides a question and tells why; the decision is the one of ``decide(_:on:)``, recorded on the way.
  package func explain(_ question: Question, on date: CivilDate) -> Explanation {
    let decision = decide(question, on: date)
    var evaluation = Evaluation(self, question, on: date, keepsTrail: true)
    var roles: [RoleExplanation] = []
    for role in Role.allCases {
      switch role {
      case .lead: break
      case .leader: evaluation.lead = decision.lead.usable ?? -1
      case .holder: evaluation.leader = decision.leader.usable ?? -1
      case .verifier, .approver: evaluation.holder = decision.holder.usable ?? -1
      }
      roles.append(explain(role, decision[role], &evaluation))
    }
    var supporting = Evaluation(self, question, on: date, keepsTrail: true)
    supporting.lead = decision.lead.usable ?? -1
    let support = supportTrails(&supporting, mask(rowsOfBits(question))).map {
      SupportExplanation(
        unit: $0.unit, rule: $0.rule, expression: rules[$0.rule].support[$0.expression].text, trail: $0.trail)
    }
    return Explanation(
      question: question, date: date, decision: decision, roles: roles, support: support,
      stableThrough: min(decision.stableThrough, CivilDate(epochDay: min(supporting.stableThrough, 2_932_896))))
  }

  private func explain(_ role: Role, _ result: RoleResult, _ evaluation: inout Evaluation) -> RoleExplanation {
    var reports: [RuleReport] = []
    let decidedBy = Int(result.rule)
    for (index, rule) in rules.enumerated() {
      guard let expression = rule.roles[role] else { continue }
      var report = RuleReport(rule: index, status: .decided, value: -1, actingFor: -1, trail: [])
      if let reason = silence(of: rule, on: evaluation.question, day: evaluation.day) {
        report.status = .silent(reason)
      } else if let found = evaluation.first(compiled.alternatives[role.row][index], role, isOutside: rule.isOutside) {
        report.value = found.value
        report.actingFor = found.actingFor
        report.trail = evaluation.trail
        if index == decidedBy {
          report.status = .decided
        } else if result.rule >= 0, rule.rank == rules[decidedBy].rank {
          report.status = found.value == result.value ? .agrees : .tied(with: decidedBy)
        } else {
          report.status = .outranked(by: decidedBy)
        }
      } else {
        report.status = .namesNobody("`\(expression.text)` names nobody who may hold the role on this day")
      }
      reports.append(report)
    }
    return RoleExplanation(role: role, result: result, reports: reports)
  }

  /// Why a rule does not speak of a question; nil when it does.
  private func silence(of rule: Rule, on question: Question, day: Int32) -> String? {
    let date = CivilDate(epochDay: day)
    if !rule.span.contains(date) { return "not in force on \(date)" }
    let selector = rule.selector
    if let duties = selector.duties {
      guard let duty = question.duty else { return "speaks of duties only" }
      if !duties.contains(duty) { return "speaks of other duties" }
    }
    if let wanted = selector.standard {
      if let standard = question.standard {
        if !wanted.matches(standard, book.standards[standard]) { return "speaks of other standards" }
      } else if let sector = question.sector {
        if !wanted.asksSectorOnly { return "speaks of standards, the question has only a sector" }
        if !wanted.sectors.isEmpty, !wanted.sectors.contains(sector) { return "speaks of other sectors" }
      } else {
        return "speaks of standards, the question has none"
      }
    }
    switch question.subject {
    case .place(let place):
      if selector.unit != nil { return "speaks of units, the subject is a place" }
      if let wanted = selector.place, !classes.matches(wanted, place: place.index, book: book) {
        return "speaks of other places"
      }
    case .unit(let unit):
      if selector.place != nil { return "speaks of places, the subject is a unit" }
      if let wanted = selector.unit, !RuleIndex.matches(wanted, unit: unit, book: book) {
        return "speaks of other units"
      }
    }
    return nil
  }

  /// The register row or place that a decision rests on, as `registers/road-chiefs.csv:12`.
  package func text(_ evidence: Evidence) -> String {
    switch evidence {
    case .row(let relation, let row):
      let relation = book.relations[relation]
      return "\(relation.source.file):\(relation.rows[row].line)"
    case .territory(let place): return book.places.source(place).brief
    case .absence(let person):
      guard let absence = book.absences.first(where: { $0.person == person }) else { return "absences" }
      return absence.source.brief
    }
  }
}
