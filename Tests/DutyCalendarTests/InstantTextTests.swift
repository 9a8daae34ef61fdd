import DutyCalendar
import Testing

@Suite struct InstantTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var utc: String?
    var why: String
    var testDescription: String { text + ": " + why }
  }

  @Test(arguments: [
    Row(text: "2026-11-23", utc: "2026-11-22T16:00:00Z", why: "midnight in Shanghai"),
    Row(text: "2026-11-23 09:00", utc: "2026-11-23T01:00:00Z", why: "minutes"),
    Row(text: "2026-11-23T09:00", utc: "2026-11-23T01:00:00Z", why: "with the letter"),
    Row(text: "2026-11-23 09:00:07", utc: "2026-11-23T01:00:07Z", why: "seconds"),
    Row(text: " 2026-11-23 09:00 ", utc: "2026-11-23T01:00:00Z", why: "blanks around are dropped"),
    Row(text: "2026-11-23T09:00:00Z", utc: "2026-11-23T09:00:00Z", why: "in UTC"),
    Row(text: "2026-11-23T09:00:00-05:30", utc: "2026-11-23T14:30:00Z", why: "with an offset"),
    Row(text: "2026-11-23T09:00+08:00", utc: "2026-11-23T01:00:00Z", why: "offset, no seconds"),
    Row(text: "@0", utc: "1970-01-01T00:00:00Z", why: "seconds since the epoch"),
    Row(text: "@-1", utc: "1969-12-31T23:59:59Z", why: "before the epoch"),
    Row(text: "2016-12-31T23:59:60Z", utc: "2017-01-01T00:00:00Z", why: "a leap second is the next second"),
    Row(text: "2026-11-23 24:00", utc: nil, why: "a clock shows 00:00"),
    Row(text: "2026-11-23 9:00", utc: nil, why: "two digits an hour"),
    Row(text: "2026-02-30 09:00", utc: nil, why: "no such day"),
    Row(text: "2026-11-23T09:00:00+25:00", utc: nil, why: "no such offset"),
    Row(text: "2026-11-23T09:00:00 +08:00", utc: nil, why: "a blank before the offset"),
    Row(text: "tomorrow", utc: nil, why: "words are not read"),
    Row(text: "@", utc: nil, why: "no number"),
    Row(text: "@99999999999999", utc: nil, why: "beyond any calendar"),
    Row(text: "", utc: nil, why: "nothing"),
  ])
  func reads(_ row: Row) throws {
    #expect(parseInstant(row.text, in: try zone("Asia/Shanghai"))?.utc == row.utc)
  }

  @Test(arguments: [
    Row(text: "2026-11-23T07:30:00+08:00", utc: "2026-11-22T23:30:00Z", why: "as it is printed"),
    Row(text: "2026-11-23t07:30:00z", utc: "2026-11-23T07:30:00Z", why: "small letters"),
    Row(text: "2026-11-23T07:30:00.999Z", utc: "2026-11-23T07:30:00Z", why: "a fraction is dropped"),
    Row(text: "2026-11-23T07:30:00.Z", utc: nil, why: "a point without digits"),
    Row(text: "2026-11-23T07:30Z", utc: nil, why: "seconds are required"),
    Row(text: "2026-11-23 07:30:00Z", utc: nil, why: "the letter is required"),
    Row(text: "2026-11-23T07:30:00", utc: nil, why: "the offset is required"),
    Row(text: "2026-11-23T07:30:61Z", utc: nil, why: "no such second"),
  ])
  func readsRFC3339(_ row: Row) {
    #expect(Instant(rfc3339: row.text)?.utc == row.utc)
  }
}
