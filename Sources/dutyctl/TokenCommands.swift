import ArgumentParser
import DutyLedger

/// Keys to the doors: tokens of people and systems.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Issue, list and revoke the tokens that open the HTTP interface.",
    discussion: """
      Example: dutyctl token issue p-0017 --label '创建办值班台'
               dutyctl token list
      """,
    subcommands: [TokenIssue.self, TokenList.self, TokenRevoke.self])
}

struct TokenIssue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue", abstract: "Issue a token to a person of the register, or to another system.",
    discussion: """
      The token is printed once and kept nowhere: only its hash is. Whoever shows it acts as this person, with the
      roles that the registers give them today; nothing else is kept of them.

      Example: dutyctl token issue p-0017 --label "office desk"
               dutyctl token issue --service city-audit --role auditor --days 90
               dutyctl token issue p-0112 --read-only --format json

      Exit status: 0 issued, 1 refused, 3 no daemon.
      """)

  @Argument(help: "The person's identifier.") var person: String?
  @Option(help: ArgumentHelp("Another system instead of a person.", valueName: "NAME")) var service: String?
  @Option(help: ArgumentHelp("With --service: auditor (reads all) or citizen (files findings).", valueName: "ROLE"))
  var role: String?
  @Option(help: ArgumentHelp("What it is for.", valueName: "TEXT")) var label: String?
  @Option(help: ArgumentHelp("How long it lasts.", valueName: "N")) var days: Int = 365
  @Flag(help: "It opens what reads alone.") var readOnly = false
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func validate() throws {
    if (person == nil) == (service == nil) {
      throw ValidationError("name a person, or a system with --service: one of the two")
    }
    if (service == nil) != (role == nil) { throw ValidationError("--service and --role go together") }
  }

  func run() throws {
    var arguments: [String: JSONValue] = ["days": .int(Int64(days)), "read-only": .bool(readOnly)]
    for (key, value) in [("person", person), ("service", service), ("role", role), ("label", label)] {
      arguments[key] = value.map { .string($0) }
    }
    let answer = try socket.ask("token-issue", .object(arguments), format: format)
    if format == .json { return Output.json(answer) }
    func text(_ key: String) -> String { answer[key]?.string ?? "" }
    Output.line("\(text("id")) for \(text("subject")) \(text("name")), until \(text("expires"))")
    Output.line(text("token"))
  }
}

struct TokenList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys that are good: tokens and calendar addresses.",
    discussion: "Example: dutyctl token list --all")

  @Flag(help: "Sessions, links and those that have ended too.") var all = false
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("token-list", ["all": .bool(all)], format: format)
    let keys = answer["keys"]?.array ?? []
    if format == .json { return Output.json(.array(keys)) }
    if keys.isEmpty { return Output.line("no keys") }
    func text(_ key: JSONValue, _ name: String) -> String { key[name]?.string ?? "" }
    Output.table(
      [["id", "kind", "for", "name", "role", "until", "what for", ""]]
        + keys.map { key in
          [
            text(key, "id"), text(key, "kind"), text(key, "subject"), text(key, "name"),
            text(key, "role") + (key["read-only"]?.bool == true ? " read-only" : ""), text(key, "expires"),
            text(key, "label"), key["good"]?.bool == true ? "" : "ended",
          ]
        })
  }
}

struct TokenRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End a key at once, with every session that it opened.",
    discussion: "Example: dutyctl token revoke t-4kq7mz2wxa")

  @Argument(help: "The key's id, as `dutyctl token list` shows it.") var id: String
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("token-revoke", ["id": .string(id)], format: format)
    if format == .json { return Output.json(answer) }
    Output.line("revoked \(id)")
  }
}

struct LoginLink: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login-link", abstract: "Make a link by which a person signs in once.",
    discussion: """
      Example: dutyctl login-link p-0112 --site https://duty.example

      Exit status: 0 made, 1 refused, 3 no daemon.
      """)

  @Argument(help: "The person's identifier.") var person: String
  @Option(help: ArgumentHelp("Where readers find the pages.", valueName: "URL")) var site: String = ""
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("login-link", ["person": .string(person)], format: format)
    if format == .json { return Output.json(answer) }
    Output.line("for \(person) \(answer["name"]?.string ?? ""), once, until \(answer["expires"]?.string ?? "")")
    Output.line((site.hasSuffix("/") ? String(site.dropLast()) : site) + (answer["path"]?.string ?? ""))
  }
}

/// Who was turned away.
struct AccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access", abstract: "Show who was turned away at the doors.",
    discussion: "Example: dutyctl access log --limit 20", subcommands: [AccessLog.self])
}

struct AccessLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List refusals, the newest first.",
    discussion: "Example: dutyctl access log --limit 20")

  @Option(help: ArgumentHelp("At most so many.", valueName: "N")) var limit: Int = 50
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func validate() throws { try checkRows(limit) }

  func run() throws {
    let answer = try socket.ask("access-log", ["limit": .int(Int64(limit))], format: format)
    let refusals = answer["refusals"]?.array ?? []
    if format == .json { return Output.json(.array(refusals)) }
    if refusals.isEmpty { return Output.line("nobody was turned away") }
    func text(_ row: JSONValue, _ name: String) -> String { row[name]?.string ?? "" }
    Output.table(
      refusals.map { row in
        [
          text(row, "at"), text(row, "actor").isEmpty ? "anybody" : text(row, "actor"), text(row, "address"),
          "\(row["status"]?.int ?? 0) \(text(row, "code"))", text(row, "method") + " " + text(row, "path"),
        ]
      })
  }
}
