import DutyBook
import DutyCalendar

/// Where a numeric goal stands against where it should be (项目进度, M24).
///
/// - Unit: pieces of the goal's quantity; workdays of the official calendar.
/// - Expected: what was there at the start, and of the rest the share of the workdays gone, rounded down; all of it
///   from the last day on. A day counts as gone at its close of business, so that on the first day one day's share is
///   expected by the evening.
package struct GoalPace: Hashable, Sendable {
  package var target: Int
  package var done: Int
  /// What should be done by the evening of the day.
  package var expected: Int
  package var workdaysGone: Int
  package var workdaysTotal: Int
  /// Workdays left after the day, up to the last one.
  package var workdaysLeft: Int
  /// Calendar days to the last one; negative after it.
  package var daysLeft: Int

  package init(
    target: Int, done: Int, expected: Int, workdaysGone: Int, workdaysTotal: Int, workdaysLeft: Int, daysLeft: Int
  ) {
    self.target = target
    self.done = done
    self.expected = expected
    self.workdaysGone = workdaysGone
    self.workdaysTotal = workdaysTotal
    self.workdaysLeft = workdaysLeft
    self.daysLeft = daysLeft
  }

  /// How many are missing to what is expected; 0 when ahead.
  package var shortfall: Int { max(0, expected - done) }
  /// How many are missing to the target.
  package var remaining: Int { max(0, target - done) }
  package var isReached: Bool { done >= target }
  /// In thousandths of the target, rounded down.
  package var donePerMille: Int { target > 0 ? done * 1000 / target : 1000 }

  /// How many a workday it takes from now on, rounded up; `nil` where no workday is left and something is missing.
  package var neededPerWorkday: Int? {
    if remaining == 0 { return 0 }
    return workdaysLeft > 0 ? (remaining + workdaysLeft - 1) / workdaysLeft : nil
  }
}

extension CampaignGoal {
  /// - Parameters:
  ///   - done: the total so far, those that were there at the start included; `nil` where nothing was reported yet.
  ///   - from: the campaign's first day.
  package func pace(done: Int?, from: CivilDate, on day: CivilDate, in calendar: WorkCalendar) -> GoalPace {
    let total = from <= by ? calendar.workdays(in: from...by) : 0
    let gone = day < from ? 0 : min(total, calendar.workdays(in: from...day))
    let expected =
      day >= by ? target : total == 0 ? already : already + (max(0, target - already) * gone) / total
    return GoalPace(
      target: target, done: done ?? already, expected: expected, workdaysGone: gone, workdaysTotal: total,
      workdaysLeft: total - gone, daysLeft: Int(by.epochDay - day.epochDay))
  }
}
