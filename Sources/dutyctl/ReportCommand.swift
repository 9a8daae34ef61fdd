import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyDocuments
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRules
import DutyStore
import Foundation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report of a period (通报、简报、三张清单).",
    discussion: """
      KIND: brief (每日简报), digest (周调度), monthly (一月一督查), two-monthly (双月考核), quarterly (一季一讲评),
      half-yearly (半年考核), yearly, lists (任务、措施、时限清单, with --unit). The period's length follows from its name.
      What was put out for a period is shown as it was; made again, it says what it said. --at says what the ledger knew at
      another time, with what was corrected until then. --at, --anew, --out and --format xlsx work on a ledger of this
      machine and do not go with --server, which gives what was put out.

      Example: dutyctl report digest --period 2026-W47 --ledger /var/lib/dutyd
               dutyctl report monthly --period 2026-11 --format html > 2026-11.html
               dutyctl report digest --server https://duty.example
               dutyctl report monthly --period 2026-11 --anew --format json
               dutyctl report quarterly --period 2026-Q4 --out reports/
               dutyctl report lists --unit u-huanwei --rules rules/
               dutyctl report lists --unit u-huanwei --format xlsx --out huanwei.xlsx
      """)

  @Argument(help: ArgumentHelp("Which report.", valueName: "KIND")) var kind: ReportForm
  @Option(help: ArgumentHelp("2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026.", valueName: "PERIOD"))
  var period: String?
  @Option(help: ArgumentHelp("The unit of `lists`.", valueName: "ID-OR-NAME")) var unit: String?
  @OptionGroup var ledger: ReportLedger
  @Option(
    help: ArgumentHelp(
      "As of this time, not with --server; when not given, of the report's publication, or of now where its period is not over.",
      valueName: "TIME"))
  var at: String?
  @Flag(help: "Make it again from the ledger, where it was put out already; not with --server.") var anew = false
  @Option(help: "md, html, json, csv or xlsx.") var format: SheetFormat = .document(.md)
  @Option(
    help: ArgumentHelp(
      "Write all formats, tables and plots into this directory; with --format xlsx the one file.", valueName: "PATH"))
  var out: String?
  @OptionGroup var server: ServerOptions

  func validate() throws {
    try server.refuse(["--at": at != nil, "--anew": anew, "--out": out != nil, "--format xlsx": format == .xlsx])
  }

  func run() throws {
    if let client = try server.client() { return try ask(client) }
    let source = try ledger.open()
    // A rehearsed ledger may end after the present.
    let now = at == nil ? try presentInstant(source.store) : try source.bench.instant(at)
    let archive = Archive(source.store, source.bench.planner, now: now)
    if let published = try published(archive) { return Output.write(published) }
    let document = try document(archive)
    let settings = archive.book.settings
    guard case .document(let format) = format else {
      return try WorkbookOutput.write(
        reportWorkbook(document, locale: settings.locale, templates: archive.book.templates), to: out)
    }
    guard let out else {
      guard reportFormats.contains(format) else { throw noSuchForm }
      return Output.write(
        renderReport(document, as: format, locale: settings.locale, templates: archive.book.templates))
    }
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    for file in reportFiles(document, locale: settings.locale, templates: archive.book.templates) {
      let path = out + "/" + file.name
      guard FileManager.default.createFile(atPath: path, contents: Data(file.bytes)) else {
        throw CommandFailure("\(path) cannot be written", help: "is the directory yours, and is there space?")
      }
      Output.line(path)
    }
  }

  private func ask(_ client: ServerClient) throws {
    guard case .document(let format) = format, reportFormats.contains(format) else { throw noSuchForm }
    let shape = ("format", Optional(format.rawValue))
    guard kind == .lists else {
      if unit != nil { throw ValidationError("--unit goes with `lists`") }
      return Output.write(try client.look("/reports/\(kind.rawValue)", [("period", period), shape]).body)
    }
    guard let unit = try NameBook(client).id(unit, .unit) else {
      throw ValidationError("the lists are one unit's: give --unit")
    }
    Output.write(try client.look("/units/\(queryEncoded(unit))/lists", [("date", period), shape]).body)
  }

  private var noSuchForm: ValidationError {
    ValidationError("a report has no form \(format.defaultValueDescription); it has md, html, json, csv and xlsx")
  }

  /// What was put out for the period, as it lies beside the ledger.
  private func published(_ archive: Archive) throws -> [UInt8]? {
    guard !anew, at == nil, out == nil, ledger.rules == nil, kind != .lists, case .document(let format) = format,
      reportFormats.contains(format), format != .csv
    else { return nil }
    let period = try reportPeriod(archive)
    guard try archive.given(kind, period) != nil else { return nil }
    return try DocumentDirectory(ledger.folder).get(publishedPath(kind, period, format))
  }

  private func document(_ archive: Archive) throws -> ReportDocument {
    guard kind == .lists else {
      if unit != nil { throw ValidationError("--unit goes with `lists`") }
      let period = try reportPeriod(archive)
      if at != nil { return report(of: try archive.asOf(archive.now).input(kind, period)) }
      let past = try archive.publication(of: kind, period)
      return report(of: try ledger.archive(past).input(kind, period))
    }
    guard let unit = try NameBook(archive.book).id(unit, .unit) else {
      throw ValidationError("the lists are one unit's: give --unit")
    }
    let day = try period.map { try parseDate($0, "--period") } ?? archive.day
    guard let input = try archive.listInput(unit: unit, on: day) else {
      let near = archive.book.units.nearest(to: unit)
      throw CommandFailure("no unit `\(unit)`", help: near.map { "did you mean `\($0)`?" } ?? "see registers/units.csv")
    }
    return unitLists(of: input)
  }

  /// The period asked for, of the length that the report has; without one the newest that has begun.
  private func reportPeriod(_ archive: Archive) throws -> Period {
    let today = archive.book.settings.zone.local(archive.now).date
    guard let length = kind.length else { throw ValidationError("`\(kind.rawValue)` has no period") }
    guard let period else { return .containing(today, length) }
    guard let named = Period(named: period) else {
      throw ValidationError(
        "`\(period)` is not a period; write 2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026")
    }
    guard named.kind == length else {
      let example = Period.containing(named.first, length).name
      throw ValidationError("a \(kind.rawValue) report is of a \(length.rawValue), such as \(example); not \(period)")
    }
    guard named.first <= today else { throw ValidationError("\(period) has not begun") }
    return named
  }
}

