import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// Who may, asked at the command line as at the front doors: one table says it for both.
@Suite struct EntitlementTests {
  @Test(arguments: [
    ("p-zb", 200, "the office settles findings"), ("p-xh1", 403, "a head of elsewhere"),
    ("p-hw1", 403, "the unit that would be rid of it"), ("p-a1", 403, "whoever filed it"),
    ("p-nobody", 422, "nobody of the register"), ("", 400, "nobody at all"),
  ])
  func M39_findingsAreJoinedByTheOffice(_ by: String, _ status: Int, _ why: String) throws {
    let bench = try Bench.finding()
    let (first, second) = (bench.add(), bench.add("路口垃圾", place: "lane-1"))
    let told = bench.ask(
      "finding-join",
      ["finding": .string(second.id), "into": .string(first.id), "by": .string(by), "reason": "同一堆垃圾",
        "across": true,
      ])
    #expect(told.status == status, "\(why): \(told.message)")
    let row = try #require(try bench.tasks().first { $0.record.key.period == second.id })
    #expect((row.state == .voided) == (status == 200), "\(why)")
    #expect(status == 200 || !told.help.isEmpty, "\(why)")
  }

  @Test func M39_whatLiesApartIsJoinedForAReason() throws {
    let bench = try Bench.finding()
    let (first, second) = (bench.add(), bench.add("路口垃圾", place: "lane-1"))
    let join: [String: JSONValue] = ["finding": .string(second.id), "into": .string(first.id), "by": "p-zb"]
    let told = bench.ask("finding-join", join.merging(["reason": "同一堆垃圾"]) { $1 })
    #expect(told.status == 409 && told.message.contains("lane-1"), "not by a slip: \(told.message)")
    #expect(told.body["error"]?["reason"]?["code"]?.string == "findings-apart")
    let meant = join.merging(["across": true]) { $1 }
    #expect(bench.ask("finding-join", meant).status == 400, "and not without a reason")
    #expect(bench.ask("finding-join", meant.merging(["reason": "同一堆垃圾"]) { $1 }).status == 200)
  }

  @Test func M39_aVetoIsNotJoinedAway() throws {
    let bench = try Bench.finding()
    let (plain, veto) = (bench.add(), bench.add("露天焚烧", standard: "no-fire"))
    func join(_ first: Told, _ second: Told) -> Told {
      bench.ask(
        "finding-join",
        [
          "finding": .string(first.id), "into": .string(second.id), "by": "p-zb", "reason": "同一处", "across": true,
        ])
    }
    let told = join(veto, plain)
    #expect(told.status == 409 && told.body["error"]?["reason"]?["code"]?.string == "veto-stays", "\(told.message)")
    #expect(told.help.contains(veto.id), "the other way round it goes")
    #expect(try bench.tasks().first { $0.record.key.period == veto.id }?.state.isOpen == true)
    #expect(join(plain, veto).status == 200)
  }

  @Test func M35_theOfficeClassifies() throws {
    let bench = try Bench.finding()
    let told = bench.add(standard: "不知道", place: "不知道的地方", ["unclassified": true])
    let sort: [String: JSONValue] = ["finding": .string(told.id), "standard": "rubbish", "place": "road-zs"]
    #expect(bench.ask("finding-classify", sort.merging(["by": "p-a1"]) { $1 }).status == 403)
    #expect(try bench.card(told).finding.outcome == .unclassified)
    #expect(bench.ask("finding-classify", sort.merging(["by": "p-zb"]) { $1 }).status == 200)
  }

  @Test(arguments: [
    ("p-dh1", "u-dh", 200, "its own head"), ("p-cjb", "qu", 200, "the office, from the top"),
    ("p-xh1", "u-dh", 403, "the head of another"), ("p-a1", "u-dh", 403, "an inspector"),
    ("p-dh1", "qu", 403, "above one's own"),
  ])
  func M33_aMatterIsHandedDownByItsOwn(_ by: String, _ from: String, _ status: Int, _ why: String) throws {
    let bench = try Bench.people()
    let told = bench.ask(
      "cascade-start", ["duty": "same-day", "from": .string(from), "text": "清雨水口", "by": .string(by)])
    #expect(told.status == status, "\(why): \(told.message)")
  }

  /// Checking posts, granting points, taking lists in and drawing samples: the same table at the command line.
  @Test(arguments: [
    ("spot-check", "p-a1", true, "an inspector checks posts"), ("spot-check", "p-dh1", false, "a head does not"),
    ("bonus", "p-cjb", true, "the office grants points"), ("bonus", "p-a1", false, "an inspector does not"),
    ("finding-import", "p-a1", true, "an inspector brings a list"), ("finding-import", "p-dh1", false, "a head does not"),
    ("mock-evaluation", "p-zb", true, "the office draws"), ("mock-evaluation", "p-hw3", false, "a holder does not"),
    ("spot-check", "p-audit", false, "an auditor changes nothing"), ("bonus", "p-audit", false, "nor grants"),
    ("finding-import", "p-audit", false, "nor brings lists"), ("mock-evaluation", "p-audit", false, "nor draws"),
    ("bonus", "", false, "nobody at all"),
  ])
  func M56_theTableHoldsForTheOffices(_ operation: String, _ by: String, _ may: Bool, _ why: String) throws {
    let district = District.finding.adding("registers/people.csv", "p-audit,审计,u-cjb,,,")
      .adding("registers/posts.csv", "u-cjb,auditor,p-audit,,,\nteam-1,inspector,p-a1,,,")
    let bench = try Bench.finding(district)
    let head = try bench.store.head()
    let told = bench.ask(
      operation, ["by": .string(by), "csv": "", "post": "desk", "place": "road-zs", "unit": "u-jt", "earned": "honour"])
    let isRefused = told.status == 403 || told.status == 400 && by.isEmpty
    #expect(isRefused != may, "\(why): \(told.status) \(told.message)")
    #expect(try bench.store.head() == head, "\(why)")
  }

  @Test func M46_theOneAppealIsThatOfWhomItStrikes() throws {
    let bench = try Bench.finding()
    let told = bench.add()
    let lead = try bench.rectification(told).record.roles
    func file(_ by: String) -> Told {
      bench.ask("appeal-file", ["against": .string(told.id), "by": .string(by), "reason": "不属实"])
    }
    #expect(file("p-a1").status == 403, "whoever filed it has nothing to contest")
    #expect(file("p-xh1").status == 403, "nor has a stranger")
    let own = file(lead.holder)
    #expect(own.status == 200, "its holder: \(own.message)")
  }
}
