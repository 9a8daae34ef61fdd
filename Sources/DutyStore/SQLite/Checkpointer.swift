import Dispatch
import GRDBSQLite
import Synchronization

/// Moves what was committed from the write-ahead log into the ledger's file, on a thread and a connection of its own: the
/// writer only appends to the log and never waits for the file.
///
/// - Shape: asked after a commit that leaves ``pages`` pages or more in the log. A log that outgrows it all the same
///   (the file is slower than what comes) is moved by the writer itself from ``mostPages`` on.
/// - Errors: none. What a checkpoint leaves is in the log, is read from there, and is moved the next time.
/// - Source: sqlite.org/wal.html, "Application-Initiated Checkpoints".
final class Checkpointer: Sendable {
  /// Pages of 4 KiB in the log from which on it is moved.
  static let pages: Int32 = 1_000
  /// Pages in the log from which on the writer waits for them to be moved.
  static let mostPages: Int32 = 25_000

  private struct Line: @unchecked Sendable {
    var connection: OpaquePointer?
  }

  private let path: String
  private let queue = DispatchQueue(label: "dutyd.ledger.checkpoint")
  private let line = Mutex(Line())
  private let isAsked = Atomic(false)

  init(_ path: String) { self.path = path }

  /// Has the log of a writing connection moved beside it; in the place of SQLite's own checkpoints within a commit.
  func attend(_ writer: OpaquePointer?) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      writer,
      { context, connection, name, pages in
        guard let context, pages >= Checkpointer.pages else { return SQLITE_OK }
        if pages >= Checkpointer.mostPages {
          sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
          return SQLITE_OK
        }
        Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().ask()
        return SQLITE_OK
      }, context)
  }

  /// Waits for a checkpoint under way, and lets go of the file.
  func close() {
    queue.sync {}
    line.withLock { line in
      sqlite3_close_v2(line.connection)
      line.connection = nil
    }
  }

  deinit { line.withLock { _ = sqlite3_close_v2($0.connection) } }

  private func ask() {
    if isAsked.exchange(true, ordering: .acquiringAndReleasing) { return }
    queue.async { [self] in
      isAsked.store(false, ordering: .releasing)
      checkpoint()
    }
  }

  private func checkpoint() {
    line.withLock { line in
      if line.connection == nil { line.connection = open() }
      guard let connection = line.connection else { return }
      var before: Int32 = -1
      while true {
        var (logged, moved): (Int32, Int32) = (0, 0)
        sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, &logged, &moved)
        // What came meanwhile is moved too, so that the log can begin anew; unless a reader holds it.
        if moved >= logged || moved <= before { return }
        before = moved
      }
    }
  }

  private func open() -> OpaquePointer? {
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(path, &connection, flags, nil) == SQLITE_OK else {
      sqlite3_close_v2(connection)
      return nil
    }
    var keeps: Int32 = 1
    sqlite3_file_control(connection, nil, SQLITE_FCNTL_PERSIST_WAL, &keeps)
    sqlite3_exec(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -1024", nil, nil, nil)
    return connection
  }
}
