import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyStore
import DutyTestKit
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOPosix
import Synchronization

@testable import DutyFront

/// The doors of a district on an engine of a test: no socket, no loop, every request a call.
final class Door: Sendable {
  let parts: FrontParts
  let router: FrontRouter
  let desk: BenchDesk
  let access: AccessDatabase
  let clock: ManualClock
  let store: FaultyStore
  /// The rule directory, for a test that edits it.
  let shelf: Shelf

  /// Monday, at nine: the day's tasks are out.
  static let monday = instant("2026-11-23T09:00:00+08:00")

  static func instant(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }

  init(
    _ district: District = .doors, limits: FrontLimits = .roomy, groups: [any RouteGroup] = FrontGroups.all,
    pool: Pool = .shared, finishing: (inout FrontParts) -> Void = { _ in }
  ) throws {
    let bench = try Bench(district, at: Self.instant("2026-11-23T06:00:00+08:00"))
    try bench.run(until: Self.monday)
    store = bench.store
    shelf = bench.shelf
    desk = BenchDesk(bench)
    clock = ManualClock(Self.monday)
    let path = NSTemporaryDirectory() + "/door-\(UUID().uuidString).db"
    access = try AccessDatabase(path: path)
    var parts = FrontParts(
      desk: desk, store: bench.store, evidence: MemoryEvidence(), access: access, queues: NoQueues(), clock: clock,
      journal: RecordingJournal(), randomness: CountedRandomness(), gate: testGate,
      pool: pool == .own ? NIOThreadPool(numberOfThreads: 2) : Self.pool,
      slowPool: pool == .own ? NIOThreadPool(numberOfThreads: 1) : Self.pool, limits: limits)
    // As the daemon is wired.
    parts.problemPage = drawnProblemPage
    finishing(&parts)
    self.parts = parts
    router = FrontRouter(parts, groups: groups)
  }

  deinit {
    try? access.close()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: access.path + suffix) }
  }

  /// A server starts and stops its own pool of threads.
  enum Pool { case shared, own }

  private static let pool: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 2)
    pool.start()
    return pool
  }()

  /// A token for a person, or for a system with a role.
  func token(_ subject: String, role: String = "", isReadOnly: Bool = false, until: Instant? = nil) throws -> String {
    let secret = Secrets.make(.token, parts.randomness)
    try access.add(
      AccessKey(
        id: Secrets.identifier(.token, parts.randomness), kind: .token, hash: Secrets.hash(secret), subject: subject,
        scope: role, isReadOnly: isReadOnly, createdBy: "test", createdAt: clock.now(), expiresAt: until))
    return secret
  }

  struct Reply: Sendable {
    var status: Int
    var fields: HTTPFields
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    var code: String { json["code"]?.string ?? "" }
    /// Whether it leads to an address that tells this, and has a mark.
    func tells(_ address: String) -> Bool {
      let parts = fields[.location]?.split(separator: "&mark=") ?? []
      return parts.count == 2 && parts[0] == address && parts[1].count == 16
    }
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, token: String? = nil, json: JSONValue? = nil, body: [UInt8] = [],
    fields: [(String, String)] = [], peer: String = "127.0.0.1"
  ) async -> Reply {
    var headers = HTTPFields()
    if let token { headers[.authorization] = "Bearer \(token)" }
    if json != nil { headers[.contentType] = "application/json" }
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let bytes = json.map(\.canonical) ?? body
    if !bytes.isEmpty { headers[.contentLength] = String(bytes.count) }
    let head = HTTPRequest(method: method, scheme: nil, authority: nil, path: path, headerFields: headers)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
    let response = await router.respond(request, Connection(peer: peer, channel: nil))
    let collector = Collector()
    try? await response.body.write(collector)
    return Reply(status: response.status.code, fields: response.headers, body: collector.bytes.withLock { $0 })
  }

  private final class Collector: ResponseBodyWriter, Sendable {
    let bytes = Mutex([UInt8]())
    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  /// Lets time go on, for the engine as for the doors.
  func move(to time: String) throws {
    clock.set(Self.instant(time))
    try desk.run(until: clock.now())
  }

  /// A finding at a road, by somebody of neither unit that answers for it; its number.
  func patrolled(at road: String) async throws -> String {
    let wish: JSONValue = [
      "text": .string("垃圾 \(road)"), "source": "patrol", "standard": "road-clean", "place": .string(road),
      "by": "p-judge",
    ]
    let reply = await desk.perform("finding-add", wish, author: "test", deed: nil, unless: nil)
    guard let id = reply.body["finding"]?["id"]?.string else { throw Unfiled(told: "\(reply.body)") }
    return id
  }

  struct Unfiled: Error { var told: String }

  /// The number of the day's task on a road.
  func task(on road: String) throws -> String {
    var filter = TaskFilter()
    filter.subject = road
    return try store.tasks(filter).first?.number ?? "none"
  }
}

extension FrontLimits {
  /// So wide that no test runs into it by chance.
  static var roomy: FrontLimits {
    var limits = FrontLimits()
    (limits.burst, limits.addressBurst, limits.failedBurst) = (100_000, 100_000, 100_000)
    return limits
  }
}

/// Does operations on a bench, one at a time, as the loop would.
final class BenchDesk: FrontDesk, @unchecked Sendable {
  private let bench: Bench
  private let lock = NSLock()

  init(_ bench: Bench) { self.bench = bench }

  func view() -> FrontView? {
    lock.withLock {
      FrontView(
        planner: bench.engine.current.planner,
        status: FrontStatus(
          problem: nil, refused: nil, next: nil, lastReload: nil, head: (try? bench.store.head().number) ?? 0,
          at: bench.now))
    }
  }

  func perform(
    _ operation: String, _ arguments: JSONValue, author: String, deed: RequestMark?,
    unless: (@Sendable () -> ControlReply?)?
  ) async -> ControlReply { act(operation, arguments, author, deed, unless) }

  private func act(
    _ operation: String, _ arguments: JSONValue, _ author: String, _ deed: RequestMark?,
    _ unless: (@Sendable () -> ControlReply?)?
  ) -> ControlReply {
    lock.withLock {
      if let refusal = unless?() { return refusal }
      return bench.engine.perform(operation, arguments, author: author, at: bench.now, deed: deed)
    }
  }

  func run(until end: Instant) throws { try lock.withLock { try bench.run(until: end) } }

  func changes(after number: Int64) -> AsyncStream<Int64> { AsyncStream { $0.finish() } }
}

struct NoQueues: QueueShelf {
  func file(_ name: String, of date: CivilDate) -> [UInt8]? { nil }
  func stamp(_ name: String, of date: CivilDate) -> String? { nil }
}

/// Secrets that a test can foretell, each other than the last.
final class CountedRandomness: Randomness {
  private let count = Mutex(UInt64(0))

  func bytes(_ count: Int) -> [UInt8] {
    let number = self.count.withLock { number in
      number += 1
      return number
    }
    return (0..<count).map { UInt8(truncatingIfNeeded: number &* 6_364_136_223_846_793_005 >> UInt64(($0 % 8) * 8)) }
  }
}
