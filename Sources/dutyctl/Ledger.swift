import ArgumentParser
import DutyCalendar
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyStore
import DutyWiring
import Foundation

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Verify, export and audit the ledger (台账).",
    discussion: """
      Example: dutyctl ledger verify --ledger /var/lib/dutyd
               dutyctl ledger audit --from 2026-11-20 --ledger /var/lib/dutyd
      """,
    subcommands: [Verify.self, Export.self, Audit.self, Kinds.self])

  struct Kinds: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the kinds of events a ledger can have, as `export` writes them.",
      discussion: "Example: dutyctl ledger kinds")

    func run() { for kind in EventKind.allCases.map(\.rawValue).sorted() { Output.line(kind) } }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Recompute the chain of hashes, name the first broken transaction, and compare the tables with the events.",
      discussion: """
        Example: dutyctl ledger verify --ledger /var/lib/dutyd

        Exit status: 0 whole, 1 broken.
        """)
    @OptionGroup var ledger: RequiredLedger
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let result = try LedgerVerification.run(ledger.open())
      switch format {
      case .json:
        Output.json([
          "whole": .bool(result.isWhole), "transactions": .int(Int64(result.transactions)),
          "events": .int(Int64(result.events)), "head": .string(result.head.hash),
          "broken": result.broken.map { ["transaction": .int($0.transaction), "reason": .string($0.reason)] } ?? .null,
        ])
      case .text:
        if let broken = result.broken {
          Output.line("broken at \(broken)")
        } else if !result.differences.isEmpty {
          for difference in result.differences { Output.line("altered: \(difference)") }
        } else {
          Output.line("whole: \(result.transactions) transactions, \(result.events) events, head \(result.head.hash)")
        }
      }
      if !result.isWhole { throw ExitCode(1) }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write every event, one a line.",
      discussion: """
        Example: dutyctl ledger export --ledger /var/lib/dutyd > ledger.jsonl
                 dutyctl ledger export --comparable | sha256sum
                 dutyctl ledger export --with-books > ledger-and-rules.jsonl
        """)
    @OptionGroup var ledger: RequiredLedger
    @Option(help: "jsonl or csv.") var format: LedgerExport.Format = .jsonl
    @Flag(
      help: "Leave out what differs between equal runs: times of recording, process events, numbers of transactions.")
    var comparable = false
    @Flag(help: "First every file of every book ever in force, one a line (jsonl only), so that the export stands alone.")
    var withBooks = false

    func validate() throws {
      if withBooks, format != .jsonl { throw ValidationError("--with-books goes with --format jsonl") }
    }

    func run() throws {
      let store = try ledger.open()
      if withBooks { try writeBooks(store) }
      try LedgerExport(format: format, isComparable: comparable).run(store) { Output.write($0) }
    }

    /// Lines of the kind `book-file`: text where the bytes are UTF-8, base64 where they are not.
    private func writeBooks(_ store: SQLiteStore) throws {
      for digest in Set(try store.books().map(\.accepted.digest)).sorted() {
        for file in try store.bookFiles(digest: digest) ?? [] {
          var line: [String: JSONValue] = [
            "kind": "book-file", "book": .string(digest), "path": .string(file.path),
          ]
          if let text = String(bytes: file.bytes, encoding: .utf8) {
            line["text"] = .string(text)
          } else {
            line["base64"] = .string(Data(file.bytes).base64EncodedString())
          }
          Output.write(JSONValue.object(line).canonical + [10])
        }
      }
    }
  }

  struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Recompute a span of days from the book in force and report what should exist and does not, or the reverse.",
      discussion: """
        Asks the running daemon, which does the same every night for the day before; with --ledger it reads the ledger
        itself.

        Example: dutyctl ledger audit --from 2026-11-16 --to 2026-11-20
                 dutyctl ledger audit --from 2026-11-16 --to 2026-11-20 --ledger /var/lib/dutyd

        Exit status: 0 clean, 1 differences.
        """)
    @Option(help: ArgumentHelp("The first day; yesterday when not given.", valueName: "DATE")) var from: String?
    @Option(help: ArgumentHelp("The last day; the first when not given.", valueName: "DATE")) var to: String?
    @Option(help: ArgumentHelp("Read this ledger instead of asking the daemon.", valueName: "PATH")) var ledger: String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    /// The same answer as the daemon's, from the ledger alone.
    private func read(_ path: String, _ arguments: JSONValue) throws -> JSONValue {
      let parts = EngineParts(
        store: try openLedger(path), source: DirectorySource(path: "/nonexistent"), gate: systemGate(),
        sink: RehearsalSink(), journal: SilentJournal(), render: { _, _, _ in QueueFiles([]) }, recordedAt: { $0 })
      let now = SystemClock().now()
      guard let engine = try Engine.reading(parts, at: now) else {
        throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
      }
      let reply = engine.perform("audit", arguments, author: "dutyctl", at: now)
      guard reply.status == 200 else {
        let error = reply.body["error"]
        throw CommandFailure(
          error?["message"]?.string ?? "refused", help: error?["help"]?.string ?? "see `dutyctl ledger verify`")
      }
      return reply.body
    }

    func run() throws {
      var arguments: [String: JSONValue] = [:]
      if let from { arguments["from"] = .string(try parseDate(from, "--from").description) }
      if let to { arguments["to"] = .string(try parseDate(to, "--to").description) }
      let answer =
        try ledger.map { try read($0, .object(arguments)) } ?? socket.ask("audit", .object(arguments), format: format)
      let days = answer["days"]?.array ?? []
      let differences = days.flatMap { $0["differences"]?.array ?? [] }
      if format == .json {
        Output.json(answer)
      } else {
        for day in days {
          let found = day["differences"]?.array ?? []
          Output.line(
            "\(day["date"]?.string ?? ""): \(day["entries"]?.int ?? 0) entries, \(day["tasks"]?.int ?? 0) tasks, "
              + (found.isEmpty ? "clean" : "\(found.count) differences"))
          for difference in found { Output.line("  \(difference.string ?? "")") }
        }
      }
      if !differences.isEmpty { throw ExitCode(1) }
    }
  }
}

extension LedgerExport.Format: ExpressibleByArgument {}
