import DutyCalendar
import DutyDigest
import DutyPorts
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
  func once(
    _ fields: HTTPFields, scope: String, path: String, body: [UInt8], at now: Instant,
    _ act: () async throws(Problem) -> Response
  ) async throws(Problem) -> Response {
    guard let key = fields[.idempotencyKey] else { return try await act() }
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
    let response = try await act()
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

  private static func repeated(_ reply: KeptReply, of request: [UInt8]) throws(Problem) -> Response {
    guard reply.request == request else {
      throw Problem(
        422, "key-reused", "this idempotency key was used for another request", help: "use a new key for a new request")
    }
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
