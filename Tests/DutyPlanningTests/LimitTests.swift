import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

private let named = District.small
  .replacing(
    "standards/base.csv", "road-clean,道路整洁,sanitation,1,no,no,photo,,road,3 workdays,4 working-hours\n", ""
  )
  .putting(
    "standards/more.yaml",
    """
    standards:
      - standard: road-clean
        name: 道路整洁
        sector: sanitation
        of: { kind: road }
        limits: { general: 3 workdays, key: 4 working-hours, inspection: 2 urgent-hours, festival: 1 workday }

    """
  )
  .putting("campaigns/z.yaml", campaign("z", "findings: any, limit: festival", "2027-05-01..2027-05-03"))

private func campaign(_ id: String, _ overlay: String, _ window: String = "2026-11-01..2026-12-31") -> String {
  "campaign: \(id)\nwindow: \(window)\noverlay:\n  - { \(overlay) }\n"
}

@Suite struct LimitTests {
  private func limit(_ district: District, _ subject: String) throws -> String? {
    let planner = try district.planner()
    let book = planner.book
    guard let standard = book.standards.ref("road-clean"), let subject = book.subject(subject) else { return nil }
    return planner.findingLimit(standard, on: subject, date: day("2026-11-23"))?.stages.first?.limit.description
  }

  @Test func aZoneHasItsOwnLimit() throws {
    #expect(try limit(named, "road-hp") == "3 workdays")
    #expect(try limit(named, "road-zs") == "4 working-hours")
    #expect(try limit(named, "lane-1") == "4 working-hours", "a zone is inherited")
  }

  @Test func ofOverlappingCampaignsTheStricterLimitsFindings() throws {
    let both = named.putting("campaigns/a.yaml", campaign("a", "findings: any, limit: festival"))
      .putting("campaigns/b.yaml", campaign("b", "findings: any, limit: inspection"))
    #expect(try limit(both, "road-hp") == "2 urgent-hours")
    let looser = named.putting("campaigns/a.yaml", campaign("a", "findings: any, limit: festival"))
    #expect(try limit(looser, "road-hp") == "1 workday")
    #expect(
      try limit(looser, "road-zs") == "1 workday", "the most specific name wins: the campaign's before the zone's")
  }

  @Test func ofOverlappingCampaignsTheStricterLimitsADuty() throws {
    let both = District.small.putting("campaigns/a.yaml", campaign("a", "duties: [road-patrol], due: 8 urgent-hours"))
      .putting("campaigns/b.yaml", campaign("b", "duties: [road-patrol], due: 3 urgent-hours"))
    #expect(
      allTasks(try both.planner(), "2026-11-23", "2026-11-23").map { wall($0.deadline.due) } == [
        "2026-11-23 11:00", "2026-11-23 11:00",
      ])
  }

  @Test func aShorterDeadlineAlsoShortensAnotherCampaignsCadence() throws {
    let both = District.small.putting(
      "campaigns/a.yaml", campaign("a", "duties: [road-patrol], every: day, due: 8 urgent-hours")
    )
    .putting("campaigns/b.yaml", campaign("b", "duties: [road-patrol], due: 3 urgent-hours"))
    #expect(
      allTasks(try both.planner(), "2026-11-23", "2026-11-23").map { wall($0.deadline.due) } == [
        "2026-11-23 11:00", "2026-11-23 11:00",
      ])
  }
}
