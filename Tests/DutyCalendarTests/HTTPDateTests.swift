import DutyCalendar
import Testing

struct HTTPDateTests {
  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (1_795_419_000, "Mon, 23 Nov 2026 07:30:00 GMT"),
    ] as [(Int64, String)])
  func writes(_ seconds: Int64, _ text: String) {
    #expect(httpDate(Instant(seconds: seconds)) == text)
  }
}
