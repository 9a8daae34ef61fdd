import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// The order of things: read the clock once, find what is due, decide, append, then send.
///
/// The engine holds nothing that it could not find again from the ledger and the book (design invariant 1): what it
/// keeps between ticks is how far it has looked. It knows no clock: every call is given its instant.
package final class Engine {
  /// How queues become files: all of them, or only these recipients' and the index.
  package typealias Renderer = @Sendable (QueueSet, Settings.Locale, Set<String>?) -> QueueFiles

  let store: any LedgerStore
  let source: any RuleSource
  let gate: RuleGate
  let sink: any QueueSink
  let journal: any Journal
  let evidence: any EvidenceShelf
  let render: Renderer
  /// Called between the steps of anything that may take long, with what is being done.
  let progress: @Sendable (String) -> Void
  /// What is recorded beside an instant as the time of writing; given by the caller, since no code here reads a clock.
  let recordedAt: @Sendable (Instant) -> Instant

  package internal(set) var current: Accepted {
    didSet {
      guard oldValue.planner.assignment !== current.planner.assignment else { return }
      limitContext = current.book.limitContext
      checklists = [:]
      matters.forgetChecklists()
    }
  }
  /// The book's, held apart from it: deadlines are derived all the time, and the book is large to hand on.
  private(set) var limitContext: LimitContext
  /// What was done to tasks and said of them, as far as it was asked for: a memory.
  var matters = Matters()
  /// What is open at which spot, and what its findings cost so far: a memory.
  var spots = Spots()
  /// What the book in force asks for, by question: a memory.
  var checklists: [Question: Checklist] = [:]
  /// Set while the directory on disk is refused and an older book is in force.
  package internal(set) var degraded: RuleRefusal?
  package internal(set) var storeProblem: String?
  package internal(set) var queueProblem: String?
  /// Per stream: everything that opens up to this instant is in the ledger.
  var floors: [String: Instant] = [:]
  /// All streams are level with this instant, whatever ``floors`` says; ``settleFloors()`` writes it there.
  var level: Instant?
  /// A stretch of time of which it is known that nothing is due in it.
  var calm: Calm?
  /// The rung that follows an instant, as it was worked out last.
  var rungsAhead = RungsAhead()
  /// The dispatch that follows an instant, as it was worked out last.
  var dispatchAhead = DispatchAhead()
  /// Everything that is not a stream has been looked at up to here.
  var looked: Instant
  var agenda: DayAgenda?
  var hasLookedAtRungs = false
  /// A memory of arithmetic only: it can be forgotten at any time.
  var rungTimes = RungTimes()
  /// What the nightly proofs settled: a memory of the same sort.
  var proofs = ProofMemory()
  /// What the ladders have to look at again: a memory too.
  var climbs = Climbs()
  /// What waits to be sent: a memory too.
  var deliveries = OutboxMemory()
  /// What the preview on disk was computed from: the day and the ledger's head.
  var previewed: (day: CivilDate, head: Int64)?
  var hasSaidQueueProblem = false
  /// What went out lately: a memory too.
  var dispatched = SentDispatches()
  /// What was opened and does not wait for the next dispatch: a memory too.
  var urgent = UrgentTasks()
  /// What is to be written beside the loop.
  var backlog = QueueBacklog()
  /// Why the newest queues could not be written beside the loop.
  var unwritten: String?
  package internal(set) var lastReload: (at: Instant, accepted: Bool)?
  var rosters = RosterMemo()
  /// Files that wait for their report.
  var held = HeldEvidence()
  /// Goes with the next append: a rehearsal's note of how far it is.
  var mark: ProcessRecord?
  /// Goes with the next append: the request that is being done, and its operation.
  var deed: (mark: RequestMark, operation: String)?

  var book: Book {
    _read { yield current.book }
  }
  var planner: Planner {
    _read { yield current.planner }
  }
  var zone: Zone { current.book.settings.zone }

  init(_ parts: EngineParts, current: Accepted, degraded: RuleRefusal?, looked: Instant) {
    store = parts.store
    source = parts.source
    gate = parts.gate
    sink = parts.sink
    journal = parts.journal
    evidence = parts.evidence
    render = parts.render
    progress = parts.progress
    recordedAt = parts.recordedAt
    self.current = current
    limitContext = current.book.limitContext
    self.degraded = degraded
    self.looked = looked
  }

  func date(of instant: Instant) -> CivilDate { zone.local(instant).date }
  func midnight(of date: CivilDate) -> Instant { zone.instant(LocalTime(date)) }

  /// Appends and keeps what follows from it in step; a batch without events writes nothing.
  ///
  /// What has to be sent because of them is appended with them.
  ///
  /// - Parameter queues: whose queues a dispatch among them changes.
  package func append(
    _ events: [Event], queues: [String] = [], at instant: Instant
  ) throws(EngineError) {
    guard !events.isEmpty else { return }
    let events = events + messages(for: events, queues: queues, at: instant)
    var marked = mark.map { events + [.process($0)] } ?? events
    mark = nil
    if let deed {
      let id = deed.mark.id
      self.deed = nil
      // A request that does two things is known by the first.
      if try reading({ store throws(StoreError) in try store.fact(.requestDone, id: id) }) == nil {
        marked.append(.fact(Fact(RequestDone(deed.mark, deed.operation, events: events))))
      }
    }
    do {
      try store.append(marked, at: instant, recordedAt: recordedAt(instant))
    } catch {
      // Whether it was written is the ledger's to say.
      urgent = UrgentTasks()
      throw .store(error)
    }
    urgent.note(events, goesAtOnce)
    climbs.note(events, at: instant)
    matters.note(events, at: instant)
    spots.note(events)
    deliveries.note(events, at: instant)
    dispatched.note(events, at: instant)
    noteRungs(events)
    if calm != nil, events.contains(where: \.mayBringDeadline) { calm = nil }
  }

  /// A read of the store; its failure is the engine's.
  func reading<T>(_ body: (any LedgerStore) throws(StoreError) -> T) throws(EngineError) -> T {
    do {
      return try body(store)
    } catch {
      throw .store(error)
    }
  }
}

