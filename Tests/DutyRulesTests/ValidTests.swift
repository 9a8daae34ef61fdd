import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// The small district as a book.
@Suite struct ValidTests {
  let result = load()

  @Test func hasNothingToReport() {
    #expect(result.diagnostics.map(\.description) == [])
    #expect(result.book != nil)
  }

  @Test func fillsTheTables() throws {
    let book = try #require(result.book)
    #expect(book.settings.district == "云河区")
    #expect(book.settings.horizonDays == 400)
    #expect(book.settings.confirmAboveMovedDuties == 50)
    #expect(book.units[book.settings.office].id == "u-cjb")
    #expect(book.units.count == 6)
    #expect(book.people.count == 8)
    #expect(book.places.count == 6)
    #expect(book.places.topDown.count == 6)
    #expect(book.standards.count == 5)
    #expect(book.rules.rows.map(\.rank) == [10, 40, 90])
    #expect(book.campaigns.count == 2)
    #expect(book.ladders.rows[0].rungs.map(\.after) == [nil, .workdays(2)])
    #expect(book.dispatch.keepDays == 90)
    #expect(book.tests.count == 1)
    #expect(book.absences.count == 1)
    #expect(book.digest.count == 64)
    #expect(book.workCalendar.isWorkday(try #require(CivilDate("2026-10-10"))))
  }

  @Test func readsPlaces() throws {
    let places = try #require(result.book).places
    let road = try #require(places.ref("road-zs"))
    #expect(places.name(of: places[road].kind) == "road")
    #expect(places.zone(of: try #require(places.ref("lane-1"))) == places.zone(named: "key"))
    #expect(places.coordinates[road]?.longitude == 118_123_456)
    #expect(places.coordinates[road]?.latitude == 28_500_000)
    #expect(places.source(road) == SourcePlace("registers/places.csv", 4))
  }

  @Test func readsRelationsAndPosts() throws {
    let book = try #require(result.book)
    let chiefs = book.relations[try #require(book.relation(.place, "road-chief"))]
    #expect(chiefs.rows.count == 2)
    #expect(chiefs.rows[1].person == book.people.ref("p-07"))
    #expect(chiefs.rows[1].line == 3)
    #expect(book.relation(.sector, "authority") != nil)
    let deputies = book.relations[try #require(book.relation(.unit, "deputy"))]
    #expect(deputies.isMany)
    #expect(deputies.rows[0].sectors == [try #require(book.sectors.ref("transport"))])
    #expect(!book.relations[try #require(book.relation(.unit, "head"))].isMany)
  }

  @Test func readsStandards() throws {
    let book = try #require(result.book)
    let clean = try #require(book.standards["road-clean"])
    #expect(clean.milliPoints == 1500)
    #expect(clean.evidence == ["photo", "note"])
    #expect(clean.limits == [StandardLimit(name: nil, stages: [LimitStage(limit: .workingHours(minutes: 300))])])
    #expect(book.standards["notices"]?.measure == Measure(value: "ratio", atLeastMicro: 400_000))
    #expect(book.standards["exposed-rubbish"]?.limits.count == 2)
    let illegal = try #require(book.standards["illegal-construction"])
    #expect(illegal.isVeto && illegal.isOnFinding)
    #expect(illegal.limits.first?.stages.map(\.name) == ["stop", "fine", "demolish"])
    #expect(illegal.limits.last?.name == "inspection")
  }

  @Test("what citizens are offered is what the book names for them; a book that names nothing says so")
  func readsReportNames() throws {
    #expect(try #require(result.book).standards.offered == nil)
    let table = "standards/base.csv"
    let named = load(
      .replace(street, "veto: true", "veto: true\n    report-as: 违章搭建"),
      .replace(table, "limit,limit-key\n", "limit,limit-key,report-as\n"),
      .replace(table, "1 workday,4 working-hours\n", "1 workday,4 working-hours, 垃圾没人清 \n"))
    #expect(named.book?.standards.offered?.map(\.reportAs) == ["垃圾没人清", "违章搭建"], "\(named.diagnostics)")
    #expect(named.book?.standards.offered?.map(\.id) == ["exposed-rubbish", "illegal-construction"])
  }

  @Test func readsDuties() throws {
    let book = try #require(result.book)
    let patrol = try #require(book.duties["road-patrol"])
    #expect(patrol.timing.due == .clock(try #require(WallMinute("17:30"))))
    #expect(patrol.zones.first?.timing.opens == WallMinute("08:00"))
    #expect(patrol.zones.first?.timing.cadence.description == "day")
    #expect(patrol.catchUp == .none)
    #expect(patrol.evidence == ["photo", "note"])
    let visit = try #require(book.duties["leader-visit"])
    #expect(visit.timing.opens == WallMinute("08:30"), "the office's opening")
    #expect(visit.timing.due == .endOfPeriod)
    #expect(visit.atLeast == ["minutes": 30])
    #expect(book.duties["files-due"]?.standards == [try #require(book.standards.ref("files"))])
    #expect(book.duties["files-due"]?.signOff?.text == "lead.head")
  }

  @Test func readsCampaigns() throws {
    let book = try #require(result.book)
    let overlay = try #require(book.campaigns["inspection-2026"])
    #expect(overlay.tightensOpen)
    #expect(overlay.overlays.count == 2)
    #expect(overlay.overlays[1].findingLimit == "inspection")
    let plan = try #require(book.campaigns["compounds-2026"]?.plan)
    #expect(plan.milestones.map(\.workdaysBack) == [0, 15, 60])
    #expect(plan.target == 3)
    let duty = try #require(book.duties["compounds-2026"], "a plan has a duty row that rules may name")
    #expect(duty.of == .units(UnitSelector(ids: [try #require(book.units.ref("u-jt"))])))
  }

  @Test func allDutiesAreThoseOfTheDutyFiles() throws {
    let book = try #require(load(.replace(overlay, "duties: [road-patrol]", "duties: all")).book)
    let named = book.campaigns["inspection-2026"]?.overlays.first?.duties.map { book.duties[$0].id }
    #expect(named == ["road-patrol", "files-due", "leader-visit"], "and not the plan's own row")
  }

  @Test func rulesMayNameAPlan() {
    let result = load(
      .append("responsibility/40-sector.yaml", "  - rule: plan\n    for: { duty: compounds-2026 }\n    lead: u-jt\n"))
    #expect(result.diagnostics.map(\.description) == [])
  }

  @Test func givesEqualDirectoriesOneDigest() {
    let files = sources().files
    #expect(bookDigest(of: files) == bookDigest(of: files.reversed()))
    #expect(bookDigest(of: files) == bookDigest(of: files + [RuleFile(path: "duties/.swp.yaml", bytes: [1])]))
    #expect(bookDigest(of: files) == bookDigest(of: files + [RuleFile(path: "duties/patrols.yaml~", bytes: [1])]))
    #expect(bookDigest(of: files) != bookDigest(of: files + [RuleFile(path: "templates/a.mustache", bytes: [1])]))
    #expect(load().book?.digest == bookDigest(of: files))
  }
}
