import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDigest
import DutyDispatch
import DutyLedger
import DutyPlanning
import DutyPorts

/// What waits to be sent, as the engine remembers it.
struct OutboxMemory {
  /// `nil` until somebody asks: most books have no channels.
  var outbox: Outbox?
  /// Messages that somebody is sending at this moment.
  var busy: Set<String> = []

  mutating func note(_ events: [Event], at instant: Instant) {
    guard outbox != nil else { return }
    for case .fact(let fact) in events { outbox?.note(fact, at: instant) }
  }
}

/// Messages: which there are because of what happened, when they go out, and what became of them.
extension Engine {
  /// The messages that events of one transaction cause, as events of the same transaction.
  ///
  /// - Parameter queues: whose queues a dispatch among them changes.
  func messages(for events: [Event], queues: [String], at instant: Instant) -> [Event] {
    guard !book.channels.rows.isEmpty else { return [] }
    var routing: Routing?
    func queued(_ kind: MessageKind, _ document: String, _ recipients: [String], _ items: [String] = []) -> [Event] {
      guard !recipients.isEmpty, Routing.wants(kind, book) else { return [] }
      let ready = routing ?? makeRouting(at: instant)
      routing = ready
      let to = ready.routes(kind, to: recipients)
      let cause = "\(kind.rawValue):\(document)"
      return to.isEmpty ? [] : [.fact(Fact(DeliveryQueued(cause: cause, to: to, items: items)))]
    }
    var found: [Event] = []
    var rungs: [RungFired] = []
    var reports: [String: [String]] = [:]
    for event in events {
      switch event {
      case .dispatched(let record) where record.outcome != .missed:
        let kind: MessageKind = record.outcome == .daily ? .queue : .immediate
        found += queued(kind, "\(record.date).\(record.revision)", queues)
      case .rung(let fired): if !issuesDocument(fired.ladder, fired.rung) { rungs.append(fired) }
      case .fact(let fact):
        if let notice = fact.record(Notice.self) { found += queued(.notice, notice.id, notice.content.recipients) }
        if let fired = fact.record(UnitRung.self), !issuesDocument(fired.ladder, fired.rung) {
          found += queued(.rung, fired.id, fired.recipients, ["unit " + fired.id])
        }
        if let delivery = fact.record(Delivery.self), delivery.way == "file" {
          reports[delivery.document, default: []].append(delivery.recipient)
        }
      default: break
      }
    }
    for (document, recipients) in reports.sorted(by: { $0.key < $1.key }) {
      found += queued(.report, document, recipients)
    }
    return found + rungMessages(rungs, queued)
  }

  /// One event for all rungs of a transaction; whom each tells is in its own event.
  private func rungMessages(
    _ rungs: [RungFired], _ queued: (MessageKind, String, [String], [String]) -> [Event]
  ) -> [Event] {
    guard !rungs.isEmpty else { return [] }
    let items = rungs.map { "\($0.task) \($0.ladder)/\($0.rung)" }
    let name = JSONValue.array(items.map { .string($0) }).digest.hex.prefix(12).uppercased()
    return queued(.rung, name, rungs.flatMap(\.recipients), items)
  }

  /// Whether a rung's recipients get a numbered document instead.
  private func issuesDocument(_ ladder: String, _ rung: Int) -> Bool {
    guard let ladder = book.ladders[ladder], ladder.rungs.indices.contains(rung - 1) else { return false }
    return ladder.rungs[rung - 1].isDocument
  }

  private func makeRouting(at instant: Instant) -> Routing {
    var matchers: [UnitSelector: UnitMatcher] = [:]
    for channel in book.channels.rows {
      for selector in [channel.audience?.units, channel.audience?.peopleOf].compactMap(\.self) {
        matchers[selector] = UnitMatcher(selector, book: book)
      }
    }
    let ready = matchers
    return Routing(book, on: date(of: instant)) { ready[$0]?.matches($1) ?? false }
  }

  /// Whether a dispatch causes messages, so that its recipients have to be known.
  func wantsQueueMessages(_ record: DispatchRecord) -> Bool {
    Routing.wants(record.outcome == .daily ? .queue : .immediate, book)
  }

  // MARK: Sending

  /// The messages that wait, found from the ledger's events where nobody asked before.
  package func outbox() throws(EngineError) -> Outbox {
    if let known = deliveries.outbox { return known }
    var outbox = Outbox()
    let facts = try reading { store throws(StoreError) in
      try store.facts(FactQuery(.deliveryQueued, .deliveryAttempted))
    }
    for stored in facts { outbox.note(stored.fact, at: stored.at) }
    deliveries.outbox = outbox
    return outbox
  }

