import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Citizens' intake as GeoReport has it.
@Suite struct Open311Tests {
  @Test("hostile texts stay texts, in JSON and in XML")
  func values() {
    let value = Open311Value.list(
      of: "r",
      [
        .object([
          ("t", .text("<b>&\"\u{1}x</b>")), ("n", .number("31.5")), ("f", .flag(false)), ("z", .nothing),
          ("l", .list(of: "v", [])),
        ])
      ])
    #expect(
      String(decoding: value.json, as: UTF8.self)
        == #"[{"t":"<b>&\"\u0001x</b>","n":31.5,"f":false,"z":null,"l":[]}]"#)
    #expect(
      String(decoding: value.xml("rs"), as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <rs><r><t>&lt;b&gt;&amp;"x&lt;/b&gt;</t><n>31.5</n><f>false</f><z/><l></l></r></rs>

        """)
  }

  @Test(arguments: [(31_500_000, "31.500000"), (-500_000, "-0.500000"), (7, "0.000007"), (0, "0.000000")])
  func degrees(_ micro: Int, _ text: String) { #expect(Open311Request.degrees(micro) == text) }

  private static func file(_ door: Door, _ fields: String, peer: String = "10.1.1.1") async -> Door.Reply {
    await door.ask(
      .post, "/open311/v2/requests.json", body: Array(fields.utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")], peer: peer)
  }

  @Test(
    "what a report must say",
    arguments: [
      ("service_code=road-clean&address_id=r-holder&description=x", 201, "a service and a place"),
      ("service_code=other&lat=30.1&long=120.1", 201, "coordinates, and no words"),
      ("service_code=other&address_string=somewhere&description=x", 201, "a place in words"),
      ("service_code=other&attribute%5BPLACE%5D=somewhere", 201, "or in the attribute"),
      ("address_id=r-holder&description=x", 400, "no service"), ("service_code=none&address_id=r-holder", 404, "none of ours"),
      ("service_code=other&description=x", 400, "no place"), ("service_code=other&lat=30.1", 400, "half a place"),
      ("service_code=other&lat=x&long=y", 400, "no coordinates"), ("service_code=other&address_id=r&jurisdiction_id=x", 404, "elsewhere"),
      ("service_code=other&address_id=r&api_key=x", 403, "a key that is none"),
    ])
  func reports(_ fields: String, _ status: Int, _ why: String) async throws {
    let door = try Door()
    let reply = await Self.file(door, fields)
    #expect(reply.status == status, "\(why): \(reply.text)")
    #expect(reply.text.hasPrefix("[{\"" + (status == 201 ? "service_request_id" : "code")), "\(why): \(reply.text)")
  }

  @Test("what is shown to everybody has neither words nor names")
  func shown() async throws {
    let door = try Door()
    let filed = await Self.file(
      door, "service_code=road-clean&address_id=r-holder&description=SECRETWORDS&last_name=SOMEBODY&phone=12345")
    let id = filed.json.array?.first?["service_request_id"]?.string ?? ""
    for path in ["requests/\(id).json", "requests.json", "requests.xml", "requests/\(id).xml"] {
      let reply = await door.ask(.get, "/open311/v2/" + path, peer: "10.1.1.2")
      #expect(reply.status == 200 && reply.text.contains(id), "\(path)")
      for word in ["SECRETWORDS", "SOMEBODY", "12345"] { #expect(!reply.text.contains(word), "\(path)") }
    }
    let patrol = await door.desk.perform(
      "finding-add",
      ["text": "y", "source": "patrol", "standard": "road-clean", "place": "r-other", "by": "p-other"], author: "test",
      deed: nil, unless: nil)
    let other = patrol.body["finding"]?["id"]?.string ?? ""
    #expect(await door.ask(.get, "/open311/v2/requests/\(other).json").status == 404, "what no citizen filed is not theirs")
    #expect(await door.ask(.get, "/open311/v2/tokens/T\(id.dropFirst()).json").text.contains(id))
    #expect(await door.ask(.get, "/open311/v2/tokens/\(id).json").status == 404, "a number is no token")
  }

  @Test("one address files few reports, another address is not held back by it")
  func rate() async throws {
    let door = try Door()
    var statuses: [Int] = []
    for number in 0..<9 {
      statuses.append(await Self.file(door, "service_code=other&address_string=a&description=d\(number)").status)
    }
    #expect(statuses == Array(repeating: 201, count: 6) + [429, 429, 429])
    #expect(await Self.file(door, "service_code=other&address_string=a&description=z", peer: "10.1.1.9").status == 201)
    let key = try door.token("service:app", role: "citizen")
    #expect(
      await Self.file(door, "service_code=other&address_string=a&description=q&api_key=\(key)").status == 201,
      "a program with a key is not")
  }
}
