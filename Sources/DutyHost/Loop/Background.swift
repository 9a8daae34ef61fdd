import CSystemd
import Foundation

/// Does what nobody waits for in what the processors have left, and no longer than people have patience: for the queues
/// of a large district, which take half a minute in which others read and write.
///
/// - Shape: the calling thread and those that it begins run when nothing else of the machine wants to (`SCHED_IDLE`): who
///   wakes beside them does not wait for the end of their turn, as they would beside threads that are merely nice. After
///   `patience`, on a machine that is busy with something else, they go on as nice ones, and so they do from the
///   beginning where the kernel would not let them come back (`RLIMIT_NICE`).
/// - Parameter patience: seconds.
/// - Source: sched(7), "SCHED_IDLE" and "Interactions between nice and real-time limits".
package func inTheBackground<Value>(patience: Double, _ work: () throws -> Value) rethrows -> Value {
  giveWayToOthers()
  guard mayComeBack else { return try work() }
  let isOver = DispatchSemaphore(value: 0)
  let isWatched = DispatchSemaphore(value: 0)
  // Begun before this thread goes behind: what a thread begins is where it is itself.
  Thread.detachNewThread {
    if isOver.wait(timeout: .now() + patience) == .timedOut { liftBackground() }
    isWatched.signal()
  }
  _ = duty_set_idle(0, 1)
  defer {
    isOver.signal()
    isWatched.wait()
    // Libraries may have begun threads meanwhile, which they keep.
    liftBackground()
  }
  return try work()
}

/// Whether a thread that went behind all others is let back: once idle, it takes a right to be merely nice again.
let mayComeBack: Bool = {
  let tried = DispatchSemaphore(value: 0)
  nonisolated(unsafe) var isLetBack = false
  Thread.detachNewThread {
    giveWayToOthers()
    isLetBack = duty_set_idle(0, 1) == 0 && duty_set_idle(0, 0) == 0
    tried.signal()
  }
  tried.wait()
  return isLetBack
}()

/// Every thread of this program that is behind all others is merely nice from now on.
private func liftBackground() {
  let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
  for thread in threads.compactMap({ Int32($0) }) where duty_is_idle(thread) == 1 { _ = duty_set_idle(thread, 0) }
}

/// Whether the calling thread is behind all others now.
package var isInTheBackground: Bool { duty_is_idle(0) == 1 }
