import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What a report has to carry, by the kind of work.
@Suite struct PeopleWorkTests {
  private func ask(_ bench: Bench, _ operation: String, _ fields: [String: JSONValue]) -> (Int, JSONValue) {
    let answer = bench.engine.perform(operation, .object(fields), author: "uid 1000", at: bench.now)
    return (answer.status, answer.body)
  }

  // MARK: M13, M15

  @Test func M13_aWorkingGroupIsAUnit() throws {
    let bench = try Bench.people()
    let task = try bench.owed("site-check", "site-1")
    #expect(task.record.roles.lead == "u-wg", "a group owns a standard")
    #expect(task.record.roles.leader == "p-wg1")
    #expect(bench.sink.committed.contains { $0.files.contains { $0.path == "u-wg.txt" } }, "and gets its queue")
  }

  @Test func M15_everySupporterClosesItsPart() throws {
    let bench = try Bench.people()
    let task = try bench.owed("site-check", "site-1")
    let (holder, verifier) = (task.record.roles.holder, task.record.roles.verifier)
    #expect(task.record.roles.support == ["u-dh"])
    #expect(try bench.act(task, .report, holder, ["values": ["ratio": "0.5"]]).isDone)
    let refused = try bench.act(task, .verify, verifier)
    #expect(refused.status == 409)
    #expect(refused.message.contains("`u-dh` (东湖街道)"), "it names who is missing")
    let part: [String: JSONValue] = ["number": .string(task.number), "note": "已配合"]
    #expect(ask(bench, "task-part", part.merging(["by": "p-xh2"]) { $1 }).0 == 422, "no part of theirs")
    #expect(ask(bench, "task-part", part.merging(["by": "p-xh2", "unit": "u-dh"]) { $1 }).0 == 403)
    #expect(ask(bench, "task-part", part.merging(["by": "p-dh2", "note": ""]) { $1 }).0 == 400)
    #expect(ask(bench, "task-part", part.merging(["by": "p-dh2"]) { $1 }).0 == 200)
    #expect(ask(bench, "task-part", part.merging(["by": "p-dh3"]) { $1 }).0 == 409, "once")
    #expect(try bench.act(task, .return, verifier, ["note": "主体不合格"]).isDone)
    #expect(try bench.act(task, .report, holder, ["values": ["ratio": "0.5"]]).isDone)
    #expect(try bench.act(task, .return, verifier, ["note": "街道部分不合格", "whose": "u-dh"]).isDone)
    #expect(try bench.act(task, .report, holder, ["values": ["ratio": "0.5"]]).isDone)
    #expect(try bench.act(task, .verify, verifier).status == 409, "its part came back")
    #expect(ask(bench, "task-part", part.merging(["by": "p-dh2"]) { $1 }).0 == 200)
    #expect(try bench.act(task, .verify, verifier).isDone)
  }

  @Test(arguments: [("cases", true), ("all", false), ("none", true)])
  func M15_theDistrictSaysWhichTasksHaveParts(_ policy: String, _ closes: Bool) throws {
    let district = District.people.adding("dutyd.yaml", "parts: \(policy)")
      .replacing("duties/people.yaml", "    parts: no\n", "")
    let bench = try Bench.people(district)
    let task = try bench.owed("survey-work", "dh")
    #expect(task.record.roles.support == ["u-dh"])
    let values: JSONValue = ["score": "91", "awareness": "0.8", "participation": "70%"]
    #expect(try bench.act(task, .report, task.record.roles.holder, ["values": values]).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone == closes)
  }

  @Test func M15_aDutyMayDoWithoutParts() throws {
    let bench = try Bench.people(District.people.adding("dutyd.yaml", "parts: all"))
    let task = try bench.owed("survey-work", "dh")
    let values: JSONValue = ["score": "91", "awareness": "0.8", "participation": "70%"]
    #expect(try bench.act(task, .report, task.record.roles.holder, ["values": values]).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone)
  }

