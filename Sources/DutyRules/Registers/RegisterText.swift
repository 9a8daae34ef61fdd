import DutyBook

/// A register's file, taken apart so that it can be put together again: what nobody touches stays byte for byte.
///
/// - Shape: ``columns`` as the header names them; ``rows`` in file order, comments and empty lines between them kept.
/// - Errors: those of its encoding and its quotes, as diagnostics.
package struct RegisterText: Sendable {
  package struct Row: Sendable {
    /// The line it begins on, from 1.
    package var line: Int
    package var cells: [String]
    /// The bytes it was read from, with its line end.
    var range: Range<Int>
    /// Which cells stood in quotes.
    var quoted: [Bool]

    package subscript(_ column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }
  }

  package let path: String
  package private(set) var columns: [String] = []
  package private(set) var rows: [Row] = []
  /// UTF-8, without a mark.
  let bytes: [UInt8]
  let hasMark: Bool
  private(set) var header: Range<Int> = 0..<0

  /// - Parameter file: of the folder `registers/`.
  package init(_ file: RuleFile) throws(RegisterTextError) {
    path = file.path
    let read = ListTable.utf8(file.bytes, name: file.path)
    guard let text = read.text else { throw RegisterTextError(read.diagnostics) }
    bytes = text
    hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var cursor = CSVCursor()
    var cells: [CSVCell] = []
    do throws(CSVProblem) {
      while try cursor.next(text.span, into: &cells) {
        guard let first = cells.first, cells.contains(where: { !$0.isEmpty }) else { continue }
        if text[cursor.lineStart] == UInt8(ascii: "#"), first.start == cursor.lineStart { continue }
        let range = cursor.lineStart..<cursor.offset
        let texts = cells.map { cellText($0, text) }
        guard !columns.isEmpty else {
          columns = texts
          header = range
          continue
        }
        let quoted = cells.map { $0.start > 0 && text[$0.start - 1] == UInt8(ascii: "\"") }
        rows.append(Row(line: cursor.line, cells: texts, range: range, quoted: quoted))
      }
    } catch {
      throw RegisterTextError([
        Diagnostic(
          severity: .error, code: DiagnosticCodes.csvSyntax.rawValue, place: SourcePlace(file.path, cursor.line),
          message: "the file cannot be read to its end", help: "see `dutyctl check`")
      ])
    }
  }

  /// What a line ends with here.
  var lineEnd: [UInt8] {
    guard let feed = bytes.firstIndex(of: 10) else { return [10] }
    return feed > 0 && bytes[feed - 1] == 13 ? [13, 10] : [10]
  }

  /// The name of the register: `people` for `registers/people.csv`.
  package var name: String { String(path.split(separator: "/").last?.dropLast(4) ?? "") }
}

/// Why a register could not be taken apart.
package struct RegisterTextError: Error {
  package var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
