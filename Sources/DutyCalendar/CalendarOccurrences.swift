extension CalendarExpression {
  /// The times of an expression, one after the other.
  ///
  /// Dates are found by masks of a month's days and by jumps of whole months. While a step stays within one span of the
  /// zone, or the clocks change on days between its two ends, the offset is known and nothing else has to be looked at.
  /// A step that touches a clock change is walked by ``WallWalk``.
  package struct Occurrences: IteratorProtocol, Sequence, Sendable {
    private let sets: CalendarSets
    private let zone: Zone

    /// The latest instant given out, or the one to start after; its day and second on the wall.
    private var base: Int64 = 0
    private var baseDay = 0
    private var baseSecond: Int32 = 0
    private var baseDayMatches = false

    /// The span of the zone that holds ``base``.
    private var span = 0
    private var offset: Int64 = 0
    private var spanEnd: Int64 = 0

    private var month = MonthCursor()
    /// The matching days after ``baseDay`` in the month of the cursor.
    private var daysLeft: UInt32 = 0
    private var isOver = false

    init(_ sets: CalendarSets, after instant: Instant, in zone: Zone) {
      self.sets = sets
      self.zone = zone
      // Nothing is sought before 1970, and nothing is found after 2199.
      guard instant.seconds < Zone.Table.end, sets.months != 0 else {
        isOver = true
        return
      }
      seek(Swift.max(instant.seconds, -1))
    }

    package mutating func next() -> Instant? {
      if isOver { return nil }
      if baseDayMatches, let second = sets.time(onOrAfter: baseSecond + 1) {
        let seconds = base + Int64(second - baseSecond)
        guard seconds < spanEnd else { return walk() }
        return give(seconds, baseDay, second)
      }
      guard let day = nextDay() else {
        isOver = true
        return nil
      }
      let seconds = Int64(day) * 86_400 + Int64(sets.firstSecond) - offset
      guard seconds < spanEnd else { return cross(to: day) }
      return give(seconds, day, sets.firstSecond)
    }

    @inline(__always)
    private mutating func give(_ seconds: Int64, _ day: Int, _ second: Int32) -> Instant {
      base = seconds
      baseDay = day
      baseSecond = second
      baseDayMatches = true
      return Instant(seconds: seconds)
    }

    @inline(__always)
    private mutating func nextDay() -> Int? {
      while daysLeft == 0 {
        guard month.advance(sets) else { return nil }
        daysLeft = sets.dates(firstEpochDay: month.start, length: month.length)
      }
      let bit = daysLeft.trailingZeroBitCount
      daysLeft &= daysLeft &- 1
      return month.start + bit
    }

    /// A step over a clock change: by arithmetic where the change touches neither end, else on foot.
    private mutating func cross(to day: Int) -> Instant? {
      guard zone.keepsMidnights, spanEnd + offset >= Int64(baseDay + 1) * 86_400 else { return walk() }
      let midnight = Int64(day) * 86_400
      let wall = midnight + Int64(sets.firstSecond)
      var next = span
      while next < zone.starts.count, midnight - Int64(zone.spans[next].offset) >= zone.starts[next] { next += 1 }
      if next < zone.starts.count, wall - Int64(zone.spans[next].offset) >= zone.starts[next] {
        // The clocks change on that very day, before the time sought: well before its hour, or it takes a walk.
        let settled = zone.starts[next] + Int64(Swift.max(zone.spans[next].offset, zone.spans[next + 1].offset))
        guard wall - wall % 3600 >= settled else { return walk() }
        next += 1
      }
      let seconds = wall - Int64(zone.spans[next].offset)
      guard next == zone.starts.count || seconds < zone.starts[next] else { return walk() }
      enter(next)
      return give(seconds, day, sets.firstSecond)
    }

    private mutating func walk() -> Instant? {
      guard let found = WallWalk.next(after: base, sets, zone) else {
        isOver = true
        return nil
      }
      seek(found)
      return Instant(seconds: found)
    }

    private mutating func enter(_ span: Int) {
      self.span = span
      offset = Int64(zone.spans[span].offset)
      spanEnd = span < zone.starts.count ? zone.starts[span] : .max
    }

    private mutating func seek(_ seconds: Int64) {
      enter(zone.index(at: seconds))
      base = seconds
      let (day, second) = floorDivide(seconds + offset, by: 86_400)
      baseDay = Int(day)
      baseSecond = Int32(second)
      month = MonthCursor(epochDay: baseDay)
      baseDayMatches = false
      daysLeft = 0
      guard sets.contains(year: month.year) else {
        // The rest of this year is out; go on with the next.
        month.month = 12
        return
      }
      guard sets.months >> UInt16(month.month) & 1 == 1 else { return }
      let dates = sets.dates(firstEpochDay: month.start, length: month.length) >> UInt32(baseDay - month.start)
      baseDayMatches = dates & 1 == 1
      daysLeft = (dates & ~1) << UInt32(baseDay - month.start)
    }
  }
}

/// A month being read, with what is needed to find the next one without dividing.
struct MonthCursor: Sendable {
  var year = 1970
  var month = 1
  /// The first day of the year, and of the month, as days since 1970-01-01.
  var newYear = 0
  var start = 0
  var isLeap = false

  init() {}

  init(epochDay: Int) {
    (year, month, _) = CivilDate(epochDay: Int32(epochDay)).parts
    newYear = Int(CivilDate.epochDay(year, 1, 1))
    isLeap = CivilDate.isLeap(year)
    start = newYear + Self.daysBefore(month, isLeap)
  }

  @inline(__always)
  var length: Int {
    // 31 and 30 take turns, once more after July.
    month == 2 ? (isLeap ? 29 : 28) : 30 + ((month + month >> 3) & 1)
  }

  /// Moves on to the next month that matches; false where there is none.
  @inline(__always)
  mutating func advance(_ sets: CalendarSets) -> Bool {
    let rest = sets.months >> UInt16(month + 1)
    if rest != 0 {
      month += 1 + rest.trailingZeroBitCount
    } else {
      guard nextYear(sets) else { return false }
      month = sets.months.trailingZeroBitCount
    }
    start = newYear + Self.daysBefore(month, isLeap)
    return true
  }

  private mutating func nextYear(_ sets: CalendarSets) -> Bool {
    repeat {
      guard year < CalendarSets.years.upperBound else { return false }
      newYear += isLeap ? 366 : 365
      year += 1
      isLeap = CivilDate.isLeap(year)
    } while !sets.contains(year: year)
    return true
  }

  @inline(__always)
  static func daysBefore(_ month: Int, _ isLeap: Bool) -> Int {
    // From March on the lengths repeat every five months, 153 days.
    month <= 2 ? (month - 1) * 31 : (153 * (month - 3) + 2) / 5 + (isLeap ? 60 : 59)
  }
}
