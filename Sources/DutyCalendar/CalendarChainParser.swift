/// The units of date and time, as a calendar expression lists them.
private enum Unit {
  case year, month, day, dayFromEnd, hour, minute, second

  var range: ClosedRange<Int> {
    switch self {
    case .year: CalendarSets.years
    case .month: 1...12
    case .day: 1...31
    // Every month has at least so many days to count back.
    case .dayFromEnd: 1...28
    case .hour: 0...23
    case .minute, .second: 0...59
    }
  }

  var name: String {
    switch self {
    case .year: "year"
    case .month: "month"
    case .day: "day"
    case .dayFromEnd: "day counted from the end"
    case .hour: "hour"
    case .minute: "minute"
    case .second: "second"
    }
  }
}

/// A component as it was read, with the column to complain about.
private struct RawComponent {
  var column: Int
  var component: CalendarComponent
}

extension CalendarExpressionParser {
  /// Date: `*-*-*`, `11-23`, `2026-11~03`; absent where a `:` follows the first number.
  mutating func date() throws(CalendarExpressionError) {
    guard !cursor.isAtEnd else { return }
    let start = cursor.position
    let first = try chain(allowsFraction: false)
    if cursor.isAtEnd || cursor.peek == 58 {
      // It was a time after all.
      cursor.position = start
      return
    }
    var fromEnd = try dateSeparator(last: false)
    let second = try chain(allowsFraction: false)
    if cursor.isAtEnd || cursor.peek == 32 {
      try settle(year: nil, month: first, day: second, fromEnd: fromEnd)
      return
    }
    guard !fromEnd else {
      throw problem("nothing may follow the days after `~`", "`~` stands between month and day: `*-02~03`")
    }
    fromEnd = try dateSeparator(last: true)
    let third = try chain(allowsFraction: false)
    guard cursor.isAtEnd || cursor.peek == 32 else {
      throw problem("unexpected text after the date", "put a space between date and time")
    }
    try settle(year: first, month: second, day: third, fromEnd: fromEnd)
  }

  /// Time: nothing, `H:M` or `H:M:S`.
  mutating func time() throws(CalendarExpressionError) {
    guard !cursor.isAtEnd else {
      parts.hour = .only(0)
      parts.minute = .only(0)
      return
    }
    let hour = try chain(allowsFraction: false)
    guard cursor.take(":") else { throw problem("a time needs hours and minutes", "write `08:00` or `*:0/15`") }
    let minute = try chain(allowsFraction: false)
    parts.hour = try checked(hour, .hour)
    parts.minute = try checked(minute, .minute)
    guard cursor.take(":") else { return }
    let second = try chain(allowsFraction: true)
    let everySecond = [CalendarComponent(start: 0, stop: nil, step: 1)]
    parts.second = second == nil ? CalendarChain(components: everySecond) : try checked(second, .second)
  }

  private mutating func dateSeparator(last: Bool) throws(CalendarExpressionError) -> Bool {
    if cursor.take("~") { return true }
    guard cursor.take("-") else {
      throw problem(
        cursor.isAtEnd || cursor.peek == 32 ? "the date stops short" : "unexpected text in the date",
        "write a date as `*-*-*`, `2026-11-23`, `11-23` or `*-02~03`")
    }
    return false
  }

  private mutating func settle(year: [RawComponent]?, month: [RawComponent]?, day: [RawComponent]?, fromEnd: Bool)
    throws(CalendarExpressionError)
  {
    parts.countsFromEnd = fromEnd && day != nil
    parts.year = try checked(year?.map(Self.fullYear), .year)
    parts.month = try checked(month, .month)
    parts.day = try checked(day, parts.countsFromEnd ? .dayFromEnd : .day)
    skipSpaces()
  }

  /// Two digits stand for 1970 to 2069.
  private static func fullYear(_ raw: RawComponent) -> RawComponent {
    func full(_ year: Int) -> Int { year < 70 ? year + 2000 : year < 100 ? year + 1900 : year }
    var raw = raw
    raw.component.start = full(raw.component.start)
    raw.component.stop = raw.component.stop.map(full)
    return raw
  }

  // MARK: - Lists

  /// `*` (as `nil`) or a list of components.
  private mutating func chain(allowsFraction: Bool) throws(CalendarExpressionError) -> [RawComponent]? {
    if cursor.take("*") {
      guard cursor.isAtEnd || [32, 44, 45, 126, 58].contains(cursor.peek ?? 0) else {
        throw problem("nothing may follow `*` in a list", "a repetition has a start: `0/15`, not `*/15`")
      }
      return nil
    }
    var components: [RawComponent] = []
    repeat {
      guard components.count < 240 else {
        throw problem("a list of more than 240 entries", "use a range or a repetition")
      }
      components.append(try component(allowsFraction: allowsFraction))
    } while cursor.take(",")
    return components
  }

  private mutating func component(allowsFraction: Bool) throws(CalendarExpressionError) -> RawComponent {
    let column = cursor.position
    var component = CalendarComponent(start: try value(allowsFraction), stop: nil, step: 0)
    if cursor.takeWord("..") {
      component.stop = try value(allowsFraction)
      component.step = 1
    }
    if cursor.take("/") {
      let column = cursor.position
      component.step = try value(allowsFraction)
      guard component.step > 0 else { throw problem("a repetition of 0", "repeat by 1 or more", at: column) }
    }
    guard cursor.isAtEnd || [32, 44, 45, 126, 58].contains(cursor.peek ?? 0) else {
      throw problem("unexpected text after a number", Self.shape)
    }
    return RawComponent(column: column, component: component)
  }

  private mutating func value(_ allowsFraction: Bool) throws(CalendarExpressionError) -> Int {
    let column = cursor.position
    guard let value = cursor.number() else {
      let isLong = cursor.peek.map(isDigit) ?? false
      throw problem(
        isLong
          ? "a number of more than nine digits" : cursor.isAtEnd ? "a number is missing" : "expected a number or `*`",
        Self.shape)
    }
    guard allowsFraction, cursor.peek == 46, cursor.peek(ahead: 1) != 46 else { return value }
    cursor.position += 1
    let digits = cursor.bytes[cursor.position...].prefix(while: isDigit)
    cursor.position += digits.count
    guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0 == 48 }) else {
      throw problem("fractions of a second are not kept", "write whole seconds", at: column)
    }
    return value
  }

  /// Normalises a list and holds it against its unit, as systemd's own validity check does.
  private func checked(_ raw: [RawComponent]?, _ unit: Unit) throws(CalendarExpressionError) -> CalendarChain {
    guard let raw else { return .any }
    var components: [CalendarComponent] = []
    let range = unit.range
    for entry in raw {
      let component = entry.component.normalized
      let within = "\(range.lowerBound) to \(range.upperBound)"
      guard range.contains(component.start), component.stop.map(range.contains) ?? true else {
        throw problem("\(unit.name) out of range", "the \(unit.name) is \(within)", at: entry.column)
      }
      if let stop = component.stop, component.start + component.step > stop {
        throw problem("the range runs backwards", "write the smaller number first", at: entry.column)
      }
      if component.stop == nil, component.step > 0 {
        let room = unit == .dayFromEnd ? component.start - range.lowerBound : range.upperBound - component.start
        guard component.step <= room else {
          throw problem(
            "the repetition never comes before the \(unit.name)s end", "repeat by at most \(max(room, 0)), or drop it",
            at: entry.column)
        }
      }
      components.append(component)
    }
    return CalendarChain(components: components)
  }
}
