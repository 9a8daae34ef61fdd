import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
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
               dutyctl queue --unit u-huanwei --format xlsx --out huanwei.xlsx
      """)

  @Option(help: ArgumentHelp("The unit.", valueName: "ID-OR-NAME")) var unit: String?
  @Option(help: ArgumentHelp("The person.", valueName: "ID-OR-NAME")) var person: String?
  @Option(help: ArgumentHelp("The day; today when not given.", valueName: "DATE")) var date: String?
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var server: ServerOptions
  @Option(help: "md, html, csv, json, ics or xlsx.") var format: SheetFormat = .document(.md)
  @OptionGroup var workbook: WorkbookOptions

  func validate() throws {
    try workbook.check(isWorkbook: format == .xlsx)
    if unit != nil, person != nil { throw ValidationError("give --unit or --person, not both") }
  }

  mutating func run() throws {
    let client = try server.client()
    let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
    unit = try names.id(unit, .unit)
    person = try names.id(person, .person)
    if let client {
      let path = unit.map { "/units/\(queryEncoded($0))/queue" } ?? person.map { "/people/\(queryEncoded($0))/queue" }
      let day = date.map { "&date=" + queryEncoded($0) } ?? ""
      let answer = try client.ask("GET", "/api/v1\(path ?? "/queues")?format=\(written.rawValue)\(day)")
      return try put(answer.body)
    }
    let id = unit ?? person
    let name = id.map { FileNames.stem($0) } ?? "index"
    if let date { _ = try parseDate(date, "--date") }
    let day = "\(ledger.path)/queues/\(date ?? "today")"
    let manager = FileManager.default
    let format = written
    if manager.fileExists(atPath: day) {
      for candidate in person == nil ? [name] : [name + ".person", name] {
        let file = "\(day)/\(candidate).\(format.fileExtension)"
        if let data = manager.contents(atPath: file) { return try put(Array(data)) }
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

  /// The form that is looked up or made: a workbook is made of the CSV.
  private var written: DocumentFormat {
    if case .document(let format) = format { format } else { .csv }
  }

  private func put(_ bytes: [UInt8]) throws {
    guard format == .xlsx else { return Output.write(bytes) }
    let read = ListTable.utf8(bytes, name: "queue")
    let rows = ListTable(read.text ?? []).rows.map(\.cells)
    let day = try date.map { try parseDate($0, "--date") } ?? rows.dropFirst().first?.first.flatMap { CivilDate($0) }
    let title = unit ?? person ?? "index"
    let made = day ?? SystemClock().today()
    for locale in Settings.Locale.allCases {
      guard let book = queueWorkbook(rows, title: title, made: made, locale: locale) else { continue }
      return try workbook.write(book)
    }
    throw CommandFailure("this queue is in no form a workbook can be made of", help: "take --format csv")
  }

  /// The queue as the ledger has it, for a day of which nothing was written.
  private func compute(_ name: String) throws {
    let store = try ledger.open()
    guard let newest = try store.books().last else {
      throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
    }
    let bench = try Workbench(stored: newest.accepted.digest, store: store)
    let zone = bench.book.settings.zone
    let today = zone.local(try presentInstant(store)).date
    let day = try date.map { try parseDate($0, "--date") } ?? today
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
        receipts: receipts, gaps: try store.gaps(), isPreview: last == nil,
        cases: try store.queueCases(bench.openTasks, in: bench.book)))
    if name == "index" { return try put(renderIndex(set, as: written, locale: bench.book.settings.locale)) }
    guard let queue = set.queues.first(where: { $0.recipient.id == name && $0.recipient.isUnit == (unit != nil) })
    else {
      try KnownNames(store).check(unit: unit, person: person)
      throw CommandFailure(
        "`\(name)` has no queue on \(day)",
        help: "who has one stands in the index: `dutyctl queue` without --unit and --person")
    }
    try put(render(queue, as: written, locale: bench.book.settings.locale))
  }
}

extension DocumentFormat: ExpressibleByArgument {}
