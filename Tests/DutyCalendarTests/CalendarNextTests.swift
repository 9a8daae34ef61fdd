import DutyCalendar
import Testing

/// What `systemd-analyze calendar --base-time=… --iterations=4` of systemd 252 answered, in UTC.
@Suite struct CalendarNextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var after: String
    var gives: [String]
    var thenNever: Bool
    var why: String
    var testDescription: String { text + ": " + why }

    init(_ text: String, after: String, gives: [String], thenNever: Bool = false, why: String) {
      (self.text, self.after, self.gives, self.thenNever, self.why) = (text, after, gives, thenNever, why)
    }
  }

  static let rows = [
    Row(
      "Mon *-*-* 08:00", after: "2026-11-23 08:00:00",
      gives: ["2026-11-30 08:00:00", "2026-12-07 08:00:00", "2026-12-14 08:00:00", "2026-12-21 08:00:00"],
      why: "the very second is past"),
    Row(
      "Mon..Fri *-*-* 07:30", after: "2026-11-20 07:30:00",
      gives: ["2026-11-23 07:30:00", "2026-11-24 07:30:00", "2026-11-25 07:30:00", "2026-11-26 07:30:00"],
      why: "Friday to Monday"),
    Row(
      "*-*-01 09:00", after: "2026-11-30 00:00:00",
      gives: ["2026-12-01 09:00:00", "2027-01-01 09:00:00", "2027-02-01 09:00:00", "2027-03-01 09:00:00"],
      why: "first of each month"),
    Row(
      "*-01,04,07,10-01 09:00", after: "2026-11-23 00:00:00",
      gives: ["2027-01-01 09:00:00", "2027-04-01 09:00:00", "2027-07-01 09:00:00", "2027-10-01 09:00:00"],
      why: "quarters"),
    Row(
      "*-*~01", after: "2027-12-01 00:00:00",
      gives: ["2027-12-31 00:00:00", "2028-01-31 00:00:00", "2028-02-29 00:00:00", "2028-03-31 00:00:00"],
      why: "last days, a leap February among them"),
    Row(
      "*-02~03", after: "2026-11-23 00:00:00",
      gives: ["2027-02-26 00:00:00", "2028-02-27 00:00:00", "2029-02-26 00:00:00", "2030-02-26 00:00:00"],
      why: "third last day of February, leap or not"),
    Row(
      "*-*~07/1", after: "2026-02-25 00:00:00",
      gives: ["2026-02-26 00:00:00", "2026-02-27 00:00:00", "2026-02-28 00:00:00", "2026-03-25 00:00:00"],
      why: "repetition counted from the end"),
    Row(
      "*-*~02..05", after: "2026-02-20 00:00:00",
      gives: ["2026-02-24 00:00:00", "2026-02-25 00:00:00", "2026-02-26 00:00:00", "2026-02-27 00:00:00"],
      why: "a range counted from the end"),
    Row(
      "Mon *-*~07/1", after: "2026-11-23 00:00:00",
      gives: ["2026-11-30 00:00:00", "2026-12-28 00:00:00", "2027-01-25 00:00:00", "2027-02-22 00:00:00"],
      why: "the last Monday of the month"),
    Row(
      "Sat *-02-29", after: "2026-11-23 00:00:00",
      gives: ["2048-02-29 00:00:00", "2076-02-29 00:00:00", "2116-02-29 00:00:00", "2144-02-29 00:00:00"],
      why: "a Saturday in leap Februaries"),
    Row(
      "*-02-29", after: "2096-03-01 00:00:00",
      gives: ["2104-02-29 00:00:00", "2108-02-29 00:00:00", "2112-02-29 00:00:00", "2116-02-29 00:00:00"],
      why: "2100 is no leap year"),
    Row(
      "*-*-31", after: "2026-11-23 00:00:00",
      gives: ["2026-12-31 00:00:00", "2027-01-31 00:00:00", "2027-03-31 00:00:00", "2027-05-31 00:00:00"],
      why: "short months are passed over"),
    Row(
      "*-02-30", after: "2026-11-23 00:00:00",
      gives: [], thenNever: true,
      why: "no such day"),
    Row(
      "2025-*-*", after: "2026-11-23 00:00:00",
      gives: [], thenNever: true,
      why: "a year that is over"),
    Row(
      "2199-12-31 23:59:59", after: "2026-11-23 00:00:00",
      gives: ["2199-12-31 23:59:59"], thenNever: true,
      why: "the last second there is"),
    Row(
      "2026..2030/2-06-01", after: "2026-11-23 00:00:00",
      gives: ["2028-06-01 00:00:00", "2030-06-01 00:00:00"], thenNever: true,
      why: "every other year"),
    Row(
      "quarterly", after: "2026-11-23 00:00:00",
      gives: ["2027-01-01 00:00:00", "2027-04-01 00:00:00", "2027-07-01 00:00:00", "2027-10-01 00:00:00"],
      why: "shorthand"),
    Row(
      "semiannually", after: "2026-11-23 00:00:00",
      gives: ["2027-01-01 00:00:00", "2027-07-01 00:00:00", "2028-01-01 00:00:00", "2028-07-01 00:00:00"],
      why: "shorthand"),
    Row(
      "minutely", after: "2026-11-23 00:00:30",
      gives: ["2026-11-23 00:01:00", "2026-11-23 00:02:00", "2026-11-23 00:03:00", "2026-11-23 00:04:00"],
      why: "shorthand"),
    Row(
      "*:0/15", after: "2026-11-23 23:50:00",
      gives: ["2026-11-24 00:00:00", "2026-11-24 00:15:00", "2026-11-24 00:30:00", "2026-11-24 00:45:00"],
      why: "into the next day"),
    Row(
      "*:*:10..40/15", after: "2026-11-23 00:00:38",
      gives: ["2026-11-23 00:00:40", "2026-11-23 00:01:10", "2026-11-23 00:01:25", "2026-11-23 00:01:40"],
      why: "cut to whole steps"),
    Row(
      "*-*-* *:*:*", after: "2026-12-31 23:59:58",
      gives: ["2026-12-31 23:59:59", "2027-01-01 00:00:00", "2027-01-01 00:00:01", "2027-01-01 00:00:02"],
      why: "every second"),
    Row(
      "@1800000000", after: "2026-11-23 00:00:00",
      gives: ["2027-01-15 08:00:00"], thenNever: true,
      why: "one second"),
    Row(
      "Mon *-*-* 08:00 Asia/Shanghai", after: "2026-11-23 00:00:00",
      gives: ["2026-11-30 00:00:00", "2026-12-07 00:00:00", "2026-12-14 00:00:00", "2026-12-21 00:00:00"],
      why: "08:00 in Shanghai is midnight in UTC, and past"),
    Row(
      "*-04-15 00:30 Asia/Shanghai", after: "1986-01-01 00:00:00",
      gives: ["1986-04-14 16:30:00", "1987-04-14 15:30:00", "1988-04-14 16:30:00", "1989-04-14 16:30:00"],
      why: "Shanghai had summer time in 1986"),
    Row(
      "*-*-* 02:30 America/New_York", after: "2026-03-07 00:00:00",
      gives: ["2026-03-07 07:30:00", "2026-03-09 06:30:00", "2026-03-10 06:30:00", "2026-03-11 06:30:00"],
      why: "skipped by the clocks: that day has none"),
    Row(
      "*-*-* *:30 America/New_York", after: "2026-03-08 05:00:00",
      gives: ["2026-03-08 05:30:00", "2026-03-08 06:30:00", "2026-03-08 07:30:00", "2026-03-08 08:30:00"],
      why: "hourly over the skipped hour"),
    Row(
      "*-*-* 01:30 America/New_York", after: "2026-10-31 00:00:00",
      gives: ["2026-10-31 05:30:00", "2026-11-01 05:30:00", "2026-11-02 06:30:00", "2026-11-03 06:30:00"],
      why: "shown twice: the first"),
    Row(
      "*-*-* *:30 America/New_York", after: "2026-11-01 04:00:00",
      gives: ["2026-11-01 04:30:00", "2026-11-01 05:30:00", "2026-11-01 07:30:00", "2026-11-01 08:30:00"],
      why: "hourly over the doubled hour"),
    Row(
      "*-*-* *:0/20 America/New_York", after: "2026-11-01 06:05:00",
      gives: ["2026-11-01 06:20:00", "2026-11-01 06:40:00", "2026-11-01 07:00:00", "2026-11-01 07:20:00"],
      why: "started within the second showing"),
    Row(
      "Sun *-*-* 01:30 Europe/Dublin", after: "2026-03-25 00:00:00",
      gives: ["2026-04-05 00:30:00", "2026-04-12 00:30:00", "2026-04-19 00:30:00", "2026-04-26 00:30:00"],
      why: "negative summer time: the skipped time is not moved"),
    Row(
      "*-*-* *:30 Europe/Dublin", after: "2026-10-24 23:00:00",
      gives: ["2026-10-24 23:30:00", "2026-10-25 00:30:00", "2026-10-25 02:30:00", "2026-10-25 03:30:00"],
      why: "the doubled hour in Dublin"),
    Row(
      "*-*-* 02:15 Australia/Lord_Howe", after: "2026-10-02 00:00:00",
      gives: ["2026-10-02 15:45:00", "2026-10-04 15:15:00", "2026-10-05 15:15:00", "2026-10-06 15:15:00"],
      why: "half an hour skipped"),
    Row(
      "*-*-* *:0/15 Australia/Lord_Howe", after: "2026-04-04 14:20:00",
      gives: ["2026-04-04 14:30:00", "2026-04-04 14:45:00", "2026-04-04 15:30:00", "2026-04-04 15:45:00"],
      why: "half an hour doubled"),
    Row(
      "*-*-* 12:00 Pacific/Apia", after: "2011-12-28 00:00:00",
      gives: ["2011-12-28 22:00:00", "2011-12-29 22:00:00", "2011-12-30 22:00:00", "2011-12-31 22:00:00"],
      why: "30 December 2011 did not happen"),
    Row(
      "*-*-* 00:00 America/Havana", after: "2026-03-06 00:00:00",
      gives: ["2026-03-06 05:00:00", "2026-03-07 05:00:00", "2026-03-09 04:00:00", "2026-03-10 04:00:00"],
      why: "midnight skipped"),
    Row(
      "*-*-* 00:30 America/Havana", after: "2026-10-30 00:00:00",
      gives: ["2026-10-30 04:30:00", "2026-10-31 04:30:00", "2026-11-01 04:30:00", "2026-11-02 05:30:00"],
      why: "midnight doubled"),
    Row(
      "*-*-* 00:30 America/Sao_Paulo", after: "2018-11-02 00:00:00",
      gives: ["2018-11-02 03:30:00", "2018-11-03 03:30:00", "2018-11-05 02:30:00", "2018-11-06 02:30:00"],
      why: "midnight skipped"),
    Row(
      "*-*-* 23:30 America/Sao_Paulo", after: "2018-02-16 00:00:00",
      gives: ["2018-02-16 01:30:00", "2018-02-17 01:30:00", "2018-02-18 01:30:00", "2018-02-19 02:30:00"],
      why: "the hour before midnight doubled"),
    Row(
      "*-*-* 02:30 America/New_York", after: "2100-03-12 00:00:00",
      gives: ["2100-03-12 07:30:00", "2100-03-13 07:30:00", "2100-03-15 06:30:00", "2100-03-16 06:30:00"],
      why: "by the footer rule"),
    Row(
      "*-06-15 12:00 Europe/Berlin", after: "2197-11-23 00:00:00",
      gives: ["2198-06-15 10:00:00", "2199-06-15 10:00:00"], thenNever: true,
      why: "up to the last year"),
  ]

  @Test(arguments: rows)
  func comesAsSystemdSays(_ row: Row) throws {
    let expression = try CalendarExpression(parsing: row.text)
    let zone = try zone(expression.zoneName ?? "UTC")
    var base = try moment(row.after)
    var found: [String] = []
    while found.count < row.gives.count, let next = expression.next(after: base, in: zone) {
      found.append(utcText(next))
      base = next
    }
    #expect(found == row.gives)
    #expect((expression.next(after: base, in: zone) == nil) == row.thenNever)
    // The iterator goes the same way.
    let listed = expression.occurrences(after: try moment(row.after), in: zone).prefix(row.gives.count)
    #expect(listed.map(utcText) == row.gives)
  }
}
