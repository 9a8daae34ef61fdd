import DutyCalendar

extension RungTrigger {
  /// When it is due by a deadline alone; `nil` for triggers that follow from something else.
  ///
  /// Met means at or before the deadline, so `overdue 0` is due a second after it, and a limit counts from there.
  package func instant(due: Instant, in context: LimitContext) -> Instant? {
    switch self {
    case .before(let limit): return limit.ahead(of: due, in: context)
    case .overdue(nil): return due.adding(seconds: 1)
    case .overdue(let limit?): return limit.deadline(from: due.adding(seconds: 1), period: nil, in: context).due
    default: return nil
    }
  }
}
