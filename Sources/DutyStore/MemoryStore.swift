import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts
import Synchronization

/// The ledger in memory: for simulations, and the measure of what the other stores must do.
///
/// - Shape: the pure fold and the transactions behind one lock; an append that fails takes back what it had done.
package final class MemoryStore: LedgerStore {
  private let state = Mutex(State())

  package init() {}

  struct State: Sendable {
    var projection = Projection()
    var transactions: [KeptTransaction] = []
    var eventCount: Int64 = 0
    /// Where a task's events are, as ``EventPlace/packed``.
    var eventsOfTask = Chains()
    var files: [String: [StoredFile]] = [:]
    var head = Link.genesis
    /// The hash of ``head`` as bytes.
    var hash = Digest(hex: Link.genesis.hash) ?? .zero
  }

  /// A transaction and a place within it.
  struct EventPlace: Sendable {
    var transaction: Int
    var index: Int

    init(transaction: Int, index: Int) {
      self.transaction = transaction
      self.index = index
    }

    /// Both in one number; what is in memory has fewer than 2³¹ of either.
    var packed: Int { transaction << 32 | index }

    init(packed: Int) { self.init(transaction: packed >> 32, index: packed & 0xFFFF_FFFF) }
  }

  func read<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
    state.withLock { body(&$0) }
  }

  @discardableResult
  package func append(
    _ events: [Event], at instant: Instant, recordedAt: Instant
  ) throws(StoreError) -> Link {
    try state.withLock { (state) throws(StoreError) in
      try state.append(events, at: instant, recordedAt: recordedAt)
    }
  }

  package func head() throws(StoreError) -> Link { read { $0.head } }
}

/// A transaction with its bodies in one buffer.
struct KeptTransaction: Sendable {
  var link: Link
  var previous: String
  var recordedAt: Instant
  var first: Int64
  var kinds: [EventKind] = []
  /// What the bodies say.
  var events: [Event] = []
  var bytes: [UInt8] = []
  var ends: [Int] = []

  func event(_ index: Int) -> StoredEvent {
    let start = index == 0 ? 0 : ends[index - 1]
    return StoredEvent(
      sequence: first + Int64(index), transaction: link.number, at: link.at, kind: kinds[index],
      body: Array(bytes[start..<ends[index]]))
  }

  var stored: StoredTransaction {
    StoredTransaction(link: link, previous: previous, recordedAt: recordedAt, events: kinds.indices.map(event))
  }
}

extension MemoryStore.State {
  mutating func append(
    _ events: [Event], at instant: Instant, recordedAt: Instant
  ) throws(StoreError) -> Link {
    if events.isEmpty { return head }
    var journal: [Projection.Undo] = []
    do throws(FoldError) {
      for event in events { try projection.apply(event, at: instant, journal: &journal) }
    } catch {
      projection.undo(journal)
      throw StoreError(error)
    }
    var kept = KeptTransaction(
      link: head, previous: head.hash, recordedAt: recordedAt, first: eventCount + 1)
    var hasher = LinkHasher(previous: hash)
    kept.events = events
    var writer = CanonicalWriter(reserving: 1024)
    for (index, event) in events.enumerated() {
      writer.clear()
      let body = Chain.write(event, at: instant, into: &writer)
      writer.bytes.withUnsafeBytes { hasher.add($0) }
      kept.bytes.append(contentsOf: writer.bytes[body])
      kept.ends.append(kept.bytes.count)
      kept.kinds.append(event.kind)
      let place = MemoryStore.EventPlace(transaction: transactions.count, index: index)
      event.forEachTask { eventsOfTask.add(place.packed, to: $0) }
    }
    hash = hasher.finish()
    head = Link(number: head.number + 1, hash: hash.hex, at: instant)
    kept.link = head
    transactions.append(kept)
    eventCount += Int64(events.count)
    return head
  }
}

extension StoreError {
  init(_ error: FoldError) {
    switch error {
    case .duplicate(let key): self = .duplicate(key)
    case .refused(let reason): self = .refused(reason)
    }
  }
}
