import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRules
import DutyStore

struct MockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mock-evaluation",
    abstract: "Draw a sample of standards and places, have it checked, and score it (模拟测评).",
    discussion: """
      Example: dutyctl mock-evaluation --seed 7 --size 60 --by p-0112
               dutyctl mock-evaluation score M-20261123-S7-N60
      """,
    subcommands: [Draw.self, ScoreOf.self], defaultSubcommand: Draw.self)

  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a stratified sample and open its tasks; with --dry-run, only print it.",
      discussion: """
        Strata are sector × zone × part of the district, each by its share. The same seed, size and rules draw the same
        sample on any machine. Who is responsible checks, somebody else verifies; what fails becomes a finding.

        --dry-run asks no daemon: it needs a rule directory (--rules DIR), or a ledger (--ledger PATH), whose book in force
        it draws from.

        Example: dutyctl mock-evaluation draw --seed 7 --size 60 --by p-0112
                 dutyctl mock-evaluation draw --seed 7 --size 5 --per-sector --dry-run --rules rules/ --at 2026-11-23
                 dutyctl mock-evaluation draw --seed 7 --size 60 --dry-run --ledger /var/lib/dutyd
        """)
    @Option(help: ArgumentHelp("Any whole number.", valueName: "S")) var seed: Int
    @Option(help: ArgumentHelp("How many pairs of standard and place.", valueName: "N")) var size: Int
    @Flag(help: "So many for each sector, not in all.") var perSector = false
    @Option(help: ArgumentHelp("By when each is checked; 3 workdays when not given.", valueName: "LIMIT")) var limit:
      String?
    @Option(help: ArgumentHelp("Who has it drawn.", valueName: "ID-OR-NAME")) var by: String?
    @Flag(help: "Print the sample and open nothing; needs --rules DIR or --ledger PATH, and no daemon.")
    var dryRun = false
    @Option(help: ArgumentHelp("With --dry-run: the rule directory.", valueName: "DIR")) var rules: String?
    @Option(
      help: ArgumentHelp(
        "With --dry-run, in place of --rules: a ledger (state directory or file); its book in force.",
        valueName: "PATH"))
    var ledger: String?
    @Option(help: ArgumentHelp("With --dry-run: the day; today when not given.", valueName: "DATE")) var at: String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws {
      if dryRun, (rules == nil) == (ledger == nil) {
        throw ValidationError("--dry-run needs what it draws from: --rules DIR, or --ledger PATH; one of the two")
      }
      if dryRun { try socket.server.refuse(["--dry-run": true]) }
      if !dryRun, by == nil {
        throw ValidationError("give --by PERSON, or --dry-run with --rules DIR or --ledger PATH")
      }
      if !dryRun, rules != nil || ledger != nil || at != nil {
        throw ValidationError("--rules, --ledger and --at go with --dry-run")
      }
      guard (1...10_000).contains(size) else { throw ValidationError("--size is a number from 1 to 10000") }
    }

    func run() throws {
      if dryRun { return try preview() }
      let answer = try socket.ask(
        "mock-evaluation",
        [
          "seed": .int(Int64(seed)), "size": .int(Int64(size)), "per-sector": .bool(perSector),
          "limit": .string(limit ?? ""), "by": .string(by ?? ""),
        ], format: format)
      if format == .json { return Output.json(answer) }
      let numbers = (answer["tasks"]?.array ?? []).compactMap(\.string)
      Output.line(
        "\(answer["id"]?.string ?? ""): \(answer["outcome"]?.string ?? ""), \(numbers.count) of "
          + "\(answer["population"]?.int ?? 0) pairs")
      Output.line(
        "see them with `dutyctl task list --duty mock-evaluation`, the result with "
          + "`dutyctl mock-evaluation score \(answer["id"]?.string ?? "ID")`")
    }

    /// The rule directory, or the book in force of the ledger, with the present instant.
    private func drawnFrom() throws -> (bench: Workbench, now: Instant) {
      guard let ledger else {
        let bench = try Workbench(rules ?? "", ledger: nil, at: at)
        return (bench, try bench.instant(nil))
      }
      let store = try openLedger(ledger)
      guard let newest = try store.books().last else {
        throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
      }
      return (try Workbench(stored: newest.accepted.digest, store: store), try presentInstant(store))
    }

    private func preview() throws {
      let (bench, now) = try drawnFrom()
      let book = bench.book
      let day = try at.map { try parseDate(String($0.prefix(10)), "--at") } ?? book.settings.zone.local(now).date
      let sample = MockSample(bench.planner, seed: seed, size: size, perSector: perSector, on: day)
      if format == .json {
        return Output.json([
          "id": .string(Engine.mockID(seed: seed, size: size, perSector: perSector, on: day)),
          "population": .int(Int64(sample.population)),
          "strata": .array(
            sample.strata.map { stratum in
              [
                "stratum": .string(stratum.name), "population": .int(Int64(stratum.population)),
                "pairs": .array(
                  stratum.pairs.map { pair in
                    [
                      "standard": .string(book.standards[pair.standard].id),
                      "place": .string(book.places.ids[pair.place.index]),
                    ]
                  }),
              ]
            }),
        ])
      }
      Output.line("\(sample.pairs.count) of \(sample.population) pairs, from \(sample.strata.count) strata")
      for stratum in sample.strata {
        Output.line("\(stratum.name): \(stratum.pairs.count) of \(stratum.population)")
        Output.table(
          stratum.pairs.map { pair in
            [
              book.standards[pair.standard].id, book.places.ids[pair.place.index], book.standards[pair.standard].name,
              book.places.names[pair.place.index],
            ]
          }, indent: "  ")
      }
    }
  }

  struct ScoreOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "score",
      abstract: "What a mock evaluation came to, by sector and unit.",
      discussion: """
        Only what is reported and verified counts, each standard by its points.

        Example: dutyctl mock-evaluation score M-20261123-S7-N60
        """)
    @Argument(help: "The mock evaluation.") var id: String
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let score = try client.look("/mock-evaluations/" + queryEncoded(id), format: format).json
        return RemoteReading.mock(score, format)
      }
      let store = try ledger.open()
      guard let newest = try store.books().last else {
        throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
      }
      let book = try Workbench(stored: newest.accepted.digest, store: store).book
      guard let score = try MockScore(of: id.uppercased(), in: store, book) else {
        let known = try store.records(MockDrawn.self).map(\.record.id)
        let near = nearestName(to: id.uppercased(), among: known)
        throw CommandFailure(
          "no mock evaluation `\(id)`",
          help: near.map { "did you mean `\($0)`?" }
            ?? (known.isEmpty ? "none was drawn" : "one of: \(known.joined(separator: ", "))"))
      }
      if format == .json { return Output.json(MockJSON.value(score)) }
      Output.line(
        "\(score.drawn.id), seed \(score.drawn.seed), drawn \(score.drawn.date) by \(score.drawn.by): "
          + "\(score.drawn.drawn.count) of \(score.drawn.population) pairs")
      let header = ["", "drawn", "looked at", "passed", "points", "score"]
      Output.table([header, row(score.total)])
      Output.line("by sector")
      Output.table(score.sectors.map(row), indent: "  ")
      Output.line("by unit")
      Output.table(score.units.map(row), indent: "  ")
      if !score.waiting.isEmpty {
        Output.line("\(score.waiting.count) wait for the verifier: \(score.waiting.joined(separator: " "))")
      }
      for failed in score.failed { Output.line("failed: task \(failed.task), finding \(failed.finding)") }
    }

    private func row(_ line: MockScore.Line) -> [String] {
      [
        line.name, "\(line.drawn)", "\(line.looked)", "\(line.passed)",
        "\(FindingText.milli(line.milliPassed)) / \(FindingText.milli(line.milliPoints))", percent(line.share),
      ]
    }

    /// Hundredths of a percent: `83.33 %`.
    private func percent(_ share: Int?) -> String {
      guard let share else { return "—" }
      return "\(share / 100).\(String(100 + share % 100).dropFirst()) %"
    }
  }
}
