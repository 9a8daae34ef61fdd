import DutyCalendar
import DutyEngine
import DutyFront
import Synchronization

/// What the loop shows the doors after each of its steps, and who waits for it to change.
final class FrontBoard: Sendable {
  private struct Content {
    var view: FrontView?
    var waiting: [Int: (after: Int64, stream: AsyncStream<Int64>.Continuation)] = [:]
    var taken = 0
  }

  private let content = Mutex(Content())

  func view() -> FrontView? { content.withLock { $0.view } }

  /// For the loop alone.
  func show(_ engine: Engine, head: Int64, at now: Instant) {
    let next = try? engine.next(after: now)
    let status = FrontStatus(
      problem: engine.problem, refused: engine.degraded?.lines, next: next.map { ($0.at, $0.what) },
      lastReload: engine.lastReload.map { ($0.at, $0.accepted) }, head: head, at: now)
    let view = FrontView(planner: engine.current.planner, status: status)
    content.withLock { content in
      content.view = view
      for (id, waiting) in content.waiting where waiting.after < head {
        content.waiting[id]?.after = head
        waiting.stream.yield(head)
      }
    }
  }

  /// The newest transaction's number whenever it has grown beyond what was seen.
  func changes(after number: Int64) -> AsyncStream<Int64> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
    let id = content.withLock { content in
      content.taken += 1
      var after = number
      if let head = content.view?.status.head, head > number {
        continuation.yield(head)
        after = head
      }
      content.waiting[content.taken] = (after, continuation)
      return content.taken
    }
    continuation.onTermination = { [weak self] _ in
      self?.content.withLock { _ = $0.waiting.removeValue(forKey: id) }
    }
    return stream
  }

  /// Ends every stream: the daemon stops.
  func close() {
    let streams = content.withLock { content in
      defer { content.waiting = [:] }
      return content.waiting.values.map(\.stream)
    }
    for stream in streams { stream.finish() }
  }
}
