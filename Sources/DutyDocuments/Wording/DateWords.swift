import DutyCalendar

/// Dates, times and periods as documents write them out, in the district's zone.
package struct DateWords {
  let zone: Zone
  let words: Words

  package init(zone: Zone, words: Words) {
    self.zone = zone
    self.words = words
  }

  /// `2026年11月23日`, `23 November 2026`.
  func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return words(.plainDate, String(year), words(month: month), String(day))
  }

  /// `11月23日`, `23 November`.
  func day(_ date: CivilDate) -> String { words(.monthDay, words(month: date.month), String(date.day)) }

  /// `2026年11月25日 17:30`.
  func moment(_ instant: Instant) -> String {
    let local = zone.local(instant)
    return date(local.date) + " " + clock(local)
  }

  /// `2026-11-25 17:30`, for tables.
  func short(_ instant: Instant) -> String {
    let local = zone.local(instant)
    return local.date.description + " " + clock(local)
  }

  /// To the minute: what was done at 17:30:01 was done at 17:30.
  private func clock(_ local: LocalTime) -> String {
    String(local.description.dropFirst(local.date.description.count + 1).prefix(5))
  }

  /// `2026年第47周（11月16日至11月22日）`.
  package func period(_ period: Period) -> String {
    let year = String(period.first.year)
    let month = (period.first.month - 1, words(month: period.first.month))
    switch period.kind {
    case .day: return date(period.first)
    case .week:
      let week = period.first.isoWeek
      return words(.periodWeek, String(week.year), String(week.week), span(period))
    case .month: return words(.periodMonth, year, month.1)
    case .twoMonths: return words(.periodTwoMonths, year, String(month.0 / 2 + 1), span(period))
    case .quarter: return words(.periodQuarter, year, String(month.0 / 3 + 1))
    case .halfYear: return words(month.0 < 6 ? .periodFirstHalf : .periodSecondHalf, year)
    case .year: return words(.periodYear, year)
    case .halfMonth, .fortnight, .instant: return words(.periodOther, period.name, span(period))
    }
  }

  /// The same without its days where its name says enough: `2026年第47周`, `11月23日`.
  package func briefPeriod(_ period: Period) -> String {
    switch period.kind {
    case .day: return day(period.first)
    case .week:
      let week = period.first.isoWeek
      return words(.periodWeekBrief, String(week.year), String(week.week))
    case .twoMonths, .halfMonth, .fortnight: return span(period)
    default: return self.period(period)
    }
  }

  /// Short enough for an axis: `第47周`, `11月`, `4季度`.
  func shortPeriod(_ period: Period) -> String {
    let month = period.first.month - 1
    return switch period.kind {
    case .week: words(.axisWeek, String(period.first.isoWeek.week))
    case .month: words(.axisMonth, String(month + 1))
    case .twoMonths: words(.axisTwoMonths, String(month + 1), String(month + 2))
    case .quarter: words(.axisQuarter, String(month / 3 + 1))
    case .halfYear: words(month < 6 ? .axisFirstHalf : .axisSecondHalf)
    case .day: String(period.first.description.dropFirst(5))
    default: period.name
    }
  }

  /// `11月16日至11月22日`.
  func span(_ period: Period) -> String { words(.daySpan, day(period.first), day(period.last)) }
}
