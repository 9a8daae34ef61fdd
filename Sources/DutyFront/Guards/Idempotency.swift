import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts
import DutyReporting
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// The same request sent again is answered as before, and done once.
///
/// - Shape: a POST with the header `Idempotency-Key`; the key counts for one caller. An answer below 500 is kept a day
///   long. The same key with another path or body is refused with 422, one whose first request is at work with 409.
final class Idempotency: Sendable {
  private let parts: FrontParts
  private let atWork = Mutex(Set<String>())
  private let kept = Atomic(0)

  init(_ parts: FrontParts) {
    self.parts = parts
  }

  /// Does `body` once for a key.
  ///
  /// What was done before a crash, and not answered, is answered from the ledger.
  func once(
    _ fields: HTTPFields, scope: String, path: String, body: [UInt8], at now: Instant, isStaff: Bool,
    _ act: (RequestMark?) async throws(Problem) -> Response
  ) async throws(Problem) -> Response {
    guard let key = fields[.idempotencyKey] else { return try await act(nil) }
    guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) || $0 == 32 }) else {
      throw .badRequest("the idempotency key is no key", help: "send 1 to 128 printable characters")
    }
    let request = Digest(of: Array("POST \(path)\n".utf8) + body).bytes
    let access = parts.access
    let known = try await parts.reading { () throws(StoreError) in try access.reply(scope: scope, key: key) }
    if let known { return try Self.repeated(known, of: request) }
    let name = scope + "\n" + key
    guard atWork.withLock({ $0.insert(name).inserted }) else {
      throw Problem(409, "at-work", "the first request of this key is still at work", help: "ask again in a moment")
    }
    defer { _ = atWork.withLock { $0.remove(name) } }
    let deeds = Self.deeds(scope, key, request, at: now)
    if let done = try await before(deeds, isStaff: isStaff) { return done }
    let response = try await act(deeds[0])
    guard response.status.code < 500, let bytes = await Self.bytes(of: response) else { return response }
    var fieldsKept: [String: String] = [:]
    for name in [HTTPField.Name.contentType, .eTag, .location] { fieldsKept[name.rawName] = response.headers[name] }
    let reply = KeptReply(
      request: request, status: response.status.code, fields: fieldsKept, body: bytes, at: now)
    let isTimeToForget = kept.add(1, ordering: .relaxed).newValue % 500 == 0
    _ = try await parts.reading { () throws(StoreError) in
      if isTimeToForget { try access.forget(before: now.adding(seconds: -86_400), keepingRefusals: 100_000) }
      return try access.keep(reply, scope: scope, key: key)
    }
    return response
  }

  /// By what the request is known in the ledger: today, and had it come yesterday.
  private static func deeds(_ scope: String, _ key: String, _ request: [UInt8], at now: Instant) -> [RequestMark] {
    let name = Digest(of: Array((scope + "\n" + key).utf8)).hex.prefix(32)
    let asked = Digest(of: request).hex
    let day = Zone.utc.local(now).date
    return [day, day.adding(days: -1)].map { RequestMark(id: "\(name)/\($0)", request: asked) }
  }

  /// The answer to a request that the ledger says is done; `nil` where it is not.
  private func before(_ deeds: [RequestMark], isStaff: Bool) async throws(Problem) -> Response? {
    let store = parts.store
    let zone = parts.desk.view()?.book.settings.zone ?? .utc
    let found = try await parts.reading { () throws(StoreError) -> (done: RequestDone, body: JSONValue)? in
      for deed in deeds {
        guard let known = try store.record(RequestDone.self, id: deed.id) else { continue }
        return (known.record, try Self.told(known, store, zone, isStaff: isStaff))
      }
      return nil
    }
    guard let (done, body) = found else { return nil }
    guard done.request == deeds[0].request else { throw Self.reused }
    var fields: [HTTPField.Name: String] = [:]
    if let name = HTTPField.Name("Idempotent-Replayed") { fields[name] = "ledger" }
    return .json(body, fields: fields)
  }

  /// What the ledger knows of it: what was done when, and how that stands now.
  private static func told(
    _ known: Recorded<RequestDone>, _ store: any LedgerStore, _ zone: Zone, isStaff: Bool
  ) throws(StoreError) -> JSONValue {
    let done = known.record
    var body: [String: JSONValue] = [
      "outcome": "done", "operation": .string(done.operation), "at": .string(zone.rfc3339(known.at)),
    ]
    let records = done.recorded.compactMap { $0.split(separator: "/", maxSplits: 1).last.map(String.init) }
    if let first = records.first { body["id"] = .string(first) }
    guard isStaff else { return .object(body) }
    body["recorded"] = .array(done.recorded.map { .string($0) })
    var tasks: [JSONValue] = []
    for number in done.touched {
      if let row = try store.task(number: number) { tasks.append(TaskJSON.value(row, in: zone)) }
    }
    body["tasks"] = .array(tasks)
    if let task = tasks.first {
      for name in ["number", "state", "due"] { body[name] = task[name] ?? .null }
      body["notes"] = []
    }
    return .object(body)
  }

  private static var reused: Problem {
    Problem(422, "key-reused", "this idempotency key was used for another request", help: "use a new key for a new request")
  }

  private static func repeated(_ reply: KeptReply, of request: [UInt8]) throws(Problem) -> Response {
    guard reply.request == request else { throw reused }
    var fields: [HTTPField.Name: String] = [:]
    for (name, value) in reply.fields { if let name = HTTPField.Name(name) { fields[name] = value } }
    if let name = HTTPField.Name("Idempotent-Replayed") { fields[name] = "true" }
    let type = fields[.contentType] ?? "application/json"
    return .bytes(reply.body, type: type, status: .init(code: reply.status), fields: fields)
  }

  /// The bytes of an answer that is short; `nil` for a stream.
  private static func bytes(of response: Response) async -> [UInt8]? {
    guard let length = response.body.contentLength, length <= 1 << 20 else { return nil }
    let collector = Collector()
    do { try await response.body.write(collector) } catch { return nil }
    return collector.bytes.withLock { $0 }
  }

  private final class Collector: ResponseBodyWriter, Sendable {
    let bytes = Mutex([UInt8]())
    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
