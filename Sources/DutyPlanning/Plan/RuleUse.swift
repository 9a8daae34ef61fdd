import DutyBook
import DutyCalendar

/// What each rule decides on one day: how many questions, in which roles, and whom it names.
///
/// - Shape: every duty on every subject, and every standard on every subject that it is found against; ``rules`` by
///   index into ``Assignment/rules``. A question counts once for a rule, however many roles it decides of it.
/// - Complexity: one pass over the day's questions; a class of places is decided once.
package struct RuleUse: Sendable {
  package struct Use: Sendable {
    package var decides = 0
    package var roles: [Role: Int] = [:]
    package var people: [Ref<Person>: Int] = [:]
    package var units: [Ref<Unit>: Int] = [:]

    package init() {}
  }

  package var questions = 0
  package var rules: [Use]

  package init(_ planner: Planner, on date: CivilDate) {
    let assignment = planner.assignment
    rules = [Use](repeating: Use(), count: assignment.rules.count)
    var cache = DecisionCache()
    for duty in planner.book.duties.refs where planner.book.duties[duty].span.contains(date) {
      for subject in assignment.subjects(of: planner.book.duties[duty].of) {
        for question in assignment.questions(of: duty, on: subject) {
          count(planner.decide(question, on: date, &cache).decision)
        }
      }
    }
    for standard in planner.book.standards.refs where planner.book.standards[standard].isOnFinding {
      let row = planner.book.standards[standard]
      for subject in assignment.subjects(of: row.appliesTo ?? .places(PlaceSelector())) {
        let question = Question(standard: standard, sector: row.sector, subject: subject)
        count(planner.decide(question, on: date, &cache).decision)
      }
    }
  }

  private mutating func count(_ decision: Decision) {
    questions += 1
    var seen: [Int32] = []
    for role in [Role.lead, .leader, .holder, .verifier] {
      let result = decision[role]
      guard result.rule >= 0, let value = result.usable else { continue }
      let rule = Int(result.rule)
      rules[rule].roles[role, default: 0] += 1
      if role.isUnit { rules[rule].units[Ref(value), default: 0] += 1 } else { rules[rule].people[Ref(value), default: 0] += 1 }
      if !seen.contains(result.rule) {
        seen.append(result.rule)
        rules[rule].decides += 1
      }
    }
  }
}
