import DutyCalendar
import Testing

@Suite struct LimitTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var limit: Limit
    var prints: String
    var why: String
    var testDescription: String { text + ": " + why }

    init(_ text: String, _ limit: Limit, _ prints: String, why: String) {
      (self.text, self.limit, self.prints, self.why) = (text, limit, prints, why)
    }
  }

  static let halfPastFive = WallMinute(minutes: 1050)

  @Test func readsAClock() throws {
    let minute = try #require(Self.halfPastFive)
    #expect(try Limit(parsing: " 17:30 ") == .clock(minute))
    #expect(Limit.clock(minute).description == "17:30")
  }

  @Test(arguments: [
    Row("3 workdays", .workdays(3), "3 workdays", why: "workdays"),
    Row("1 workdays", .workdays(1), "1 workday", why: "one of them"),
    Row("3个工作日", .workdays(3), "3 workdays", why: "in Chinese"),
    Row("4 working-hours", .workingHours(minutes: 240), "4 working-hours", why: "hours"),
    Row("1 working-hour", .workingHours(minutes: 60), "1 working-hour", why: "one hour"),
    Row("1.5 working-hours", .workingHours(minutes: 90), "1.5 working-hours", why: "half hours"),
    Row("0.25 working-hours", .workingHours(minutes: 15), "15 working-minutes", why: "quarters are said in minutes"),
    Row("90 working-minutes", .workingHours(minutes: 90), "1.5 working-hours", why: "minutes that make half hours"),
    Row("100 Working-Minutes", .workingHours(minutes: 100), "100 working-minutes", why: "minutes that do not"),
    Row("4个工作时", .workingHours(minutes: 240), "4 working-hours", why: "in Chinese"),
    Row("0.5 工作小时", .workingHours(minutes: 30), "0.5 working-hours", why: "half an hour in Chinese"),
    Row("2 urgent-hours", .urgentHours(minutes: 120), "2 urgent-hours", why: "round the clock"),
    Row("2个紧急工作时", .urgentHours(minutes: 120), "2 urgent-hours", why: "in Chinese"),
    Row("45 urgent-minutes", .urgentHours(minutes: 45), "45 urgent-minutes", why: "minutes round the clock"),
    Row("5 days", .days(5, exact: false), "5 days", why: "calendar days"),
    Row("5天", .days(5, exact: false), "5 days", why: "in Chinese"),
    Row("5  days   exact", .days(5, exact: true), "5 days exact", why: "not moved from an off-day"),
    Row("day 25", .dayOfPeriod(25, months: 0), "day 25", why: "of the period"),
    Row("day 10 of next month", .dayOfPeriod(10, months: 1), "day 10 of next month", why: "after it"),
    Row("day 10 in 2 months", .dayOfPeriod(10, months: 2), "day 10 in 2 months", why: "well after it"),
    Row("Last Workday", .lastWorkday, "last workday", why: "letter case does not matter"),
    Row("最后一个工作日", .lastWorkday, "last workday", why: "in Chinese"),
    Row("end of period", .endOfPeriod, "end of period", why: "the whole period"),
    Row("10000 workdays", .workdays(10_000), "10000 workdays", why: "the most"),
  ])
  func readsAndPrints(_ row: Row) throws {
    let limit = try Limit(parsing: row.text)
    #expect(limit == row.limit)
    #expect(limit.description == row.prints)
    #expect(try Limit(parsing: limit.description) == limit)
  }

  @Test(arguments: [
    ("", "is not a limit"), ("soon", "is not a limit"), ("3", "is not a limit"), ("3 weeks", "is not a limit"),
    ("0 workdays", "leaves no time"), ("-1 days", "not a whole number"), ("1.5 workdays", "not a whole number"),
    ("10001 workdays", "too long"), ("99999999999999999999 days", "not a whole number"),
    ("10000.5 working-hours", "too long"), ("1.01 working-hours", "not whole minutes"),
    ("1..5 working-hours", "not a number of hours"), ("0 urgent-hours", "leaves no time"),
    ("day 32", "no month has"), ("day 0", "no month has"), ("day 10 of last month", "is not a limit"),
    ("25:00", "is not a limit"), ("5日", "is not a limit"),
  ])
  func refuses(_ text: String, _ says: String) {
    do throws(LimitError) {
      let read = try Limit(parsing: text)
      Issue.record("was read as \(read)")
    } catch {
      #expect(error.message.contains(says), "\(error)")
      #expect(!error.help.isEmpty)
    }
  }
}
