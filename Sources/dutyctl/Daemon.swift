import ArgumentParser
import DutyPorts
import DutyStore
import DutyControl
import DutyLedger
import Foundation

/// How to reach the daemon.
struct SocketOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The control socket (default: $RUNTIME_DIRECTORY/control.sock, then /run/dutyd/control.sock).", valueName: "PATH")
  )
  var socket: String?
  @OptionGroup var server: ServerOptions

  /// Asks the daemon, with identifiers in place of the names of people and units.
  ///
  /// - Errors: an answer other than 200 is printed with its help, and ends the command with status 1.
  func ask(_ operation: String, _ arguments: JSONValue = [:], format: OutputFormat = .text) throws -> JSONValue {
    if let client = try server.client() {
      let arguments = try ActNames(names: NameBook(client)).resolved(operation, arguments)
      return try RemoteOperations(client: client, format: format).ask(operation, arguments)
    }
    let names = NameBook(asking: { operation, arguments in try call(operation, arguments, format: format) })
    return try call(operation, try ActNames(names: names).resolved(operation, arguments), format: format)
  }

  private func call(_ operation: String, _ arguments: JSONValue, format: OutputFormat) throws -> JSONValue {
    let client = ControlClient(socketPath: socket, environment: ProcessInfo.processInfo.environment)
    let answer: (status: Int, body: JSONValue)
    do {
      answer = try client.call(operation, arguments)
    } catch {
      Output.error("dutyctl: \(error)")
      throw ExitCode(3)
    }
    if answer.status == 200 { return answer.body }
    if format == .json { Output.json(answer.body) }
    for line in answer.body["diagnostics"]?.array ?? [] { Output.error(line.string ?? "") }
    if let error = answer.body["error"] {
      Output.error("dutyctl: " + (error["message"]?.string ?? "status \(answer.status)"))
      if let help = error["help"]?.string { Output.error("  help: \(help)") }
    }
    throw ExitCode(1)
  }
}

struct Reload: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Have the daemon read its rule directory again.",
    discussion: """
      A directory with errors, ties or failing tests is refused: its diagnostics are printed, the book in force stays.
      A change that moves more duties than `confirm-above` needs the digest that `dutyctl diff` prints.

      Example: dutyctl reload
               dutyctl reload --confirm 3f9c2a71d0e4

      Exit status: 0 in force (or unchanged), 1 refused, 3 no daemon.
      """)

  @OptionGroup var socket: SocketOptions
  @Option(help: ArgumentHelp("The digest of the change, at least eight digits.", valueName: "DIGEST"))
  var confirm: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws { try checkDigest(confirm) }

  func run() throws {
    let arguments: JSONValue = confirm.map { ["confirm": .string($0)] } ?? [:]
    let answer = try socket.ask("reload", arguments, format: format)
    if format == .json { return Output.json(answer) }
    let book = answer["book"]?.string?.prefix(12) ?? ""
    if answer["outcome"]?.string == "unchanged" {
      Output.line("unchanged: book \(book) is in force already")
    } else {
      func count(_ key: String) -> Int64 { answer[key]?.int ?? 0 }
      Output.line(
        "book \(book) in force: \(count("moved")) duties moved, \(count("gained")) gained, \(count("lost")) lost; "
          + "\(count("open-tasks")) open tasks change hands"
          + (count("deadlines") == 0 ? "" : ", \(count("deadlines")) open deadlines moved with the calendar"))
    }
  }
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what the daemon is doing and what it waits for.",
    discussion: """
      Example: dutyctl status
               dutyctl status --missed
               dutyctl status --format json

      Exit status: 0 running, 1 degraded or failing, 3 no daemon.
      """)

  @Flag(help: "Every missed period of the ledger, not the newest of the last seven days alone.") var missed = false
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let status = try socket.ask("status", missed ? ["missed": true] : [:], format: format)
    let state = status["state"]?.string ?? "unknown"
    if format == .json {
      Output.json(status)
    } else {
      show(status, state)
    }
    if state != "running" { throw ExitCode(1) }
  }

  private func show(_ status: JSONValue, _ state: String) {
    func text(_ value: JSONValue?, _ key: String) -> String { value?[key]?.string ?? "" }
    func number(_ value: JSONValue?, _ key: String) -> String { String(value?[key]?.int ?? 0) }
    let book = status["book"]
    let ledger = status["ledger"]
    var rows = [
      ["district", text(status, "district")],
      ["state", state],
      ["next", "\(text(status["next"], "at")) \(text(status["next"], "what"))"],
      ["book", "\(text(book, "digest").prefix(12)) since \(text(book, "since"))"],
      [
        "",
        "\(number(book, "rules")) rules, \(number(book, "duties")) duties, \(number(book, "places")) places, "
          + "\(number(book, "units")) units, \(number(book, "people")) people",
      ],
      [
        "ledger",
        "\(number(ledger, "tasks")) tasks, \(number(ledger, "open")) open; \(number(ledger, "transactions")) "
          + "transactions, head \(text(ledger, "head").prefix(12))",
      ],
    ]
    if let dispatch = status["dispatch"], dispatch != .null {
      rows.append([
        "dispatch",
        "\(text(dispatch, "date")) revision \(number(dispatch, "revision")) (\(text(dispatch, "outcome"))) "
          + "at \(text(dispatch, "at"))",
      ])
    } else {
      rows.append(["dispatch", "none yet"])
    }
    rows.append(["designations", "\(number(status, "designations-wanted")) classes wait for the office"])
    if let deliveries = status["deliveries"], deliveries != .null {
      rows.append([
        "messages",
        "\(number(deliveries, "pending")) wait to be sent, \(number(deliveries, "undelivered")) nobody could deliver",
      ])
    }
    if let problem = status["problem"]?.string { rows.append(["problem", problem]) }
    for line in status["refused"]?.array ?? [] { rows.append(["refused", line.string ?? ""]) }
    rows += Self.missedRows(status, all: missed)
    let unopened = status["unopened"]?.array ?? []
    for period in unopened.prefix(5) {
      rows.append(["never opened", "\(Self.name(period)) (it had begun when the ledger, or its duty, began): `dutyctl backfill` has it made"])
    }
    if unopened.count > 5 { rows.append(["", "and \(unopened.count - 5) more: --format json names them"]) }
    if let audit = status["audit"], audit != .null {
      let differences = audit["differences"]?.array ?? []
      rows.append([
        "audit", "\(text(audit, "date")): \(differences.isEmpty ? "clean" : "\(differences.count) differences")",
      ])
      for difference in differences { rows.append(["", difference.string ?? ""]) }
    }
    Output.table(rows)
  }
}

