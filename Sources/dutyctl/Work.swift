import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDispatch
import DutyDocuments
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore
import DutyWiring
import Foundation

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Print a queue of the day (每日派单); without --unit or --person, the index.",
    discussion: """
      Reads what dutyd wrote; where nothing was written, computes the queue from the ledger.

      Example: dutyctl queue --unit u-huanwei
               dutyctl queue --person p-0112 --date 2026-11-23 --format csv
      """)

  @Option(help: ArgumentHelp("The unit.", valueName: "ID")) var unit: String?
  @Option(help: ArgumentHelp("The person.", valueName: "ID")) var person: String?
  @Option(help: ArgumentHelp("The day; today when not given.", valueName: "DATE")) var date: String?
  @OptionGroup var ledger: RequiredLedger
  @Option(help: "md, html, csv, json or ics.") var format: DocumentFormat = .md

  func validate() throws {
    if unit != nil, person != nil { throw ValidationError("give --unit or --person, not both") }
  }

  func run() throws {
    let id = unit ?? person
    let name = id.map { FileNames.stem($0) } ?? "index"
    if let date { _ = try parseDate(date, "--date") }
    let day = "\(ledger.path)/queues/\(date ?? "today")"
    let manager = FileManager.default
    if manager.fileExists(atPath: day) {
      for candidate in person == nil ? [name] : [name + ".person", name] {
        let file = "\(day)/\(candidate).\(format.fileExtension)"
        if let data = manager.contents(atPath: file) { return Output.write(Array(data)) }
      }
      if format == .ics, name == "index" {
        throw ValidationError("the index has no iCalendar form; give --unit or --person")
      }
      if unit == nil, person == nil {
        throw CommandFailure("no index in \(day)", help: "is it a state directory of dutyd?")
      }
    }
    try compute(id ?? "index")
  }

  /// The queue as the ledger has it, for a day of which nothing was written.
  private func compute(_ name: String) throws {
    let store = try ledger.open()
    guard let newest = try store.books().last else {
      throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
    }
    let bench = try Workbench(stored: newest.accepted.digest, store: store)
    let zone = bench.book.settings.zone
    let day = try date.map { try parseDate($0, "--date") } ?? zone.local(SystemClock().now()).date
    let today = zone.local(SystemClock().now()).date
    guard day == today else {
      throw CommandFailure(
        "no queue was written for \(day)",
        help: day < today
          ? "nothing was dispatched on that day, or it is past `keep`; see `dutyctl ledger export`"
          : "it is yet to come; see what would be generated with `dutyctl plan`")
    }
    let last = try store.dispatches(from: day, to: day).last { $0.record.revision > 0 }
    let at = last?.at ?? zone.instant(LocalTime(day, bench.book.dispatch.at))
    var receipts: [String: Receipt] = [:]
    for id in Set(bench.openTasks.map(\.record.assignment)) { receipts[id] = try store.receipt(id: id) }
    let set = dispatchQueues(
      QueueInput(
        book: bench.book, date: day, revision: last?.record.revision ?? 0, at: at,
        tasks: last == nil ? bench.openTasks : bench.openTasks.filter { $0.state != .generated },
        rungs: try store.openRungs(),
        receipts: receipts, gaps: try store.gaps(), isPreview: last == nil))
    if name == "index" { return Output.write(renderIndex(set, as: format, locale: bench.book.settings.locale)) }
    guard let queue = set.queues.first(where: { $0.recipient.id == name && $0.recipient.isUnit == (unit != nil) })
    else {
      let near = nearestName(to: name, among: set.queues.map(\.recipient.id))
      throw CommandFailure(
        "no \(unit == nil ? "person" : "unit") `\(name)` on \(day)",
        help: near.map { "did you mean `\($0)`?" } ?? "see `dutyctl queue`")
    }
    Output.write(render(queue, as: format, locale: bench.book.settings.locale))
  }
}

extension DocumentFormat: ExpressibleByArgument {}

struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Look at tasks: their state, history and receipts.",
    subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List tasks, by deadline.",
      discussion: """
        Example: dutyctl task list --holder p-0112
                 dutyctl task list --unit u-huanwei --overdue
        """)
    @Option(help: ArgumentHelp("Led by this unit.", valueName: "ID")) var unit: String?
    @Option(help: ArgumentHelp("Held by this person.", valueName: "ID")) var holder: String?
    @Option(help: ArgumentHelp("Of this duty.", valueName: "ID")) var duty: String?
    @Option(help: ArgumentHelp("On this place or unit.", valueName: "ID")) var subject: String?
    @Flag(help: "Only those past their deadline.") var overdue = false
    @Flag(help: "Closed and voided ones too.") var all = false
    @Option(help: ArgumentHelp("At most so many.", valueName: "N")) var limit = 200
    @OptionGroup var ledger: RequiredLedger
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let store = try ledger.open()
      let zone = try districtZone(store)
      var filter = all ? TaskFilter() : TaskFilter.open
      filter.lead = unit
      filter.holder = holder
      filter.duty = duty
      filter.subject = subject
      if overdue { filter.dueBefore = SystemClock().now() }
      filter.limit = limit
      let rows = try store.tasks(filter)
      if format == .json { return Output.json(.array(rows.map { TaskText.json($0, zone) })) }
      Output.table(
        [["number", "state", "due", "duty", "subject", "lead", "holder"]]
          + rows.map { row in
            let key = row.record.key
            return [
              row.number, row.state.rawValue, zone.local(row.record.due).description,
              key.grain.isEmpty ? key.duty : "\(key.duty)[\(key.grain)]", key.subject, row.record.roles.lead,
              row.record.roles.holder,
            ]
          })
      if rows.count == limit { Output.line("only the first \(limit) (--limit shows more)") }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a task: who and why, deadline and why, and everything that happened.",
      discussion: "Example: dutyctl task show K7Q2M-9XD4P")
    @Argument(help: "The task's number.") var number: String
    @OptionGroup var ledger: RequiredLedger
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let store = try ledger.open()
      guard let row = try store.task(number: number.uppercased()) else {
        throw CommandFailure(
          "no task \(number)", help: "the number is ten letters and digits in two groups; see `dutyctl task list`")
      }
      let zone = try districtZone(store)
      let receipts = try [row.record.assignment, row.record.deadline].compactMap { try store.receipt(id: $0) }
      let history = try store.history(task: row.number)
      if format == .json {
        var fields = TaskText.json(row, zone).object ?? [:]
        fields["receipts"] = .array(receipts.map(\.body))
        fields["history"] = .array(
          history.map { event in
            [
              "at": .string(zone.rfc3339(event.at)), "kind": .string(event.kind.rawValue),
              "body": (try? JSONValue(parsing: event.body)) ?? .null,
            ]
          })
        return Output.json(.object(fields))
      }
      let record = row.record
      Output.table([
        ["task", "\(row.number)  check \(TaskNumber.checkCode(row.number))"],
        ["state", row.state.rawValue + (row.rung > 0 ? ", rung \(row.rung)" : "")],
        ["duty", record.key.duty + (record.key.grain.isEmpty ? "" : " [\(record.key.grain)]")],
        ["subject", record.key.subject], ["period", record.key.period + (record.key.n > 1 ? " #\(record.key.n)" : "")],
        ["opened", zone.rfc3339(record.opens)], ["due", "\(zone.rfc3339(record.due)) (\(record.limit))"],
        ["lead", record.roles.lead], ["leader", record.roles.leader], ["holder", record.roles.holder],
        ["verifier", record.roles.verifier], ["support", record.roles.support.joined(separator: " ")],
      ])
      for receipt in receipts {
        Output.line("\(receipt.kind.rawValue) receipt \(receipt.id)")
        Output.line(receipt.body.prettyPrinted)
      }
      Output.line("history")
      for event in history {
        Output.line(
          "  \(zone.rfc3339(event.at))  \(event.kind.rawValue)  \(String(decoding: event.body.prefix(300), as: UTF8.self))"
        )
      }
    }
  }
}

/// The zone in which a ledger's district lives.
func districtZone(_ store: SQLiteStore) throws -> Zone {
  guard let book = try store.books().last, let files = try store.bookFiles(digest: book.accepted.digest),
    let settings = files.first(where: { $0.path == "dutyd.yaml" })
  else { return .utc }
  // The one line that matters, without loading the whole book.
  for line in String(decoding: settings.bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("zone:") {
    let name = line.dropFirst(5).split(separator: "#")[0].trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\"'"))
    return ZoneFiles.load(name) ?? .utc
  }
  return .utc
}

enum TaskText {
  static func json(_ row: TaskRow, _ zone: Zone) -> JSONValue {
    let record = row.record
    return [
      "number": .string(row.number), "state": .string(row.state.rawValue), "rung": .int(Int64(row.rung)),
      "duty": .string(record.key.duty), "subject": .string(record.key.subject), "grain": .string(record.key.grain),
      "period": .string(record.key.period), "n": .int(Int64(record.key.n)),
      "opens": .string(zone.rfc3339(record.opens)),
      "due": .string(zone.rfc3339(record.due)), "limit": .string(record.limit), "lead": .string(record.roles.lead),
      "leader": .string(record.roles.leader), "holder": .string(record.roles.holder),
      "verifier": .string(record.roles.verifier), "support": .array(record.roles.support.map { .string($0) }),
      "veto": .bool(record.isVeto), "caught-up": .bool(record.isCaughtUp),
    ]
  }
}
