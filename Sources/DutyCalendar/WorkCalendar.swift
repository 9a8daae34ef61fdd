/// One row of the official calendar: a day off, or a day that is made up for (调休).
///
/// - Shape: ``row`` is where it stands, `calendar/2026.csv:12`, for receipts.
package struct OfficialDay: Hashable, Sendable {
  package var date: CivilDate
  package var isWorkday: Bool
  package var name: String
  package var row: String

  package init(date: CivilDate, isWorkday: Bool, name: String, row: String) {
    self.date = date
    self.isWorkday = isWorkday
    self.name = name
    self.row = row
  }
}

/// Which days are worked: the official rows, and the weekends where there is no row.
///
/// - Errors: none; of two rows for one date the later in the list wins, and the loader reports the pair.
/// - Source: the yearly notice on holidays; a year without any row is provisional.
package struct WorkCalendar: Sendable, Hashable {
  private let days: [OfficialDay]
  private let positions: [Int32: Int]
  private let years: Set<Int>

  package init(days: [OfficialDay]) {
    var latest: [Int32: OfficialDay] = [:]
    for day in days { latest[day.date.epochDay] = day }
    self.days = latest.values.sorted { $0.date < $1.date }
    var positions: [Int32: Int] = [:]
    for (position, day) in self.days.enumerated() { positions[day.date.epochDay] = position }
    self.positions = positions
    self.years = Set(self.days.map(\.date.year))
  }

  /// The rows in force, by date.
  package var officialDays: [OfficialDay] { days }

  package func status(_ date: CivilDate) -> DayStatus {
    if let position = positions[date.epochDay] {
      let day = days[position]
      return DayStatus(date: date, isWorkday: day.isWorkday, reason: .official(day), isProvisional: false)
    }
    let isWeekend = date.weekday.isWeekend
    return DayStatus(
      date: date, isWorkday: !isWeekend, reason: isWeekend ? .weekend : .weekday,
      isProvisional: isProvisional(year: date.year))
  }

  package func isWorkday(_ date: CivilDate) -> Bool {
    if let position = positions[date.epochDay] { return days[position].isWorkday }
    return !date.weekday.isWeekend
  }

  /// Whether no official row speaks of that year, so that its workdays are a guess from weekends.
  package func isProvisional(year: Int) -> Bool { !years.contains(year) }

  package func nextWorkday(onOrAfter date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkday(day) { day = day.adding(days: 1) }
    return day
  }

  package func previousWorkday(onOrBefore date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkday(day) { day = day.adding(days: -1) }
    return day
  }

  /// How many workdays the range holds, in time that grows with its official rows only.
  package func workdays(in range: ClosedRange<CivilDate>) -> Int {
    var count = weekdays(before: range.upperBound.adding(days: 1)) - weekdays(before: range.lowerBound)
    var position = firstPosition(onOrAfter: range.lowerBound)
    while position < days.count, days[position].date <= range.upperBound {
      let day = days[position]
      if day.isWorkday, day.date.weekday.isWeekend { count += 1 }
      if !day.isWorkday, !day.date.weekday.isWeekend { count -= 1 }
      position += 1
    }
    return count
  }

  /// The `workdays`-th workday after `date`, which itself is not counted; before it where the number is negative.
  package func adding(workdays: Int, to date: CivilDate) -> CivilDate {
    var day = date
    var left = abs(workdays)
    let step = workdays < 0 ? -1 : 1
    while left > 0 {
      day = day.adding(days: step)
      if isWorkday(day) { left -= 1 }
    }
    return day
  }

  /// Mondays to Fridays from the Monday 1969-12-29 up to `date`, negative before it.
  private func weekdays(before date: CivilDate) -> Int {
    let (weeks, rest) = floorDivide(Int64(date.epochDay) + 3, by: 7)
    return Int(weeks) * 5 + min(Int(rest), 5)
  }

  private func firstPosition(onOrAfter date: CivilDate) -> Int {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle].date < date { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Whether a day is worked, and who says so.
package struct DayStatus: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case weekday
    case weekend
    case official(OfficialDay)
  }

  package var date: CivilDate
  package var isWorkday: Bool
  package var reason: Reason
  /// No official row speaks of the year.
  package var isProvisional: Bool

  package init(date: CivilDate, isWorkday: Bool, reason: Reason, isProvisional: Bool) {
    self.date = date
    self.isWorkday = isWorkday
    self.reason = reason
    self.isProvisional = isProvisional
  }

  /// `off: 国庆节 (calendar/2026.csv:31)`, `off: Saturday`, `workday: Monday (2027 is provisional)`.
  package var text: String {
    let kind = isWorkday ? "workday: " : "off: "
    switch reason {
    case .official(let day): return kind + day.name + " (" + day.row + ")"
    case .weekday, .weekend:
      return kind + date.weekday.name + (isProvisional ? " (\(date.year) is provisional)" : "")
    }
  }
}

extension Weekday {
  /// `Monday`.
  package var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  /// Reads `Monday` or `Mon`, letter case aside.
  package init?(named text: String) {
    let lower = text.lowercased()
    guard
      let day = Weekday.allCases.first(where: {
        $0.name.lowercased() == lower || $0.name.lowercased().prefix(3) == lower
      })
    else { return nil }
    self = day
  }
}
