import DutyCalendar
import Testing

/// How late something is, counted the same wherever it is said.
@Suite struct LatenessTests {
  @Test(arguments: [
    (at: -1, amount: nil, days: nil, why: "before the deadline"),
    (at: 0, amount: nil, days: nil, why: "met means at or before"),
    (at: 1, amount: .minutes(1), days: 0, why: "a minute at the least"),
    (at: 3599, amount: .minutes(59), days: 0, why: "minutes below the hour"),
    (at: 3600, amount: .hours(1), days: 0, why: "hours below the day"),
    (at: 86_399, amount: .hours(23), days: 0, why: "over midnight, and still no full day"),
    (at: 86_400, amount: .days(1), days: 1, why: "a day from the same hour on"),
    (at: 3 * 86_400 - 1, amount: .days(2), days: 2, why: "what has begun is not counted"),
  ] as [(at: Int64, amount: Lateness.Amount?, days: Int?, why: String)])
  func counted(_ c: (at: Int64, amount: Lateness.Amount?, days: Int?, why: String)) {
    let due = Instant(seconds: 1_795_000_000)
    let lateness = Lateness(due: due, at: due.adding(seconds: c.at))
    #expect(lateness?.amount == c.amount, "\(c.why)")
    #expect(lateness?.days == c.days, "\(c.why)")
  }

  @Test func ofADayWithoutAnHour() throws {
    let due = try #require(CivilDate("2026-11-30"))
    #expect([-1, 0, 1, 3].map { Lateness.days(past: due, on: due.adding(days: $0)) } == [0, 0, 1, 3])
  }
}
