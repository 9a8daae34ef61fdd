import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// What every request meets before its route.
@Suite struct GuardTests {
  @Test("a browser's form shows the session's own mark, or nothing is done")
  func csrf() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let path = "/api/v1/tasks/\(number)/acknowledge"
    let cookie = ("Cookie", try await session(door, "p-holder"))
    #expect(await door.ask(.post, path, fields: [cookie]).code == "csrf", "no mark")
    #expect(await door.ask(.post, path, fields: [cookie, ("X-CSRF-Token", "made up")]).code == "csrf", "a wrong one")
    let other = try await session(door, "p-head")
    let otherMark = await door.ask(.get, "/api/v1/me", fields: [("Cookie", other)]).json["csrf"]?.string ?? ""
    #expect(await door.ask(.post, path, fields: [cookie, ("X-CSRF-Token", otherMark)]).code == "csrf", "another's")
    let mark = await door.ask(.get, "/api/v1/me", fields: [cookie]).json["csrf"]?.string ?? ""
    #expect(
      await door.ask(.post, path, fields: [cookie, ("X-CSRF-Token", mark), ("Sec-Fetch-Site", "cross-site")]).code
        == "cross-site", "from another site")
    #expect(try door.store.task(number: number)?.state == .dispatched, "nothing was done so far")
    #expect(await door.ask(.post, path, fields: [cookie, ("X-CSRF-Token", mark)]).status == 200)
  }

  @Test("a form carries the mark as a field")
  func csrfInForm() async throws {
    let door = try Door()
    let cookie = ("Cookie", try await session(door, "p-holder"))
    let mark = await door.ask(.get, "/api/v1/me", fields: [cookie]).json["csrf"]?.string ?? ""
    let form = ("Content-Type", "application/x-www-form-urlencoded")
    #expect(await door.ask(.post, "/logout", body: Array("csrf=no".utf8), fields: [cookie, form]).status == 403)
    #expect(await door.ask(.post, "/logout", body: Array("csrf=\(mark)".utf8), fields: [cookie, form]).status == 303)
    #expect(await door.ask(.get, "/api/v1/me", fields: [cookie]).json["id"] == "", "the session is over")
  }

  @Test("cookies are HttpOnly and SameSite; behind TLS they are for TLS and this host alone")
  func cookies() async throws {
    let door = try Door()
    let token = try door.token("p-head")
    let form = ("Content-Type", "application/x-www-form-urlencoded")
    let body = Array("secret=\(token)&next=//evil.example".utf8)
    let plain = await door.ask(.post, "/login", body: body, fields: [form])
    let cookie = plain.fields[.setCookie] ?? ""
    #expect(cookie.hasPrefix("dutyd_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
    #expect(!cookie.contains("Secure"))
    #expect(plain.fields[.location] == "/", "nobody is sent elsewhere")
    let secure = await door.ask(.post, "/login", body: body, fields: [form, ("X-Forwarded-Proto", "https")])
    #expect(secure.fields[.setCookie]?.hasPrefix("__Host-dutyd_session=") == true)
    #expect(secure.fields[.setCookie]?.contains("; Secure") == true)
    let foreign = await door.ask(
      .post, "/login", body: body, fields: [form, ("X-Forwarded-Proto", "https")], peer: "10.0.0.9")
    #expect(foreign.fields[.setCookie]?.contains("Secure") == false, "a stranger's word is not taken for it")
  }

  @Test(
    "every answer tells the browser what not to do", arguments: ["/healthz", "/api/v1/me", "/nowhere", "/api/v1/tasks"])
  func securityHeaders(_ path: String) async throws {
    let reply = await (try Door()).ask(.get, path)
    let policy = HTTPField.Name("Content-Security-Policy").flatMap { reply.fields[$0] } ?? ""
    #expect(policy.hasPrefix("default-src 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(HTTPField.Name("X-Content-Type-Options").flatMap { reply.fields[$0] } == "nosniff")
    #expect(reply.fields[.requestID]?.isEmpty == false)
    #expect(reply.fields[.cacheControl] == "no-store")
  }

  @Test(
    "a page whose address opens something does not tell it to the next request",
    arguments: [
      ("/login/x", "no-referrer"), ("/a/x", "no-referrer"), ("/feeds/x/queue.ics", "no-referrer"),
      ("/findings/F-0000000000?new=1&code=123456", "no-referrer"), ("/findings/new", "same-origin"), ("/", "same-origin"),
    ])
  func referrer(_ path: String, _ expected: String) async throws {
    let reply = await (try Door()).ask(.get, path)
    #expect(HTTPField.Name("Referrer-Policy").flatMap { reply.fields[$0] } == expected)
  }

  @Test("bodies have a limit, announced or not")
  func bodyLimits() async throws {
    var limits = FrontLimits.roomy
    limits.body = 1000
    let door = try Door(limits: limits)
    let large = JSONValue.object(["text": .string(String(repeating: "x", count: 2000))])
    #expect(await door.ask(.post, "/api/v1/findings", json: large).status == 413)
    #expect(await door.ask(.post, "/api/v1/findings", json: ["text": "x"]).status == 200)
  }

  @Test("who asks too often waits: by name when signed in, by address when not, and nobody for another")
  func rates() async throws {
    var limits = FrontLimits()
    (limits.burst, limits.perSecond, limits.addressBurst, limits.addressPerSecond) = (5, 1, 3, 1)
    let door = try Door(limits: limits)
    let token = try door.token("p-head")
    for _ in 0..<5 { #expect(await door.ask(.get, "/api/v1/me", token: token).status == 200) }
    let refused = await door.ask(.get, "/api/v1/me", token: token)
    #expect(refused.status == 429)
    #expect(refused.fields[.retryAfter] == "1")
    #expect(await door.ask(.get, "/api/v1/me", token: try door.token("p-holder")).status == 200)
    for _ in 0..<3 { #expect(await door.ask(.get, "/api/v1/me", peer: "10.0.0.1").status == 200) }
    #expect(await door.ask(.get, "/api/v1/me", peer: "10.0.0.1").status == 429)
    #expect(await door.ask(.get, "/api/v1/me", peer: "10.0.0.2").status == 200)
    door.clock.set(Door.monday.adding(seconds: 1))
    #expect(await door.ask(.get, "/api/v1/me", token: token).status == 200, "a second later there is one more")
  }

  @Test("guessing keys is slow")
  func guessing() async throws {
    var limits = FrontLimits.roomy
    (limits.failedBurst, limits.failedPerMinute) = (4, 1)
    let door = try Door(limits: limits)
    for n in 0..<4 { #expect(await door.ask(.get, "/api/v1/me", token: "guess-\(n)").status == 401) }
    #expect(await door.ask(.get, "/api/v1/me", token: "guess-5").status == 429)
    let form = ("Content-Type", "application/x-www-form-urlencoded")
    #expect(await door.ask(.post, "/login", body: Array("secret=g".utf8), fields: [form]).status == 429)
  }

  @Test("a proxy on this machine speaks for others; nobody else does")
  func forwardedFor() async throws {
    let door = try Door()
    _ = await door.ask(.get, "/api/v1/tasks", fields: [("X-Forwarded-For", "1.2.3.4, 5.6.7.8")])
    _ = await door.ask(.get, "/api/v1/tasks", fields: [("X-Forwarded-For", "1.2.3.4")], peer: "10.0.0.7")
    #expect(try door.access.refusals(limit: 5).map(\.address) == ["10.0.0.7", "5.6.7.8"])
  }

  @Test("once is once: the same key gives the same answer, another request with it is refused")
  func idempotency() async throws {
    let door = try Door()
    let body: JSONValue = ["text": "垃圾箱满溢"]
    let key = ("Idempotency-Key", "k-1")
    let first = await door.ask(.post, "/api/v1/findings", json: body, fields: [key])
    let head = try door.store.head().number
    let again = await door.ask(.post, "/api/v1/findings", json: body, fields: [key])
    #expect(again.status == first.status && again.body == first.body)
    #expect(try door.store.head().number == head, "nothing was written")
    #expect(await door.ask(.post, "/api/v1/findings", json: ["text": "别的"], fields: [key]).code == "key-reused")
    let other = await door.ask(.post, "/api/v1/findings", json: ["text": "别的"], fields: [key], peer: "10.0.0.3")
    #expect(other.status == 200, "another caller's key is another key")
    #expect(await door.ask(.post, "/api/v1/findings", json: body, fields: [("Idempotency-Key", "")]).status == 400)
  }

  @Test("once is once after a crash too: what was done and not answered is answered from the ledger")
  func crash() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let token = try door.token("p-holder")
    let (path, key) = ("/api/v1/tasks/\(number)/acknowledge", ("Idempotency-Key", "crash-1"))
    let first = await door.ask(.post, path, token: token, json: [:], fields: [key])
    #expect(first.status == 200, "\(first.text)")
    let head = try door.store.head().number
    // The answer was never kept, as where the daemon fell between the act and it.
    try door.access.forget(before: door.clock.now().adding(seconds: 60), keepingRefusals: 10)
    let again = await door.ask(.post, path, token: token, json: [:], fields: [key])
    #expect(again.status == 200, "done before, and not done again: \(again.text)")
    #expect(again.json["number"]?.string == number && again.json["state"] == "acknowledged")
    #expect(again.fields.first { $0.name.canonicalName == "idempotent-replayed" }?.value == "ledger")
    #expect(try door.store.head().number == head, "nothing was written")
    let other = await door.ask(.post, path, token: token, json: ["note": "别的"], fields: [key])
    #expect(other.code == "key-reused")
    let unkeyed = await door.ask(.post, path, token: token, json: [:])
    #expect(unkeyed.status == 409, "without its key it is another request")
  }

  @Test("a citizen's report, sent again after a crash, is one finding, and tells nothing of tasks")
  func citizenCrash() async throws {
    let door = try Door()
    let body: JSONValue = ["text": "垃圾箱满溢", "place": "r-holder", "standard": "road-clean"]
    let key = ("Idempotency-Key", "crash-2")
    let first = await door.ask(.post, "/api/v1/findings", json: body, fields: [key])
    try door.access.forget(before: door.clock.now().adding(seconds: 60), keepingRefusals: 10)
    let again = await door.ask(.post, "/api/v1/findings", json: body, fields: [key])
    #expect(again.status == 200 && again.json["id"] == first.json["id"], "\(again.text)")
    #expect(again.json["tasks"] == nil && again.json["recorded"] == nil)
    #expect(try door.store.records(Finding.self).count == 1)
  }

  @Test("unknown paths, wrong methods, odd queries and odd bodies are told apart")
  func refusals() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    let cases: [(HTTPRequest.Method, String, JSONValue?, Int)] = [
      (.get, "/nowhere", nil, 404), (.patch, "/api/v1/tasks", nil, 405), (.get, "/api/v1/tasks?typo=1", nil, 400),
      (.get, "/api/v1/tasks?limit=0", nil, 400), (.get, "/api/v1/tasks?limit=x", nil, 400),
      (.get, "/api/v1/tasks?limit=5&limit=6", nil, 400), (.get, "/api/v1/tasks?unit=%FF", nil, 400),
      (.get, "/api/v1/tasks?state=odd", nil, 400), (.get, "/api/v1/tasks?after=odd", nil, 400),
      (.get, "/api/v1/tasks?all=true", nil, 400), (.get, "/api/v1/tasks/%00", nil, 400),
      (.get, "/api/v1/tasks/NOBODY", nil, 404), (.post, "/api/v1/findings", ["text": 1], 400),
      (.post, "/api/v1/findings", ["text": "x", "by": "p-head"], 400), (.post, "/api/v1/findings", [:], 400),
    ]
    for (method, path, json, status) in cases {
      let reply = await door.ask(method, path, token: token, json: json)
      #expect(reply.status == status, "\(method) \(path): \(reply.text)")
      #expect(reply.fields[.contentType] == "application/problem+json")
      #expect(reply.json["status"]?.int == Int64(status))
      #expect(reply.json["help"]?.string?.isEmpty == false)
    }
    #expect(await door.ask(.patch, "/api/v1/tasks", token: token).fields[.allow] == "GET, HEAD")
    let text = await door.ask(
      .post, "/api/v1/findings", token: token, body: Array("{}".utf8), fields: [("Content-Type", "text/plain")])
    #expect(text.status == 415)
  }

  private func session(_ door: Door, _ person: String) async throws -> String {
    let reply = await door.ask(
      .post, "/login", body: Array("secret=\(try door.token(person))".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    return String((reply.fields[.setCookie] ?? "").prefix { $0 != ";" })
  }
}
