import DutyBook
import DutyCalendar
import DutyRoster
import DutyTestKit
import Testing

/// The sample district's inspection, rostered with its own registers (M21, M22).
@Suite struct SampleRosterTests {
  static let made = Result { () throws -> (book: Book, roster: Roster) in
    let book = try SampleRules.book()
    guard let campaign = book.campaigns["national-inspection-2026"] else {
      throw DistrictError(description: "the sample has no inspection")
    }
    return (book, book.roster(of: campaign))
  }

  let book: Book
  let roster: Roster

  init() throws { (book, roster) = try Self.made.get() }

  @Test func m21EveryPostIsManned() {
    #expect(
      roster.posts.map { "\($0.post) \($0.places) \($0.shifts)" } == [
        "junction-guide 18 864", "volunteer-station 11 264", "duty-desk 1 36",
      ])
    #expect(roster.gaps.map(\.why) == [])
    #expect(roster.shifts.allSatisfy { $0.staff.contains($0.people.count) })
    #expect(roster.shifts.filter { $0.post == "junction-guide" }.allSatisfy { (3...5).contains($0.people.count) })
    #expect(
      roster.shifts.filter { $0.post == "volunteer-station" }.allSatisfy { Set($0.services.map(\.name)).count >= 3 })
  }

  @Test func m22TheDutyDeskHasNoHole() throws {
    let desk = roster.shifts.filter { $0.post == "duty-desk" }
    #expect(desk.first.map { wall($0.from) } == "2026-12-01 00:00")
    #expect(desk.last.map { wall($0.to) } == "2026-12-13 00:00")
    for (one, two) in zip(desk, desk.dropFirst()) { #expect(one.to == two.from) }
    #expect(desk.allSatisfy { !$0.people.isEmpty })
  }

  @Test func nobodyStandsTwiceTooSoonOrWhileAway() {
    let rest = ["junction-guide": 8, "volunteer-station": 12, "duty-desk": 16]
    var shifts: [String: [Shift]] = [:]
    for shift in roster.shifts { for person in shift.people { shifts[person, default: []].append(shift) } }
    for (person, own) in shifts {
      for (one, two) in zip(own, own.dropFirst()) {
        let hours = max(rest[one.post] ?? 0, rest[two.post] ?? 0)
        #expect(two.from.seconds - one.to.seconds >= Int64(hours) * 3600, "\(person) \(wall(one.to)) \(wall(two.from))")
      }
    }
    let away = book.absences.map { (book.people[$0.person].id, $0.span) }
    for shift in roster.shifts {
      for (person, span) in away where span.contains(shift.day) { #expect(!shift.people.contains(person)) }
    }
  }

  @Test func numbersAreEven() {
    #expect(roster.posts.first { $0.post == "duty-desk" }?.evenness.map { $0.upperBound - $0.lowerBound <= 1 } == true)
    // Bureaus differ in how many of their people are away; within a bureau numbers are within one of each other.
    let full = roster.loads.filter { $0.daysAvailable == 12 }
    for (unit, people) in Dictionary(grouping: full, by: \.unit) {
      let counts = people.map(\.shifts)
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(unit): \(counts)")
    }
  }

  @Test func m12TheActionHasItsMeasuresAndGoals() throws {
    let action = try #require(book.campaigns["practice-centres-2026"])
    #expect(action.isAction && action.measures.count == 5)
    let goal = try #require(action.goals.first)
    let pace = goal.pace(done: 300, from: day("2026-03-02"), on: day("2026-09-30"), in: book.workCalendar)
    #expect(
      "\(goal.already) \(goal.target)" == "96 501" && pace.expected > 300 && pace.shortfall == pace.expected - 300)
  }
}
