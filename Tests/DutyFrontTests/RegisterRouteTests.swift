import DutyLedger
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// The registers as lists: what their filters name.
@Suite struct RegisterRouteTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var help: String
    var testDescription: String { path }
  }

  @Test("a filter that names nothing is told so, with the nearest name", arguments: [
    Case(path: "units?parent=u-parnt", help: "did you mean `u-parent`?"),
    Case(path: "units?parent=nope", help: "leave `parent` out and see the list"),
    Case(path: "people?unit=u-ovn", help: "did you mean `u-own`?"),
    Case(path: "places?parent=r-oher", help: "did you mean `r-other`?"),
    Case(path: "places?kind=raod", help: "did you mean `road`?"),
  ])
  func unknown(_ c: Case) async throws {
    let door = try Door()
    let reply = await door.ask(.get, "/api/v1/\(c.path)", token: try door.token("p-office"))
    #expect(reply.status == 404 && reply.code == "not-found", "\(reply.text)")
    #expect(reply.json["help"]?.string == c.help)
  }

  @Test("a filter that names something keeps what it names", arguments: [
    ("units?parent=u-parent", ["u-own", "u-other"]), ("people?unit=u-judge", ["p-judge"]), ("places?parent=wg", ["r-child"]),
    ("places?kind=grid", ["wg"]),
  ])
  func known(_ path: String, _ ids: [String]) async throws {
    let door = try Door()
    let reply = await door.ask(.get, "/api/v1/\(path)", token: try door.token("p-office"))
    #expect(reply.json["items"]?.array?.compactMap { $0["id"]?.string } == ids)
  }
}
