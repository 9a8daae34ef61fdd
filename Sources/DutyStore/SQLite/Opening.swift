import DutyPorts
import GRDB
import GRDBSQLite
import Glibc

/// How connections are opened and what is looked at before a ledger is trusted.
enum Opening {
  /// - Parameter checkpointer: has the log moved beside the writer; without one the writer does it.
  static func writer(
    _ path: String, bulk: Bool, pageLimit: Int?, checkpointer: Checkpointer?
  ) throws -> DatabasePool {
    var configuration = common
    configuration.prepareDatabase { db in
      // A second reader of the machine can open the file when no daemon runs, too: the WAL stays beside it.
      var keeps: Int32 = 1
      sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &keeps)
      try db.execute(sql: "PRAGMA cache_size = \(bulk ? -262_144 : -2_048)")
      try db.execute(sql: "PRAGMA wal_autocheckpoint = \(bulk ? 20_000 : 1_000)")
      try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
      if let pageLimit { try db.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try pool.writeWithoutTransaction { db in
      // Said after the pool is open, because opening sets NORMAL.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // The writer has more of them than each reader: what it changes it reads again soon.
      if !bulk { try db.execute(sql: "PRAGMA cache_size = -8192") }
      try check(db, path)
      try quickCheck(db, path)
    }
    // Migrations are done with SQLite's own checkpoints.
    try Schema.migrator.migrate(pool)
    if let checkpointer { pool.writeWithoutTransaction { checkpointer.attend($0.sqliteConnection) } }
    return pool
  }

  static func reader(_ path: String) throws -> DatabasePool {
    guard access(path, F_OK) == 0 else {
      throw StoreError.failed("there is no ledger at `\(path)`; the daemon makes it when it first starts")
    }
    guard access(path, R_OK) == 0 else {
      throw StoreError.failed("`\(path)` may not be read by this user; ask for its group, or use the control socket")
    }
    var configuration = common
    configuration.readonly = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -4096")
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try pool.unsafeReentrantRead { db in
      try check(db, path)
      guard try Schema.migrator.hasCompletedMigrations(db) else {
        throw StoreError.failed("`\(path)` has an older schema than this program; start the daemon once to migrate it")
      }
    }
    return pool
  }

  private static var common: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    return configuration
  }

  /// Refuses another program's file and a newer schema.
  private static func check(_ db: Database, _ path: String) throws {
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if tables == 0 { return }
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard application == Schema.applicationID else {
      throw StoreError.failed("`\(path)` is a SQLite file, but not a ledger of dutyd; name another path")
    }
    if try Schema.migrator.hasBeenSuperseded(db) {
      let known = Set(Schema.migrator.migrations)
      let unknown = try Schema.migrator.appliedIdentifiers(db).subtracting(known).sorted()
      throw StoreError.newer(path: path, schema: unknown.joined(separator: ", "))
    }
  }

  private static func quickCheck(_ db: Database, _ path: String) throws {
    let findings = try String.fetchAll(db, sql: "PRAGMA quick_check(3)")
    if findings != ["ok"] {
      throw StoreError.corrupt(path: path, detail: findings.joined(separator: "; "))
    }
  }
}
