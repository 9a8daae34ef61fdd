import ArgumentParser
import DutyBook
import DutyCalendar
import DutyHost
import DutyLedger
import Foundation

struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Show the normalised form of a calendar expression and when it elapses.",
    discussion: """
      The normalised form on the first line, then one RFC 3339 time a line; `never` when it does not elapse again.

      Example: dutyctl calendar 'Mon..Fri 07:30' --iterations 3
               dutyctl calendar '*-02~01 09:00' --at 2026-11-23 --zone Asia/Shanghai
      """)

  @Argument(help: ArgumentHelp("A calendar expression as in systemd.time(7).", valueName: "EXPR")) var expression:
    String
  @Option(help: ArgumentHelp("The time after which to look; now when not given.", valueName: "TIME")) var at: String?
  @Option(help: ArgumentHelp("How many times to show.", valueName: "N")) var iterations = 1
  @Option(help: ArgumentHelp("The time zone; the machine's when not given.", valueName: "ZONE")) var zone: String?
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    guard (1...100_000).contains(iterations) else { throw ValidationError("--iterations: 1 to 100000") }
    let parsed: CalendarExpression
    do {
      parsed = try CalendarExpression(parsing: expression)
    } catch {
      Output.error(
        "\(expression)\n\(String(repeating: " ", count: error.offset))^ \(error.message)\n  help: \(error.help)")
      throw ExitCode(1)
    }
    let name = parsed.zoneName ?? zone ?? TimeZone.current.identifier
    guard let zone = ZoneFiles.load(name) else {
      throw CommandFailure("no time zone `\(name)`", help: "a name such as Asia/Shanghai")
    }
    var instant =
      try at.map { text in
        guard let instant = parseInstant(text, in: zone) else {
          throw ValidationError("--at: `\(text)` is not a time such as \"2026-11-23 09:00\"")
        }
        return instant
      } ?? SystemClock().now()
    var times: [String] = []
    while times.count < iterations, let next = parsed.next(after: instant, in: zone) {
      times.append(zone.rfc3339(next))
      instant = next
    }
    switch format {
    case .json: Output.json(["normalized": .string(parsed.description), "next": .array(times.map { .string($0) })])
    case .text:
      Output.line(parsed.description)
      if times.count < iterations { times.append("never") }
      for time in times { Output.line(time) }
    }
  }
}

struct DeadlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline",
    abstract: "Derive a deadline: when a limit that begins at a time is due.",
    discussion: """
      Without --rules: Asia/Shanghai, 08:30-12:00 and 14:00-17:30, weekends off, every year provisional.

      Example: dutyctl deadline --from '2026-11-23 09:00' '4 working-hours'
               dutyctl deadline --from 2026-09-30T10:00+08:00 '3 workdays' --rules rules/ --receipt
      """)

  @Argument(
    help: ArgumentHelp(
      "A limit: 17:30, 3 workdays, 4 working-hours, 2 urgent-hours, 5 days, day 25, last workday.", valueName: "LIMIT"))
  var limit: String
  @Option(help: ArgumentHelp("When it begins.", valueName: "TIME")) var from: String
  @Option(help: ArgumentHelp("A rule directory, for its calendar and office hours.", valueName: "DIR")) var rules:
    String?
  @Flag(help: "Print each day and hour that counted or was skipped.") var receipt = false
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let context = try rules.map { try Workbench($0, ledger: nil).book.limitContext } ?? plainContext()
    let parsed: Limit
    do {
      parsed = try Limit(parsing: limit)
    } catch {
      throw CommandFailure(error.message, help: error.help)
    }
    guard let start = parseInstant(from, in: context.zone) else {
      throw ValidationError("--from: `\(from)` is not a time such as \"2026-11-23 09:00\"")
    }
    let local = context.zone.local(start)
    let period = Period.containing(local.date, .month)
    let derived = parsed.deadline(from: start, period: period, in: context)
    switch format {
    case .json:
      Output.json([
        "limit": .string(parsed.description), "from": .string(context.zone.rfc3339(start)),
        "due": .string(context.zone.rfc3339(derived.due)), "provisional": .bool(derived.isProvisional),
        "lines": .array(derived.lines.map { .string($0.description) }),
      ])
    case .text:
      Output.line(context.zone.rfc3339(derived.due))
      guard receipt else { return }
      for line in derived.lines { Output.line(line.description) }
      if derived.isProvisional { Output.line("provisional: no official notice for a year that was counted") }
    }
  }

  private func plainContext() throws -> LimitContext {
    guard let zone = ZoneFiles.load("Asia/Shanghai") else {
      throw CommandFailure("no time zone data", help: "install the package tzdata")
    }
    let hours = try OfficeHours(seasons: [(hours: "08:30-12:00, 14:00-17:30", months: nil)])
    return LimitContext(zone: zone, calendar: WorkCalendar(days: []), hours: hours)
  }
}
