import DutyBook
import DutyCalendar
import DutyLedger

/// All that the queues of one day are a function of.
///
/// - Shape: ``tasks`` are the open ones as they stand; ``rungs`` what fired for them; ``receipts`` by identifier,
///   those that the tasks name (a missing one only costs its line of reason); ``gaps`` what the office has to designate.
/// - Unit: ``at`` is the instant of the dispatch, or for a preview the instant it speaks of.
/// - Source: issue 2 §7, design invariant 1.
package struct QueueInput: Sendable {
  package var book: Book
  package var date: CivilDate
  /// From 1 within the day; 0 for a preview.
  package var revision: Int
  package var at: Instant
  package var tasks: [TaskRow]
  package var rungs: [RungFired]
  package var receipts: [String: Receipt]
  /// By task number: what tasks of cases are about.
  package var cases: [String: QueueCase]
  package var gaps: [GapRecord]
  /// Said on every queue: what was missed while the daemon was down, for one.
  package var notices: [String]
  /// Said on the office's queue alone: what could not be delivered, for one.
  package var officeNotices: [String]
  package var isPreview: Bool
  package var nextDispatch: Instant?

  package init(
    book: Book, date: CivilDate, revision: Int, at: Instant, tasks: [TaskRow], rungs: [RungFired] = [],
    receipts: [String: Receipt] = [:], gaps: [GapRecord] = [], notices: [String] = [], officeNotices: [String] = [],
    isPreview: Bool = false,
    nextDispatch: Instant? = nil, cases: [String: QueueCase] = [:]
  ) {
    self.book = book
    self.date = date
    self.revision = revision
    self.at = at
    self.tasks = tasks
    self.rungs = rungs
    self.receipts = receipts
    self.cases = cases
    self.gaps = gaps
    self.notices = notices
    self.officeNotices = officeNotices
    self.isPreview = isPreview
    self.nextDispatch = nextDispatch
  }
}
