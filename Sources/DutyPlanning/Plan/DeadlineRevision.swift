import DutyBook
import DutyCalendar
import DutyLedger

/// What a change of the official calendar or of the office hours makes of deadlines that are open (design §3 By when).
///
/// - Shape: pure. A deadline is derived anew only where the old calendar gives exactly the one that the task has: what was
///   set by somebody stays. What a campaign tightened counts by the campaign's limit.
package struct DeadlineRevision: Sendable {
  private let before: LimitContext
  private let after: LimitContext

  /// `nil` where calendar, office hours and zone are the same in both books.
  package init?(from old: Book, to new: Book) {
    before = old.limitContext
    after = new.limitContext
    if before.calendar == after.calendar, before.hours == after.hours, before.zone == after.zone { return nil }
  }

  /// The deadline that a task gets; `nil` where it keeps its own. What is reported, in time or late, keeps it.
  ///
  /// - Parameter start: from where its limit counts, as its receipt says; its opening where that is not known.
  package func deadline(of task: TaskRow, from start: Instant?) -> DeadlineReceipt? {
    guard task.state.follows, let limit = try? Limit(parsing: task.record.limit) else { return nil }
    let start = start ?? task.record.opens
    let period = task.record.key.work == nil ? Period(named: task.record.key.period) : nil
    func derived(_ context: LimitContext, late: Bool) -> DeadlineReceipt {
      late
        ? limit.deadline(handedOutLate: start, in: context) : limit.deadline(from: start, period: period, in: context)
    }
    for late in [false, true] where derived(before, late: late).due == task.record.due {
      let receipt = derived(after, late: late)
      return receipt.due == task.record.due ? nil : receipt
    }
    return nil
  }
}
