import Synchronization

/// The loop has ended: nobody will do what was asked.
package struct LoopStopped: Error, Hashable, Sendable, CustomStringConvertible {
  package init() {}
  package var description: String { "the daemon is stopping" }
}

/// Work that other threads and tasks leave for the loop, which alone touches `State`.
///
/// - Shape: a queue of closures, done in the order in which they came.
/// - Laws: every ``submit(_:)`` ends: with the closure's result when the loop drains, with ``LoopStopped`` once the
///   mailbox is closed. No closure runs twice or on another thread.
package final class LoopMailbox<State>: Sendable {
  private struct Parcel: Sendable {
    var work: @Sendable (inout State) -> Void
    var refuse: @Sendable () -> Void
  }
  private struct Content {
    var parcels: [Parcel] = []
    var isClosed = false
  }

  private let content = Mutex(Content())
  private let wake: @Sendable () -> Void

  /// - Parameter wake: rings the loop; ``WakeUp/poke()`` as a rule.
  package init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Has the loop run `body` and hands back what it returned.
  package func submit<Answer: Sendable>(
    _ body: @escaping @Sendable (inout State) -> Answer
  ) async throws(LoopStopped) -> Answer {
    let answer: Answer? = await withCheckedContinuation { continuation in
      let parcel = Parcel(
        work: { continuation.resume(returning: body(&$0)) }, refuse: { continuation.resume(returning: nil) })
      post(parcel)
    }
    guard let answer else { throw LoopStopped() }
    return answer
  }

  /// Has the loop run `body`, without waiting for it; a closed mailbox drops it.
  package func leave(_ body: @escaping @Sendable (inout State) -> Void) {
    post(Parcel(work: body, refuse: {}))
  }

  /// Runs what has come in since the last time. Only for the loop's own thread.
  ///
  /// - Returns: how many closures were run.
  @discardableResult
  package func drain(_ state: inout State) -> Int {
    let parcels = content.withLock { content in
      defer { content.parcels = [] }
      return content.parcels
    }
    for parcel in parcels { parcel.work(&state) }
    return parcels.count
  }

  /// Refuses what waits and what will come.
  package func close() {
    let parcels = content.withLock { content in
      defer { content.parcels = [] }
      content.isClosed = true
      return content.parcels
    }
    for parcel in parcels { parcel.refuse() }
  }

  private func post(_ parcel: Parcel) {
    let accepted = content.withLock { content in
      if !content.isClosed { content.parcels.append(parcel) }
      return !content.isClosed
    }
    if accepted { wake() } else { parcel.refuse() }
  }
}
