import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import StoreLaws
import Testing

@Suite struct StoreLawTests {
  @Test(arguments: StoreLaw.all)
  func memory(_ law: StoreLaw) {
    #expect(law.check(MemoryStore()) == [])
  }

  @Test(arguments: StoreLaw.all)
  func sqlite(_ law: StoreLaw) throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let store = try SQLiteStore(path: directory.ledger)
    let findings = law.check(store) { old in
      try (old as? SQLiteStore)?.close()
      return try SQLiteStore(path: directory.ledger)
    }
    #expect(findings == [])
  }

  @Test func memoryReadersBesideAWriter() async {
    #expect(await StoreLaw.readersBesideAWriter(MemoryStore(), transactions: 100) == [])
  }

  @Test func sqliteReadersBesideAWriter() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    #expect(await StoreLaw.readersBesideAWriter(try SQLiteStore(path: directory.ledger), transactions: 100) == [])
  }
}
