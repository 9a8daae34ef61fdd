import DutyCalendar
import DutyLedger
import DutyPorts

/// One law of ``LedgerStore``: something that every store must do.
///
/// - Shape: ``check(_:reopen:)`` runs the law over an empty store and gives what was broken, so that the suite needs no
///   test framework and a store that breaks a law can itself be tested.
package struct StoreLaw: Sendable, CustomStringConvertible {
  package var name: String
  package var why: String
  private var body: @Sendable (inout Probe) throws -> Void

  init(_ name: String, why: String, _ body: @escaping @Sendable (inout Probe) throws -> Void) {
    self.name = name
    self.why = why
    self.body = body
  }

  package var description: String { "\(name): \(why)" }

  /// What the store does wrong; empty when the law holds.
  ///
  /// - Parameter reopen: closes the store and opens it again; gives the store itself where nothing can be reopened.
  package func check(
    _ store: any LedgerStore, reopen: @escaping (any LedgerStore) throws -> any LedgerStore = { $0 }
  ) -> [String] {
    var probe = Probe(store: store, reopen: reopen)
    do { try body(&probe) } catch { probe.findings.append("an error nobody expected: \(error)") }
    return probe.findings
  }

  package static let all: [StoreLaw] =
    appending + uniqueness + lifecycles + climbing + reading + tallies + facts + books + past + [foldLaw, reopening]
}

/// A store under examination.
struct Probe {
  var store: any LedgerStore
  var reopen: (any LedgerStore) throws -> any LedgerStore
  var findings: [String] = []

  init(store: any LedgerStore, reopen: @escaping (any LedgerStore) throws -> any LedgerStore) {
    self.store = store
    self.reopen = reopen
  }

  mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { findings.append(what()) }
  }

  mutating func equal<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: @autoclosure () -> String) {
    if found != wanted { findings.append("\(what()): found \(found), wanted \(wanted)") }
  }

  /// Appends at an instant of the fixtures.
  @discardableResult
  func append(_ events: Event..., at second: Int64 = 0) throws -> Link {
    try store.append(events, at: Fixture.instant(second), recordedAt: Fixture.instant(second + 1))
  }

  /// Wants the events refused, with a text, and nothing changed.
  mutating func refuses(_ events: [Event], _ kind: Refusal, _ text: String, _ what: String) throws {
    let before = try Snapshot(store)
    do throws(StoreError) {
      try store.append(events, at: Fixture.instant(9), recordedAt: Fixture.instant(9))
      findings.append("\(what): accepted")
    } catch {
      switch (error, kind) {
      case (.duplicate(let found), .duplicate), (.refused(let found), .refused):
        expect(found.contains(text), "\(what): the reason is `\(found)`, without `\(text)`")
      default: findings.append("\(what): \(error), wanted \(kind)")
      }
    }
    let after = try Snapshot(store)
    expect(before == after, "\(what): something of it stayed")
  }

  enum Refusal { case duplicate, refused }
}

/// Everything a store answers, to compare.
struct Snapshot: Equatable {
  var head: Link
  var counts: LedgerCounts
  var tasks: [TaskRow]
  var entries: [EntryRecord]
  var openings: [String: Instant]
  var rungs: [[RungFired]]
  var openRungs: [RungFired]
  var dispatches: [StoredDispatch]
  var designations: [DesignationRecord]
  var gaps: [GapRecord]
  var books: [BookInForce]
  var audit: AuditRecord?
  var transactions: [StoredTransaction]
  var facts: [StoredFact]

  init(_ store: any LedgerStore) throws {
    head = try store.head()
    counts = try store.counts()
    let tasks = try store.tasks(TaskFilter())
    self.tasks = tasks
    entries = try store.entries(from: Fixture.past, to: Fixture.future)
    openings = try store.lastOpenings()
    rungs = try tasks.map { try store.rungs(task: $0.number) }
    openRungs = try store.openRungs()
    dispatches = try store.dispatches(from: Fixture.day(-9999), to: Fixture.day(9999))
    designations = try store.designations()
    gaps = try store.gaps()
    books = try store.books()
    audit = try store.lastAudit()
    transactions = try store.transactions(after: 0, limit: .max)
    facts = try store.facts(FactQuery())
  }
}
