import DutyCalendar
import Testing

@Suite struct PeriodTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: PeriodKind
    var first: String
    var last: String
    var why: String
    var testDescription: String { name + ": " + why }

    init(_ name: String, _ kind: PeriodKind, _ first: String, _ last: String, why: String) {
      (self.name, self.kind, self.first, self.last, self.why) = (name, kind, first, last, why)
    }
  }

  @Test(arguments: [
    Row("2026-11-23", .day, "2026-11-23", "2026-11-23", why: "a day"),
    Row("2026-W47", .week, "2026-11-16", "2026-11-22", why: "an ISO week"),
    Row("2026-W53", .week, "2026-12-28", "2027-01-03", why: "a week over the new year"),
    Row("2026-W02+2", .fortnight, "2026-01-05", "2026-01-18", why: "two weeks"),
    Row("2026-11-H1", .halfMonth, "2026-11-01", "2026-11-15", why: "the first half of a month"),
    Row("2028-02-H2", .halfMonth, "2028-02-16", "2028-02-29", why: "the second half of a leap February"),
    Row("2026-11", .month, "2026-11-01", "2026-11-30", why: "a month"),
    Row("2026-B6", .twoMonths, "2026-11-01", "2026-12-31", why: "the last two months"),
    Row("2026-Q4", .quarter, "2026-10-01", "2026-12-31", why: "a quarter"),
    Row("2026-H2", .halfYear, "2026-07-01", "2026-12-31", why: "half a year"),
    Row("2026", .year, "2026-01-01", "2026-12-31", why: "a year"),
    Row("2026-11-23T08:00", .instant, "2026-11-23", "2026-11-23", why: "a moment"),
    Row("2026-11-23T08:00:30", .instant, "2026-11-23", "2026-11-23", why: "a moment to the second"),
  ])
  func comesBackFromItsName(_ row: Row) throws {
    let period = try #require(Period(named: row.name))
    #expect(period.kind == row.kind)
    #expect(period.name == row.name)
    #expect(try period.first == date(row.first))
    #expect(try period.last == date(row.last))
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-13", "2026-00", "2026-1", "2026-W54", "2025-W53", "2026-W2", "2026-W47+3", "2026-B7",
    "2026-B06", "2026-Q5", "2026-Q0", "2026-H3", "2026-11-H3", "2026-02-30", "2026-11-23T24:00", "2026-11-23T08:00:00",
    "2026-11-23 08:00", "2026-w47", "Q4",
  ])
  func isNoName(_ name: String) {
    #expect(Period(named: name) == nil)
  }

  @Test(arguments: PeriodKind.allCases)
  func holdsItsDaysAndIsFollowedWithoutAGap(_ kind: PeriodKind) throws {
    var period = Period.containing(try date("2023-12-20"), kind)
    for _ in 0..<200 {
      #expect(Period(named: period.name) == period)
      let next = Period.containing(period.last.adding(days: 1), kind)
      #expect(next.first == period.last.adding(days: 1))
      #expect(period < next)
      if kind != .fortnight { #expect(Period.containing(period.last, kind) == (kind == .instant ? period : period)) }
      #expect(period.contains(period.first) && !period.contains(next.first))
      period = next
    }
  }
}
