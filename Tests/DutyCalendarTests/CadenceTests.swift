import DutyCalendar
import Testing

@Suite struct CadenceTests {
  struct Form: Sendable, CustomTestStringConvertible {
    var text: String
    var prints: String
    var why: String
    var testDescription: String { text + ": " + why }

    init(_ text: String, _ prints: String? = nil, why: String) {
      (self.text, self.prints, self.why) = (text, prints ?? text, why)
    }
  }

  @Test(arguments: [
    Form("day", why: "every day"),
    Form("workday", why: "every workday"),
    Form("每个工作日", "workday", why: "in Chinese"),
    Form("week", why: "every week"),
    Form("Week,  on Fri", "week, on friday", why: "short names and letter case"),
    Form("每周, on 周五", "week, on friday", why: "in Chinese"),
    Form("week, on last workday", why: "the last workday of a week"),
    Form("2 weeks from 2026-01-05", why: "with an anchor"),
    Form("2 weeks from 2026-01-05, on 2nd friday", why: "the second Friday of the two"),
    Form("half-month", why: "twice a month"),
    Form("half-month, on day 10", why: "the tenth day of each half"),
    Form("month", why: "on its first day"),
    Form("month, on day 25", why: "on a day"),
    Form("month, on day 31", why: "on a day that some months lack"),
    Form("month, on last workday", why: "the last workday"),
    Form("month, on first workday", why: "the first workday"),
    Form("month, on 1st workday", "month, on first workday", why: "a number for a word"),
    Form("month, on third workday", "month, on 3rd workday", why: "a word for a number"),
    Form("month, on 2nd friday", why: "a weekday by number"),
    Form("month, on last day", why: "the last day"),
    Form("2 months, on last workday", why: "every second month"),
    Form("双月", "2 months", why: "in Chinese"),
    Form("quarter, on day 10 of month 1", why: "of the quarter's first month"),
    Form("half-year", why: "twice a year"),
    Form("year, on 12-20", why: "on a date"),
    Form("year, on 02-29", why: "on a leap day"),
    Form("Mon *-*-* 08:00", "Mon *-*-* 08:00:00", why: "a systemd expression"),
    Form("Mon,Tue 08:00", "Mon,Tue *-*-* 08:00:00", why: "an expression with a comma"),
    Form("*-01,04,07,10-01 09:00", "*-01,04,07,10-01 09:00:00", why: "an expression with a list"),
    Form("2 per month, 4 days apart", why: "a quota that is spread"),
    Form("3 per week", why: "a free quota"),
    Form("1 per 2 months", why: "a quota of two months"),
    Form("2 per month, 1 day apart", why: "one day"),
  ])
  func readsAndPrints(_ row: Form) throws {
    let cadence = try Cadence(parsing: row.text)
    #expect(cadence.description == row.prints)
    #expect(try Cadence(parsing: cadence.description) == cadence)
  }

  @Test(arguments: [
    ("", "an empty cadence"), ("fortnight", "is not a cadence"), ("weekly", "systemd's word for midnight"),
    ("2 weeks", "needs its first Monday"), ("2 weeks from 2026-01-06", "is a Tuesday"), ("3 weeks", "is not a cadence"),
    ("3 months", "is not a cadence"), ("workday, on friday", "takes no `on`"),
    ("month, on friday", "more than one Friday"), ("month, on day 32", "is not a day of a period"),
    ("month, on 12-20", "belongs to `year`"), ("month, on 6th friday", "has no"), ("week, on day 3", "has no"),
    ("half-month, on day 17", "has no"), ("quarter, on day 5 of month 4", "has no"),
    ("year, on 02-30", "is not a day of a period"), ("month, day 25", "after the comma"),
    ("month, on day 25, on friday", "after the comma"), ("week, on someday", "is not a day of a period"),
    ("0 per month", "not a number of times"), ("2 per fortnight", "is not a period"),
    ("8 per week, 1 day apart", "do not fit"), ("2 per month, 28 days apart", "do not fit"),
    ("2 per month, often", "is not a spacing"), ("Mon *-*-* 08:00 Asia/Shanghai", "names a time zone"),
    ("*-02-30", "never comes"),
    ("*:0/10", "comes 144 times a day"), ("*:*:*", "comes 86400 times a day"), ("*-13-01", "month out of range"),
  ])
  func refuses(_ text: String, _ says: String) {
    do throws(CadenceError) {
      let read = try Cadence(parsing: text)
      Issue.record("was read as \(read)")
    } catch {
      #expect(error.message.contains(says), "\(error)")
      #expect(!error.help.isEmpty)
    }
  }
}
