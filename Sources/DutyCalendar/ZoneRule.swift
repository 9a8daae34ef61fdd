/// The rule by which a zone goes on after its last listed transition: `EST5EDT,M3.2.0,M11.1.0`.
///
/// - Shape: a standard offset and, where there is daylight saving time, its offset and the two yearly switches.
/// - Unit: seconds east of UTC (the text counts west of UTC; the sign is turned here).
/// - Errors: ``ZoneError`` when the text is not a rule.
/// - Source: POSIX `TZ`, with the extensions of RFC 8536 §3.3.1 (hours from -167 to 167, quoted names).
struct ZoneRule: Hashable, Sendable {
  struct Daylight: Hashable, Sendable {
    var offset: Int32
    var begins: Switch
    var ends: Switch
  }

  /// One yearly switch: a day and the second of that day, which may lie outside it.
  struct Switch: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      case monthWeekday(month: Int, week: Int, weekday: Int)
      case julian(Int)
      case dayOfYear(Int)
    }

    var day: Day
    var second: Int64 = 7200

    /// Local seconds since the epoch, on the clock in force before the switch.
    func localSeconds(in year: Int) -> Int64 {
      let newYear = CivilDate.epochDay(year, 1, 1)
      let epochDay: Int32
      switch day {
      case .julian(let number):
        epochDay = newYear + Int32(number - 1) + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0)
      case .dayOfYear(let number):
        epochDay = newYear + Int32(number)
      case .monthWeekday(let month, let week, let weekday):
        let first = CivilDate(epochDay: CivilDate.epochDay(year, month, 1))
        // The rule counts from Sunday as 0.
        let ahead = (weekday - first.weekday.rawValue % 7 + 7) % 7
        var day = 1 + ahead + (week - 1) * 7
        if day > CivilDate.daysIn(month: month, of: year) { day -= 7 }
        epochDay = first.epochDay + Int32(day - 1)
      }
      return Int64(epochDay) * 86_400 + second
    }
  }

  var offset: Int32
  var daylight: Daylight?

  init(_ text: [UInt8]) throws(ZoneError.Reason) {
    var cursor = TextCursor(text)
    let problem = ZoneError.Reason.malformed("the footer `\(String(decoding: text, as: UTF8.self))`")
    guard Self.skipName(&cursor), let west = Self.duration(&cursor, maxHours: 24) else { throw problem }
    offset = Int32(-west)
    if cursor.isAtEnd { return }
    guard Self.skipName(&cursor) else { throw problem }
    var summer = offset + 3600
    if let next = cursor.peek, next != 44 {
      guard let west = Self.duration(&cursor, maxHours: 24) else { throw problem }
      summer = Int32(-west)
    }
    if cursor.isAtEnd {
      daylight = Daylight(
        offset: summer, begins: Switch(day: .monthWeekday(month: 3, week: 2, weekday: 0)),
        ends: Switch(day: .monthWeekday(month: 11, week: 1, weekday: 0)))
      return
    }
    guard let begins = Self.yearlySwitch(&cursor), let ends = Self.yearlySwitch(&cursor), cursor.isAtEnd else {
      throw problem
    }
    daylight = Daylight(offset: summer, begins: begins, ends: ends)
  }

  /// The two transitions of a year, in order of time: instant, offset and whether it is daylight saving time.
  func transitions(in year: Int) -> [(at: Int64, offset: Int32, isDaylight: Bool)] {
    guard let daylight else { return [] }
    let on = (daylight.begins.localSeconds(in: year) - Int64(offset), daylight.offset, true)
    let off = (daylight.ends.localSeconds(in: year) - Int64(daylight.offset), offset, false)
    return on.0 < off.0 ? [on, off] : [off, on]
  }

  private static func skipName(_ cursor: inout TextCursor) -> Bool {
    let start = cursor.position
    if cursor.take("<") {
      while let next = cursor.peek, isLetter(next) || isDigit(next) || next == 43 || next == 45 { cursor.position += 1 }
      return cursor.position - start > 3 && cursor.take(">")
    }
    while let next = cursor.peek, isLetter(next) { cursor.position += 1 }
    return cursor.position - start >= 3
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private static func duration(_ cursor: inout TextCursor, maxHours: Int) -> Int64? {
    let negative = cursor.take("-")
    if !negative { _ = cursor.take("+") }
    guard let hours = cursor.number(), hours <= maxHours else { return nil }
    var seconds = Int64(hours) * 3600
    if cursor.take(":") {
      guard let minutes = cursor.number(), minutes < 60 else { return nil }
      seconds += Int64(minutes) * 60
      if cursor.take(":") {
        guard let rest = cursor.number(), rest < 60 else { return nil }
        seconds += Int64(rest)
      }
    }
    return negative ? -seconds : seconds
  }

  private static func yearlySwitch(_ cursor: inout TextCursor) -> Switch? {
    guard cursor.take(",") else { return nil }
    let day: Switch.Day
    if cursor.take("M") {
      guard let month = cursor.number(), (1...12).contains(month), cursor.take("."), let week = cursor.number(),
        (1...5).contains(week), cursor.take("."), let weekday = cursor.number(), weekday <= 6
      else { return nil }
      day = .monthWeekday(month: month, week: week, weekday: weekday)
    } else if cursor.take("J") {
      guard let number = cursor.number(), (1...365).contains(number) else { return nil }
      day = .julian(number)
    } else {
      guard let number = cursor.number(), number <= 365 else { return nil }
      day = .dayOfYear(number)
    }
    guard cursor.take("/") else { return Switch(day: day) }
    guard let second = duration(&cursor, maxHours: 167) else { return nil }
    return Switch(day: day, second: second)
  }
}
