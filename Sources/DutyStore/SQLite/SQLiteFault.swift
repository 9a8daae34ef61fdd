import DutyLedger
import DutyPorts
import GRDB
import GRDBSQLite
import Glibc

/// What SQLite answered, before it is told to people.
struct SQLiteFault: Error {
  /// The extended result code.
  var code: Int32
  var message: String
  /// `errno` of the system call behind it; 0 for none.
  var system: Int32 = 0

  init(code: Int32, message: String, system: Int32 = 0) {
    self.code = code
    self.message = message
    self.system = system
  }

  /// The error of the last call on a connection.
  init(_ connection: OpaquePointer?) {
    code = sqlite3_extended_errcode(connection)
    message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "error \(code)"
    system = sqlite3_system_errno(connection)
  }

  /// Rows that no program of this house writes.
  init(damage: String) {
    self.init(code: SQLITE_CORRUPT, message: damage)
  }

  /// Whether a unique key was there already.
  var isDuplicate: Bool { code & 0xFF == SQLITE_CONSTRAINT }
}

extension StoreError {
  /// Any error of an access, told with the path and what to do.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as FoldError: self = StoreError(error)
    case let error as CodecError: self = .corrupt(path: path, detail: error.description)
    case let fault as SQLiteFault: self = StoreError(fault, path: path)
    case let error as DatabaseError:
      let fault = SQLiteFault(code: error.extendedResultCode.rawValue, message: error.message ?? error.description)
      self = StoreError(fault, path: path)
    default: self = .failed("`\(path)`: \(error)")
    }
  }

  private init(_ fault: SQLiteFault, path: String) {
    if fault.system == ENOSPC || fault.system == EDQUOT {
      self = .diskFull(path: path)
      return
    }
    switch fault.code & 0xFF {
    case SQLITE_FULL: self = .diskFull(path: path)
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .readOnly(path: path)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(path: path, detail: fault.message)
    case SQLITE_IOERR where fault.code == SQLITE_IOERR | (19 << 8): self = .diskFull(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED:
      self = .failed("`\(path)` stayed busy: another program writes to it; close that one (\(fault.message))")
    default: self = .failed("`\(path)`: \(fault.message) (SQLite \(fault.code))")
    }
  }
}
