import DutyLedger
import DutyPorts
import DutyTestKit
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
    #expect(sent.status == 303 && to.hasPrefix("/office?done=designated-acting&with="), "\(sent.text.prefix(400))")
    #expect(await door.ask(.get, to, token: office).text.contains("今天不在岗的，由他人代理：桂花书记 → 路长。"))
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
