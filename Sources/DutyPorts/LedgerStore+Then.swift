import DutyCalendar
import DutyLedger

extension LedgerStore {
  /// The ledger as it stood at an instant: what happened then and before.
  ///
  /// - Returns: the store itself where nothing has happened since.
  package func asOf(_ instant: Instant) throws(StoreError) -> any LedgerStore {
    if try head().at <= instant { return self }
    return try past { $0.link.at <= instant }
  }

  /// The designations that were in force at an instant: what an auditor asks, not what holds now.
  ///
  /// - Complexity: one walk over the ledger's transactions.
  package func designations(at instant: Instant) throws(StoreError) -> [DesignationRecord] {
    var standing: [DesignationRecord] = []
    try forEachTransaction { (transaction) throws(StoreError) in
      guard transaction.link.at <= instant else { return }
      for stored in transaction.events where stored.kind == .designated || stored.kind == .designationWithdrawn {
        let event: Event
        do {
          event = try stored.event()
        } catch {
          throw .corrupt(path: "ledger", detail: "event \(stored.sequence): \(error)")
        }
        switch event {
        case .designated(let record): standing.append(record)
        case .designationWithdrawn(let withdrawn): standing.removeAll { $0.id == withdrawn.id }
        default: break
        }
      }
    }
    return standing
  }
}
