import DutyCalendar
import Testing

@Suite struct ZoneTests {
  struct Clock: Sendable, CustomTestStringConvertible {
    var zone: String
    var utc: String
    var shows: String
    var why: String
    var testDescription: String { zone + " at " + utc + ": " + why }

    init(_ zone: String, _ utc: String, shows: String, why: String) {
      (self.zone, self.utc, self.shows, self.why) = (zone, utc, shows, why)
    }
  }

  /// What coreutils' `date` shows with `TZ` set.
  @Test(arguments: [
    Clock("Asia/Shanghai", "1986-05-03 17:59:59", shows: "1986-05-04T01:59:59+08:00", why: "before summer time"),
    Clock("Asia/Shanghai", "1986-05-03 18:00:00", shows: "1986-05-04T03:00:00+09:00", why: "summer time of 1986"),
    Clock("Asia/Shanghai", "1991-09-14 17:00:00", shows: "1991-09-15T01:00:00+08:00", why: "the last summer ends"),
    Clock("Asia/Shanghai", "2026-11-23 00:00:00", shows: "2026-11-23T08:00:00+08:00", why: "ever since"),
    Clock("America/New_York", "2026-03-08 06:59:59", shows: "2026-03-08T01:59:59-05:00", why: "before the gap"),
    Clock("America/New_York", "2026-03-08 07:00:00", shows: "2026-03-08T03:00:00-04:00", why: "after it"),
    Clock("America/New_York", "2026-11-01 05:59:59", shows: "2026-11-01T01:59:59-04:00", why: "the first showing"),
    Clock("America/New_York", "2026-11-01 06:00:00", shows: "2026-11-01T01:00:00-05:00", why: "the second"),
    Clock("America/New_York", "2100-07-01 00:00:00", shows: "2100-06-30T20:00:00-04:00", why: "by the footer rule"),
    Clock("America/New_York", "2100-01-01 00:00:00", shows: "2099-12-31T19:00:00-05:00", why: "by the footer rule"),
    Clock("America/New_York", "2500-07-01 00:00:00", shows: "2500-06-30T20:00:00-04:00", why: "centuries on"),
    Clock("Australia/Lord_Howe", "2026-04-04 14:59:59", shows: "2026-04-05T01:59:59+11:00", why: "half an hour"),
    Clock("Australia/Lord_Howe", "2026-04-04 15:00:00", shows: "2026-04-05T01:30:00+10:30", why: "half an hour back"),
    Clock("Australia/Lord_Howe", "2026-10-03 15:30:00", shows: "2026-10-04T02:30:00+11:00", why: "and forward"),
    Clock("Pacific/Apia", "2011-12-30 09:59:59", shows: "2011-12-29T23:59:59-10:00", why: "before a lost day"),
    Clock("Pacific/Apia", "2011-12-30 10:00:00", shows: "2011-12-31T00:00:00+14:00", why: "after it"),
    Clock("Europe/Dublin", "2026-03-29 00:59:59", shows: "2026-03-29T00:59:59+00:00", why: "negative summer time"),
    Clock("Europe/Dublin", "2026-03-29 01:00:00", shows: "2026-03-29T02:00:00+01:00", why: "standard time in summer"),
    Clock("Europe/Dublin", "2026-10-25 01:00:00", shows: "2026-10-25T01:00:00+00:00", why: "winter"),
    Clock("Europe/Dublin", "2100-07-01 00:00:00", shows: "2100-07-01T01:00:00+01:00", why: "by the footer rule"),
    Clock(
      "Africa/Monrovia", "1971-01-01 00:00:00", shows: "1970-12-31T23:16:00-00:44", why: "-00:44:30, by the minute"),
    Clock("UTC", "2026-11-23 00:00:00", shows: "2026-11-23T00:00:00Z", why: "UTC has a letter"),
    Clock("Europe/London", "2026-11-23 00:00:00", shows: "2026-11-23T00:00:00+00:00", why: "London in winter has not"),
  ])
  func showsTheTime(_ row: Clock) throws {
    let instant = try moment(row.utc)
    let text = try zone(row.zone).rfc3339(instant)
    #expect(text == row.shows)
    #expect(Instant(rfc3339: text) == instant)
  }

  struct Wall: Sendable, CustomTestStringConvertible {
    var zone: String
    var local: String
    var utc: String
    var why: String
    var testDescription: String { zone + " " + local + ": " + why }

    init(_ zone: String, _ local: String, _ utc: String, why: String) {
      (self.zone, self.local, self.utc, self.why) = (zone, local, utc, why)
    }
  }

  @Test(arguments: [
    Wall("Asia/Shanghai", "2026-11-23 07:30", "2026-11-22T23:30:00Z", why: "an ordinary morning"),
    Wall("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30:00Z", why: "skipped: moved on by the hour"),
    Wall("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z", why: "shown twice: the first"),
    Wall("Europe/Dublin", "2026-03-29 01:30", "2026-03-29T01:30:00Z", why: "skipped: moved on, whatever it is called"),
    Wall("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:45:00Z", why: "half an hour skipped"),
    Wall("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00:00Z", why: "a skipped day: moved on by a day"),
    Wall("America/New_York", "2600-07-01 00:00", "2600-07-01T04:00:00Z", why: "beyond the written-out rule"),
    Wall("America/New_York", "9999-01-01 00:00", "9999-01-01T05:00:00Z", why: "the last year"),
  ])
  func findsTheInstant(_ row: Wall) throws {
    let zone = try zone(row.zone)
    #expect(try moment(row.local, in: zone).utc == row.utc)
  }

