import CSystemd
import DutyCalendar
import Glibc

/// Why the loop was woken.
package enum WakeReason: Hashable, Sendable {
  /// The instant it waited for has come.
  case due
  /// Somebody set the machine's clock: everything is to be looked at again.
  case clockChanged
  /// Another thread has something for the loop.
  case poked
  /// The longest wait is over: time for a sign of life.
  case watchdog
}

/// What the daemon sleeps on: a timer on the wall clock that also wakes when the clock is set, and a bell that other
/// threads ring.
///
/// - Laws: nothing is polled; asleep it costs nothing. A bell rung before the wait ends it at once. A clock change
///   between two waits is not lost. ``wait(until:atMost:)`` belongs to one thread, ``poke()`` to all.
/// - Source: timerfd_create(2), `TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET`; eventfd(2).
package final class WakeUp: Sendable {
  private let timer: Int32
  private let bell: Int32

  package init() throws(SystemError) {
    let timer = timerfd_create(CLOCK_REALTIME, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
    guard timer >= 0 else { throw .last("create", "a timer descriptor") }
    let bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    guard bell >= 0 else {
      let error = SystemError.last("create", "an event descriptor")
      close(timer)
      throw error
    }
    self.timer = timer
    self.bell = bell
  }

  deinit {
    close(timer)
    close(bell)
  }

  /// Wakes the waiting thread, or the next wait. Callable from any thread.
  package func poke() {
    var one: UInt64 = 1
    // A full counter (EAGAIN) means that the bell rings already.
    _ = uninterrupted { write(bell, &one, 8) }
  }

  /// Has SIGHUP ring the bell.
  func ringOnHangup() {
    HangupSignal.listen(bell: bell)
  }

  /// Blocks the calling thread.
  ///
  /// - Parameters:
  ///   - until: the instant to wake at; one in the past wakes at once; `nil` for none.
  ///   - seconds: the longest wait, measured on the monotonic clock; `nil` for no limit.
  package func wait(until: Instant?, atMost seconds: Int?) -> WakeReason {
    let changed = arm(until)
    var sources = [
      pollfd(fd: timer, events: Int16(POLLIN), revents: 0), pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
    ]
    let end = seconds.map { monotonicMicroseconds() + UInt64(max($0, 0)) * 1_000_000 }
    while true {
      let count = poll(&sources, 2, changed ? 0 : Self.milliseconds(until: end))
      if count < 0, errno == EINTR { continue }
      let rang = sources[1].revents != 0 && drain(bell) == .rang
      let time = sources[0].revents != 0 ? drain(timer) : .silent
      if changed || time == .canceled { return .clockChanged }
      if time == .rang { return .due }
      if rang { return .poked }
      if let end, monotonicMicroseconds() >= end { return .watchdog }
    }
  }

  /// Sets the timer.
  ///
  /// - Returns: whether the clock was set since the last wait; the kernel tells it here or in the next read.
  private func arm(_ until: Instant?) -> Bool {
    var setting = itimerspec()
    // Zero would disarm the timer, and a disarmed timer does not see a clock change; the end of time does.
    setting.it_value.tv_sec = until.map { Int(max($0.seconds, 1)) } ?? Int.max
    let flags = Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET)
    return timerfd_settime(timer, flags, &setting, nil) != 0 && errno == ECANCELED
  }

  private enum Sound { case silent, rang, canceled }

  private func drain(_ descriptor: Int32) -> Sound {
    var count: UInt64 = 0
    let size = uninterrupted { read(descriptor, &count, 8) }
    if size == 8 { return .rang }
    return errno == ECANCELED ? .canceled : .silent
  }

  /// The timeout for poll(2): rounded up, so that the end has come when it returns; -1 for none.
  private static func milliseconds(until end: UInt64?) -> Int32 {
    guard let end else { return -1 }
    let now = monotonicMicroseconds()
    return end <= now ? 0 : Int32(clamping: (end - now + 999) / 1000)
  }
}
