import DutyCalendar
import DutyLedger

/// What whom a rung tells may depend on, of a case.
package enum CaseTrait: Hashable, Sendable, CaseIterable {
  case lead, leader, holder, duty, grain, subject, opens
}

/// The open tasks of one deadline and ladder for which a rung may fire, with those put together that it does not tell
/// apart.
///
/// - Shape: a month's rungs are millions, the kinds among them are few: what is decided for a kind holds for all its
///   cases.
package struct ClimbingCases: Hashable, Sendable {
  /// One task of each kind: its state, its book and the traits that were asked for are those of all the others.
  package var kinds: [TaskRow]
  /// By number.
  package var cases: [ClimbingCase]

  package init(kinds: [TaskRow] = [], cases: [ClimbingCase] = []) {
    self.kinds = kinds
    self.cases = cases
  }
}

package struct ClimbingCase: Hashable, Sendable {
  package var number: String
  /// Its place among ``ClimbingCases/kinds``.
  package var kind: Int

  package init(number: String, kind: Int) {
    self.number = number
    self.kind = kind
  }
}

extension LedgerStore {
  /// ``climbingCases(due:ladder:below:traits:)`` made of whole tasks: for a store that has nothing better.
  package func climbingCases(
    due: Instant, ladder: String, below rung: Int, traits: Set<CaseTrait>
  ) throws(StoreError) -> ClimbingCases {
    var filter = TaskFilter.open
    filter.due = due
    filter.ladder = ladder
    var found = ClimbingCases()
    var known: [TaskRow: Int] = [:]
    for row in try tasks(filter) where row.rung < rung {
      let alike = row.alike(traits)
      let kind = known[alike] ?? found.kinds.count
      if kind == found.kinds.count {
        known[alike] = kind
        found.kinds.append(row)
      }
      found.cases.append(ClimbingCase(number: row.number, kind: kind))
    }
    return found
  }
}

extension TaskRow {
  /// The task with nothing left but what a kind of cases has in common.
  fileprivate func alike(_ traits: Set<CaseTrait>) -> TaskRow {
    func text(_ trait: CaseTrait, _ value: String) -> String { traits.contains(trait) ? value : "" }
    let roles = TaskRoles(
      lead: text(.lead, record.roles.lead), leader: text(.leader, record.roles.leader),
      holder: text(.holder, record.roles.holder), verifier: "")
    let key = TaskKey(
      duty: text(.duty, record.key.duty), subject: text(.subject, record.key.subject),
      grain: text(.grain, record.key.grain), period: "", n: 1)
    let opens = traits.contains(.opens) ? record.opens : record.due
    return TaskRow(
      record: TaskRecord(
        stored: "", key: key, opens: opens, due: record.due, limit: "", roles: roles, assignment: "", deadline: "",
        ladder: record.ladder, isVeto: false, book: record.book, isCaughtUp: false),
      state: state, rung: 0, dispatchedAt: nil, round: 0, promised: record.due, reportedAt: nil, closedAt: nil,
      closure: nil)
  }
}
