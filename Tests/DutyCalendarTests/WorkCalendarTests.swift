import DutyCalendar
import Testing

@Suite struct WorkCalendarTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var date: String
    var isWorkday: Bool
    var text: String
    var isProvisional = false
    var why: String
    var testDescription: String { date + ": " + why }
  }

  @Test(arguments: [
    Row(date: "2026-11-23", isWorkday: true, text: "workday: Monday", why: "an ordinary Monday"),
    Row(date: "2026-11-21", isWorkday: false, text: "off: Saturday", why: "an ordinary Saturday"),
    Row(
      date: "2026-10-01", isWorkday: false, text: "off: 国庆节 (calendar/2026.csv:18)", why: "a holiday on a Thursday"),
    Row(
      date: "2026-10-10", isWorkday: true, text: "workday: 国庆节 (calendar/2026.csv:25)", why: "a Saturday made up for"),
    Row(
      date: "2027-10-01", isWorkday: true, text: "workday: Friday (2027 is provisional)", isProvisional: true,
      why: "a year without a notice"),
    Row(
      date: "2027-10-02", isWorkday: false, text: "off: Saturday (2027 is provisional)", isProvisional: true,
      why: "its weekends"),
  ])
  func saysWhetherADayIsWorked(_ row: Row) throws {
    let status = holidays.status(try date(row.date))
    #expect(status.isWorkday == row.isWorkday)
    #expect(status.text == row.text)
    #expect(status.isProvisional == row.isProvisional)
    #expect(holidays.isWorkday(try date(row.date)) == row.isWorkday)
  }

  @Test func theLaterOfTwoRowsWins() throws {
    let day = try date("2026-05-01")
    let calendar = WorkCalendar(days: [
      OfficialDay(date: day, isWorkday: false, name: "劳动节", row: "a.csv:2"),
      OfficialDay(date: day, isWorkday: true, name: "劳动节", row: "b.csv:2"),
    ])
    #expect(calendar.isWorkday(day))
    #expect(calendar.officialDays.map(\.row) == ["b.csv:2"])
  }

  @Test func findsTheWorkdaysAround() throws {
    #expect(try holidays.nextWorkday(onOrAfter: date("2026-10-01")) == date("2026-10-08"))
    #expect(try holidays.nextWorkday(onOrAfter: date("2026-10-10")) == date("2026-10-10"))
    #expect(try holidays.previousWorkday(onOrBefore: date("2026-10-07")) == date("2026-09-30"))
    #expect(try holidays.previousWorkday(onOrBefore: date("2026-02-22")) == date("2026-02-14"))
  }

  @Test func addsWorkdays() throws {
    let eve = try date("2026-09-30")
    #expect(holidays.adding(workdays: 0, to: eve) == eve)
    #expect(try holidays.adding(workdays: 1, to: eve) == date("2026-10-08"))
    #expect(try holidays.adding(workdays: 3, to: eve) == date("2026-10-10"))
    #expect(try holidays.adding(workdays: -1, to: date("2026-10-08")) == eve)
    #expect(try holidays.adding(workdays: 1, to: date("2026-10-03")) == date("2026-10-08"))
  }

  @Test func countsAsOneWouldByHand() throws {
    var draws = Draws(state: 21)
    for _ in 0..<300 {
      let first = try date("2025-06-01").adding(days: draws.number(0...700))
      let last = first.adding(days: draws.number(0...400))
      let counted = (0...Int(last.epochDay - first.epochDay)).filter { holidays.isWorkday(first.adding(days: $0)) }
        .count
      #expect(holidays.workdays(in: first...last) == counted, "\(first) to \(last)")
    }
  }

  @Test func addingGoesThereAndBack() throws {
    var draws = Draws(state: 22)
    for _ in 0..<300 {
      let start = holidays.nextWorkday(onOrAfter: try date("2025-06-01").adding(days: draws.number(0...700)))
      let count = draws.number(1...200)
      let end = holidays.adding(workdays: count, to: start)
      #expect(holidays.adding(workdays: -count, to: end) == start)
      #expect(holidays.workdays(in: start.adding(days: 1)...end) == count)
    }
  }
}

@Suite struct OfficeHoursTests {
  @Test func changesWithTheSeason() throws {
    let hours = try sampleHours()
    #expect(try hours.windows(on: date("2026-05-31")) == [510..<720, 840..<1050])
    #expect(try hours.windows(on: date("2026-06-01")) == [510..<720, 870..<1080])
    #expect(try hours.closing(on: date("2026-09-30")) == 1080)
    #expect(try hours.closing(on: date("2026-10-01")) == 1050)
    #expect(hours.description == "08:30-12:00, 14:00-17:30; 6-9: 08:30-12:00, 14:30-18:00")
  }

  @Test func aSeasonMayPassTheNewYear() throws {
    let hours = try OfficeHours(seasons: [("09:00-17:00", nil), ("10:00-16:00", "11-2"), ("00:00-24:00", "7, 12")])
    #expect(try hours.windows(on: date("2026-01-15")) == [600..<960])
    #expect(try hours.windows(on: date("2026-03-15")) == [540..<1020])
    #expect(try hours.closing(on: date("2026-12-15")) == 1440)
    #expect(hours.description == "09:00-17:00; 11-2: 10:00-16:00; 7, 12: 00:00-24:00")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var hours: String
    var months: String?
    var row: Int?
    var why: String
    var testDescription: String { hours + ": " + why }
  }

  @Test(arguments: [
    Refusal(hours: "", row: 0, why: "no window"),
    Refusal(hours: "8:30-12:00", row: 0, why: "two digits an hour"),
    Refusal(hours: "12:00-08:30", row: 0, why: "reversed"),
    Refusal(hours: "12:00-12:00", row: 0, why: "empty"),
    Refusal(hours: "08:30-12:00, 11:00-17:00", row: 0, why: "overlapping"),
    Refusal(hours: "14:00-17:00, 08:30-12:00", row: 0, why: "out of order"),
    Refusal(hours: "08:30-12:00-13:00", row: 0, why: "three ends"),
    Refusal(hours: "08:30-12:00", months: "6-13", row: 0, why: "no such month"),
    Refusal(hours: "08:30-12:00", months: "summer", row: 0, why: "no month at all"),
    Refusal(hours: "08:30-12:00", months: "6-9", row: nil, why: "eight months without hours"),
  ])
  func refuses(_ row: Refusal) {
    do throws(OfficeHoursError) {
      let read = try OfficeHours(seasons: [(row.hours, row.months)])
      Issue.record("was read as \(read)")
    } catch {
      #expect(error.row == row.row)
      #expect(!error.message.isEmpty && !error.help.isEmpty)
    }
  }
}