extension Status {
  /// A period as `dutyctl backfill` takes it.
  private static func name(_ period: JSONValue) -> String {
    let n = period["n"]?.int ?? 1
    return "\(period["duty"]?.string ?? "") \(period["period"]?.string ?? "")" + (n > 1 ? " --number \(n)" : "")
  }

  /// The missed periods, the oldest first: the newest few with how many more there are, or all that were asked for.
  static func missedRows(_ status: JSONValue, all isAll: Bool) -> [[String]] {
    let known = status["missed"]?.array ?? []
    let shown = isAll ? known[...] : known.suffix(5)
    var rows = shown.map { ["missed", "\(name($0)): \($0["reason"]?.string ?? "")"] }
    let total = Int(status["missed-total"]?.int ?? Int64(known.count))
    if total > shown.count {
      let more =
        shown.isEmpty
        ? "\(total) periods, none in the last seven days" : "and \(total - shown.count) more, \(total) in all"
      rows.append([shown.isEmpty ? "missed" : "", "\(more): `dutyctl status --missed` names them"])
    }
    return rows
  }
}

struct Backfill: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generate a period that was missed, or that goes on and was never opened.",
    discussion: """
      Somebody of the coordination office has it made, and stands in the entry's reason.

      Example: dutyctl backfill evidence-files 2026-Q4 --by p-0017

      Exit status: 0 generated, 1 refused, 2 usage, 3 no daemon.
      """)

  @Argument(help: "The duty, as `status` names it (road-patrol, road-patrol/key).")
  var duty: String
  @Argument(help: "The period: 2026-11-20, 2026-W47, 2026-11, 2026-B6, 2026-Q4.")
  var period: String
  @Option(name: .customLong("number"), help: "Which of a quota's occurrences.")
  var n = 1
  @OptionGroup var decider: DeciderOption
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws { try decider.check(socket) }

  func run() throws {
    var fields: [String: JSONValue] = [
      "duty": .string(duty), "period": .string(period), "n": .int(Int64(n)),
    ]
    if let by = decider.by { fields["by"] = .string(by) }
    let answer = try socket.ask("backfill", .object(fields), format: format)
    if format == .json { return Output.json(answer) }
    Output.line("\(duty) \(period): generated, \(answer["tasks"]?.int ?? 0) tasks")
  }
}
