import DutyCalendar
import DutyLedger

/// Whether a unit has answered a dispatched duty (信息反馈, M53): derived from its task and one instant.
package enum FeedbackStanding: String, Hashable, Sendable, CaseIterable {
  case answered
  case answeredLate = "answered-late"
  /// What it said came back and is owed again.
  case returned
  /// Seen, not answered, and still in time.
  case seen
  case unseen
  case overdue
  /// Owed no longer.
  case voided

  package init(_ row: TaskRow, at now: Instant) {
    switch row.state {
    case .voided: self = .voided
    case .reported, .closed: self = row.isOnTime ? .answered : .answeredLate
    case .returned: self = .returned
    case .generated, .dispatched, .acknowledged, .suspended:
      if now > row.record.due, row.state != .suspended {
        self = .overdue
      } else {
        self = row.state == .acknowledged ? .seen : .unseen
      }
    }
  }

  /// Whether the office still waits for it.
  package var isMissing: Bool {
    switch self {
    case .answered, .answeredLate, .voided: false
    case .returned, .seen, .unseen, .overdue: true
    }
  }
}
