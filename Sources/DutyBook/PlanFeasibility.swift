import DutyCalendar

extension BackwardPlan {
  /// The day a milestone falls on: the deadline itself, or so many workdays before the last workday up to it.
  package func day(of milestone: Milestone, in calendar: WorkCalendar) -> CivilDate {
    guard milestone.workdaysBack > 0 else { return deadline }
    return calendar.adding(
      workdays: -milestone.workdaysBack, to: calendar.previousWorkday(onOrBefore: deadline))
  }

  /// The step that comes first in time.
  package var firstStep: Milestone? { milestones.max { $0.workdaysBack < $1.workdaysBack } }

  /// What is wrong with the plan where work may start on `from` and not earlier; `nil` where every step fits.
  ///
  /// - Parameter earliest: the day before which `from` cannot be moved, the book's first day.
  /// - Source: M32.
  package func fault(from: CivilDate, earliest: CivilDate?, in calendar: WorkCalendar) -> PlanFault? {
    guard let first = firstStep else { return nil }
    let begins = day(of: first, in: calendar)
    guard begins < from else { return nil }
    let lastWorkday = calendar.previousWorkday(onOrBefore: deadline)
    let have = lastWorkday < from ? 0 : calendar.workdays(in: from...lastWorkday)
    // The first step needs a day of its own: so many workdays, and the one it falls on.
    let missing = first.workdaysBack + 1 - have
    var ways: [PlanRelaxation] = []
    if earliest.map({ begins >= $0 }) ?? true {
      ways.append(
        PlanRelaxation(kind: .start(begins), workdays: missing, days: Int(from.epochDay - begins.epochDay)))
    }
    let later = calendar.adding(workdays: first.workdaysBack + 1, to: from.adding(days: -1))
    ways.append(
      PlanRelaxation(kind: .deadline(later), workdays: missing, days: Int(later.epochDay - deadline.epochDay)))
    // Steps stay a workday apart, so a plan cannot shrink below one workday a step.
    if have >= milestones.count {
      ways.append(PlanRelaxation(kind: .cut(to: first.workdaysBack - missing), workdays: missing, days: nil))
    }
    return PlanFault(step: first, falls: begins, missing: missing, ways: ways)
  }
}

/// Why a plan laid backwards is impossible, and what would make it possible.
package struct PlanFault: Hashable, Sendable {
  /// The first step in time, which is the first that does not fit.
  package var step: BackwardPlan.Milestone
  package var falls: CivilDate
  /// Workdays that are missing between the day work may start and the deadline.
  package var missing: Int
  /// Each is enough by itself, and would not be with one workday less.
  package var ways: [PlanRelaxation]

  /// The smallest of them: the fewest workdays; of equal ones the date that moves by the fewest days, and a date
  /// before a cut in the work.
  package var smallest: PlanRelaxation? {
    ways.min { ($0.workdays, $0.days ?? .max) < ($1.workdays, $1.days ?? .max) }
  }
}

/// One way to make a plan possible.
package struct PlanRelaxation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Work starts on this day.
    case start(CivilDate)
    /// The deadline is this day.
    case deadline(CivilDate)
    /// The first step lies this many workdays before the deadline.
    case cut(to: Int)
  }

  package var kind: Kind
  /// By how many workdays.
  package var workdays: Int
  /// By how many calendar days the date moves; a cut moves none.
  package var days: Int?

  package init(kind: Kind, workdays: Int, days: Int?) {
    self.kind = kind
    self.workdays = workdays
    self.days = days
  }
}
