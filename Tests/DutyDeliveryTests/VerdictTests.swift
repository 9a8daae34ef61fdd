import DutyBook
import DutyCalendar
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyDelivery

/// What failures come to: again, the next channel, the office.
@Suite struct VerdictTests {
  struct Case: Sendable {
    var attempts: Int
    var isFinal = false
    var channel = "a"
    var outcome: DeliveryAttempted.Outcome
    var next = ""
    var why: String
  }

  static let channels: Table<Channel> = {
    func channel(_ id: String, then: String?) -> Channel {
      var channel = Channel(id: id, kind: .webhook, source: SourcePlace("dispatch/\(id).yaml"))
      channel.retrySeconds = [60, 300]
      channel.then = then
      return channel
    }
    return Table([channel("a", then: "b"), channel("b", then: nil), channel("c", then: "gone")])
  }()

  @Test(arguments: [
    Case(attempts: 0, outcome: .failed, why: "the first failure is followed by a retry"),
    Case(attempts: 1, outcome: .failed, why: "and by the last"),
    Case(attempts: 2, outcome: .passed, next: "b", why: "then the next channel has it"),
    Case(attempts: 0, isFinal: true, outcome: .passed, next: "b", why: "trying again would come to the same"),
    Case(attempts: 2, channel: "b", outcome: .undelivered, why: "the end of the chain is the office"),
    Case(attempts: 2, channel: "c", outcome: .undelivered, why: "a channel that is not there cannot have it"),
    Case(attempts: 0, channel: "x", outcome: .undelivered, why: "nor one that was taken out of the rules"),
  ])
  func failures(_ c: Case) {
    let message = OutboxMessage(
      id: "m", cause: "notice:a/2026/1", recipient: "u-a", items: [], again: 0, channel: c.channel,
      attempts: c.attempts, queuedAt: Instant(seconds: 0), since: Instant(seconds: 0), trouble: "")
    let found = Verdicts(Self.channels).attempt(message, .failed("no", isFinal: c.isFinal))
    #expect(found.outcome == c.outcome && found.next == c.next && found.number == c.attempts + 1, "\(c.why)")
    #expect(found.cause == "no")
  }

  @Test func whatTheOtherSideSaysIsPlain() {
    let message = OutboxMessage(
      id: "m", cause: "notice:a/2026/1", recipient: "u-a", channel: "a", queuedAt: Instant(seconds: 0),
      since: Instant(seconds: 0))
    let long = "\u{1B}[31mno\nway\u{202E}" + String(repeating: "长", count: 1000)
    let cause = Verdicts(Self.channels).attempt(message, .failed(long, isFinal: false)).cause
    #expect(cause.hasPrefix(" [31mno way 长") && cause.count == 300)
  }

  @Test func aRenamedChannelKeepsItsMessages() {
    var renamed = Channel(id: "new", kind: .webhook, source: SourcePlace("dispatch/new.yaml"))
    renamed.was = "old"
    let message = OutboxMessage(
      id: "m", cause: "notice:a/2026/1", recipient: "u-a", channel: "old", queuedAt: Instant(seconds: 0),
      since: Instant(seconds: 0))
    let found = Verdicts(Table([renamed])).attempt(message, .failed("not declared", isFinal: true))
    #expect(found.outcome == .passed && found.next == "new")
  }

  /// From the first attempt to the office, folded from events only.
  @Test func aChainToTheOffice() throws {
    var outbox = Outbox()
    let cause = "notice:a/2026/1"
    outbox.note(Fact(DeliveryQueued(cause: cause, to: ["a": ["u-a"]])), at: moment("2026-11-23 09:00"))
    var now = moment("2026-11-23 09:00")
    var outcomes: [String] = []
    var ids: Set<String> = []
    while !outbox.pending.isEmpty, outcomes.count < 20 {
      let rounds = Rounds(outbox, Self.channels, shanghai)
      let due = rounds.envelopes(at: now, limit: 9)
      if due.isEmpty {
        now = try #require(rounds.next(after: now))
        continue
      }
      ids.formUnion(due.map(\.id))
      let event = try #require(
        Verdicts(Self.channels).event(due.map { SendReport($0, .failed("dead", isFinal: false)) }, at: now))
      outcomes += event.attempts.map { "\($0.channel) \($0.outcome.rawValue)" }
      outbox.note(Fact(event), at: now)
    }
    #expect(
      outcomes == [
        "a failed", "a failed", "a passed-on", "b failed", "b failed", "b undelivered",
      ])
    #expect(ids.count == 1, "one identifier from the first to the last")
    #expect(outbox.undelivered.values.map(\.trouble) == ["dead"])
    #expect(outbox.tallies["b"]?.undelivered == 1 && outbox.tallies["a"]?.passed == 1)
    // Somebody asks for it again: from the first channel on.
    outbox.note(Fact(DeliveryQueued(cause: cause, again: 1, to: ["a": ["u-a"]], by: "p-1")), at: now)
    #expect(outbox.undelivered.isEmpty && outbox.pending.values.map(\.channel) == ["a"])
    #expect(Set(outbox.pending.keys) == ids)
  }

  @Test func aRoundIsOneEventInAFixedOrder() throws {
    var outbox = Outbox()
    outbox.note(
      Fact(DeliveryQueued(cause: "queue:2026-11-23.1", to: ["a": (1...40).map { "u-\($0)" }])),
      at: moment("2026-11-23 07:30"))
    let now = moment("2026-11-23 07:30")
    let due = Rounds(outbox, Self.channels, shanghai).envelopes(at: now, limit: 99)
    let reports = due.enumerated().map { index, envelope in
      SendReport(envelope, index % 4 == 0 ? .failed("HTTP 503", isFinal: false) : .delivered)
    }
    let one = try #require(Verdicts(Self.channels).event(reports, at: now))
    let other = try #require(Verdicts(Self.channels).event(reports.shuffled(), at: now))
    #expect(one == other && Fact(one).id == Fact(other).id)
    #expect(one.attempts.count == 2 && one.attempts.map(\.messages.count).sorted() == [10, 30])
    #expect(Verdicts(Self.channels).event([], at: now) == nil)
  }
}
