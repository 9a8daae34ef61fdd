import ArgumentParser
import DutyCalendar
import DutyControl
import DutyBook
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyStore
import Foundation

struct Designate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record a designation of the office (创建办指定): who answers for what no rule covers.",
    discussion: """
      It outranks every rule file until it is withdrawn. A place stands for itself and what is below it; it is one that
      the duty or the standard is for, or above one. Places and units are designated for apart.

      Somebody of the coordination office decides. Whoever is away on the first day is named with who acts for them;
      somebody for whom nobody acts is refused. A leader or holder may be of another unit than the lead where a
      designation names them; whom a rule names may not, so that another --lead asks for another --holder too.

      The approver decides on what needs an approval (extend, transfer, suspend, reissue, void) and may void alone. A
      rectification goes by its standard, not by the duty that found it: name the --standard for those.

      What it brings about besides is said in the session's language (LC_ALL, LC_MESSAGES, LANG): Chinese or English.

      Example: dutyctl designate --duty lane-patrol --subject lane-zhongshan-1 --lead u-donghu --holder p-0479 \\
                 --leader p-0473 --reason '新建小巷，路长未定' --by p-0017
      """)

  @Option(help: ArgumentHelp("The places or units it is about.", valueName: "ID-OR-NAME")) var subject: [String] = []
  @Option(help: ArgumentHelp("Only this duty.", valueName: "ID")) var duty: String?
  @Option(help: ArgumentHelp("Only this standard.", valueName: "ID")) var standard: String?
  @Option(help: ArgumentHelp("The lead unit.", valueName: "ID-OR-NAME")) var lead: String?
  @Option(help: ArgumentHelp("The accountable leader.", valueName: "ID-OR-NAME")) var leader: String?
  @Option(help: ArgumentHelp("The holder.", valueName: "ID-OR-NAME")) var holder: String?
  @Option(help: ArgumentHelp("The verifier.", valueName: "ID-OR-NAME")) var verifier: String?
  @Option(
    help: ArgumentHelp(
      "Who approves extensions, transfers, suspensions, reissues and voids.", valueName: "ID-OR-NAME"))
  var approver: String?
  @Option(help: ArgumentHelp("Why; printed in every receipt.", valueName: "TEXT")) var reason: String
  @Option(help: ArgumentHelp("The last day; until withdrawn when not given.", valueName: "DATE")) var until: String?
  @OptionGroup var decider: DeciderOption
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws { try decider.check(socket) }

  func run() throws {
    var fields: [String: JSONValue] = [
      "subjects": .array(subject.map { .string($0) }), "reason": .string(reason),
    ]
    for (key, value) in [
      ("duty", duty), ("standard", standard), ("lead", lead), ("leader", leader), ("holder", holder),
      ("verifier", verifier), ("approver", approver), ("until", until), ("by", decider.by),
    ] { if let value { fields[key] = .string(value) } }
    let answer = try socket.ask("designate", .object(fields), format: format)
    if format == .json { return Output.json(answer) }
    let isKnown = answer["outcome"]?.string == "unchanged"
    Output.line(
      "\(answer["outcome"]?.string ?? "") \(answer["id"]?.string ?? "")" + (isKnown ? ": it is in force already" : ""))
    for note in ReaderLanguage.notes(answer) { Output.line(note) }
  }
}

/// Who of the office decides: over HTTP whoever the token is for, elsewhere it is said.
struct DeciderOption: ParsableArguments {
  @Option(
    name: [.customLong("by"), .customLong("author")],
    help: ArgumentHelp("Who decides; of the coordination office.", valueName: "ID-OR-NAME"))
  var by: String?

  func check(_ socket: SocketOptions) throws {
    guard by == nil, socket.server.server == nil else { return }
    throw ValidationError("who decides is not said: give --by PERSON, somebody of the coordination office")
  }
}

struct DesignationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "designation",
    abstract: "List, withdraw and export designations, and what waits for one.",
    discussion: """
      Example: dutyctl designation list --ledger /var/lib/dutyd
               dutyctl designation withdraw Z-1A2B3C4D --reason '路长已任命' --by p-0017
      """,
    subcommands: [List.self, Withdraw.self, Export.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What waits for the office, and what it has designated.",
      discussion: """
        Where two name somebody for the same, the newer one speaks: the older one says by which it is outranked, in
        which role, since when and where. One that decides nothing, because a reload changed what its duty is of or took
        away what it names, says so.

        With --socket or --server the daemon answers; else a ledger of this machine is read.

        Example: dutyctl designation list --ledger /var/lib/dutyd
                 dutyctl designation list --socket /run/dutyd/control.sock
        """)
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let isRemote = try socket.server.client() != nil
      if isRemote || socket.socket != nil {
        guard isRemote || ledger.ledger == nil else {
          throw ValidationError("--socket and --ledger both say where it is: give one")
        }
        return DesignationText.list(try socket.ask("designation-list", format: format), format)
      }
      let store = try ledger.open()
      let book = try storedBook(store)
      let zone = book?.settings.zone ?? .utc
      DesignationText.list(
        DesignationJSON.value(
          try store.gaps(), try store.designations(), in: book.map { Assignment(book: $0) },
          on: zone.local(try presentInstant(store)).date), format)
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Withdraw a designation: the rules speak again, or an older designation that it outranked.",
      discussion: """
        It is refused where an older one that speaks again would make somebody their own verifier.

        Example: dutyctl designation withdraw Z-1A2B3C4D --reason '路长已任命' --by p-0017
        """)
    @Argument(help: "The designation.") var id: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @OptionGroup var decider: DeciderOption
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws { try decider.check(socket) }

    func run() throws {
      var fields: [String: JSONValue] = ["id": .string(id), "reason": .string(reason)]
      if let by = decider.by { fields["by"] = .string(by) }
      let answer = try socket.ask("designation-withdraw", .object(fields), format: format)
      if format == .json { return Output.json(answer) }
      Output.line("withdrawn \(id)")
      for note in ReaderLanguage.notes(answer) { Output.line(note) }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a designation as a rule and a rule test, to be put into the rule directory.",
      discussion: """
        Put the rule into responsibility/01-designated.yaml and the test into tests/; the reload that brings the rule
        into force closes the designation.

        Example: dutyctl designation export Z-1A2B3C4D --ledger /var/lib/dutyd
        """)
    @Argument(help: "The designation.") var id: String
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var beside: BesideSocket

    func run() throws {
      let store = try beside.open(ledger)
      guard let record = try store.designations().first(where: { $0.id == id }) else {
        throw CommandFailure("no designation `\(id)` in force", help: "see `dutyctl designation list`")
      }
      guard let newest = try store.books().last else {
        throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
      }
      let book = try Workbench(stored: newest.accepted.digest, store: store).book
      let exported = DesignatedRules.export(record, in: book)
      Output.line("# responsibility/01-designated.yaml\n" + exported.rule)
      if let test = exported.test {
        Output.line("# tests/designated.yaml\n" + test)
      } else {
        Output.line("# No test: it names neither a duty nor a standard, and a test has to ask about one.")
      }
    }
  }
}

/// Where the ledger is, for commands that read nothing else.
struct RequiredLedger: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The ledger: state directory or file (default: $STATE_DIRECTORY, then /var/lib/dutyd).", valueName: "PATH"))
  var ledger: String?

  var path: String {
    ledger ?? ProcessInfo.processInfo.environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
      ?? "/var/lib/dutyd"
  }

  func open() throws -> SQLiteStore { try openLedger(path) }
}
