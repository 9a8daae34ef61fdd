import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Synchronization

/// A memory store with one fault, to show that the laws notice.
final class BrokenStore: LedgerStore {
  enum Fault: String, CaseIterable, Sendable {
    case keepsHalf, acceptsDuplicates, wrongSentence, writesEmptyTransactions, anotherHead, sequencesFromZero
    case spanEndsIncluded, daysExclusive, unsortedTasks, ignoresLimit, ignoresSupport, miscounts, staleDispatchTime
    case forgetsHistory, openRungsOfClosedTasks, deadlinesOfEveryLadder, gapsNeverClose, newestDesignationFirst
    case booksOnce, forgetsFiles, oldestAudit, noReceipts, oldestOpening, missesEntries, wrongDispatch, silentWithin
    case forgetsTopics, forgetsRounds, talliesAtTheEnd, climbsAgain, mixesKinds, pastIsPresent
    case promisesAnew, keepsItsLimit, forgetsOldMoves, forgetsWhoHadIt
  }

  let inner = MemoryStore()
  private let isAsked = Mutex(false)
  let fault: Fault

  init(_ fault: Fault) {
    self.fault = fault
  }

  func append(_ events: [Event], at instant: Instant, recordedAt: Instant) throws(StoreError) -> Link {
    do throws(StoreError) {
      let link = try inner.append(events, at: instant, recordedAt: recordedAt)
      if events.isEmpty, fault == .writesEmptyTransactions {
        let event = Event.process(ProcessRecord(what: "nothing", detail: ""))
        return try inner.append([event], at: instant, recordedAt: recordedAt)
      }
      return link
    } catch {
      switch (fault, error) {
      case (.keepsHalf, _) where events.count > 1:
        for event in events { try inner.append([event], at: instant, recordedAt: recordedAt) }
      case (.acceptsDuplicates, .duplicate): return try inner.head()
      case (.wrongSentence, .refused): throw .refused("no")
      default: break
      }
      throw error
    }
  }

  func head() throws(StoreError) -> Link {
    let head = try inner.head()
    return fault == .anotherHead ? Link(number: head.number + 1, hash: head.hash, at: head.at) : head
  }

  func entry(stream: String, period: String, n: Int) throws(StoreError) -> EntryRecord? {
    fault == .missesEntries ? nil : try inner.entry(stream: stream, period: period, n: n)
  }

  private func end(_ to: Instant) -> Instant {
    fault == .spanEndsIncluded && to.seconds < .max ? to.adding(seconds: 1) : to
  }

  func entries(stream: String, from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try inner.entries(stream: stream, from: from, to: end(to))
  }

  func entries(from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try inner.entries(from: from, to: end(to))
  }

  func lastOpenings() throws(StoreError) -> [String: Instant] {
    let openings = try inner.lastOpenings()
    return fault == .oldestOpening ? openings.mapValues { $0.adding(seconds: -1) } : openings
  }

  private func altered(_ row: TaskRow) -> TaskRow {
    var row = row
    if fault == .forgetsRounds { row.round = 0 }
    if fault == .promisesAnew { row.promised = row.record.due }
    if fault == .keepsItsLimit { row.record = row.record.with(RecordChange(limit: "3 workdays")) }
    if fault == .staleDispatchTime { row.dispatchedAt = row.dispatchedAt?.adding(seconds: 1) }
    return row
  }

  func task(number: String) throws(StoreError) -> TaskRow? { try inner.task(number: number).map(altered) }
  func task(key: TaskKey) throws(StoreError) -> TaskRow? { try inner.task(key: key).map(altered) }

  func tasks(_ filter: TaskFilter) throws(StoreError) -> [TaskRow] {
    var filter = filter
    if fault == .ignoresLimit { filter.limit = nil }
    if fault == .ignoresSupport { filter.supporter = nil }
    let rows = try inner.tasks(filter).map(altered)
    return fault == .unsortedTasks ? rows.reversed() : rows
  }

  func count(_ filter: TaskFilter) throws(StoreError) -> Int {
    try inner.count(filter) + (fault == .miscounts ? 1 : 0)
  }

  func forEachTask(_ filter: TaskFilter, _ body: (TaskRow) -> Void) throws(StoreError) {
    let isWithin = isAsked.withLock { asked in
      defer { asked = true }
      return asked
    }
    if isWithin, fault == .silentWithin { return }
    for row in try tasks(filter) { body(row) }
    isAsked.withLock { $0 = false }
  }

  func openDeadlines(ladder: String, after: Instant?, upTo: Instant) throws(StoreError) -> [Instant] {
    if fault == .deadlinesOfEveryLadder {
      let due = try inner.tasks(.open).map(\.record.due).filter { $0 <= upTo && (after == nil || $0 > (after ?? $0)) }
      return Set(due).sorted()
    }
    return try inner.openDeadlines(ladder: ladder, after: after, upTo: upTo)
  }

