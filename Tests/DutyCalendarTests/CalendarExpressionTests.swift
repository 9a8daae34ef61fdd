import DutyCalendar
import Testing

@Suite struct CalendarExpressionTests {
  struct Form: Sendable, CustomTestStringConvertible {
    var text: String
    var normal: String
    var why: String
    var testDescription: String { text + ": " + why }

    init(_ text: String, _ normal: String, why: String) {
      (self.text, self.normal, self.why) = (text, normal, why)
    }
  }

  /// Normalised forms as `systemd-analyze calendar` of systemd 252 prints them.
  @Test(arguments: [
    Form("minutely", "*-*-* *:*:00", why: "shorthand"),
    Form("hourly", "*-*-* *:00:00", why: "shorthand"),
    Form("Daily", "*-*-* 00:00:00", why: "letter case does not matter"),
    Form("weekly", "Mon *-*-* 00:00:00", why: "shorthand"),
    Form("monthly", "*-*-01 00:00:00", why: "shorthand"),
    Form("quarterly", "*-01,04,07,10-01 00:00:00", why: "shorthand"),
    Form("semiannually", "*-01,07-01 00:00:00", why: "shorthand"),
    Form("yearly", "*-01-01 00:00:00", why: "shorthand"),
    Form("annually", "*-01-01 00:00:00", why: "shorthand"),
    Form("weekly Asia/Shanghai", "Mon *-*-* 00:00:00 Asia/Shanghai", why: "shorthand with a zone"),
    Form("Mon", "Mon *-*-* 00:00:00", why: "a weekday alone"),
    Form("mon-fri", "Mon..Fri *-*-* 00:00:00", why: "the older form of a range"),
    Form("Mon,Tue 8:00", "Mon,Tue *-*-* 08:00:00", why: "two days are a list"),
    Form("Wed,Mon,Tue 8:00", "Mon..Wed *-*-* 08:00:00", why: "three in a row are a range"),
    Form("Mon..Wed,Fri,Sat *-*-*", "Mon..Wed,Fri,Sat *-*-* 00:00:00", why: "ranges and days"),
    Form("Mon, 8:00", "Mon *-*-* 08:00:00", why: "a comma at the end is let pass"),
    Form("Mon..Sun", "*-*-* 00:00:00", why: "every weekday is no weekday"),
    Form("11-23", "*-11-23 00:00:00", why: "month and day"),
    Form("26-11-23", "2026-11-23 00:00:00", why: "two digits, this century"),
    Form("70-1-1", "1970-01-01 00:00:00", why: "two digits, the last century"),
    Form("69-1-1", "2069-01-01 00:00:00", why: "two digits, the turn"),
    Form("8:00", "*-*-* 08:00:00", why: "a time alone"),
    Form("*:0/15", "*-*-* *:00/15:00", why: "a repetition"),
    Form("*:*:*", "*-*-* *:*:*", why: "every second"),
    Form("*:*:0/1", "*-*-* *:*:*", why: "every second, at length"),
    Form("00:00:00.000", "*-*-* 00:00:00", why: "a fraction that is none"),
    Form("5..5:00", "*-*-* 05:00:00", why: "a range of one"),
    Form("1..10/4:0", "*-*-* 01..09/4:00:00", why: "a range ends on its last step"),
    Form("1..3/9:0", "*-*-* 01:00:00", why: "a step that never comes"),
    Form("*-*-3..5,1,1", "*-*-01,03..05 00:00:00", why: "sorted, without doubles"),
    Form("*-*~1", "*-*~01 00:00:00", why: "the last day"),
    Form("*~07/1", "*-*~07/1 00:00:00", why: "month and days from the end"),
    Form("*-*~*", "*-*-* 00:00:00", why: "all days from the end are all days"),
    Form("*:0..59/1", "*-*-* *:00..59:00", why: "a step of one is left out"),
    Form("@1700000000", "2023-11-14 22:13:20 UTC", why: "seconds since the epoch"),
    Form("Mon utc", "Mon *-*-* 00:00:00 UTC", why: "UTC in any case"),
    Form("Fri 1-1..5/2,3..4", "Fri *-01-01..05/2,03..04 00:00:00", why: "lists of ranges"),
    Form("Mon  *-*-*   08:00", "Mon *-*-* 08:00:00", why: "more than one blank"),
  ])
  func printsTheNormalForm(_ row: Form) throws {
    let expression = try CalendarExpression(parsing: row.text)
    #expect(expression.description == row.normal)
    #expect(try CalendarExpression(parsing: expression.description) == expression)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var text: String
    var offset: Int
    var says: String
    var testDescription: String { "`\(text)`: \(says)" }

    init(_ text: String, _ offset: Int, _ says: String) {
      (self.text, self.offset, self.says) = (text, offset, says)
    }
  }

