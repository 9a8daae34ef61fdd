import DutyCalendar
import DutyLedger
import DutyPorts

/// Tasks as JSON: what the command line prints and the API answers.
package enum TaskJSON {
  /// A task as it stands.
  package static func value(_ row: TaskRow, in zone: Zone) -> JSONValue {
    let record = row.record
    return [
      "number": .string(row.number), "state": .string(row.state.rawValue), "rung": .int(Int64(row.rung)),
      "duty": .string(record.key.duty), "subject": .string(record.key.subject), "grain": .string(record.key.grain),
      "period": .string(record.key.period), "n": .int(Int64(record.key.n)),
      "opens": .string(zone.rfc3339(record.opens)),
      "due": .string(zone.rfc3339(record.due)), "limit": .string(record.limit), "lead": .string(record.roles.lead),
      "leader": .string(record.roles.leader), "holder": .string(record.roles.holder),
      "verifier": .string(record.roles.verifier), "support": .array(record.roles.support.map { .string($0) }),
      "veto": .bool(record.isVeto), "caught-up": .bool(record.isCaughtUp), "round": .int(Int64(row.round)),
      "promised": .string(zone.rfc3339(row.promised)), "on-time": row.reportedAt == nil ? .null : .bool(row.isOnTime),
      "reported": row.reportedAt.map { .string(zone.rfc3339($0)) } ?? .null,
      "closed": row.closedAt.map { .string(zone.rfc3339($0)) } ?? .null,
      "closure": row.closure.map { .string($0.rawValue) } ?? .null,
    ]
  }

  /// A task with its receipts and everything that happened to it.
  package static func whole(
    _ row: TaskRow, receipts: [Receipt], history: [StoredEvent], in zone: Zone
  ) -> JSONValue {
    var fields = value(row, in: zone).object ?? [:]
    fields["receipts"] = .array(receipts.map(\.body))
    fields["history"] = .array(
      history.map { event in
        [
          "at": .string(zone.rfc3339(event.at)), "kind": .string(event.kind.rawValue),
          "body": (try? JSONValue(parsing: event.body)) ?? .null,
        ]
      })
    return .object(fields)
  }
}

extension LedgerStore {
  /// A task's own receipts: who, and by when.
  package func receipts(of row: TaskRow) throws(StoreError) -> [Receipt] {
    var found: [Receipt] = []
    for id in [row.record.assignment, row.record.deadline] {
      if let known = try receipt(id: id) { found.append(known) }
    }
    return found
  }
}
