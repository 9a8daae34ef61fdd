import ArgumentParser
import DutyDocuments
import DutySheets
import Foundation

/// How a command answers that has a table.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, xlsx

  /// For what knows only these two.
  var plain: OutputFormat { self == .json ? .json : .text }
}

/// A document's format, or a workbook.
enum SheetFormat: ExpressibleByArgument, Equatable {
  case document(DocumentFormat), xlsx

  init?(argument: String) {
    if argument == "xlsx" {
      self = .xlsx
      return
    }
    guard let format = DocumentFormat(rawValue: argument) else { return nil }
    self = .document(format)
  }

  static var allValueStrings: [String] { DocumentFormat.allCases.map(\.rawValue) + ["xlsx"] }

  var defaultValueDescription: String {
    if case .document(let format) = self { format.rawValue } else { "xlsx" }
  }
}

/// Where a workbook goes.
struct WorkbookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("With --format xlsx: the file to write.", valueName: "FILE")) var out: String?

  func check(isWorkbook: Bool) throws {
    if out != nil, !isWorkbook { throw ValidationError("--out goes with --format xlsx") }
  }

  func write(_ workbook: Workbook) throws { try WorkbookOutput.write(workbook, to: out) }
}

enum WorkbookOutput {
  /// Writes a workbook to a file, or to standard output where that is no terminal.
  static func write(_ workbook: Workbook, to out: String?) throws {
    if let out {
      do {
        try DutySheets.write(workbook, to: out)
      } catch {
        throw CommandFailure(error.message, help: error.help)
      }
      let rows = workbook.sheets.reduce(0) { $0 + ($1.isHidden ? 0 : $1.rows.count) }
      return Output.line("\(out): \(rows) rows in \(workbook.sheets.count { !$0.isHidden }) sheets")
    }
    guard isatty(STDOUT_FILENO) == 0 else {
      throw CommandFailure("a workbook is no text for a terminal", help: "name a file with --out, or redirect the output")
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("dutyctl-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      try DutySheets.write(workbook, to: file.path)
    } catch {
      throw CommandFailure(error.message, help: error.help)
    }
    FileHandle.standardOutput.write(try Data(contentsOf: file))
  }
}