  func climbingCases(
    due: Instant, ladder: String, below rung: Int, traits: Set<CaseTrait>
  ) throws(StoreError) -> ClimbingCases {
    let below = fault == .climbsAgain ? 99 : rung
    var found = try inner.climbingCases(due: due, ladder: ladder, below: below, traits: traits)
    if fault == .mixesKinds { for place in found.cases.indices { found.cases[place].kind = 0 } }
    return found
  }

  func tallies(promisedFrom from: Instant, before: Instant) throws(StoreError) -> [TaskTally] {
    let last = fault == .talliesAtTheEnd && before.seconds < .max ? before.adding(seconds: 1) : before
    return try inner.tallies(promisedFrom: from, before: last)
  }

  func moves(from: Instant) throws(StoreError) -> [MoveOnRecord] {
    try inner.moves(from: fault == .forgetsOldMoves ? from.adding(seconds: 1) : from).map { one in
      var one = one
      if fault == .forgetsWhoHadIt { one.move.from = one.move.to }
      return one
    }
  }

  func rungs(task: String) throws(StoreError) -> [RungFired] { try inner.rungs(task: task) }

  func openRungs() throws(StoreError) -> [RungFired] {
    guard fault == .openRungsOfClosedTasks else { return try inner.openRungs() }
    var rungs: [RungFired] = []
    for row in try inner.tasks(TaskFilter()) { rungs += try inner.rungs(task: row.number) }
    return rungs
  }

  func fact(_ kind: EventKind, id: String) throws(StoreError) -> StoredFact? { try inner.fact(kind, id: id) }

  func facts(_ query: FactQuery) throws(StoreError) -> [StoredFact] {
    var query = query
    if fault == .forgetsTopics { query.topic = nil }
    return try inner.facts(query)
  }

  func receipt(id: String) throws(StoreError) -> Receipt? {
    fault == .noReceipts ? nil : try inner.receipt(id: id)
  }

  func dispatches(from: CivilDate, to: CivilDate) throws(StoreError) -> [StoredDispatch] {
    try inner.dispatches(from: from, to: fault == .daysExclusive ? to.adding(days: -1) : to)
  }

  func lastDispatch() throws(StoreError) -> StoredDispatch? {
    let far = CivilDate(epochDay: 99_999)
    return fault == .wrongDispatch
      ? try inner.dispatches(from: CivilDate(epochDay: 0), to: far).first : try inner.lastDispatch()
  }

  func designations() throws(StoreError) -> [DesignationRecord] {
    let found = try inner.designations()
    return fault == .newestDesignationFirst ? found.reversed() : found
  }

  func gaps() throws(StoreError) -> [GapRecord] {
    guard fault == .gapsNeverClose else { return try inner.gaps() }
    var found: [GapRecord] = []
    for event in try inner.transactions(after: 0, limit: .max).flatMap(\.events) {
      if case .gap(let gap)? = try? event.event() { found.append(gap) }
    }
    return found
  }

  func lastAudit() throws(StoreError) -> AuditRecord? {
    guard fault == .oldestAudit else { return try inner.lastAudit() }
    for event in try inner.transactions(after: 0, limit: .max).flatMap(\.events) {
      if case .audited(let audit)? = try? event.event() { return audit }
    }
    return nil
  }

  func books() throws(StoreError) -> [BookInForce] {
    let found = try inner.books()
    return fault == .booksOnce ? Array(found.prefix(1)) : found
  }

  func bookFiles(digest: String) throws(StoreError) -> [StoredFile]? {
    fault == .forgetsFiles ? nil : try inner.bookFiles(digest: digest)
  }

  func keepBook(digest: String, files: [StoredFile]) throws(StoreError) {
    try inner.keepBook(digest: digest, files: files)
  }

  func transactions(after number: Int64, limit: Int) throws(StoreError) -> [StoredTransaction] {
    var found = try inner.transactions(after: number, limit: limit)
    if fault == .sequencesFromZero {
      for transaction in found.indices {
        for event in found[transaction].events.indices { found[transaction].events[event].sequence -= 1 }
      }
    }
    return found
  }

  func history(task: String) throws(StoreError) -> [StoredEvent] {
    let found = try inner.history(task: task)
    return fault == .forgetsHistory ? Array(found.dropLast()) : found
  }

  func past(while isPast: (StoredTransaction) -> Bool) throws(StoreError) -> any LedgerStore {
    fault == .pastIsPresent ? self : try inner.past(while: isPast)
  }

  func counts() throws(StoreError) -> LedgerCounts { try inner.counts() }
}
