import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// What each rule decides on a day: for how many cases, and whom it names.
///
/// - Shape: a case is a (duty, subject) or an on-finding (standard, subject) pair and a role. Subjects that no rule can
///   tell apart are decided once and counted together, so that a million places cost as much as their classes.
package struct RuleUse: Sendable {
  package struct Count: Sendable {
    package var cases = 0
    /// By identifier of a unit or a person.
    package var names: [String: Int] = [:]
  }

  /// By rule, as an index of ``Assignment/rules``, and role.
  package private(set) var counts: [Int: [Role: Count]] = [:]
  private let assignment: Assignment
  private let day: CivilDate

  package init(_ assignment: Assignment, on day: CivilDate) {
    self.assignment = assignment
    self.day = day
    let book = assignment.book
    let places = assignment.classes.representative.indices.map { index in
      (Subject.place(Ref(assignment.classes.representative[index])), Int(assignment.classes.sizes[index]))
    }
    let subjects = places + book.units.refs.map { (Subject.unit($0), 1) }
    for (subject, size) in subjects {
      for duty in book.duties.refs where book.duties[duty].span.contains(day) {
        guard assignment.matches(book.duties[duty].of, subject) else { continue }
        for question in assignment.questions(of: duty, on: subject) { count(question, size) }
      }
      for standard in book.standards.refs where book.standards[standard].isOnFinding {
        guard assignment.applies(standard, to: subject) else { continue }
        count(Question(standard: standard, sector: book.standards[standard].sector, subject: subject), size)
      }
    }
  }

  private mutating func count(_ question: Question, _ size: Int) {
    let decision = assignment.decide(question, on: day)
    for role in Role.allCases {
      let result = decision[role]
      guard result.kind == .decided, result.rule >= 0, let name = assignment.name(result, as: role) else { continue }
      counts[Int(result.rule), default: [:]][role, default: Count()].cases += size
      counts[Int(result.rule), default: [:]][role, default: Count()].names[name, default: 0] += size
    }
  }

  /// Every rule in the order of rank with what it decides; of whom it names, the ten with the most cases.
  package var json: JSONValue {
    .array(
      assignment.rules.indices.map { index in
        let rule = assignment.rules[index]
        let used = counts[index] ?? [:]
        return [
          "rule": .string(rule.id), "rank": .int(Int64(rule.rank)), "source": .string(rule.source.brief),
          "basis": rule.basis.map { .string($0) } ?? .null,
          "designated": .bool(assignment.book.rules[rule.id] == nil),
          "cases": .int(Int64(used.values.map(\.cases).reduce(0, +))),
          "roles": .array(
            Role.allCases.compactMap { role in
              guard rule.roles[role] != nil || used[role] != nil else { return nil }
              return self.role(role, rule, used[role] ?? Count())
            }),
        ]
      })
  }

  private func role(_ role: Role, _ rule: Rule, _ count: Count) -> JSONValue {
    let book = assignment.book
    let most = count.names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
    return [
      "role": .string(role.rawValue), "expression": rule.roles[role].map { .string($0.text) } ?? .null,
      "cases": .int(Int64(count.cases)), "names": .int(Int64(count.names.count)),
      "who": .array(
        most.map { id, cases in
          let name = role.isUnit ? book.units[id]?.name : book.people[id]?.name
          return ["id": .string(id), "name": .string(name ?? ""), "cases": .int(Int64(cases))]
        }),
    ]
  }
}
