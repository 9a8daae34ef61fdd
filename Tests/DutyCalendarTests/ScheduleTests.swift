import DutyCalendar
import Testing

@Suite struct ScheduleTests {
  static func schedule(_ cadence: String, _ offDay: OffDay = .keep, _ zoneName: String = "Asia/Shanghai") throws
    -> Schedule
  {
    Schedule(
      cadence: try Cadence(parsing: cadence), opens: try #require(WallMinute("08:30")), offDay: offDay,
      zone: try zone(zoneName), calendar: holidays)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var cadence: String
    var offDay: OffDay
    var from: String
    var to: String
    var gives: [String]
    var why: String
    var testDescription: String { "\(cadence), \(offDay): \(why)" }

    init(_ cadence: String, _ offDay: OffDay, _ from: String, _ to: String, _ gives: [String], why: String) {
      (self.cadence, self.offDay, self.from, self.to, self.gives, self.why) = (cadence, offDay, from, to, gives, why)
    }
  }

  /// Each occurrence as `period#n date outcome`, with what is usual left out.
  private func text(_ occurrence: Occurrence) -> String {
    var text = occurrence.period.name + (occurrence.n == 1 ? "" : "#\(occurrence.n)")
    if text != occurrence.date.description { text += " \(occurrence.date)" }
    switch occurrence.outcome {
    case .opens: break
    case .skipped(let why): text += " skipped, " + why
    case .merged(let name): text += " merged into " + name
    }
    return text
  }

