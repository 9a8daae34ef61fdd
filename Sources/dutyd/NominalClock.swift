import DutyCalendar
import DutyHost
import DutyPorts
import Synchronization

/// A clock that jumps from instant to instant instead of sleeping: a week of the daemon in seconds.
///
/// It stands still between two instants, so that a process killed and started again goes on at the nominal instant
/// where the ledger ended, and the ledger comes out the same.
final class NominalClock: LoopClock {
  private let present: Mutex<Instant>
  private let end: Instant

  init(from start: Instant, to end: Instant) {
    present = Mutex(start)
    self.end = end
  }

  func now() -> Instant { present.withLock { $0 } }

  func wait(_ wakeUp: WakeUp, until: Instant, atMost seconds: Int?) -> WakeReason? {
    guard until <= end else { return nil }
    present.withLock { $0 = until }
    return .due
  }
}
