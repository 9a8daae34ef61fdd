import DutyCalendar
import Testing

@Suite struct CivilDateTests {
  @Test func everyDayOfEightHundredYearsComesBack() throws {
    var expected = (year: 1626, month: 1, day: 1)
    var weekday = try date("1626-01-01").weekday
    #expect(weekday == .thursday)
    let first = try date("1626-01-01").epochDay
    let last = try date("2426-12-31").epochDay
    for epochDay in first...last {
      let day = CivilDate(epochDay: epochDay)
      guard day.parts == expected, day.weekday == weekday,
        CivilDate(year: expected.year, month: expected.month, day: expected.day) == day
      else {
        Issue.record("day \(epochDay) is \(day), expected \(expected) on \(weekday)")
        return
      }
      weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
      expected.day += 1
      if expected.day > CivilDate.daysIn(month: expected.month, of: expected.year) { expected = following(expected) }
    }
    #expect(expected == (2427, 1, 1))
  }

  private func following(_ month: (year: Int, month: Int, day: Int)) -> (year: Int, month: Int, day: Int) {
    month.month == 12 ? (month.year + 1, 1, 1) : (month.year, month.month + 1, 1)
  }

  struct Text: Sendable, CustomTestStringConvertible {
    var text: String
    var epochDay: Int32?
    var why: String
    var testDescription: String { text + ": " + why }
  }

  @Test(arguments: [
    Text(text: "1970-01-01", epochDay: 0, why: "the epoch"),
    Text(text: "1969-12-31", epochDay: -1, why: "the day before it"),
    Text(text: "2000-02-29", epochDay: 11_016, why: "a leap day of a leap century"),
    Text(text: "1900-02-29", epochDay: nil, why: "no leap century"),
    Text(text: "2026-02-29", epochDay: nil, why: "no leap year"),
    Text(text: "2026-13-01", epochDay: nil, why: "no such month"),
    Text(text: "2026-00-10", epochDay: nil, why: "months count from one"),
    Text(text: "2026-1-01", epochDay: nil, why: "two digits a month"),
    Text(text: "2026-01-01 ", epochDay: nil, why: "exactly ten characters"),
    Text(text: "２０２６-01-01", epochDay: nil, why: "wide digits are none"),
    Text(text: "9999-12-31", epochDay: 2_932_896, why: "the last day there is"),
  ])
  func reads(_ row: Text) {
    #expect(CivilDate(row.text)?.epochDay == row.epochDay)
    if let read = CivilDate(row.text) { #expect(read.description == row.text) }
  }

  struct Week: Sendable, CustomTestStringConvertible {
    var date: String
    var year: Int
    var week: Int
    var why: String
    var testDescription: String { date + ": " + why }
  }

  @Test(arguments: [
    Week(date: "2026-11-23", year: 2026, week: 48, why: "a Monday in November"),
    Week(date: "2026-01-01", year: 2026, week: 1, why: "a Thursday opens the first week"),
    Week(date: "2027-01-01", year: 2026, week: 53, why: "a Friday still belongs to the old year"),
    Week(date: "2024-12-30", year: 2025, week: 1, why: "a Monday that belongs to the new year"),
    Week(date: "2021-01-03", year: 2020, week: 53, why: "the last day of a long year"),
  ])
  func knowsItsWeek(_ row: Week) throws {
    #expect(try date(row.date).isoWeek == (row.year, row.week))
  }

  @Test func mondaysOfWeeksComeBack() throws {
    for offset in 0..<3000 {
      let monday = try date("2020-12-28").adding(days: offset * 7)
      let (year, week) = monday.isoWeek
      #expect(CivilDate(isoYear: year, week: week) == monday)
    }
    #expect(CivilDate(isoYear: 2025, week: 53) == nil)
  }
}
