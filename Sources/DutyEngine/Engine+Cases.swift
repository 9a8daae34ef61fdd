import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// A case's task as events: the receipts that the ledger does not have yet, then the task.
  ///
  /// - Returns: `nil` where the key's subject is not in the book.
  func caseEvents(
    _ key: TaskKey, limit: Limit, from start: Instant, ladder: String, isVeto: Bool = false, notes: [String] = [],
    campaign: Ref<Campaign>? = nil, decided: CaseDecision? = nil
  ) throws(EngineError) -> (task: CaseTask, events: [Event])? {
    guard
      let task = planner.caseTask(
        key, limit: limit, from: start, ladder: ladder, isVeto: isVeto, notes: notes, campaign: campaign,
        decided: decided)
    else { return nil }
    return (task, try newReceipts(task.receipts) + [.generated(task.record)])
  }

  /// The receipts that the ledger does not have yet, as events.
  func newReceipts(_ receipts: [Receipt]) throws(EngineError) -> [Event] {
    var events: [Event] = []
    for receipt in receipts {
      let known = try reading { store throws(StoreError) in try store.receipt(id: receipt.id) }
      if known == nil { events.append(.receipt(receipt)) }
    }
    return events
  }

  /// Appends what an operation decided; what does not wait for the next dispatch goes out at once.
  func conclude(_ events: [Event], at now: Instant) throws(EngineError) {
    try append(events, at: now)
    try dispatchUrgent(at: now)
  }
}