  /// A rectification is what M15 speaks of: one lead, and supporters with parts of their own.
  @Test func M15_aRectificationWaitsForEveryPart() throws {
    let bench = try Bench.people()
    let patrol = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.act(patrol, .report, "p-jt3", ["evidence": [try bench.photo(patrol)], "failed": ["road-clean"]]).isDone)
    let task = try #require(try bench.tasks().first { $0.record.key.work == .rectification })
    let photo = try bench.photo(task, "r")
    #expect(try bench.act(task, .report, task.record.roles.holder, ["evidence": [photo]]).isDone)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).message.contains("`u-dh`"))
    #expect(ask(bench, "task-part", ["number": .string(task.number), "by": "p-dh2", "note": "已配合"]).0 == 200)
    #expect(try bench.act(task, .verify, task.record.roles.verifier, ["closure": "done"]).status == 422)
    #expect(try bench.act(task, .verify, task.record.roles.verifier, ["closure": "not-ours", "note": "x"]).status == 400)
    #expect(try bench.act(task, .verify, task.record.roles.verifier).isDone)
    #expect(try bench.again(task).closure == .fixed)
  }

  // MARK: M19, M20

  @Test(arguments: [
    ("0.40", true, "at the bound is met"), ("0.399999", false, "a millionth below is not"), ("40%", true, "per cent"),
  ])
  func M20_theValueDecides(_ value: String, _ passes: Bool, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("site-check", "site-1")
    #expect(try bench.act(task, .report, task.record.roles.holder).message.contains("`ratio`"), "a value is owed")
    let answer = try bench.act(task, .report, task.record.roles.holder, ["values": ["ratio": .string(value)]])
    #expect(answer.isDone, "\(answer)")
    let opened = try bench.tasks().filter { $0.record.key.work == .rectification }
    #expect(opened.isEmpty == passes, "\(why)")
    if let rectification = opened.first {
      #expect(rectification.record.key.grain == "posters")
      #expect(rectification.record.key.subject == "site-1")
    }
  }

  @Test(arguments: [
    ("150%", false, "more than all"), ("1.5", false, "the same"), ("100%", true, "all"), ("0", true, "nothing"),
    ("-0.1", false, "less than nothing"), ("85", false, "a percentage without its sign"),
  ])
  func M20_aShareIsAPartOfAWhole(_ value: String, _ isTaken: Bool, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("site-check", "site-1")
    let answer = try bench.act(task, .report, task.record.roles.holder, ["values": ["ratio": .string(value)]])
    #expect(answer.isDone == isTaken, "\(why): \(answer)")
    guard !isTaken else { return }
    #expect(answer.message.contains("`ratio`"), "its place")
    #expect(answer.row["error"]?["help"]?.string?.contains("85%") == true, "its remedy")
  }

  @Test(arguments: [
    (["score": "90", "awareness": "0.7", "participation": "0.7"] as [String: JSONValue], ["good", "passed", "passed"], 0),
    (["score": "80", "awareness": "0.7", "participation": "0.7"], ["passed", "passed", "passed"], 0),
    (["score": "79.9", "awareness": "0.9", "participation": "0.9"], ["failed", "passed", "passed"], 1),
    (["score": "95", "awareness": "0.69", "participation": "0.5"], ["good", "failed", "failed"], 1),
  ])
  func M19_everyPassMarkCounts(_ values: [String: JSONValue], _ grades: [String], _ opened: Int) throws {
    let bench = try Bench.people()
    let task = try bench.owed("survey-work", "dh")
    let answer = try bench.act(task, .report, task.record.roles.holder, ["values": .object(values)])
    #expect(answer.isDone, "\(answer)")
    #expect(answer.notes.prefix(3).compactMap { $0.split(separator: " ").last.map(String.init) } == grades)
    #expect(try bench.tasks().count { $0.record.key.work == .rectification } == opened, "one for the standard")
  }

  @Test(arguments: [
    (["score": "80"] as [String: JSONValue], "`awareness`", "a value is missing"),
    (["score": "many", "awareness": "1", "participation": "1"], "no number", "a value is no number"),
    (["score": "80", "awareness": "1", "participation": "1", "skore": "1"], "`skore`", "a slip"),
  ])
  func M19_aReportCarriesEveryValue(_ values: [String: JSONValue], _ words: String, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("survey-work", "dh")
    let answer = try bench.act(task, .report, task.record.roles.holder, ["values": .object(values)])
    #expect(answer.message.contains(words), "\(why): \(answer)")
  }

  /// A failed line of a checklist is work of its own (design §3 What).
  @Test func aFailedLineOpensItsRectification() throws {
    let bench = try Bench.people()
    let task = try bench.owed("road-patrol", "road-zs")
    #expect(try bench.reportPatrol(task, ["failed": ["posters"]]).status == 422, "no line of this checklist")
    let answer = try bench.act(
      task, .report, "p-jt3", ["evidence": [try bench.photo(task, "2")], "failed": ["road-clean"], "note": "积泥"])
    #expect(answer.isDone, "\(answer)")
    let opened = try bench.tasks().filter { $0.record.key.work == .rectification }
    #expect(opened.map(\.record.key.grain) == ["road-clean"])
    #expect(opened.map(\.record.roles.lead) == ["u-hw"], "by its own standard, not by the patrol")
    let finding = try #require(try bench.store.records(Finding.self).last?.record)
    let name = bench.engine.current.book.standards["road-clean"]?.name ?? "?"
    #expect(finding.text.contains(name) && finding.text.hasSuffix("积泥"), "what failed leads: \(finding.text)")
  }

  // MARK: M18

  @Test func M18_aDocumentIsSignedOffBeforeItIsChecked() throws {
    let bench = try Bench.people()
    let task = try bench.owed("files", "u-jt")
    let (holder, verifier) = (task.record.roles.holder, task.record.roles.verifier)
    let sign: [String: JSONValue] = ["number": .string(task.number)]
    #expect(ask(bench, "task-sign", sign.merging(["by": "p-jt1"]) { $1 }).0 == 409, "nothing is reported")
    #expect(try bench.act(task, .report, holder, ["evidence": [try bench.photo(task)]]).message.contains("`document`"))
    let document = try bench.photo(task, shows: "document")
    #expect(try bench.act(task, .report, holder, ["evidence": [document]]).isDone)
    let refused = try bench.act(task, .verify, verifier)
    #expect(refused.status == 409)
    #expect(refused.row["error"]?["help"]?.string?.contains("p-jt1") == true, "it names who signs")
    #expect(ask(bench, "task-sign", sign.merging(["by": "p-jt2"]) { $1 }).0 == 403)
    #expect(ask(bench, "task-sign", sign.merging(["by": "p-jt1"]) { $1 }).0 == 200)
    #expect(try bench.act(task, .return, verifier, ["note": "缺附件"]).isDone)
    #expect(try bench.act(task, .report, holder, ["evidence": [try bench.photo(task, "2", shows: "document")]]).isDone)
    #expect(try bench.act(task, .verify, verifier).status == 409, "every round is signed for itself")
    #expect(ask(bench, "task-sign", sign.merging(["by": "p-jt1"]) { $1 }).0 == 200)
    #expect(try bench.act(task, .verify, verifier).isDone)
    let row = try bench.again(task)
    #expect(row.round == 1, "returned ones are visible")
    #expect(!row.isOnTime, "and late ones: it was due on the 9th")
  }

  // MARK: M24

  @Test func M24_aQuantityHasAPace() throws {
    let bench = try Bench.people()
    let task = try bench.owed("centres", "u-dh")
    let holder = task.record.roles.holder
    let say: [String: JSONValue] = ["number": .string(task.number), "by": .string(holder)]
    #expect(ask(bench, "task-progress", say).0 == 400, "how many?")
    let (status, body) = ask(bench, "task-progress", say.merging(["total": 229]) { $1 })
    #expect(status == 200)
    // 2026-11 has 21 workdays; on the 23rd the 16th of them is under way.
    let expected: Int64 = 501 * 16 / 21
    #expect(body["expected"]?.int == expected)
    #expect(body["shortfall"]?.int == expected - 229)
    #expect(ask(bench, "task-progress", say.merging(["total": 228]) { $1 }).0 == 422, "a total does not shrink unsaid")
    #expect(ask(bench, "task-progress", say.merging(["total": 228, "note": "重复计一处"]) { $1 }).0 == 200)
    let short = try bench.act(task, .report, holder)
    #expect(short.message.contains("228 of 501"), "\(short)")
    #expect(ask(bench, "task-progress", say.merging(["total": 501]) { $1 }).1["shortfall"]?.int == 0)
    let beyond = ask(bench, "task-progress", say.merging(["total": 5010]) { $1 })
    #expect(beyond.0 == 422 && beyond.1["error"]?["reason"]?["code"]?.string == "count-beyond-target", "a slip of the pen")
    #expect(ask(bench, "task-progress", say.merging(["total": 502, "note": "新增一处"]) { $1 }).0 == 200)
    #expect(try bench.act(task, .report, holder).isDone)
    #expect(ask(bench, "task-progress", ["number": .string(try bench.owed("files", "u-jt").number), "by": "p-jt3", "total": 1]).0 == 422)
  }

  // MARK: M30

  private let there: [String: JSONValue] = ["lat": "30.250900", "lon": "120.160000", "minutes": 30]

  @Test(arguments: [
    (["minutes": 30] as [String: JSONValue], "check-in", "no position"),
    (["lat": "30.250900", "lon": "120.160000"], "how long", "no duration"),
    (["lat": "30.250900", "lon": "120.160000", "minutes": 29], "at least 30", "too short"),
    (["lat": "30.252000", "lon": "120.160000", "minutes": 30], "m from 中山路", "222 m from the place"),
    (["lat": "91", "lon": "0", "minutes": 30], "no position", "beyond the pole"),
  ])
  func M30_aVisitThatNeverWas(_ extra: [String: JSONValue], _ words: String, _ why: String) throws {
    let bench = try Bench.people()
    let task = try bench.owed("visit", "road-zs")
    let answer = try bench.act(task, .report, task.record.roles.holder, extra)
    #expect(!answer.isDone)
    #expect(answer.message.contains(words), "\(why): \(answer)")
  }

  @Test func M30_visitsLieApart() throws {
    let bench = try Bench.people()
    let (first, second) = (try bench.owed("visit", "road-zs"), try bench.owed("visit", "road-zs", n: 2))
    #expect(try bench.act(first, .report, first.record.roles.holder, there).isDone)
    try bench.run(until: moment("2026-11-26 09:00"))
    let early = try bench.act(second, .report, second.record.roles.holder, there)
    #expect(early.message.contains("4 days apart"), "\(early)")
    try bench.run(until: moment("2026-11-27 09:00"))
    #expect(try bench.act(second, .report, second.record.roles.holder, there).isDone)
  }

  @Test func M30_nobodyIsAtTwoPlacesAtOnce() throws {
    let bench = try Bench.people()
    let (road, site) = (try bench.owed("visit", "road-zs"), try bench.owed("visit", "site-1"))
    #expect(road.record.roles.holder == site.record.roles.holder)
    #expect(try bench.act(road, .report, road.record.roles.holder, there).isDone)
    try bench.run(until: moment("2026-11-23 09:20"))
    let here: [String: JSONValue] = ["lat": "30.251000", "lon": "120.161000", "minutes": 30]
    let answer = try bench.act(site, .report, site.record.roles.holder, here)
    #expect(answer.message.contains("was at road-zs until"), "\(answer)")
    try bench.run(until: moment("2026-11-23 09:30"))
    #expect(try bench.act(site, .report, site.record.roles.holder, here).isDone, "half an hour later they can be there")
  }
}
