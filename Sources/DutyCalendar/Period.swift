/// How long a period is.
package enum PeriodKind: String, Hashable, Sendable, CaseIterable {
  case day, week, fortnight, halfMonth, month, twoMonths, quarter, halfYear, year
  /// A single moment, of a calendar expression.
  case instant

  /// How many months, for the kinds that are made of months.
  var months: Int? {
    switch self {
    case .month: 1
    case .twoMonths: 2
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    default: nil
    }
  }
}

/// One nominal interval of a duty, named as the ledger names it.
///
/// - Shape: ``first`` and ``last`` day, both included. Names: `2026-11-23`, `2026-W47`, `2026-W47+2` (two weeks),
///   `2026-11-H1` (half month), `2026-11`, `2026-B6` (two months), `2026-Q4`, `2026-H2`, `2026`, and
///   `2026-11-23T08:00` for a moment.
/// - Errors: ``init(named:)`` is `nil` for a name of no period.
/// - Source: ISO 8601 for days, weeks and months; the others are ours.
package struct Period: Hashable, Sendable, Comparable {
  package var name: String
  package var kind: PeriodKind
  package var first: CivilDate
  package var last: CivilDate

  package static func < (a: Period, b: Period) -> Bool { (a.first, a.last, a.name) < (b.first, b.last, b.name) }

  package func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }

  /// How many days.
  package var length: Int { Int(last.epochDay - first.epochDay) + 1 }

  /// The period of that kind that holds `date`. A fortnight is the one that starts with the Monday of the date's week.
  package static func containing(_ date: CivilDate, _ kind: PeriodKind) -> Period {
    switch kind {
    case .day: return Period(name: date.description, kind: kind, first: date, last: date)
    case .instant: return moment(LocalTime(date))
    case .week, .fortnight:
      let monday = date.adding(days: 1 - date.weekday.rawValue)
      return kind == .week ? week(monday, weeks: 1) : week(monday, weeks: 2)
    case .halfMonth:
      let month = CivilMonth(date)
      return half(month, date.day <= 15 ? 1 : 2)
    case .month, .twoMonths, .quarter, .halfYear, .year:
      let months = kind.months ?? 1
      let month = CivilMonth(date)
      return block(year: month.year, number: (month.month - 1) / months + 1, kind)
    }
  }

  /// The period of one moment of the wall clock.
  package static func moment(_ local: LocalTime) -> Period {
    let second = Int(local.second)
    let clock = padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2)
    let name = local.date.description + "T" + clock + (second % 60 == 0 ? "" : ":" + padded(second % 60, 2))
    return Period(name: name, kind: .instant, first: local.date, last: local.date)
  }

  /// One or two weeks from a Monday.
  static func week(_ monday: CivilDate, weeks: Int) -> Period {
    let (year, number) = monday.isoWeek
    let name = padded(year, 4) + "-W" + padded(number, 2) + (weeks == 2 ? "+2" : "")
    return Period(
      name: name, kind: weeks == 2 ? .fortnight : .week, first: monday, last: monday.adding(days: 7 * weeks - 1))
  }

  static func half(_ month: CivilMonth, _ number: Int) -> Period {
    Period(
      name: padded(month.year, 4) + "-" + padded(month.month, 2) + "-H\(number)", kind: .halfMonth,
      first: number == 1 ? month.first : month.first.adding(days: 15),
      last: number == 1 ? month.first.adding(days: 14) : month.last)
  }

  /// The `number`-th block of months of a year.
  static func block(year: Int, number: Int, _ kind: PeriodKind) -> Period {
    let months = kind.months ?? 1
    let first = CivilMonth(year: year, month: (number - 1) * months + 1)
    let text = padded(year, 4)
    let name: String
    switch kind {
    case .twoMonths: name = text + "-B\(number)"
    case .quarter: name = text + "-Q\(number)"
    case .halfYear: name = text + "-H\(number)"
    case .year: name = text
    default: name = text + "-" + padded(number, 2)
    }
    return Period(name: name, kind: kind, first: first.first, last: first.adding(months: months - 1).last)
  }

  package init(name: String, kind: PeriodKind, first: CivilDate, last: CivilDate) {
    self.name = name
    self.kind = kind
    self.first = first
    self.last = last
  }

  package init?(named name: String) {
    guard let period = PeriodName.read(name), period.name == name else { return nil }
    self = period
  }
}