/// What an engine is wired from.
package struct EngineParts: Sendable {
  package var store: any LedgerStore
  package var source: any RuleSource
  package var gate: RuleGate
  package var sink: any QueueSink
  package var journal: any Journal
  package var evidence: any EvidenceShelf
  package var render: Engine.Renderer
  package var recordedAt: @Sendable (Instant) -> Instant
  package var progress: @Sendable (String) -> Void

  package init(
    store: any LedgerStore, source: any RuleSource, gate: RuleGate, sink: any QueueSink, journal: any Journal,
    evidence: any EvidenceShelf = MemoryEvidence(), render: @escaping Engine.Renderer, recordedAt: @escaping @Sendable (Instant) -> Instant,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.source = source
    self.gate = gate
    self.sink = sink
    self.journal = journal
    self.evidence = evidence
    self.render = render
    self.progress = progress
    self.recordedAt = recordedAt
  }
}

/// The entries that open on one day, kept while that day lasts.
struct DayAgenda {
  var date: CivilDate
  var entries: [PlannedEntry]
}

extension Engine {
  /// Remembers that a step failed, for STATUS and `status`; says so once per cause.
  package func failed(_ error: EngineError) {
    let text = error.description
    switch error {
    case .queues:
      if queueProblem != text || !hasSaidQueueProblem {
        journal.write(JournalMessage(.queuesFailed, .error, text))
        hasSaidQueueProblem = true
      }
      queueProblem = text
    case .store, .refused:
      if storeProblem != text { journal.write(JournalMessage(.storeFailed, .error, text)) }
      storeProblem = text
    }
  }

  package func recovered() {
    storeProblem = nil
    queueProblem = nil
    hasSaidQueueProblem = false
  }

  package var problem: String? { storeProblem ?? queueProblem ?? unwritten }
  package var isFailing: Bool { problem != nil }
}
