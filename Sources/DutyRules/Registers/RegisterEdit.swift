import DutyBook

/// One row that differs between a register and the sheet that was edited.
package struct RegisterChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case added, changed, removed }

  package struct Cell: Hashable, Sendable {
    package var column: String
    package var old: String
    package var new: String
  }

  package var kind: Kind
  /// The row of the sheet; `nil` for a removed one.
  package var row: Int?
  /// The line of the file; `nil` for an added one.
  package var line: Int?
  /// What the row is about: its first cell.
  package var key: String
  /// The cells that differ; of an added or removed row those with content.
  package var cells: [Cell]
}

/// What becomes of a register's file when an edited sheet is taken in.
///
/// - Shape: rows that did not change, comments and empty lines keep their bytes and their place, whatever order the
///   sheet has; an added row follows the one it followed in the sheet.
package struct RegisterEdit: Sendable {
  package let path: String
  package let sheet: RegisterSheet
  /// The file's new bytes; the old ones where nothing changed.
  package private(set) var bytes: [UInt8]
  package private(set) var changes: [RegisterChange] = []
  /// Columns that the sheet has and the file had not.
  package var newColumns: [String] { Array(columns.dropFirst(known)) }
  /// Whether the file says anything else than before.
  package var isChange: Bool { !changes.isEmpty || known < columns.count }
  /// The sheet's row of each line of the new file.
  private var rowOfLine: [Int: Int] = [:]
  private var columns: [String]
  private let known: Int
  private var line = 1

  package init(_ sheet: RegisterSheet, into old: RegisterText) {
    path = old.path
    self.sheet = sheet
    bytes = []
    columns = old.columns
    known = columns.count
    columns += sheet.columns.filter { !$0.isEmpty && !old.columns.contains($0) }
    let rows = sheet.rows.map { row in
      columns.map { name in sheet.columns.firstIndex(of: name).map { trimmed(row[$0]) } ?? "" }
    }
    let matches = RowMatching(old: old, new: rows, columns: columns).matches
    write(rows, matches, old)
  }

  /// Puts the file together and notes what differs.
  private mutating func write(_ rows: [[String]], _ matches: [Int?], _ old: RegisterText) {
    let (newOfOld, added) = order(matches, old.rows.count)
    if old.hasMark { bytes = [0xEF, 0xBB, 0xBF] }
    var position = 0
    func upTo(_ end: Int) -> ArraySlice<UInt8> { old.bytes[position..<end] }
    append(upTo(old.header.lowerBound))
    rowOfLine[line] = sheet.headerRow
    append(headerBytes(old))
    position = old.header.upperBound
    for new in added[-1] ?? [] { add(rows[new], sheet.rows[new].number, old) }
    for (index, row) in old.rows.enumerated() {
      append(upTo(row.range.lowerBound))
      position = row.range.upperBound
      if let new = newOfOld[index] {
        rowOfLine[line] = sheet.rows[new].number
        keep(row, rows[new], sheet.rows[new].number, old)
      } else {
        changes.append(
          RegisterChange(kind: .removed, line: row.line, key: row[0], cells: cells(old: row.cells, new: nil)))
      }
      for new in added[index] ?? [] { add(rows[new], sheet.rows[new].number, old) }
    }
    append(upTo(old.bytes.count))
  }

  /// Which new row each old one became, and which new rows follow each old one; -1 is the header.
  private func order(_ matches: [Int?], _ count: Int) -> (newOfOld: [Int?], added: [Int: [Int]]) {
    var newOfOld = [Int?](repeating: nil, count: count)
    var added: [Int: [Int]] = [:]
    var anchor = -1
    for (new, old) in matches.enumerated() {
      if let old {
        newOfOld[old] = new
        anchor = old
      } else {
        added[anchor, default: []].append(new)
      }
    }
    return (newOfOld, added)
  }

  private mutating func keep(_ row: RegisterText.Row, _ cells: [String], _ number: Int, _ old: RegisterText) {
    let differing = columns.indices.filter { !isSame(row[$0], cells[$0], in: columns[$0]) }
    guard !differing.isEmpty else { return append(old.bytes[row.range]) }
    changes.append(
      RegisterChange(
        kind: .changed, row: number, line: row.line, key: cells[0],
        cells: differing.map { RegisterChange.Cell(column: columns[$0], old: row[$0], new: cells[$0]) }))
    // Cells that say the same keep how they are written: 117.2830 stays.
    let texts = columns.indices.map { isSame(row[$0], cells[$0], in: columns[$0]) ? row[$0] : cells[$0] }
    let width = max(row.cells.count, (texts.lastIndex { !$0.isEmpty } ?? 0) + 1)
    append(line(Array(texts.prefix(width)), quoted: row.quoted) + parted(old.bytes[row.range]).end)
  }

  private mutating func add(_ cells: [String], _ number: Int, _ old: RegisterText) {
    changes.append(
      RegisterChange(kind: .added, row: number, key: cells.first ?? "", cells: self.cells(old: nil, new: cells)))
    if let last = bytes.last, last != 10, last != 13 { append(old.lineEnd[...]) }
    rowOfLine[line] = number
    append(line(cells, quoted: []) + old.lineEnd)
  }

  private func cells(old: [String]?, new: [String]?) -> [RegisterChange.Cell] {
    columns.indices.compactMap { index in
      let was = old.map { $0.indices.contains(index) ? $0[index] : "" } ?? ""
      let becomes = new?[index] ?? ""
      return was.isEmpty && becomes.isEmpty ? nil : .init(column: columns[index], old: was, new: becomes)
    }
  }

  private func headerBytes(_ old: RegisterText) -> [UInt8] {
    let (text, end) = parted(old.bytes[old.header])
    let more = columns.dropFirst(old.columns.count)
    return more.isEmpty ? text + end : text + [UInt8(ascii: ",")] + line(Array(more), quoted: []) + end
  }

  /// A line of the file without its end, and the end.
  private func parted(_ line: ArraySlice<UInt8>) -> (text: [UInt8], end: [UInt8]) {
    var text = line
    while let last = text.last, last == 10 || last == 13 { text.removeLast() }
    return (Array(text), Array(line[text.endIndex...]))
  }

  private mutating func append(_ piece: some Sequence<UInt8>) {
    for byte in piece {
      bytes.append(byte)
      if byte == 10 { line += 1 }
    }
  }

  /// A row of CSV; in quotes what needs them, and what had them.
  private func line(_ cells: [String], quoted: [Bool]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      let special = cell.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
      let isComment = index == 0 && cell.hasPrefix("#")
      guard special || isComment || (quoted.indices.contains(index) && quoted[index]) else {
        text += Array(cell.utf8)
        continue
      }
      text.append(34)
      for byte in cell.utf8 {
        if byte == 34 { text.append(34) }
        text.append(byte)
      }
      text.append(34)
    }
    return text
  }
}

