import DutyCalendar
import DutyDigest

/// The hash chain: one link per transaction, H(previous ‖ events).
///
/// - Shape: an event is chained as its envelope, the canonical JSON object `{"at":…,"body":…,"kind":…}`, after its length
///   as four bytes, the highest first. So the chain covers what happened, when it happened, the order, and the
///   number of events; it does not cover `recordedAt`, nor where a store keeps the event.
/// - Source: SHA-256; the first link's previous is 32 zero bytes.
package enum Chain {
  /// The link of a transaction whose events have these envelopes.
  package static func link(previous: Digest, events: [[UInt8]]) -> Digest {
    var hasher = LinkHasher(previous: previous)
    for event in events {
      event.withUnsafeBytes { hasher.add($0) }
    }
    return hasher.finish()
  }

  /// What is chained of one event.
  package static func envelope(at instant: Instant, kind: EventKind, body: [UInt8]) -> [UInt8] {
    var writer = CanonicalWriter(reserving: body.count + 64)
    openEnvelope(at: instant, into: &writer)
    writer.bytes.append(contentsOf: body)
    closeEnvelope(kind: kind, into: &writer)
    return writer.bytes
  }

  /// Writes the envelope of an event whose body does not exist yet; returns where the body lies.
  package static func write(_ event: Event, at instant: Instant, into writer: inout CanonicalWriter) -> Range<Int> {
    openEnvelope(at: instant, into: &writer)
    let start = writer.bytes.count
    EventCodec.write(event, into: &writer)
    let end = writer.bytes.count
    closeEnvelope(kind: event.kind, into: &writer)
    return start..<end
  }

  private static func openEnvelope(at instant: Instant, into writer: inout CanonicalWriter) {
    writer.open()
    writer.field("at", instant)
    writer.key("body")
  }

  private static func closeEnvelope(kind: EventKind, into writer: inout CanonicalWriter) {
    writer.raw(",\"kind\":\"")
    var name = kind.rawValue
    name.withUTF8 { writer.bytes.append(contentsOf: $0) }
    writer.raw("\"}")
  }
}

/// Hashes the envelopes of one transaction as they come.
package struct LinkHasher: ~Copyable {
  private var hasher: Hasher256
  /// Small envelopes are gathered, so that the hash is not called for each.
  private var gathered: [UInt8] = []
  private static let room = 1 << 16

  package init(previous: Digest) {
    hasher = Hasher256()
    gathered.reserveCapacity(4096)
    gathered.append(contentsOf: previous.bytes)
  }

  package mutating func add(_ envelope: UnsafeRawBufferPointer) {
    let count = UInt32(truncatingIfNeeded: envelope.count)
    for shift: UInt32 in [24, 16, 8, 0] { gathered.append(UInt8(truncatingIfNeeded: count >> shift)) }
    gathered.append(contentsOf: envelope)
    if gathered.count >= LinkHasher.room { flush() }
  }

  private mutating func flush() {
    hasher.update(gathered)
    gathered.removeAll(keepingCapacity: true)
  }

  package consuming func finish() -> Digest {
    hasher.update(gathered)
    return hasher.finish()
  }
}

extension Chain {
  /// ``link(previous:events:)`` over printed digests; `nil` when `previous` is not one.
  package static func link(previous: String, events: [[UInt8]]) -> String? {
    Digest(hex: previous).map { link(previous: $0, events: events).hex }
  }
}
