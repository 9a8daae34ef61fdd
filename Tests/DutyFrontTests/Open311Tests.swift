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

  @Test("citizens are offered what the book names for them, in its words, on the page and in the services; staff all")
  func offered() async throws {
    let district = District.doors
      .replacing("standards/base.csv", "kinds,limit\n", "kinds,limit,report-as\n")
      .replacing("standards/base.csv", "road,3 workdays\n", "road,3 workdays,\nmanhole,井盖齐全,sanitation,1,no,yes,,,road,1 workday,井盖<坏>了\n")
    let door = try Door(district)
    let services = await door.ask(.get, "/open311/v2/services.json").json.array ?? []
    #expect(services.map { $0["service_code"]?.string } == ["manhole", "other"])
    #expect(services.first?["service_name"]?.string == "井盖<坏>了")
    #expect(await door.ask(.get, "/open311/v2/services/road-clean.json").status == 404, "not offered")
    let page = await door.ask(.get, "/findings/new").text
    #expect(page.contains("<option value=\"manhole\">井盖&lt;坏&gt;了</option>") && !page.contains("value=\"road-clean\""))
    let staff = await door.ask(.get, "/findings/new", token: try door.token("p-inspector")).text
    #expect(staff.contains("<option value=\"manhole\">井盖齐全</option>"), "the evaluation's own name")
    #expect(await Self.file(door, "service_code=road-clean&address_id=r-holder&description=x").status == 404)
    let filed = await Self.file(door, "service_code=manhole&address_id=r-holder&description=x")
    #expect(filed.status == 201, "\(filed.text)")
    let listed = await door.ask(.get, "/open311/v2/requests.json?service_code=manhole").json.array ?? []
    #expect(listed.map { $0["service_name"]?.string } == ["井盖<坏>了"])
    // The office may call it by what is not offered: to citizens that is something else.
    let office = try door.token("p-office")
    let other = await Self.file(door, "service_code=other&address_id=r-head&description=y").json[0]?["service_request_id"]?.string ?? ""
    _ = await door.ask(
      .post, "/api/v1/findings/\(other)/classify", token: office, json: ["standard": "road-clean", "place": "r-head"])
    let shown = await door.ask(.get, "/open311/v2/requests/\(other).json").json[0]
    #expect(shown?["service_code"]?.string == "other", "\(String(describing: shown))")
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
