import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyHost
import DutyLedger
import DutyOversight
import DutyPorts
import DutyReporting
import DutyStore
import Foundation

struct AppealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal",
    abstract: "Contest a finding, a notice, a deduction or a flag (申诉), and decide about it.",
    discussion: """
      Example: dutyctl appeal file bulletin/2026/1 --by p-0112 --reason '已按期整改，附照片'
               dutyctl appeal list
      """,
    subcommands: [List.self, File.self, Decide.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List appeals and what became of them.", discussion: "Example: dutyctl appeal list")
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let items = Array(try client.items("/api/v1/appeals", [], limit: 10_000, format: format).reversed())
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items, ["appeal": "id", "filed": "at", "by": "by", "outcome": "outcome", "reason": "reason"])
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      let decisions = try store.records(AppealDecision.self)
      let appeals = try store.records(Appeal.self)
      func decision(_ id: String) -> AppealDecision? { decisions.first { $0.record.appeal == id }?.record }
      func outcome(_ id: String) -> String { decision(id).map { $0.isUpheld ? "upheld" : "dismissed" } ?? "open" }
      if format == .json {
        return Output.json(
          .array(
            appeals.map { stored in
              AppealJSON.value(stored, decision(stored.record.id), in: zone)
            }))
      }
      Output.table(
        [["appeal", "filed", "by", "outcome", "reason"]]
          + appeals.map {
            [$0.record.id, zone.local($0.at).description, $0.record.by, outcome($0.record.id), $0.record.reason]
          })
    }
  }

  struct File: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Contest something by its id; one appeal against each.",
      discussion: """
        Example: dutyctl appeal file F-1A2B3C4D5E --by p-0112 --reason '该点位不在我单位管辖范围'
                 dutyctl appeal file bulletin/2026/1 --by p-0112 --reason '已按期整改，附照片'
        """)
    @Argument(help: "The finding, notice, deduction or flag.") var against: String
    @Option(help: ArgumentHelp("Who contests it.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "appeal-file", ["against": .string(against), "by": .string(by), "reason": .string(reason)], format: format)
      format == .json ? Output.json(answer) : Output.line("filed \(answer["id"]?.string ?? "")")
    }
  }

  struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Uphold or dismiss an appeal; upheld, everything after it is derived again and the changes are printed.",
      discussion: """
        Example: dutyctl appeal decide A-F-1A2B3C4D5E --uphold --by p-0003 --reason '现场复核属实'
                 dutyctl appeal decide A-F-1A2B3C4D5E --dismiss --by p-0003 --reason '证据不足'
        """)
    @Argument(help: "The appeal.") var id: String
    @ArgumentParser.Flag(help: "It is right.") var uphold = false
    @ArgumentParser.Flag(help: "It is not.") var dismiss = false
    @Option(help: ArgumentHelp("Who decides; of the coordination office.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws {
      if uphold == dismiss { throw ValidationError("say --uphold or --dismiss") }
    }

    func run() throws {
      let answer = try socket.ask(
        "appeal-decide",
        ["id": .string(id), "upheld": .bool(uphold), "by": .string(by), "reason": .string(reason)], format: format)
      if format == .json { return Output.json(answer) }
      Output.line("\(answer["outcome"]?.string ?? "") \(id)")
      let changes = answer["changes"]?.array ?? []
      if uphold, changes.isEmpty { Output.line("  nothing else rested on it") }
      for change in changes { Output.line("  \(change.string ?? "")") }
    }
  }
}

struct FlagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flag",
    abstract: "What units are barred from or have lost (停发、撤销、曝光), with their terms.",
    discussion: """
      Example: dutyctl flag list --unit u-huanwei
               dutyctl flag list --flag exposed
      """,
    subcommands: [List.self, Lift.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List flags in force on a day; with --flag exposed, the exposure list.",
      discussion: """
        Example: dutyctl flag list --unit u-huanwei
                 dutyctl flag list --flag exposed --date 2026-11-30
        """)
    @Option(help: ArgumentHelp("Of this unit.", valueName: "ID-OR-NAME")) var unit: String?
    @Option(help: ArgumentHelp("Of this name.", valueName: "FLAG")) var flag: String?
    @Option(help: ArgumentHelp("On this day; today when not given.", valueName: "DATE")) var date: String?
    @ArgumentParser.Flag(help: "Those that are over or lifted too.") var all = false
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    private static let columns: KeyValuePairs = [
      "flag": "id", "name": "name", "until": "until", "by": "notice", "state": "state", "why": "reason",
    ]

    mutating func run() throws {
      let client = try server.client()
      let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
      unit = try names.id(unit, .unit)
      if let client {
        let query = [("unit", unit), ("flag", flag), ("date", date), ("all", all ? "true" : nil)]
        let items = Array(try client.items("/api/v1/flags", query, limit: 10_000, format: format).reversed())
        if items.isEmpty { try RemoteNames(client).check(unit: unit) }
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(items, Self.columns)
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      let day = try date.map { try parseDate($0, "--date") } ?? zone.local(try presentInstant(store)).date
      var lifted: [String: FlagLifted] = [:]
      for stored in try store.records(FlagLifted.self) { lifted[stored.record.flag] = stored.record }
      func state(_ flag: EligibilityFlag) -> String { flag.standing(on: day, lifted: lifted[flag.id]) }
      var flags = try store.records(EligibilityFlag.self, topic: unit.map { Topic.unit($0) }).map(\.record)
      if let flag { flags.removeAll { $0.flag != flag } }
      if !all { flags.removeAll { state($0) != "in force" } }
      if flags.isEmpty { try KnownNames(store).check(unit: unit, flag: flag) }
      let book = try flags.isEmpty ? nil : storedBook(store)
      let items = flags.map { AppealJSON.flag($0, name: book?.name(ofFlag: $0.flag), state: state($0)) }
      if format == .json { return Output.json(.array(items)) }
      Output.table(
        [Self.columns.map(\.key)]
          + zip(flags, items).map { flag, item in
            Self.columns.map { $0.value == "until" && flag.until == nil ? "lifted" : RemoteTable.cell(item[$0.value]) }
          })
    }
  }

  struct Lift: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a flag before its term.",
      discussion: "Example: dutyctl flag lift civil-award/u-huanwei/2026-11-23 --by p-0003 --reason '整改验收合格'")
    @Argument(help: "The flag.") var id: String
    @Option(help: ArgumentHelp("Who lifts it; of the coordination office.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "flag-lift", ["id": .string(id), "by": .string(by), "reason": .string(reason)], format: format)
      format == .json ? Output.json(answer) : Output.line("lifted \(id)")
    }
  }
}
