import DutyCalendar
import DutyLedger
import DutyPorts
import Glibc
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOPosix

/// Turns requests into calls of the service.
///
/// ```
/// GET  /healthz                  200 {"status":"ok"}, for anybody
/// POST /control/v1/{operation}   body: a JSON object, or nothing
/// ```
///
/// Errors are `{"error":{"code":…,"help":…,"message":…}}`.
struct ControlResponder: Sendable {
  let service: any ControlService
  let clock: any DutyClock
  let gate: PeerGate
  let limits: ControlLimits

  func respond(to request: Request, _ writer: consuming ResponseWriter, on channel: any Channel) async throws {
    var closes = false
    let reply = await reply(to: request, on: channel, closes: &closes)
    let body = ByteBuffer(bytes: reply.body.canonical + [10])
    var fields = HTTPFields()
    fields[.contentType] = "application/json"
    fields[.contentLength] = String(body.readableBytes)
    fields[.date] = httpDate(clock.now())
    fields[.server] = "dutyd"
    if reply.status == 405 { fields[.allow] = request.uri.path == "/healthz" ? "GET" : "POST" }
    if closes { fields[.connection] = "close" }
    let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
    let cutOff = scheduleCutOff(channel)
    defer { cutOff.cancel() }
    try await writer.write(response: head, body: ResponseBody(byteBuffer: body))
    // What is left of the request is not worth reading.
    if closes { throw RequestDropped() }
  }

  private func reply(to request: Request, on channel: any Channel, closes: inout Bool) async -> ControlReply {
    let path = request.uri.path
    if path == "/healthz" {
      return request.method == .get ? ControlReply(["status": "ok"]) : Refusal.method("GET").reply
    }
    guard let operation = Self.operation(path) else { return Refusal.path(path).reply }
    guard request.method == .post else { return Refusal.method("POST").reply }
    let peer = await peer(of: channel)
    guard let peer, gate.allows(peer) else { return Refusal.peer(peer).reply }
    do throws(Refusal) {
      let arguments = try await arguments(of: request, on: channel)
      return await service.call(operation, arguments, peer: peer)
    } catch {
      if case .tooLarge = error { closes = true }
      if case .cutShort = error { closes = true }
      return error.reply
    }
  }

  /// The operation that a path names: letters, digits and hyphens.
  static func operation(_ path: String) -> String? {
    let prefix = "/control/v1/"
    guard path.hasPrefix(prefix) else { return nil }
    let name = path.utf8.dropFirst(prefix.utf8.count)
    let isName = name.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    return isName && (1...64).contains(name.count) ? String(decoding: name, as: UTF8.self) : nil
  }

  private func arguments(of request: Request, on channel: any Channel) async throws(Refusal) -> JSONValue {
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limits.body {
      throw .tooLarge(limits.body)
    }
    var bytes: [UInt8] = []
    let cutOff = scheduleCutOff(channel)
    defer { cutOff.cancel() }
    do {
      for try await part in request.body {
        guard bytes.count + part.readableBytes <= limits.body else { throw Refusal.tooLarge(limits.body) }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw .cutShort
    }
    if bytes.isEmpty { return [:] }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .notJSON(error.description)
    }
    guard value.object != nil else { throw .notAnObject }
    return value
  }

  private func peer(of channel: any Channel) async -> Peer? {
    guard let provider = channel as? any SocketOptionProvider else { return nil }
    let asked: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
      level: NIOBSDSocket.OptionLevel(rawValue: SOL_SOCKET), name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    guard let found = try? await asked.get() else { return nil }
    return Peer(uid: found.uid, gid: found.gid, pid: found.pid)
  }

  private func scheduleCutOff(_ channel: any Channel) -> Scheduled<Void> {
    channel.eventLoop.scheduleTask(in: .seconds(Int64(limits.transferSeconds))) { channel.close(promise: nil) }
  }
}

/// Ends a connection whose request was not read to its end.
struct RequestDropped: Error {}

/// Why a request did not reach the service.
enum Refusal: Error {
  case path(String)
  case method(String)
  case peer(Peer?)
  case tooLarge(Int)
  case cutShort
  case notJSON(String)
  case notAnObject

  var reply: ControlReply {
    switch self {
    case .path(let path):
      Self.reply(404, "unknown-path", "there is no `\(path)` here", "operations are at `/control/v1/NAME`")
    case .method(let allowed):
      Self.reply(405, "wrong-method", "this path takes `\(allowed)` only", "send `\(allowed)`")
    case .peer(let peer):
      Self.reply(
        403, "not-allowed", "user \(peer.map { String($0.uid) } ?? "(unknown)") may not give orders to the daemon",
        "become root, the daemon's user, or a member of the socket's group (`usermod -aG dutyd NAME`)")
    case .tooLarge(let limit):
      Self.reply(413, "too-large", "the request is larger than \(limit) bytes", "send less")
    case .cutShort: Self.reply(400, "cut-short", "the request broke off", "send it again, as a whole")
    case .notJSON(let why): Self.reply(400, "not-json", "the body is not read: \(why)", "send a JSON object")
    case .notAnObject: Self.reply(400, "not-an-object", "the body is no JSON object", "send a JSON object")
    }
  }

  private static func reply(_ status: Int, _ code: String, _ message: String, _ help: String) -> ControlReply {
    ControlReply(
      status: status,
      ["error": ["code": .string(code), "message": .string(message), "help": .string(help)]])
  }
}
