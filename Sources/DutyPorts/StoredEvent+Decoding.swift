import DutyLedger

extension StoredEvent {
  /// The event itself.
  ///
  /// - Errors: ``CodecError`` when the body is not one of its kind.
  package func event() throws(CodecError) -> Event {
    try EventCodec.decode(kind, body)
  }

  /// What the chain covers of it.
  package var envelope: [UInt8] {
    Chain.envelope(at: at, kind: kind, body: body)
  }
}

extension LedgerStore {
  /// Calls `body` for every transaction after a number, oldest first, a few at a time.
  package func forEachTransaction(
    after number: Int64 = 0, _ body: (StoredTransaction) throws(StoreError) -> Void
  ) throws(StoreError) {
    var last = number
    while true {
      let batch = try transactions(after: last, limit: 64)
      for transaction in batch {
        try body(transaction)
        last = transaction.link.number
      }
      if batch.isEmpty { return }
    }
  }

  /// What the events amount to, folded anew.
  ///
  /// - Errors: ``StoreError/corrupt(path:detail:)`` for an event that cannot be read or does not fit.
  package func refolded() throws(StoreError) -> Projection {
    var projection = Projection()
    try forEachTransaction { (transaction) throws(StoreError) in
      for stored in transaction.events {
        do {
          try projection.apply(try stored.event(), at: stored.at)
        } catch {
          let place = "transaction \(transaction.link.number), event \(stored.sequence)"
          throw .corrupt(path: "ledger", detail: "\(place): \(error)")
        }
      }
    }
    return projection
  }
}
