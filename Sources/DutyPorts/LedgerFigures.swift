import DutyCalendar
import DutyLedger

/// Open tasks that are alike: their state, how old they are, and whether their deadline has passed.
///
/// - Shape: ``age`` is how many of the bounds that were asked with lie at their opening or after it: 0 for the youngest,
///   where the bounds go back in time.
package struct OpenAge: Hashable, Comparable, Sendable {
  package var state: TaskState
  package var age: Int
  package var isOverdue: Bool
  package var count: Int

  package init(state: TaskState, age: Int, isOverdue: Bool, count: Int) {
    self.state = state
    self.age = age
    self.isOverdue = isOverdue
    self.count = count
  }

  package static func < (a: OpenAge, b: OpenAge) -> Bool {
    (a.state.rawValue, a.age, a.isOverdue ? 1 : 0) < (b.state.rawValue, b.age, b.isOverdue ? 1 : 0)
  }
}

/// How often a rung has fired.
package struct RungCount: Hashable, Comparable, Sendable {
  package var ladder: String
  package var rung: Int
  package var count: Int

  package init(ladder: String, rung: Int, count: Int) {
    self.ladder = ladder
    self.rung = rung
    self.count = count
  }

  package static func < (a: RungCount, b: RungCount) -> Bool { (a.ladder, a.rung) < (b.ladder, b.rung) }
}

/// The figures of a store that has no index for them.
extension LedgerStore {
  package func openAges(openedAfter bounds: [Instant], at now: Instant) throws(StoreError) -> [OpenAge] {
    var counts: [OpenAge: Int] = [:]
    try forEachTask(.open) { row in
      let age = bounds.count { row.record.opens <= $0 }
      counts[OpenAge(state: row.state, age: age, isOverdue: row.record.due < now, count: 0), default: 0] += 1
    }
    return counts.map { OpenAge(state: $0.key.state, age: $0.key.age, isOverdue: $0.key.isOverdue, count: $0.value) }
      .sorted()
  }

  package func rungCounts() throws(StoreError) -> [RungCount] {
    var counts: [RungCount: Int] = [:]
    var last: Int64 = 0
    while true {
      let found = try events(after: last, limit: 256) { $0 == .rung }
      if found.last == last { break }
      last = found.last
      for dated in found.events {
        guard case .rung(let fired) = dated.event else { continue }
        counts[RungCount(ladder: fired.ladder, rung: fired.rung, count: 0), default: 0] += 1
      }
    }
    return counts.map { RungCount(ladder: $0.key.ladder, rung: $0.key.rung, count: $0.value) }.sorted()
  }
}
