/// What the tasks of one unit in one period amount to (M37): counts only, so that tallies of parts add up to the whole.
///
/// - Shape: a task counts in the period in which it is due; ``rectifications`` and what follows counts tasks that a finding
///   opened, of which only those closed as fixed are rectified (只有“已整改”计入整改).
package struct Tally: Hashable, Sendable {
  /// Tasks due in the period, but for voided ones.
  package var due = 0
  /// Of these: reported at or before the deadline, and not returned since.
  package var onTime = 0
  /// Of these: closed.
  package var closed = 0
  /// How many times a report was returned.
  package var returned = 0
  package var reports = 0
  package var rectifications = 0
  package var rectified = 0
  package var rectifiedOnTime = 0
  /// Documents (M18) due, and accepted.
  package var documents = 0
  package var documentsAccepted = 0
  package var relapses = 0
  /// Veto items that failed (M25).
  package var vetoes = 0

  package init() {}

  package static func + (a: Tally, b: Tally) -> Tally {
    var sum = a
    sum.due += b.due
    sum.onTime += b.onTime
    sum.closed += b.closed
    sum.returned += b.returned
    sum.reports += b.reports
    sum.rectifications += b.rectifications
    sum.rectified += b.rectified
    sum.rectifiedOnTime += b.rectifiedOnTime
    sum.documents += b.documents
    sum.documentsAccepted += b.documentsAccepted
    sum.relapses += b.relapses
    sum.vetoes += b.vetoes
    return sum
  }
}