  @Test(arguments: [
    Row("day", .keep, "2026-11-20", "2026-11-22", ["2026-11-20", "2026-11-21", "2026-11-22"], why: "every day"),
    Row(
      "day", .previous, "2026-11-20", "2026-11-23",
      [
        "2026-11-20", "2026-11-21 2026-11-20 merged into 2026-11-20", "2026-11-22 2026-11-20 merged into 2026-11-20",
        "2026-11-23",
      ], why: "a weekend merges into Friday"),
    Row(
      "day", .next, "2026-11-23", "2026-11-23",
      [
        "2026-11-21 2026-11-23", "2026-11-22 2026-11-23 merged into 2026-11-21",
        "2026-11-23 merged into 2026-11-21",
      ], why: "Saturday opens on Monday and takes the others in"),
    Row(
      "day", .skip, "2026-10-01", "2026-10-01", ["2026-10-01 skipped, off: 国庆节 (calendar/2026.csv:18)"],
      why: "skipped with its reason"),
    Row(
      "workday", .keep, "2026-10-07", "2026-10-12", ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12"],
      why: "over the holidays, a made-up Saturday among them"),
    Row(
      "week", .keep, "2026-11-16", "2026-11-29", ["2026-W47 2026-11-16", "2026-W48 2026-11-23"], why: "on Mondays"),
    Row(
      "week, on friday", .keep, "2026-11-16", "2026-11-29", ["2026-W47 2026-11-20", "2026-W48 2026-11-27"],
      why: "on Fridays"),
    Row(
      "week, on last workday", .keep, "2026-09-28", "2026-10-11", ["2026-W40 2026-09-30", "2026-W41 2026-10-10"],
      why: "a short week and a long one"),
    Row(
      "week, on first workday", .next, "2026-02-16", "2026-02-28",
      ["2026-W08 2026-02-24", "2026-W09 2026-02-24 merged into 2026-W08"], why: "a week without a workday"),
    Row(
      "2 weeks from 2026-01-05", .keep, "2025-12-01", "2026-02-10",
      ["2026-W02+2 2026-01-05", "2026-W04+2 2026-01-19", "2026-W06+2 2026-02-02"], why: "none before the anchor"),
    Row(
      "2 weeks from 2026-01-05, on 2nd friday", .keep, "2026-01-01", "2026-01-31",
      ["2026-W02+2 2026-01-16", "2026-W04+2 2026-01-30"],
      why: "the second of two Fridays"),
    Row(
      "half-month, on day 10", .keep, "2026-11-01", "2026-11-30", ["2026-11-H1 2026-11-10", "2026-11-H2 2026-11-25"],
      why: "the tenth day of each half"),
    Row(
      "month, on day 25", .keep, "2026-11-01", "2026-12-31", ["2026-11 2026-11-25", "2026-12 2026-12-25"],
      why: "on a day"),
    Row(
      "month, on day 25", .previous, "2026-10-01", "2026-10-31", ["2026-10 2026-10-23"], why: "a Sunday goes to Friday"),
    Row(
      "month, on day 31", .keep, "2026-02-01", "2026-03-31", ["2026-02 2026-02-28", "2026-03 2026-03-31"],
      why: "a short month"),
    Row(
      "month", .previous, "2026-09-30", "2026-09-30", ["2026-10 2026-09-30"], why: "the holidays open a day early"),
    Row("month", .next, "2026-10-08", "2026-10-08", ["2026-10 2026-10-08"], why: "or a week late"),
    Row("month", .next, "2026-10-01", "2026-10-07", [], why: "and so not within them"),
    Row("month, on last workday", .keep, "2026-10-01", "2026-10-31", ["2026-10 2026-10-30"], why: "the last workday"),
    Row("month, on 5th friday", .keep, "2026-11-01", "2026-11-30", ["2026-11 2026-11-27"], why: "only four of them"),
    Row(
      "2 months, on last workday", .keep, "2026-11-01", "2026-12-31", ["2026-B6 2026-12-31"], why: "of the second month"
    ),
    Row("quarter, on day 10", .keep, "2026-10-01", "2026-12-31", ["2026-Q4 2026-12-10"], why: "of the last month"),
    Row(
      "quarter, on day 10 of month 1", .keep, "2026-10-01", "2026-12-31", ["2026-Q4 2026-10-10"], why: "of the first"),
    Row(
      "half-year", .keep, "2026-01-01", "2026-12-31", ["2026-H1 2026-01-01", "2026-H2 2026-07-01"], why: "twice a year"),
    Row(
      "year, on 02-29", .keep, "2026-01-01", "2028-12-31", ["2026 2026-02-28", "2027 2027-02-28", "2028 2028-02-29"],
      why: "leap days"),
    Row("2 per month", .keep, "2026-11-01", "2026-11-30", ["2026-11 2026-11-01", "2026-11#2 2026-11-01"], why: "free"),
    Row(
      "2 per month, 4 days apart", .keep, "2026-11-01", "2026-11-30", ["2026-11 2026-11-01", "2026-11#2 2026-11-16"],
      why: "spread evenly"),
    Row(
      "3 per week, 3 days apart", .keep, "2026-11-16", "2026-11-22",
      ["2026-W47 2026-11-16", "2026-W47#2 2026-11-19", "2026-W47#3 2026-11-22"], why: "further apart than evenly"),
    Row(
      "3 per week, 1 day apart", .previous, "2026-10-05", "2026-10-11",
      ["2026-W41#3 2026-10-09"], why: "the holidays take two visits to September"),
    Row(
      "3 per week, 1 day apart", .previous, "2026-09-30", "2026-09-30",
      ["2026-W40#2 2026-09-30", "2026-W40#3 2026-09-30", "2026-W41 2026-09-30", "2026-W41#2 2026-09-30"],
      why: "visits are owed one by one and do not merge"),
    Row(
      "Mon *-*-* 08:00", .keep, "2026-11-16", "2026-11-29",
      ["2026-11-16T08:00 2026-11-16", "2026-11-23T08:00 2026-11-23"],
      why: "an expression"),
    Row(
      "*-10-01..08 09:00", .next, "2026-10-08", "2026-10-08",
      ["2026-10-01T09:00 2026-10-08"] + (2...8).map { "2026-10-0\($0)T09:00 2026-10-08 merged into 2026-10-01T09:00" },
      why: "an expression over the holidays"),
    Row("day", .keep, "2026-11-23", "2026-11-22", [], why: "an empty range"),
  ])
  func opens(_ row: Row) throws {
    let schedule = try Self.schedule(row.cadence, row.offDay)
    let found = try schedule.occurrences(from: date(row.from), to: date(row.to))
    #expect(found.map(text) == row.gives)
  }

