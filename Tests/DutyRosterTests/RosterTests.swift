import DutyBook
import DutyCalendar
import DutyRoster
import DutyTestKit
import Testing

/// Rosters of the small district, as people read them.
@Suite struct RosterTests {
  @Test func m21LeastAndAim() throws {
    let least = try PostDistrict.roster(PostDistrict.campaign(PostDistrict.post(staff: "2..3", rest: "0h")))
    #expect(least.shifts.map(\.people.count) == [2, 2, 2], "the least, where nothing else is said")
    #expect(least.shifts.allSatisfy { $0.staff == 2...3 })
    let more = try PostDistrict.roster(
      PostDistrict.campaign(PostDistrict.post(staff: "2..3", rest: "0h", more: "aim: 3")))
    #expect(more.shifts.map(\.people.count) == [3, 3, 3], "as many as aimed at")
    let few = try PostDistrict.roster(
      PostDistrict.campaign(PostDistrict.post(staff: "2..5", rest: "0h", more: "aim: 5")))
    #expect(few.shifts.map(\.people.count) == [3, 3, 3], "no more than there are")
    #expect(few.gaps == [], "below the aim is no gap")
  }

  @Test func m21GapsSayWhyAndWhomToAsk() throws {
    let roster = try PostDistrict.roster(
      PostDistrict.campaign(
        PostDistrict.post(hours: "\"08:00-16:00\"", staff: "2", people: "u-jt.member"), window: "2026-12-01..2026-12-01"
      ).putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-12-01,2026-12-02,\n"))
    #expect(PostDistrict.lines(roster) == ["12-01 08:00 desk@road-zs p-jt1,p-jt2", "12-01 12:00 desk@road-zs "])
    let gap = try #require(roster.gaps.first)
    #expect(roster.gaps.count == 1 && gap.missing == 2)
    #expect(gap.why == "2 of 2 missing: of 3 other people named 2 must rest, 1 is absent")
    #expect(gap.withLessRest.map { "\($0.person) \($0.minutes)" } == ["p-jt1 0", "p-jt2 0"])
    #expect(gap.nearest.map { "\($0.person) \($0.reason) \($0.minutes)" } == ["p-jt3 absent 2160"])
  }

  @Test func aGapWithNobodyNamed() throws {
    let roster = try PostDistrict.roster(
      PostDistrict.campaign(PostDistrict.post(at: "{ id: compound-1 }", people: "place.road-chief")))
    #expect(roster.gaps.count == 3)
    #expect(roster.gaps.first?.why == "1 of 1 missing: nobody else is named for this post")
  }

  @Test func nobodyInTwoPlaces() throws {
    let two =
      PostDistrict.post("a", people: "u-jt.head") + PostDistrict.post("b", at: "{ id: road-hp }", people: "u-jt.head")
    let roster = try PostDistrict.roster(PostDistrict.campaign(two, window: "2026-12-01..2026-12-01"))
    #expect(PostDistrict.lines(roster) == ["12-01 08:00 a@road-zs p-jt1", "12-01 08:00 b@road-hp "])
    #expect(
      roster.gaps.first?.nearest.first.map { "\($0.person) \($0.reason) \($0.place) \($0.minutes)" }
        == "p-jt1 elsewhere road-zs 240")
  }

  @Test func aScarcePersonIsKeptForWhereOnlyTheyMayStand() throws {
    let posts =
      PostDistrict.post("anybody", people: "[u-jt.head, u-jt.deputy]") + PostDistrict.post("only", people: "u-jt.head")
    let roster = try PostDistrict.roster(PostDistrict.campaign(posts, window: "2026-12-01..2026-12-01"))
    #expect(PostDistrict.lines(roster) == ["12-01 08:00 anybody@road-zs p-jt2", "12-01 08:00 only@road-zs p-jt1"])
  }

