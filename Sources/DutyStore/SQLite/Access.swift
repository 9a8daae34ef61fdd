import GRDB
import GRDBSQLite

/// A value that goes into a statement.
enum Cell {
  case int(Int64)
  case text(String)
  case blob([UInt8])
  case null
}

/// One connection, as the store's statements use it: SQL, cells in, columns out.
///
/// - Shape: statements are prepared once a connection; GRDB owns connections, transactions and statements, the
///   cells and columns go straight through SQLite's own calls.
struct Access {
  let db: Database

  /// Runs a query and gives each row to `body`; the columns are valid within it only.
  ///
  /// - Note: `body` may come back here, for the same SQL too: a statement that is in use is prepared a second time.
  func rows(_ sql: String, _ cells: [Cell] = [], _ body: (Columns) throws -> Void) throws {
    var statement = try db.cachedStatement(sql: sql)
    if sqlite3_stmt_busy(statement.sqliteStatement) != 0 { statement = try db.makeStatement(sql: sql) }
    let handle = statement.sqliteStatement
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    try withExtendedLifetime(statement) {
      for (index, cell) in cells.enumerated() { try bind(cell, Int32(index) + 1, handle) }
      while true {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: try body(Columns(handle: handle))
        case SQLITE_DONE: return
        default: throw SQLiteFault(db.sqliteConnection)
        }
      }
    }
  }

  /// Every row as a value.
  func all<Value>(_ sql: String, _ cells: [Cell] = [], _ value: (Columns) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try rows(sql, cells) { values.append(try value($0)) }
    return values
  }

  /// The first row as a value.
  func first<Value>(_ sql: String, _ cells: [Cell] = [], _ value: (Columns) throws -> Value) throws -> Value? {
    var found: Value?
    try rows(sql, cells) { if found == nil { found = try value($0) } }
    return found
  }

  /// Runs a statement that gives no rows; returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ cells: [Cell] = []) throws -> Int {
    try rows(sql, cells) { _ in }
    return Int(sqlite3_changes(db.sqliteConnection))
  }

  private func bind(_ cell: Cell, _ index: Int32, _ handle: OpaquePointer) throws {
    let code: Int32
    switch cell {
    case .null: code = sqlite3_bind_null(handle, index)
    case .int(let number): code = sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      code = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(handle, index, $0.baseAddress ?? Access.nothing, Int32($0.count), Access.copied)
        }
      }
    case .blob(let bytes):
      code = bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, index, 0)
          : sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Access.copied)
      }
    }
    if code != SQLITE_OK { throw SQLiteFault(db.sqliteConnection) }
  }

  /// Tells SQLite to copy what it is given.
  static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  /// An address for the empty text, where a null pointer would mean NULL.
  static var nothing: UnsafePointer<CChar> {
    let empty: StaticString = ""
    return UnsafeRawPointer(empty.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

/// The row at hand.
struct Columns {
  let handle: OpaquePointer

  func int(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }
  func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

  func text(_ index: Int32) -> String {
    withBytes(index) { String(decoding: $0, as: UTF8.self) }
  }

  func bytes(_ index: Int32) -> [UInt8] {
    withBytes(index) { Array($0) }
  }

  /// The bytes of a text or a blob.
  func withBytes<Value>(_ index: Int32, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let start = sqlite3_column_blob(handle, index)
    return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
  }
}
