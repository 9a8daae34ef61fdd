import DutyBook
import DutyCalendar
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyDelivery

/// When messages go out: backoff, quiet hours, throttle, digest.
@Suite struct TimingTests {
  struct Wait: Sendable {
    var failures: Int
    var least: Int?
    var most: Int?
    var why: String
  }

  @Test(arguments: [
    Wait(failures: 1, least: 60, most: 72, why: "a minute and up to a fifth"),
    Wait(failures: 2, least: 300, most: 360, why: "five"), Wait(failures: 3, least: nil, most: nil, why: "no more"),
    Wait(failures: 0, least: nil, most: nil, why: "nothing failed"),
  ])
  func backoff(_ c: Wait) {
    for n in 0..<50 {
      let seconds = Backoff.seconds(after: c.failures, of: [60, 300], message: "msg_\(n)")
      if let least = c.least, let most = c.most {
        #expect(seconds.map { (least...most).contains($0) } ?? false, "\(c.why)")
      } else {
        #expect(seconds == nil, "\(c.why)")
      }
      #expect(seconds == Backoff.seconds(after: c.failures, of: [60, 300], message: "msg_\(n)"), "no chance in it")
    }
  }

  @Test func aThousandFailuresDoNotComeBackTogether() {
    let waits = (0..<1000).compactMap { Backoff.seconds(after: 1, of: [600], message: "msg_\($0)") }
    let most = Dictionary(grouping: waits) { $0 }.values.map(\.count).max() ?? 0
    #expect(most < 30, "\(most) in one second")
  }

  struct Quiet: Sendable {
    var hours: String
    var at: String
    var end: String
    var why: String
  }