  @Test func m22RoundTheClockWithOnePersonShort() throws {
    let district = PostDistrict.campaign(
      PostDistrict.post(hours: "round-the-clock", shift: "8h", rest: "16h", people: "u-jt.member"))
    let roster = try PostDistrict.roster(district)
    #expect(roster.shifts.count == 9 && roster.gaps == [])
    #expect(Set(roster.loads.map(\.shifts)) == [3], "three people, nine shifts")
    let away = try PostDistrict.roster(
      district.putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-12-02,2026-12-02,\n"))
    #expect(away.shifts.count == 9, "the shift that nobody can take is there, as a gap")
    #expect(away.gaps.count == 1)
    #expect(away.gaps.first?.shift.day == day("2026-12-02"))
  }

  @Test func aNightNeedsSomebodyWhoIsThereOnBothDays() throws {
    let district = PostDistrict.campaign(
      PostDistrict.post(
        hours: "round-the-clock", shift: "12h", rest: "0h", people: "[p-jt1, p-jt2]", more: "change: \"20:00\""),
      window: "2026-12-01..2026-12-02"
    ).putting("registers/absences.csv", "person,from,until,acting\np-jt1,2026-12-02,2026-12-02,\n")
    let night = try PostDistrict.roster(district).shifts.filter { wall($0.from) == "2026-12-01 20:00" }
    #expect(night.map(\.people) == [["p-jt2"]], "who is away on the second day does not begin the night")
  }

  @Test func m21ServicesAreSharedOut() throws {
    let roster = try PostDistrict.roster(
      PostDistrict.campaign(
        PostDistrict.post(staff: "2", rest: "0h", more: "services: { least: 3, offered: [饮水, 雨具, 急救] }"),
        window: "2026-12-01..2026-12-01"))
    let shift = try #require(roster.shifts.first)
    #expect(shift.services.map(\.name) == ["饮水", "雨具", "急救"])
    #expect(shift.services.map(\.person) == [shift.people[0], shift.people[1], shift.people[0]])
    #expect(roster.posts.first?.spareServices == 0)
  }

  @Test func daysShowAPartOfTheSameRoster() throws {
    let book = try PostDistrict.campaign(PostDistrict.post()).book()
    let campaign = try #require(book.campaigns["c"])
    let whole = book.roster(of: campaign)
    let part = book.roster(of: campaign, days: day("2026-12-02")...day("2026-12-02"))
    #expect(part.shifts == whole.shifts.filter { $0.day == day("2026-12-02") } && part.shifts.count == 1)
    #expect(part.digest == whole.digest && part.loads == whole.loads)
  }

  @Test func aChangeLeavesThePastAndMovesLittle() throws {
    let district = PostDistrict.campaign(
      PostDistrict.post(rest: "20h", people: "{ units: { kind: bureau } }")
        + PostDistrict.post("b", rest: "20h", people: "u-hw.member"),
      window: "2026-12-01..2026-12-12")
    let before = try PostDistrict.roster(district)
    let first = try #require(before.shifts.first { $0.day == day("2026-12-06") && $0.post == "desk" })
    let ill = try #require(first.people.first)
    let changed = district.putting(
      "registers/absences.csv", "person,from,until,acting\n\(ill),2026-12-01,2026-12-06,\n")
    let book = try changed.book()
    let after = book.roster(of: try #require(book.campaigns["c"]), keeping: (before, moment("2026-12-06 07:00")))
    let past = { (shift: Shift) in shift.day < day("2026-12-06") }
    #expect(after.shifts.filter(past) == before.shifts.filter(past), "what was, was: the leave was noted late")
    #expect(after.gaps == [] && !after.shifts.contains { $0.day == day("2026-12-06") && $0.people.contains(ill) })
    let moved = zip(before.shifts, after.shifts).filter { $0 != $1 }
    #expect(!moved.isEmpty && moved.count <= 4, "\(moved.count) of \(before.shifts.count) shifts change hands")
    let anew = book.roster(of: try #require(book.campaigns["c"]))
    #expect(anew.shifts.filter(past) != before.shifts.filter(past), "made anew, the past would differ")
    let same = book.roster(of: try #require(book.campaigns["c"]), keeping: (after, moment("2026-12-06 07:00")))
    #expect(same == after, "nothing changed, nothing moves")
  }

  @Test func theDigestNamesTheRoster() throws {
    let one = try PostDistrict.roster(PostDistrict.campaign(PostDistrict.post()))
    let same = try PostDistrict.roster(PostDistrict.campaign(PostDistrict.post()))
    let other = try PostDistrict.roster(PostDistrict.campaign(PostDistrict.post(people: "u-hw.member")))
    #expect(one == same && one.digest.count == 64)
    #expect(one.digest != other.digest)
  }

  @Test func loadsAndPostsInNumbers() throws {
    let roster = try PostDistrict.roster(
      PostDistrict.campaign(PostDistrict.post())
        .putting("registers/absences.csv", "person,from,until,acting\np-jt3,2026-12-02,2026-12-03,\n"))
    #expect(
      roster.loads.map { "\($0.person) \($0.shifts) \($0.minutes) \($0.daysAvailable)" } == [
        "p-jt1 1 240 3", "p-jt2 1 240 3", "p-jt3 1 240 1",
      ])
    let post = try #require(roster.posts.first)
    #expect(post.places == 1 && post.shifts == 3 && post.seats == 3 && post.open == 0)
    #expect(post.evenness == 1...1)
  }

  @Test func aCampaignWithoutPostsHasAnEmptyRoster() throws {
    let book = try District.small.putting(
      "campaigns/c.yaml", "campaign: c\nwindow: 2026-12-01..2026-12-02\noverlay:\n  - { duties: all, every: day }\n"
    ).book()
    let empty = book.roster(of: try #require(book.campaigns["c"]))
    #expect(empty.shifts == [] && empty.gaps == [] && empty.loads == [])
  }
}
