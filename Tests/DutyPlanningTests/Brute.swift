import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import Testing

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

  static func cases(_ assignment: Assignment, _ first: CivilDate, _ count: Int) -> Set<Case> {
    var all = Set<Case>()
    for question in everyQuestion(assignment) {
      for date in days(question, assignment, first, count) { all.formUnion(open(question, assignment, on: date)) }
    }
    return all
  }

  /// A finding's days and pairs: the first and last day of any case, and each pair once.
  static func check(_ finding: ProofFinding, _ assignment: Assignment, _ first: CivilDate, _ count: Int) {
    let wanted = Case(finding, assignment)
    var pairs = 0
    var from: CivilDate?
    var until: CivilDate?
    for question in everyQuestion(assignment) {
      let open = days(question, assignment, first, count).filter {
        self.open(question, assignment, on: $0).contains(wanted)
      }
      guard let begin = open.first, let end = open.last else { continue }
      pairs += 1
      from = min(from ?? begin, begin)
      until = max(until ?? end, end)
    }
    #expect(finding.from == from)
    #expect(finding.until == until)
    #expect(finding.pairs == pairs, "each pair counts once")
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
