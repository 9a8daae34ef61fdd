import DutyCalendar
import DutyPorts
import Synchronization

/// A sink that keeps what was published; it can be told to fail.
package final class RecordingSink: QueueSink {
  package enum Failure: Sendable { case stage, commit }

  private struct State {
    var staged: [QueuePublication] = []
    var committed: [QueuePublication] = []
    var revisions: [CivilDate: Int] = [:]
    var failure: Failure?
  }

  private let state = Mutex(State())

  package init() {}

  package var committed: [QueuePublication] { state.withLock { $0.committed } }
  package func fail(_ failure: Failure?) { state.withLock { $0.failure = failure } }

  package func stage(_ publication: QueuePublication) throws(SinkError) {
    let fails = state.withLock { $0.failure == .stage }
    if fails { throw SinkError(path: "queues", cause: "no room left", remedy: "free some") }
    state.withLock { $0.staged.append(publication) }
  }

  package func commit(_ publication: QueuePublication) throws(SinkError) {
    let fails = state.withLock { $0.failure == .commit }
    if fails { throw SinkError(path: "queues", cause: "cannot rename", remedy: "look at the owner") }
    state.withLock {
      $0.committed.append(publication)
      $0.revisions[publication.date] = publication.revision
    }
  }

  package func revision(of date: CivilDate) -> Int? { state.withLock { $0.revisions[date] } }
}

/// A journal that keeps its messages.
package final class RecordingJournal: Journal {
  private let state = Mutex([JournalMessage]())

  package init() {}

  package var messages: [JournalMessage] { state.withLock { $0 } }
  package func write(_ message: JournalMessage) { state.withLock { $0.append(message) } }
}
