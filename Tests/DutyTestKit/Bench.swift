import DutyBook
import DutyCalendar
import DutyDispatch
import DutyEngine
import DutyLedger
import DutyPorts

/// An engine on a manual clock and a store in memory, with everything it says kept.
package final class Bench {
  package let shelf: Shelf
  package let store: FaultyStore
  package let sink = RecordingSink()
  package let journal = RecordingJournal()
  package private(set) var engine: Engine
  package private(set) var now: Instant

  package init(_ district: District, at start: Instant, store: FaultyStore = FaultyStore()) throws {
    shelf = Shelf(district)
    self.store = store
    now = start
    engine = try Engine.start(Self.parts(store, shelf, sink, journal), at: start)
    try engine.tick(at: start)
  }

  /// For a test that starts the engine itself.
  package static func parts(
    _ store: any LedgerStore, _ shelf: Shelf, _ sink: RecordingSink = RecordingSink(),
    _ journal: RecordingJournal = RecordingJournal()
  ) -> EngineParts {
    EngineParts(
      store: store, source: shelf, gate: testGate, sink: sink, journal: journal,
      render: { set, _, _ in
        QueueFiles(
          set.queues.map { queue in
            let text = ([queue.recipient.id] + queue.lines.map(\.number)).joined(separator: "\n")
            return StoredFile(path: "\(queue.recipient.id).txt", bytes: Array(text.utf8))
          })
      },
      recordedAt: { $0 })
  }

  /// Runs from one instant of the engine's own to the next, as the daemon's loop does.
  package func run(until end: Instant) throws {
    while true {
      let next = try engine.next(after: now).at
      if next > end { break }
      now = next
      try engine.tick(at: now)
    }
    now = end
    try engine.tick(at: now)
  }

  /// The daemon was down until then: the engine is thrown away, a new one starts and catches up.
  package func restart(at instant: Instant) throws {
    now = instant
    engine = try Engine.start(Self.parts(store, shelf, sink, journal), at: instant)
    try engine.tick(at: instant)
  }

  /// Runs and dies at every append that the store fails; each death is a restart at the same instant.
  package func runDying(until end: Instant) throws {
    while true {
      do {
        try run(until: end)
        return
      } catch EngineError.store(.failed) {
        store.failAppend(nil)
        while true {
          do {
            try restart(at: now)
            break
          } catch EngineError.store(.failed) { store.failAppend(nil) }
        }
      }
    }
  }

  /// The comparable export, one event a line.
  package func export() throws -> [String] {
    let bytes = try LedgerExport(format: .jsonl, isComparable: true).bytes(store.base)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  package func events() throws -> [(at: Instant, event: Event)] {
    var all: [(Instant, Event)] = []
    try store.base.forEachTransaction { (transaction) throws(StoreError) in
      for stored in transaction.events {
        do { all.append((stored.at, try stored.event())) } catch { throw .failed("\(error)") }
      }
    }
    return all
  }

  package func entries() throws -> [EntryRecord] {
    try store.entries(from: Instant(seconds: 0), to: Instant(seconds: 1 << 40))
  }

  package func tasks() throws -> [TaskRow] { try store.tasks(TaskFilter()) }

  package func rungs() throws -> [(at: Instant, fired: RungFired)] {
    try events().compactMap { if case .rung(let fired) = $0.event { ($0.at, fired) } else { nil } }
  }

  package func dispatches() throws -> [(at: Instant, record: DispatchRecord)] {
    try events().compactMap { if case .dispatched(let record) = $0.event { ($0.at, record) } else { nil } }
  }

  package func moves() throws -> [TaskMove] {
    try events().compactMap { if case .moved(let move) = $0.event { move } else { nil } }
  }
}
