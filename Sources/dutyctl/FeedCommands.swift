import ArgumentParser
import DutyLedger

/// Calendars that telephones subscribe to (订阅日历).
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Issue, list and revoke calendar addresses (iCalendar subscriptions).",
    discussion: """
      Example: dutyctl feed issue --person p-0112
               dutyctl feed list
      """,
    subcommands: [FeedIssue.self, FeedList.self, FeedRevoke.self])
}

struct FeedIssue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue", abstract: "Make the secret address of a person's or a unit's calendar.",
    discussion: """
      The address is printed once and kept nowhere: only its hash is. Whoever has it reads the calendar, until it is
      revoked or its person leaves the register. A unit's calendar with --person ends with that person's right to read it.

      Example: dutyctl feed issue --person p-0112 --site https://duty.example
               dutyctl feed issue --unit u-huanwei --label "screen in the hall"

      Exit status: 0 issued, 1 refused, 3 no daemon.
      """)

  @Option(help: ArgumentHelp("The person: theirs, or with --unit whoever reads it.", valueName: "ID")) var person: String?
  @Option(help: ArgumentHelp("The unit.", valueName: "ID")) var unit: String?
  @Option(help: ArgumentHelp("What it is for.", valueName: "TEXT")) var label: String?
  @Option(help: ArgumentHelp("Where calendars find the site.", valueName: "URL")) var site: String = ""
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func validate() throws {
    if person == nil, unit == nil { throw ValidationError("give --person, --unit or both") }
  }

  func run() throws {
    var arguments: [String: JSONValue] = [:]
    for (key, value) in [("person", person), ("unit", unit), ("label", label)] {
      arguments[key] = value.map { .string($0) }
    }
    let answer = try socket.ask("feed-issue", .object(arguments), format: format)
    if format == .json { return Output.json(answer) }
    func text(_ key: String) -> String { answer[key]?.string ?? "" }
    Output.line("\(text("id")), \(text("scope"))")
    Output.line((site.hasSuffix("/") ? String(site.dropLast()) : site) + text("path"))
  }
}

struct FeedList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the calendars that are good; not their addresses, which nobody keeps.",
    discussion: "Example: dutyctl feed list --all")

  @Flag(help: "Those that have ended too.") var all = false
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("feed-list", ["all": .bool(all)], format: format)
    let feeds = answer["feeds"]?.array ?? []
    if format == .json { return Output.json(.array(feeds)) }
    if feeds.isEmpty { return Output.line("no calendars") }
    func text(_ feed: JSONValue, _ name: String) -> String { feed[name]?.string ?? "" }
    Output.table(
      [["id", "of", "reader", "since", "what for", ""]]
        + feeds.map { feed in
          [
            text(feed, "id"), text(feed, "role"), text(feed, "subject"), text(feed, "created"), text(feed, "label"),
            feed["good"]?.bool == true ? "" : "ended",
          ]
        })
  }
}

struct FeedRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End a calendar's address at once.",
    discussion: "Example: dutyctl feed revoke f-4kq7mz2wxa")

  @Argument(help: "The calendar's id, as `dutyctl feed list` shows it.") var id: String
  @Option(help: "text or json.") var format: OutputFormat = .text
  @OptionGroup var socket: SocketOptions

  func run() throws {
    let answer = try socket.ask("feed-revoke", ["id": .string(id)], format: format)
    if format == .json { return Output.json(answer) }
    Output.line("revoked \(id)")
  }
}
