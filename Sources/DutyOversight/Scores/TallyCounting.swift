import DutyCalendar
import DutyLedger

extension Tally {
  /// Counts a task in, if it counts at all.
  ///
  /// - Shape: what counts is `TaskRow.counts`. A report that came back is not on time until a new one is there, and that
  ///   one is measured by what was promised.
  /// - Parameter isDocument: whether its duty has documents handed in (M18).
  package mutating func count(_ row: TaskRow, isDocument: Bool) {
    guard row.counts else { return }
    due += 1
    let isOnTime = Tally.isOnTime(row)
    if isOnTime { onTime += 1 }
    if row.state == .closed { closed += 1 }
    returned += row.round
    reports += row.round + (row.state == .reported || row.state == .closed ? 1 : 0)
    if row.record.key.work == .rectification {
      rectifications += 1
      if row.closure == .fixed {
        rectified += 1
        if isOnTime { rectifiedOnTime += 1 }
      }
    }
    if isDocument {
      documents += 1
      if row.state == .closed { documentsAccepted += 1 }
    }
  }

  package static func isOnTime(_ row: TaskRow) -> Bool {
    row.isOnTime && (row.state == .reported || row.state == .closed)
  }
}
