import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Foundation
import GRDB
import Testing

/// What a store does with a file that is not as it should be.
@Suite struct OpeningTests {
  private func entry(_ period: Int) -> Event {
    .entry(
      EntryRecord(
        stream: "road-patrol", period: "p\(period)", opens: Instant(seconds: Int64(period)), outcome: .generated,
        reason: String(repeating: "理由", count: 50), book: "b"))
  }

  private func fill(_ path: String, _ count: Int) throws {
    let store = try SQLiteStore(path: path)
    for number in 0..<count {
      try store.append([entry(number)], at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
    }
    try store.close()
  }

  private func error(_ body: () throws -> Void) -> StoreError? {
    do {
      try body()
      return nil
    } catch { return error as? StoreError }
  }

  @Test func aSecondDaemonIsToldWhoHasIt() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let first = try SQLiteStore(path: directory.ledger)
    let refused = error { _ = try SQLiteStore(path: directory.ledger) }
    #expect(refused == .locked(path: directory.ledger, process: getpid()))
    #expect(refused?.description.contains("process \(getpid())") == true)
    try first.close()
    #expect(error { _ = try SQLiteStore(path: directory.ledger) } == nil, "the lock goes with the store")
  }

  @Test func readingBesideADaemonAndAfterIt() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let daemon = try SQLiteStore(path: directory.ledger)
    let reader = try SQLiteStore(reading: directory.ledger)
    #expect(try reader.head() == .genesis)
    let link = try daemon.append([entry(1)], at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
    #expect(try reader.head() == link, "a reader sees what was committed since")
    #expect(
      error { try reader.append([entry(2)], at: Instant(seconds: 0), recordedAt: Instant(seconds: 0)) }
        == .refused("`\(directory.ledger)` is open for reading only"))
    try daemon.close()
    #expect(try reader.head() == link)
    #expect(try SQLiteStore(reading: directory.ledger).head() == link, "without a daemon")
  }

  /// The writer only appends to the log; what is in it comes into the file beside it, while the store is open.
  @Test func theLogIsMovedBesideTheWriter() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try SQLiteStore(path: directory.ledger)
    let reader = try SQLiteStore(reading: directory.ledger)
    #expect(try store.setting("wal_autocheckpoint") == "0", "nothing is moved within a commit")
    func size() throws -> Int {
      try #require(FileManager.default.attributesOfItem(atPath: directory.ledger)[.size] as? Int)
    }
    let before = try size()
    var link = Link.genesis
    for number in 0..<200 {
      let events = (0..<60).map { entry(number * 60 + $0) }
      link = try store.append(events, at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
      #expect(try reader.head() == link)
    }
    for _ in 0..<1_000 where try size() < before + 2_000_000 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(try size() >= before + 2_000_000, "the file has what the log had")
    try store.close()
    #expect(try reader.head() == link)
    #expect(try SQLiteStore(path: directory.ledger).head() == link)
  }

  @Test func readingWhatIsNotThere() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let refused = error { _ = try SQLiteStore(reading: directory.ledger) }
    #expect(refused?.description.contains("there is no ledger") == true)
    #expect(!FileManager.default.fileExists(atPath: directory.ledger), "looking does not make one")
    #expect(
      error { _ = try SQLiteStore(path: directory.path + "/none/ledger") }?.description.contains("directory") == true)
  }

  @Test func settings() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try SQLiteStore(path: directory.ledger)
    #expect(try store.setting("journal_mode") == "wal")
    #expect(try store.setting("synchronous") == "2", "FULL: what was answered survives a power cut")
    #expect(try store.setting("cache_size") == "-8192", "an idle daemon stays small")
    try store.close()
    #expect(try SQLiteStore(path: directory.ledger, bulk: true).setting("cache_size") == "-262144")
  }

  @Test func aNewerSchemaIsRefused() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try fill(directory.ledger, 1)
    try DatabaseQueue(path: directory.ledger).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-findings')")
    }
    let newer = StoreError.newer(path: directory.ledger, schema: "9-findings")
    #expect(error { _ = try SQLiteStore(path: directory.ledger) } == newer)
    #expect(error { _ = try SQLiteStore(reading: directory.ledger) } == newer)
    #expect(newer.description.contains("newer program"))
  }

  @Test func anotherProgramsFileIsLeftAlone() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try DatabaseQueue(path: directory.ledger).write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    let refused = error { _ = try SQLiteStore(path: directory.ledger) }
    #expect(refused?.description.contains("not a ledger of dutyd") == true)
    let tables = try DatabaseQueue(path: directory.ledger).read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
    }
    #expect(tables == ["song"])
  }

  struct Damage: Sendable {
    var why: String
    var apply: @Sendable (inout Data) -> Void
  }

  @Test(arguments: [
    Damage(why: "not a database at all") { $0 = Data(repeating: 0x41, count: 8192) },
    Damage(why: "the end is gone") { $0 = $0.prefix($0.count / 2 / 4096 * 4096) },
    Damage(why: "pages overwritten with noise") { data in
      for index in 4096 * 4..<data.count { data[index] = UInt8(truncatingIfNeeded: index &* 31) }
    },
    Damage(why: "the header's page size is impossible") {
      $0[16] = 0x03; $0[17] = 0x03
    },
    Damage(why: "the schema's page is overwritten") { data in
      for index in 100..<2000 { data[index] = 0xFF }
    },
  ])
  func aDamagedFileIsRefused(_ damage: Damage) throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try fill(directory.ledger, 200)
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: directory.ledger + suffix) }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: directory.ledger))
    damage.apply(&bytes)
    try bytes.write(to: URL(fileURLWithPath: directory.ledger))
    let refused = error { _ = try SQLiteStore(path: directory.ledger) }
    guard case .corrupt(let path, _) = refused else {
      Issue.record("\(damage.why): \(String(describing: refused))")
      return
    }
    #expect(path == directory.ledger)
    #expect(refused?.description.contains("restore the newest backup") == true)
  }

  @Test func aFullDiskLosesNothing() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try SQLiteStore(path: directory.ledger, pageLimit: 60)
    var kept = 0
    var refused: StoreError?
    while refused == nil, kept < 5000 {
      refused = error {
        try store.append(
          (0..<20).map { entry(kept * 20 + $0) }, at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
        kept += 1
      }
    }
    #expect(refused == .diskFull(path: directory.ledger))
    #expect(kept > 0)
    #expect(try store.counts().transactions == kept)
    #expect(try store.counts().events == kept * 20)
    #expect(try LedgerVerification.run(store).broken == nil)
    try store.close()
    let again = try SQLiteStore(path: directory.ledger)
    #expect(try again.counts().transactions == kept, "the same after opening again")
    let next = (0..<20).map { entry(kept * 20 + $0) }
    try again.append(next, at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
    #expect(try LedgerVerification.run(again).transactions == kept + 1, "with room it goes on")
  }
}
