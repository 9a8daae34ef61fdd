/// A day of the proleptic Gregorian calendar.
///
/// - Shape: ``epochDay``, days since 1970-01-01.
/// - Unit: whole days; a civil date has no zone and no length in hours.
/// - Errors: initialisers return `nil` for a day that does not exist (`2026-02-29`).
/// - Source: the era arithmetic of days-from-civil, ISO 8601 for the text and the week.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var epochDay: Int32

  package init(epochDay: Int32) {
    self.epochDay = epochDay
  }

  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysIn(month: month, of: year)
    else { return nil }
    self.epochDay = CivilDate.epochDay(year, month, day)
  }

  /// Reads `2026-11-23`, exactly ten ASCII characters.
  package init?(_ text: String) {
    var text = text
    let parsed: (Int, Int, Int)? = text.withUTF8 { bytes in
      guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
      func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
          guard bytes[index] >= 48, bytes[index] <= 57 else { return nil }
          value = value * 10 + Int(bytes[index] - 48)
        }
        return value
      }
      guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
      return (year, month, day)
    }
    guard let (year, month, day) = parsed else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func epochDay(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day in one pass.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(epochDay) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package var year: Int { parts.year }
  package var month: Int { parts.month }
  package var day: Int { parts.day }

  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (Int(epochDay) % 7 + 7 + 3) % 7
    return Weekday.allCases[index]
  }

  package func adding(days: Int) -> CivilDate {
    CivilDate(epochDay: epochDay + Int32(days))
  }

  package static func < (a: CivilDate, b: CivilDate) -> Bool { a.epochDay < b.epochDay }

  /// `2026-11-23`.
  package var description: String {
    let (year, month, day) = parts
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

/// A day of the week, Monday first as in ISO 8601.
package enum Weekday: Int, Hashable, Sendable, CaseIterable, Codable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  package var isWeekend: Bool { self == .saturday || self == .sunday }
}

/// A span of days, both ends included; an absent end is open.
///
/// - Source: the `from` and `until` columns of every register.
package struct DateSpan: Hashable, Sendable {
  package var from: CivilDate?
  package var until: CivilDate?

  package init(from: CivilDate? = nil, until: CivilDate? = nil) {
    self.from = from
    self.until = until
  }

  package static let always = DateSpan()

  package func contains(_ date: CivilDate) -> Bool {
    if let from, date < from { return false }
    if let until, date > until { return false }
    return true
  }

  package func overlaps(_ other: DateSpan) -> Bool {
    if let until, let start = other.from, until < start { return false }
    if let from, let end = other.until, end < from { return false }
    return true
  }
}

func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value.magnitude)
  let zeros = digits.utf8.count < width ? String(repeating: "0", count: width - digits.utf8.count) : ""
  return (value < 0 ? "-" : "") + zeros + digits
}
