import Glibc
import Synchronization

/// SIGHUP, caught by a handler of our own: a flag and a byte on the loop's bell.
///
/// The handler does only what signal-safety(7) allows: two atomic operations and write(2). A dispatch source would come
/// to the same in a daemon, but does not survive being set up twice in one process.
enum HangupSignal {
  /// Whether one came since the last question.
  static func take() -> Bool { came.exchange(false, ordering: .acquiringAndReleasing) }

  /// Catches SIGHUP from now on and rings the bell for each.
  static func listen(bell descriptor: Int32) {
    bell.store(descriptor, ordering: .releasing)
    signal(SIGHUP) { _ in
      let saved = errno
      came.store(true, ordering: .releasing)
      var one: UInt64 = 1
      _ = write(bell.load(ordering: .acquiring), &one, 8)
      errno = saved
    }
  }

  /// Ignores SIGHUP from now on.
  static func ignore() {
    signal(SIGHUP, SIG_IGN)
    bell.store(-1, ordering: .releasing)
  }
}

private let came = Atomic(false)
private let bell = Atomic<Int32>(-1)
