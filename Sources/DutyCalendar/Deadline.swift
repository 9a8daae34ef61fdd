extension Limit {
  /// When something received at `from` is due, with the receipt.
  ///
  /// The day of receipt is not counted. Workdays, days and the days of a period end at close of business; a calendar
  /// day that is off moves to the next workday unless the limit is exact. Working hours run in half-open windows, and
  /// a count that is used up at the end of a window is due then, not at the next opening. Met means at or before.
  ///
  /// - Parameter period: the period of `day 25`, `last workday` and `end of period`; without one, the month of `from`.
  /// - Source: design "By when"; Civil Code of the PRC, articles 201 to 203.
  package func deadline(from: Instant, period: Period?, in context: LimitContext) -> DeadlineReceipt {
    var reckoning = Reckoning(from: from, period: period, context: context)
    let due = reckoning.due(self)
    return DeadlineReceipt(
      limit: self, from: from, due: due, isProvisional: reckoning.isProvisional, lines: reckoning.lines)
  }

  /// The deadline of what is handed out only now that its own is past: the limit from this instant; one that is said of
  /// a period (`day 25`, `last workday`) is that of the first month which has it ahead.
  package func deadline(handedOutLate start: Instant, in context: LimitContext) -> DeadlineReceipt {
    var month = Period.containing(context.zone.local(start).date, .month)
    var receipt = deadline(from: start, period: month, in: context)
    // A limit of some months' depth is ahead at once; none lies a year back.
    for _ in 0..<12 where receipt.due <= start {
      month = .containing(month.last.adding(days: 1), .month)
      receipt = deadline(from: start, period: month, in: context)
    }
    return receipt
  }
}

/// One deadline while it is being counted.
private struct Reckoning {
  let from: Instant
  let local: LocalTime
  let period: Period
  let context: LimitContext
  var lines: [ReceiptLine] = []
  var isProvisional = false

  init(from: Instant, period: Period?, context: LimitContext) {
    self.from = from
    self.local = context.zone.local(from)
    self.period = period ?? Period.containing(local.date, .month)
    self.context = context
  }

  mutating func due(_ limit: Limit) -> Instant {
    switch limit {
    case .clock(let minute): return clock(minute)
    case .workdays(let count): return workdays(count)
    case .workingHours(let minutes): return workingTime(Int64(minutes) * 60)
    case .urgentHours(let minutes): return from.adding(seconds: Int64(minutes) * 60)
    case .days(let count, let exact): return days(count, exact: exact)
    case .dayOfPeriod(let day, let months): return dayOfPeriod(day, months)
    case .lastWorkday: return lastWorkday()
    case .endOfPeriod: return closing(onWorkdayFrom: period.last)
    }
  }

  private mutating func line(_ date: CivilDate, _ kind: ReceiptLine.Kind, _ amount: String, _ why: String) {
    lines.append(ReceiptLine(date: date, kind: kind, amount: amount, why: why))
  }

  /// The status of a day that has a say in the result.
  private mutating func status(_ date: CivilDate) -> DayStatus {
    let status = context.calendar.status(date)
    if status.isProvisional { isProvisional = true }
    return status
  }

  private func closing(_ date: CivilDate) -> Instant {
    let minutes = context.hours.closing(on: date)
    let day = minutes == 1440 ? date.adding(days: 1) : date
    return context.zone.instant(LocalTime(day, second: minutes == 1440 ? 0 : Int32(minutes) * 60))
  }

  private mutating func clock(_ minute: WallMinute) -> Instant {
    let due = context.zone.instant(LocalTime(local.date, minute))
    if due >= from { return due }
    var day = local.date.adding(days: 1)
    line(local.date, .shifted, "", "\(minute) was already past, so it is that of the next workday")
    var next = status(day)
    while !next.isWorkday {
      line(day, .skipped, "", next.text)
      day = day.adding(days: 1)
      next = status(day)
    }
    return context.zone.instant(LocalTime(day, minute))
  }

