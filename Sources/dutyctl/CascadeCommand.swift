import ArgumentParser
import DutyCalendar
import DutyControl
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutyStore

struct CascadeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cascade", abstract: "Hand a matter down from level to level, each with its own limit (当天传达到网格).",
    discussion: "Example: dutyctl cascade start same-day-notice --from u-donghu --text 今晚暴雨，清理雨水口 --by p-0005",
    subcommands: [Start.self, Show.self, List.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start: the first level's tasks open; whoever takes one up opens those below.",
      discussion: "Example: dutyctl cascade start same-day-notice --from d-yunhe --text 今晚暴雨，清理雨水口 --by p-0005")
    @Argument(help: "A duty with a `cascade`.") var duty: String
    @Option(help: ArgumentHelp("The place, or the unit whose territory it is.", valueName: "ID")) var from: String
    @Option(help: ArgumentHelp("What is handed down.", valueName: "TEXT")) var text: String
    @Option(help: ArgumentHelp("Who starts it.", valueName: "ID-OR-NAME")) var by: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "cascade-start",
        ["duty": .string(duty), "from": .string(from), "text": .string(text), "by": .string(by)], format: format)
      if format == .json { return Output.json(answer) }
      let id = answer["cascade"]?.string ?? ""
      let count = answer["tasks"]?.array?.count ?? 0
      Output.line("\(id): \(count) \(count == 1 ? "task" : "tasks") opened; see `dutyctl cascade show \(id)`")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what was handed down, the newest last.", discussion: "Example: dutyctl cascade list")
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let items = Array(try client.items("/api/v1/cascades", [], limit: 10_000, format: format).reversed())
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items, ["cascade": "cascade", "at": "at", "duty": "duty", "by": "by", "text": "text"])
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      let starts = try store.records(CascadeStarted.self).filter { $0.record.parent.isEmpty }
      if format == .json {
        let written = CascadeJSON(store, zone)
        return Output.json(.array(starts.map { written.start($0) }))
      }
      Output.table(
        [["cascade", "at", "duty", "by", "text"]]
          + starts.map {
            [$0.record.cascade, zone.local($0.at).description, $0.record.duty, $0.record.by, $0.record.text]
          })
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the tree: every level, who has it, and where it stands.",
      discussion: "Example: dutyctl cascade show C-1A2B3C4D5E")
    @Argument(help: "The cascade.") var id: String
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let tree = try client.look("/cascades/" + queryEncoded(id), format: format).json
        return RemoteReading.cascade(tree, format)
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      let unknown = CommandFailure("no cascade \(id)", help: "see `dutyctl cascade list`")
      if format == .json {
        guard let tree = try CascadeJSON(store, zone).tree(id) else { throw unknown }
        return Output.json(tree)
      }
      let events = try store.records(CascadeStarted.self, topic: "cascade:" + id.uppercased())
      guard let start = events.first(where: { $0.record.parent.isEmpty }) else { throw unknown }
      let below = Dictionary(events.map { ($0.record.parent, $0.record.children) }) { first, _ in first }
      let tree = CascadeTree(store: store, below: below, zone: zone, names: Names(book: try storedBook(store)))
      Output.line("\(start.record.cascade) \(start.record.text)")
      Output.line("  \(start.record.duty), by \(start.record.by) at \(zone.local(start.at))")
      var rows: [[String]] = []
      for child in start.record.children { try tree.add(child, depth: 1, to: &rows) }
      Output.table(rows)
    }
  }
}

/// The tasks of a cascade as a tree.
private struct CascadeTree {
  let store: SQLiteStore
  let below: [String: [String]]
  let zone: Zone
  let names: Names

  func add(_ number: String, depth: Int, to rows: inout [[String]]) throws {
    guard let row = try store.task(number: number) else { return }
    let now = try presentInstant(store)
    let isLate = row.state.isOpen && row.reportedAt == nil && now > row.record.due
    rows.append([
      String(repeating: "  ", count: depth) + names.subject(row.record.key.subject), number,
      row.state.rawValue + (isLate ? ", overdue" : ""), "due \(zone.local(row.record.due))",
      names.person(row.record.roles.holder),
    ])
    for child in below[number] ?? [] { try add(child, depth: depth + 1, to: &rows) }
  }
}
