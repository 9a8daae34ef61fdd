import DutyControl
import DutyLedger
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import DutyFront

/// The server on a real port of this machine.
@Suite(.timeLimit(.minutes(1))) struct ServerTests {
  /// Runs a server on a port of its own while `body` talks to it, and checks that it stops.
  private func withServer(
    _ limits: FrontLimits = .roomy, at address: FrontAddress = .tcp(host: "127.0.0.1", port: 0),
    _ body: @escaping @Sendable (Door, Int) async throws -> Void
  ) async throws {
    let door = try Door(limits: limits, pool: .own)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let port = Mutex(0)
    let isListening = Mutex(false)
    let server = FrontServer(
      [FrontDoor(address)], door.parts, groups: FrontGroups.all, logger: logger
    ) { bound in
      if case .tcp(_, let chosen) = bound { port.withLock { $0 = chosen } }
      isListening.withLock { $0 = true }
    }
    let group = ServiceGroup(services: [server], logger: logger)
    async let running: Void = group.run()
    for _ in 0..<200 where !isListening.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(door, port.withLock { $0 })) } catch { outcome = .failure(error) }
    await group.triggerGracefulShutdown()
    try await running
    try outcome.get()
  }

  /// Runs something that blocks off the pool of tasks.
  private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try body() }) }.start()
    }
  }

  /// Sends bytes as they are, and returns all that comes back until the server closes.
  ///
  /// - Parameter isTaken: whether the server has to take all of them, as a proxy would want.
  private func raw(_ port: Int, _ text: String, isTaken: Bool = false) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
    let bytes = Array(text.utf8)
    let sent = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, 0x4000) }
    if isTaken { #expect(sent == bytes.count, "the connection ended while the request was being sent") }
    var answer: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &room, room.count, 0)
      if count <= 0 { return String(decoding: answer, as: UTF8.self) }
      answer.append(contentsOf: room.prefix(count))
    }
  }

  @Test("dutyctl's client asks with its token, and is answered")
  func client() async throws {
    try await withServer { door, port in
      let token = try door.token("p-office")
      let answer = try await blocking {
        try ServerClient(site: "http://127.0.0.1:\(port)", token: token).send("GET", "/api/v1/me")
      }
      #expect(answer.status == 200)
      #expect(answer.json["id"] == "p-office")
      let number = try door.task(on: "r-office")
      let acted = try await blocking {
        try ServerClient(site: "http://localhost:\(port)", token: token).send(
          "POST", "/api/v1/tasks/\(number)/acknowledge", body: ("application/json", Array("{}".utf8)))
      }
      #expect(acted.status == 200)
    }
  }

  @Test("a client that sends too slowly, and one that sends too much, are cut off")
  func slowClients() async throws {
    var limits = FrontLimits.roomy
    (limits.idleSeconds, limits.transferSeconds, limits.body) = (1, 1, 1000)
    try await withServer(limits) { _, port in
      let began = try await blocking { try raw(port, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ") }
      #expect(began == "", "a head that does not end gets nothing")
      let body = try await blocking {
        try raw(port, "POST /api/v1/findings HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
      }
      #expect(!body.hasPrefix("HTTP/1.1 200"), "nor does a body that does not end")
      let large = try await blocking {
        try raw(
          port,
          "POST /api/v1/findings HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n"
            + String(repeating: "x", count: 100))
      }
      #expect(large.hasPrefix("HTTP/1.1 413"))
      #expect(large.contains("Connection: close"))
      let chunked = try await blocking {
        try raw(
          port,
          "POST /api/v1/findings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n"
            + String(repeating: "x", count: 2000) + "\r\n0\r\n\r\n")
      }
      #expect(chunked.hasPrefix("HTTP/1.1 413"), "an announced length or none")
    }
  }

  @Test("whoever is still sending what was refused reads the answer all the same")
  func refusedWhileSending() async throws {
    try await withServer { _, port in
      for _ in 0..<5 {
        let answer = try await blocking {
          try raw(
            port,
            "POST /api/v1/tasks/x/report HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"
              + String(repeating: "x", count: 8_000_000), isTaken: true)
        }
        #expect(answer.hasPrefix("HTTP/1.1 401") && answer.contains("Connection: close"), "\(answer.prefix(100))")
      }
    }
  }

  @Test("HEAD is GET without its body")
  func head() async throws {
    try await withServer { _, port in
      let answer = try await blocking {
        try raw(port, "HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      }
      #expect(answer.hasPrefix("HTTP/1.1 200"))
      #expect(answer.hasSuffix("\r\n\r\n"))
    }
  }

  @Test(
    "a token goes over TLS, or to this machine",
    arguments: [
      ("https://duty.example", true), ("http://127.0.0.1:8300", true), ("http://localhost", true),
      ("http://[::1]:1", true),
      ("http://duty.example", false), ("http://127.0.0.1.evil.example", false),
      ("http://127.0.0.1@evil.example", false),
      ("http://10.0.0.1", false), ("ftp://127.0.0.1", false), ("127.0.0.1", false),
      ("http://[::1].evil.example", false), ("unix:/run/dutyd/http.sock", true), ("unix:http.sock", false),
    ])
  func safeSites(_ site: String, _ isSafe: Bool) {
    #expect(((try? ServerClient(site: site, token: "t")) != nil) == isSafe)
  }

  @Test(
    "asked to come back later, what reads does so once, and soon",
    arguments: [
      ("GET", 429, 5, 5, "a read"), ("GET", 503, 60, 60, "the longest wait"), ("GET", 503, 61, nil, "too long"),
      ("GET", 429, nil, nil, "nobody said when"), ("GET", 200, 5, nil, "an answer is an answer"),
      ("POST", 503, 5, nil, "what acts is not sent twice"),
    ] as [(String, Int, Int?, Int?, String)])
  func retryAfter(_ method: String, _ status: Int, _ wait: Int?, _ pause: Int?, _ why: String) {
    let answer = ServerClient.Answer(status: status, body: [], retryAfter: wait)
    #expect(ServerClient.pause(before: method, after: answer) == pause, "\(why)")
  }

  @Test("a server of this machine over its socket, and when to come back")
  func unixSocket() async throws {
    var limits = FrontLimits.roomy
    limits.burst = 1
    let path = "/tmp/front-\(UUID().uuidString.prefix(8)).sock"
    try await withServer(limits, at: .unix(path: path)) { door, _ in
      let token = try door.token("p-office")
      let answers = try await blocking {
        let client = try ServerClient(site: "unix:" + path, token: token)
        return [try client.send("GET", "/api/v1/me"), try client.send("GET", "/api/v1/me")]
      }
      #expect(answers.map(\.status) == [200, 429])
      #expect(answers[0].retryAfter == nil && (answers[1].retryAfter ?? 0) > 0)
    }
    #expect(!FileManager.default.fileExists(atPath: path), "the socket goes with the server")
  }

  @Test("authorities are for TLS")
  func authorities() {
    #expect(throws: ServerError.noTLS("http://localhost")) {
      try ServerClient(site: "http://localhost", token: "t", authorities: "/x")
    }
  }

  @Test("no token, no request")
  func noToken() {
    #expect(throws: ServerError.noToken) { try ServerClient(site: "https://duty.example", token: "") }
    #expect(throws: ServerError.noToken) { try ServerClient(site: "https://duty.example", token: "a\r\nb") }
  }
}
