import DutyBook
import DutyCalendar
import DutyLedger

/// How a day looks at tasks: which section each belongs to.
///
/// - Unit: days are civil days of the district's zone. A deadline at midnight belongs to the day that it ends.
struct DayView {
  let date: CivilDate
  let at: Instant
  let zone: Zone
  /// The last day that "coming up" looks at.
  let horizon: CivilDate
  private let calendar: WorkCalendar

  init(_ input: QueueInput) {
    date = input.date
    at = input.at
    zone = input.book.settings.zone
    calendar = input.book.workCalendar
    horizon = calendar.adding(workdays: input.book.dispatch.comingUpWorkdays, to: input.date)
  }

  /// The section of a task for those who do it, lead it or support it; `rung` is the highest that fired.
  func section(of row: TaskRow, rung: Int) -> QueueSection {
    guard row.state.isOwed else { return .waiting }
    if row.record.isVeto || rung > 0 { return .escalated }
    // Met means at or before.
    if row.record.due < at { return .overdue }
    let day = dueDay(row.record.due)
    if day <= date { return .dueToday }
    if isNew(row) { return .new }
    return day <= horizon ? .comingUp : .later
  }

  /// Not dispatched before this day.
  func isNew(_ row: TaskRow) -> Bool {
    guard let dispatched = row.dispatchedAt else { return row.state == .generated }
    return zone.local(dispatched).date >= date
  }

  func dueDay(_ due: Instant) -> CivilDate { zone.local(due.adding(seconds: -1)).date }

  func isProvisional(_ due: Instant) -> Bool { calendar.isProvisional(year: dueDay(due).year) }
}

extension TaskState {
  /// Whether the holder still owes the work itself.
  var isOwed: Bool {
    switch self {
    case .generated, .dispatched, .acknowledged, .returned: true
    case .reported, .suspended, .closed, .voided: false
    }
  }
}
