import DutyCalendar
import Testing

@Suite struct DeadlineTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var from: String
    var limit: String
    var period: String?
    var due: String
    var why: String
    var testDescription: String { limit + " from " + from + ": " + why }

    init(_ from: String, _ limit: String, _ due: String, of period: String? = nil, why: String) {
      (self.from, self.limit, self.due, self.period, self.why) = (from, limit, due, period, why)
    }
  }

  @Test(arguments: [
    Row("2026-11-23 09:00", "4 working-hours", "2026-11-23 15:00", why: "three hours before the noon break, one after"),
    Row("2026-11-23 08:30", "3.5 working-hours", "2026-11-23 12:00", why: "used up as the window closes"),
    Row("2026-11-23 08:30", "211 working-minutes", "2026-11-23 14:01", why: "a minute more comes after the break"),
    Row("2026-11-23 12:00", "1 working-hour", "2026-11-23 15:00", why: "noon itself is off hours"),
    Row("2026-11-23 07:00", "1 working-hour", "2026-11-23 09:30", why: "before opening"),
    Row("2026-11-23 17:30", "1 working-hour", "2026-11-24 09:30", why: "closing itself is off hours"),
    Row("2026-11-20 17:00", "1 working-hour", "2026-11-23 09:00", why: "over a weekend"),
    Row("2026-11-21 10:00", "4 working-hours", "2026-11-23 14:30", why: "received on a Saturday"),
    Row("2026-09-30 17:00", "2 working-hours", "2026-10-08 09:30", why: "from summer hours over the holidays"),
    Row("2026-11-23 09:00:30", "1 working-hour", "2026-11-23 10:00:30", why: "seconds are kept"),
    Row("2026-11-23 22:00", "4 urgent-hours", "2026-11-24 02:00", why: "round the clock"),
    Row("2026-11-23 09:00", "1 workday", "2026-11-24 17:30", why: "the day of receipt is not counted"),
    Row("2026-11-23 23:59", "1 workday", "2026-11-24 17:30", why: "nor late in the evening"),
    Row("2026-11-21 10:00", "1 workday", "2026-11-23 17:30", why: "received on a Saturday"),
    Row("2026-09-30 09:00", "3 workdays", "2026-10-10 17:30", why: "over the holidays, into a made-up Saturday"),
    Row("2026-05-29 09:00", "1 workday", "2026-06-01 18:00", why: "summer hours close later"),
    Row("2026-11-23 09:00", "4 days", "2026-11-27 17:30", why: "a Friday"),
    Row("2026-11-23 09:00", "5 days", "2026-11-30 17:30", why: "a Saturday moves to Monday"),
    Row("2026-11-23 09:00", "5 days exact", "2026-11-28 17:30", why: "unless exact"),
    Row("2026-09-28 09:00", "5 days", "2026-10-08 17:30", why: "over the holidays"),
    Row("2026-11-23 08:00", "17:30", "2026-11-23 17:30", why: "the same day"),
    Row("2026-11-21 08:00", "17:30", "2026-11-21 17:30", why: "on an off-day too"),
    Row("2026-11-23 17:30", "17:30", "2026-11-23 17:30", why: "met means at or before"),
    Row("2026-11-20 18:00", "17:30", "2026-11-23 17:30", why: "already past: the next workday"),
    Row("2026-11-23 08:00", "24:00", "2026-11-24 00:00", why: "the end of the day"),
    Row("2026-11-02 09:00", "day 25", "2026-11-25 17:30", of: "2026-11", why: "of the month"),
    Row("2026-11-02 09:00", "day 28", "2026-11-30 17:30", of: "2026-11", why: "a Saturday moves"),
    Row("2026-11-02 09:00", "day 31", "2026-11-30 17:30", of: "2026-11", why: "a short month"),
    Row("2026-10-08 09:00", "day 10 of next month", "2027-01-11 17:30", of: "2026-Q4", why: "after a quarter"),
    Row("2026-11-02 09:00", "last workday", "2026-11-30 17:30", of: "2026-11", why: "of the month"),
    Row("2026-11-02 09:00", "last workday", "2026-11-30 17:30", why: "without a period, of the month"),
    Row("2026-11-16 09:00", "last workday", "2026-11-20 17:30", of: "2026-W47", why: "of the week"),
    Row("2026-10-08 09:00", "last workday", "2026-10-10 17:30", of: "2026-W41", why: "a made-up Saturday"),
    Row("2026-02-16 09:00", "last workday", "2026-02-24 17:30", of: "2026-W08", why: "a week without any"),
    Row("2026-11-16 09:00", "end of period", "2026-11-23 17:30", of: "2026-W47", why: "a Sunday moves"),
    Row("2026-11-02 09:00", "end of period", "2026-11-30 17:30", of: "2026-11", why: "a Monday"),
  ])
  func isDue(_ row: Row) throws {
    let context = try sampleContext()
    let period = try row.period.map { try #require(Period(named: $0)) }
    let receipt = try Limit(parsing: row.limit)
      .deadline(from: moment(row.from, in: context.zone), period: period, in: context)
    #expect(context.zone.local(receipt.due).description == row.due)
  }

  @Test func theReceiptShowsWhatWasCounted() throws {
    let context = try sampleContext()
    let receipt = Limit.workdays(2).deadline(
      from: try moment("2026-10-08 09:00", in: context.zone), period: nil, in: context)
    #expect(
      receipt.lines.map(\.description) == [
        "2026-10-08 note day of receipt, not counted",
        "2026-10-09 counted 1 workday workday: Friday",
        "2026-10-10 counted 1 workday workday: 国庆节 (calendar/2026.csv:25)",
      ])
    #expect(!receipt.isProvisional)
  }

  @Test func theReceiptShowsTheHours() throws {
    let context = try sampleContext()
    let receipt = Limit.workingHours(minutes: 240)
      .deadline(from: try moment("2026-09-30 17:00", in: context.zone), period: nil, in: context)
    #expect(
      receipt.lines.map(\.description).filter { !$0.contains("skipped") } == [
        "2026-09-30 counted 1:00 h 17:00-18:00",
        "2026-10-08 counted 3:00 h 08:30-11:30",
      ])
    #expect(receipt.lines.contains { "\($0)" == "2026-10-01 skipped off: 国庆节 (calendar/2026.csv:18)" })
    #expect(receipt.lines.filter { $0.kind == .skipped }.count == 7)
  }

  @Test func theReceiptShowsAShift() throws {
    let context = try sampleContext()
    let receipt = Limit.dayOfPeriod(31, months: 0)
      .deadline(from: try moment("2026-02-02 09:00", in: context.zone), period: Period(named: "2026-02"), in: context)
    #expect(
      receipt.lines.map(\.description) == ["2026-02-28 note day 31 falls on 2026-02-28, the last day of a short month"])
    let sunday = Limit.days(6, exact: false)
      .deadline(from: try moment("2026-11-23 09:00", in: context.zone), period: nil, in: context)
    #expect(
      sunday.lines.suffix(2).map(\.description) == [
        "2026-11-29 shifted off: Sunday", "2026-11-30 note the next workday, workday: Monday",
      ])
  }

  @Test func saysWhenTheYearIsAGuess() throws {
    let context = try sampleContext()
    let from = try moment("2026-12-31 09:00", in: context.zone)
    #expect(Limit.workdays(1).deadline(from: from, period: nil, in: context).isProvisional)
    #expect(!Limit.workingHours(minutes: 60).deadline(from: from, period: nil, in: context).isProvisional)
    #expect(Limit.workingHours(minutes: 480).deadline(from: from, period: nil, in: context).isProvisional)
    #expect(!Limit.urgentHours(minutes: 6000).deadline(from: from, period: nil, in: context).isProvisional)
  }

  // MARK: - Laws

  @Test func laterReceiptIsNeverDueEarlier() throws {
    let context = try sampleContext()
    let limits = try [
      "3 workdays", "4 working-hours", "7 urgent-hours", "5 days", "5 days exact", "40 working-minutes",
    ]
    .map { try Limit(parsing: $0) }
    var draws = Draws(state: 31)
    for limit in limits {
      for _ in 0..<400 {
        let early = Instant(seconds: Int64(draws.number(1_767_000_000...1_798_000_000)))
        let late = early.adding(seconds: Int64(draws.number(0...300_000)))
        let first = limit.deadline(from: early, period: nil, in: context).due
        #expect(first <= limit.deadline(from: late, period: nil, in: context).due, "\(limit) from \(early.utc)")
        #expect(first > early)
      }
    }
  }

  @Test func moreTimeIsNeverDueEarlier() throws {
    let context = try sampleContext()
    var draws = Draws(state: 32)
    for _ in 0..<300 {
      let from = Instant(seconds: Int64(draws.number(1_767_000_000...1_798_000_000)))
      let count = draws.number(1...60)
      func due(_ limit: Limit) -> Instant { limit.deadline(from: from, period: nil, in: context).due }
      #expect(due(.workdays(count)) < due(.workdays(count + 1)))
      #expect(due(.days(count, exact: false)) <= due(.days(count + 1, exact: false)))
      #expect(due(.workingHours(minutes: count)) < due(.workingHours(minutes: count + 1)))
    }
  }

  @Test func workingHoursAddUp() throws {
    let context = try sampleContext()
    var draws = Draws(state: 33)
    for _ in 0..<500 {
      let from = Instant(seconds: Int64(draws.number(1_767_000_000...1_798_000_000)))
      let (first, second) = (draws.number(1...1500), draws.number(1...1500))
      let whole = Limit.workingHours(minutes: first + second).deadline(from: from, period: nil, in: context)
      let half = Limit.workingHours(minutes: first).deadline(from: from, period: nil, in: context)
      let rest = Limit.workingHours(minutes: second).deadline(from: half.due, period: nil, in: context)
      #expect(rest.due == whole.due, "\(first) + \(second) minutes from \(from.utc)")
    }
  }

  @Test func theLongestLimitsComeToAnEnd() throws {
    let context = try sampleContext()
    let from = try moment("2026-11-23 09:00", in: context.zone)
    for text in ["10000 workdays", "10000 working-hours", "10000 days"] {
      #expect(try Limit(parsing: text).deadline(from: from, period: nil, in: context).due > from)
    }
  }
}