  @Test(arguments: [
    Refusal("", 0, "nothing to read"),
    Refusal("UTC", 0, "`UTC` is not a weekday"),
    Refusal("Mon..", 5, "the range of weekdays has no end"),
    Refusal("Sat..Mon", 5, "the range of weekdays runs backwards"),
    Refusal("Mon..Wed..Fri", 9, "a range of weekdays has two ends"),
    Refusal("Mon,Xyz 8:00", 4, "`Xyz` is not a weekday"),
    Refusal("8:00 Mon", 5, "`Mon` is not a time zone"),
    Refusal("8:00 Asia/../etc/passwd", 5, "`Asia/../etc/passwd` is not a time zone"),
    Refusal("Mon 08", 6, "a time needs hours and minutes"),
    Refusal("24:00", 0, "hour out of range"),
    Refusal("8:60", 2, "minute out of range"),
    Refusal("*-13-01", 2, "month out of range"),
    Refusal("*-*-32", 4, "day out of range"),
    Refusal("*-*~29", 4, "day counted from the end out of range"),
    Refusal("2200-01-01", 0, "year out of range"),
    Refusal("*-*-5..1", 4, "the range runs backwards"),
    Refusal("*:*:0/60", 4, "the repetition never comes before the seconds end"),
    Refusal("*:0/0", 4, "a repetition of 0"),
    Refusal("*:*/5", 3, "nothing may follow `*` in a list"),
    Refusal("*:*:0.5", 4, "fractions of a second are not kept"),
    Refusal("2026-11-23T08:00", 10, "unexpected text after a number"),
    Refusal("1:2:3:4", 5, "unexpected text after the expression"),
    Refusal("2026~02-1", 7, "nothing may follow the days after `~`"),
    Refusal("*-*-", 4, "a number is missing"),
    Refusal("12345678901:00", 0, "a number of more than nine digits"),
    Refusal("@1.5", 2, "unexpected text after the expression"),
    Refusal("每周一", 0, "expected a number or `*`"),
  ])
  func refuses(_ row: Refusal) {
    do throws(CalendarExpressionError) {
      let read = try CalendarExpression(parsing: row.text)
      Issue.record("was read as \(read)")
    } catch {
      #expect(error.message == row.says)
      #expect(error.offset == row.offset)
      #expect(!error.help.isEmpty)
    }
  }

  @Test func refusesAnEndlessList() {
    let list = Array(repeating: "1", count: 241).joined(separator: ",")
    #expect(throws: CalendarExpressionError.self) { try CalendarExpression(parsing: list + ":00") }
  }

  @Test(arguments: [
    ("*-02-30", false), ("*-02,04,06,09,11-31", false), ("Mon 2026-11-24", false), ("1970-01-01", true),
    ("*-02-29", true), ("Sat *-02-29", true), ("2100-02-29", false),
  ])
  func knowsWhatNeverComes(_ text: String, _ isPossible: Bool) throws {
    #expect(try CalendarExpression(parsing: text).isEverPossible == isPossible)
  }
}
