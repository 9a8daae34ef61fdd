import DutyCalendar
import DutyLedger

/// A fact as what it says, and when it was recorded.
package struct Recorded<Record: FactRecord>: Hashable, Sendable {
  package var record: Record
  package var at: Instant

  package init(_ record: Record, at: Instant) {
    self.record = record
    self.at = at
  }
}

extension LedgerStore {
  /// The record of a type with this identifier.
  package func record<Record: FactRecord>(
    _ type: Record.Type, id: String
  ) throws(StoreError) -> Recorded<Record>? {
    guard let stored = try fact(Record.kind, id: id), let record = stored.fact.record(type) else { return nil }
    return Recorded(record, at: stored.at)
  }

  /// The records of a type, in the order in which they were recorded.
  package func records<Record: FactRecord>(
    _ type: Record.Type, topic: String? = nil, from: Instant? = nil, before: Instant? = nil
  ) throws(StoreError) -> [Recorded<Record>] {
    try facts(FactQuery(Record.kind, topic: topic, from: from, before: before)).compactMap { stored in
      stored.fact.record(type).map { Recorded($0, at: stored.at) }
    }
  }
}
