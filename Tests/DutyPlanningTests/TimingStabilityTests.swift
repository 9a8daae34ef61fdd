import DutyBook
import DutyCalendar
import DutyPlanning
import DutyTestKit
import Testing

/// Until when how often something comes, and by when, stays as it is.
@Suite struct TimingStabilityTests {
  private static func campaign(_ name: String, _ overlay: String, _ window: String) -> String {
    "campaign: \(name)\nwindow: \(window)\noverlay:\n  - { duties: [road-patrol], \(overlay) }\n"
  }

  private static let one = District.small.putting(
    "campaigns/c.yaml", campaign("c", "every: day, due: 4 urgent-hours", "2026-12-01..2026-12-12"))
  private static let limitOnly = District.small.putting(
    "campaigns/c.yaml", campaign("c", "due: 4 urgent-hours", "2026-12-01..2026-12-12"))
  private static let twoLimits = limitOnly.putting(
    "campaigns/d.yaml", campaign("d", "due: 1 workday", "2026-12-05..2026-12-20"))

  @Test(arguments: [
    (District.small, "2026-11-23", nil, "no campaign: for good"),
    (one, "2026-11-23", "2026-11-30", "until it begins"), (one, "2026-11-30", "2026-11-30", "the day before"),
    (one, "2026-12-01", "2026-12-12", "while it lasts"), (one, "2026-12-13", nil, "after it"),
    (limitOnly, "2026-11-23", "2026-11-30", "one that only shortens"), (limitOnly, "2026-12-12", "2026-12-12", "its last day"),
    (
      District.small.adding("duties/road-patrol.yaml", "    until: 2026-12-31"), "2026-11-23", "2026-12-31",
      "until the duty ends"
    ),
  ] as [(District, String, String?, String)])
  func standsThrough(_ district: District, _ date: String, _ through: String?, _ why: String) throws {
    let planner = try district.planner()
    let found = planner.timingStableThrough(try question(planner.book), on: day(date))
    #expect(found == through.map { day($0) }, "\(why)")
  }

  /// Up to the day that is told nothing changes, and on the next day something does.
  @Test(arguments: [District.small, one, limitOnly, twoLimits])
  func isExact(_ district: District) throws {
    let planner = try district.planner()
    let question = try question(planner.book)
    let duty = try #require(question.duty)
    func timings(_ date: CivilDate) -> [TimingInForce] { planner.timings(of: duty, on: question.subject, date: date) }
    var changes = 0
    for offset in 0..<40 {
      let date = day("2026-11-23").adding(days: offset)
      let through = planner.timingStableThrough(question, on: date)
      var later = date
      while later < (through ?? day("2027-02-01")) {
        later = later.adding(days: 1)
        #expect(timings(later) == timings(date), "\(date): \(later)")
      }
      guard let through else { continue }
      changes += 1
      #expect(timings(through.adding(days: 1)) != timings(date), "\(date): \(through)")
    }
    #expect((changes > 0) == (district.files.count > District.small.files.count))
  }

  /// The limit of a finding has windows of its own.
  @Test func aFindingsLimitStandsUntilACampaignsDoes() throws {
    let planner = try District.small
      .replacing(
        "standards/base.csv", "road-clean,道路整洁,sanitation,1,no,no,photo,,road,3 workdays,4 working-hours\n", "")
      .putting(
        "standards/more.yaml",
        """
        standards:
          - standard: road-clean
            name: 道路整洁
            sector: sanitation
            of: { kind: road }
            limits: { general: 3 workdays, key: 4 working-hours, inspection: 2 urgent-hours }

        """)
      .putting(
        "campaigns/c.yaml",
        "campaign: c\nwindow: 2026-12-01..2026-12-12\noverlay:\n  - { findings: any, limit: inspection }\n"
      ).planner()
    let book = planner.book
    let subject = try #require(book.subject("road-hp"))
    for (standard, date, through) in [
      ("road-clean", "2026-11-23", "2026-11-30"), ("road-clean", "2026-12-02", "2026-12-12"),
      ("road-clean", "2026-12-13", nil), ("notices", "2026-11-23", nil),
    ] as [(String, String, String?)] {
      let question = Question(standard: book.standards.ref(standard), subject: subject)
      #expect(planner.timingStableThrough(question, on: day(date)) == through.map { day($0) }, "\(standard) \(date)")
    }
  }

  private func question(_ book: Book) throws -> Question {
    Question(duty: book.duties.ref("road-patrol"), subject: try #require(book.subject("road-zs")))
  }
}
