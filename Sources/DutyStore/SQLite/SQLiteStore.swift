import DutyLedger
import DutyPorts
import GRDB
import Synchronization

/// The ledger in one SQLite file: WAL, `synchronous=FULL`, one writer, readers beside it.
///
/// - Shape: `PATH` with `PATH-wal`, `PATH-shm` and `PATH.lock` beside it. Opened for writing it holds the lock until
///   it is gone; opened for reading it takes none and never waits for the writer.
/// - Errors: ``StoreError`` throughout; a failed append leaves nothing behind.
package final class SQLiteStore: LedgerStore {
  package let path: String
  let pool: DatabasePool
  private let lock: StoreLock?
  private let checkpointer: Checkpointer?
  /// Digests of books by their row: rows that were committed never change.
  let bookDigests = Mutex<[Int64: String]>([:])
  /// Of the tasks that were last read for a rung.
  let climbing = Mutex(ClimbingRows())

  /// Opens the ledger for writing, and makes or migrates it where needed.
  ///
  /// - Parameters:
  ///   - bulk: for loading millions of events: 256 MiB of page cache and rare checkpoints.
  ///   - pageLimit: the most pages (4 KiB each) the file may have; `nil` for no limit.
  /// - Errors: ``StoreError/locked(path:process:)``, ``StoreError/newer(path:schema:)``,
  ///   ``StoreError/corrupt(path:detail:)``, ``StoreError/readOnly(path:)``, ``StoreError/diskFull(path:)``.
  package convenience init(path: String, bulk: Bool = false, pageLimit: Int? = nil) throws(StoreError) {
    let lock = try StoreLock(beside: path)
    let checkpointer = bulk ? nil : Checkpointer(path)
    let pool: DatabasePool
    do {
      pool = try Opening.writer(path, bulk: bulk, pageLimit: pageLimit, checkpointer: checkpointer)
    } catch {
      throw StoreError(error, path: path)
    }
    self.init(path: path, pool: pool, lock: lock, checkpointer: checkpointer)
  }

  /// Opens a ledger for reading, beside a daemon or without one.
  ///
  /// - Errors: as for writing, but never ``StoreError/locked(path:process:)``; ``StoreError/failed(_:)`` where there
  ///   is no ledger, or one that an older program wrote.
  package convenience init(reading path: String) throws(StoreError) {
    let pool: DatabasePool
    do {
      pool = try Opening.reader(path)
    } catch {
      throw StoreError(error, path: path)
    }
    self.init(path: path, pool: pool, lock: nil, checkpointer: nil)
  }

  private init(path: String, pool: DatabasePool, lock: StoreLock?, checkpointer: Checkpointer?) {
    self.path = path
    self.pool = pool
    self.lock = lock
    self.checkpointer = checkpointer
  }

  /// Closes the connections and lets go of the lock; every call after it fails.
  package func close() throws(StoreError) {
    // The pool goes last: whoever closes the file last leaves it in order.
    checkpointer?.close()
    do { try pool.close() } catch { throw StoreError(error, path: path) }
    lock?.release()
  }

  /// What a PRAGMA says on the writing connection.
  package func setting(_ pragma: String) throws(StoreError) -> String {
    do {
      return try pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(pragma)") ?? "" }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads the last committed state; may be called within itself.
  func read<Value>(_ body: (Access) throws -> Value) throws(StoreError) -> Value {
    do {
      return try pool.unsafeReentrantRead { try body(Access(db: $0)) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads one state with several statements.
  func readTogether<Value>(_ body: (Access) throws -> Value) throws(StoreError) -> Value {
    try read { access in
      if access.db.isInsideTransaction { return try body(access) }
      var value: Value?
      try access.db.inTransaction(.deferred) {
        value = try body(access)
        return .commit
      }
      guard let value else { throw SQLiteFault(damage: "a read without a result") }
      return value
    }
  }

  /// Writes in one transaction: all of it, or nothing.
  func write<Value>(_ body: (Access) throws -> Value) throws(StoreError) -> Value {
    if lock == nil { throw .refused("`\(path)` is open for reading only") }
    do {
      return try pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(Access(db: db))
          return .commit
        }
        guard let value else { throw SQLiteFault(damage: "a write without a result") }
        return value
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
