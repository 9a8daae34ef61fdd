import ArgumentParser
import DutyBook
import DutyCalendar
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

      Example: dutyctl report digest --period 2026-W47 --ledger /var/lib/dutyd
               dutyctl report monthly --period 2026-11 --format html > 2026-11.html
               dutyctl report quarterly --period 2026-Q4 --out reports/
               dutyctl report lists --unit u-huanwei --rules rules/
      """)

  @Argument(help: ArgumentHelp("Which report.", valueName: "KIND")) var kind: ReportForm
  @Option(help: ArgumentHelp("2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026.", valueName: "PERIOD"))
  var period: String?
  @Option(help: ArgumentHelp("The unit of `lists`.", valueName: "ID")) var unit: String?
  @OptionGroup var ledger: ReportLedger
  @Option(help: ArgumentHelp("As of this time; now, or the end of a rehearsed ledger, when not given.", valueName: "TIME")) var at: String?
  @Option(help: "md, html, json or csv.") var format: DocumentFormat = .md
  @Option(help: ArgumentHelp("Write all formats, tables and plots into this directory.", valueName: "DIR"))
  var out: String?

  func run() throws {
    let source = try ledger.open()
    let bench = source.bench
    // A rehearsed ledger may end after the present.
    let now = at == nil ? max(try bench.instant(nil), try source.store.head().at) : try bench.instant(at)
    let archive = Archive(source.store, bench.planner, now: now)
    let document = try document(archive, bench)
    let settings = bench.book.settings
    guard let out else {
      guard reportFormats.contains(format) else {
        throw ValidationError("a report has no form \(format.rawValue); it has md, html, json and csv")
      }
      return Output.write(
        renderReport(document, as: format, locale: settings.locale, templates: bench.book.templates))
    }
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    for file in reportFiles(document, locale: settings.locale, templates: bench.book.templates) {
      let path = out + "/" + file.name
      guard FileManager.default.createFile(atPath: path, contents: Data(file.bytes)) else {
        throw CommandFailure("\(path) cannot be written", help: "is the directory yours, and is there space?")
      }
      Output.line(path)
    }
  }

  private func document(_ archive: Archive, _ bench: Workbench) throws -> ReportDocument {
    guard kind == .lists else {
      if unit != nil { throw ValidationError("--unit goes with `lists`") }
      let period = try reportPeriod(archive)
      return report(of: try archive.reportInput(kind, period))
    }
    guard let unit else { throw ValidationError("the lists are one unit's: give --unit") }
    let day = try period.map { try parseDate($0, "--period") } ?? bench.book.settings.zone.local(archive.now).date
    guard let input = try archive.listInput(unit: unit, on: day) else {
      let near = bench.book.units.nearest(to: unit)
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

  func open() throws -> (store: any LedgerStore, bench: Workbench) {
    if let rules, ledger == nil { return (MemoryStore(), try Workbench(rules, ledger: nil)) }
    let path = ledger ?? ProcessInfo.processInfo.environment["STATE_DIRECTORY"] ?? "/var/lib/dutyd"
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
