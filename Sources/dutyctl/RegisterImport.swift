import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules
import DutyStore
import DutyWiring
import Foundation

struct RegisterImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take an edited workbook in: check it, show what it moves, then write the CSV.",
    discussion: """
      Every sheet is a register. The directory as it would become passes the same checks, proofs and rule tests as a
      reload; what stands in the workbook is told with sheet, row and column. Then who gains and loses is shown, and a
      change that moves more duties than `confirm-above` needs the digest that is printed. Only then are files replaced;
      rows nobody touched keep their bytes and their place. The daemon takes it up with `dutyctl reload`.

      Example: dutyctl register import register.xlsx --dry-run
               dutyctl register import register.xlsx --ledger /var/lib/dutyd --confirm 3f9c2a71d0e4

      Exit status: 0 written, or nothing to write; 1 refused.
      """)
  @Argument(help: ArgumentHelp("The workbook.", valueName: "FILE")) var file: String
  @OptionGroup var rules: RuleDirectoryOptions
  @Option(help: ArgumentHelp("The digest of the change, at least eight digits.", valueName: "DIGEST"))
  var confirm: String?
  @Flag(help: "Only check and show.") var dryRun = false
  @Flag(help: "Take the workbook's word where the CSV has changed since it was exported.") var overChanges = false
  @Flag(help: "Name every change, those that are alike too.") var all = false
  @OptionGroup var ledger: LedgerOptions
  @Option(help: ArgumentHelp("The day from which to compare; today when not given.", valueName: "DATE")) var at: String?
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws { try checkDigest(confirm) }

  func run() throws {
    let store = try ledger.open()
    let designations = try store?.designations() ?? []
    let today = try at.map { try parseDate(String($0.prefix(10)), "--at") } ?? presentDay(store)
    let shelf = RegisterShelf(try rules.read())
    let gate = systemGate()
    let before = gate.examine(shelf.sources, designations: designations, on: today)
    guard let old = before.accepted else {
      for line in before.refusal?.lines ?? [] { Output.error(line) }
      throw CommandFailure(
        "\(rules.path) is refused as it is, so that nothing can be compared", help: "mend it first: `dutyctl check`")
    }
    let edits = try edits(shelf)
    let changed = edits.filter(\.isChange)
    var sources = shelf.sources
    for edit in changed {
      for index in sources.files.indices where sources.files[index].path == edit.path {
        sources.files[index].bytes = edit.bytes
      }
    }
    let after = changed.isEmpty ? before : gate.examine(sources, designations: designations, on: today)
    var report = RegisterReport(file: file, edits: edits, isDryRun: dryRun)
    report.isAll = all
    report.diagnostics = after.diagnostics.map { $0.placed(by: edits) }
    guard let new = after.accepted else {
      report.refusal = refusal(after)
      report.print(as: format)
      throw ExitCode(1)
    }
    if !changed.isEmpty {
      let open = try store?.tasks(.open) ?? []
      let starts = try store?.deadlineStarts(of: open) ?? [:]
      report.openTasks = open
      report.diff = PlanDiff.between(old.planner, new.planner, openTasks: open, starts: starts, on: today)
    }
    report.confirmation = report.diff.flatMap { confirmation(for: $0, limit: old.book.settings.confirmAboveMovedDuties) }
    if report.confirmation == nil, !dryRun, !changed.isEmpty {
      try write(changed, shelf)
      report.isWritten = true
    }
    report.print(as: format)
    if report.confirmation != nil, !dryRun { throw ExitCode(1) }
  }

  /// What each sheet makes of its register; problems of all sheets are told together.
  private func edits(_ shelf: RegisterShelf) throws -> [RegisterEdit] {
    let converter = SpreadsheetConverter(mostBytes: 256 << 20)
    let sheets = try converter.sheets(of: file)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    try checkOrigin(sheets.first { $0.name == RegisterShelf.origin }?.text, shelf)
    var edits: [RegisterEdit] = []
    var problems: [Diagnostic] = []
    for sheet in sheets where sheet.name != RegisterShelf.origin {
      guard let register = shelf.files.first(where: { $0.name == sheet.name })?.file else {
        problems.append(
          Diagnostic(
            severity: .error, code: DiagnosticCodes.notRead.rawValue, place: SourcePlace("\(name)!\(sheet.name)"),
            message: "no register is called `\(sheet.name)`", help: shelf.help(for: sheet.name)))
        continue
      }
      let text = try shelf.text(register)
      do throws(RegisterTextError) {
        let rows = try RegisterSheet(
          name: sheet.name, place: "\(name)!\(sheet.name)", table: ListTable(sheet.text), register: text)
        edits.append(RegisterEdit(rows, into: text))
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else {
      var report = RegisterReport(file: file, edits: [], isDryRun: dryRun)
      report.diagnostics = problems
      report.refusal = []
      report.print(as: format)
      throw ExitCode(1)
    }
    return edits
  }

  /// A workbook made of other files than there are would silently undo what was changed since.
  private func checkOrigin(_ text: [UInt8]?, _ shelf: RegisterShelf) throws {
    guard let text, !overChanges else { return }
    let stale = ListTable(text).rows.dropFirst().filter { row in
      shelf.files.first { $0.name == row[0] }.map { RegisterShelf.digest($0.file) != row[1] } ?? false
    }
    guard stale.isEmpty else {
      throw CommandFailure(
        "changed since the workbook was exported: \(stale.map { $0[0] }.joined(separator: ", "))",
        help: "export again and edit that; --over-changes takes the workbook's word and undoes what was changed since")
    }
  }

  /// What stands against it beyond the diagnostics, its places those of the workbook where they have one.
  private func refusal(_ examination: Examination) -> [String] {
    let errors = Set(examination.diagnostics.filter { $0.severity == .error }.map(\.description))
    return (examination.refusal?.lines ?? []).filter { !errors.contains($0) }
  }

  private func confirmation(for diff: PlanDiff, limit: Int?) -> String? {
    guard let limit, diff.moved.count + diff.lost.count > limit else { return nil }
    let digest = diff.digest.hex
    if let confirm, confirm.count >= 8, digest.hasPrefix(confirm) { return nil }
    return "the change moves or drops \(diff.moved.count + diff.lost.count) duties, more than confirm-above \(limit)"
  }

  private func write(_ edits: [RegisterEdit], _ shelf: RegisterShelf) throws {
    let replacements = edits.compactMap { edit in
      shelf.sources.files.first { $0.path == edit.path }.map {
        FileReplacement(path: rules.path + "/" + edit.path, old: $0.bytes, new: edit.bytes)
      }
    }
    do {
      try replaceFiles(replacements)
    } catch {
      throw CommandFailure(
        error.description,
        help: error.code == ESTALE ? "somebody else wrote it meanwhile; look, and import again" : error.remedy)
    }
  }
}

extension Diagnostic {
  /// With places of the workbook where a row of it stands behind them.
  func placed(by edits: [RegisterEdit]) -> Diagnostic {
    func moved(_ place: SourcePlace) -> SourcePlace {
      edits.first { $0.path == place.file }?.place(in: place) ?? place
    }
    var copy = self
    copy.place = moved(place)
    copy.related = related.map { Diagnostic.Related(moved($0.place), $0.message) }
    return copy
  }
}