  private func rounds() throws(EngineError) -> Rounds {
    Rounds(try outbox(), book.channels, zone, busy: deliveries.busy)
  }

  /// What goes out now. Until ``sent(_:at:)`` says what became of them they are not given out again.
  package func takeMessages(at now: Instant, limit: Int = 200) throws(EngineError) -> [Envelope] {
    guard try !outbox().pending.isEmpty else { return [] }
    let taken = try rounds().envelopes(at: now, limit: limit)
    let orphans = taken.filter { book.channels[$0.channel] == nil }
    try sent(
      orphans.map { SendReport($0, .failed("the channel `\($0.channel)` is not declared any more", isFinal: true)) },
      at: now)
    let carried = taken.filter { book.channels[$0.channel] != nil }
    for envelope in carried { deliveries.busy.formUnion(envelope.messages.map(\.id)) }
    return carried
  }

  /// The first instant after another at which a message goes out; `nil` for none.
  func nextDelivery(after instant: Instant) throws(EngineError) -> Instant? {
    // A book without channels may still have messages of an earlier one: they are the office's.
    if book.channels.rows.isEmpty, deliveries.outbox?.pending.isEmpty ?? true { return nil }
    guard try !outbox().pending.isEmpty else { return nil }
    return try rounds().next(after: instant)
  }

  /// Records what became of messages: one event for the round, and for each document that reached somebody that it did.
  package func sent(_ reports: [SendReport], at now: Instant) throws(EngineError) {
    let waiting = try outbox().pending
    // Asked for again meanwhile: what it was is not what waits now.
    let current = reports.compactMap { report in
      report.envelope.keeping { waiting[$0.id] == $0 }.map { SendReport($0, report.result) }
    }
    if let event = Verdicts(book.channels).event(current, at: now) {
      try append([.fact(Fact(event))] + reached(current), at: now)
      tell(event)
    }
    for report in reports { deliveries.busy.subtract(report.envelope.messages.map(\.id)) }
  }

  private func reached(_ reports: [SendReport]) throws(EngineError) -> [Event] {
    var events: [Event] = []
    var seen: Set<String> = []
    for report in reports where report.result == .delivered {
      for message in report.envelope.messages where message.kind == .notice || message.kind == .report {
        let delivery = Delivery(document: message.document, recipient: message.recipient, way: message.channel)
        let known = try reading { store throws(StoreError) in try store.fact(.delivery, id: delivery.id) }
        if known == nil, seen.insert(delivery.id).inserted { events.append(.fact(Fact(delivery))) }
      }
    }
    return events
  }

  private func tell(_ event: DeliveryAttempted) {
    for attempt in event.attempts where attempt.outcome != .delivered {
      let what: String
      switch attempt.outcome {
      case .passed: what = "passed on to \(attempt.next)"
      case .undelivered: what = "nothing is left to try: the office has them"
      default: what = "tried again later"
      }
      journal.write(
        JournalMessage(
          .deliveryFailed, attempt.outcome == .failed ? .notice : .warning,
          "\(attempt.messages.count) messages not delivered by \(attempt.channel): \(attempt.cause); \(what)",
          ["DUTY_CHANNEL": attempt.channel]))
    }
  }
}

extension Engine {
  /// Lines of the office's queue about messages; there may be thousands where a gateway died.
  private static let noticeLimit = 20

  /// What no channel could deliver, for the office's queue: nothing fails silently.
  func undeliveredNotices() throws(EngineError) -> [String] {
    if book.channels.rows.isEmpty, deliveries.outbox == nil { return [] }
    let left = try outbox().undelivered.values.sorted { ($1.queuedAt, $0.id) < ($0.queuedAt, $1.id) }
    let isChinese = book.settings.locale == .chinese
    var lines = left.prefix(Self.noticeLimit).map { message in
      let name = book.units[message.recipient]?.name ?? book.people[message.recipient]?.name ?? message.recipient
      let why = "\(message.channel): \(message.trouble)"
      return isChinese
        ? "未能送达 \(name)，请人工送达：\(message.cause)（\(why)）"
        : "not delivered to \(name), tell them yourselves: \(message.cause) (\(why))"
    }
    let more = left.count - lines.count
    if more > 0 { lines.append(isChinese ? "另有 \(more) 条消息未能送达" : "\(more) more messages were not delivered") }
    return lines
  }
}
