import DutyLedger
import DutyPorts

extension LedgerStore {
  /// A copy in memory of the transactions before the first one that is not of the past, with the books they name.
  ///
  /// - Errors: ``StoreError/corrupt(path:detail:)`` for an event that cannot be read.
  func replayed(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> MemoryStore {
    let copy = MemoryStore()
    var isOver = false
    try forEachTransaction { (transaction) throws(StoreError) in
      isOver = isOver || !isPast(transaction)
      if isOver { return }
      var events: [Event] = []
      for stored in transaction.events {
        do throws(CodecError) { events.append(try stored.event()) } catch {
          throw .corrupt(path: "ledger", detail: "event \(stored.sequence): \(error)")
        }
      }
      try copy.append(events, at: transaction.link.at, recordedAt: transaction.recordedAt)
    }
    for book in try copy.books() {
      let digest = book.accepted.digest
      if let files = try bookFiles(digest: digest) { try copy.keepBook(digest: digest, files: files) }
    }
    return copy
  }
}

extension MemoryStore {
  package func past(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> any LedgerStore {
    try replayed(while: isPast)
  }
}

extension SQLiteStore {
  package func past(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> any LedgerStore {
    try replayed(while: isPast)
  }
}
