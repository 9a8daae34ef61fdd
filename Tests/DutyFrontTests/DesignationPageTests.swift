import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyTestKit
import Foundation
import HTTPTypes
import Testing

@testable import DutyFront

/// Designations at the doors: in the name of whoever signed in, somebody of the office.
@Suite struct DesignationPageTests {
  private let fields = [("subject", "十路"), ("holder", "桂花书记"), ("reason", "路长未定")]

  private func door() throws -> Door {
    // Away from before today on; somebody of the unit beside acts.
    try Door(.doors.replacing("registers/absences.csv", "p-other,2026-12-01", "p-other,2026-11-20"))
  }

  @Test("the page says who acts for somebody who is away, and that it was designated before")
  func page() async throws {
    let door = try door()
    let office = try door.token("p-office")
    let sent = await door.send("/office/designate", fields, token: office)
    let to = sent.fields[.location] ?? ""
    #expect(sent.status == 303 && to.hasPrefix("/office?done=designated&notes="), "\(sent.text.prefix(400))")
    let told = await door.ask(.get, to, token: office).text
    #expect(told.contains("已指定。") && told.contains("不在岗，由路长代理。"), "\(told.prefix(2000))")
    #expect(try door.store.designations().map(\.author) == ["p-office"])
    let again = await door.send("/office/designate", fields, token: office)
    #expect(again.fields[.location]?.hasPrefix("/office?done=designated-before&with=Z-") == true)
    let reason = await door.send("/office/designate", fields.dropLast() + [("reason", "再报一次")], token: office)
    #expect(reason.status == 409 && reason.text.contains("同样的指定已经作过"), "\(reason.text.prefix(400))")
    let own = await door.send(
      "/office/designate", [("subject", "十路"), ("verifier", "桂花书记"), ("reason", "核查")], token: office)
    #expect(own.status == 422 && own.text.contains("核验人不能是责任人"), "\(own.text.prefix(400))")
    #expect(try door.store.designations().count == 1)
  }

  @Test("of two of the same role the newer speaks, and both say so: on the page and in the API")
  func standing() async throws {
    let door = try door()
    let office = try door.token("p-office")
    var ids: [String] = []
    for (holder, reason) in [("p-liaison", "路长出差"), ("p-deputy", "路长未回")] {
      let body: JSONValue = [
        "subjects": ["r-holder"], "duty": "patrol", "holder": .string(holder), "reason": .string(reason),
      ]
      let made = await door.ask(.post, "/api/v1/designations", token: office, json: body)
      ids.append(try #require(made.json["id"]?.string, "\(made.text)"))
    }
    let list = await door.ask(.get, "/api/v1/designations", token: office).json["designations"]?.array ?? []
    #expect(list.map { $0["standing"] } == ["outranked", "in-force"])
    #expect(list.first?["outranked"]?.array?.first?["by"] == .string(ids[1]), "\(list)")
    #expect(list.last?["outranks"] == [.string(ids[0])])
    let page = await door.ask(.get, "/office", token: office).text
    #expect(page.contains("以 \(ids[1]) 为准") && page.contains("现以此为准，优先于 \(ids[0])"), "\(page)")
    let withdrawn = await door.ask(
      .post, "/api/v1/designations/\(ids[1])/withdraw", token: office, json: ["reason": "路长已回"])
    #expect(withdrawn.json["notes"]?.array?.first?.string?.contains("speaks again") == true, "\(withdrawn.text)")
    let effect = withdrawn.json["effects"]?.array?.first
    #expect(effect?["code"] == "speaks-again" && effect?["word"] == .string(ids[0]) && effect?["person"] == "p-liaison")
  }

  @Test("the page of a withdrawal says who speaks again, in its reader's language")
  func whatAWithdrawalBringsAbout() async throws {
    let door = try door()
    let office = try door.token("p-office")
    var ids: [String] = []
    for holder in ["p-liaison", "p-deputy"] {
      let body: JSONValue = [
        "subjects": ["r-holder"], "duty": "patrol", "holder": .string(holder), "reason": "路长出差",
      ]
      let made = await door.ask(.post, "/api/v1/designations", token: office, json: body)
      ids.append(try #require(made.json["id"]?.string, "\(made.text)"))
    }
    let sent = await door.send("/office/withdraw/" + ids[1], [("reason", "路长已回")], token: office)
    let to = sent.fields[.location] ?? ""
    #expect(sent.status == 303 && to.hasPrefix("/office?done=withdrawn&notes="), "\(sent.text.prefix(400))")
    let chinese = await door.ask(.get, to, token: office).text
    #expect(chinese.contains("已撤销。") && chinese.contains("所作的指定 \(ids[0]) 重新起作用：责任人为联络员。"))
    let english = await door.ask(.get, to + "&lang=en", token: office).text
    #expect(english.contains("speaks again; holder: 联络员."), "\(english.prefix(2000))")
  }

  @Test("an address tells the first few of many, and how many more there are")
  func manyThings() {
    let note = DesignationNote(.decidesNothing, [.role: "holder", .day: "2026-11-23"])
    let reader = PageReader(locale: .english, district: "", zone: .utc, now: Door.monday)
    let names = PageNames(person: { $0 }, unit: { $0 }, standard: { $0 })
    for (count, lines, last) in [(0, 0, ""), (8, 8, "Nobody becomes holder"), (10, 9, "2 more things change")] {
      let notes = DoneNotes(["effects": .array(Array(repeating: note.json, count: count))])
      let told = DoneNotes(notes.text ?? "").lines(reader, names)
      #expect(told == notes.lines(reader, names) && told.count == lines, "\(notes)")
      #expect(told.last?.hasPrefix(last) ?? last.isEmpty, "\(told)")
    }
  }

  @Test("the API acts in the name of the token's person, whatever the request says", arguments: [
    ("p-office", "", 200), ("p-head", "", 403), ("p-inspector", "", 403), ("p-auditor", "", 403), ("service:desk", "office", 403),
  ] as [(String, String, Int)])
  func api(_ c: (subject: String, role: String, status: Int)) async throws {
    let door = try door()
    let token = try door.token(c.subject, role: c.role)
    let body: JSONValue = ["subjects": ["r-holder"], "duty": "patrol", "holder": "p-liaison", "reason": "路长出差"]
    let made = await door.ask(.post, "/api/v1/designations", token: token, json: body)
    #expect(made.status == c.status, "\(made.text)")
    #expect(try door.store.designations().map(\.author) == (c.status == 200 ? ["p-office"] : []))
    if let id = made.json["id"]?.string {
      #expect(made.json["acting"] == [])
      let other = try door.token("p-head")
      let path = "/api/v1/designations/\(id)/withdraw"
      #expect(await door.ask(.post, path, token: other, json: ["reason": "试"]).status == 403)
      #expect(await door.ask(.post, path, token: token, json: ["reason": "路长已回"]).status == 200)
    }
  }
}
