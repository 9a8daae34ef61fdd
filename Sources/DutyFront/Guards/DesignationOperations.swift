import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting

/// What the machine's own people ask of designations, over the control socket.
extension AccessOperations {
  /// `designation-list`: what waits for the office and what it has designated, as `GET /api/v1/designations` has it.
  func listDesignations(_ planner: Planner, _ now: Instant) throws(StoreError) -> ControlReply {
    ControlReply(
      DesignationJSON.value(
        try store.gaps(), try store.designations(), in: planner.assignment,
        on: planner.book.settings.zone.local(now).date))
  }
}
