/// A period with the moment that a cadence names in it, before any shift.
struct Nominal {
  var period: Period
  var n = 1
  var date: CivilDate
  /// The second of the day, where the cadence itself says it.
  var second: Int32?
  var notes: [String] = []
}

extension Cadence {
  /// The occurrences whose nominal day lies in the range, in order.
  func nominals(in range: ClosedRange<CivilDate>, zone: Zone, calendar: WorkCalendar) -> [Nominal] {
    switch form {
    case .workday:
      return periods(.day, in: range, anchor: nil)
        .filter { calendar.isWorkday($0.first) }
        .map { Nominal(period: $0, date: $0.first) }
    case .every(let kind, let anchor, let place):
      return periods(kind, in: range, anchor: anchor)
        .map { place?.nominal(in: $0, calendar) ?? Nominal(period: $0, date: $0.first) }
        .filter { range.contains($0.date) }
    case .quota(let count, let kind, let apart):
      return periods(kind, in: range, anchor: nil).flatMap { quota($0, count, apart) }
        .filter { range.contains($0.date) }
    case .expression(let expression):
      return moments(expression, in: range, zone)
    case .onDemand:
      return []
    }
  }

  private func periods(_ kind: PeriodKind, in range: ClosedRange<CivilDate>, anchor: CivilDate?) -> [Period] {
    var periods: [Period] = []
    var date = range.lowerBound
    if let anchor {
      // Two weeks are counted from their anchor, and there are none before it.
      let weeks = floorDivide(Int64(date.epochDay - anchor.epochDay), by: 14).quotient
      date = max(anchor, anchor.adding(days: Int(weeks) * 14))
    }
    while date <= range.upperBound {
      let period = Period.containing(date, kind)
      periods.append(period)
      date = period.last.adding(days: 1)
    }
    return periods
  }

  private func quota(_ period: Period, _ count: Int, _ apart: Int?) -> [Nominal] {
    let step = apart.map { max($0, period.length / count) } ?? 0
    return (0..<count).map { index in
      Nominal(period: period, n: index + 1, date: period.first.adding(days: index * step))
    }
  }

  private func moments(_ expression: CalendarExpression, in range: ClosedRange<CivilDate>, _ zone: Zone) -> [Nominal] {
    var moments: [Nominal] = []
    let before = zone.instant(LocalTime(range.lowerBound)).adding(seconds: -1)
    for instant in expression.occurrences(after: before, in: zone) {
      let local = zone.local(instant)
      guard local.date <= range.upperBound else { break }
      moments.append(Nominal(period: .moment(local), date: local.date, second: local.second))
    }
    return moments
  }
}

extension Cadence.Place {
  /// The day of a period that is meant; where the period is too short for it, the last that it has, with a note.
  func nominal(in period: Period, _ calendar: WorkCalendar) -> Nominal {
    switch self {
    case .weekday(let weekday):
      return Nominal(period: period, date: period.first.adding(days: weekday.rawValue - 1))
    case .date(let month, let day):
      let date = CivilMonth(year: period.first.year, month: month).day(day)
      let notes = date.day == day ? [] : ["\(self) falls on \(date.dayAndMonth): not a leap year"]
      return Nominal(period: period, date: date, notes: notes)
    case .day(let day, let month):
      return dayOfMonth(day, month, period)
    case .ordinal(let number, let what):
      return ordinal(number, what, period, calendar)
    }
  }

  private func dayOfMonth(_ day: Int, _ month: Int?, _ period: Period) -> Nominal {
    if period.kind == .halfMonth {
      let date = min(period.first.adding(days: day - 1), period.last)
      let notes = period.length < day ? ["\(day) falls on \(date.dayAndMonth): short half month"] : []
      return Nominal(period: period, date: date, notes: notes)
    }
    let target = month.map { CivilMonth(period.first).adding(months: $0 - 1) } ?? CivilMonth(period.last)
    let date = target.day(day)
    let notes = date.day == day ? [] : ["\(day) falls on \(date.dayAndMonth): short month"]
    return Nominal(period: period, date: date, notes: notes)
  }

  private func ordinal(_ number: Int, _ what: Cadence.Counted, _ period: Period, _ calendar: WorkCalendar) -> Nominal {
    var days = (0..<period.length).map { period.first.adding(days: $0) }
    switch what {
    case .day: break
    case .workday: days = days.filter(calendar.isWorkday)
    case .weekday(let weekday): days = days.filter { $0.weekday == weekday }
    }
    guard let last = days.last else {
      return Nominal(period: period, date: period.last, notes: ["\(period.name) has no \(what)"])
    }
    if number < 0 { return Nominal(period: period, date: last) }
    guard number <= days.count else {
      let note = "\(self) falls on \(last.dayAndMonth): \(period.name) has only \(counted(days.count, "\(what)"))"
      return Nominal(period: period, date: last, notes: [note])
    }
    return Nominal(period: period, date: days[number - 1])
  }
}

extension CivilDate {
  /// `30 November`.
  var dayAndMonth: String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let (_, month, day) = parts
    return "\(day) \(names[month - 1])"
  }
}
