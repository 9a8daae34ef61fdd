import DutyCalendar
import DutyPorts
import Synchronization

/// A clock that stands where it was put.
package final class ManualClock: DutyClock {
  private let instant: Mutex<Instant>

  package init(_ instant: Instant) { self.instant = Mutex(instant) }

  package func now() -> Instant { instant.withLock { $0 } }

  package func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }
}
