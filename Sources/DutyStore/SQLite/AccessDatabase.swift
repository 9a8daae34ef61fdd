import DutyCalendar
import DutyLedger
import DutyPorts
import GRDB

/// Keys, kept replies and refusals in a SQLite file of their own.
///
/// - Errors: ``StoreError`` throughout.
package final class AccessDatabase: AccessStore {
  package let path: String
  let pool: DatabasePool

  /// `duta` in ASCII: tells it from a ledger.
  private static let applicationID = 0x6475_7461

  package init(path: String) throws(StoreError) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -2048") }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      try pool.read { db in
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard tables == 0 || application == Self.applicationID else {
          throw StoreError.failed("`\(path)` is a SQLite file, but no access store of dutyd; move it away")
        }
        if try Self.migrator.hasBeenSuperseded(db) { throw StoreError.newer(path: path, schema: "access") }
      }
      try Self.migrator.migrate(pool)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  package func close() throws(StoreError) {
    do { try pool.close() } catch { throw StoreError(error, path: path) }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    return migrator
  }

  private static let tables = """
    CREATE TABLE access_key (
      hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL, scope TEXT NOT NULL,
      read_only INTEGER NOT NULL, label TEXT NOT NULL, created_by TEXT NOT NULL, created INTEGER NOT NULL,
      expires INTEGER, revoked INTEGER, used INTEGER, parent TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX access_key_parent ON access_key(parent) WHERE parent <> '';
    CREATE INDEX access_key_kind ON access_key(kind, created);
    CREATE TABLE reply (
      scope TEXT NOT NULL, key TEXT NOT NULL, request BLOB NOT NULL, status INTEGER NOT NULL, fields TEXT NOT NULL,
      body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (scope, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reply_at ON reply(at);
    CREATE TABLE wish (
      id TEXT PRIMARY KEY, n INTEGER NOT NULL, task TEXT NOT NULL, wish TEXT NOT NULL, asked_by TEXT NOT NULL,
      at INTEGER NOT NULL, approvers TEXT NOT NULL, outcome TEXT NOT NULL, decided_by TEXT NOT NULL, decided INTEGER,
      reason TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX wish_order ON wish(outcome, n);
    CREATE TABLE refusal (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, address TEXT NOT NULL, method TEXT NOT NULL,
      path TEXT NOT NULL, status INTEGER NOT NULL, code TEXT NOT NULL, request TEXT NOT NULL
    ) STRICT;
    """

  func read<Value>(_ body: (Access) throws -> Value) throws(StoreError) -> Value {
    do { return try pool.read { try body(Access(db: $0)) } } catch { throw StoreError(error, path: path) }
  }

  func write<Value>(_ body: (Access) throws -> Value) throws(StoreError) -> Value {
    do { return try pool.write { try body(Access(db: $0)) } } catch { throw StoreError(error, path: path) }
  }

  // MARK: Keys

  private static let keyColumns =
    "hash, id, kind, subject, scope, read_only, label, created_by, created, expires, revoked, used, parent"

  private static func key(_ row: Columns) throws -> AccessKey {
    guard let kind = AccessKey.Kind(rawValue: row.text(2)) else {
      throw SQLiteFault(damage: "an access key of the kind `\(row.text(2))`")
    }
    func instant(_ index: Int32) -> Instant? { row.isNull(index) ? nil : Instant(seconds: row.int(index)) }
    return AccessKey(
      id: row.text(1), kind: kind, hash: row.bytes(0), subject: row.text(3), scope: row.text(4),
      isReadOnly: row.int(5) != 0, label: row.text(6), createdBy: row.text(7),
      createdAt: Instant(seconds: row.int(8)), expiresAt: instant(9), revokedAt: instant(10), usedAt: instant(11),
      parent: row.text(12))
  }

  package func add(_ key: AccessKey) throws(StoreError) {
    func cell(_ instant: Instant?) -> Cell { instant.map { .int($0.seconds) } ?? .null }
    _ = try write { access in
      try access.run(
        "INSERT INTO access_key (\(Self.keyColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .blob(key.hash), .text(key.id), .text(key.kind.rawValue), .text(key.subject), .text(key.scope),
          .int(key.isReadOnly ? 1 : 0), .text(key.label), .text(key.createdBy), .int(key.createdAt.seconds),
          cell(key.expiresAt), cell(key.revokedAt), cell(key.usedAt), .text(key.parent),
        ])
    }
  }

  package func key(hash: [UInt8]) throws(StoreError) -> AccessKey? {
    try read { access in
      try access.first("SELECT \(Self.keyColumns) FROM access_key WHERE hash = ?", [.blob(hash)], Self.key)
    }
  }

  package func keys(_ kinds: Set<AccessKey.Kind>) throws(StoreError) -> [AccessKey] {
    let names = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try read { access in
      try access.all(
        "SELECT \(Self.keyColumns) FROM access_key WHERE kind IN (\(names)) ORDER BY created DESC, id", [], Self.key)
    }
  }

  package func revoke(_ id: String, at now: Instant) throws(StoreError) -> Bool {
    try write { access in
      let ended = try access.run(
        "UPDATE access_key SET revoked = ? WHERE id = ? AND revoked IS NULL", [.int(now.seconds), .text(id)])
      try access.run(
        "UPDATE access_key SET revoked = ? WHERE parent = ? AND revoked IS NULL", [.int(now.seconds), .text(id)])
      return ended > 0
    }
  }

  package func useLink(hash: [UInt8], at now: Instant) throws(StoreError) -> Bool {
    try write { access in
      try access.run(
        """
        UPDATE access_key SET used = ? WHERE hash = ? AND kind = 'link' AND used IS NULL AND revoked IS NULL
        AND (expires IS NULL OR expires > ?)
        """, [.int(now.seconds), .blob(hash), .int(now.seconds)]) > 0
    }
  }

  // MARK: Replies

  package func reply(scope: String, key: String) throws(StoreError) -> KeptReply? {
    try read { access in
      try access.first(
        "SELECT request, status, fields, body, at FROM reply WHERE scope = ? AND key = ?", [.text(scope), .text(key)]
      ) { row in
        let fields = try JSONValue(parsing: row.text(2)).object ?? [:]
        return KeptReply(
          request: row.bytes(0), status: Int(row.int(1)), fields: fields.compactMapValues(\.string),
          body: row.bytes(3), at: Instant(seconds: row.int(4)))
      }
    }
  }

  package func keep(_ reply: KeptReply, scope: String, key: String) throws(StoreError) -> Bool {
    let fields = JSONValue.object(reply.fields.mapValues { .string($0) })
    return try write { access in
      try access.run(
        "INSERT OR IGNORE INTO reply (scope, key, request, status, fields, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
          .text(scope), .text(key), .blob(reply.request), .int(Int64(reply.status)),
          .text(String(decoding: fields.canonical, as: UTF8.self)), .blob(reply.body), .int(reply.at.seconds),
        ]) > 0
    }
  }

  // MARK: Refusals

  package func add(_ refusal: AccessRefusal) throws(StoreError) {
    _ = try write { access in
      try access.run(
        """
        INSERT INTO refusal (at, actor, address, method, path, status, code, request) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .int(refusal.at.seconds), .text(refusal.actor), .text(refusal.address), .text(refusal.method),
          .text(refusal.path), .int(Int64(refusal.status)), .text(refusal.code), .text(refusal.request),
        ])
    }
  }

  package func refusals(limit: Int) throws(StoreError) -> [AccessRefusal] {
    try read { access in
      try access.all(
        """
        SELECT at, actor, address, method, path, status, code, request FROM refusal ORDER BY id DESC LIMIT ?
        """, [.int(Int64(max(0, limit)))]
      ) { row in
        AccessRefusal(
          at: Instant(seconds: row.int(0)), actor: row.text(1), address: row.text(2), method: row.text(3),
          path: row.text(4), status: Int(row.int(5)), code: row.text(6), request: row.text(7))
      }
    }
  }

  package func forget(before instant: Instant, keepingRefusals refusals: Int) throws(StoreError) {
    try write { access in
      try access.run("DELETE FROM reply WHERE at < ?", [.int(instant.seconds)])
      try access.run(
        "DELETE FROM access_key WHERE kind IN ('session', 'link') AND coalesce(revoked, used, expires, created) < ?",
        [.int(instant.seconds)])
      try access.run(
        "DELETE FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - ?", [.int(Int64(refusals))])
    }
  }
}
