import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Tasks over HTTP: what is read, what is done, and in whose name.
@Suite struct TaskRouteTests {
  @Test("a task changes only as it was read: If-Match")
  func ifMatch() async throws {
    let door = try Door()
    let token = try door.token("p-holder")
    let path = "/api/v1/tasks/\(try door.task(on: "r-holder"))"
    let tag = await door.ask(.get, path, token: token).fields[.eTag] ?? ""
    #expect(await door.ask(.get, path, token: token, fields: [("If-None-Match", tag)]).status == 304)
    #expect(await door.ask(.post, path + "/acknowledge", token: token, fields: [("If-Match", "\"x\"")]).status == 412)
    let done = await door.ask(.post, path + "/acknowledge", token: token, fields: [("If-Match", tag)])
    #expect(done.status == 200)
    #expect(done.json["state"] == "acknowledged")
    #expect(done.fields[.eTag] != tag)
    #expect(await door.ask(.get, path, token: token).fields[.eTag] == done.fields[.eTag])
    #expect(await door.ask(.post, path + "/report", token: token, fields: [("If-Match", tag)]).status == 412)
    // What is said beside the actions changes the task as well.
    let before = await door.ask(.get, path, token: token).fields[.eTag]
    #expect(
      await door.ask(
        .post, path + "/evidence", token: token, body: [0xFF, 0xD8, 0xFF, 0xE0],
        fields: [("Content-Type", "image/jpeg")]
      ).status == 200)
    #expect(await door.ask(.get, path, token: token).fields[.eTag] != before)
  }

  @Test("a task's history says nothing of the other tasks that went out with it")
  func history() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let whole = await door.ask(.get, "/api/v1/tasks/\(number)", token: try door.token("p-holder"))
    let sent = whole.json["history"]?.array?.first { $0["kind"] == "dispatched" }
    #expect(sent?["body"]?["revision"] == 2 && sent?["body"]?["tasks"] == nil, "\(sent?.canonicalText ?? "none")")
    for other in try door.store.tasks(.open).map(\.number) where other != number {
      #expect(!whole.text.contains(other), "\(other)")
    }
  }

  @Test("whoever signed in is who did it: the ledger names no other")
  func nobodyActsForOthers() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let head = try door.token("p-head")
    let named = await door.ask(
      .post, "/api/v1/tasks/\(number)/acknowledge", token: head, json: ["note": "", "by": "p-holder"])
    #expect(named.status == 400, "`by` is nothing a body may say")
    let refused = await door.ask(.post, "/api/v1/tasks/\(number)/acknowledge", token: head)
    #expect(refused.status == 403 && refused.code == "not-allowed", "the engine knows that it is the holder's")
    #expect(
      await door.ask(.post, "/api/v1/tasks/\(number)/acknowledge", token: try door.token("p-holder")).status == 200)
    let acted = try door.store.history(task: number).compactMap { stored -> TaskActed? in
      if case .acted(let acted)? = try? stored.event() { acted } else { nil }
    }
    #expect(acted.last?.by == "p-holder")
    #expect(acted.last?.via == "")
  }

  @Test("M34 what needs an approval waits for it, and both speak for themselves")
  func approvals() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (holder, other) = (try door.token("p-holder"), try door.token("p-other"))
    let path = "/api/v1/tasks/\(number)/extend"
    let forged = await door.ask(
      .post, path, token: holder, json: ["note": "雨", "limit": "2 workdays", "approved-by": "p-parent"])
    #expect(forged.status == 400)
    let asked = await door.ask(.post, path, token: holder, json: ["note": "雨", "limit": "2 workdays"])
    #expect(asked.status == 202)
    #expect(asked.json["approvers"] == ["p-parent", "p-office"])
    let wish = "/api/v1/approvals/\(asked.json["id"]?.string ?? "")"
    #expect(await door.ask(.post, wish + "/approve", token: holder).code == "own-wish")
    #expect(await door.ask(.get, wish, token: other).status == 404)
    #expect(await door.ask(.post, wish + "/approve", token: other).status == 404)
    let parent = try door.token("p-parent")
    #expect(await door.ask(.get, "/api/v1/approvals", token: parent).json["items"]?.array?.count == 1)
    let before = try door.store.task(number: number)?.record.due
    #expect(await door.ask(.post, wish + "/approve", token: parent).status == 200)
    #expect(try door.store.task(number: number)?.record.due != before)
    let acted = try door.store.history(task: number).compactMap { stored -> TaskActed? in
      if case .acted(let acted)? = try? stored.event() { acted } else { nil }
    }
    #expect(acted.last?.by == "p-holder" && acted.last?.approvedBy == "p-parent")
    #expect(await door.ask(.post, wish + "/approve", token: parent).status == 409, "once")
    #expect(await door.ask(.get, "/api/v1/approvals", token: parent).json["items"] == [])
  }

  @Test("a rejected wish is not done, and says why")
  func rejection() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let asked = await door.ask(
      .post, "/api/v1/tasks/\(number)/suspend", token: try door.token("p-holder"), json: ["note": "施工"])
    let wish = "/api/v1/approvals/\(asked.json["id"]?.string ?? "")"
    let parent = try door.token("p-parent")
    #expect(await door.ask(.post, wish + "/reject", token: parent, json: ["reason": ""]).status == 400)
    #expect(await door.ask(.post, wish + "/reject", token: parent, json: ["reason": "不必"]).status == 200)
    #expect(try door.store.task(number: number)?.state == .dispatched)
    let seen = await door.ask(.get, wish, token: try door.token("p-holder")).json
    #expect(seen["outcome"] == "rejected" && seen["reason"] == "不必" && seen["decided-by"] == "p-parent")
  }

  /// Somebody asks something of a task; where it waits.
  private func ask(
    _ door: Door, _ number: String, _ what: String, _ by: String, _ said: JSONValue
  ) async throws -> String {
    let asked = await door.ask(.post, "/api/v1/tasks/\(number)/\(what)", token: try door.token(by), json: said)
    #expect(asked.status == 202, "\(asked.text)")
    return "/api/v1/approvals/\(asked.json["id"]?.string ?? "")"
  }

  @Test("law: a wish that lost its ground is ended, with what took it (M34)")
  func lapsed() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (parent, holder) = (try door.token("p-parent"), try door.token("p-holder"))
    let first = try await ask(door, number, "extend", "p-holder", ["note": "雨", "limit": "2 workdays"])
    let again = try await ask(door, number, "extend", "p-holder", ["note": "大雨", "limit": "3 workdays"])
    let pause = try await ask(door, number, "suspend", "p-holder", ["note": "施工"])
    let replaced = await door.ask(.get, first, token: holder).json
    #expect(replaced["outcome"] == "lapsed" && replaced["reason"] == "replaced", "one of a kind at a time")
    #expect(await door.ask(.post, first + "/approve", token: parent).code == "lapsed")
    let transfer = try await ask(door, number, "transfer", "p-head", ["note": "轮岗", "holder": "p-liaison"])
    #expect(await door.ask(.post, transfer + "/approve", token: parent).status == 200)
    for left in [again, pause] {
      let seen = await door.ask(.get, left, token: holder).json
      #expect(seen["outcome"] == "lapsed" && seen["reason"] == "changed-hands", "\(seen.canonicalText)")
      #expect(seen["says"]?["asked-of"] == nil, "what is kept beside the wish is not said")
    }
    #expect(await door.ask(.get, "/api/v1/approvals", token: parent).json["items"] == [])
    let last = try await ask(door, number, "extend", "p-liaison", ["note": "雨", "limit": "2 workdays"])
    let row: JSONValue = [
      "number": .string(number), "action": "void", "by": "p-head", "approved-by": "p-parent", "note": "重复",
    ]
    let voided = await door.desk.perform("task-act", ["rows": [row]], author: "uid 0", deed: nil, unless: nil)
    #expect(voided.body["done"] == 1, "by the command, past the doors: \(voided.body.canonicalText)")
    #expect(await door.ask(.get, last, token: parent).json["reason"] == "closed", "whichever way the task ended")
  }

  @Test("whoever asked withdraws; nobody else does, and no more than once")
  func withdrawal() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (parent, holder) = (try door.token("p-parent"), try door.token("p-holder"))
    let wish = try await ask(door, number, "extend", "p-holder", ["note": "雨", "limit": "2 workdays"])
    #expect(await door.ask(.post, wish + "/withdraw", token: parent).status == 403)
    let done = await door.ask(.post, wish + "/withdraw", token: holder)
    #expect(done.status == 200 && done.json["outcome"] == "withdrawn")
    #expect(await door.ask(.post, wish + "/withdraw", token: holder).status == 409)
    #expect(await door.ask(.post, wish + "/approve", token: parent).code == "lapsed")
    #expect(await door.ask(.get, "/api/v1/approvals", token: holder).json["items"] == [])
  }

  @Test("an extension reaches a year at most, and is refused when it is asked for")
  func extensionsEnd() async throws {
    let door = try Door()
    let (number, holder) = (try door.task(on: "r-holder"), try door.token("p-holder"))
    for (until, status) in [("2099-12-31", 422), ("2027-11-25", 422), ("2027-11-22", 202), ("2026-11-20", 422)] {
      let asked = await door.ask(
        .post, "/api/v1/tasks/\(number)/extend", token: holder, json: ["note": "雨", "until": .string(until)])
      #expect(asked.status == status, "\(until): \(asked.text)")
    }
  }

  @Test("lists are read page by page, each task once, in order")
  func pages() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    let all = await door.ask(.get, "/api/v1/tasks", token: token).json["items"]?.array ?? []
    #expect(all.count == 10)
    var paged: [JSONValue] = []
    var next: String? = ""
    while let after = next, paged.count < 50 {
      let page = await door.ask(.get, "/api/v1/tasks?limit=3" + (after.isEmpty ? "" : "&after=\(after)"), token: token)
        .json
      #expect((page["items"]?.array?.count ?? 9) <= 3)
      paged += page["items"]?.array ?? []
      next = page["next"]?.string
    }
    #expect(paged == all)
  }

  @Test("whoever does not see everything sees their own, or asks for what is theirs")
  func lists() async throws {
    let door = try Door()
    func numbers(_ query: String, _ person: String) async throws -> (Int, Int) {
      let reply = await door.ask(.get, "/api/v1/tasks" + query, token: try door.token(person))
      return (reply.status, reply.json["items"]?.array?.count ?? 0)
    }
    #expect(try await numbers("", "p-holder") == (200, 1))
    #expect(try await numbers("?unit=u-own", "p-head") == (200, 6))
    #expect(try await numbers("?unit=u-child", "p-head") == (200, 1))
    #expect(try await numbers("?unit=u-parent", "p-head") == (403, 0))
    #expect(try await numbers("?holder=p-other", "p-holder") == (403, 0))
    #expect(try await numbers("?unit=u-own", "p-holder") == (403, 0))
    #expect(try await numbers("", "p-auditor") == (200, 10))
  }

  @Test("a citizen files a finding and follows it by its number, and sees nothing else of it")
  func citizens() async throws {
    let door = try Door()
    let filed = await door.ask(
      .post, "/api/v1/findings", json: ["text": "井盖缺失", "place": "七路", "reporter": "张女士", "contact": "电话"])
    #expect(filed.status == 200)
    let id = filed.json["id"]?.string ?? ""
    let code = filed.json["code"]?.string ?? ""
    #expect(await door.ask(.get, "/findings/\(id)?code=\(code)").status == 200, "the page knows the code")
    let followed = await door.ask(.get, "/api/v1/findings/\(id)/progress")
    #expect(followed.json["standing"] == "unclassified")
    #expect(!followed.text.contains("张女士"), "what identifies people is not told by a number alone")
    #expect(await door.ask(.get, "/api/v1/findings/\(id)").status == 401)
    let known = try door.store.record(Finding.self, id: id)?.record
    #expect(known?.source == "citizen" && known?.by == Finding.citizen, "nobody of the register filed it")
    let forged = await door.ask(
      .post, "/api/v1/findings",
      json: ["text": "x", "source": "third-party", "standard": "road-clean", "place": "r-head"])
    let second = try door.store.record(Finding.self, id: forged.json["id"]?.string ?? "")?.record
    #expect(second?.source == "citizen", "a citizen is a citizen, whatever they say")
  }
}
