import ArgumentParser
import DutyBook
import DutyCalendar
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules
import DutyStore
import DutyWiring
import Foundation

/// Where a command's designations come from.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A ledger whose designations and open tasks count too (state directory or file).", valueName: "PATH"))
  var ledger: String?

  func open() throws -> SQLiteStore? {
    guard let ledger else { return nil }
    return try openLedger(ledger)
  }
}

/// Opens a ledger to read, by its file or by the state directory it lies in.
func openLedger(_ path: String) throws -> SQLiteStore {
  var isDirectory: ObjCBool = false
  let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
  let file = exists && isDirectory.boolValue ? path + "/ledger.db" : path
  guard FileManager.default.fileExists(atPath: file) else {
    throw CommandFailure("no ledger at \(file)", help: "give the state directory of dutyd, such as /var/lib/dutyd")
  }
  return try SQLiteStore(reading: file)
}

/// A failure that is told in one line with its remedy; exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
  var message: String
  var help: String

  init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  var description: String { "\(message)\n  help: \(help)" }
}

/// A rule directory as a command looks at it.
struct Workbench {
  var examination: Examination
  var assignment: Assignment
  var planner: Planner
  var book: Book
  var openTasks: [TaskRow]

  /// Loads a directory; prints its diagnostics and ends with status 1 when it cannot be worked with.
  ///
  /// - Parameter format: JSON for a command that answers in JSON: then they are an object of its output too.
  init(_ directory: String, ledger: SQLiteStore?, at text: String? = nil, format: OutputFormat = .text) throws {
    let designations = try ledger?.designations() ?? []
    openTasks = try ledger?.tasks(.open) ?? []
    let today = try text.flatMap { CivilDate(String($0.prefix(10))) } ?? presentDay(ledger)
    examination = systemGate().examine(
      DirectorySource(path: directory).read(), designations: designations, on: today)
    guard let assignment = examination.assignment else {
      if format == .json {
        Output.json([
          "directory": .string(directory), "refused": true, "diagnostics": examination.diagnosticsJSON,
        ])
      }
      for line in examination.refusal?.lines ?? [] { Output.error(line) }
      Output.error("\(directory): refused; see `dutyctl check \(directory)`")
      throw ExitCode(1)
    }
    self.assignment = assignment
    planner = examination.accepted?.planner ?? Planner(assignment)
    book = assignment.book
  }

  /// The same under other designations; those that the book has taken over count as its rules.
  func designated(_ designations: [DesignationRecord]) -> Workbench {
    var bench = self
    bench.planner = Planner(book, designated: designations)
    bench.assignment = bench.planner.assignment
    return bench
  }

  /// The instant a person gave with `--at`, or the present one.
  func instant(_ text: String?) throws -> Instant {
    guard let text else { return SystemClock().now() }
    guard let instant = parseInstant(text, in: book.settings.zone) else {
      throw ValidationError(
        "`\(text)` is not a time; write 2026-11-23, \"2026-11-23 09:00\" or 2026-11-23T09:00:00+08:00")
    }
    return instant
  }

  /// The day a person gave with `--day`, or today by the district's clock.
  func day(_ text: String?) throws -> CivilDate {
    if let text { return try parseDate(text, "--day") }
    return book.settings.zone.local(SystemClock().now()).date
  }
}

extension SystemClock {
  /// Today by the machine's own zone; only commands that were given no time ask it.
  func today() -> CivilDate {
    let zone = (TimeZone.current.identifier as String?).flatMap { ZoneFiles.load($0) } ?? .utc
    return zone.local(now()).date
  }
}

/// A date as an argument.
func parseDate(_ text: String, _ name: String) throws -> CivilDate {
  guard let date = CivilDate(text) else { throw ValidationError("\(name): `\(text)` is not a date such as 2026-11-23") }
  return date
}

/// How many rows a list shows at most, as `--limit` says.
func checkRows(_ limit: Int) throws {
  if limit < 1 { throw ValidationError("--limit: \(limit) is not a number from 1") }
}

/// The digest of a change that somebody confirms, as far as can be seen before it is compared.
func checkDigest(_ text: String?) throws {
  guard let text, text.wholeMatch(of: #/[0-9a-f]{8,64}/#) == nil else { return }
  throw ValidationError("--confirm: `\(text)` is no digest; give 8 to 64 of its digits, as `dutyctl diff` prints them")
}
