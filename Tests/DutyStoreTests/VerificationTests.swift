import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import GRDB
import Testing

/// Tampering behind the program's back, and what verification says of it.
@Suite struct VerificationTests {
  struct Tampering: Sendable {
    var sql: String
    var transaction: Int64
    var says: String
    var why: String
  }

  private static func build(_ path: String) throws {
    let store = try SQLiteStore(path: path)
    for number in 1...6 {
      let at = Instant(seconds: Int64(number) * 60)
      let entries = (1...3).map { part in
        Event.entry(
          EntryRecord(
            stream: "s\(part)", period: "p\(number)", opens: at, outcome: .generated, reason: "原因", count: number,
            book: "b"))
      }
      try store.append(entries, at: at, recordedAt: at)
    }
    try store.close()
  }

  @Test(arguments: [
    Tampering(
      sql: "UPDATE event SET body = replace(body, '原因', '借口') WHERE seq = 8", transaction: 3,
      says: "do not give its link", why: "a body altered"),
    Tampering(
      sql: "UPDATE event SET body = 'no JSON' WHERE seq = 8", transaction: 3, says: "event 8 was altered",
      why: "a body destroyed"),
    Tampering(
      sql: "UPDATE event SET kind = 'process' WHERE seq = 4", transaction: 2, says: "event 4 was altered",
      why: "a kind altered"),
    Tampering(
      sql: "DELETE FROM event WHERE seq = 11", transaction: 4, says: "event 11 is missing", why: "one left out"),
    Tampering(
      sql: "DELETE FROM event WHERE seq = 12", transaction: 4, says: "do not give its link", why: "the last left out"),
    Tampering(
      sql: """
        UPDATE event SET seq = -1 WHERE seq = 5; UPDATE event SET seq = 5 WHERE seq = 6;
        UPDATE event SET seq = 6 WHERE seq = -1
        """,
      transaction: 2, says: "do not give its link", why: "two in another order"),
    Tampering(
      sql: "UPDATE tx SET at = at + 60 WHERE number = 5", transaction: 5, says: "do not give its link",
      why: "another instant"),
    Tampering(
      sql: "DELETE FROM tx WHERE number = 2", transaction: 3, says: "transaction 2 is missing",
      why: "a transaction left out"),
    Tampering(
      sql: "UPDATE tx SET previous = zeroblob(32) WHERE number = 4", transaction: 4,
      says: "names another previous link",
      why: "a chain that starts anew in the middle"),
    Tampering(
      sql: "UPDATE tx SET hash = zeroblob(32) WHERE number = 6", transaction: 6, says: "do not give its link",
      why: "another link at the end"),
    Tampering(
      sql: "UPDATE event SET tx = 2 WHERE seq = 9", transaction: 3, says: "event 9 belongs to transaction 2",
      why: "an event moved"),
    Tampering(
      sql: "DELETE FROM event WHERE tx = 5", transaction: 5, says: "its events are missing", why: "all events left out"),
    Tampering(
      sql:
        "INSERT INTO event VALUES (19, 6, 'process', NULL, '{\"detail\":\"\",\"what\":\"\"}'); UPDATE tx SET count = 4 WHERE number = 6",
      transaction: 6, says: "do not give its link", why: "an event added"),
  ])
  func tamperingIsNamed(_ c: Tampering) throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try Self.build(directory.ledger)
    #expect(try LedgerVerification.run(SQLiteStore(reading: directory.ledger)).broken == nil)
    try DatabaseQueue(path: directory.ledger).write { try $0.execute(sql: c.sql) }
    let broken = try LedgerVerification.run(SQLiteStore(reading: directory.ledger)).broken
    #expect(broken?.transaction == c.transaction, "\(c.why): \(broken?.description ?? "nothing found")")
    #expect(broken?.reason.contains(c.says) == true, "\(c.why): \(broken?.description ?? "nothing found")")
  }

  @Test func recordedAtIsNotCovered() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try Self.build(directory.ledger)
    try DatabaseQueue(path: directory.ledger).write { try $0.execute(sql: "UPDATE tx SET recorded_at = 0") }
    let verification = try LedgerVerification.run(SQLiteStore(reading: directory.ledger))
    #expect(verification.broken == nil)
    #expect(verification.transactions == 6)
    #expect(verification.events == 18)
  }
}
