import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What comes after closure: relapses, second looks, checks, mock evaluations.
@Suite struct FindingRelapseTests {
  struct Again: Sendable, CustomTestStringConvertible {
    var days: Int
    var closure = Closure.fixed
    var isRelapse: Bool
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Again(days: 1, isRelapse: true, why: "the next day"),
    Again(days: 30, isRelapse: true, why: "the thirtieth day is within thirty"),
    Again(days: 31, isRelapse: false, why: "the day after is not"),
    Again(days: 1, closure: .notFound, isRelapse: false, why: "what was never found cannot come back"),
  ])
  func M36_theSameSpotWithinDaysIsARelapse(_ c: Again) throws {
    let bench = try Bench.finding(.finding.replacing("dutyd.yaml", "near: 150 m", "near: 150 m\n  re-inspect: never"))
    let first = bench.add()
    try bench.close(try bench.rectification(first), as: c.closure)
    try bench.run(until: moment("2026-11-23 11:00").adding(seconds: Int64(c.days) * 86_400))
    let again = try bench.card(bench.add("又有了"))
    #expect(again.finding.relapseOf == (c.isRelapse ? first.id : ""))
    guard c.isRelapse else { return }
    let parties = try #require(again.relapseParties)
    #expect((parties.unit, parties.holder) == ("u-hw", "p-hw3"), "who closed it")
    #expect(parties.verifier == (try bench.rectification(first).record.roles.verifier), "and who had verified that")
  }

  @Test func whatWasFoundBeforeItWasFixedIsNoRelapse() throws {
    let bench = try Bench.finding()
    try bench.run(until: moment("2026-11-23 10:00"))
    try bench.close(try bench.rectification(bench.add()))
    try bench.run(until: moment("2026-11-23 11:00"))
    #expect(try bench.card(bench.add("报得晚", ["found-at": "2026-11-23 09:30"])).finding.relapseOf.isEmpty)
    let dayOnly = try Bench.finding()
    try dayOnly.close(try dayOnly.rectification(dayOnly.add()))
    #expect(try !dayOnly.card(dayOnly.add("只说了日期", ["found-at": "2026-11-23"])).finding.relapseOf.isEmpty)
  }

  // MARK: Second looks

  private func closed(_ district: District = .finding) throws -> (Bench, Told) {
    let bench = try Bench.finding(district)
    let told = bench.add()
    try bench.close(try bench.rectification(told))
    return (bench, told)
  }

  private func looks(_ bench: Bench) throws -> [TaskRow] {
    try bench.tasks().filter { $0.record.key.work == .reinspection }
  }

  @Test func M36_somebodyLooksAgain() throws {
    let (bench, told) = try closed()
    let former = try bench.rectification(told).record.roles
    try bench.run(until: moment("2026-11-29 23:00"))
    #expect(try looks(bench).isEmpty)
    try bench.run(until: moment("2026-11-30 09:00"))
    let look = try #require(try looks(bench).first)
    #expect(
      look.record.key
        == TaskKey(
          duty: "re-inspection", subject: "road-zs", grain: "rubbish", period: told.id, n: 1))
    #expect(look.state == .dispatched)
    #expect(look.record.roles.holder == former.verifier, "the former verifier")
    #expect(look.record.roles.lead != former.lead && look.record.roles.verifier != look.record.roles.holder)
    try bench.run(until: moment("2026-12-20 09:00"))
    #expect(try looks(bench).count == 1, "once")
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.allSatisfy { $0.differences.isEmpty })
  }

  @Test(arguments: [
    ("re-inspect: 5 days", ["2026-11-30"], "the fifth day is a Saturday: the workday after it"),
    ("re-inspect: [2 days, 10 days]", ["2026-11-25", "2026-12-03"], "twice"), ("re-inspect: never", [], "never"),
  ])
  func M36_whenTheBookSaysSo(_ key: String, _ days: [String], _ why: String) throws {
    let (bench, _) = try closed(.finding.replacing("dutyd.yaml", "near: 150 m", "near: 150 m\n  " + key))
    try bench.run(until: moment("2026-12-10 09:00"))
    #expect(try looks(bench).map { String(wall($0.record.opens).prefix(10)) }.sorted() == days, "\(why)")
  }

  @Test func M36_aDowntimeLosesNoLook() throws {
    let (bench, _) = try closed()
    try bench.restart(at: moment("2026-12-02 15:00"))
    #expect(try looks(bench).count == 1)
    let (dying, _) = try closed()
    dying.store.failAppend(9)
    try dying.runDying(until: moment("2026-12-02 15:00"))
    #expect(try looks(dying).count == 1)
  }

  @Test func M36_aFailedLookIsARelapse() throws {
    let (bench, told) = try closed()
    try bench.run(until: moment("2026-11-30 09:00"))
    try bench.close(try #require(try looks(bench).first), as: nil, failed: ["rubbish"])
    let again = try #require(try bench.store.findingCards(FindingFilter()).last)
    #expect((again.finding.relapseOf, again.finding.source) == (told.id, "inspection"))
    #expect(again.finding.check == (try looks(bench).first?.number))
    #expect(again.rows.first?.record.roles.holder == "p-hw3", "it is the rectifier's again")
    try bench.close(try #require(again.rows.first))
    try bench.run(until: moment("2026-12-08 09:00"))
    #expect(try looks(bench).map(\.record.key.period).sorted() == [told.id, again.finding.id].sorted())
  }

  @Test func M36_aDutyOfTheBookNamesWhoLooks() throws {
    let named = District.finding
      .duty(
        "re-inspection", "name: 回访核查", "of: { kind: [road, lane] }", "standards: [rubbish]", "grain: standard",
        "every: on demand", "due: 2 workdays"
      )
      .rule(11, "second-look", "for: { duty: re-inspection }", "lead: u-jt", "leader: lead.head", "holder: lead.liaison")
    let (bench, _) = try closed(named)
    try bench.run(until: moment("2026-11-30 09:00"))
    let look = try #require(try looks(bench).first)
    #expect((look.record.roles.lead, look.record.roles.holder) == ("u-jt", "p-jt3"))
    let receipt = try #require(try bench.store.receipt(id: look.record.assignment))
    #expect(receipt.body.canonicalText.contains("second-look"), "the rule is on the receipt")
  }

  @Test func M36_noRuleMovesASecondLook() throws {
    let (bench, _) = try closed()
    try bench.run(until: moment("2026-11-30 09:00"))
    let before = try #require(try looks(bench).first)
    bench.shelf.put(.finding.replacing("responsibility/95-checks.yaml", "team-1.member |", "team-2.member |"))
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the edit is taken")
      return
    }
    #expect(try looks(bench).first?.record.roles == before.record.roles)
  }

  // MARK: Checks

  @Test func M20_aFailedChecklistLineIsAFinding() throws {
    let bench = try Bench.finding()
    let patrol = try #require(try bench.tasks().first { $0.record.key.duty == "road-patrol" })
    try bench.run(until: moment("2026-11-23 10:00"))
    try bench.close(patrol, as: nil, failed: ["road-clean"])
    let found = try #require(try bench.store.findingCards(FindingFilter()).first).finding
    #expect((found.standard, found.source, found.check) == ("road-clean", "patrol", patrol.number))
    #expect(found.place == patrol.record.key.subject)
  }

  // MARK: M38

  private func draw(_ bench: Bench, seed: Int64 = 7, size: Int64 = 4, perSector: Bool = false) -> Told {
    bench.ask(
      "mock-evaluation",
      ["seed": .int(seed), "size": .int(size), "per-sector": .bool(perSector), "by": "p-cjb"])
  }

  @Test func M38_aMockEvaluationIsDrawnAndScored() throws {
    let bench = try Bench.finding()
    let told = draw(bench)
    #expect(told.status == 200, "\(told.message)")
    let id = try #require(told.body["id"]?.string)
    let rows = try bench.tasks().filter { $0.record.key.work == .mock }
    #expect(rows.count == 4 && rows.allSatisfy { $0.record.key.period == id })
    #expect(rows.allSatisfy { $0.record.roles.verifier.hasPrefix("p-a") }, "cross-inspection verifies")
    try bench.run(until: moment("2026-11-24 09:00"))
    let failing = try #require(rows.first)
    for row in rows.dropLast() {
      try bench.close(row, as: nil, failed: row.number == failing.number ? [row.record.key.grain] : [])
    }
    let score = try #require(try MockScore(of: id, in: bench.store, bench.engine.current.book))
    #expect((score.total.drawn, score.total.looked, score.total.passed) == (4, 3, 2))
    try #require(score.failed.map(\.task) == [failing.number])
    let book = bench.engine.current.book
    let points = rows.map { book.standards[$0.record.key.grain]?.milliPoints ?? 0 }
    let share = (points[1] + points[2]) * 10_000 / (points[0] + points[1] + points[2])
    #expect(abs((score.total.share ?? 0) - share) <= 1)
    #expect(score.sectors.reduce(0) { $0 + $1.drawn } == 4 && score.units.reduce(0) { $0 + $1.drawn } == 4)
    let finding = try #require(try bench.store.findingCard(score.failed[0].finding))
    #expect(finding.finding.source == FindingSource.selfCheck)
  }

  @Test func M38_theSameSeedDrawsTheSame() throws {
    let first = try Bench.finding()
    let second = try Bench.finding()
    #expect(draw(first).body == draw(second).body)
    let head = try first.store.head()
    #expect(draw(first).outcome == "unchanged")
    #expect(try first.store.head() == head, "a draw that was made is not made again")
    #expect(draw(try Bench.finding(), seed: 8).body["tasks"] != draw(try Bench.finding()).body["tasks"])
  }

  @Test func M38_theOrderOfTheRegistersDoesNotMatter() throws {
    let rows = District.finding.files["registers/places.csv", default: ""].split(separator: "\n").map(String.init)
    let turned = District.finding.putting(
      "registers/places.csv", ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n")
    #expect(draw(try Bench.finding()).body["tasks"] == draw(try Bench.finding(turned)).body["tasks"])
  }

  @Test(arguments: [(0, false), (1, false), (7, false), (60, true), (3, true), (10_000, false)])
  func M38_strataGetTheirShare(_ size: Int, _ perSector: Bool) throws {
    let planner = try District.finding.planner()
    let sample = MockSample(planner, seed: 3, size: size, perSector: perSector, on: day("2026-11-23"))
    #expect(Set(sample.pairs).count == sample.pairs.count, "no pair twice")
    #expect(sample.strata.allSatisfy { $0.pairs.count <= $0.population })
    if perSector {
      for (_, strata) in Dictionary(grouping: sample.strata, by: \.sector) {
        #expect(strata.reduce(0) { $0 + $1.pairs.count } <= size)
      }
    } else {
      #expect(sample.pairs.count == min(size, sample.population))
      let sectors = Set(sample.strata.map(\.sector))
      #expect(size < 2 || sectors == ["sanitation", "transport"], "no sector is left out while there are enough")
    }
  }
}
