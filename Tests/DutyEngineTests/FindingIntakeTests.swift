import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Foundation
import Testing

/// Intake: what a report is taken for, and what becomes of it.
@Suite struct FindingIntakeTests {
  struct Place: Sendable, CustomTestStringConvertible {
    var said: String
    var lon = ""
    var lat = ""
    var standard = "rubbish"
    var place: String?
    var message = ""
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Place(said: "road-zs", place: "road-zs", why: "by identifier"),
    Place(said: "中山路", place: "road-zs", why: "by name"),
    Place(said: " 中 山 路 ", place: "road-zs", why: "blanks do not count"),
    Place(said: "东湖街道中山路一巷", place: "lane-1", why: "by a name that begins with what it lies in"),
    Place(said: "和平路 > 一巷", place: "lane-2", why: "signs between the parts do not count"),
    Place(said: "一巷", message: "2 places are called `一巷`: `lane-1`, `lane-2`", why: "a name of two is none"),
    Place(said: "一巷", lon: "118.101", lat: "28.5005", place: "lane-1", why: "coordinates tell two of a name apart"),
    Place(said: "中山北路", message: "did you mean `中山路`?", why: "a near name is suggested, not taken"),
    Place(said: "", lon: "118.1001", lat: "28.5001", place: "road-zs", why: "the nearest that the standard applies to"),
    Place(
      said: "", lon: "118.1001", lat: "28.5001", standard: "illegal-building", place: "compound-1",
      why: "another standard, another place"),
    Place(said: "", lon: "118.2", lat: "28.5", message: "m away (`near: 150 m`)", why: "too far from any place"),
    Place(said: "某处", lon: "118.1", lat: "28.5", place: "road-zs", why: "coordinates where the name is unknown"),
    Place(said: "悦苑", message: "does not apply to `compound-1`", why: "the standard is not one of this place"),
  ])
  func M39_thePlaceIsToldByWhatWasSaid(_ c: Place) throws {
    let bench = try Bench.finding()
    let told = bench.add(standard: c.standard, place: c.said, ["lon": .string(c.lon), "lat": .string(c.lat)])
    if let place = c.place {
      #expect(told.status == 200, "\(told.message)")
      #expect(told.body["finding"]?["place"]?.string == place)
    } else {
      #expect(told.status == 422)
      #expect(told.message.contains(c.message), "\(told.message)")
      #expect(try bench.store.records(Finding.self).isEmpty, "nothing is written")
    }
  }

  @Test(arguments: [
    ("rubbish", "rubbish", "by identifier"), ("无暴露垃圾", "rubbish", "by name"), ("无 暴露垃圾", "rubbish", "blanks"),
  ])
  func M39_theStandardIsTold(_ said: String, _ standard: String, _ why: String) throws {
    let bench = try Bench.finding()
    #expect(bench.add(standard: said).body["finding"]?["standard"]?.string == standard, "\(why)")
  }

  @Test func whatSteersATerminalIsNotKept() throws {
    let bench = try Bench.finding()
    let told = bench.add("垃圾\u{1B}[31m\n堆放\u{7}")
    #expect(try bench.card(told).finding.text == "垃圾 [31m 堆放")
  }

  struct Refusal: Sendable {
    let more: [String: JSONValue], status: Int, help: String, why: String

    init(_ more: [String: JSONValue], _ status: Int, _ help: String, _ why: String) {
      (self.more, self.status, self.help, self.why) = (more, status, help, why)
    }
  }

  static let refusals: [Refusal] = [
    Refusal(["by": "p-a11"], 422, "did you mean `p-a1`?", "an unknown person"),
    Refusal(["by": ""], 400, "give --by PERSON", "nobody"),
    Refusal(["text": " "], 400, "give a text", "nothing was found"),
    Refusal(["source": "patrl"], 422, "did you mean `patrol`?", "an unknown source"),
    Refusal(["source": ""], 422, "citizen 市民反映", "no source: all are listed"),
    Refusal(["standard": "rubish"], 422, "--unclassified", "a slip in the standard is not left to the office"),
    Refusal(["found-at": "soon"], 400, "write", "no time"),
    Refusal(["found-at": "2026-11-24"], 422, "check --found", "the future"),
    Refusal(["found-at": "2025-12-31 23:59"], 422, "check --found", "before the rules begin"),
    Refusal(["lon": "118,1", "lat": "28.5"], 400, "degrees", "no coordinates"),
    Refusal(["lon": "118.3037"], 400, "give both in degrees", "a longitude alone"),
    Refusal(["lat": "28.4278"], 400, "give both in degrees", "a latitude alone"),
    Refusal(["evidence": ["0a1b"]], 422, "dutyctl evidence add", "a photo that nobody kept"),
  ]

  @Test(arguments: refusals)
  func refuses(_ c: Refusal) throws {
    let bench = try Bench.finding()
    let head = try bench.store.head()
    let told = bench.add("垃圾", c.more)
    #expect(told.status == c.status, "\(c.why)")
    #expect(told.help.contains(c.help), "\(told.message) \(told.help)")
    #expect(try bench.store.head() == head, "\(c.why): nothing is written")
  }

  @Test(arguments: [
    ("road-zss", "did you mean `road-zs`?", "a slip in an identifier"),
    ("中山璐", "did you mean `中山路`?", "a slip in a name"),
  ])
  func aPlaceThatIsNoneIsAnsweredWithTheNearest(_ place: String, _ near: String, _ why: String) throws {
    let told = try Bench.finding().add(place: place)
    #expect(told.status == 422 && told.message.contains(near), "\(why): \(told.message)")
  }

  // MARK: M23, M25, M34

  @Test(arguments: [
    ("road-zs", "4 working-hours", "2026-11-23 15:00", "the key zone, across the noon break"),
    ("road-hp", "1 workday", "2026-11-24 17:30", "any other"),
  ])
  func M23_theZoneDecidesTheLimit(_ place: String, _ limit: String, _ due: String, _ why: String) throws {
    let bench = try Bench.finding()
    let row = try bench.rectification(bench.add(place: place))
    #expect((row.record.limit, wall(row.record.due)) == (limit, due), "\(why)")
  }

  @Test func M31_aCampaignsLimitComesFirst() throws {
    let campaign = District.finding.putting(
      "campaigns/visit.yaml",
      "campaign: visit\nwindow: 2026-11-20..2026-11-30\ncommander: p-qu\noverlay:\n  - { findings: any, limit: inspection }\n"
    )
    let bench = try Bench.finding(campaign)
    let row = try bench.rectification(bench.add(place: "road-hp"))
    #expect(row.record.limit == "2 urgent-hours")
    let receipt = try #require(try bench.store.receipt(id: row.record.deadline))
    #expect(receipt.body["campaign"] == "visit", "and says whose it is")
  }

  @Test func M34_dueBeforeTheNextDispatchGoesOutAtOnce() throws {
    let bench = try Bench.finding()
    let urgent = try bench.rectification(bench.add())
    #expect(urgent.state == .dispatched, "four working hours end today")
    let patient = try bench.rectification(bench.add(place: "road-hp"))
    #expect(patient.state == .generated, "it waits for tomorrow's queue")
    try bench.run(until: moment("2026-11-24 07:30"))
    #expect(try bench.store.task(number: patient.number)?.state == .dispatched)
  }

  @Test func M34_eachStageOfALimitHasItsTask() throws {
    let bench = try Bench.finding()
    let told = bench.add("违建", standard: "illegal-building", place: "compound-1")
    let rows = try bench.card(told).rows
    #expect(rows.map(\.record.key.n) == [1, 2, 3])
    #expect(rows.map { wall($0.record.due) } == ["2026-11-23 15:00", "2026-12-02 17:30", "2026-12-21 17:30"])
    let receipt = try #require(try bench.store.receipt(id: rows[1].record.deadline))
    #expect(receipt.body.canonicalText.contains("stage 2 of 3: fine"))
    for row in rows {
      #expect(try bench.answers(told) == ["received"], "stage \(row.record.key.n) is not the last")
      try bench.run(until: moment("2026-11-24 09:00"))
      let dispatched = try #require(try bench.store.task(number: row.number))
      try bench.close(dispatched)
    }
    #expect(try bench.answers(told) == ["received", "fixed"])
    #expect(try bench.card(told).standing == .fixed)
  }

  @Test func M25_aVetoStandardIsAVetoTask() throws {
    let bench = try Bench.finding()
    #expect(try bench.rectification(bench.add("火灾", standard: "no-fire")).record.isVeto)
    #expect(try !bench.rectification(bench.add()).record.isVeto)
  }

  // MARK: M40

  @Test(arguments: [
    ("patrol", 1500), ("inspection", 3000), ("third-party", 4500), ("leader", 4500), ("citizen", 1500), ("市民", 1500),
    ("人大代表", 3000), ("media", 6000),
  ])
  func M40_aSourceWeighsItsPoints(_ source: String, _ points: Int) throws {
    let bench = try Bench.finding()
    #expect(try bench.card(bench.add(source: source)).finding.milliPoints == points)
  }

  // MARK: Joining

  @Test func M39_theSameSpotIsJoinedWhileItIsOpen() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("又见垃圾", source: "citizen", ["reporter": "乙"])
    #expect(second.outcome == "joined")
    #expect(second.body["finding"]?["joined-to"]?.string == first.id)
    #expect(try bench.tasks().count { $0.record.key.work == .rectification } == 1)
    #expect(try bench.card(second).finding.milliPoints == 0, "one problem costs once")
    let media = bench.add("电视台曝光", source: "media")
    #expect(try bench.card(media).finding.milliPoints == 4500, "and what a heavier source costs more")
    try bench.close(try bench.rectification(first))
    for told in [first, second, media] {
      #expect(try bench.answers(told) == ["received", "fixed"], "everybody who reported it is told (M35)")
      #expect(try bench.card(told).standing == .fixed)
    }
    let later = bench.add("第三次")
    #expect(later.outcome == "opened", "closed is not open")
  }

  @Test func aPolicyMayKeepThemApart() throws {
    let bench = try Bench.finding(District.finding.replacing("dutyd.yaml", "near: 150 m", "near: 150 m\n  join: no"))
    _ = bench.add()
    #expect(bench.add("又见垃圾").outcome == "opened")
  }

  @Test func theSameReportTwiceIsOne() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let head = try bench.store.head()
    let again = bench.add()
    #expect((again.outcome, again.id) == ("known", first.id))
    #expect(try bench.store.head() == head)
  }

  @Test func M39_twoAreJoinedByHand() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("路口垃圾", place: "lane-1")
    let join: [String: JSONValue] = [
      "finding": .string(second.id), "into": .string(first.id), "by": "p-zb", "reason": "同一堆垃圾",
      "across": true,
    ]
    let told = bench.ask("finding-join", join)
    #expect(told.status == 200, "\(told.message)")
    #expect(try bench.card(second).main.id == first.id)
    #expect(try bench.answers(second) == ["received", "joined"])
    let row = try #require(try bench.tasks().first { $0.record.key.period == second.id })
    #expect((row.state, row.closure) == (.voided, .joined))
    #expect(bench.ask("finding-join", join).status == 409, "they are one already")
    let itself = bench.ask("finding-join", join.merging(["finding": .string(first.id)]) { $1 })
    #expect(itself.status == 400 && itself.message.contains("not joined to itself"), "\(itself.message)")
    try bench.close(try bench.rectification(first))
    #expect(try bench.answers(second) == ["received", "joined", "fixed"], "it hears how the other ended")
    #expect(bench.ask("finding-join", join.merging(["finding": "F-0"]) { $1 }).status == 404)
  }

  // MARK: M02

  @Test func M02_whoHeldItOnTheDayAnswersForThePoints() throws {
    let changed = District.finding
      .putting(
        "registers/posts.csv",
        District.small.files["registers/posts.csv", default: ""].replacing(
          "u-hw,liaison,p-hw3,,,", with: "u-hw,liaison,p-hw3,,,2026-11-19\nu-hw,liaison,p-hw2,,2026-11-20,"))
    let bench = try Bench.finding(changed)
    let told = bench.add("早就有了", ["found-at": "2026-11-18 10:00"])
    let card = try bench.card(told)
    #expect(card.finding.roles?.holder == "p-hw3", "the liaison of the day it was found")
    #expect(card.rows.first?.record.roles.holder == "p-hw2", "who must mend it now")
    let today = try bench.card(bench.add(place: "road-hp"))
    #expect(today.finding.roles?.holder == "p-hw2")
    #expect(try bench.store.receipt(id: card.finding.assignment) != nil, "how it was decided is kept")
  }

  // MARK: M35

  @Test func M35_whatNobodyCanPlaceIsTheOffices() throws {
    let bench = try Bench.finding()
    let told = bench.add(standard: "不知道", place: "不知道的地方", source: "citizen", ["unclassified": true])
    #expect(told.outcome == "unclassified", "\(told.message)")
    let card = try bench.card(told)
    #expect(card.finding.text.contains("所报指标：不知道"), "what was said is not lost")
    let task = try #require(try bench.store.task(number: card.finding.task))
    #expect(task.record.key.work == .classification)
    #expect((task.record.roles.lead, task.record.roles.holder) == ("u-cjb", "p-zb"))
    #expect(!task.record.roles.verifier.isEmpty && task.record.roles.verifier != "p-zb")
    #expect(try bench.answers(told) == ["received"])
    try bench.run(until: moment("2026-11-24 09:00"))
    let sorted = bench.ask(
      "finding-classify",
      ["finding": .string(told.id), "standard": "无暴露垃圾", "place": "中山路", "by": "p-zb"])
    #expect(sorted.status == 200, "\(sorted.message)")
    let after = try bench.card(told)
    #expect((after.finding.standard, after.finding.place, after.standing) == ("rubbish", "road-zs", .open))
    #expect(after.rows.first?.state == .dispatched, "and goes its way at once")
    #expect(try bench.store.task(number: task.number)?.state == .reported, "closing takes two")
    let again = bench.ask(
      "finding-classify", ["finding": .string(told.id), "standard": "rubbish", "place": "road-hp", "by": "p-zb"])
    #expect(again.status == 409)
    #expect(bench.add("垃圾还在").body["finding"]?["joined-to"]?.string == told.id, "it is open at its spot")
  }

  @Test func M35_classifiedBeforeItWentOutNeedsNobodyToLook() throws {
    let bench = try Bench.finding()
    let told = bench.add(standard: "", place: "road-zs", ["unclassified": true])
    let number = try bench.card(told).finding.task
    #expect(try bench.store.task(number: number)?.state == .generated)
    _ = bench.ask("finding-classify", ["finding": .string(told.id), "standard": "rubbish", "by": "p-zb"])
    #expect(try bench.store.task(number: number)?.state == .voided)
    #expect(try bench.card(told).finding.place == "road-zs", "the place was said at intake")
  }

  @Test(arguments: [
    (Closure.fixed, FindingStanding.fixed, "已整改"), (.notFound, .notFound, "未发现"), (.notOurs, .notOurs, "交通局"),
  ])
  func M35_theReporterHearsHowItEnded(_ closure: Closure, _ standing: FindingStanding, _ words: String) throws {
    let bench = try Bench.finding()
    let told = bench.add()
    try bench.close(try bench.rectification(told), as: closure)
    #expect(try bench.card(told).standing == standing)
    let answers = try bench.store.answers(to: told.id).map(\.record)
    #expect(answers.map(\.stage) == ["received", closure.rawValue])
    #expect(answers.last?.text.contains(words) == true, "\(answers.last?.text ?? "")")
    #expect(answers.allSatisfy { $0.contact == "1380000" && $0.text.contains(told.id) })
  }

  @Test(arguments: [
    (source: "inspection", contact: "", letters: false, why: "the district's own people wait for no letter"),
    (source: "third-party", contact: "", letters: false, why: "nor do those it sent"),
    (source: "inspection", contact: "1380000", letters: true, why: "a contact was left"),
    (source: "citizen", contact: "", letters: true, why: "a citizen follows it by its code"),
  ])
  func M35_lettersAreWrittenWhereThereIsAReporter(
    _ c: (source: String, contact: String, letters: Bool, why: String)
  ) throws {
    let bench = try Bench.finding()
    let told = bench.add(source: c.source, ["contact": .string(c.contact), "reporter": ""])
    let late = bench.add("又一处", place: "lane-1", source: c.source, ["contact": .string(c.contact), "reporter": ""])
    try bench.close(try bench.rectification(told))
    func letters(_ told: Told) throws -> [String] { try bench.store.letters(to: told.id).map(\.record.stage) }
    #expect(try letters(told) == (c.letters ? ["received", "fixed"] : []), "\(c.why)")
    #expect(try bench.answers(told).last == "fixed", "how it ended is kept either way")
    try bench.run(until: moment("2026-12-04 12:00"))
    #expect(try letters(late) == (c.letters ? ["received", "progress"] : []), "\(c.why)")
    let looks = try bench.store.reinspections(of: try bench.card(told).finding)
    #expect(looks.count == 1, "somebody looks again whoever found it")
  }

  @Test func M35_whoWaitsHearsHowThingsStand() throws {
    let bench = try Bench.finding()
    let told = bench.add()
    try bench.run(until: moment("2026-11-29 12:00"))
    #expect(try bench.answers(told) == ["received"])
    try bench.run(until: moment("2026-12-04 12:00"))
    #expect(try bench.answers(told) == ["received", "progress"], "on the fifth workday, once")
    let once = try Bench.finding()
    let late = once.add()
    try once.restart(at: moment("2026-12-04 12:00"))
    #expect(try once.answers(late) == ["received", "progress"], "after a downtime too")
  }
}
