import GRDB
import GRDBSQLite

/// One row on its way into a table, for the hot path: texts are gathered in one buffer and bound without a copy.
///
/// - Shape: cells are added from left to right, then ``run()`` inserts and empties it.
struct RowBuffer {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: OpaquePointer?
  private var arena: [UInt8] = []
  private var cells: [Slot] = []

  private enum Slot {
    case int(Int64)
    case text(start: Int, count: Int)
    case null
  }

  init(_ sql: String, _ db: Database) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection
    arena.reserveCapacity(1024)
    cells.reserveCapacity(32)
  }

  mutating func int(_ number: Int64) { cells.append(.int(number)) }
  mutating func null() { cells.append(.null) }

  mutating func text(_ text: String) {
    let start = arena.count
    var text = text
    text.withUTF8 { arena.append(contentsOf: $0) }
    cells.append(.text(start: start, count: arena.count - start))
  }

  mutating func text(_ bytes: ArraySlice<UInt8>) {
    cells.append(.text(start: arena.count, count: bytes.count))
    arena.append(contentsOf: bytes)
  }

  /// Runs the statement with the cells; returns how many rows it changed.
  ///
  /// - Errors: ``SQLiteFault``; the row is gone then as well.
  @discardableResult
  mutating func run() throws(SQLiteFault) -> Int {
    let code = arena.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) ?? Access.nothing
      for (index, cell) in cells.enumerated() {
        let place = Int32(truncatingIfNeeded: index + 1)
        switch cell {
        case .int(let number): sqlite3_bind_int64(handle, place, number)
        case .text(let start, let count): sqlite3_bind_text(handle, place, base + start, Int32(count), nil)
        case .null: sqlite3_bind_null(handle, place)
        }
      }
      return sqlite3_step(handle)
    }
    let fault = code == SQLITE_DONE ? nil : SQLiteFault(connection)
    sqlite3_reset(handle)
    arena.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    if let fault { throw fault }
    return Int(sqlite3_changes(connection))
  }
}