extension ReportForm: ExpressibleByArgument {}

/// A ledger with the book in force, or a bare rule directory for what needs no ledger.
struct ReportLedger: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The ledger: state directory or file (default: $STATE_DIRECTORY, then /var/lib/dutyd).", valueName: "PATH"))
  var ledger: String?
  @Option(help: ArgumentHelp("A rule directory in place of the book in force.", valueName: "DIR")) var rules: String?

  private var path: String { ledger ?? ProcessInfo.processInfo.environment["STATE_DIRECTORY"] ?? "/var/lib/dutyd" }

  /// The directory that the ledger lies in.
  var folder: String {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return exists && !isDirectory.boolValue ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
  }

  /// The same archive read by the book that was in force then, unless a rule directory takes its place.
  func archive(_ past: Archive) throws -> Archive {
    guard rules == nil, let then = try past.store.books().last?.accepted.digest, then != past.book.digest else {
      return past
    }
    return Archive(past.store, try Workbench(stored: then, store: past.store).planner, now: past.now)
  }

  func open() throws -> (store: any LedgerStore, bench: Workbench) {
    if let rules, ledger == nil { return (MemoryStore(), try Workbench(rules, ledger: nil)) }
    let store = try openLedger(path)
    if let rules { return (store, try Workbench(rules, ledger: store)) }
    guard let newest = try store.books().last else {
      throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
    }
    return (store, try Workbench(stored: newest.accepted.digest, store: store))
  }
}

extension Table {
  /// The identifier nearest to a text that is none.
  func nearest(to text: String) -> String? { nearestName(to: text, among: rows.map(\.id)) }
}
