import DutyCalendar
import DutyControl
import DutyLedger
import DutyPorts
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import DutyHTTP

/// How many slow questions have reached the service.
private let slowOnesEntered = Atomic(0)

/// Answers with what it was asked.
private struct Echo: ControlService {
  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply {
    switch operation {
    case "refuse": return ControlReply(status: 422, ["diagnostics": [["code": "R017"]]])
    case "slow":
      slowOnesEntered.add(1, ordering: .relaxed)
      try? await Task.sleep(for: .milliseconds(400))
      return ControlReply(["slow": true])
    case "large": return ControlReply(["text": .string(String(repeating: "长", count: 2_000_000))])
    default:
      return ControlReply([
        "operation": .string(operation), "arguments": arguments, "uid": .int(Int64(peer.uid)),
        "pid": .int(Int64(peer.pid)),
      ])
    }
  }
}

private struct StoppedClock: DutyClock {
  func now() -> Instant { Instant(seconds: 1_795_419_000) }
}

/// Runs a server on a socket of its own while `body` talks to it, and checks that it stops.
private func withServer(
  limits: ControlLimits = ControlLimits(), _ body: @escaping @Sendable (String) async throws -> Void
) async throws {
  let path = NSTemporaryDirectory() + "/duty-\(UUID().uuidString.prefix(8)).sock"
  let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  let server = ControlServer(
    listener: try ControlListener(path: path), service: Echo(), clock: StoppedClock(), limits: limits, logger: logger)
  let group = ServiceGroup(services: [server], logger: logger)
  async let running: Void = group.run()
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(path)) } catch { outcome = .failure(error) }
  await group.triggerGracefulShutdown()
  try await running
  #expect(!FileManager.default.fileExists(atPath: path), "the socket's file goes with the server")
  try outcome.get()
}

/// Runs something that blocks off the pool of tasks.
private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}

/// Sends bytes as they are and returns all that comes back.
private func raw(_ path: String, _ text: String) async throws -> String {
  try await blocking {
    let address = try #require(UnixAddress(path))
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    try #require(address.call { connect(descriptor, $0, $1) } == 0)
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress! + sent, $0.count - sent, 0x4000) }
      if count <= 0 { break }
      sent += count
    }
    var answer: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &room, room.count, 0)
      if count <= 0 { return String(decoding: answer, as: UTF8.self) }
      answer.append(contentsOf: room.prefix(count))
    }
  }
}

@Suite(.timeLimit(.minutes(1)))
struct ControlRoundTripTests {
  @Test("a question and its answer, with the peer as the kernel names it")
  func asks() async throws {
    try await withServer { path in
      let (status, body) = try await blocking {
        try ControlClient(socketPath: path).call("status", ["at": "2026-11-23", "名": ["清扫", nil, 3]])
      }
      #expect(status == 200)
      #expect(body["operation"] == "status")
      #expect(body["arguments"] == ["at": "2026-11-23", "名": ["清扫", nil, 3]])
      #expect(body["uid"] == .int(Int64(geteuid())))
      #expect(body["pid"] == .int(Int64(getpid())))
    }
  }

  @Test("a refusal is an answer, with its status and its diagnostics")
  func refuses() async throws {
    try await withServer { path in
      let (status, body) = try await blocking { try ControlClient(socketPath: path).call("refuse") }
      #expect(status == 422)
      #expect(body["diagnostics"]?[0]?["code"] == "R017")
    }
  }

  @Test("an answer of megabytes arrives whole")
  func answersAtLength() async throws {
    try await withServer { path in
      let (_, body) = try await blocking { try ControlClient(socketPath: path).call("large") }
      #expect(body["text"]?.string?.count == 2_000_000)
    }
  }

  @Test("twenty at once are all answered")
  func answersMany() async throws {
    try await withServer { path in
      try await withThrowingTaskGroup(of: Int64?.self) { group in
        for number in 0..<20 {
          group.addTask {
            try await blocking {
              try ControlClient(socketPath: path).call("n", ["n": .int(Int64(number))]).body["arguments"]?["n"]?.int
            }
          }
        }
        var seen: Set<Int64> = []
        for try await number in group { seen.insert(try #require(number)) }
        #expect(seen.count == 20)
      }
    }
  }

  @Test("a stop lets a request at work finish")
  func finishesOnStop() async throws {
    let path = NSTemporaryDirectory() + "/duty-\(UUID().uuidString.prefix(8)).sock"
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = ControlServer(
      listener: try ControlListener(path: path), service: Echo(), clock: StoppedClock(), logger: logger)
    let group = ServiceGroup(services: [server], logger: logger)
    async let running: Void = group.run()
    async let answer = blocking { try ControlClient(socketPath: path).call("slow").body }
    while slowOnesEntered.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    await group.triggerGracefulShutdown()
    #expect(try await answer == ["slow": true])
    try await running
  }

  struct Wire: Sendable {
    var request: String
    var status: String
    var contains: String
    var why: String
  }
  @Test(arguments: [
    Wire(
      request: "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", status: "200",
      contains: #"{"status":"ok"}"#, why: "the health of the server"),
    Wire(
      request: "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", status: "200",
      contains: "Date: Mon, 23 Nov 2026 07:30:00 GMT\r\nServer: dutyd", why: "the headers that every answer has"),
    Wire(
      request: "POST /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status: "405",
      contains: "Allow: GET", why: "health is read, not posted"),
    Wire(
      request: "GET /control/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", status: "405",
      contains: "Allow: POST", why: "an operation is posted"),
    Wire(
      request: "POST /control/v1/../x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
      status: "404", contains: "unknown-path", why: "an operation is a plain name"),
    Wire(
      request: "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
      status: "200", contains: #""arguments":{}"#, why: "no body is an empty object"),
    Wire(
      request: "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]",
      status: "400", contains: "not-an-object", why: "arguments have names"),
    Wire(
      request: "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\n{\"a\"",
      status: "400", contains: "not-json", why: "half an object"),
    Wire(
      request: "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n{", status: "413",
      contains: "Connection: close", why: "announced larger than the limit, refused unread"),
    Wire(request: "nonsense\r\n\r\n", status: "400", contains: "close", why: "not HTTP at all"),
  ])
  func speaksHTTP(_ c: Wire) async throws {
    var limits = ControlLimits()
    limits.body = 1 << 20
    limits.idleSeconds = 5
    try await withServer(limits: limits) { path in
      let answer = try await raw(path, c.request)
      #expect(answer.hasPrefix("HTTP/1.1 " + c.status), "\(c.why): \(answer.prefix(200))")
      #expect(answer.contains(c.contains), "\(c.why): \(answer.prefix(400))")
    }
  }

  @Test("a body that grows larger than the limit without having said so is refused")
  func refusesGrowth() async throws {
    var limits = ControlLimits()
    limits.body = 1 << 16
    try await withServer(limits: limits) { path in
      let chunk = "10000\r\n" + String(repeating: " ", count: 1 << 16) + "\r\n"
      let head = "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      let answer = try await raw(path, head + chunk + chunk)
      #expect(answer.hasPrefix("HTTP/1.1 413") && answer.contains("too-large"), "\(answer.prefix(200))")
    }
  }

  @Test(arguments: [
    "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nContent-Le",
    "POST /control/v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{",
    "",
  ])
  func cutsOffTheSlow(_ text: String) async throws {
    var limits = ControlLimits()
    limits.idleSeconds = 1
    try await withServer(limits: limits) { path in
      let begun = ContinuousClock.now
      _ = try await raw(path, text)
      #expect(ContinuousClock.now - begun < .seconds(10))
    }
  }
}
