import DutyCalendar

/// What the events amount to: a pure fold, from which every store's tables must not differ.
///
/// - Shape: ``apply(_:at:journal:)`` takes one event; an event that does not fit changes nothing.
package struct Projection: Equatable, Sendable {
  package struct Dispatched: Hashable, Sendable {
    package var record: DispatchRecord
    package var at: Instant
  }

  package struct InForce: Hashable, Sendable {
    package var accepted: BookAccepted
    package var since: Instant
  }

  struct DispatchKey: Hashable, Comparable, Sendable {
    var date: CivilDate
    var revision: Int

    static func < (a: DispatchKey, b: DispatchKey) -> Bool { (a.date, a.revision) < (b.date, b.revision) }
  }

  package internal(set) var tasks = TaskTable()
  package internal(set) var entries = EntryTable()
  /// By task, in the order of rung and ladder.
  package internal(set) var rungs: [String: [RungFired]] = [:]
  package internal(set) var facts = FactTable()
  package internal(set) var receipts: [String: Receipt] = [:]
  var dispatchByKey: [DispatchKey: Dispatched] = [:]
  /// In force, the oldest decision first.
  package internal(set) var designations: [DesignationRecord] = []
  var gapById: [String: GapRecord] = [:]
  package internal(set) var books: [InForce] = []
  /// Open tasks that changed hands, in the order of their events.
  package internal(set) var moves: [MoveOnRecord] = []
  package internal(set) var lastAudit: AuditRecord?

  package init() {}

  /// The slots in ``tasks`` of open tasks, by deadline and number; keeps the order for the next time.
  package mutating func openByDeadline() -> [Int] { tasks.openByDeadline() }

  /// The same, but for deadlines at which no task is under a ladder.
  package mutating func openByDeadline(ladder: String) -> [Int] { tasks.openByDeadline(ladder: ladder) }

  /// The slots in ``tasks`` of the open tasks of one deadline, by number.
  package mutating func openTasks(due: Instant) -> [Int] { tasks.openSlots(due: due) }

  /// Open gaps, by identifier.
  package var gaps: [GapRecord] {
    gapById.values.sorted { $0.id.precedesByBytes($1.id) }
  }

  /// Dispatches of days in `from...to`, by day and revision.
  package func dispatches(from: CivilDate, to: CivilDate) -> [Dispatched] {
    dispatchByKey.keys.filter { from <= $0.date && $0.date <= to }.sorted().compactMap { dispatchByKey[$0] }
  }

  /// The dispatch of the latest day, and within it of the highest revision.
  package var lastDispatch: Dispatched? {
    dispatchByKey.keys.max().flatMap { dispatchByKey[$0] }
  }

  /// Takes back what one event did.
  package typealias Undo = @Sendable (inout Projection) -> Void

  /// Applies one event.
  ///
  /// - Errors: ``FoldError``; nothing has changed then.
  package mutating func apply(_ event: Event, at instant: Instant) throws(FoldError) {
    var journal: [Undo] = []
    try apply(event, at: instant, journal: &journal)
  }

  /// Takes back everything in the journal, the newest first.
  package mutating func undo(_ journal: [Undo]) {
    for step in journal.reversed() { step(&self) }
  }
}