extension CivilDate {
  /// The ISO 8601 week: the year it is counted in, and its number from 1.
  package var isoWeek: (year: Int, week: Int) {
    // The Thursday of a week lies in the year that the week is counted in.
    let thursday = adding(days: 4 - weekday.rawValue)
    let year = thursday.year
    return (year, Int(thursday.epochDay - CivilDate.epochDay(year, 1, 1)) / 7 + 1)
  }

  /// The Monday of an ISO week; `nil` where the year has no such week.
  package init?(isoYear: Int, week: Int) {
    guard (1...9999).contains(isoYear), (1...53).contains(week) else { return nil }
    let fourth = CivilDate(epochDay: CivilDate.epochDay(isoYear, 1, 4))
    let monday = fourth.adding(days: 1 - fourth.weekday.rawValue + (week - 1) * 7)
    guard monday.isoWeek == (isoYear, week) else { return nil }
    self = monday
  }
}

/// Reads the names of periods back.
private enum PeriodName {
  static func read(_ name: String) -> Period? {
    if name.utf8.count == 10, let date = CivilDate(name) { return .containing(date, .day) }
    if name.utf8.count > 10 { return moment(name) }
    var cursor = TextCursor(name)
    guard let year = cursor.number(width: 4), year >= 1 else { return nil }
    if cursor.isAtEnd { return .block(year: year, number: 1, .year) }
    guard cursor.take("-") else { return nil }
    if cursor.take("W") { return week(year, &cursor) }
    if cursor.take("B") { return block(year, .twoMonths, 6, &cursor) }
    if cursor.take("Q") { return block(year, .quarter, 4, &cursor) }
    if cursor.take("H") { return block(year, .halfYear, 2, &cursor) }
    guard let month = cursor.number(width: 2), (1...12).contains(month) else { return nil }
    if cursor.isAtEnd { return .block(year: year, number: month, .month) }
    guard cursor.take("-"), cursor.take("H"), let half = cursor.number(), (1...2).contains(half), cursor.isAtEnd else {
      return nil
    }
    return .half(CivilMonth(year: year, month: month), half)
  }

  private static func week(_ year: Int, _ cursor: inout TextCursor) -> Period? {
    guard let number = cursor.number(width: 2), let monday = CivilDate(isoYear: year, week: number) else { return nil }
    if cursor.isAtEnd { return .week(monday, weeks: 1) }
    guard cursor.take("+"), cursor.number() == 2, cursor.isAtEnd else { return nil }
    return .week(monday, weeks: 2)
  }

  private static func block(_ year: Int, _ kind: PeriodKind, _ most: Int, _ cursor: inout TextCursor) -> Period? {
    guard let number = cursor.number(), (1...most).contains(number), cursor.isAtEnd else { return nil }
    return .block(year: year, number: number, kind)
  }

  private static func moment(_ name: String) -> Period? {
    guard let date = CivilDate(String(decoding: name.utf8.prefix(10), as: UTF8.self)) else { return nil }
    var cursor = TextCursor(name)
    cursor.position = 10
    guard cursor.take("T"), let hour = cursor.number(width: 2), hour < 24, cursor.take(":"),
      let minute = cursor.number(width: 2), minute < 60
    else { return nil }
    var second = 0
    if cursor.take(":") {
      guard let value = cursor.number(width: 2), value < 60 else { return nil }
      second = value
    }
    guard cursor.isAtEnd else { return nil }
    return .moment(LocalTime(date, second: Int32(hour * 3600 + minute * 60 + second)))
  }
}