  @Test func opensAtItsMinute() throws {
    let schedule = try Self.schedule("day")
    let found = try schedule.occurrences(from: date("2026-11-23"), to: date("2026-11-23"))
    #expect(found.map { schedule.zone.rfc3339($0.opens) } == ["2026-11-23T08:30:00+08:00"])
    let skipped = try Self.schedule("day", .keep, "America/New_York")
    let gap = try skipped.occurrences(from: date("2026-03-08"), to: date("2026-03-08"))
    #expect(gap.map(\.opens.utc) == ["2026-03-08T12:30:00Z"])
  }

  @Test func saysWhatItShifted() throws {
    let notes = { (cadence: String, offDay: OffDay, from: String, to: String) throws -> [String] in
      try Self.schedule(cadence, offDay).occurrences(from: date(from), to: date(to)).flatMap(\.notes)
    }
    #expect(
      try notes("month, on day 31", .keep, "2026-11-01", "2026-11-30") == ["31 falls on 30 November: short month"])
    #expect(
      try notes("month", .previous, "2026-09-30", "2026-09-30") == [
        "moved from 2026-10-01 to 2026-09-30: off: 国庆节 (calendar/2026.csv:18)"
      ])
    #expect(
      try notes("year, on 02-29", .keep, "2026-02-01", "2026-02-28") == ["02-29 falls on 28 February: not a leap year"])
    #expect(
      try notes("month, on 5th friday", .keep, "2026-11-01", "2026-11-30") == [
        "5th friday falls on 27 November: 2026-11 has only 4 fridays"
      ])
    #expect(try notes("month, on day 25", .keep, "2026-11-01", "2026-11-30") == [])
  }

  static let cadences = [
    "day", "workday", "week, on friday", "2 weeks from 2026-01-05, on sunday", "half-month", "month, on day 31",
    "month, on last workday", "quarter, on day 31", "2 per month, 4 days apart", "Sat,Sun *-*-* 08:00",
    "*-*-01..07 06:30",
  ]

  /// One query over a range gives what its days give one by one: merging and shifting do not depend on the question.
  @Test(arguments: cadences, OffDay.allCases)
  func aRangeIsTheSumOfItsDays(_ cadence: String, _ offDay: OffDay) throws {
    let schedule = try Self.schedule(cadence, offDay)
    let (from, to) = try (date("2026-09-10"), date("2026-11-05"))
    let whole = schedule.occurrences(from: from, to: to)
    var daily: [Occurrence] = []
    var day = from
    while day <= to {
      daily += schedule.occurrences(from: day, to: day)
      day = day.adding(days: 1)
    }
    #expect(whole == daily)
    // Every period once, and every opening but a quota's at its own time.
    #expect(Set(whole.map { "\($0.period.name)#\($0.n)" }).count == whole.count)
    let openings = whole.filter { $0.outcome == .opens && !cadence.contains("per") }
    #expect(Set(openings.map(\.opens)).count == openings.count)
    #expect(whole.allSatisfy { offDay == .keep || offDay == .skip || holidays.isWorkday($0.date) })
  }

  @Test(arguments: cadences)
  func theNextOpeningIsTheFirstListed(_ cadence: String) throws {
    let schedule = try Self.schedule(cadence, .next)
    var draws = Draws(state: 41)
    let listed = try schedule.occurrences(from: date("2026-01-01"), to: date("2027-12-31")).filter {
      $0.outcome == .opens
    }
    for _ in 0..<40 {
      let instant = Instant(seconds: Int64(draws.number(1_768_000_000...1_798_000_000)))
      #expect(schedule.nextOpening(after: instant) == listed.first { $0.opens > instant }?.opens)
    }
  }

  @Test func knowsWhenNothingOpensAnyMore() throws {
    let schedule = try Self.schedule("2026-11-23 08:00")
    #expect(schedule.nextOpening(after: try moment("2026-11-01")) != nil)
    #expect(schedule.nextOpening(after: try moment("2026-12-01")) == nil)
  }
}
