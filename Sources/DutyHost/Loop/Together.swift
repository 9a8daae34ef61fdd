import Foundation
import Synchronization

/// Does pieces of work on as many threads as there are processors, at most four; the caller's is one of them.
///
/// - Laws: it returns when all are done, or when those that were begun before the first failure are; that failure is
///   thrown. The threads are as much out of others' way as the caller's: Linux hands on the nice value.
/// - Parameter work: the piece at a position; on any of the threads.
func together<Failure: Error>(
  _ count: Int, _ work: @escaping @Sendable (Int) throws(Failure) -> Void
) throws(Failure) {
  let share = Share<Failure>(count)
  let helpers = max(0, min(ProcessInfo.processInfo.activeProcessorCount, 4, count) - 1)
  let finished = DispatchSemaphore(value: 0)
  for _ in 0..<helpers {
    Thread.detachNewThread {
      share.work(work)
      finished.signal()
    }
  }
  share.work(work)
  for _ in 0..<helpers { finished.wait() }
  if let failure = share.failure.withLock({ $0 }) { throw failure }
}

/// What is left to do, and what went wrong first.
private final class Share<Failure: Error>: Sendable {
  private let next = Atomic(0)
  private let count: Int
  let failure = Mutex<Failure?>(nil)

  init(_ count: Int) { self.count = count }

  func work(_ body: (Int) throws(Failure) -> Void) {
    while failure.withLock({ $0 == nil }) {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      do throws(Failure) { try body(index) } catch { failure.withLock { $0 = $0 ?? error } }
    }
  }
}
