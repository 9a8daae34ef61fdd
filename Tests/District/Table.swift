import Foundation

/// A CSV file in the making: rows of cells, written in one go.
///
/// - Errors: whatever the file system says when the file is written.
struct CSVTable {
  let path: String
  private(set) var text: String
  private(set) var rowCount = 0
  private let columnCount: Int

  /// - Parameter header: the column names, `place,person,unit`.
  init(_ path: String, _ header: String) {
    self.path = path
    text = header + "\n"
    columnCount = header.split(separator: ",").count
  }

  /// Adds a row; missing cells at the end are empty.
  mutating func add(_ cells: String...) {
    for index in 0..<columnCount {
      if index > 0 { text.append(",") }
      if index < cells.count { append(cells[index]) }
    }
    text.append("\n")
    rowCount += 1
  }

  /// Quotes a cell where RFC 4180 asks for it.
  private mutating func append(_ cell: String) {
    if cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) {
      text.append("\"")
      for character in cell {
        text.append(character)
        if character == "\"" { text.append("\"") }
      }
      text.append("\"")
    } else {
      text.append(cell)
    }
  }
}

/// The directory that a command writes to.
struct Output {
  let directory: URL

  init(_ path: String) {
    directory = URL(fileURLWithPath: path, isDirectory: true)
  }

  func write(_ table: CSVTable) throws {
    try write(table.text, to: table.path)
  }

  func write(_ text: String, to path: String) throws {
    let url = directory.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}

/// A number with leading zeros: `padded(7, 3)` is `007`.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
