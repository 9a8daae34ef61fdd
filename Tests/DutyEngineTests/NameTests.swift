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

  /// A person whom nobody knows is refused with the nearest one, by identifier or by name, whatever is asked.
  @Test(arguments: [
    ("p-jt33", "did you mean `p-jt3`?", "an identifier"), ("交山", "did you mean `p-jt1` (交一, 交通局)?", "a name"),
    ("东西南北", "see registers/people.csv", "a name like nobody's"),
    ("东三三", "did you mean `p-dh3` (东三, 东湖街道) or `p-xh9` (东三, 西湖街道)?", "a name of two"),
  ])
  func theNearestPersonIsNamed(_ by: String, _ help: String, _ why: String) throws {
    let bench = try Bench(
      District.small.adding("registers/people.csv", "p-xh9,东三,u-xh,,,"), at: moment("2026-11-23 09:00"))
    let finding: JSONValue = [
      "text": "垃圾", "standard": "notices", "place": "road-zs", "source": "patrol", "by": .string(by),
    ]
    let contact: JSONValue = ["unit": "u-jt", "text": "沟通", "by": .string(by)]
    for (operation, fields) in [("finding-add", finding), ("contact-add", contact)] {
      let reply = bench.engine.perform(operation, fields, author: "uid 0", at: bench.now)
      #expect(reply.body["error"]?["help"]?.string == help, "\(operation), \(why): \(reply.body.canonicalText)")
    }
  }

  @Test(arguments: ["", "person", "registers"])
  func aListThatIsNoneIsRefused(_ kind: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let reply = bench.engine.perform("names", ["kind": .string(kind), "name": "交三"], author: "uid 0", at: bench.now)
    #expect(reply.status == 400)
    #expect(reply.body["error"]?["help"]?.string == "one of: units, people, places")
  }
}
