import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPages
import DutyPorts
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// A form that is sent again is done once: pressed twice, loaded again, sent from another window.
@Suite struct OnceTests {
  /// The keys of a page's forms, in order.
  private func keys(_ html: String) -> [String] {
    html.split(separator: "name=\"once\" value=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  /// A report as browsers send it: a boundary of its own each time.
  private func report(
    _ door: Door, _ fields: [(String, String)], boundary: String = "x", peer: String = "127.0.0.1"
  ) async -> Door.Reply {
    var text = ""
    for (name, value) in fields {
      text += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    return await door.ask(
      .post, "/findings", body: Array((text + "--\(boundary)--\r\n").utf8),
      fields: [("Content-Type", "multipart/form-data; boundary=\(boundary)")], peer: peer)
  }

  private func findings(_ door: Door) throws -> Int { try door.store.newestFindings(200, before: nil).count }

  private func form(_ door: Door) async throws -> [(String, String)] {
    let key = try #require(keys(await door.ask(.get, "/findings/new").text).first)
    return [("once", key), ("text", "路口有垃圾"), ("place", "r-holder"), ("kind", "road-clean")]
  }

  @Test("a report that is sent twice is one finding, with one number and one code")
  func twice() async throws {
    let door = try Door()
    let fields = try await form(door)
    let first = await report(door, fields)
    #expect(first.status == 303, "\(first.text.prefix(600))")
    let head = try door.store.head().number
    for (boundary, peer, why) in [
      ("x", "127.0.0.1", "loaded again"), ("y", "127.0.0.1", "pressed again"), ("z", "10.0.0.9", "from another network"),
    ] {
      let again = await report(door, fields, boundary: boundary, peer: peer)
      #expect(again.status == 303 && again.fields[.location] == first.fields[.location], "\(why)")
    }
    #expect(try findings(door) == 1)
    #expect(try door.store.head().number == head, "nothing was written")
    var other = try await form(door)
    other[1].1 = "路口有积水"
    #expect(await report(door, other).fields[.location] != first.fields[.location], "a new form is another")
    #expect(try findings(door) == 2)
  }

  @Test("two presses at the same time are one, and both are told so")
  func together() async throws {
    let door = try Door()
    let fields = try await form(door)
    let places = await withTaskGroup(of: (Int, String?).self) { group in
      for n in 0..<6 {
        group.addTask {
          let reply = await report(door, fields, boundary: "b\(n)")
          return (reply.status, reply.fields[.location])
        }
      }
      var all: [(Int, String?)] = []
      for await one in group { all.append(one) }
      return all
    }
    #expect(places.allSatisfy { $0.0 == 303 } && Set(places.map(\.1)).count == 1, "\(places)")
    #expect(try findings(door) == 1)
  }

  @Test("each rendering has keys of its own, and each form of a page")
  func rendered() async throws {
    let door = try Door()
    let token = try door.token("p-head")
    let (a, b) = (await door.ask(.get, "/tasks/\(try door.task(on: "r-holder"))", token: token).text, await door.ask(.get, "/findings/new").text)
    let (some, other) = (keys(a), keys(b) + keys(await door.ask(.get, "/findings/new").text))
    #expect(some.count > 2 && other.count == 2)
    #expect(Set(some + other).count == some.count + other.count)
    for page in ["/login", "/login/x", "/findings/follow", "/findings"] {
      #expect(keys(await door.ask(.get, page).text).isEmpty, "\(page) does nothing that is to be done once")
    }
  }

  @Test("a form that came back with an error is another: corrected, it is sent and done")
  func corrected() async throws {
    let door = try Door()
    var fields = try await form(door)
    fields[1].1 = ""
    let refused = await report(door, fields)
    #expect(refused.status == 422)
    let renewed = try #require(keys(refused.text).first)
    #expect(renewed != fields[0].1)
    var better = fields
    (better[0].1, better[1].1) = (renewed, "路口有垃圾")
    #expect(await report(door, better).status == 303)
    #expect(await report(door, better).status == 303)
    #expect(try findings(door) == 1)
    // Whoever goes back to the first one corrects that: nothing was done by it.
    fields[1].1 = "路口还有垃圾"
    #expect(await report(door, fields).status == 303)
    #expect(try findings(door) == 2)
  }

  @Test("what was sent once is not sent again as something else: it is said, with what was written")
  func otherwise() async throws {
    let door = try Door()
    var fields = try await form(door)
    #expect(await report(door, fields).status == 303)
    fields[1].1 = "另一处有垃圾"
    let head = try door.store.head().number
    let refused = await report(door, fields)
    #expect(refused.status == 422)
    #expect(refused.text.contains("这份表单已经提交过") && refused.text.contains("另一处有垃圾"), "\(refused.text)")
    #expect(!refused.text.contains(fields[0].1), "the key is nothing that they wrote")
    #expect(try door.store.head().number == head)
  }

  @Test("what people do to a task is done once, what waits for a consent too; another's key is another")
  func acts() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let token = try door.token("p-holder")
    let queue = keys(await door.ask(.get, "/queue", token: token).text)
    let key = try #require(queue.first)
    let path = "/tasks/\(number)/acknowledge"
    #expect(await door.send(path, [("once", key)], token: token).status == 303)
    #expect(await door.send(path, [("once", key)], token: token).status == 303, "the same press")
    #expect(await door.send(path, [("once", key + "0")], token: token).status == 409, "another one")
    let wish = [("once", key + "1"), ("note", "连续下雨"), ("until", "2026-11-27")]
    for _ in 0..<2 { #expect(await door.send("/tasks/\(number)/extend", wish, token: token).status == 303) }
    #expect(try door.access.wishes(of: number).count == 1)
    let other = await door.send(path, [("once", key)], token: try door.token("p-head"))
    #expect(other.status != 303, "another's key is another")
  }

  @Test("after a crash between the act and its answer the ledger knows")
  func crash() async throws {
    let door = try Door()
    let fields = try await form(door)
    let place = await report(door, fields).fields[.location]
    let number = try door.task(on: "r-holder")
    let token = try door.token("p-holder")
    let press = [("once", "0123456789abcdef-7")]
    #expect(await door.send("/tasks/\(number)/acknowledge", press, token: token).status == 303)
    let head = try door.store.head().number
    try door.access.forget(before: door.clock.now().adding(seconds: 60), keepingRefusals: 10)
    #expect(await report(door, fields).fields[.location] == place, "the same number and code")
    let again = await door.send("/tasks/\(number)/acknowledge", press, token: token)
    #expect(again.status == 200 && again.text.contains("没有重复办理") && again.text.contains("/tasks/\(number)\""), "\(again.text)")
    #expect(try door.store.head().number == head)
  }

  @Test("a photo that was kept for a report which was refused then does not make the report done")
  func step() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let token = try door.token("p-holder")
    let body = Array(
      "--x\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n0123456789abcdef-9\r\n--x--\r\n".utf8)
    let form = ("Content-Type", "multipart/form-data; boundary=x")
    let first = await door.ask(.post, "/tasks/\(number)/report", token: token, body: body, fields: [form])
    let again = await door.ask(.post, "/tasks/\(number)/report", token: token, body: body, fields: [form])
    #expect(first.status == again.status && first.status == 422, "\(first.status) \(again.status)")
    #expect(try door.store.records(RequestDone.self).isEmpty)
  }

  @Test("what is no key of a page is refused", arguments: ["short", "with blanks in between", "ünlesbar-aber-lang", String(repeating: "x", count: 65)])
  func noKey(_ text: String) async throws {
    let door = try Door()
    var fields = try await form(door)
    fields[0].1 = text
    let refused = await report(door, fields)
    #expect(refused.status == 400)
    #expect(try findings(door) == 0)
    // What they wrote is there, in a form with a key of its own.
    #expect(refused.text.contains("路口有垃圾") && refused.text.contains("重新提交"), "\(refused.text)")
    for (name, value) in fields.dropFirst() {
      #expect(refused.text.contains("name=\"\(name)\" value=\"\(value)\""), "\(name): \(refused.text)")
    }
    var again = fields
    again[0].1 = try #require(keys(refused.text).first)
    for _ in 0..<2 { #expect(await report(door, again).status == 303) }
    #expect(try findings(door) == 1)
  }
}

/// What is put back for a form that is to be sent once more.
@Suite struct SentAgainTests {
  @Test("a secret is written once more: it stands in no page")
  func secret() async throws {
    let door = try Door()
    let refused = await door.ask(
      .post, "/login", body: Array("once=short&secret=geheim-0123456789&next=%2Fqueue".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    #expect(refused.status == 400 && refused.text.contains("重新提交"), "\(refused.status) \(refused.text)")
    #expect(!refused.text.contains("geheim-0123456789") && refused.text.contains("name=\"next\""), "\(refused.text)")
  }
}

/// Whose session ended while they wrote.
@Suite struct SignedOutTests {
  @Test("what was written is shown, files are said to be lost, and the form says after signing in that it is empty")
  func ended() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let body = Array(
      ("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n垃圾已清运\r\n--x\r\nContent-Disposition: form-data; "
        + "name=\"file-photo\"; filename=\"a.jpg\"\r\n\r\nxx\r\n--x--\r\n").utf8)
    let path = "/tasks/\(number)/report"
    let referer = ("Referer", "https://duty.example\(path)")
    let reply = await door.ask(
      .post, path, body: body, fields: [("Content-Type", "multipart/form-data; boundary=x"), referer])
    #expect(reply.status == 401)
    #expect(reply.text.contains("垃圾已清运") && reply.text.contains("选好的照片没有保存"))
    let next = door.parts.doneMark.address(path, telling: .signedInAgain)
    #expect(next.hasPrefix(path + "?done=signed-in-again&mark="))
    #expect(reply.text.contains("/login?next=\(percentEncoded(next))"), "\(reply.text)")
    let back = await door.ask(.get, next, token: try door.token("p-holder"))
    #expect(back.status == 200 && back.text.contains("刚才填写的内容没有保存，请重新填写"))
    let told = await door.ask(
      .post, path, body: body,
      fields: [
        ("Content-Type", "multipart/form-data; boundary=x"),
        ("Referer", "https://duty.example/queue?unit=u-own&done=acknowledged&with=x&mark=y"),
      ])
    let queue = door.parts.doneMark.address("/queue?unit=u-own", telling: .signedInAgain)
    #expect(told.text.contains("next=\(percentEncoded(queue))"), "what was told before is not told again")
    let plain = await door.send("/tasks/\(number)/extend", [("note", "下雨")], token: "none")
    #expect(plain.status == 401 && !plain.text.contains("选好的照片"), "no files came with it")
  }

  /// Citizens file at the same address: without the mark of a session it would be one of theirs.
  @Test("what somebody signed in began is not taken for a citizen's report")
  func staffForm() async throws {
    let door = try Door()
    func send(_ mark: String) async -> Door.Reply {
      await door.ask(
        .post, "/findings",
        body: Array("csrf=\(mark)&source=inspection&place=r-holder&kind=road-clean&text=manhole+open".utf8),
        fields: [("Content-Type", "application/x-www-form-urlencoded")])
    }
    let reply = await send("0123456789abcdef")
    #expect(reply.status == 401 && reply.text.contains("manhole open") && reply.text.contains("/login?next="))
    #expect(try door.store.newestFindings(1, before: nil).isEmpty)
    #expect(await send("").status == 303, "a citizen's form has none")
  }
}
