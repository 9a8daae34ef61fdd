import DutyBook
import DutyRoster
import DutyTestKit
import Testing

/// Twelve days, 132 sites, six shifts a day; well under a second in a release; unoptimised, on a busy machine, seconds.
@Suite struct SpeedTests {
  @Test func aBigRosterIsMadeInSeconds() throws {
    let sites = """
      [site-government, site-hospital, site-school, site-library, site-park, site-square, site-station, site-bus, \
      site-bank, site-hotel, site-mall, site-scenic]
      """
    let district = SampleRules.district().putting(
      "campaigns/c.yaml",
      """
      campaign: c
      window: 2026-12-01..2026-12-12
      posts:
        - { post: p, at: { kind: \(sites) }, hours: round-the-clock, staff: 1..3, shift: 4h, rest: 8h, people: { units: { kind: bureau } } }

      """)
    let book = try district.book()
    let campaign = try #require(book.campaigns["c"])
    let clock = ContinuousClock()
    let start = clock.now
    let roster = book.roster(of: campaign)
    #expect(clock.now - start < .seconds(60))
    #expect(roster.shifts.count == 132 * 12 * 6)
    let missing = roster.gaps.map(\.missing).reduce(0, +)
    #expect(missing > 0 && missing == roster.posts.map(\.open).reduce(0, +), "350 people cannot fill 792 seats a day")
    #expect(roster.gaps.allSatisfy { !$0.withLessRest.isEmpty || !$0.nearest.isEmpty }, "somebody could be asked")
  }
}
