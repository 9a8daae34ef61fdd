import DutyBook
import DutyCalendar
import DutyDelivery
import DutyLedger
import DutyPorts

extension Engine {
  static let deliveryOperations: [String: OperationBody] = [
    "delivery-retry": { (engine, call) throws(EngineError) in try engine.retryDelivery(call) }
  ]

  /// Days back in which a message can be asked for again.
  private static let retryDays: Int64 = 90

  /// Sends messages again, from the first channel on: one by its identifier, those of a cause, or all that the office
  /// has.
  private func retryDelivery(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let (id, cause, recipient) = (call.text("id"), call.text("cause"), call.text("recipient"))
    let isAll = call.arguments["undelivered"]?.bool ?? false
    guard [id, cause, isAll ? "all" : ""].filter({ !$0.isEmpty }).count == 1 else {
      return .error(
        400, "a retry names one message, one cause or all that is undelivered",
        help: "dutyctl delivery retry msg_…, or --cause notice:bulletin/2026/3, or --undelivered")
    }
    let left = try outbox().undelivered
    var wanted: [String: [String: [String]]] = [:]
    var items: [String: [String]] = [:]
    let query = FactQuery(.deliveryQueued, from: call.at.adding(seconds: -Self.retryDays * 86_400))
    for stored in try reading({ store throws(StoreError) in try store.facts(query) }) {
      guard let queued = stored.fact.record(DeliveryQueued.self) else { continue }
      for (channel, recipients) in queued.to where book.channels[channel] != nil {
        for one in recipients {
          let message = MessageID.of(cause: queued.cause, recipient: one, channel: channel)
          guard isAll ? left[message] != nil : message == id || queued.cause == cause else { continue }
          guard recipient.isEmpty || recipient == one else { continue }
          guard wanted[queued.cause]?[channel]?.contains(one) != true else { continue }
          wanted[queued.cause, default: [:]][channel, default: []].append(one)
          items[queued.cause] = queued.items
        }
      }
    }
    if isAll, left.isEmpty { return ControlReply(["outcome": "nothing", "messages": 0]) }
    guard !wanted.isEmpty else {
      return .error(
        404, "no such message in the last \(Self.retryDays) days by a channel that is declared",
        help: "see `dutyctl delivery list --all`")
    }
    var events: [Event] = []
    for (cause, to) in wanted.sorted(by: { $0.key < $1.key }) {
      let again = try timesAsked(for: cause) + 1
      events.append(
        .fact(
          Fact(
            DeliveryQueued(
              cause: cause, again: again, to: to.mapValues { $0.sorted() }, items: items[cause] ?? [],
              by: call.text("by").isEmpty ? call.author : call.text("by"), reason: call.text("reason")))))
    }
    try append(events, at: call.at)
    let count = wanted.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } }
    return ControlReply(["outcome": "queued", "messages": .int(Int64(count))])
  }

  private func timesAsked(for cause: String) throws(EngineError) -> Int {
    var times = 0
    while try reading({ store throws(StoreError) in try store.fact(.deliveryQueued, id: "\(cause)#\(times + 1)") })
      != nil
    {
      times += 1
    }
    return times
  }

  /// For `status`: what waits, what nobody could deliver, and what each channel did; `nil` without channels.
  func deliveryStatus() throws(EngineError) -> JSONValue? {
    if book.channels.rows.isEmpty, deliveries.outbox == nil { return nil }
    let outbox = try outbox()
    return [
      "pending": .int(Int64(outbox.pending.count)), "undelivered": .int(Int64(outbox.undelivered.count)),
      "channels": .object(
        outbox.tallies.mapValues { tally in
          [
            "delivered": .int(Int64(tally.delivered)), "failed": .int(Int64(tally.failed)),
            "passed-on": .int(Int64(tally.passed)), "undelivered": .int(Int64(tally.undelivered)),
          ]
        }),
    ]
  }
}
