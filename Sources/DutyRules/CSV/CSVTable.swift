import DutyBook
import DutyCalendar

/// A column that a register may have.
struct CSVColumn {
  var name: String
  var isRequired: Bool

  init(_ name: String, required: Bool = false) {
    self.name = name
    self.isRequired = required
  }

  /// A column that this file cannot have, in the place of one that similar files have.
  static let none = CSVColumn("")
}

/// A register file: a header that names columns in any order, then rows.
///
/// - Shape: a column is addressed by its position in the `columns` it was opened with; rows without content and lines
///   that begin with `#` are passed over.
final class CSVTable {
  let path: String
  let bytes: [UInt8]
  let columns: [CSVColumn]
  private let sink: DiagnosticSink
  private var cursor = CSVCursor()
  private var cells: [CSVCell] = []
  private var cellOfColumn: [Int] = []
  private var headerCount = 0

  var line: Int { cursor.line }
  var place: SourcePlace { SourcePlace(path, cursor.line) }

  /// Reads the header; `nil`, with diagnostics, where it does not serve.
  init?(_ file: DecodedFile, columns: [CSVColumn], _ sink: DiagnosticSink, _ nearest: NearestName) {
    path = file.path
    bytes = file.bytes
    self.columns = columns
    self.sink = sink
    guard advance() else {
      sink.report(.emptyFile, SourcePlace(path), "the file has no header", help: CSVTable.headerHelp(columns))
      return nil
    }
    guard readHeader(nearest) else { return nil }
  }

  private static func headerHelp(_ columns: [CSVColumn]) -> String {
    "the header is `\(columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ","))`"
  }

  private func readHeader(_ nearest: NearestName) -> Bool {
    headerCount = cells.count
    var found: [String: Int] = [:]
    var isGood = true
    let known = columns.map(\.name)
    for (index, cell) in cells.enumerated() where !cell.isEmpty {
      let name = cellText(cell, bytes)
      if found[name] != nil {
        sink.report(.repeatedColumn, place(ofCell: index), "column `\(name)` is named twice")
        isGood = false
      } else if !known.contains(name) {
        sink.report(
          .unknownColumn, place(ofCell: index), "unknown column `\(name)`",
          help: nearest.help(name, in: known)
            ?? "known columns: \(known.filter { !$0.isEmpty }.joined(separator: ", "))")
      }
      found[name] = found[name] ?? index
    }
    cellOfColumn = known.map { found[$0] ?? -1 }
    for column in columns where column.isRequired && found[column.name] == nil {
      sink.report(
        .missingColumn, SourcePlace(path, cursor.line), "column `\(column.name)` is missing",
        help: CSVTable.headerHelp(columns))
      isGood = false
    }
    return isGood
  }

  /// Whether the header names this column.
  func has(_ column: Int) -> Bool { cellOfColumn[column] >= 0 }

  /// Goes to the next row with content; `false` at the end or where the file cannot be read on.
  func next() -> Bool {
    while advance() {
      if cells.count > headerCount, cells[headerCount...].contains(where: { !$0.isEmpty }) {
        sink.report(
          .csvSyntax, place(ofCell: headerCount), "the row has \(cells.count) cells, the header has \(headerCount)",
          help: "put quotes around a value that contains a comma")
        continue
      }
      return true
    }
    return false
  }

  /// Reads rows until one has content.
  private func advance() -> Bool {
    let bytes = bytes
    do throws(CSVProblem) {
      while try cursor.next(bytes.span, into: &cells) {
        guard let first = cells.first else { continue }
        if !first.isEmpty {
          if bytes[first.start] == UInt8(ascii: "#"), bytes[cursor.lineStart] == UInt8(ascii: "#") { continue }
          return true
        }
        if cells.contains(where: { !$0.isEmpty }) { return true }
      }
      return false
    } catch {
      report(error)
      return false
    }
  }

  private func report(_ problem: CSVProblem) {
    switch problem {
    case .unclosedQuote(let offset, let line):
      sink.report(
        .csvSyntax, SourcePlace(path, line, column(of: offset)), "a quoted value is never closed",
        help: "close it with `\"`; the rest of the file was not read")
    case .textAfterQuote(let offset, let line):
      sink.report(
        .csvSyntax, SourcePlace(path, line, column(of: offset)), "text after a closing quote",
        help: "double a quote inside a quoted value; the rest of the file was not read")
    case .rowTooLong(let line):
      sink.report(
        .tooLarge, SourcePlace(path, line), "the row is longer than \(ReadLimits.rowBytes) bytes",
        help: "the rest of the file was not read")
    case .tooManyCells(let line):
      sink.report(
        .tooLarge, SourcePlace(path, line), "the row has more than \(ReadLimits.cellsPerRow) cells",
        help: "the rest of the file was not read")
    }
  }

  // MARK: The cells of the current row

  /// The cell of a column; `nil` where it is empty or absent.
  @inline(__always) func cell(_ column: Int) -> CSVCell? {
    let index = cellOfColumn[column]
    guard index >= 0, index < cells.count, !cells[index].isEmpty else { return nil }
    return cells[index]
  }

  func text(_ column: Int) -> String? {
    cell(column).map { cellText($0, bytes) }
  }

  /// The text with its place, for values that have a grammar of their own.
  func value(_ column: Int) -> RuleText? {
    text(column).map { RuleText(string: $0, place: place(column), offset: 0) }
  }

  func place(_ column: Int) -> SourcePlace {
    let index = cellOfColumn[column]
    return index >= 0 && index < cells.count ? place(ofCell: index) : place
  }

  private func place(ofCell index: Int) -> SourcePlace {
    SourcePlace(path, cursor.line, column(of: cells[index].start))
  }

  /// Columns count characters from the beginning of the row's line.
  private func column(of offset: Int) -> Int {
    guard offset > cursor.lineStart else { return 1 }
    var column = 1
    for byte in bytes[cursor.lineStart..<min(offset, bytes.count)] where byte & 0xC0 != 0x80 { column += 1 }
    return column
  }

  /// The required text of a column, reported where it is empty.
  func required(_ column: Int) -> String? {
    if let text = text(column) { return text }
    sink.report(.missingValue, place(column), "`\(columns[column].name)` is empty")
    return nil
  }

  /// A list in one cell, separated by `;` (or the full-width `；`).
  func list(_ column: Int) -> [RuleText] {
    guard let value = value(column) else { return [] }
    return value.split(where: { $0 == ";" || $0 == "；" })
  }
}
