/// The search for an expression's next time where the clocks change: unit by unit, asking at each step what time the
/// clocks would really show.
///
/// A time that the clocks skip is moved on by what they skip, and sought again from there; where that would go back, the
/// unit above moves on instead. A time shown twice is taken with the offset in force just before it. That is what
/// systemd 252 does with the C library's `mktime`, and this walk is held against it.
///
/// - Shape: fields of the wall clock, of which day, hour and minute may run over until they are settled.
/// - Unit: seconds since the epoch in and out.
struct WallWalk {
  private struct Fields: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
  }

  private enum Check {
    case same
    case movedOn
    case wentBack
  }

  private enum Step {
    case again
    case never
    case found(Int64)
  }

  private let sets: CalendarSets
  private let zone: Zone
  private var fields: Fields
  /// Just after the second, so that this very second no longer counts.
  private var isPastSecond = true
  /// The offset that the latest time was settled with.
  private var guess: Int64

  private init(_ base: Int64, _ sets: CalendarSets, _ zone: Zone) {
    self.sets = sets
    self.zone = zone
    guess = Int64(zone.spans[zone.index(at: base)].offset)
    fields = Fields(year: 1970, month: 1, day: 1)
    fields = shown(at: base)
  }

  /// The first time after `base`; `nil` where there is none.
  static func next(after base: Int64, _ sets: CalendarSets, _ zone: Zone) -> Int64? {
    // Where the clocks' own rules would answer with the past, start a little later.
    for attempt in 0..<200 {
      var walk = WallWalk(base + Int64(attempt) * 900, sets, zone)
      guard let found = walk.run() else { return nil }
      if found > base { return found }
    }
    return nil
  }

  private mutating func run() -> Int64? {
    for _ in 0..<1000 {
      fields = shown(at: settle(fields))
      switch step() {
      case .again: continue
      case .never: return nil
      case .found(let seconds): return seconds
      }
    }
    return nil
  }

  // MARK: - The clocks

  private func shown(at seconds: Int64) -> Fields {
    let (day, second) = floorDivide(seconds + Int64(zone.spans[zone.index(at: seconds)].offset), by: 86_400)
    let (year, month, dayOfMonth) = CivilDate(epochDay: Int32(clamping: day)).parts
    return Fields(
      year: year, month: month, day: dayOfMonth, hour: Int(second) / 3600, minute: Int(second) / 60 % 60,
      second: Int(second) % 60)
  }

  /// The instant that the C library would answer for these fields, without being told about daylight saving time.
  private mutating func settle(_ fields: Fields) -> Int64 {
    let years = (fields.month - 1) / 12
    let firstOfMonth = CivilDate.epochDay(fields.year + years, fields.month - years * 12, 1)
    let wall =
      (Int64(firstOfMonth) + Int64(fields.day) - 1) * 86_400 + Int64(fields.hour) * 3600 + Int64(fields.minute) * 60
      + Int64(fields.second)
    var seconds = wall - guess
    var earlier = (seconds, seconds)
    var wasDaylight = false
    for _ in 0..<6 {
      let span = zone.spans[zone.index(at: seconds)]
      let difference = wall - (seconds + Int64(span.offset))
      if difference == 0 { break }
      // Two guesses in turn: the time is skipped. Daylight saving time is preferred.
      if seconds == earlier.0, seconds != earlier.1, !wasDaylight || span.isDaylight { break }
      earlier = (earlier.1, seconds)
      seconds += difference
      wasDaylight = span.isDaylight
    }
    guess = wall - seconds
    return seconds
  }

  /// Compares the fields with what the clocks show then, and takes that over where it is later, the smaller units reset.
  private mutating func check() -> Check {
    var real = shown(at: settle(fields))
    let steps: [(WritableKeyPath<Fields, Int>, WritableKeyPath<Fields, Int>?, Int)] = [
      (\.year, \.month, 1), (\.month, \.day, 1), (\.day, \.hour, 0), (\.hour, \.minute, 0), (\.minute, \.second, 0),
      (\.second, nil, 0),
    ]
    for (unit, below, least) in steps where real[keyPath: unit] != fields[keyPath: unit] {
      if real[keyPath: unit] < fields[keyPath: unit] { return .wentBack }
      if let below { real[keyPath: below] = least }
      fields = real
      return .movedOn
    }
    return .same
  }

  // MARK: - The search

  private mutating func step() -> Step {
    guard let year = (fields.year...max(fields.year, 2200)).first(where: sets.contains(year:)) else { return .never }
    if year != fields.year { restart(Fields(year: year, month: 1, day: 1)) }
    guard check() == .same else { return .never }

    let year1 = Fields(year: fields.year + 1, month: 1, day: 1)
    guard let month = next(UInt64(sets.months), from: fields.month) else { return again(year1) }
    if month != fields.month { restart(Fields(year: fields.year, month: month, day: 1)) }
    if let step = outcome(orElse: year1) { return step }

    return dateStep()
  }

  private mutating func dateStep() -> Step {
    let (year, month) = (fields.year, fields.month)
    let nextMonth = Fields(year: year, month: month + 1, day: 1)
    let first = Int(CivilDate.epochDay(year, month, 1))
    let length = CivilDate.daysIn(month: month, of: year)
    guard let day = next(UInt64(sets.days[length - 28]) << 1, from: fields.day) else { return again(nextMonth) }
    if day != fields.day { restart(Fields(year: year, month: month, day: day)) }
    if let step = outcome(orElse: nextMonth) { return step }

    guard sets.dates(firstEpochDay: first, length: length) >> UInt32(fields.day - 1) & 1 == 1 else {
      return again(Fields(year: year, month: month, day: fields.day + 1))
    }
    return timeStep(Fields(year: year, month: month, day: fields.day))
  }

  private mutating func timeStep(_ today: Fields) -> Step {
    var later = today
    later.day += 1
    guard let hour = next(UInt64(sets.hours), from: fields.hour) else { return again(later) }
    var now = today
    now.hour = hour
    if hour != fields.hour { restart(now) }
    if let step = outcome(orElse: later) { return step }

    later = now
    later.hour += 1
    guard let minute = next(sets.minutes, from: fields.minute) else { return again(later) }
    now.minute = minute
    if minute != fields.minute { restart(now) }
    if let step = outcome(orElse: later) { return step }

    later = now
    later.minute += 1
    guard let second = next(sets.seconds, from: fields.second + (isPastSecond ? 1 : 0)) else { return again(later) }
    fields.second = second
    isPastSecond = false
    if let step = outcome(orElse: later) { return step }
    return .found(settle(fields))
  }

  private mutating func restart(_ fields: Fields) {
    self.fields = fields
    isPastSecond = false
  }

  private mutating func again(_ fields: Fields) -> Step {
    restart(fields)
    return .again
  }

  /// `nil` to go on with the smaller units.
  private mutating func outcome(orElse later: Fields) -> Step? {
    switch check() {
    case .same: return nil
    case .movedOn: return .again
    case .wentBack: return again(later)
    }
  }

  private func next(_ bits: UInt64, from value: Int) -> Int? {
    let rest = value < 64 ? bits >> UInt64(value) : 0
    return rest == 0 ? nil : value + rest.trailingZeroBitCount
  }
}
