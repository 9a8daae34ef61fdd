import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

extension Door {
  /// Sends a form as a browser does.
  func send(_ path: String, _ fields: [(String, String)], token: String) async -> Reply {
    let body = fields.map { percentEncoded($0.0) + "=" + percentEncoded($0.1) }.joined(separator: "&")
    return await ask(
      .post, path, token: token, body: Array(body.utf8), fields: [("Content-Type", "application/x-www-form-urlencoded")])
  }
}

/// What people change by pages: asked, consented to, refused in their own language.
@Suite struct PageActTests {
  @Test("what the engine refuses is said in the reader's language, and the form keeps what was typed")
  func refused() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let holder = try door.token("p-holder")
    #expect(await door.send("/tasks/\(number)/acknowledge", [], token: holder).status == 303)
    let again = await door.send("/tasks/\(number)/acknowledge", [], token: holder)
    #expect(again.status == 409)
    #expect(again.text.contains("任务现在的状态是“已签收”，不能签收。"), "\(again.text.prefix(1500))")
    let english = await door.send("/tasks/\(number)/acknowledge?lang=en", [], token: holder)
    #expect(english.text.contains("The task is acknowledged: to acknowledge it does not fit now."))
    #expect(english.text.contains("lang=\"en\">\(number)"), "the engine's own words stay folded")
    let part = await door.send("/tasks/\(number)/part", [("note", "已配合清运")], token: holder)
    #expect(part.text.contains("所填单位不是这项任务的配合单位。配合单位：无。"))
  }

  @Test("M34 an extension is asked for on the task's page, and done when the head above consents")
  func extending() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (holder, parent) = (try door.token("p-holder"), try door.token("p-parent"))
    let page = await door.ask(.get, "/tasks/\(number)", token: holder)
    for wish in ["extend", "transfer", "suspend", "void"] { #expect(page.text.contains("/tasks/\(number)/\(wish)\""), "\(wish)") }
    #expect(!page.text.contains("/tasks/\(number)/resume\""), "it is not suspended")
    let path = "/tasks/\(number)/extend"
    let bare = await door.send(path, [("until", "2026-11-20"), ("note", "连续下雨")], token: holder)
    #expect(bare.status == 422)
    #expect(bare.text.contains("连续下雨") && bare.text.contains("value=\"2026-11-20\""), "what was typed is kept")
    let early = await door.send(path, [("until", "2026-11-23"), ("note", "雨")], token: holder)
    #expect(early.status == 422 && early.text.contains("不晚于现在的截止时间"))
    let asked = await door.send(path, [("until", "2026-11-27"), ("note", "连续下雨")], token: holder)
    #expect(asked.status == 303 && asked.fields[.location]?.contains("done=asked") == true)
    #expect(await door.ask(.get, "/tasks/\(number)", token: holder).text.contains("路长申请延期"))
    #expect(await door.ask(.get, "/approvals", token: holder).text.contains("我提出的"))
    let list = await door.ask(.get, "/approvals", token: parent).text
    let id = list.split(separator: "/approvals/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) } ?? ""
    #expect(id.hasPrefix("w-"), "it waits for the head above")
    #expect(await door.ask(.get, "/queue", token: parent).text.contains("有 1 项申请待您批准。"))
    #expect(!(await door.ask(.get, "/queue", token: holder).text.contains("待您批准。")), "one asks, another approves")
    let desk = await door.ask(.get, "/office", token: try door.token("p-office")).text
    #expect(desk.contains("href=\"/approvals/\(id)\"") && desk.contains("待批准的申请 <b>1</b>"), "the office sees them all")
    #expect(await door.ask(.get, "/approvals/\(id)", token: try door.token("p-other")).status == 404)
    #expect(await door.send("/approvals/\(id)/approve", [], token: holder).status == 403, "one asks, another approves")
    let unsaid = await door.send("/approvals/\(id)/reject", [("reason", "")], token: parent)
    #expect(unsaid.status == 422 && unsaid.text.contains("请写明理由"))
    let before = try door.store.task(number: number)?.record.due
    #expect(await door.send("/approvals/\(id)/approve", [], token: parent).status == 303)
    #expect(!(await door.ask(.get, "/queue", token: parent).text.contains("待您批准。")), "nothing waits any more")
    #expect(try door.store.task(number: number)?.record.due != before)
    let twice = await door.send("/approvals/\(id)/approve", [], token: parent)
    #expect(twice.status == 409 && twice.text.contains("街道主任已经办理过了"))
  }

  @Test("a rejection is not done, and who asked reads why")
  func rejecting() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (holder, parent) = (try door.token("p-holder"), try door.token("p-parent"))
    #expect(await door.send("/tasks/\(number)/suspend", [("note", "道路施工")], token: holder).status == 303)
    let list = await door.ask(.get, "/approvals", token: parent).text
    let id = list.split(separator: "/approvals/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) } ?? ""
    #expect(await door.send("/approvals/\(id)/reject", [("reason", "施工只有半天")], token: parent).status == 303)
    #expect(try door.store.task(number: number)?.state == .dispatched)
    #expect(await door.ask(.get, "/approvals/\(id)", token: holder).text.contains("施工只有半天"))
  }

  @Test("suspended, resumed, void: each for whom the table of actions names")
  func standingStill() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let (holder, office) = (try door.token("p-holder"), try door.token("p-office"))
    #expect(await door.send("/tasks/\(number)/suspend", [("note", "道路施工")], token: holder).status == 303)
    let list = await door.ask(.get, "/approvals", token: office).text
    let id = list.split(separator: "/approvals/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) } ?? ""
    #expect(await door.send("/approvals/\(id)/approve", [], token: office).status == 303)
    #expect(try door.store.task(number: number)?.state == .suspended)
    #expect(await door.ask(.get, "/tasks/\(number)", token: holder).text.contains("/tasks/\(number)/resume\""))
    #expect(await door.send("/tasks/\(number)/resume", [], token: holder).status == 303)
    #expect(try door.store.task(number: number)?.state == .dispatched)
    #expect(await door.send("/tasks/\(number)/void", [("note", "道路已移交")], token: office).status == 303)
    #expect(try door.store.task(number: number)?.state == .voided, "who may approve it does it alone")
    let other = try door.task(on: "r-other")
    #expect(await door.send("/tasks/\(other)/void", [("note", "x")], token: holder).status == 403)
  }

  @Test("a transfer names people and units as people do; a name that nobody has is told at its field")
  func handing() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let head = try door.token("p-head")
    let path = "/tasks/\(number)/transfer"
    let nobody = await door.send(path, [("note", "轮岗"), ("lead", ""), ("holder", "")], token: head)
    #expect(nobody.status == 422 && nobody.text.contains("请填写转给哪个单位或哪个人"))
    let unknown = await door.send(path, [("note", "轮岗"), ("holder", "不存在")], token: head)
    #expect(unknown.status == 422 && unknown.text.contains("不存在"))
    #expect(await door.send(path, [("note", "轮岗"), ("holder", "联络员")], token: head).status == 303)
    let parent = try door.token("p-parent")
    let list = await door.ask(.get, "/approvals", token: parent).text
    let id = list.split(separator: "/approvals/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) } ?? ""
    #expect(await door.send("/approvals/\(id)/approve", [], token: parent).status == 303)
    #expect(try door.store.task(number: number)?.record.roles.holder == "p-liaison")
  }

  @Test("M11 \"not mine\" says who is told, and the second time that the office rules")
  func disowning() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let holder = try door.token("p-holder")
    let first = await door.send("/tasks/\(number)/disown", [("note", "不在辖区")], token: holder)
    let told = await door.ask(.get, first.fields[.location] ?? "", token: holder).text
    #expect(told.contains("异议已记录，已告知 书记。"))
    let second = await door.send("/tasks/\(number)/disown", [("note", "不在辖区")], token: holder)
    let ruled = await door.ask(.get, second.fields[.location] ?? "", token: holder).text
    #expect(ruled.contains("由创建办裁定（任务 "))
    let third = await door.send("/tasks/\(number)/disown", [("note", "不在辖区")], token: holder)
    #expect(third.status == 409 && third.text.contains("创建办正在裁定"))
    #expect(third.text.contains("不在辖区"), "what was typed is kept")
  }

  @Test("M56 nobody checks in without a shift, and is told so")
  func noShift() async throws {
    let door = try Door()
    let holder = try door.token("p-holder")
    #expect(await door.ask(.get, "/check-in", token: holder).text.contains("今天和明天没有您的班次"))
    let reply = await door.send("/check-in", [("shift", "gate@r-holder"), ("kind", "in")], token: holder)
    #expect(reply.status == 422)
    #expect(await door.ask(.get, "/check-in", token: try door.token("p-auditor")).status == 403)
  }

  @Test("M56 somebody on a shift says that they are at their post, leaves it, and sees both")
  func shift() async throws {
    let door = try Door(
      District.doors.putting(
        "campaigns/visit.yaml",
        """
        campaign: visit
        name: 迎检
        window: 2026-11-23..2026-11-26
        commander: p-root
        lead: u-own
        posts:
          - post: desk
            name: 值班台
            at: { kind: road }
            hours: "08:00-12:00"
            staff: 1..2
            shift: 4h
            rest: 8h
            people: { who: unit.member, units: [u-own] }

        """))
    var found: (token: String, shift: String)?
    for person in ["p-holder", "p-liaison", "p-deputy", "p-head", "p-inspector"] {
      let token = try door.token(person)
      let page = await door.ask(.get, "/check-in", token: token).text
      guard let start = page.split(separator: "value=\"desk@").dropFirst().first else { continue }
      found = (token, "desk@" + start.prefix { $0 != "\"" })
      break
    }
    let (token, shift) = try #require(found, "somebody is on the shift of nine o'clock")
    let wrong = await door.send("/check-in", [("shift", shift), ("kind", "in"), ("lat", "28.5"), ("lon", "")], token: token)
    #expect(wrong.status == 422, "half a position is none")
    let here = await door.send(
      "/check-in", [("shift", shift), ("kind", "in"), ("lat", "28.512345"), ("lon", "118.123456")], token: token)
    #expect(here.status == 303 && here.fields[.location]?.hasPrefix("/check-in?done=came") == true)
    #expect(await door.ask(.get, "/check-in", token: token).text.contains("09:00 到岗"))
    #expect(await door.send("/check-in", [("shift", shift), ("kind", "out")], token: token).status == 303)
    #expect(await door.ask(.get, "/check-in", token: token).text.contains("09:00 离岗"))
    let records = try door.store.records(CheckIn.self).map(\.record)
    #expect(records.map(\.isLeaving) == [false, true])
    #expect(records.first?.position == Position(latitudeMicro: 28_512_345, longitudeMicro: 118_123_456))
  }
}
