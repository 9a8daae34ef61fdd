import DutyBook
import DutyCalendar
@testable import DutyRoster
import DutyTestKit
import Testing

/// When a post is manned, on the wall and as instants.
@Suite struct HoursTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var hours: PostHours
    var shift: Int
    var days: Int = 1
    var times: [String]
    var why: String

    var testDescription: String { why }
  }

  static let rows = [
    Row(
      hours: .windows([420..<1260]), shift: 240,
      times: ["07:00-11:00", "11:00-15:00", "15:00-19:00", "19:00-21:00"], why: "what is left is a shorter shift"),
    Row(
      hours: .windows([420..<540, 1020..<1140]), shift: 120, times: ["07:00-09:00", "17:00-19:00"],
      why: "two windows, the morning and the evening rush"),
    Row(hours: .windows([420..<480]), shift: 240, times: ["07:00-08:00"], why: "a window shorter than a shift"),
    Row(
      hours: .roundTheClock(change: 0), shift: 480, times: ["00:00-08:00", "08:00-16:00", "16:00-00:00"],
      why: "three shifts a day"),
    Row(
      hours: .roundTheClock(change: 480), shift: 720, days: 2,
      times: ["00:00-08:00", "08:00-20:00", "20:00-08:00", "08:00-20:00", "20:00-00:00"],
      why: "shifts that change at eight; the window cuts the first and the last"),
    Row(hours: .windows([0..<1440]), shift: 720, times: ["00:00-12:00", "12:00-00:00"], why: "24:00 closes a window"),
  ]

  static func post(_ hours: PostHours, _ shift: Int) -> CampaignPost {
    CampaignPost(
      id: "x", name: "x", at: .places(PlaceSelector()), hours: hours, staff: 1...1, shiftMinutes: shift, restMinutes: 0,
      people: PostPool(), source: SourcePlace("x"))
  }

  static func window(_ from: String, _ days: Int) -> ClosedRange<CivilDate> {
    day(from)...day(from).adding(days: days - 1)
  }

  @Test(arguments: rows) func cutsTheDay(_ row: Row) {
    let times = Self.post(row.hours, row.shift).times(in: Self.window("2026-12-01", row.days), zone: shanghai)
    #expect(times.map { "\(wall($0.from).suffix(5))-\(wall($0.to).suffix(5))" } == row.times)
  }

  /// M22: round the clock, every instant of the window lies in one shift, also when the clocks change.
  @Test(
    arguments: ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"], [60, 240, 480, 720, 1440])
  func m22NoHoles(_ name: String, _ shift: Int) throws {
    let zone = try #require(systemZone(name))
    for month in 1...12 {
      for change in [0, 30, 480] where change < shift {
        let first = try #require(CivilDate(year: 2026, month: month, day: 1))
        let days = first...first.adding(days: 30)
        let times = Self.post(.roundTheClock(change: change), shift).times(in: days, zone: zone)
        #expect(times.first?.from == zone.instant(LocalTime(days.lowerBound)))
        #expect(times.last?.to == zone.instant(LocalTime(days.upperBound.adding(days: 1))))
        for (one, two) in zip(times, times.dropFirst()) {
          #expect(one.to == two.from, "\(name) \(wall(one.to, in: zone))")
        }
        #expect(times.allSatisfy { zone.local($0.from).date == $0.day || zone.local($0.from).second != 0 })
      }
    }
  }

  @Test func theDayThatAShiftTouchesLast() {
    let times = Self.post(.roundTheClock(change: 480), 720).times(in: Self.window("2026-12-01", 3), zone: shanghai)
    #expect(
      times.map { "\($0.day) \($0.lastDay)" }[2] == "2026-12-01 2026-12-02", "a night belongs to the day it begins")
    #expect(times.last.map { "\($0.day) \($0.lastDay)" } == "2026-12-03 2026-12-03")
  }
}
