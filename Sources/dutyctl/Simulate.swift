import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyStore
import DutyWiring

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the daemon's engine over a span of days at full speed and print what came of it.",
    discussion: """
      The same directory and days give the same ledger and the same digest.

      Example: dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31
               dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31 --state rehearsal/
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR")) var rules: String
  @Option(help: ArgumentHelp("The first day.", valueName: "DATE")) var from: String
  @Option(help: ArgumentHelp("The last day.", valueName: "DATE")) var to: String
  @Option(help: ArgumentHelp("Keep the ledger in this directory; in memory when not given.", valueName: "DIR"))
  var state: String?
  @Option(
    help: ArgumentHelp(
      "A seed for chance; the bare rules have none, so that every seed gives the same run.", valueName: "N"))
  var seed: UInt64 = 0
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let first = try parseDate(from, "--from")
    let last = try parseDate(to, "--to")
    guard first <= last else { throw ValidationError("--from \(from) is after --to \(to)") }
    let bench = try Workbench(rules, ledger: nil, at: from)
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
    do throws(EngineError) {
      let engine = try Engine.start(parts, at: from)
      var now = from
      while now <= end {
        try engine.tick(at: now)
        now = try engine.next(after: now).at
      }
    } catch {
      if case .refused(let refusal) = error { for line in refusal.lines { Output.error(line) } }
      throw CommandFailure(error.description, help: "see `dutyctl check \(rules)`")
    }
    try report(store)
  }

  private func report(_ store: some LedgerStore) throws {
    let export = try LedgerExport(format: .jsonl, isComparable: true).bytes(store)
    let digest = Digest(of: export).hex
    let counts = try store.counts()
    var outcomes: [String: Int] = [:]
    for entry in try store.entries(from: Instant(seconds: .min / 2), to: Instant(seconds: .max / 2)) {
      outcomes[entry.outcome.rawValue, default: 0] += 1
    }
    var kinds: [String: Int] = [:]
    var after: Int64 = 0
    while true {
      let batch = try store.transactions(after: after, limit: 500)
      guard let lastOne = batch.last else { break }
      for transaction in batch { for event in transaction.events { kinds[event.kind.rawValue, default: 0] += 1 } }
      after = lastOne.link.number
    }
    switch format {
    case .json:
      Output.json([
        "tasks": .int(Int64(counts.tasks)), "open": .int(Int64(counts.open)), "events": .int(Int64(counts.events)),
        "entries": .object(outcomes.mapValues { .int(Int64($0)) }),
        "kinds": .object(kinds.mapValues { .int(Int64($0)) }),
        "digest": .string(digest),
      ])
    case .text:
      Output.line("\(from) to \(to): \(counts.tasks) tasks, \(counts.open) open at the end")
      Output.line(
        "entries: " + outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      Output.line("events: " + kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
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
  func write(_ message: JournalMessage) {}
}
