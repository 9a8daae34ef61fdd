import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDocuments
import DutyLedger
import DutyPorts

/// Which messages are listed; every part given must hold.
package struct DeliveryQuery: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case pending, delivered, undelivered
    /// Not delivered yet after at least one attempt, or by nobody.
    case failed
  }

  package var states: Set<State>
  package var channel: String?
  package var recipient: String?
  package var kind: MessageKind?
  package var cause: String?
  /// Queued at this instant or later.
  package var from: Instant?
  package var limit: Int

  package init(
    states: Set<State> = [], channel: String? = nil, recipient: String? = nil, kind: MessageKind? = nil,
    cause: String? = nil, from: Instant? = nil, limit: Int = 100
  ) {
    self.states = states
    self.channel = channel
    self.recipient = recipient
    self.kind = kind
    self.cause = cause
    self.from = from
    self.limit = limit
  }
}

/// A message and what became of it.
package struct DeliveryRow: Hashable, Sendable {
  package var message: OutboxMessage
  package var state: DeliveryQuery.State
  /// All attempts of all channels.
  package var attempts: Int
  /// When it was delivered, or tried last.
  package var at: Instant?
  /// When it is tried next; `nil` where it is not.
  package var next: Instant?

  package func json(_ zone: Zone) -> JSONValue {
    [
      "id": .string(message.id), "cause": .string(message.cause), "recipient": .string(message.recipient),
      "channel": .string(message.channel), "state": .string(state.rawValue), "attempts": .int(Int64(attempts)),
      "queued-at": .string(zone.rfc3339(message.queuedAt)), "at": at.map { .string(zone.rfc3339($0)) } ?? .null,
      "next": next.map { .string(zone.rfc3339($0)) } ?? .null, "trouble": .string(message.trouble),
      "again": .int(Int64(message.again)),
    ]
  }
}

extension Archive {
  /// Messages, the newest first, as far as the limit goes; and how many there are.
  package func deliveries(_ query: DeliveryQuery) throws(StoreError) -> (rows: [DeliveryRow], count: Int) {
    var outbox = Outbox()
    var rows: [String: DeliveryRow] = [:]
    var order: [String] = []
    for stored in try store.facts(FactQuery(.deliveryQueued, .deliveryAttempted, from: query.from)) {
      outbox.note(stored.fact, at: stored.at)
      if let queued = stored.fact.record(DeliveryQueued.self) {
        for (channel, recipients) in queued.to.sorted(by: { $0.key < $1.key }) {
          for recipient in recipients {
            let id = MessageID.of(cause: queued.cause, recipient: recipient, channel: channel)
            guard let message = outbox.pending[id] else { continue }
            if rows[id] == nil { order.append(id) }
            rows[id] = DeliveryRow(message: message, state: .pending, attempts: rows[id]?.attempts ?? 0)
          }
        }
      } else if let attempted = stored.fact.record(DeliveryAttempted.self) {
        for attempt in attempted.attempts { note(attempt, at: attempted.at, &rows) }
      }
    }
    let rounds = Rounds(outbox, book.channels, zone)
    let found = order.reversed().compactMap { rows[$0] }.filter { query.takes($0) }
    let shown = found.prefix(query.limit).map { row in
      guard row.state == .pending, let message = outbox.pending[row.message.id] else { return row }
      var row = row
      row.next = rounds.due(message, notBefore: message.since)
      return row
    }
    return (Array(shown), found.count)
  }

  private func note(
    _ attempt: DeliveryAttempted.Attempt, at instant: Instant, _ rows: inout [String: DeliveryRow]
  ) {
    for id in attempt.messages.flatMap({ $0.split(separator: "+").map(String.init) }) {
      guard var row = rows[id] else { continue }
      row.attempts += 1
      row.at = instant
      row.message.channel = attempt.channel
      row.message.trouble = attempt.cause
      switch attempt.outcome {
      case .delivered: row.state = .delivered
      case .undelivered: row.state = .undelivered
      case .passed: row.message.channel = attempt.next
      case .failed: break
      }
      rows[id] = row
    }
  }
}

extension DeliveryQuery {
  func takes(_ row: DeliveryRow) -> Bool {
    let hasFailed = row.state == .undelivered || row.state == .pending && row.attempts > 0
    return (states.isEmpty || states.contains(row.state) || states.contains(.failed) && hasFailed)
      && (channel == nil || channel == row.message.channel)
      && (recipient == nil || recipient == row.message.recipient)
      && (kind == nil || kind == row.message.kind) && (cause == nil || cause == row.message.cause)
  }
}

extension Archive {
  /// What no channel could deliver: one item for each cause, for the meeting to decide.
  func undeliveredItems() throws(StoreError) -> [StuckItem] {
    let query = DeliveryQuery(states: [.undelivered], from: now.adding(seconds: -90 * 86_400), limit: 10_000)
    let rows = try deliveries(query).rows
    return Dictionary(grouping: rows, by: \.message.cause).map { cause, rows in
      let names = rows.map { partyName($0.message.recipient) }.sorted()
      let rest = names.count - 3
      let list = names.prefix(3).joined(separator: "、") + (rest > 0 ? " +\(rest)" : "")
      let since = rows.map(\.message.queuedAt).min() ?? now
      return StuckItem(
        number: rows[0].message.document, title: rows[0].message.trouble, place: "", unit: list,
        daysLate: Lateness(due: since, at: now)?.days, cause: .undelivered)
    }
  }
}
