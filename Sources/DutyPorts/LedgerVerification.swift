import DutyLedger

/// What a walk along the chain found.
package struct LedgerVerification: Hashable, Sendable {
  /// The first place where the chain does not hold.
  package struct Break: Hashable, Sendable, CustomStringConvertible {
    package var transaction: Int64
    package var reason: String

    package var description: String { "transaction \(transaction): \(reason)" }
  }

  package var transactions: Int
  package var events: Int
  /// The newest link that holds.
  package var head: Link
  package var broken: Break?
  /// Where the store's tables say otherwise than the events they are derived from; the first few.
  package var differences: [String] = []

  package var isWhole: Bool { broken == nil && differences.isEmpty }

  /// Recomputes every link from the events.
  ///
  /// - Errors: those of the store; a chain that does not hold is a finding, not an error.
  package static func run(_ store: some LedgerStore) throws(StoreError) -> LedgerVerification {
    var walk = LedgerVerification(transactions: 0, events: 0, head: .genesis)
    try store.forEachTransaction { transaction in
      if walk.broken == nil { walk.take(transaction) }
    }
    if walk.broken == nil {
      let head = try store.head()
      if head.number < walk.head.number || (head.number == walk.head.number && head != walk.head) {
        walk.broken = Break(transaction: head.number, reason: "the store names another head than the chain ends with")
      }
    }
    if walk.broken == nil { walk.differences = try derivedDifferences(store) }
    return walk
  }

  /// Folds the events anew and compares what the store keeps of them.
  private static func derivedDifferences(_ store: some LedgerStore) throws(StoreError) -> [String] {
    let folded = try store.refolded()
    var found: [String] = []
    var seen = 0
    try store.forEachTask(TaskFilter()) { row in
      seen += 1
      guard found.count < 10, folded.tasks[row.number] != row else { return }
      found.append("task \(row.number) stands otherwise in the table than its events say")
    }
    if seen != folded.tasks.count {
      found.append("the table has \(seen) tasks, the events say \(folded.tasks.count)")
    }
    let rungs = try store.openRungs().count
    let foldedRungs = folded.rungs.reduce(0) { sum, fired in
      folded.tasks[fired.key]?.state.isOpen == true ? sum + fired.value.count : sum
    }
    if rungs != foldedRungs { found.append("the table has \(rungs) rungs of open tasks, the events say \(foldedRungs)") }
    let facts = try store.facts(FactQuery()).map(\.fact)
    if facts != folded.facts.rows.map(\.fact) {
      found.append("the tables have \(facts.count) facts, the events say \(folded.facts.rows.count), or others")
    }
    return found
  }

  /// Checks one more transaction, in the order of their numbers.
  package mutating func take(_ transaction: StoredTransaction) {
    if let reason = fault(in: transaction) {
      broken = Break(transaction: transaction.link.number, reason: reason)
      return
    }
    transactions += 1
    events += transaction.events.count
    head = transaction.link
  }

  private func fault(in transaction: StoredTransaction) -> String? {
    let number = transaction.link.number
    if number != head.number + 1 {
      return number <= head.number
        ? "it comes after transaction \(head.number)" : "transaction \(head.number + 1) is missing before it"
    }
    if transaction.previous != head.hash {
      return "it does not follow transaction \(head.number): it names another previous link"
    }
    var sequence = transaction.events.first?.sequence ?? 0
    for event in transaction.events {
      if event.sequence != sequence { return "event \(sequence) is missing" }
      if event.transaction != number { return "event \(sequence) belongs to transaction \(event.transaction)" }
      sequence += 1
    }
    if transaction.events.isEmpty { return "its events are missing" }
    if let first = transaction.events.first, first.sequence != Int64(events) + 1 {
      return "event \(Int64(events) + 1) is missing"
    }
    for event in transaction.events {
      do { _ = try event.event() } catch { return "event \(event.sequence) was altered: \(error)" }
    }
    let envelopes = transaction.events.map(\.envelope)
    guard let expected = Chain.link(previous: transaction.previous, events: envelopes),
      expected == transaction.link.hash
    else { return "its events do not give its link: one was altered, added, left out, or put in another order" }
    return nil
  }
}
