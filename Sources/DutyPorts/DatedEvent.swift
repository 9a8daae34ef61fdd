import DutyCalendar
import DutyLedger

/// What happened, and when.
package struct DatedEvent: Hashable, Sendable {
  package var event: Event
  package var at: Instant

  package init(_ event: Event, at: Instant) {
    self.event = event
    self.at = at
  }
}

extension LedgerStore {
  /// The stored history, read: what the stores' own ways must come to.
  ///
  /// - Errors: ``StoreError/corrupt(path:detail:)`` for an event that cannot be read.
  package func events(
    of task: String, _ isWanted: (EventKind) -> Bool
  ) throws(StoreError) -> [DatedEvent] {
    var found: [DatedEvent] = []
    for stored in try history(task: task) where isWanted(stored.kind) {
      if stored.kind == .dispatched {
        found.append(DatedEvent(.dispatched(task), at: stored.at))
      } else {
        found.append(try stored.dated())
      }
    }
    return found
  }

  /// The stored transactions, read.
  ///
  /// - Errors: ``StoreError/corrupt(path:detail:)`` for an event that cannot be read.
  package func events(
    after number: Int64, limit: Int, _ isWanted: (EventKind) -> Bool
  ) throws(StoreError) -> (last: Int64, events: [DatedEvent]) {
    var last = number
    var found: [DatedEvent] = []
    for transaction in try transactions(after: number, limit: limit) {
      last = transaction.link.number
      for stored in transaction.events where isWanted(stored.kind) { found.append(try stored.dated()) }
    }
    return (last, found)
  }
}

extension StoredEvent {
  fileprivate func dated() throws(StoreError) -> DatedEvent {
    do {
      return DatedEvent(try event(), at: at)
    } catch {
      throw .corrupt(path: "ledger", detail: "event \(sequence): \(error)")
    }
  }
}

extension Event {
  /// One task's part in a dispatch.
  package static func dispatched(_ task: String) -> Event { .acted(TaskActed(task: task, action: .dispatch, by: "")) }
}