  @Test(arguments: ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin"])
  func everyInstantComesBackUnlessDoubled(_ name: String) throws {
    let zone = try zone(name)
    var draws = Draws(state: 9)
    for _ in 0..<4000 {
      let instant = Instant(seconds: Int64(draws.number(-2_000_000_000...30_000_000_000)))
      let back = zone.instant(zone.local(instant))
      #expect(back <= instant)
      #expect(zone.local(back) == zone.local(instant))
    }
  }

  // MARK: - Made files

  struct Footer: Sendable, CustomTestStringConvertible {
    var rule: String
    var winter: Int?
    var summer: Int?
    var why: String
    var testDescription: String { "`\(rule)`: \(why)" }

    init(_ rule: String, _ winter: Int?, _ summer: Int?, why: String) {
      (self.rule, self.winter, self.summer, self.why) = (rule, winter, summer, why)
    }
  }

  /// Offsets in minutes on 15 January and 15 July 2050.
  @Test(arguments: [
    Footer("", 0, 0, why: "no rule: the last type goes on"),
    Footer("CST-8", 0, 0, why: "without summer time the rule restates the last type"),
    Footer("EST5EDT,M3.2.0,M11.1.0", -300, -240, why: "weeks and weekdays"),
    Footer("EST5EDT", -300, -240, why: "the usual switches"),
    Footer("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -120, -60, why: "quoted names, a time before midnight"),
    Footer("IST-1GMT0,M10.5.0,M3.5.0/1", 0, 60, why: "summer time in winter"),
    Footer("EET-2EEST,M3.4.4/50,M10.4.4/50", 120, 180, why: "a time beyond the day"),
    Footer("AAA-1BBB-3,J60/0,J300/0", 60, 180, why: "days of the year without leap days"),
    Footer("AAA-1BBB,59/0,299/0", 60, 120, why: "days of the year with them"),
    Footer("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 660, 630, why: "the southern half"),
    Footer("XXX3EDT4,0/0,J365/23", -240, -240, why: "summer time all year"),
    Footer("EST", nil, nil, why: "an offset is missing"),
    Footer("E5", nil, nil, why: "a name has three letters"),
    Footer("EST5EDT,M3.2.0", nil, nil, why: "one switch only"),
    Footer("EST5EDT,M13.2.0,M11.1.0", nil, nil, why: "no such month"),
    Footer("EST5EDT,M3.2.0,M11.1.0,", nil, nil, why: "something after the rule"),
    Footer("EST5EDT,M3.2.0/200,M11.1.0", nil, nil, why: "a time beyond a week"),
    Footer("<EST5EDT", nil, nil, why: "a quote that stays open"),
  ])
  func followsTheFooter(_ row: Footer) throws {
    let bytes = MadeZone(footer: row.rule).bytes
    guard let winter = row.winter, let summer = row.summer else {
      #expect(throws: ZoneError.self) { try Zone(name: "Made", tzif: bytes) }
      return
    }
    let zone = try Zone(name: "Made", tzif: bytes)
    #expect(try zone.offset(at: moment("2050-01-15 12:00")) == winter * 60)
    #expect(try zone.offset(at: moment("2050-07-15 12:00")) == summer * 60)
  }

  @Test func refusesWhatIsCutShort() throws {
    let whole = MadeZone(footer: "EST5EDT,M3.2.0,M11.1.0").bytes
    _ = try Zone(name: "Made", tzif: whole)
    for length in 0..<whole.count {
      #expect(throws: ZoneError.self) { try Zone(name: "Made", tzif: Array(whole[..<length])) }
    }
  }

  @Test func survivesAnyDamagedByte() {
    let whole = MadeZone(footer: "EST5EDT,M3.2.0,M11.1.0").bytes
    for index in whole.indices {
      for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
        var bytes = whole
        bytes[index] = value
        // Read or refused, but never a trap.
        if let zone = try? Zone(name: "Made", tzif: bytes) { _ = zone.local(Instant(seconds: 2_000_000_000)) }
      }
    }
  }

  @Test func saysWhatIsWrong() {
    #expect(throws: ZoneError(zone: "X", reason: .notTZif)) { try Zone(name: "X", tzif: Array("not a zone".utf8)) }
    #expect(throws: ZoneError(zone: "X", reason: .cutShort)) { try Zone(name: "X", tzif: Array("TZif2".utf8)) }
    #expect(throws: ZoneError(zone: "X", reason: .leapSeconds)) {
      try Zone(name: "X", tzif: MadeZone(footer: "", leapSeconds: 1).bytes)
    }
    #expect("\(ZoneError(zone: "X", reason: .notTZif))".contains("`X`"))
  }

  @Test func readsTheFirstVersion() throws {
    let zone = try Zone(name: "Made", tzif: MadeZone(footer: nil).bytes)
    #expect(zone.offset(at: Instant(seconds: -1)) == 3600)
    #expect(zone.offset(at: Instant(seconds: 0)) == 0)
  }
}

/// The bytes of a zone with one transition, from +01:00 to +00:00 at the epoch.
private struct MadeZone {
  /// `nil` for a file of version 1.
  var footer: String?
  var leapSeconds = 0

  var bytes: [UInt8] {
    guard let footer else { return block(version: 0, wide: false) }
    return block(version: 50, wide: false) + block(version: 50, wide: true) + [10] + Array(footer.utf8) + [10]
  }

  private func block(version: UInt8, wide: Bool) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, 1, 2, 4] { bytes += word(count, 4) }
    bytes += word(0, wide ? 8 : 4) + [1]
    bytes += word(3600, 4) + [0, 0] + word(0, 4) + [0, 0] + Array("AAA\0".utf8)
    for _ in 0..<leapSeconds { bytes += word(78_796_800, wide ? 8 : 4) + word(1, 4) }
    return bytes
  }

  private func word(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