  @Test(arguments: [
    Quiet(hours: "22:00-07:00", at: "2026-11-23 21:59:59", end: "2026-11-23 21:59:59", why: "not yet"),
    Quiet(hours: "22:00-07:00", at: "2026-11-23 22:00", end: "2026-11-24 07:00", why: "over midnight"),
    Quiet(hours: "22:00-07:00", at: "2026-11-24 03:00", end: "2026-11-24 07:00", why: "after midnight"),
    Quiet(hours: "22:00-07:00", at: "2026-11-24 07:00", end: "2026-11-24 07:00", why: "its end is not quiet"),
    Quiet(hours: "12:00-14:00", at: "2026-11-24 13:00", end: "2026-11-24 14:00", why: "within a day"),
    Quiet(hours: "12:00-14:00", at: "2026-11-24 23:00", end: "2026-11-24 23:00", why: "within a day, not then"),
    Quiet(hours: "20:00-24:00", at: "2026-11-24 23:00", end: "2026-11-25 00:00", why: "to midnight"),
  ])
  func quietHours(_ c: Quiet) throws {
    let parts = c.hours.split(separator: "-").map(String.init)
    let hours = Channel.QuietHours(
      from: try #require(WallMinute(parts[0])), until: try #require(WallMinute(parts[1])))
    #expect(wall(hours.end(at: moment(c.at), in: shanghai)) == wall(moment(c.end)), "\(c.why)")
  }

  // MARK: Rounds

  /// Messages `KIND:DOCUMENT` to `RECIPIENT` by the channel `c`, queued at a time.
  static func outbox(_ queued: [(cause: String, to: [String], at: String)]) -> Outbox {
    var outbox = Outbox()
    for one in queued {
      outbox.note(Fact(DeliveryQueued(cause: one.cause, to: ["c": one.to])), at: moment(one.at))
    }
    return outbox
  }

  static func channel(_ change: (inout Channel) -> Void = { _ in }) -> Table<Channel> {
    var channel = Channel(id: "c", kind: .webhook, source: SourcePlace("dispatch/c.yaml"))
    change(&channel)
    return Table([channel])
  }

  static func delivered(_ messages: [String], _ at: String) -> Fact {
    Fact(
      DeliveryAttempted(
        at: moment(at), attempts: [.init(channel: "c", outcome: .delivered, number: 1, messages: messages)]))
  }

  @Test func oneByOneInTheOrderOfTheirComing() {
    let outbox = Self.outbox([
      ("notice:a/2026/2", ["u-b"], "2026-11-23 09:01"), ("notice:a/2026/1", ["u-b", "u-a"], "2026-11-23 09:00"),
    ])
    let found = Rounds(outbox, Self.channel(), shanghai).envelopes(at: moment("2026-11-23 09:01"), limit: 9)
    #expect(found.map(\.messages.count) == [1, 1, 1])
    #expect(found.last?.messages.first?.cause == "notice:a/2026/2")
    #expect(Rounds(outbox, Self.channel(), shanghai).envelopes(at: moment("2026-11-23 09:01"), limit: 2).count == 2)
    let busy = Rounds(outbox, Self.channel(), shanghai, busy: Set(found.flatMap { $0.messages.map(\.id) }))
    #expect(busy.envelopes(at: moment("2026-11-23 09:01"), limit: 9).isEmpty, "what is being sent is not sent again")
  }

  @Test func quietHoursHoldWhatCanWait() {
    let outbox = Self.outbox([
      ("notice:a/2026/1", ["u-a"], "2026-11-23 22:30"), ("immediate:2026-11-23.2", ["u-a"], "2026-11-23 22:30"),
    ])
    let channels = Self.channel { channel in
      channel.quiet = WallMinute("22:00").flatMap { from in
        WallMinute("07:00").map { Channel.QuietHours(from: from, until: $0) }
      }
    }
    let rounds = Rounds(outbox, channels, shanghai)
    let now = moment("2026-11-23 22:30")
    #expect(rounds.envelopes(at: now, limit: 9).map { $0.messages[0].cause } == ["immediate:2026-11-23.2"])
    #expect(rounds.next(after: now).map { wall($0) } == "2026-11-24 07:00")
  }

  @Test func aDowntimeComesAsOneDigest() {
    let outbox = Self.outbox([
      ("queue:2026-11-20.1", ["u-a", "u-b"], "2026-11-20 07:30"), ("notice:a/2026/1", ["u-a"], "2026-11-20 10:00"),
      ("queue:2026-11-23.1", ["u-a"], "2026-11-23 09:00"),
    ])
    let found = Rounds(outbox, Self.channel(), shanghai).envelopes(at: moment("2026-11-23 09:00"), limit: 9)
    #expect(found.map(\.recipient).sorted() == ["u-a", "u-b"])
    let digest = found.first { $0.recipient == "u-a" }
    #expect(digest?.messages.count == 3 && digest?.isDigest == true)
    #expect(digest?.id == MessageID.digest(of: digest?.messages.map(\.id) ?? []), "the same again after a death")
  }

  @Test func aFloodIsOneDigestAndThenWaits() {
    var outbox = Self.outbox((1...5).map { ("notice:a/2026/\($0)", ["u-a"], "2026-11-23 09:00") })
    let channels = Self.channel { $0.throttle = Channel.Throttle(count: 2, seconds: 60) }
    let now = moment("2026-11-23 09:00")
    let first = Rounds(outbox, channels, shanghai).envelopes(at: now, limit: 9)
    #expect(first.count == 1 && first[0].messages.count == 5, "more than two become one")
    outbox.note(Self.delivered([first[0].entry], "2026-11-23 09:00"), at: now)
    #expect(outbox.pending.isEmpty)
    outbox.note(Fact(DeliveryQueued(cause: "notice:a/2026/6", to: ["c": ["u-a"]])), at: moment("2026-11-23 09:00:10"))
    let second = Rounds(outbox, channels, shanghai).envelopes(at: moment("2026-11-23 09:00:10"), limit: 9)
    #expect(second.map(\.messages.count) == [1], "a digest counts as one: there is room for another")
    outbox.note(Self.delivered([second[0].entry], "2026-11-23 09:00:10"), at: moment("2026-11-23 09:00:10"))
    outbox.note(Fact(DeliveryQueued(cause: "notice:a/2026/7", to: ["c": ["u-a"]])), at: moment("2026-11-23 09:00:20"))
    let third = Rounds(outbox, channels, shanghai)
    #expect(third.envelopes(at: moment("2026-11-23 09:00:20"), limit: 9).isEmpty, "no room")
    #expect(third.next(after: moment("2026-11-23 09:00:20")).map { wall($0) } == "2026-11-23 09:01")
    #expect(third.envelopes(at: moment("2026-11-23 09:01"), limit: 9).count == 1, "and room again")
  }
}
