import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What the registers in force have of a name, for those who type names.
@Suite struct NameTests {
  @Test(arguments: [
    ("people", "交三", [["id": "p-jt3", "within": "交通局"]], "a person, with the unit"),
    ("people", "东一", [["id": "p-dh1", "within": "东湖街道"], ["id": "p-xh9", "within": "西湖街道"]], "a name of two"),
    ("units", "督查一组", [["id": "team-1", "within": "创建办"]], "a unit, with its parent"),
    ("units", "u-qu", [["id": "u-qu", "within": ""]], "an identifier, and a unit without a parent"),
    ("places", "中山路", [["id": "road-zs", "within": "东湖街道"]], "a place"),
    ("places", "交三", [], "a name of something else"), ("people", "", [], "no name"),
  ] as [(String, String, JSONValue, String)])
  func found(_ kind: String, _ name: String, _ items: JSONValue, _ why: String) throws {
    let bench = try Bench(
      District.small.adding("registers/people.csv", "p-xh9,东一,u-xh,,,"), at: moment("2026-11-23 09:00"))
    let head = try bench.store.head()
    let reply = bench.engine.perform(
      "names", ["kind": .string(kind), "name": .string(name)], author: "uid 0", at: bench.now)
    #expect(reply.status == 200 && reply.body["items"] == items, "\(why): \(reply.body.canonicalText)")
    #expect(try bench.store.head() == head)
  }

  @Test(arguments: ["", "person", "registers"])
  func aListThatIsNoneIsRefused(_ kind: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let reply = bench.engine.perform("names", ["kind": .string(kind), "name": "交三"], author: "uid 0", at: bench.now)
    #expect(reply.status == 400)
    #expect(reply.body["error"]?["help"]?.string == "one of: units, people, places")
  }
}