  private mutating func workdays(_ count: Int) -> Instant {
    var day = local.date
    line(day, .note, "", "day of receipt, not counted")
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      let status = status(day)
      if status.isWorkday {
        left -= 1
        line(day, .counted, "1 workday", status.text)
      } else {
        line(day, .skipped, "", status.text)
      }
    }
    return closing(day)
  }

  private mutating func days(_ count: Int, exact: Bool) -> Instant {
    line(local.date, .note, "", "day of receipt, not counted")
    for offset in 1...max(count, 1) { line(local.date.adding(days: offset), .counted, "1 day", "") }
    let last = local.date.adding(days: count)
    return exact ? closing(last) : closing(onWorkdayFrom: last)
  }

  /// Close of business of `date`, or of the next workday where it is off.
  private mutating func closing(onWorkdayFrom date: CivilDate) -> Instant {
    var day = date
    var current = status(day)
    while !current.isWorkday {
      line(day, .shifted, "", current.text)
      day = day.adding(days: 1)
      current = status(day)
    }
    if day != date { line(day, .note, "", "the next workday, " + current.text) }
    return closing(day)
  }

  private mutating func dayOfPeriod(_ day: Int, _ months: Int) -> Instant {
    let (year, month, _) = period.last.parts
    let target = CivilMonth(year: year, month: month).adding(months: months)
    let date = target.day(day)
    if date.day != day {
      line(date, .note, "", "day \(day) falls on \(date), the last day of a short month")
    }
    let due = closing(onWorkdayFrom: date)
    if due < from { line(local.date, .note, "", "the limit was already past on receipt") }
    return due
  }

  private mutating func lastWorkday() -> Instant {
    var day = period.last
    while day >= period.first {
      let status = status(day)
      if status.isWorkday {
        line(day, .counted, "last workday", "of \(period.name), " + status.text)
        return closing(day)
      }
      line(day, .skipped, "", status.text)
      day = day.adding(days: -1)
    }
    line(period.last, .note, "", "\(period.name) has no workday")
    return closing(onWorkdayFrom: period.last)
  }

  private mutating func workingTime(_ seconds: Int64) -> Instant {
    var left = Int(seconds)
    var day = local.date
    var begin = Int(local.second)
    var isFirst = true
    while true {
      let status = status(day)
      if !status.isWorkday {
        line(day, .skipped, "", status.text)
      } else {
        let windows = context.hours.windows(on: day)
        if isFirst, !windows.contains(where: { $0.lowerBound * 60 <= begin && begin < $0.upperBound * 60 }) {
          line(
            day, .note, "",
            "received off hours at \(padded(begin / 3600, 2)):\(padded(begin / 60 % 60, 2)), so it starts at the next opening"
          )
        }
        for window in windows {
          let start = max(window.lowerBound * 60, begin)
          let end = window.upperBound * 60
          guard start < end else { continue }
          let used = min(left, end - start)
          left -= used
          line(day, .counted, span(used), spanText(start, start + used))
          if left == 0 { return context.zone.instant(endOfSpan(day, start + used)) }
        }
      }
      isFirst = false
      begin = 0
      day = day.adding(days: 1)
    }
  }

  private func endOfSpan(_ day: CivilDate, _ second: Int) -> LocalTime {
    second == 86_400 ? LocalTime(day.adding(days: 1)) : LocalTime(day, second: Int32(second))
  }

  /// `3:00 h`, with seconds only where there are any.
  private func span(_ seconds: Int) -> String { wall(seconds, hourWidth: 1) + " h" }

  private func spanText(_ start: Int, _ end: Int) -> String {
    wall(start, hourWidth: 2) + "-" + wall(end, hourWidth: 2)
  }

  private func wall(_ seconds: Int, hourWidth: Int) -> String {
    padded(seconds / 3600, hourWidth) + ":" + padded(seconds / 60 % 60, 2)
      + (seconds % 60 == 0 ? "" : ":" + padded(seconds % 60, 2))
  }
}
