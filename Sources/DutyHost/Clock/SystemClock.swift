import DutyCalendar
import DutyPorts
import Glibc

/// The machine's clock: the one place of the program where the time of day is read.
///
/// - Unit: whole seconds, rounded down, of `CLOCK_REALTIME`; the coarse clock behind time(2) may still show the
///   second before a timer's, so that a loop would wake and find nothing due.
package struct SystemClock: DutyClock {
  package init() {}

  package func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(seconds: Int64(time.tv_sec))
  }
}

/// Microseconds of `CLOCK_MONOTONIC`, as `RELOADING=1` wants them.
func monotonicMicroseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
}
