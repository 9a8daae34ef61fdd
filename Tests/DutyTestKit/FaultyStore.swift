import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Synchronization

/// A store before which a process may die: the append with a given number fails, before or after it is kept.
///
/// It can also hide entries and tasks from its readers, as somebody would who tampered with the tables.
package final class FaultyStore: LedgerStore {
  package enum Moment: Sendable { case before, after }

  private struct State {
    var left: Int?
    var moment = Moment.before
    var hiddenStream: String?
    var hiddenSubject: String?
  }

  package let base = MemoryStore()
  private let state = Mutex(State())

  package init() {}

  /// The `number`-th append from now on fails; `nil` for none.
  package func failAppend(_ number: Int?, _ moment: Moment = .before) {
    state.withLock {
      $0.left = number
      $0.moment = moment
    }
  }

  package func hideEntries(of stream: String?) { state.withLock { $0.hiddenStream = stream } }
  package func hideTasks(on subject: String?) { state.withLock { $0.hiddenSubject = subject } }

  @discardableResult
  package func append(_ events: [Event], at instant: Instant, recordedAt: Instant) throws(StoreError) -> Link {
    let fault: Moment? = state.withLock { state in
      guard let left = state.left else { return nil }
      state.left = left - 1
      return left == 1 ? state.moment : nil
    }
    if fault == .before { throw .failed("killed before an append") }
    let link = try base.append(events, at: instant, recordedAt: recordedAt)
    if fault == .after { throw .failed("killed after an append") }
    return link
  }

  private func shows(_ entry: EntryRecord) -> Bool { state.withLock { $0.hiddenStream != entry.stream } }
  private func shows(_ task: TaskRow) -> Bool { state.withLock { $0.hiddenSubject != task.record.key.subject } }

  package func head() throws(StoreError) -> Link { try base.head() }
  package func entry(stream: String, period: String, n: Int) throws(StoreError) -> EntryRecord? {
    try base.entry(stream: stream, period: period, n: n).flatMap { shows($0) ? $0 : nil }
  }
  package func entries(stream: String, from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try base.entries(stream: stream, from: from, to: to).filter(shows)
  }
  package func entries(from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try base.entries(from: from, to: to).filter(shows)
  }
  package func lastOpenings() throws(StoreError) -> [String: Instant] { try base.lastOpenings() }
  package func task(number: String) throws(StoreError) -> TaskRow? { try base.task(number: number) }
  package func task(key: TaskKey) throws(StoreError) -> TaskRow? { try base.task(key: key) }
  package func tasks(_ filter: TaskFilter) throws(StoreError) -> [TaskRow] { try base.tasks(filter).filter(shows) }
  package func count(_ filter: TaskFilter) throws(StoreError) -> Int { try base.count(filter) }
  package func forEachTask(_ filter: TaskFilter, _ body: (TaskRow) -> Void) throws(StoreError) {
    try base.forEachTask(filter) { if shows($0) { body($0) } }
  }
  package func openDeadlines(
    ladder: String, after: Instant?, upTo: Instant
  ) throws(StoreError) -> [Instant] {
    try base.openDeadlines(ladder: ladder, after: after, upTo: upTo)
  }
  package func moves(from: Instant) throws(StoreError) -> [MoveOnRecord] { try base.moves(from: from) }
  package func rungs(task: String) throws(StoreError) -> [RungFired] { try base.rungs(task: task) }
  package func openRungs() throws(StoreError) -> [RungFired] { try base.openRungs() }
  package func fact(_ kind: EventKind, id: String) throws(StoreError) -> StoredFact? {
    try base.fact(kind, id: id)
  }

  package func facts(_ query: FactQuery) throws(StoreError) -> [StoredFact] { try base.facts(query) }

  package func receipt(id: String) throws(StoreError) -> Receipt? { try base.receipt(id: id) }
  package func dispatches(from: CivilDate, to: CivilDate) throws(StoreError) -> [StoredDispatch] {
    try base.dispatches(from: from, to: to)
  }
  package func lastDispatch() throws(StoreError) -> StoredDispatch? { try base.lastDispatch() }
  package func designations() throws(StoreError) -> [DesignationRecord] { try base.designations() }
  package func gaps() throws(StoreError) -> [GapRecord] { try base.gaps() }
  package func lastAudit() throws(StoreError) -> AuditRecord? { try base.lastAudit() }
  package func books() throws(StoreError) -> [BookInForce] { try base.books() }
  package func bookFiles(digest: String) throws(StoreError) -> [StoredFile]? { try base.bookFiles(digest: digest) }
  package func keepBook(digest: String, files: [StoredFile]) throws(StoreError) {
    try base.keepBook(digest: digest, files: files)
  }
  package func transactions(after number: Int64, limit: Int) throws(StoreError) -> [StoredTransaction] {
    try base.transactions(after: number, limit: limit)
  }
  package func history(task: String) throws(StoreError) -> [StoredEvent] { try base.history(task: task) }
  package func past(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> any LedgerStore {
    try base.past(while: isPast)
  }
  package func counts() throws(StoreError) -> LedgerCounts { try base.counts() }
}
