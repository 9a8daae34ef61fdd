import DutyBook
import DutyCalendar
import DutyLedger

/// What goes out as one: a message, or several to the same recipient as a digest.
package struct Envelope: Hashable, Sendable {
  /// The idempotency id.
  package var id: String
  package var channel: String
  package var recipient: String
  package var messages: [OutboxMessage]

  package var isDigest: Bool { messages.count > 1 }

  package init(_ messages: [OutboxMessage]) {
    self.messages = messages
    channel = messages.first?.channel ?? ""
    recipient = messages.first?.recipient ?? ""
    id = messages.count == 1 ? messages[0].id : MessageID.digest(of: messages.map(\.id))
  }

  /// Without the messages that are not meant; `nil` where none is left.
  package func keeping(_ isMeant: (OutboxMessage) -> Bool) -> Envelope? {
    let kept = messages.filter(isMeant)
    return kept.isEmpty ? nil : Envelope(kept)
  }

  /// As an attempt's event names it.
  package var entry: String { messages.map(\.id).joined(separator: "+") }
}

/// When the messages of an outbox are due, and what goes out together.
///
/// - Laws: quiet hours hold what can wait; a recipient never gets more from a channel than its throttle allows: what is
///   more becomes a digest, and so do messages that waited (a downtime, quiet hours) where there are several.
package struct Rounds {
  private let outbox: Outbox
  private let channels: Table<Channel>
  private let zone: Zone
  /// Messages that somebody is sending at this moment.
  private let busy: Set<String>

  /// From here on a message counts as late.
  static let late: Int64 = 300
  /// No digest has more messages.
  static let digestLimit = 200

  package init(_ outbox: Outbox, _ channels: Table<Channel>, _ zone: Zone, busy: Set<String> = []) {
    self.outbox = outbox
    self.channels = channels
    self.zone = zone
    self.busy = busy
  }

  /// The first instant at or after `now` at which a message may go out, by its schedule and the quiet hours.
  package func due(_ message: OutboxMessage, notBefore now: Instant) -> Instant {
    // What no channel carries any more goes to the office at once.
    guard let channel = channels[message.channel] else { return max(message.since, now) }
    var at = message.since
    if message.attempts > 0 {
      let wait = Backoff.seconds(after: message.attempts, of: channel.retrySeconds, message: message.id) ?? 0
      at = at.adding(seconds: Int64(wait))
    }
    at = max(at, now)
    guard let quiet = channel.quiet, !isUrgent(message, channel) else { return at }
    return quiet.end(at: at, in: zone)
  }

  private func isUrgent(_ message: OutboxMessage, _ channel: Channel) -> Bool {
    message.kind.map { channel.urgent.contains($0) } ?? false
  }

  /// What goes out now, in the order in which it came, at most `limit`.
  package func envelopes(at now: Instant, limit: Int) -> [Envelope] {
    var found: [Envelope] = []
    for (desk, messages) in desks() {
      let ready = messages.filter { due($0, notBefore: now) <= now }
      if !ready.isEmpty { found += envelopes(ready, of: messages, at: desk, now: now) }
    }
    found.sort { ($0.messages[0].queuedAt, $0.messages[0].id) < ($1.messages[0].queuedAt, $1.messages[0].id) }
    return Array(found.prefix(limit))
  }

  /// The first instant after another at which something goes out that does not now; `nil` for none.
  package func next(after now: Instant) -> Instant? {
    var best: Instant?
    func consider(_ instant: Instant) {
      if instant > now, instant < best ?? instant.adding(seconds: 1) { best = instant }
    }
    if outbox.pending.isEmpty { return nil }
    for (desk, messages) in desks() {
      for message in messages { consider(due(message, notBefore: now)) }
      if let release = room(at: desk, now).release { consider(release) }
    }
    return best
  }

  private func desks() -> [Outbox.Desk: [OutboxMessage]] {
    var desks: [Outbox.Desk: [OutboxMessage]] = [:]
    for message in outbox.pending.values where !busy.contains(message.id) {
      desks[Outbox.Desk(channel: message.channel, recipient: message.recipient), default: []].append(message)
    }
    return desks.mapValues { $0.sorted { ($0.queuedAt, $0.id) < ($1.queuedAt, $1.id) } }
  }

  private func envelopes(
    _ ready: [OutboxMessage], of all: [OutboxMessage], at desk: Outbox.Desk, now: Instant
  ) -> [Envelope] {
    let room = room(at: desk, now).count
    guard room > 0 else { return [] }
    let waited = ready.filter { now.seconds - $0.queuedAt.seconds >= Self.late }
    guard ready.count > 1, ready.count > room || waited.count > 1 else { return ready.map { Envelope([$0]) } }
    // One digest takes along what failed before and would come soon.
    let chosen = Set(ready.map(\.id))
    let members = all.filter { chosen.contains($0.id) || $0.attempts > 0 }
    return [Envelope(Array(members.prefix(Self.digestLimit)))]
  }

  /// How many more may go out to a recipient, and when there is room again where there is none.
  private func room(at desk: Outbox.Desk, _ now: Instant) -> (count: Int, release: Instant?) {
    guard let throttle = channels[desk.channel]?.throttle else { return (.max, nil) }
    let recent = outbox.delivered(desk, after: now.adding(seconds: -Int64(throttle.seconds)))
    let free = max(0, throttle.count - recent.count)
    return (free, free == 0 ? recent.first?.adding(seconds: Int64(throttle.seconds)) : nil)
  }
}
