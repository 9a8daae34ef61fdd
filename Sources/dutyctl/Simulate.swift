import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDigest
import DutyDocuments
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRehearsal
import DutyReporting
import DutyRules
import DutyStore
import DutyWiring
import Foundation

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the daemon's engine over a span of days at full speed and print what came of it.",
    discussion: """
      With a scenario of the directory (scenarios/*.yaml) people act as it says: they acknowledge, report late or not,
      are returned, find and find again; a script's deeds are done at their instants. The same directory, days, scenario
      and seed give the same ledger and digest. Without --from and --to a scenario plays its own days, and what it
      expects is looked for then.

      It ends at the midnight after the last day, with the opening of the report on the longest calendar period that
      the days hold. --out keeps every notice and report that was issued on the way, as dutyd writes them. On a terminal
      a long one shows how far it has come.

      Example: dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31
               dutyctl simulate rules/ --from 2026-01-01 --to 2026-12-31 --scenario year --seed 7 --out bulletins/
               dutyctl simulate rules/ --from 2026-11-23 --to 2026-12-31 --state rehearsal/
               dutyctl simulate rules/ --scenario findings

      Exit status: 0 done, 1 the directory is refused, or something came otherwise than the scenario expects, 2 usage.
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR")) var rules: String
  @Option(help: ArgumentHelp("The first day; the scenario's when not given.", valueName: "DATE")) var from: String?
  @Option(help: ArgumentHelp("The last day; the scenario's when not given.", valueName: "DATE")) var to: String?
  @Option(help: ArgumentHelp("Keep the ledger in this directory; in memory when not given.", valueName: "DIR"))
  var state: String?
  @Option(help: ArgumentHelp("The scenario to act out; without one nobody does anything.", valueName: "NAME"))
  var scenario: String?
  @Option(help: ArgumentHelp("Another seed than the scenario's.", valueName: "N"))
  var seed: UInt64?
  @Option(help: ArgumentHelp("Write notices and reports into this directory.", valueName: "DIR"))
  var out: String?
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    if seed != nil, scenario == nil { throw ValidationError("--seed goes with --scenario: without one nothing is drawn") }
    var pages = LargePages()
    let bench = try Workbench(rules, ledger: nil, at: from)
    let chosen = try scenario.map { try bench.scenario($0) }
    let first = try day(from, chosen?.from, "--from")
    let last = try day(to, chosen?.to, "--to")
    guard first <= last else { throw ValidationError("--from \(first) is after --to \(last)") }
    let zone = bench.book.settings.zone
    let span = (from: zone.instant(LocalTime(first)), to: zone.instant(LocalTime(last.adding(days: 1))))
    if let state {
      if !state.hasSuffix(".db") {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
      }
      let path = state + (state.hasSuffix(".db") ? "" : "/ledger.db")
      try markAsRehearsed(path)
      let store = try SQLiteStore(path: path)
      defer { try? store.close() }
      try rehearse(store, span, first...last, &pages)
    } else {
      let store = MemoryStore()
      // The process ends when this does: to take a year's ledger apart first, object by object, serves nobody.
      _ = Unmanaged.passRetained(store)
      try rehearse(store, span, first...last, &pages)
    }
  }

  /// A ledger that a daemon kept is not rehearsed on: what comes of a rehearsal would stand among what was.
  private func markAsRehearsed(_ path: String) throws {
    let mark = path + ".rehearsal"
    if FileManager.default.fileExists(atPath: mark) { return }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        "\(path) is no rehearsal's ledger, and a rehearsal would be written into it",
        help: "give --state a new directory")
    }
    guard FileManager.default.createFile(atPath: mark, contents: Data("\(scenario ?? "")\n".utf8)) else {
      throw CommandFailure("\(mark) cannot be written", help: "is the directory there and yours?")
    }
  }

  private func day(_ text: String?, _ own: CivilDate?, _ option: String) throws -> CivilDate {
    if let text { return try parseDate(text, option) }
    guard let own else {
      throw ValidationError(
        "\(option) is not given" + (scenario.map { ", and the scenario `\($0)` does not say its days" } ?? ""))
    }
    return own
  }

  private func rehearse(
    _ store: some LedgerStore, _ span: (from: Instant, to: Instant), _ days: ClosedRange<CivilDate>,
    _ pages: inout LargePages
  ) throws {
    let parts = EngineParts(
      store: store, source: DirectorySource(path: rules), gate: systemGate(), sink: RehearsalSink(),
      journal: SilentJournal(), render: { _, _, _ in QueueFiles([]) }, recordedAt: { $0 })
    let play: ScenarioPlay
    var papers = out.map { Papers($0) }
    var progress = ProgressLine(days)
    do throws(EngineError) {
      // A ledger that was begun goes on where it ends.
      let head: Link
      do throws(StoreError) { head = try store.head() } catch { throw EngineError.store(error) }
      let now = head.number > 0 ? head.at : span.from
      let engine = try Engine.start(parts, at: now)
      // What the engine remembers neither.
      _ = Unmanaged.passRetained(engine)
      let chosen = scenario.flatMap { engine.current.book.scenarios[$0] }
      let made = try ScenarioPlay(engine, store: store, scenario: chosen, seed: seed, at: now)
      try made.run(from: now, to: span.to) { (now) throws(EngineError) in
        pages.follow()
        progress.reach(engine.current.book.settings.zone.local(now).date)
        try papers?.settle(store, engine.current.planner, now)
      }
      play = made
      progress.clear()
    } catch {
      progress.clear()
      if case .refused(let refusal) = error { for line in refusal.lines { Output.error(line) } }
      throw CommandFailure(error.description, help: "see `dutyctl check \(rules)`")
    }
    let outcome = try outcome(of: play, span)
    let bulletin = try bulletin(Archive(store, play.engine.current.planner, now: span.to), days)
    try report(store, play.rehearsal?.count, Ending(outcome: outcome, bulletin: bulletin), days)
    if let outcome, !outcome.hasPassed { throw ExitCode(1) }
  }

  /// The opening of the report on the longest calendar period that lies within the days and ends with them.
  private func bulletin(_ archive: Archive, _ days: ClosedRange<CivilDate>) throws -> Bulletin? {
    let forms: [ReportForm] = [.yearly, .halfYearly, .quarterly, .twoMonthly, .monthly, .digest]
    for form in forms {
      guard let length = form.length else { continue }
      let period = Period.containing(days.upperBound, length)
      guard period.last == days.upperBound, period.first >= days.lowerBound else { continue }
      let book = archive.book
      let document = DutyDocuments.report(of: try archive.reportInput(form, period))
      let bytes = renderReport(document, as: .md, locale: book.settings.locale, templates: book.templates)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      return Bulletin(
        report: "\(form.rawValue) \(period.name)",
        opening: lines.prefix { !$0.hasPrefix("## ") }.map(String.init))
    }
    return nil
  }

  /// What the scenario expects is looked for where it played its own days.
  private func outcome(of play: ScenarioPlay, _ span: (from: Instant, to: Instant)) throws -> ScenarioOutcome? {
    let book = play.engine.current.book
    guard let row = scenario.flatMap({ book.scenarios[$0] }), let own = row.span(in: book.settings.zone), own == span
    else { return nil }
    return try row.outcome(of: play, end: span.to)
  }

  private func report(
    _ store: some LedgerStore, _ count: RehearsalCount?, _ ending: Ending, _ days: ClosedRange<CivilDate>
  ) throws {
    let digest = try LedgerExport(format: .jsonl, isComparable: true).digest(store).hex
    let counts = try store.counts()
    var outcomes: [String: Int] = [:]
    for entry in try store.entries(from: Instant(seconds: .min / 2), to: Instant(seconds: .max / 2)) {
      outcomes[entry.outcome.rawValue, default: 0] += 1
    }
    var counted: [EventKind: Int] = [:]
    var after: Int64 = 0
    while true {
      let (last, _) = try store.events(after: after, limit: 500) { kind in
        counted[kind, default: 0] += 1
        return false
      }
      guard last > after else { break }
      after = last
    }
    let kinds = Dictionary(uniqueKeysWithValues: counted.map { ($0.key.rawValue, $0.value) })
    switch format {
    case .json:
      Output.json([
        "tasks": .int(Int64(counts.tasks)), "open": .int(Int64(counts.open)), "events": .int(Int64(counts.events)),
        "entries": .object(outcomes.mapValues { .int(Int64($0)) }),
        "kinds": .object(kinds.mapValues { .int(Int64($0)) }),
        "deeds": .int(Int64(count?.done ?? 0)),
        "refused": .object((count?.refused ?? [:]).mapValues { .int(Int64($0)) }),
        "bulletin": ending.bulletin.map {
          ["report": .string($0.report), "opening": .array($0.opening.map { .string($0) })]
        } ?? .null,
        "problems": .array((ending.outcome?.lines ?? []).map { .string($0) }),
        "digest": .string(digest),
      ])
    case .text:
      Output.line("\(days.lowerBound) to \(days.upperBound): \(counts.tasks) tasks, \(counts.open) open at the end")
      Output.line(
        "entries: " + outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      Output.line("events: " + kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      for (reason, times) in (count?.refused ?? [:]).sorted(by: { $0.key < $1.key }) {
        Output.line("refused \(times) times: \(reason)")
      }
      for line in ending.outcome?.lines ?? [] { Output.line(line) }
      if let outcome = ending.outcome, !outcome.results.isEmpty {
        Output.line("\(outcome.results.count(where: \.hasPassed)) of \(outcome.results.count) expectations are met")
      }
      if let bulletin = ending.bulletin {
        Output.line()
        for line in bulletin.opening { Output.line(line) }
      }
      Output.line("digest \(digest)")
    }
  }
}

/// How a rehearsal ends: what was expected of it, and what it has to say.
private struct Ending {
  var outcome: ScenarioOutcome?
  var bulletin: Bulletin?
}

/// How a rehearsal's last report begins.
private struct Bulletin {
  /// `yearly 2026`.
  var report: String
  var opening: [String]
}

/// The documents of a rehearsal as files, brought up to date at each new day.
private struct Papers {
  private var publishing: Publishing
  private var seen: CivilDate?

  init(_ directory: String) { publishing = Publishing(DocumentDirectory(directory)) }

  mutating func settle(_ store: some LedgerStore, _ planner: Planner, _ now: Instant) throws(EngineError) {
    let day = planner.book.settings.zone.local(now).date
    guard day != seen else { return }
    seen = day
    do { _ = try publishing.settle(Archive(store, planner, now: now)) } catch {
      throw .store(.failed("documents cannot be written: \(error)"))
    }
  }
}

extension Workbench {
  /// A scenario of the directory by its name.
  func scenario(_ name: String) throws -> Scenario {
    if let row = book.scenarios[name] { return row }
    let known = book.scenarios.rows.map(\.id)
    throw CommandFailure(
      "no scenario `\(name)`",
      help: nearestName(to: name, among: known).map { "did you mean `\($0)`?" } ?? "known: \(known.joined(separator: ", "))")
  }
}

extension ScenarioOutcome {
  /// What went otherwise, each with its place: `scenarios/findings.yaml:31: …`.
  var lines: [String] {
    problems.map { "\($0.source.brief): \($0.text)" }
      + results.filter { !$0.hasPassed }.flatMap { result in
        ["\(result.expectation.source.brief): \(result.expectation.name)"] + result.failures.map { "  " + $0 }
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
