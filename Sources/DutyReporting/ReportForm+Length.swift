import DutyBook
import DutyCalendar

extension ReportForm {
  /// The length of the periods it reports on; `nil` for lists.
  package var length: PeriodKind? {
    switch self {
    case .brief: .day
    case .digest: .week
    case .monthly: .month
    case .twoMonthly: .twoMonths
    case .quarterly: .quarter
    case .halfYearly: .halfYear
    case .yearly: .year
    case .lists: nil
    }
  }
}
