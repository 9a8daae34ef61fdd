import DutyCalendar
import DutyLedger

/// Where the ledger is kept. One writer; readers see whole transactions only.
///
/// Every adapter passes the same law suite (`StoreLaws`). Nothing above this port knows which engine it is.
package protocol LedgerStore: Sendable {
  /// Appends the events as one transaction with one hash link: all of them, or none.
  ///
  /// - Errors: ``StoreError/duplicate(_:)`` when a unique key exists already (entry, task, rung, dispatch revision);
  ///   ``StoreError/refused(_:)`` when an event does not fit the state (an action the task's state refuses).
  @discardableResult
  func append(_ events: [Event], at instant: Instant, recordedAt: Instant) throws(StoreError) -> Link

  /// The newest link; ``Link/genesis`` for an empty ledger.
  func head() throws(StoreError) -> Link

  func entry(stream: String, period: String, n: Int) throws(StoreError) -> EntryRecord?
  /// The entries of a stream that open in `from..<to`, by opening, period and number.
  func entries(stream: String, from: Instant, to: Instant) throws(StoreError) -> [EntryRecord]
  /// All entries that open in `from..<to`, by opening, stream, period and number.
  func entries(from: Instant, to: Instant) throws(StoreError) -> [EntryRecord]
  /// The newest opening recorded for each stream.
  func lastOpenings() throws(StoreError) -> [String: Instant]

  func task(number: String) throws(StoreError) -> TaskRow?
  func task(key: TaskKey) throws(StoreError) -> TaskRow?
  /// Tasks, by due instant and number.
  func tasks(_ filter: TaskFilter) throws(StoreError) -> [TaskRow]
  /// Calls `body` for every task that passes, without holding them all.
  func forEachTask(_ filter: TaskFilter, _ body: (TaskRow) -> Void) throws(StoreError)
  /// How many tasks pass a filter; ``TaskFilter/limit`` is the most that are counted.
  func count(_ filter: TaskFilter) throws(StoreError) -> Int
  /// The distinct deadlines of open tasks of a ladder, after an instant (`nil`: all) and up to another, ascending.
  func openDeadlines(ladder: String, after: Instant?, upTo: Instant) throws(StoreError) -> [Instant]
  /// The open tasks of one deadline and ladder that have not climbed as high as a rung, by number, as that rung sees them
  /// when it asks for some traits only.
  func climbingCases(
    due: Instant, ladder: String, below rung: Int, traits: Set<CaseTrait>
  ) throws(StoreError) -> ClimbingCases
  /// What the tasks promised in `from..<before` amount to, by lead unit and duty: what rates and rankings are made of.
  func tallies(promisedFrom from: Instant, before: Instant) throws(StoreError) -> [TaskTally]
  /// The tasks that changed hands, recorded from an instant on, in the order of their events.
  func moves(from: Instant) throws(StoreError) -> [MoveOnRecord]
  /// What fired for a task, by rung.
  func rungs(task: String) throws(StoreError) -> [RungFired]
  /// Every rung fired for a task that is open.
  func openRungs() throws(StoreError) -> [RungFired]

  /// The fact of a kind with this identifier.
  func fact(_ kind: EventKind, id: String) throws(StoreError) -> StoredFact?
  /// Facts, in the order in which they were recorded.
  func facts(_ query: FactQuery) throws(StoreError) -> [StoredFact]

  func receipt(id: String) throws(StoreError) -> Receipt?
  /// Dispatches of the days `from...to`, by day and revision.
  func dispatches(from: CivilDate, to: CivilDate) throws(StoreError) -> [StoredDispatch]
  func lastDispatch() throws(StoreError) -> StoredDispatch?
  /// Designations that are not withdrawn, the oldest decision first.
  func designations() throws(StoreError) -> [DesignationRecord]
  /// Gaps that are not closed, by identifier.
  func gaps() throws(StoreError) -> [GapRecord]
  func lastAudit() throws(StoreError) -> AuditRecord?

  /// Books in the order in which they came into force.
  func books() throws(StoreError) -> [BookInForce]
  /// The files of a book by digest.
  func bookFiles(digest: String) throws(StoreError) -> [StoredFile]?
  /// Keeps the files of a book; keeping it again does nothing.
  func keepBook(digest: String, files: [StoredFile]) throws(StoreError)

  /// Transactions after a number, with their events, at most `limit`.
  func transactions(after number: Int64, limit: Int) throws(StoreError) -> [StoredTransaction]
  /// Events of one task, oldest first.
  func history(task: String) throws(StoreError) -> [StoredEvent]
  /// What happened to one task, oldest first, of the kinds that are wanted. A dispatch, which names every task that went
  /// out with it, comes as this one's own action.
  func events(of task: String, _ isWanted: (EventKind) -> Bool) throws(StoreError) -> [DatedEvent]
  /// What happened in the transactions after a number, at most `limit` of them, of the kinds that are wanted; and the
  /// number of the last one, ``number`` where there is none.
  func events(
    after number: Int64, limit: Int, _ isWanted: (EventKind) -> Bool
  ) throws(StoreError) -> (last: Int64, events: [DatedEvent])
  /// The ledger before the first transaction that is not of the past: a copy, which later events leave as it is.
  ///
  /// - Complexity: a walk over the ledger.
  func past(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> any LedgerStore
  func counts() throws(StoreError) -> LedgerCounts
  /// The open tasks by state and age; see ``OpenAge``.
  func openAges(openedAfter bounds: [Instant], at now: Instant) throws(StoreError) -> [OpenAge]
  /// How many rungs have fired, by ladder and rung.
  func rungCounts() throws(StoreError) -> [RungCount]
}

/// Which tasks; every part given must hold.
package struct TaskFilter: Hashable, Sendable {
  package var states: Set<TaskState>?
  package var holder: String?
  package var leader: String?
  package var lead: String?
  package var supporter: String?
  package var verifier: String?
  package var duty: String?
  package var subject: String?
  package var period: String?
  package var dueBefore: Instant?
  package var due: Instant?
  package var ladder: String?
  package var opensFrom: Instant?
  package var opensBefore: Instant?
  /// Only those that come after this one in the order of deadlines and numbers: how a long list is read in pages.
  package var after: TaskPlace?
  /// Only those that come before this one; with ``limit`` the nearest of them: how a long list is read backwards.
  package var before: TaskPlace?
  package var limit: Int?

  package init() {}

  /// Tasks that somebody still owes something on.
  package static var open: TaskFilter {
    var filter = TaskFilter()
    filter.states = Set(TaskState.allCases.filter(\.isOpen))
    return filter
  }
}

/// A place in the order of tasks: by deadline, then by number.
package struct TaskPlace: Hashable, Comparable, Sendable {
  package var due: Instant
  package var number: String

  package init(due: Instant, number: String) {
    self.due = due
    self.number = number
  }

  package init(_ row: TaskRow) {
    self.init(due: row.record.due, number: row.number)
  }

  package static func < (a: TaskPlace, b: TaskPlace) -> Bool { (a.due, a.number) < (b.due, b.number) }
}

/// Which facts; every part given must hold.
package struct FactQuery: Hashable, Sendable {
  /// Empty for all kinds.
  package var kinds: Set<EventKind>
  /// As ``Topic`` writes them.
  package var topic: String?
  /// Recorded at this instant or later, and before ``before``.
  package var from: Instant?
  package var before: Instant?
  /// Only so many, the newest of them; they come in the order in which they were recorded all the same.
  package var newest: Int?
  /// With ``newest``: of those recorded before the fact of the first kind with this identifier.
  package var beforeID: String?

  package init(_ kinds: EventKind..., topic: String? = nil, from: Instant? = nil, before: Instant? = nil) {
    self.kinds = Set(kinds)
    self.topic = topic
    self.from = from
    self.before = before
  }

  /// Whether a fact recorded at an instant is meant; the topic is not looked at.
  package func takes(_ kind: EventKind, at instant: Instant) -> Bool {
    (kinds.isEmpty || kinds.contains(kind)) && from.map { $0 <= instant } ?? true && before.map { instant < $0 } ?? true
  }
}

/// A fact and when it was recorded.
package struct StoredFact: Hashable, Sendable {
  package var fact: Fact
  package var at: Instant

  package init(fact: Fact, at: Instant) {
    self.fact = fact
    self.at = at
  }
}

/// A link of the chain: H(previous ‖ canonical events).
package struct Link: Hashable, Sendable {
  /// From 1; 0 is the empty ledger.
  package var number: Int64
  /// 64 hexadecimal digits.
  package var hash: String
  package var at: Instant

  package init(number: Int64, hash: String, at: Instant) {
    self.number = number
    self.hash = hash
    self.at = at
  }

  package static let genesis = Link(
    number: 0, hash: String(repeating: "0", count: 64), at: Instant(seconds: 0))
}

package struct StoredTransaction: Hashable, Sendable {
  package var link: Link
  package var previous: String
  package var recordedAt: Instant
  package var events: [StoredEvent]

  package init(link: Link, previous: String, recordedAt: Instant, events: [StoredEvent]) {
    self.link = link
    self.previous = previous
    self.recordedAt = recordedAt
    self.events = events
  }
}

/// An event as it is stored: its canonical bytes are what the chain covers.
package struct StoredEvent: Hashable, Sendable {
  package var sequence: Int64
  package var transaction: Int64
  package var at: Instant
  package var kind: EventKind
  /// Canonical JSON, UTF-8.
  package var body: [UInt8]

  package init(sequence: Int64, transaction: Int64, at: Instant, kind: EventKind, body: [UInt8]) {
    self.sequence = sequence
    self.transaction = transaction
    self.at = at
    self.kind = kind
    self.body = body
  }
}

package struct StoredDispatch: Hashable, Sendable {
  package var record: DispatchRecord
  package var at: Instant

  package init(record: DispatchRecord, at: Instant) {
    self.record = record
    self.at = at
  }
}

package struct BookInForce: Hashable, Sendable {
  package var accepted: BookAccepted
  package var since: Instant

  package init(accepted: BookAccepted, since: Instant) {
    self.accepted = accepted
    self.since = since
  }
}

package struct StoredFile: Hashable, Sendable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

package struct LedgerCounts: Hashable, Sendable {
  package var transactions: Int
  package var events: Int
  package var tasks: Int
  package var open: Int
  package var missedEntries: Int

  package init(transactions: Int, events: Int, tasks: Int, open: Int, missedEntries: Int) {
    self.transactions = transactions
    self.events = events
    self.tasks = tasks
    self.open = open
    self.missedEntries = missedEntries
  }
}

/// Why the store could not do it; each says what to do.
package enum StoreError: Error, Hashable, Sendable {
  /// A unique key exists already.
  case duplicate(String)
  case refused(String)
  case diskFull(path: String)
  case readOnly(path: String)
  case corrupt(path: String, detail: String)
  /// Another daemon has the store; its process, where it is known.
  case locked(path: String, process: Int32?)
  /// The schema is newer than this program.
  case newer(path: String, schema: String)
  case failed(String)
}
