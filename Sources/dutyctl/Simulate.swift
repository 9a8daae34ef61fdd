import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRehearsal
import DutyRules
import DutyStore
import DutyWiring

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the daemon's engine over a span of days at full speed and print what came of it.",
    discussion: """
      With a scenario of the directory (scenarios/*.yaml) people act as it says: they acknowledge, report late or not,
      are returned, find and find again. The same directory, days, scenario and seed give the same ledger and digest.

      Example: dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31
               dutyctl simulate rules/ --from 2026-01-01 --to 2026-12-31 --scenario year --seed 7
               dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31 --state rehearsal/
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR")) var rules: String
  @Option(help: ArgumentHelp("The first day.", valueName: "DATE")) var from: String
  @Option(help: ArgumentHelp("The last day.", valueName: "DATE")) var to: String
  @Option(help: ArgumentHelp("Keep the ledger in this directory; in memory when not given.", valueName: "DIR"))
  var state: String?
  @Option(help: ArgumentHelp("The scenario to act out; without one nobody does anything.", valueName: "NAME"))
  var scenario: String?
  @Option(help: ArgumentHelp("Another seed than the scenario's.", valueName: "N"))
  var seed: UInt64?
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let first = try parseDate(from, "--from")
    let last = try parseDate(to, "--to")
    guard first <= last else { throw ValidationError("--from \(from) is after --to \(to)") }
    let bench = try Workbench(rules, ledger: nil, at: from)
    if seed != nil, scenario == nil { throw ValidationError("--seed goes with --scenario: without one nothing is drawn") }
    let zone = bench.book.settings.zone
    let start = zone.instant(LocalTime(first))
    let end = zone.instant(LocalTime(last.adding(days: 1))).adding(seconds: -1)
    if let state {
      let store = try SQLiteStore(path: state + (state.hasSuffix(".db") ? "" : "/ledger.db"))
      try rehearse(store, from: start, to: end)
      try store.close()
    } else {
      try rehearse(MemoryStore(), from: start, to: end)
    }
  }

  private func rehearse(_ store: some LedgerStore, from: Instant, to end: Instant) throws {
    let sink = RehearsalSink()
    let parts = EngineParts(
      store: store, source: DirectorySource(path: rules), gate: systemGate(), sink: sink, journal: SilentJournal(),
      render: { _, _, _ in [] }, recordedAt: { $0 })
    var count: RehearsalCount?
    do throws(EngineError) {
      // A ledger that was begun goes on where it ends.
      let head: Link
      do throws(StoreError) { head = try store.head() } catch { throw EngineError.store(error) }
      var now = head.number > 0 ? head.at : from
      let engine = try Engine.start(parts, at: now)
      let rehearsal = try rehearsal(engine, store, at: now)
      while now <= end {
        try engine.tick(at: now)
        try rehearsal?.act(at: now)
        let next = try engine.wake(after: now)
        now = rehearsal?.next(after: now).map { min($0, next) } ?? next
      }
      count = rehearsal?.count
    } catch {
      if case .refused(let refusal) = error { for line in refusal.lines { Output.error(line) } }
      throw CommandFailure(error.description, help: "see `dutyctl check \(rules)`")
    }
    try report(store, count)
  }

  private func rehearsal(
    _ engine: Engine, _ store: some LedgerStore, at now: Instant
  ) throws(EngineError) -> Rehearsal? {
    guard let scenario else { return nil }
    let scenarios = engine.current.book.scenarios
    guard let row = scenarios[scenario] else {
      let near = nearestName(to: scenario, among: scenarios.rows.map(\.id))
      throw .store(.failed("no scenario `\(scenario)`" + (near.map { "; did you mean `\($0)`?" } ?? "")))
    }
    do throws(StoreError) {
      return try Rehearsal(
        row, engine: engine, store: store, planner: engine.current.planner, seed: seed ?? UInt64(row.seed), from: now)
    } catch {
      throw .store(error)
    }
  }

  private func report(_ store: some LedgerStore, _ count: RehearsalCount?) throws {
    let digest = try LedgerExport(format: .jsonl, isComparable: true).digest(store).hex
    let counts = try store.counts()
    var outcomes: [String: Int] = [:]
    for entry in try store.entries(from: Instant(seconds: .min / 2), to: Instant(seconds: .max / 2)) {
      outcomes[entry.outcome.rawValue, default: 0] += 1
    }
    var kinds: [String: Int] = [:]
    var after: Int64 = 0
    while true {
      let (last, _) = try store.events(after: after, limit: 500) { kind in
        kinds[kind.rawValue, default: 0] += 1
        return false
      }
      guard last > after else { break }
      after = last
    }
    switch format {
    case .json:
      Output.json([
        "tasks": .int(Int64(counts.tasks)), "open": .int(Int64(counts.open)), "events": .int(Int64(counts.events)),
        "entries": .object(outcomes.mapValues { .int(Int64($0)) }),
        "kinds": .object(kinds.mapValues { .int(Int64($0)) }),
        "deeds": .int(Int64(count?.done ?? 0)),
        "refused": .object((count?.refused ?? [:]).mapValues { .int(Int64($0)) }),
        "digest": .string(digest),
      ])
    case .text:
      Output.line("\(from) to \(to): \(counts.tasks) tasks, \(counts.open) open at the end")
      Output.line(
        "entries: " + outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      Output.line("events: " + kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      for (reason, times) in (count?.refused ?? [:]).sorted(by: { $0.key < $1.key }) {
        Output.line("refused \(times) times: \(reason)")
      }
      Output.line("digest \(digest)")
    }
  }
}

/// A rehearsal writes no queues.
struct RehearsalSink: QueueSink {
  func stage(_ publication: QueuePublication) throws(SinkError) {}
  func commit(_ publication: QueuePublication) throws(SinkError) {}
  func revision(of date: CivilDate) -> Int? { nil }
  var keepsQueues: Bool { false }
}

struct SilentJournal: Journal {
  var isRead: Bool { false }
  func write(_ message: JournalMessage) {}
}
