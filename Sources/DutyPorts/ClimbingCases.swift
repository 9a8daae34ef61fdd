import DutyCalendar
import DutyLedger

/// What whom a rung tells may depend on, of a case.
package enum CaseTrait: Hashable, Sendable, CaseIterable {
  case lead, leader, holder, duty, grain, subject, dispatched
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
    var known: [Kind: Int] = [:]
    for row in try tasks(filter) where row.rung < rung {
      let alike = Kind(row, traits)
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

/// What the cases of one kind have in common: their state, their book and the traits that were asked for.
private struct Kind: Hashable {
  var state: TaskState
  var book: String
  var lead = ""
  var leader = ""
  var holder = ""
  var duty = ""
  var grain = ""
  var subject = ""
  var dispatched: Instant?

  init(_ row: TaskRow, _ traits: Set<CaseTrait>) {
    let record = row.record
    state = row.state
    book = record.book
    if traits.contains(.lead) { lead = record.roles.lead }
    if traits.contains(.leader) { leader = record.roles.leader }
    if traits.contains(.holder) { holder = record.roles.holder }
    if traits.contains(.duty) { duty = record.key.duty }
    if traits.contains(.grain) { grain = record.key.grain }
    if traits.contains(.subject) { subject = record.key.subject }
    if traits.contains(.dispatched) { dispatched = row.dispatchedAt }
  }

  /// Books are few: they are compared, not hashed.
  func hash(into hasher: inout Hasher) {
    hasher.combine(lead)
    hasher.combine(leader)
    hasher.combine(holder)
    hasher.combine(duty)
    hasher.combine(grain)
    hasher.combine(subject)
    hasher.combine(dispatched)
  }
}
