import DutyBook
import DutyCalendar
import DutyLedger

/// What a transport says of one envelope.
package enum SendResult: Hashable, Sendable {
  case delivered
  /// - Parameter isFinal: trying again would come to the same.
  case failed(String, isFinal: Bool)
}

/// An envelope and what became of it.
package struct SendReport: Hashable, Sendable {
  package var envelope: Envelope
  package var result: SendResult

  package init(_ envelope: Envelope, _ result: SendResult) {
    self.envelope = envelope
    self.result = result
  }
}

/// What a result comes to: again, the next channel, or the office.
package struct Verdicts {
  private let channels: Table<Channel>

  /// A cause is shown to people: longer ones are cut.
  static let causeLimit = 300

  package init(_ channels: Table<Channel>) {
    self.channels = channels
  }

  package func attempt(_ message: OutboxMessage, _ result: SendResult) -> DeliveryAttempted.Attempt {
    var attempt = DeliveryAttempted.Attempt(
      channel: message.channel, outcome: .delivered, number: message.attempts + 1, messages: [message.id])
    guard case .failed(let cause, let isFinal) = result else { return attempt }
    attempt.cause = Self.plain(cause)
    if let renamed = channels.rows.first(where: { $0.was == message.channel }), channels[message.channel] == nil {
      attempt.outcome = .passed
      attempt.next = renamed.id
      attempt.cause = "the channel is called `\(renamed.id)` now"
      return attempt
    }
    let channel = channels[message.channel]
    let retries = channel?.retrySeconds.count ?? 0
    if let next = channel?.then, channels[next] != nil {
      attempt.outcome = isFinal || message.attempts >= retries ? .passed : .failed
      if attempt.outcome == .passed { attempt.next = next }
    } else {
      attempt.outcome = isFinal || message.attempts >= retries ? .undelivered : .failed
    }
    return attempt
  }

  /// What the other side said, on one line and without anything that moves a terminal's cursor.
  private static func plain(_ cause: String) -> String {
    let scalars = cause.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: " "
      default: String(scalar)
      }
    }
    return String(scalars.joined().prefix(causeLimit))
  }

  /// The event of a round: attempts with the same outcome together, in a fixed order.
  package func event(_ reports: [SendReport], at instant: Instant) -> DeliveryAttempted? {
    struct Key: Hashable {
      var channel: String
      var outcome: DeliveryAttempted.Outcome
      var number: Int
      var cause: String
      var next: String
    }
    var groups: [Key: [String]] = [:]
    for report in reports {
      var entries: [Key: [String]] = [:]
      for message in report.envelope.messages {
        let one = attempt(message, report.result)
        let key = Key(channel: one.channel, outcome: one.outcome, number: one.number, cause: one.cause, next: one.next)
        entries[key, default: []].append(message.id)
      }
      for (key, ids) in entries { groups[key, default: []].append(ids.sorted().joined(separator: "+")) }
    }
    guard !groups.isEmpty else { return nil }
    let attempts = groups.map { key, messages in
      DeliveryAttempted.Attempt(
        channel: key.channel, outcome: key.outcome, number: key.number, cause: key.cause, next: key.next,
        messages: messages.sorted())
    }
    return DeliveryAttempted(
      at: instant,
      attempts: attempts.sorted { ($0.channel, $0.messages.first ?? "") < ($1.channel, $1.messages.first ?? "") })
  }
}
