import DutyBook
import DutyCalendar
import DutyLedger

/// A message that waits, as far as the ledger has told of it.
package struct OutboxMessage: Hashable, Sendable {
  /// As ``MessageID`` derives it.
  package var id: String
  package var cause: String
  package var recipient: String
  package var items: [String]
  /// How often somebody asked for it again.
  package var again: Int
  /// The channel whose turn it is.
  package var channel: String
  /// Attempts of that channel.
  package var attempts: Int
  package var queuedAt: Instant
  /// Of the last attempt; else when the channel got it.
  package var since: Instant
  /// Why the last attempt failed.
  package var trouble: String

  package init(
    id: String, cause: String, recipient: String, items: [String] = [], again: Int = 0, channel: String,
    attempts: Int = 0, queuedAt: Instant, since: Instant, trouble: String = ""
  ) {
    self.id = id
    self.cause = cause
    self.recipient = recipient
    self.items = items
    self.again = again
    self.channel = channel
    self.attempts = attempts
    self.queuedAt = queuedAt
    self.since = since
    self.trouble = trouble
  }

  /// What it is about; `nil` for a word of a newer program.
  package var kind: MessageKind? {
    cause.firstIndex(of: ":").flatMap { MessageKind(rawValue: String(cause[..<$0])) }
  }

  /// What its cause names: `2026-11-23.1`, `bulletin/2026/3`.
  package var document: String {
    cause.firstIndex(of: ":").map { String(cause[cause.index(after: $0)...]) } ?? cause
  }
}

/// The messages that are not delivered yet: a fold over the ledger's events.
///
/// - Shape: holds nothing that ``note(_:at:)`` would not find again in the same order.
/// - Source: issue 4 §3 (transactional outbox, at least once).
package struct Outbox: Sendable {
  /// What came of a channel's messages so far.
  package struct Tally: Hashable, Sendable {
    package var delivered = 0
    package var failed = 0
    package var passed = 0
    package var undelivered = 0
  }

  /// One recipient of one channel.
  package struct Desk: Hashable, Sendable {
    package var channel: String
    package var recipient: String

    package init(channel: String, recipient: String) {
      self.channel = channel
      self.recipient = recipient
    }
  }

  package private(set) var pending: [String: OutboxMessage] = [:]
  /// What no channel could deliver: the office's.
  package private(set) var undelivered: [String: OutboxMessage] = [:]
  package private(set) var tallies: [String: Tally] = [:]
  /// When something was delivered, ascending, for as long as a throttle can ask.
  private var sent: [Desk: [Instant]] = [:]
  /// The longest stretch of a throttle.
  private static let memory: Int64 = 86_400

  package init() {}

  package var isEmpty: Bool { pending.isEmpty && undelivered.isEmpty }

  /// Takes in an event; kinds that are not about messages change nothing.
  package mutating func note(_ fact: Fact, at instant: Instant) {
    if let queued = fact.record(DeliveryQueued.self) {
      note(queued, at: instant)
    } else if let attempted = fact.record(DeliveryAttempted.self) {
      for attempt in attempted.attempts { note(attempt, at: attempted.at) }
    }
  }

  private mutating func note(_ queued: DeliveryQueued, at instant: Instant) {
    for (channel, recipients) in queued.to {
      for recipient in recipients {
        let id = MessageID.of(cause: queued.cause, recipient: recipient, channel: channel)
        undelivered[id] = nil
        pending[id] = OutboxMessage(
          id: id, cause: queued.cause, recipient: recipient, items: queued.items, again: queued.again,
          channel: channel, attempts: 0, queuedAt: instant, since: instant, trouble: "")
      }
    }
  }

  private mutating func note(_ attempt: DeliveryAttempted.Attempt, at instant: Instant) {
    for entry in attempt.messages {
      let members = entry.split(separator: "+").map(String.init)
      if attempt.outcome == .delivered, let recipient = members.compactMap({ pending[$0]?.recipient }).first {
        let desk = Desk(channel: attempt.channel, recipient: recipient)
        var instants = sent[desk] ?? []
        instants.removeAll { $0.seconds <= instant.seconds - Self.memory }
        instants.append(instant)
        sent[desk] = instants
      }
      for id in members { settle(id, attempt, at: instant) }
    }
  }

  private mutating func settle(_ id: String, _ attempt: DeliveryAttempted.Attempt, at instant: Instant) {
    var tally = tallies[attempt.channel] ?? Tally()
    defer { tallies[attempt.channel] = tally }
    guard var message = pending[id] else { return }
    message.trouble = attempt.cause
    message.since = instant
    switch attempt.outcome {
    case .delivered:
      tally.delivered += 1
      pending[id] = nil
    case .failed:
      tally.failed += 1
      message.attempts += 1
      pending[id] = message
    case .passed:
      tally.passed += 1
      message.channel = attempt.next
      message.attempts = 0
      pending[id] = message
    case .undelivered:
      tally.undelivered += 1
      message.attempts += 1
      pending[id] = nil
      undelivered[id] = message
    }
  }

  /// How many were delivered to a recipient by a channel after an instant, and the first of them.
  func delivered(_ desk: Desk, after instant: Instant) -> (count: Int, first: Instant?) {
    let recent = (sent[desk] ?? []).drop { $0 <= instant }
    return (recent.count, recent.first)
  }
}
