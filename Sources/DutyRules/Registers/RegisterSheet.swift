import DutyBook

/// A register as a person edited it in a workbook: one sheet, its first row with content the header.
///
/// - Shape: ``columns`` by their title, empty for a column without one; rows by the number that the spreadsheet shows.
package struct RegisterSheet: Sendable {
  package var name: String
  /// What a diagnostic calls it: `register.xlsx!people`.
  package var place: String
  package var columns: [String] = []
  package var headerRow = 1
  package var rows: [ListTable.Row] = []

  /// - Errors: what keeps the sheet from being a register's, each with its place in the workbook.
  package init(
    name: String, place: String, table: ListTable, register: RegisterText
  ) throws(RegisterTextError) {
    self.name = name
    self.place = place
    var problems: [Diagnostic] = []
    func problem(_ row: Int, _ column: Int, _ code: DiagnosticCodes, _ message: String, _ help: String) {
      problems.append(
        Diagnostic(
          severity: .error, code: code.rawValue, place: SourcePlace(place, row, column), message: message, help: help))
    }
    if let stopped = table.problem { problem(stopped.row, 1, .csvSyntax, stopped.text, "mend this row") }
    guard let header = table.rows.first else {
      problem(1, 1, .emptyFile, "the sheet is empty", "its first row is `\(register.columns.joined(separator: ","))`")
      throw RegisterTextError(problems)
    }
    columns = header.cells
    headerRow = header.number
    rows = Array(table.rows.dropFirst())
    for (index, name) in columns.enumerated() where !name.isEmpty && columns[..<index].contains(name) {
      problem(headerRow, index + 1, .repeatedColumn, "column `\(name)` is named twice", "remove one")
    }
    for name in register.columns where !name.isEmpty && !columns.contains(name) {
      problem(
        headerRow, 1, .missingColumn, "column `\(name)` of \(register.path) is missing from the sheet",
        "put it back; empty its cells if nothing is to stand there")
    }
    for row in rows {
      for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
        guard !columns.indices.contains(index) || columns[index].isEmpty else { continue }
        problem(row.number, index + 1, .csvSyntax, "a value stands in a column without a title", "name it or clear it")
        break
      }
    }
    if !problems.isEmpty { throw RegisterTextError(Array(problems.prefix(DiagnosticSink.perFileAndCode))) }
  }
}
