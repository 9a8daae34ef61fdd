import DutyCalendar
import DutyDigest
import DutyLedger
import Testing

@Suite struct ChainTests {
  private let at = Instant(seconds: 1_795_390_200)

  private func envelopes(_ count: Int) -> [[UInt8]] {
    (0..<count).map { index in
      Chain.envelope(
        at: at, kind: .gapClosed, body: EventCodec.encode(.gapClosed(GapClosed(id: "g\(index)", reason: ""))))
    }
  }

  @Test func envelopeIsCanonical() throws {
    let envelope = Chain.envelope(at: at, kind: .gapClosed, body: Array("{\"id\":\"g\",\"reason\":\"\"}".utf8))
    #expect(
      String(decoding: envelope, as: UTF8.self)
        == "{\"at\":\"2026-11-22T23:30:00Z\",\"body\":{\"id\":\"g\",\"reason\":\"\"},\"kind\":\"gap-closed\"}")
    #expect(try JSONValue(parsing: envelope).canonical == envelope)
  }

  @Test(arguments: EventKind.allCases)
  func writingAtOnceGivesTheSameEnvelope(_ kind: EventKind) {
    var samples = EventSamples(seed: 11)
    let event = samples.event(kind)
    var writer = CanonicalWriter()
    let body = Chain.write(event, at: at, into: &writer)
    #expect(writer.bytes == Chain.envelope(at: at, kind: kind, body: EventCodec.encode(event)))
    #expect(Array(writer.bytes[body]) == EventCodec.encode(event))
  }

  @Test func linkIsTheDigestOfPreviousAndPrefixedEvents() {
    let events = envelopes(2)
    var bytes = [UInt8](repeating: 0, count: 32)
    for event in events { bytes += [0, 0, 0, UInt8(event.count)] + event }
    #expect(Chain.link(previous: .zero, events: events) == Digest(of: bytes))
  }

  @Test func largeTransactionsAreHashedInPieces() {
    let events = envelopes(5000)
    var bytes = Digest(of: "before").bytes
    for event in events { bytes += [0, 0, 0, UInt8(event.count)] + event }
    #expect(Chain.link(previous: Digest(of: "before"), events: events) == Digest(of: bytes))
  }

  struct Change: Sendable {
    var why: String
    var events: @Sendable ([[UInt8]]) -> [[UInt8]]
  }

  @Test(arguments: [
    Change(why: "a byte altered") {
      var e = $0; e[1][30] ^= 1; return e
    },
    Change(why: "an event left out") { Array($0.dropFirst()) },
    Change(why: "an event twice") { $0 + [$0[0]] },
    Change(why: "two in another order") { [$0[1], $0[0], $0[2]] },
    Change(why: "two joined into one, the same bytes in all") { [$0[0] + $0[1], $0[2]] },
    Change(why: "nothing at all") { _ in [] },
  ])
  func everyChangeShows(_ change: Change) {
    let events = envelopes(3)
    #expect(Chain.link(previous: .zero, events: change.events(events)) != Chain.link(previous: .zero, events: events))
  }

  @Test func previousCounts() {
    #expect(
      Chain.link(previous: .zero, events: envelopes(1)) != Chain.link(previous: Digest(of: "x"), events: envelopes(1)))
    #expect(Chain.link(previous: "not hexadecimal", events: []) == nil)
    #expect(
      Chain.link(previous: Digest.zero.hex, events: envelopes(1))
        == Chain.link(previous: .zero, events: envelopes(1)).hex)
  }
}
