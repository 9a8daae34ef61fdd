/// A calendar expression as sets of bits, ready to search.
///
/// - Shape: bit `n` stands for value `n`; days are given for each length of month, since `~` counts from its end.
struct CalendarSets: Hashable, Sendable {
  static let years = 1970...2199

  var years: SIMD4<UInt64>
  var months: UInt16
  /// For months of 28, 29, 30 and 31 days; bit 0 is the first.
  var days: SIMD4<UInt32>
  /// Monday is bit 0, and the pattern repeats every seven bits.
  var weekdays: UInt64
  var everyWeekday: Bool
  var hours: UInt32
  var minutes: UInt64
  var seconds: UInt64
  /// The first moment of a day that matches.
  var firstSecond: Int32
  var isOncePerDay: Bool

  init(_ parts: CalendarParts) {
    years = Self.yearBits(parts.year)
    months = UInt16(parts.month.bits(in: 1...12))
    days = SIMD4(
      Self.dayBits(parts, length: 28), Self.dayBits(parts, length: 29), Self.dayBits(parts, length: 30),
      Self.dayBits(parts, length: 31))
    everyWeekday = parts.weekdays == 0
    let week = everyWeekday ? 0x7f : UInt64(parts.weekdays)
    weekdays = (0..<6).reduce(into: 0) { $0 |= week << UInt64($1 * 7) }
    hours = UInt32(parts.hour.bits(in: 0...23))
    minutes = parts.minute.bits(in: 0...59)
    seconds = parts.second.bits(in: 0...59)
    firstSecond = Int32(
      hours.trailingZeroBitCount * 3600 + minutes.trailingZeroBitCount * 60 + seconds.trailingZeroBitCount)
    isOncePerDay = false
    isOncePerDay = timesPerDay == 1
  }

  @inline(__always)
  func contains(year: Int) -> Bool {
    let bit = year - Self.years.lowerBound
    guard bit >= 0, bit < 256 else { return false }
    return years[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// The days that match in a month, bit 0 for its first.
  @inline(__always)
  func dates(firstEpochDay: Int, length: Int) -> UInt32 {
    let dates = days[length - 28]
    if everyWeekday { return dates }
    // 1970-01-01 was a Thursday, bit 3.
    let weekday = (firstEpochDay + 3) % 7
    return dates & UInt32(truncatingIfNeeded: weekdays >> UInt64(weekday < 0 ? weekday + 7 : weekday))
  }

  /// The first matching second of a day at or after `second`.
  func time(onOrAfter second: Int32) -> Int32? {
    if second <= firstSecond { return firstSecond }
    if isOncePerDay || second >= 86_400 { return nil }
    var hour = Int(second / 3600)
    var minute = Int(second / 60 % 60)
    if hours >> UInt32(hour) & 1 == 1 {
      if minutes >> UInt64(minute) & 1 == 1 {
        let rest = seconds >> UInt64(second % 60)
        if rest != 0 { return second + Int32(rest.trailingZeroBitCount) }
      }
      minute += 1
      let rest = minute < 60 ? minutes >> UInt64(minute) : 0
      if rest != 0 { return clock(hour, minute + rest.trailingZeroBitCount) }
    }
    hour += 1
    let rest = hour < 24 ? hours >> UInt32(hour) : 0
    return rest == 0 ? nil : clock(hour + rest.trailingZeroBitCount, minutes.trailingZeroBitCount)
  }

  private func clock(_ hour: Int, _ minute: Int) -> Int32 {
    Int32(hour * 3600 + minute * 60 + seconds.trailingZeroBitCount)
  }

  /// How many times a matching day has.
  var timesPerDay: Int { hours.nonzeroBitCount * minutes.nonzeroBitCount * seconds.nonzeroBitCount }

  /// Whether any day of the years 1970 to 2199 matches.
  var matchesAnyDay: Bool {
    for year in Self.years where contains(year: year) {
      for month in 1...12 where months >> UInt16(month) & 1 == 1 {
        let first = Int(CivilDate.epochDay(year, month, 1))
        if dates(firstEpochDay: first, length: CivilDate.daysIn(month: month, of: year)) != 0 { return true }
      }
    }
    return false
  }

  private static func yearBits(_ chain: CalendarChain) -> SIMD4<UInt64> {
    var bits = SIMD4<UInt64>()
    let all = [CalendarComponent(start: years.lowerBound, stop: nil, step: 1)]
    for component in chain.components ?? all {
      component.forEachValue(in: years) { year in
        let bit = year - years.lowerBound
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
    return bits
  }

  private static func dayBits(_ parts: CalendarParts, length: Int) -> UInt32 {
    guard parts.countsFromEnd, let components = parts.day.components else {
      return UInt32(truncatingIfNeeded: parts.day.bits(in: 1...length) >> 1)
    }
    var bits: UInt32 = 0
    for component in components {
      var mirrored = CalendarComponent(start: length + 1 - component.start, stop: nil, step: component.step)
      if let stop = component.stop {
        mirrored.stop = mirrored.start
        mirrored.start = length + 1 - stop
      }
      mirrored.forEachValue(in: 1...length) { bits |= 1 << UInt32($0 - 1) }
    }
    return bits
  }
}
