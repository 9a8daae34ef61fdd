import DutyCalendar
import DutyEngine
import DutyHost
import DutyPorts
import NIOPosix

/// Writes queues on a thread of its own, so that a large district's take nobody's turn on the loop.
struct QueueScribe: Sendable {
  private let mailbox: LoopMailbox<DaemonState>
  private let clock: any LoopClock
  private let thread = NIOThreadPool(numberOfThreads: 1)

  init(_ mailbox: LoopMailbox<DaemonState>, _ clock: any LoopClock) {
    self.mailbox = mailbox
    self.clock = clock
    thread.start()
  }

  func write(_ job: QueueJob) {
    thread.submit { [mailbox, clock] state in
      guard state == .active else { return }
      giveWayToOthers()
      let start = clock.now()
      var failure: EngineError?
      do throws(EngineError) { try job.run() } catch { failure = error }
      giveMemoryBack()
      mailbox.leave { [failure] state in state.engine.wrote(job, failure, from: start, to: clock.now()) }
    }
  }

  /// Waits for what is being written: the store is not closed before.
  func finish() async throws { try await thread.shutdownGracefully() }
}
