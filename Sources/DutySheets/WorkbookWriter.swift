import CXLSXWriter
import DutyCalendar
import DutyDocuments
import Glibc

/// Why a workbook was not written.
package struct WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
  package var message: String
  package var help: String

  package var description: String { "\(message)\n  help: \(help)" }
}

/// What a sheet of a spreadsheet program holds.
package enum WorkbookLimits {
  /// With the header.
  package static let rows = 1_048_576
  static let columns = 16_384
  /// UTF-16 units of a cell.
  static let text = 32_767
  /// From here on a sheet is not held in memory while it is written.
  static let cellsInMemory = 400_000
}

/// Writes a workbook as an .xlsx file, in the place of what was there, whole or not at all.
///
/// - Errors: a sheet that is too large, a folder that is not there or cannot be written to.
package func write(_ workbook: Workbook, to path: String) throws(WorkbookError) {
  for sheet in workbook.sheets {
    guard sheet.rows.count < WorkbookLimits.rows, sheet.columns.count <= WorkbookLimits.columns else {
      throw WorkbookError(
        message: "sheet `\(sheet.name)` would have \(sheet.rows.count) rows, a workbook holds \(WorkbookLimits.rows - 1)",
        help: "narrow it down, or write CSV")
    }
  }
  let part = path + ".part-\(getpid())"
  defer { unlink(part) }
  try fill(workbook, part)
  guard rename(part, path) == 0 else {
    throw WorkbookError(
      message: "\(path) cannot be written: \(String(cString: strerror(errno)))", help: "is it a folder, or another's?")
  }
}

private func fill(_ workbook: Workbook, _ path: String) throws(WorkbookError) {
  // The library says what failed only after it has printed it: what can be known is looked at first.
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else {
    throw WorkbookError(
      message: "\(path.split(separator: "/").dropLast().isEmpty ? path : "the folder of \(path)") cannot be written to: "
        + String(cString: strerror(errno)),
      help: "check the folder and its permissions")
  }
  close(descriptor)
  let cells = workbook.sheets.reduce(0) { $0 + $1.rows.count * $1.columns.count }
  var options = lxw_workbook_options()
  options.constant_memory = cells > WorkbookLimits.cellsInMemory ? 1 : 0
  options.use_zip64 = cells > WorkbookLimits.cellsInMemory ? 1 : 0
  guard let book = workbook_new_opt(path, &options) else {
    throw WorkbookError(message: "no memory for a workbook", help: "narrow it down, or write CSV")
  }
  setProperties(book, workbook)
  let formats = SheetFormats(book)
  for sheet in workbook.sheets {
    guard let page = workbook_add_worksheet(book, sheet.name) else { continue }
    SheetWriter(page: page, sheet: sheet, formats: formats, workbook: workbook).write()
  }
  let result = workbook_close(book)
  guard result == LXW_NO_ERROR else {
    let cause = lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
    throw WorkbookError(message: "\(path) cannot be written: \(cause)", help: "is there space, here and in /tmp?")
  }
}

private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>, _ workbook: Workbook) {
  var properties = lxw_doc_properties()
  properties.created = time_t(workbook.made.epochDay) * 86_400
  workbook.title.withCString { title in
    // The library copies what it is given.
    properties.title = UnsafeMutablePointer(mutating: title)
    _ = workbook_set_properties(book, &properties)
  }
}
