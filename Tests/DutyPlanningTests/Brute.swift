import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// The proof as a child would do it: every pair, every day.
enum Brute {
  struct Case: Hashable {
    var kind: RoleResult.Kind
    var role: Role
    var duty: Ref<Duty>?
    var sector: Ref<Sector>?
    var rules: [Int]

    init(_ result: RoleResult, _ role: Role, _ question: Question) {
      kind = result.kind
      self.role = role
      duty = question.duty
      sector = question.duty == nil ? question.sector : nil
      rules = [result.rule, result.otherRule].filter { $0 >= 0 }.map(Int.init)
    }

    init(_ finding: ProofFinding, _ assignment: Assignment) {
      kind = finding.kind
      role = finding.role
      duty = finding.witness.duty
      sector = duty == nil ? finding.witness.sector : nil
      rules = finding.rules
    }
  }

  private static func days(_ question: Question, _ assignment: Assignment, _ first: CivilDate, _ count: Int)
    -> [CivilDate]
  {
    let span: DateSpan =
      switch question.subject {
      case .place(let place): assignment.book.places.spans[place.index]
      case .unit(let unit): assignment.book.units[unit].span
      }
    return (0..<count).map { first.adding(days: $0) }.filter { span.contains($0) }
  }

  private static func open(_ question: Question, _ assignment: Assignment, on date: CivilDate) -> [Case] {
    let decision = assignment.decide(question, on: date)
    if decision.lead.kind != .decided { return [Case(decision.lead, .lead, question)] }
    return [Role.leader, .holder, .verifier].filter { decision[$0].kind != .decided }.map {
      Case(decision[$0], $0, question)
    }
  }

  /// The first and last day on which any pair of a case is open, and how many pairs are.
  struct Extent: Hashable {
    var from: CivilDate
    var until: CivilDate
    var pairs: Int
  }

  static func cases(_ assignment: Assignment, _ first: CivilDate, _ count: Int) -> [Case: Extent] {
    var all: [Case: Extent] = [:]
    for question in everyQuestion(assignment) {
      var counted = Set<Case>()
      for date in days(question, assignment, first, count) {
        for found in open(question, assignment, on: date) {
          var extent = all[found] ?? Extent(from: date, until: date, pairs: 0)
          extent.from = min(extent.from, date)
          extent.until = max(extent.until, date)
          if counted.insert(found).inserted { extent.pairs += 1 }
          all[found] = extent
        }
      }
    }
    return all
  }

  static func unreached(_ assignment: Assignment) -> Set<Ref<Standard>> {
    let book = assignment.book
    let subjects: [Subject] = (0..<book.places.count).map { .place(Ref($0)) } + book.units.refs.map { .unit($0) }
    return Set(
      book.standards.refs.filter { standard in
        !book.standards[standard].isOnFinding
          && subjects.contains { subject in
            assignment.applies(standard, to: subject)
              && !book.duties.rows.contains { $0.standards.contains(standard) && assignment.matches($0.of, subject) }
          }
      })
  }
}
