import DutyCalendar
import DutyDispatch

/// Dates and times as a sheet shows them, in the district's zone and seen from the sheet's day.
package struct Moments {
  let zone: Zone
  let today: CivilDate
  let at: Instant
  let words: Words

  package init(zone: Zone, today: CivilDate, at: Instant, words: Words) {
    self.zone = zone
    self.today = today
    self.at = at
    self.words = words
  }

  init(_ header: QueueHeader, _ words: Words) {
    zone = header.zone
    today = header.date
    at = header.at
    self.words = words
  }

  /// `2026年11月23日（周一）`, `Mon 23 November 2026`.
  package func long(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return words(.longDate, String(year), words(month: month), String(day), weekday(date))
  }

  /// `2026-11-23 07:30`: for tables that are sorted by machines.
  package func plain(_ instant: Instant) -> String { zone.local(instant).description }

  /// `今天 17:30`, `11-25 周三 17:30`; the year where it is another one.
  package func short(_ instant: Instant) -> String {
    let local = zone.local(instant)
    let clock = String(local.description.dropFirst(local.date.description.count + 1).prefix(5))
    if local.date == today { return words(.today) + " " + clock }
    if local.date == today.adding(days: 1) { return words(.tomorrow) + " " + clock }
    let date = local.date.description
    let day = local.date.year == today.year ? String(date.dropFirst(5)) : date
    return day + " " + weekday(local.date) + " " + clock
  }

  /// How late a deadline is at the instant of the sheet; `nil` when it is not past.
  package func lateness(_ due: Instant) -> String? { Lateness(due: due, at: at).map { overdueBy($0, words) } }

  /// `2026-11-23..2026-12-31`.
  func span(_ span: DateSpan) -> String {
    (span.from?.description ?? words(.open)) + ".." + (span.until?.description ?? words(.open))
  }

  private func weekday(_ date: CivilDate) -> String { words(date.weekday.term) }
}

/// `逾期 3 天`.
func overdueBy(_ lateness: Lateness, _ words: Words) -> String {
  let amount =
    switch lateness.amount {
    case .minutes(let count): words(.minutes, String(count))
    case .hours(let count): words(.hours, String(count))
    case .days(let count): words(.days, String(count))
    }
  return words(.overdueBy, amount)
}
