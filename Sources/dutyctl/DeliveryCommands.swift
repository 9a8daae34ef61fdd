import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyDelivery
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutyStore

struct DeliveryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivery",
    abstract: "Messages by channels (投递): list, send again, try a channel.",
    discussion: """
      Example: dutyctl delivery list --failed
               dutyctl delivery retry --undelivered --reason '网关已恢复'
      """,
    subcommands: [List.self, Retry.self, Test.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List messages, newest first: what waits and what failed, unless asked otherwise.",
      discussion: """
        Example: dutyctl delivery list
                 dutyctl delivery list --failed --channel chat
                 dutyctl delivery list --all --recipient u-huanwei --format json

        Exit status: 0, also where there is none.
        """)
    @ArgumentParser.Flag(help: "Those that were delivered.") var delivered = false
    @ArgumentParser.Flag(help: "Those that an attempt failed for, and those that nobody could deliver.") var failed =
      false
    @ArgumentParser.Flag(help: "Those that nobody could deliver: the office has them.") var undelivered = false
    @ArgumentParser.Flag(help: "All of them.") var all = false
    @Option(help: ArgumentHelp("By this channel.", valueName: "NAME")) var channel: String?
    @Option(help: ArgumentHelp("To this unit or person.", valueName: "ID")) var recipient: String?
    @Option(help: ArgumentHelp("About this: queue, immediate, notice, rung, report.", valueName: "KIND")) var kind:
      String?
    @Option(help: ArgumentHelp("Because of this, as the list names it.", valueName: "CAUSE")) var cause: String?
    @Option(help: ArgumentHelp("Queued on this day or later.", valueName: "DATE")) var from: String?
    @Option(help: ArgumentHelp("At most so many.", valueName: "N")) var limit = 100
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws {
      if let kind, MessageKind(rawValue: kind) == nil {
        let known = MessageKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--kind: `\(kind)` is none of \(known)")
      }
      try checkRows(limit)
    }

    private func ask(_ client: ServerClient) throws {
      let wanted = [("delivered", delivered), ("failed", failed), ("undelivered", undelivered), ("all", all)]
        .filter(\.1).map(\.0)
      guard wanted.count <= 1 else {
        throw ValidationError("over HTTP one of --delivered, --failed, --undelivered and --all at a time")
      }
      let query: [(String, String?)] = [
        ("state", wanted.first), ("channel", channel), ("recipient", recipient), ("kind", kind), ("cause", cause),
        ("from", from), ("limit", String(min(limit, 500))),
      ]
      let answer = try client.look("/deliveries", query, format: format).json
      let rows = answer["items"]?.array ?? []
      if format == .json { return Output.json(.array(rows)) }
      RemoteTable.show(
        rows,
        [
          "message": "id", "queued": "queued-at", "about": "cause", "recipient": "recipient", "channel": "channel",
          "state": "state", "attempts": "attempts", "next": "next", "trouble": "trouble",
        ])
      let count = Int(answer["count"]?.int ?? 0)
      if count > rows.count { Output.line("only the newest \(rows.count) of \(count) (--limit shows more)") }
    }

    func run() throws {
      if let client = try server.client() { return try ask(client) }
      let store = try ledger.open()
      guard let newest = try store.books().last else {
        throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
      }
      let bench = try Workbench(stored: newest.accepted.digest, store: store)
      let zone = bench.book.settings.zone
      var query = DeliveryQuery(
        states: states, channel: channel, recipient: recipient, kind: kind.flatMap { MessageKind(rawValue: $0) },
        cause: cause, limit: limit)
      if let from { query.from = zone.instant(LocalTime(try parseDate(from, "--from"))) }
      let (rows, count) = try Archive(store, bench.planner, now: try bench.instant(nil)).deliveries(query)
      if rows.isEmpty { try KnownNames(store).check(channel: channel, party: recipient) }
      if format == .json { return Output.json(.array(rows.map { $0.json(zone) })) }
      Output.table(
        [["message", "queued", "about", "recipient", "channel", "state", "attempts", "next or last", "trouble"]]
          + rows.map { row in
            [
              row.message.id, zone.local(row.message.queuedAt).description, row.message.cause, row.message.recipient,
              row.message.channel, row.state.rawValue, String(row.attempts),
              (row.next ?? row.at).map { zone.local($0).description } ?? "",
              row.state == .delivered ? "" : row.message.trouble,
            ]
          })
      if count > rows.count { Output.line("only the newest \(limit) of \(count) (--limit shows more)") }
    }

    private var states: Set<DeliveryQuery.State> {
      if all { return [] }
      var states: Set<DeliveryQuery.State> = []
      if delivered { states.insert(.delivered) }
      if failed { states.insert(.failed) }
      if undelivered { states.insert(.undelivered) }
      return states.isEmpty ? [.pending, .undelivered] : states
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send messages again, from their first channel on; under the same identifiers.",
      discussion: """
        Example: dutyctl delivery retry msg_0123456789abcdef01234567
                 dutyctl delivery retry --cause notice:bulletin/2026/3 --recipient u-huanwei
                 dutyctl delivery retry --undelivered --reason '网关已恢复'

        Exit status: 0 queued, 1 refused, 3 no daemon.
        """)
    @Argument(help: "The message.") var id: String?
    @Option(help: ArgumentHelp("All messages because of this.", valueName: "CAUSE")) var cause: String?
    @Option(help: ArgumentHelp("Of these, to this unit or person only.", valueName: "ID")) var recipient: String?
    @ArgumentParser.Flag(help: "All that nobody could deliver.") var undelivered = false
    @Option(help: ArgumentHelp("Who asks.", valueName: "ID-OR-NAME")) var by: String?
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String = ""
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws {
      if [id != nil, cause != nil, undelivered].filter(\.self).count != 1 {
        throw ValidationError("name one message, one --cause, or --undelivered")
      }
    }

    func run() throws {
      var arguments: [String: JSONValue] = ["reason": .string(reason)]
      if let id { arguments["id"] = .string(id) }
      if let cause { arguments["cause"] = .string(cause) }
      if let recipient { arguments["recipient"] = .string(recipient) }
      if let by { arguments["by"] = .string(by) }
      if undelivered { arguments["undelivered"] = true }
      let answer = try socket.ask("delivery-retry", .object(arguments), format: format)
      if format == .json { return Output.json(answer) }
      if answer["outcome"]?.string == "nothing" {
        return Output.line("nothing to do: there is no message that nobody could deliver")
      }
      Output.line("queued again: \(answer["messages"]?.int ?? 0) messages")
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Have the daemon send a test message now, and print what happened; nothing is recorded.",
      discussion: """
        Example: dutyctl delivery test chat
                 dutyctl delivery test office-desk --to p-0017

        Exit status: 0 delivered, 1 not delivered, 3 no daemon.
        """)
    @Argument(help: "The channel.") var channel: String
    @Option(help: ArgumentHelp("To this unit or person; the office when not given.", valueName: "ID")) var to: String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      var arguments: [String: JSONValue] = ["channel": .string(channel)]
      if let to { arguments["to"] = .string(to) }
      let answer = try socket.ask("delivery-test", .object(arguments), format: format)
      let isDelivered = answer["outcome"]?.string == "delivered"
      if format == .json {
        Output.json(answer)
      } else {
        let what = "\(answer["kind"]?.string ?? "") \(channel) to \(answer["to"]?.string ?? "")"
        let id = answer["id"]?.string ?? ""
        Output.line(
          isDelivered ? "delivered: \(what), \(id)" : "not delivered: \(what): \(answer["cause"]?.string ?? "")")
      }
      if !isDelivered { throw ExitCode(1) }
    }
  }
}
