import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// What keys open, and when they stop.
@Suite struct KeyLawTests {
  @Test("a revoked token is refused on the next request, and so is every session that it opened")
  func revocationIsAtOnce() async throws {
    let door = try Door()
    let token = try door.token("p-head")
    let session = await signIn(door, token)
    #expect(await door.ask(.get, "/api/v1/me", token: token).json["id"] == "p-head")
    #expect(await me(door, session) == "p-head")
    let id = try #require(try door.access.keys([.token]).first?.id)
    #expect(try door.access.revoke(id, at: door.clock.now()))
    #expect(await door.ask(.get, "/api/v1/me", token: token).status == 401)
    #expect(await me(door, session) == "", "the session makes its reader anybody again")
    #expect(await door.ask(.get, "/api/v1/tasks", fields: [("Cookie", session)]).status == 401)
    #expect(try !door.access.revoke(id, at: door.clock.now()), "twice is no second time")
  }

  @Test("a one-time link opens one session, whoever comes first")
  func linksAreUsedOnce() async throws {
    let door = try Door()
    let operations = AccessOperations(door.access, over: door.store, door.parts.randomness, door.desk)
    let reply = operations.call("login-link", ["person": "p-liaison"], author: "uid 0", at: door.clock.now())
    let secret = try #require(reply.body["path"]?.string?.split(separator: "/").last.map(String.init))
    #expect(await me(door, signIn(door, secret)) == "p-liaison")
    let again = await door.ask(
      .post, "/login", body: Array("secret=\(secret)".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    #expect(again.status == 401)
    #expect(await door.ask(.get, "/api/v1/me", token: secret).status == 401, "a link is no token")
  }

  @Test("keys end when they are over, and with the person's place in the register")
  func keysEnd() async throws {
    let door = try Door()
    let short = try door.token("p-head", until: Door.monday.adding(seconds: 60))
    #expect(await door.ask(.get, "/api/v1/me", token: short).status == 200)
    door.clock.set(Door.monday.adding(seconds: 60))
    #expect(await door.ask(.get, "/api/v1/me", token: short).status == 401)
    let left = try door.token("p-left")
    #expect(await door.ask(.get, "/api/v1/me", token: left).status == 401, "who left the register opens nothing")
    #expect(await door.ask(.get, "/api/v1/me", token: "dutyd-token-made-up").status == 401)
    #expect(await door.ask(.get, "/api/v1/me", fields: [("Authorization", "Basic eA==")]).status == 401)
  }

  @Test("a token for reading, and an auditor, change nothing")
  func readersChangeNothing() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let reader = try door.token("p-holder", isReadOnly: true)
    #expect(await door.ask(.get, "/api/v1/tasks/\(number)", token: reader).status == 200)
    #expect(await door.ask(.post, "/api/v1/tasks/\(number)/acknowledge", token: reader).code == "changes-nothing")
    let auditor = try door.token("p-auditor")
    let own = try door.task(on: "r-auditor")
    #expect(await door.ask(.post, "/api/v1/tasks/\(own)/acknowledge", token: auditor).code == "changes-nothing")
    let system = try door.token("service:audit", role: "auditor")
    #expect(await door.ask(.get, "/api/v1/tasks/\(number)", token: system).status == 200)
    #expect(await door.ask(.post, "/api/v1/tasks/\(number)/acknowledge", token: system).code == "changes-nothing")
  }

  @Test("secrets are not kept: only their hashes are, and lists name none")
  func secretsAreNotKept() async throws {
    let door = try Door()
    let token = try door.token("p-head")
    let key = try #require(try door.access.keys([.token]).first)
    #expect(key.hash == Secrets.hash(token))
    let list = await door.ask(.get, "/api/v1/keys", token: token)
    #expect(!list.text.contains(token))
    #expect(list.json["items"]?[0]?["id"]?.string == key.id)
  }

  @Test("roles are the day's: the acting person has them while the leave lasts")
  func actingPeople() async throws {
    let door = try Door()
    let token = try door.token("p-holder")
    let number = try door.task(on: "r-other")
    // On leave, the head of the neighbouring unit is stood in for.
    #expect(await door.ask(.get, "/api/v1/tasks/\(number)", token: token).status == 403)
    door.clock.set(Door.instant("2026-12-02T09:00:00+08:00"))
    #expect(await door.ask(.get, "/api/v1/tasks/\(number)", token: token).status == 200)
    door.clock.set(Door.instant("2026-12-06T09:00:00+08:00"))
    #expect(await door.ask(.get, "/api/v1/tasks/\(number)", token: token).status == 403)
  }

  @Test("a system's token reads all or files as anybody, and is issued for nothing else")
  func systemsHaveTwoRoles() throws {
    let door = try Door()
    let operations = AccessOperations(door.access, over: door.store, door.parts.randomness, door.desk)
    func issue(_ arguments: JSONValue) -> Int {
      operations.call("token-issue", arguments, author: "uid 0", at: door.clock.now()).status
    }
    #expect(issue(["service": "audit", "role": "auditor"]) == 200)
    #expect(issue(["service": "audit", "role": "office"]) == 400)
    #expect(issue(["person": "p-head", "service": "x", "role": "auditor"]) == 400)
    #expect(issue(["person": "nobody"]) == 404)
    #expect(issue(["person": "p-left"]) == 422)
    #expect(issue(["person": "p-head", "days": 0]) == 400)
  }

  private func signIn(_ door: Door, _ secret: String) async -> String {
    let reply = await door.ask(
      .post, "/login", body: Array("secret=\(secret)".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    #expect(reply.status == 303)
    return String((reply.fields[.setCookie] ?? "").prefix { $0 != ";" })
  }

  private func me(_ door: Door, _ cookie: String) async -> String {
    await door.ask(.get, "/api/v1/me", fields: [("Cookie", cookie)]).json["id"]?.string ?? "?"
  }
}
