import DutyBook
import DutyCalendar
import DutyDelivery
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// Messages as the engine queues, gives out and records them (issue 4 §3).
@Suite struct OutboxTests {
  static let chat = """
    channel: chat
    kind: webhook
    url: https://chat.example.org/
    retry: 1m, 5m
    then: mail
    for: { messages: immediate }

    """
  static let mail = """
    channel: mail
    kind: files
    retry: 1m

    """

  /// A duty of both roads every workday: it opens at 08:00 and goes out at once.
  static func district(_ channels: [String: String]) -> District {
    var district = District.small
    for (name, text) in channels { district = district.putting("dispatch/\(name).yaml", text) }
    return district
  }

  static func queued(_ bench: Bench) throws -> [DeliveryQueued] {
    try bench.events().compactMap {
      if case .fact(let fact) = $0.event { fact.record(DeliveryQueued.self) } else { nil }
    }
  }

  static func attempted(_ bench: Bench) throws -> [DeliveryAttempted.Attempt] {
    try bench.events().compactMap {
      if case .fact(let fact) = $0.event { fact.record(DeliveryAttempted.self) } else { nil }
    }.flatMap(\.attempts)
  }

  @Test func aBookWithoutChannelsSaysNothing() throws {
    let plain = try Bench(Self.district([:]), at: moment("2026-11-23 07:00"))
    try plain.run(until: moment("2026-11-25 12:00"))
    #expect(try Self.queued(plain).isEmpty)
    let told = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try told.run(until: moment("2026-11-25 12:00"))
    #expect(try !Self.queued(told).isEmpty)
    // But for the messages, and the book's own digest, nothing is different.
    func rest(_ bench: Bench) throws -> [String] {
      let digest = bench.engine.current.book.digest
      return try bench.export().filter { !$0.contains("\"delivery-queued\"") }
        .map { $0.replacing(digest, with: "BOOK").replacing(/"sequence":\d+/, with: "") }
    }
    #expect(try rest(plain) == rest(told))
  }

