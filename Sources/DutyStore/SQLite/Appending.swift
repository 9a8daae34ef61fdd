import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts
import GRDB
import Synchronization

extension SQLiteStore {
  @discardableResult
  package func append(
    _ events: [Event], at instant: Instant, recordedAt: Instant
  ) throws(StoreError) -> Link {
    if events.isEmpty { return try head() }
    return try write { access in
      var transaction = try Transaction(access, at: instant, climbing: climbing.withLock { $0 })
      for event in events { try transaction.add(event) }
      return try transaction.finish(recordedAt: recordedAt)
    }
  }

  package func head() throws(StoreError) -> Link {
    try read { try Tail.read($0).link }
  }
}

/// Where the ledger ends.
struct Tail {
  var link: Link
  var hash: Digest
  /// The sequence number of the newest event.
  var sequence: Int64

  static func read(_ access: Access) throws -> Tail {
    let sql = "SELECT number, at, hash, first + count - 1 FROM tx ORDER BY number DESC LIMIT 1"
    let found = try access.first(sql) { row -> Tail in
      let digest = try row.digest(2)
      let link = Link(number: row.int(0), hash: digest.hex, at: Instant(seconds: row.int(1)))
      return Tail(link: link, hash: digest, sequence: row.int(3))
    }
    return found ?? Tail(link: .genesis, hash: .zero, sequence: 0)
  }
}

extension Columns {
  func digest(_ index: Int32) throws -> Digest {
    guard let digest = Digest(stored: bytes(index)) else { throw SQLiteFault(damage: "a link that is no digest") }
    return digest
  }
}

/// One transaction being written: events with their hash, and what they mean for the projections.
///
/// - Shape: each event is encoded once, into one buffer, from which it is hashed and stored.
private struct Transaction: ~Copyable {
  private let access: Access
  private let tail: Tail
  private let instant: Instant
  private var hasher: LinkHasher
  private var writer = CanonicalWriter(reserving: 4096)
  private var projector: Projector
  private var events: RowBuffer
  private var sequence: Int64

  init(_ access: Access, at instant: Instant, climbing: ClimbingRows) throws {
    let tail = try Tail.read(access)
    let events = try RowBuffer("INSERT INTO event (seq, tx, kind, task, body) VALUES (?, ?, ?, ?, ?)", access.db)
    self.init(access, instant, tail, events, Projector(access, climbing: climbing.after == tail.link.number ? climbing : nil))
  }

  private init(_ access: Access, _ instant: Instant, _ tail: Tail, _ events: RowBuffer, _ projector: Projector) {
    self.access = access
    self.instant = instant
    self.tail = tail
    self.events = events
    hasher = LinkHasher(previous: tail.hash)
    self.projector = projector
    sequence = tail.sequence
  }

  mutating func add(_ event: Event) throws {
    writer.clear()
    let body = Chain.write(event, at: instant, into: &writer)
    writer.bytes.withUnsafeBytes { hasher.add($0) }
    sequence += 1
    events.int(sequence)
    events.int(tail.link.number + 1)
    events.text(event.kind.rawValue)
    if let task = event.ownTask { events.text(task) } else { events.null() }
    events.text(writer.bytes[body])
    try events.run()
    try projector.apply(event, sequence: sequence, at: instant)
  }

  consuming func finish(recordedAt: Instant) throws -> Link {
    let hash = hasher.finish()
    let link = Link(number: tail.link.number + 1, hash: hash.hex, at: instant)
    let cells: [Cell] = [
      .int(link.number), .int(instant.seconds), .int(recordedAt.seconds), .int(tail.sequence + 1),
      .int(sequence - tail.sequence), .blob(tail.hash.bytes), .blob(hash.bytes),
    ]
    try access.run(
      "INSERT INTO tx (number, at, recorded_at, first, count, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", cells)
    return link
  }
}

extension Event {
  /// The task under which the event is found again; `nil` where the task's row or rungs point at the event, or where
  /// there is no single task.
  fileprivate var ownTask: String? {
    switch self {
    case .moved(let move): move.task
    case .rederived(let change): change.task
    case .acted(let acted): acted.task
    default: nil
    }
  }
}
