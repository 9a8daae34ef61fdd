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
    _ row: TaskRow, receipts: [Receipt], history: [StoredEvent], deadline: DeadlineHistory, in zone: Zone
  ) -> JSONValue {
    var fields = value(row, in: zone).object ?? [:]
    fields["first-limit"] = .string(deadline.firstLimit)
    fields["limit-campaign"] = deadline.limitCampaign.isEmpty ? .null : .string(deadline.limitCampaign)
    fields["due-by"] = .string(deadline.origin.name)
    fields["receipts"] = .array(receipts.map(\.body))
    fields["history"] = .array(
      history.map { event in
        [
          "at": .string(zone.rfc3339(event.at)), "kind": .string(event.kind.rawValue),
          "body": body(of: event),
        ]
      })
    return .object(fields)
  }
}

extension DeadlineHistory.Origin {
  /// `limit`, `calendar`, `campaign`, `dispatch`, `change`, or the act that set it: `extend`.
  package var name: String {
    switch self {
    case .limit: "limit"
    case .rederived(.calendar): "calendar"
    case .rederived(.campaign): "campaign"
    case .rederived(.dispatch): "dispatch"
    case .rederived(nil): "change"
    case .acted(let action): action.rawValue
    }
  }
}

extension TaskJSON {
  private static let list = Array(#","tasks":["#.utf8)

  /// An event as one task's history tells it: a dispatch without the numbers of all that went out with it.
  ///
  /// - Shape: the list stands last in a dispatch's canonical text, and is not read: a morning's list may be long. Within
  ///   a string its first quotation mark would be escaped.
  static func body(of event: StoredEvent) -> JSONValue {
    guard event.kind == .dispatched else { return (try? JSONValue(parsing: event.body)) ?? .null }
    var head = event.body
    if let place = event.body.firstRange(of: list) { head = Array(event.body[..<place.lowerBound]) + Array("}".utf8) }
    var body = (try? JSONValue(parsing: head)) ?? .null
    if var fields = body.object {
      fields["tasks"] = nil
      body = .object(fields)
    }
    return body
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

  /// What made a task's deadline what it is, with the campaign whose limit it was opened with.
  package func deadlineHistory(_ events: some Sequence<Event>) throws(StoreError) -> DeadlineHistory {
    var history = DeadlineHistory(events)
    history.openedWithin = try receipt(id: history.receipt)?.body["campaign"]?.string ?? ""
    return history
  }
}
