import Foundation
import Glibc
import ServiceLifecycle
import Synchronization

/// What the loop is asked from outside; each question is answered once.
package final class LoopOrders: Sendable {
  private let stop = Atomic(false)
  private let reload = Atomic(false)

  package init() {}

  /// Whether the loop is to end.
  package var isStopping: Bool { stop.load(ordering: .acquiring) }
  /// Whether a reload was ordered, by SIGHUP or by ``orderReload()``, since the last question.
  package func takeReload() -> Bool {
    let ordered = reload.exchange(false, ordering: .acquiringAndReleasing)
    return HangupSignal.take() || ordered
  }

  package func orderStop() { stop.store(true, ordering: .releasing) }
  package func orderReload() { reload.store(true, ordering: .releasing) }
}

/// The blocking loop as a service: it runs on a thread of its own, ends when the group shuts down, and is told of
/// SIGHUP.
///
/// - Laws: ``run()`` returns when the body has returned, or throws what it threw; a shutdown and a cancelled task both
///   order the stop and ring the bell; the body is to look at ``LoopOrders`` after each wait.
package struct LoopService: Service {
  package typealias Body = @Sendable (WakeUp, LoopOrders) throws -> Void

  private let wakeUp: WakeUp
  private let orders: LoopOrders
  private let body: Body

  package init(wakeUp: WakeUp, orders: LoopOrders = LoopOrders(), body: @escaping Body) {
    self.wakeUp = wakeUp
    self.orders = orders
    self.body = body
  }

  package func run() async throws {
    wakeUp.ringOnHangup()
    defer { HangupSignal.ignore() }
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await self.runOnThread()
      } onGracefulShutdown: {
        self.halt()
      }
    } onCancel: {
      self.halt()
    }
  }

  private func halt() {
    orders.orderStop()
    wakeUp.poke()
  }

  private func runOnThread() async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let thread = Thread { [wakeUp, orders, body] in
        continuation.resume(with: Result { try body(wakeUp, orders) })
      }
      thread.name = "loop"
      thread.stackSize = 16 << 20
      thread.start()
    }
  }
}
