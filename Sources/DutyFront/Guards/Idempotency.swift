import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// The same request sent again is answered as before, and done once.
///
/// - Shape: a POST with an ``OnceKey``. A program's answer below 500 is kept a day long, of a form's the one that says it
///   is done: a form that comes back is another, with a key of its own. The same key with another path or body is
///   refused with 422. While the first request of a key is at work, a program that sends the second is told so, with
///   409; a form's second waits for the first, for the browser shows the answer to it alone.
final class Idempotency: Sendable {
  private let parts: FrontParts
  /// Who waits for the request that is at work, by its name.
  private let atWork = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])
  private let kept = Atomic(0)

  init(_ parts: FrontParts) {
    self.parts = parts
  }

  /// Does a request once for its key.
  ///
  /// What was done before a crash, and not answered, is answered from the ledger.
  func once(
    _ request: FrontRequest, _ act: (RequestMark?) async throws(Problem) -> Response
  ) async throws(Problem) -> Response {
    guard let key = try OnceKey.of(request) else { return try await act(nil) }
    if let known = try await reply(to: key) { return known }
    let name = key.scope + "\n" + key.text
    while !begin(name) {
      guard key.isForm else {
        throw Problem(409, "at-work", "the first request of this key is still at work", help: "ask again in a moment")
      }
      await wait(for: name)
    }
    defer { end(name) }
    // The first may have ended since it was looked for.
    if let known = try await reply(to: key) { return known }
    let deeds = Self.deeds(key, at: request.now)
    if let done = try await before(deeds, key, request) { return done }
    let response = try await act(deeds[0])
    guard Self.isKept(response, key), let bytes = await Self.bytes(of: response) else { return response }
    var fieldsKept: [String: String] = [:]
    for name in [HTTPField.Name.contentType, .eTag, .location] { fieldsKept[name.rawName] = response.headers[name] }
    let reply = KeptReply(
      request: key.request, status: response.status.code, fields: fieldsKept, body: bytes, at: request.now)
    let isTimeToForget = kept.add(1, ordering: .relaxed).newValue % 500 == 0
    let (access, now) = (parts.access, request.now)
    _ = try await parts.reading { () throws(StoreError) in
      if isTimeToForget { try access.forget(before: now.adding(seconds: -86_400), keepingRefusals: 100_000) }
      return try access.keep(reply, scope: key.scope, key: key.text)
    }
    return response
  }

  private static func isKept(_ response: Response, _ key: OnceKey) -> Bool {
    key.isForm ? response.status == .seeOther : response.status.code < 500
  }

  // MARK: One at a time

  /// Whether the caller is the only one at work with this name now.
  private func begin(_ name: String) -> Bool {
    atWork.withLock { atWork in
      guard atWork[name] == nil else { return false }
      atWork[name] = []
      return true
    }
  }

  private func wait(for name: String) async {
    await withCheckedContinuation { continuation in
      let isOver = atWork.withLock { atWork in
        guard atWork[name] != nil else { return true }
        atWork[name]?.append(continuation)
        return false
      }
      if isOver { continuation.resume() }
    }
  }

  private func end(_ name: String) {
    for waiting in atWork.withLock({ $0.removeValue(forKey: name) }) ?? [] { waiting.resume() }
  }

  // MARK: What was answered before

  private func reply(to key: OnceKey) async throws(Problem) -> Response? {
    let access = parts.access
    let known = try await parts.reading { () throws(StoreError) in try access.reply(scope: key.scope, key: key.text) }
    guard let known else { return nil }
    return try Self.repeated(known, of: key)
  }

  /// By what the request is known in the ledger: today, and had it come yesterday.
  private static func deeds(_ key: OnceKey, at now: Instant) -> [RequestMark] {
    let name = Digest(of: Array((key.scope + "\n" + key.text).utf8)).hex.prefix(32)
    let asked = Digest(of: key.request).hex
    let day = Zone.utc.local(now).date
    return [day, day.adding(days: -1)].map { RequestMark(id: "\(name)/\($0)", request: asked) }
  }

  /// The answer to a request that the ledger says is done; `nil` where it is not.
  private func before(
    _ deeds: [RequestMark], _ key: OnceKey, _ request: FrontRequest
  ) async throws(Problem) -> Response? {
    let found = try await request.reading { store throws(StoreError) -> Recorded<RequestDone>? in
      for deed in deeds { if let known = try store.record(RequestDone.self, id: deed.id) { return known } }
      return nil
    }
    guard let found else { return nil }
    guard found.record.request == deeds[0].request else { throw Self.reused(key) }
    if key.isForm { return try await Self.shown(found, request) }
    let (zone, isStaff) = (request.zone, request.actor.isSignedIn)
    let body = try await request.reading { store throws(StoreError) in
      try Self.told(found, store, zone, isStaff: isStaff)
    }
    var fields: [HTTPField.Name: String] = [:]
    if let name = HTTPField.Name("Idempotent-Replayed") { fields[name] = "ledger" }
    return .json(body, fields: fields)
  }

  /// What a browser is shown of it: a report with its code, or that it was done, and where to look.
  private static func shown(
    _ known: Recorded<RequestDone>, _ request: FrontRequest
  ) async throws(Problem) -> Response {
    let done = known.record
    if done.operation == "finding-add",
      let number = done.recorded.first(where: { $0.hasPrefix("finding/") })?.dropFirst("finding/".count)
    {
      return .seeOther(try await FindingPages.taken(String(number), FindingCodes(), request))
    }
    let place = done.touched.first.map { "/tasks/" + percentEncoded($0) } ?? request.cameFrom
    return request.page(formDonePage(at: known.at, next: place, request.pageReader))
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

  private static func reused(_ key: OnceKey) -> Problem {
    if key.isForm {
      return Problem(
        422, "form-reused", "this form was sent before, with something else in it", help: "load the page again for a new one")
    }
    return Problem(
      422, "key-reused", "this idempotency key was used for another request", help: "use a new key for a new request")
  }

  private static func repeated(_ reply: KeptReply, of key: OnceKey) throws(Problem) -> Response {
    guard reply.request == key.request else { throw reused(key) }
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
