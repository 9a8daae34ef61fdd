import ArgumentParser
import DutyLedger

/// What waits for somebody's consent: asked over the pages or the API, where each speaks for themselves.
struct ApprovalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approval", abstract: "Look at requests that wait for an approval, and withdraw one's own (申请).",
    discussion: """
      Example: dutyctl approval list
               dutyctl approval withdraw w-7k2m9xqz4a --by p-0112
      """,
    subcommands: [ApprovalList.self, ApprovalWithdraw.self])
}

struct ApprovalList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what waits for an approval.",
    discussion: """
      A request lapses when its task changes hands or ends, or when the same person asks for the same thing again.

      Example: dutyctl approval list --by p-0112
               dutyctl approval list --task K7Q2M-9XD4P --all
      """)

  @Option(help: ArgumentHelp("Asked by this person.", valueName: "ID-OR-NAME")) var by: String?
  @Option(help: ArgumentHelp("For this task.", valueName: "NUMBER")) var task: String?
  @Flag(help: "What was decided, withdrawn or has lapsed too.") var all = false
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    var arguments: [String: JSONValue] = all ? ["all": true] : [:]
    for (key, value) in [("by", by), ("task", task)] { arguments[key] = value.map { .string($0) } }
    let items = try socket.ask("approval-list", .object(arguments), format: format)["items"]?.array ?? []
    if format == .json { return Output.json(.array(items)) }
    if items.isEmpty { return Output.line("nothing waits") }
    func text(_ item: JSONValue, _ name: String) -> String { item[name]?.string ?? "" }
    Output.table(
      [["id", "task", "what", "asked by", "asked", "approvers", "outcome", "reason"]]
        + items.map { item in
          [
            text(item, "id"), text(item, "task"), text(item, "action"), text(item, "by"), text(item, "at"),
            (item["approvers"]?.array ?? []).compactMap(\.string).joined(separator: " "), text(item, "outcome"),
            text(item, "reason"),
          ]
        })
  }
}

struct ApprovalWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Withdraw a request of one's own.",
    discussion: "Example: dutyctl approval withdraw w-4kq7mz2wxa --by p-0112")

  @Argument(help: "The request's id, as `dutyctl approval list` shows it.") var id: String
  @Option(help: ArgumentHelp("Who asked.", valueName: "ID-OR-NAME")) var by: String
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("approval-withdraw", ["id": .string(id), "by": .string(by)], format: format)
    if format == .json { return Output.json(answer) }
    Output.line("\(id) is withdrawn")
  }
}