extension RegisterEdit {
  /// A place of the new file as a place of the workbook: the sheet, its row, and the number of the column.
  ///
  /// - Returns: the place itself where no row of the sheet stands behind it.
  package func place(in workbook: SourcePlace) -> SourcePlace {
    guard workbook.file == path, let row = rowOfLine[workbook.line] else { return workbook }
    return SourcePlace(sheet.place, row, column(workbook))
  }

  /// The sheet's column in which a character of a line stands.
  private func column(_ place: SourcePlace) -> Int {
    var cursor = CSVCursor()
    var cells: [CSVCell] = []
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    while (try? cursor.next(text.span, into: &cells)) == true {
      guard cursor.line == place.line else { continue }
      let starts = cells.map { cell in
        text[cursor.lineStart..<cell.start].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
      }
      let index = starts.lastIndex { $0 <= place.column } ?? 0
      guard columns.indices.contains(index) else { return 1 }
      return (sheet.columns.firstIndex(of: columns[index]) ?? 0) + 1
    }
    return 1
  }
}

private func trimmed(_ text: String) -> String {
  var text = text[...]
  while let last = text.last, last == " " || last == "\t" { text.removeLast() }
  return String(text.drop { $0 == " " || $0 == "\t" })
}

/// Whether two cells say the same: the same text, or in a column of coordinates the same number.
func isSame(_ old: String, _ new: String, in column: String) -> Bool {
  if old == new { return true }
  guard RegisterColumns.isNumber(column), let was = Double(old), let becomes = Double(new) else { return false }
  return was == becomes
}
