import DutyBook

/// A list that people keep in a spreadsheet (问题明细表), as rows of texts: its columns are in no fixed order and may
/// have any name.
///
/// - Shape: a row's ``Row/number`` counts every line of the sheet from 1, empty ones too, as a spreadsheet shows it; rows
///   without content are left out.
/// - Errors: none; what stopped the reading is ``problem``, and what came before it is there.
package struct ListTable: Sendable {
  package struct Row: Hashable, Sendable {
    package var number: Int
    package var cells: [String]

    package init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }

    /// The text of a column; empty where the row is short.
    package subscript(_ column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }
  }

  package private(set) var rows: [Row] = []
  /// Why the rest was not read, and from which row on; `nil` where all was.
  package private(set) var problem: (row: Int, text: String)?

  /// - Parameter text: UTF-8, as ``utf8(_:name:)`` gives it.
  package init(_ text: [UInt8]) {
    var cursor = CSVCursor()
    var cells: [CSVCell] = []
    var number = 0
    do throws(CSVProblem) {
      while try cursor.next(text.span, into: &cells) {
        number += 1
        guard cells.contains(where: { !$0.isEmpty }) else { continue }
        rows.append(Row(number: number, cells: cells.map { cellText($0, text) }))
      }
    } catch {
      problem = (number + 1, Self.text(of: error))
    }
  }

  private static func text(of problem: CSVProblem) -> String {
    switch problem {
    case .unclosedQuote: "a quoted value is never closed; close it with `\"`"
    case .textAfterQuote: "text after a closing quote; double a quote inside a quoted value"
    case .rowTooLong: "the row is longer than \(ReadLimits.rowBytes) bytes"
    case .tooManyCells: "the row has more than \(ReadLimits.cellsPerRow) cells"
    }
  }

  /// The bytes of a file as UTF-8: that, or GB18030, with or without a mark.
  ///
  /// - Errors: a diagnostic of the file's encoding, as for a register.
  package static func utf8(_ bytes: [UInt8], name: String) -> (text: [UInt8]?, diagnostics: [Diagnostic]) {
    let sink = DiagnosticSink()
    let decoded = decode(RuleFile(path: name, bytes: bytes), limit: ReadLimits.yamlBytes, sink)
    return (decoded?.bytes, sink.sorted(adding: []))
  }
}
