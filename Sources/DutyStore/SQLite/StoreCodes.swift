import DutyLedger

/// The numbers under which states are stored: fixed for good, whatever order the cases have.
enum StoreCodes {
  /// Open states are below 6, closed and voided are not: the partial indexes say `state < 6`.
  static func code(_ state: TaskState) -> Int64 {
    switch state {
    case .generated: 0
    case .dispatched: 1
    case .acknowledged: 2
    case .reported: 3
    case .returned: 4
    case .suspended: 5
    case .closed: 6
    case .voided: 7
    }
  }

  static func state(_ code: Int64) throws(SQLiteFault) -> TaskState {
    switch code {
    case 0: .generated
    case 1: .dispatched
    case 2: .acknowledged
    case 3: .reported
    case 4: .returned
    case 5: .suspended
    case 6: .closed
    case 7: .voided
    default: throw SQLiteFault(damage: "a task in the state \(code)")
    }
  }
}
