import DutyCalendar
import DutyEngine
import DutyHost
import DutyPorts
import NIOPosix
import Synchronization

/// Writes queues on a thread of its own, so that a large district's take nobody's turn on the loop.
struct QueueScribe: Sendable {
  /// Seconds for which queues are written only in what everything else leaves; they are to be there within the minute.
  private static let patience = 20.0

  private let mailbox: LoopMailbox<DaemonState>
  private let clock: any LoopClock
  private let thread = NIOThreadPool(numberOfThreads: 1)
  private let running = Running()

  init(_ mailbox: LoopMailbox<DaemonState>, _ clock: any LoopClock) {
    self.mailbox = mailbox
    self.clock = clock
    thread.start()
  }

  func write(_ job: QueueJob) {
    running.count.add(1, ordering: .relaxed)
    thread.submit { [mailbox, clock, running] state in
      defer { running.count.subtract(1, ordering: .releasing) }
      guard state == .active else { return }
      let start = clock.now()
      let failure = inTheBackground(patience: Self.patience) { () -> EngineError? in
        do throws(EngineError) { try job.run() } catch { return error }
        return nil
      }
      giveMemoryBack()
      mailbox.leave { [failure] state in state.engine.wrote(job, failure, from: start, to: clock.now()) }
    }
  }

  /// Waits for what is being written, so that the store can be closed.
  ///
  /// - Parameter tries: how often it looks at most, fifty times a second: a service manager does not wait for a large
  ///   district's queues either.
  /// - Returns: whether nothing is being written any more. What is left half done the next start does.
  func finish(tries: Int) async -> Bool {
    var left = tries
    while running.count.load(ordering: .acquiring) > 0 {
      guard left > 0 else { return false }
      left -= 1
      try? await Task.sleep(for: .milliseconds(20))
    }
    try? await thread.shutdownGracefully()
    return true
  }
}

/// How many writings are begun and not over.
private final class Running: Sendable {
  let count = Atomic(0)
}
