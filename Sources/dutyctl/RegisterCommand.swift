import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDigest
import DutyDocuments
import DutyHost
import DutyRules
import DutyWiring
import Foundation

struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Edit registers in a spreadsheet (名册): write them as a workbook, take it in again.",
    discussion: """
      Example: dutyctl register export people posts --out register.xlsx
               dutyctl register import register.xlsx --dry-run
      """,
    subcommands: [RegisterExport.self, RegisterImport.self])
}

/// Which rule directory, where a running daemon's is the usual one.
struct RuleDirectoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The rule directory (default: $CONFIGURATION_DIRECTORY/rules, then /etc/dutyd/rules).", valueName: "DIR"))
  var rules: String?

  var path: String { rules ?? ServiceDirectories(environment: ProcessInfo.processInfo.environment).rules }

  func read() throws -> RuleSources {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure("no rule directory at \(path)", help: "give the directory that holds dutyd.yaml with --rules")
    }
    return DirectorySource(path: path).read()
  }
}

/// The registers of a rule directory.
struct RegisterShelf {
  let sources: RuleSources
  /// By name, those that others refer to first.
  let files: [(name: String, file: RuleFile)]

  init(_ sources: RuleSources) {
    self.sources = sources
    files = sources.files.filter { RuleFileKind(path: $0.path) == .register }
      .map { (String($0.path.dropFirst("registers/".count).dropLast(".csv".count)), $0) }
      .sorted { RegisterColumns.isBefore($0.0, $1.0) }
  }

  func file(named name: String) throws -> RuleFile {
    if let found = files.first(where: { $0.name == name }) { return found.file }
    throw CommandFailure("no register `\(name)`", help: help(for: name))
  }

  func help(for name: String) -> String {
    nearestName(to: name, among: files.map(\.name)).map { "did you mean `\($0)`?" }
      ?? "there are: " + files.map(\.name).joined(separator: ", ")
  }

  func text(_ file: RuleFile) throws -> RegisterText {
    do {
      return try RegisterText(file)
    } catch {
      for line in error.diagnostics { Output.error(line.description) }
      throw CommandFailure("\(file.path) cannot be read", help: "mend what is listed above; see `dutyctl check`")
    }
  }

  /// The hidden sheet that says which files a workbook was made of.
  static let origin = "dutyd-origin"

  static func digest(_ file: RuleFile) -> String { Digest(of: file.bytes).hex }
}

struct RegisterExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write registers as a workbook that a clerk edits, a sheet each.",
    discussion: """
      Titles and values are those of the CSV; cells that name a unit, person or place offer a list where that register
      is in the workbook too. Comments of the CSV stay in it and are not in the workbook.

      Example: dutyctl register export --out register.xlsx
               dutyctl register export people posts units --rules rules/ --out people.xlsx
      """)
  @Argument(help: ArgumentHelp("The registers; all when none is named.", valueName: "NAME")) var names: [String] = []
  @OptionGroup var rules: RuleDirectoryOptions
  @Option(help: ArgumentHelp("The file to write; standard output when not given.", valueName: "FILE")) var out: String?

  func run() throws {
    let shelf = RegisterShelf(try rules.read())
    let chosen = try names.isEmpty ? shelf.files : names.map { ($0, try shelf.file(named: $0)) }
    guard !chosen.isEmpty else {
      throw CommandFailure("\(rules.path) has no registers", help: "they lie in its folder `registers/`")
    }
    var sheets: [WorkbookSheet] = []
    var origin: [[WorkbookCell]] = []
    for (name, file) in chosen {
      guard WorkbookSheet.isName(name), name != RegisterShelf.origin else {
        throw CommandFailure(
          "`\(name)` cannot be the name of a sheet", help: "rename the register, or edit its CSV: \(file.path)")
      }
      sheets.append(Self.sheet(name, try shelf.text(file), among: chosen.map(\.0)))
      origin.append([.text(name), .text(RegisterShelf.digest(file))])
    }
    let columns = [WorkbookColumn("register", .code), WorkbookColumn("sha256", .code)]
    sheets.append(WorkbookSheet(RegisterShelf.origin, columns, origin, isHidden: true))
    let made = SystemClock().today()
    try WorkbookOutput.write(Workbook(title: "registers", made: made, sheets: sheets), to: out)
  }

  private static func sheet(_ name: String, _ text: RegisterText, among names: [String]) -> WorkbookSheet {
    let columns = text.columns.map { column -> WorkbookColumn in
      let kind: WorkbookColumn.Kind =
        RegisterColumns.isDate(column) ? .date : RegisterColumns.isNumber(column) ? .number(decimals: 9) : .code
      let target = RegisterColumns.register(of: column, in: name).flatMap { names.contains($0) ? $0 : nil }
      return WorkbookColumn(
        column, kind, width: kind == .date ? 12 : nil,
        choices: target.map { WorkbookColumn.Choices(sheet: $0, column: 0) })
    }
    let rows = text.rows.map { row in
      text.columns.indices.map { cell(row[$0], of: text.columns[$0]) }
    }
    return WorkbookSheet(name, columns, rows, isForm: true)
  }

  /// A date as a date and a number as a number, where they come back as they were.
  private static func cell(_ text: String, of column: String) -> WorkbookCell {
    if text.isEmpty { return .nothing }
    if RegisterColumns.isDate(column), let date = CivilDate(text), date.description == text { return .date(date) }
    if RegisterColumns.isNumber(column), let number = Double(text), isShort(text) { return .number(number) }
    return .text(text)
  }

  /// At most six decimals and no exponent: what the converter reads back whole.
  private static func isShort(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && (parts.count == 1 || parts[1].count <= 6)
      && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 }
  }
}
