/// A place in a rule file: what every diagnostic, receipt and explanation points to.
///
/// - Shape: ``file`` relative to the rule directory; ``line`` and ``column`` from 1, columns in characters.
package struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var column: Int

  package init(_ file: String, _ line: Int = 1, _ column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  /// `responsibility/20-patrol.yaml:3:5`.
  package var description: String { "\(file):\(line):\(column)" }

  /// `responsibility/20-patrol.yaml:3`, what a receipt shows.
  package var brief: String { "\(file):\(line)" }
}

/// The index of a row in one of the book's tables, typed by what the table holds.
///
/// - Shape: ``raw``, from 0; valid only within the book it came from, never stored in the ledger.
package struct Ref<Thing>: Hashable, Comparable, Sendable {
  package let raw: Int32

  package init(_ raw: Int32) {
    self.raw = raw
  }

  package init(_ index: Int) {
    self.raw = Int32(truncatingIfNeeded: index)
  }

  package var index: Int { Int(raw) }

  package static func < (a: Ref, b: Ref) -> Bool { a.raw < b.raw }
}

/// A row that a person named in a file.
package protocol Named {
  var id: String { get }
  /// The name before a rename; carries the identity over (`was:`).
  var was: String? { get }
  var source: SourcePlace { get }
}

/// Rows in file order, found by their identifier.
package struct Table<Row: Named & Sendable>: Sendable {
  package private(set) var rows: [Row] = []
  private var byID: [String: Int32] = [:]

  package init() {}

  package init(_ rows: [Row]) {
    for row in rows { _ = add(row) }
  }

  /// Adds a row; returns the row that already has this identifier, if any, and then adds nothing.
  package mutating func add(_ row: Row) -> Row? {
    if let earlier = byID[row.id] { return rows[Int(earlier)] }
    byID[row.id] = Int32(rows.count)
    rows.append(row)
    return nil
  }

  package func ref(_ id: String) -> Ref<Row>? { byID[id].map { Ref($0) } }
  /// The row where it lies: most callers want one field of many.
  package subscript(_ ref: Ref<Row>) -> Row {
    _read { yield rows.span[ref.index] }
  }
  package subscript(_ id: String) -> Row? { byID[id].map { rows[Int($0)] } }
  package var count: Int { rows.count }
  package var refs: [Ref<Row>] { rows.indices.map { Ref($0) } }

  /// Replaces a row in place; its identifier must not change.
  package mutating func replace(_ ref: Ref<Row>, with row: Row) {
    guard rows[ref.index].id == row.id else { return }
    rows[ref.index] = row
  }
}
