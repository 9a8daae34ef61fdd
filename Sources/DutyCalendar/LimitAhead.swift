extension Limit {
  /// So long ahead of an instant, for a reminder before a deadline: `nil` for limits that are no length of time.
  ///
  /// Working hours run backwards through their windows, urgent hours round the clock. N workdays ahead is the opening
  /// of the N-th workday before the day of the deadline, so that whoever is reminded has those N days; N days ahead is
  /// the opening of that calendar day, or of the workday before it.
  package func ahead(of due: Instant, in context: LimitContext) -> Instant? {
    let day = context.zone.local(due).date
    switch self {
    case .urgentHours(let minutes): return due.adding(seconds: -Int64(minutes) * 60)
    case .workingHours(let minutes): return Limit.workingTime(minutes * 60, before: due, context)
    case .workdays(let count): return Limit.opening(of: context.calendar.adding(workdays: -count, to: day), context)
    case .days(let count, let exact):
      let target = day.adding(days: -count)
      return Limit.opening(of: exact ? target : context.calendar.previousWorkday(onOrBefore: target), context)
    case .clock, .dayOfPeriod, .lastWorkday, .endOfPeriod: return nil
    }
  }

  private static func opening(of day: CivilDate, _ context: LimitContext) -> Instant {
    let minute = context.hours.windows(on: day).first?.lowerBound ?? 0
    return context.zone.instant(LocalTime(day, second: Int32(minute) * 60))
  }

  private static func workingTime(_ seconds: Int, before due: Instant, _ context: LimitContext) -> Instant {
    let local = context.zone.local(due)
    var day = local.date
    var end = Int(local.second)
    var left = seconds
    while true {
      if context.calendar.isWorkday(day) {
        for window in context.hours.windows(on: day).reversed() {
          let close = min(window.upperBound * 60, end)
          let open = window.lowerBound * 60
          guard open < close else { continue }
          if left <= close - open { return context.zone.instant(LocalTime(day, second: Int32(close - left))) }
          left -= close - open
        }
      }
      day = day.adding(days: -1)
      end = 86_400
    }
  }
}