  @Test func aDispatchAndItsMessagesAreOneTransaction() throws {
    let bench = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    var pairs = 0
    try bench.store.base.forEachTransaction { (transaction) throws(StoreError) in
      let kinds = transaction.events.map(\.kind)
      if kinds.contains(.deliveryQueued) { pairs += kinds.contains(.dispatched) ? 1 : 100 }
    }
    #expect(pairs == 1)
    let event = try #require(try Self.queued(bench).first)
    #expect(
      event.cause == "immediate:2026-11-23.2" && Array(event.to.keys) == ["chat"], "one event, and no fallback in it")
    let readers = event.to["chat"] ?? []
    #expect(readers == readers.sorted() && readers.count > 1)
  }

  @Test func whatIsGivenOutIsGivenOutOnce() throws {
    let bench = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    let taken = try bench.engine.takeMessages(at: bench.now)
    #expect(taken.count == (try Self.queued(bench))[0].to["chat"]?.count)
    #expect(try bench.engine.takeMessages(at: bench.now).isEmpty)
    try bench.engine.sent(taken.map { SendReport($0, .delivered) }, at: bench.now)
    #expect(try bench.engine.outbox().isEmpty)
    #expect(try Self.attempted(bench).map(\.messages.count) == [taken.count], "one event for the round")
    // Recorded twice, it is once in the ledger.
    try bench.engine.sent(taken.map { SendReport($0, .delivered) }, at: bench.now)
    #expect(try Self.attempted(bench).count == 1)
  }

  @Test func aDeathBetweenSendingAndRecordingSendsAgainUnderTheSameName() throws {
    let bench = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    let before = try bench.engine.takeMessages(at: bench.now)
    try bench.restart(at: bench.now)
    let after = try bench.engine.takeMessages(at: bench.now)
    #expect(!before.isEmpty && before == after)
  }

  /// A dead channel and a dead fallback: every wait is the engine's own next instant.
  @Test func aDeadChainEndsAtTheOffice() throws {
    let bench = try Bench(
      Self.district([
        "chat": Self.chat.replacing("messages: immediate", with: "messages: immediate, unit: u-jt"), "mail": Self.mail,
      ]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    var rounds = 0
    var ids: Set<String> = []
    while try !bench.engine.outbox().pending.isEmpty, rounds < 20 {
      let due = try bench.engine.takeMessages(at: bench.now)
      ids.formUnion(due.map(\.id))
      try bench.engine.sent(due.map { SendReport($0, .failed("connection refused", isFinal: false)) }, at: bench.now)
      rounds += due.isEmpty ? 0 : 1
      // A restart on the way changes nothing: all of it is in the ledger.
      if rounds == 2 { try bench.restart(at: bench.now) }
      if due.isEmpty { try bench.run(until: try bench.engine.next(after: bench.now).at) }
    }
    #expect(rounds == 5 && ids.count == 1)
    #expect(
      try Self.attempted(bench).map { "\($0.channel) \($0.number) \($0.outcome.rawValue)" } == [
        "chat 1 failed", "chat 2 failed", "chat 3 passed-on", "mail 1 failed", "mail 2 undelivered",
      ])
    #expect(bench.now < moment("2026-11-23 08:10"), "a minute, five, then a minute, each with its jitter")
    let status = try bench.engine.status(at: bench.now)
    #expect(status["deliveries"]?["undelivered"]?.int == 1)
    #expect(bench.journal.messages.contains { $0.kind == .deliveryFailed && $0.level == .warning })
    // The office asks for it again.
    let refused = bench.engine.perform("delivery-retry", [:], author: "office", at: bench.now)
    #expect(refused.status == 400)
    let reply = bench.engine.perform("delivery-retry", ["undelivered": true], author: "office", at: bench.now)
    #expect(reply.status == 200 && reply.body["messages"]?.int == 1)
    let again = try bench.engine.takeMessages(at: bench.now)
    #expect(again.map(\.id) == Array(ids) && again.map(\.channel) == ["chat"])
    try bench.engine.sent(again.map { SendReport($0, .delivered) }, at: bench.now)
    #expect(try bench.engine.outbox().isEmpty)
    let nothing = bench.engine.perform("delivery-retry", ["undelivered": true], author: "office", at: bench.now)
    #expect(nothing.status == 200 && nothing.body["outcome"] == "nothing", "nothing left is no mistake")
  }

  @Test func aChannelThatWasTakenAwayLeavesItsMessagesToTheOffice() throws {
    let bench = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    bench.shelf.put(Self.district([:]))
    #expect(bench.engine.perform("reload", [:], author: "test", at: bench.now).status == 200)
    #expect(try bench.engine.takeMessages(at: bench.now).isEmpty)
    let outbox = try bench.engine.outbox()
    #expect(outbox.pending.isEmpty && !outbox.undelivered.isEmpty)
    #expect(outbox.undelivered.values.allSatisfy { $0.trouble.contains("not declared any more") })
  }

  @Test func aFullDiskSendsNothingTwice() throws {
    let bench = try Bench(Self.district(["chat": Self.chat, "mail": Self.mail]), at: moment("2026-11-23 07:00"))
    try bench.run(until: moment("2026-11-23 08:00"))
    let taken = try bench.engine.takeMessages(at: bench.now)
    bench.store.failAppend(1)
    #expect(throws: EngineError.self) {
      try bench.engine.sent(taken.map { SendReport($0, .delivered) }, at: bench.now)
    }
    bench.store.failAppend(nil)
    #expect(try bench.engine.takeMessages(at: bench.now).isEmpty, "sent already: only the record is missing")
    try bench.engine.sent(taken.map { SendReport($0, .delivered) }, at: bench.now)
    #expect(try bench.engine.outbox().isEmpty)
  }
}
