import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// The daemon as the doors see it: a snapshot to read from, and one way to have anything done.
///
/// - Laws: ``view()`` never waits for the loop; what ``perform(_:_:author:deed:unless:)`` changed stands in the view that is asked
///   for after it returned.
package protocol FrontDesk: Sendable {
  /// The book in force and how the daemon stands; `nil` before the daemon is ready.
  func view() -> FrontView?
  /// Has the loop do an operation of the engine's; ``author`` is who asked, in the ledger's words.
  /// - Parameters:
  ///   - deed: what the request is known by if it comes again; it stands in the ledger with what was done.
  ///   - unless: asked on the loop just before, when nobody else can change anything; its answer stands instead of the
  ///     operation's where it gives one.
  func perform(
    _ operation: String, _ arguments: JSONValue, author: String, deed: RequestMark?,
    unless: (@Sendable () -> ControlReply?)?
  ) async -> ControlReply
  /// The number of the ledger's newest transaction whenever it has grown beyond `number`; numbers may be skipped.
  func changes(after number: Int64) -> AsyncStream<Int64>
}

/// How the daemon stood after a step of its loop.
package struct FrontView: Sendable {
  package var planner: Planner
  package var status: FrontStatus

  package init(planner: Planner, status: FrontStatus) {
    self.planner = planner
    self.status = status
  }

  package var book: Book { planner.book }
}

/// What is told of the loop without asking it.
package struct FrontStatus: Hashable, Sendable {
  /// What goes wrong now; `nil` when nothing does.
  package var problem: String?
  /// What stands against the rule directory on disk; `nil` where it is in force.
  package var refused: [String]?
  package var next: (at: Instant, what: String)?
  package var lastReload: (at: Instant, isAccepted: Bool)?
  /// The newest transaction.
  package var head: Int64
  /// When this was so.
  package var at: Instant

  package init(
    problem: String?, refused: [String]?, next: (at: Instant, what: String)?,
    lastReload: (at: Instant, isAccepted: Bool)?, head: Int64, at: Instant
  ) {
    self.problem = problem
    self.refused = refused
    self.next = next
    self.lastReload = lastReload
    self.head = head
    self.at = at
  }

  package var state: String { problem != nil ? "failing" : refused != nil ? "degraded" : "running" }

  package static func == (a: FrontStatus, b: FrontStatus) -> Bool {
    a.problem == b.problem && a.refused == b.refused && a.head == b.head && a.at == b.at
      && a.next?.at == b.next?.at && a.next?.what == b.next?.what && a.lastReload?.at == b.lastReload?.at
      && a.lastReload?.isAccepted == b.lastReload?.isAccepted
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(head)
    hasher.combine(at)
  }
}
