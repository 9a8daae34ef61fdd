import DutyCalendar
import DutyDigest

/// Messages that are to be sent because of something in the same transaction; one event for all of them.
///
/// - Shape: ``cause`` is `KIND:DOCUMENT`: `queue:2026-11-23.1`, `notice:bulletin/2026/3`, `rung:1A2B3C4D5E6F`,
///   `report:digest/2026-W47`. ``to`` has the recipients of each channel. What a message says derives from its cause.
/// - Source: issue 4 §3.
package struct DeliveryQueued: FactRecord {
  package static var kind: EventKind { .deliveryQueued }
  package var cause: String
  /// 0 at first; from 1 where somebody asked for it again.
  package var again: Int
  /// Units and people by channel.
  package var to: [String: [String]]
  /// What a message without a document speaks of: `TASK LADDER/RUNG`.
  package var items: [String]
  /// Who asked for it again.
  package var by: String
  package var reason: String

  package init(
    cause: String, again: Int = 0, to: [String: [String]], items: [String] = [], by: String = "", reason: String = ""
  ) {
    self.cause = cause
    self.again = again
    self.to = to
    self.items = items
    self.by = by
    self.reason = reason
  }

  package var id: String { again == 0 ? cause : "\(cause)#\(again)" }
  package var topics: [String] { document.map { [Topic.notice($0)] } ?? [] }

  /// The numbered document or the report that it is about.
  package var document: String? {
    for prefix in ["notice:", "report:"] where cause.hasPrefix(prefix) { return String(cause.dropFirst(prefix.count)) }
    return nil
  }

  package func write(_ fields: inout FactWriter) {
    fields.text("cause", cause)
    fields.integer("again", again)
    fields.value("to", .object(to.mapValues { .array($0.map { .string($0) }) }))
    fields.texts("items", items)
    fields.text("by", by)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    cause = try fields.text("cause")
    again = try fields.integer("again", or: 0)
    to = try fields.textLists("to")
    items = try fields.texts("items", or: [])
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// What became of a round of attempts.
///
/// - Shape: attempts with the same outcome stand together; messages by identifier, sorted.
package struct DeliveryAttempted: FactRecord {
  package static var kind: EventKind { .deliveryAttempted }

  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case delivered
    /// Not delivered; it is tried again.
    case failed
    /// Not delivered, nor tried again by this channel: it goes to ``Attempt/next``.
    case passed = "passed-on"
    /// Nothing is left to try: the office knows.
    case undelivered
  }

  package struct Attempt: Hashable, Sendable {
    package var channel: String
    package var outcome: Outcome
    /// From 1 for each message and channel.
    package var number: Int
    /// Why it was not delivered; empty where it was.
    package var cause: String
    /// The channel that tries next, where this one gave up.
    package var next: String
    package var messages: [String]

    package init(
      channel: String, outcome: Outcome, number: Int, cause: String = "", next: String = "", messages: [String]
    ) {
      self.channel = channel
      self.outcome = outcome
      self.number = number
      self.cause = cause
      self.next = next
      self.messages = messages
    }
  }

  package var at: Instant
  package var attempts: [Attempt]

  package init(at: Instant, attempts: [Attempt]) {
    self.at = at
    self.attempts = attempts
  }

  package var id: String {
    let value = JSONValue.array([.int(at.seconds)] + attempts.map(\.value))
    return String(value.digest.hex.prefix(16))
  }

  package func write(_ fields: inout FactWriter) {
    fields.instant("round", at)
    fields.value("attempts", .array(attempts.map(\.value)))
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    at = try fields.instant("round")
    attempts = []
    for var inner in try fields.objects("attempts") {
      attempts.append(
        Attempt(
          channel: try inner.text("channel"), outcome: try inner.name("outcome"), number: try inner.integer("number"),
          cause: try inner.text("cause", or: ""), next: try inner.text("next", or: ""),
          messages: try inner.texts("messages")))
      try inner.finish()
    }
  }
}

extension DeliveryAttempted.Attempt {
  fileprivate var value: JSONValue {
    var writer = FactWriter()
    writer.text("channel", channel)
    writer.text("outcome", outcome.rawValue)
    writer.integer("number", number)
    writer.text("cause", cause)
    writer.text("next", next)
    writer.value("messages", .array(messages.map { .string($0) }))
    return .object(writer.fields)
  }
}
