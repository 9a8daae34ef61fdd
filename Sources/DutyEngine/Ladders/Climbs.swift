import DutyCalendar
import DutyLedger
import DutyOversight

/// What is remembered of one case.
private final class CaseMemory {
  var record: CaseRecord?
  /// The units for which something was counted in it.
  var units: Set<String> = []
}

/// What the ladders have to look at again.
///
/// A memory only: all of it is found again from the ledger by ``Engine/recallClimbs(at:)``.
struct Climbs {
  /// More cases than these are read again rather than held.
  static let mostRecords = 10_000

  var shelf = LadderShelf()
  var isRecalled = false
  /// Cases in which something happened that may make a rung due.
  var cases: Set<String> = []
  /// Rankings that were published, and units' documents that went out.
  var tables: [String] = []
  var unitNotices: [String] = []
  /// Units of whose cases something was counted.
  var units: Set<String> = []
  /// By instant, what is due for a look when it comes, though nothing happens: tasks, or `notice:` and a number.
  private(set) var waiting: [Instant: Set<String>] = [:]
  /// The earliest instant that something was put down for since this was last set to `nil`.
  var soonest: Instant?
  /// The tasks of a unit in which something was counted, and when last.
  private(set) var countedTasks: [String: [String: Instant]] = [:]
  /// What was counted in the cases of each unit, and those of its cases that are to be read again for it.
  var counts: [String: UnitCounts] = [:]
  var staleCounts: [String: Set<String>] = [:]
  /// What the ladders of units count, by book.
  var unitKinds: (book: String, kinds: [CountedEvent.Kind])?
  /// Series whose numbers an audit found without a hole, up to which number.
  var wholeSeries: [String: Int] = [:]
  /// What is remembered of single cases.
  private var memories: [String: CaseMemory] = [:]
  private var heldRecords = 0
  /// The last number given out, by `series/year`.
  var numbers: [String: Int] = [:]
  /// What appeals struck out; `nil` until it is read.
  var struck: Set<String>? {
    didSet { if struck == nil { countAnew() } }
  }
  /// Dispatches since the last look.
  var dispatched: [(at: Instant, tasks: [String])] = []

  /// Since when rungs that a downtime left have fired and no audit has looked at them.
  var unaudited: Instant?

  var isIdle: Bool { cases.isEmpty && tables.isEmpty && unitNotices.isEmpty && units.isEmpty && dispatched.isEmpty }

  /// Takes note of what was appended.
  mutating func note(_ events: [Event], at instant: Instant) {
    for event in events {
      if !memories.isEmpty, !joins(event, at: instant) { event.forEachTask { forget($0) } }
      switch event {
      case .acted(let acted):
        switch acted.action {
        case .return, .reopen, .resume, .extend: cases.insert(acted.task)
        default: break
        }
      case .rederived(let change): cases.insert(change.task)
      case .dispatched(let record): if !record.tasks.isEmpty { dispatched.append((instant, record.tasks)) }
      case .fact(let fact): note(fact)
      case .bookAccepted:
        shelf = LadderShelf()
        // A ladder that is new may count what none has counted yet.
        isRecalled = false
      default: break
      }
    }
  }

  private mutating func note(_ fact: Fact) {
    switch fact.kind {
    case .finding, .findingClassified: cases.formUnion(fact.tasks)
    case .notice:
      if let cut = fact.id.lastIndex(of: "/"), let number = Int(fact.id[fact.id.index(after: cut)...]) {
        numbers[String(fact.id[..<cut])] = number
      }
      if fact.tasks.isEmpty { unitNotices.append(fact.id) } else { cases.formUnion(fact.tasks) }
    case .ranking: tables.append(fact.id)
    case .appealDecision, .noticeWithdrawal: struck = nil
    case .noticeAnswer: countAnew()
    default: break
    }
  }

  /// - Parameter isCounted: whether a ladder of units counts what it is; without, its case is not read for the counts.
  mutating func noteCounted(_ event: CountedEvent, isCounted: Bool) {
    units.insert(event.unit)
    let last = countedTasks[event.unit]?[event.task]
    let isLater = last.map { $0 < event.at } ?? true
    if isLater { countedTasks[event.unit, default: [:]][event.task] = event.at }
    let isKnown = memories[event.task]?.units.contains(event.unit) ?? false
    guard isKnown ? isLater : isCounted else { return }
    memory(of: event.task).units.insert(event.unit)
    staleCounts[event.unit, default: []].insert(event.task)
  }

  /// Something happened in a case: what was read of it no longer holds.
  private mutating func forget(_ task: String) {
    guard let memory = memories[task] else { return }
    if memory.record != nil {
      memory.record = nil
      heldRecords -= 1
      if memory.units.isEmpty { memories[task] = nil }
    }
    for unit in memory.units { staleCounts[unit, default: []].insert(task) }
  }

  /// Adds a finding that joined a case to what was read of it, however much joined it before; false for another event.
  private mutating func joins(_ event: Event, at instant: Instant) -> Bool {
    // What was struck out may stand again with it: that is read anew.
    guard case .fact(let fact) = event, fact.kind == .finding, struck?.isEmpty ?? false,
      let finding = fact.record(Finding.self), finding.outcome == .joined, fact.tasks == [finding.task]
    else { return false }
    memories[finding.task]?.record?.findings.append((finding, instant))
    return true
  }

  private mutating func memory(of task: String) -> CaseMemory {
    if let known = memories[task] { return known }
    let made = CaseMemory()
    memories[task] = made
    return made
  }

  /// A case as it was read, until something happens in it.
  func record(_ task: String) -> CaseRecord? { memories[task]?.record }

  mutating func keep(_ record: CaseRecord, of task: String) {
    if heldRecords >= Self.mostRecords {
      memories = memories.filter { !$0.value.units.isEmpty }
      for memory in memories.values { memory.record = nil }
      heldRecords = 0
    }
    let memory = memory(of: task)
    if memory.record == nil { heldRecords += 1 }
    memory.record = record
  }

  private mutating func countAnew() {
    counts = [:]
    staleCounts = countedTasks.mapValues { Set($0.keys) }
  }

  /// Has something looked at when an instant comes.
  mutating func wait(for instant: Instant, _ name: String) {
    waiting[instant, default: []].insert(name)
    soonest = min(soonest ?? instant, instant)
  }

  mutating func stopWaiting(upTo instant: Instant) -> Set<String> {
    var found: Set<String> = []
    for key in waiting.keys.filter({ $0 <= instant }) { found.formUnion(waiting.removeValue(forKey: key) ?? []) }
    return found
  }

  /// The instants up to one at which something is to be looked at.
  func instants(upTo instant: Instant) -> [Instant] {
    guard waiting.keys.contains(where: { $0 <= instant }) else { return [] }
    return waiting.keys.filter { $0 <= instant }.sorted()
  }

  func nextInstant(after instant: Instant) -> Instant? {
    var next: Instant?
    for key in waiting.keys where key > instant { next = min(next ?? key, key) }
    return next
  }
}
