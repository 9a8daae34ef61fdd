import DutyBook
import DutyCalendar

extension ScorePeriod {
  /// The period of this kind that holds a day.
  package func containing(_ date: CivilDate) -> Period { .containing(date, kind) }

  /// The one before a period.
  package func before(_ period: Period) -> Period { containing(period.first.adding(days: -1)) }

  /// The periods of this kind within a longer one, in order.
  package func periods(within whole: Period) -> [Period] { periods(from: whole.first, to: whole.last) }

  /// Those of a span of days, the first and the last as a whole.
  package func periods(from first: CivilDate, to last: CivilDate) -> [Period] {
    var periods: [Period] = []
    var date = first
    while date <= last {
      let period = containing(date)
      periods.append(period)
      date = period.last.adding(days: 1)
    }
    return periods
  }

  /// The same period so many years earlier: `2026-Q2` one year back is `2025-Q2`.
  package func back(_ years: Int, from period: Period) -> Period {
    guard years > 0, let date = CivilDate(year: period.first.year - years, month: period.first.month, day: 1) else {
      return period
    }
    return containing(date)
  }
}

extension RollUp {
  /// The periods of the other score whose results count into one of this score's periods.
  package func periods(of other: Score, into period: Period, of every: ScorePeriod) -> [Period] {
    other.every.periods(within: every.back(yearsBack, from: period))
  }
}

extension Table<Score> {
  /// Scores in an order in which each comes after those whose results it takes in; the loader refuses circles.
  package var inOrderOfUse: [Score] {
    var done: Set<String> = []
    var order: [Score] = []
    func place(_ score: Score, _ above: Set<String>) {
      guard !done.contains(score.id), !above.contains(score.id) else { return }
      for part in score.parts {
        if case .rollUp(let rollUp) = part.value, let other = self[rollUp.score] {
          place(other, above.union([score.id]))
        }
      }
      done.insert(score.id)
      order.append(score)
    }
    for score in rows { place(score, []) }
    return order
  }
}
