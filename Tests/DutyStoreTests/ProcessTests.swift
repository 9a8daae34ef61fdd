import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Foundation
import StoreLaws
import Testing

/// What needs a process of its own: being killed, and being somebody who may not write.
@Suite struct ProcessTests {
  /// Twelve tasks and their entry, the way a period opens.
  private static func period(_ number: Int) -> [Event] {
    let at = Instant(seconds: Int64(number) * 86_400)
    let tasks = (0..<12).map { subject in
      Event.generated(
        TaskRecord(
          key: TaskKey(duty: "road-patrol", subject: "road-\(subject)", period: "p\(number)"), opens: at, due: at,
          limit: "17:30", roles: TaskRoles(lead: "u", leader: "l", holder: "h", verifier: "v", support: ["s"]),
          assignment: "a", deadline: "d", book: "b"))
    }
    let entry = EntryRecord(
      stream: "road-patrol", period: "p\(number)", opens: at, outcome: .generated, count: 12, book: "b")
    return tasks + [.entry(entry)]
  }

  @Test func killedAtAnyInstant() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = directory.ledger
    var last = 0
    for round in 0..<12 {
      let delay = UInt32(2000 + round * 3137)
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as UInt32] in
        let store = try SQLiteStore(path: path)
        let start = try store.counts().transactions
        Thread.detachNewThread {
          usleep(delay)
          kill(getpid(), SIGKILL)
        }
        var number = start
        while true {
          let at = Instant(seconds: Int64(number))
          try store.append(ProcessTests.period(number), at: at, recordedAt: at)
          number += 1
        }
      }
      let store = try SQLiteStore(path: path)
      let counts = try store.counts()
      #expect(counts.transactions >= last, "nothing that was answered is lost")
      #expect(counts.events == counts.transactions * 13, "no half transaction")
      #expect(counts.tasks == counts.transactions * 12)
      #expect(try LedgerVerification.run(store).broken == nil)
      #expect(try StoreLaw.differences(store, store.refolded()) == [])
      last = counts.transactions
      try store.close()
    }
    #expect(last > 0, "no child lived long enough to write")
  }

  @Test func somebodyWhoMayNotWrite() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let path = directory.ledger
    let store = try SQLiteStore(path: path)
    try store.append(Self.period(0), at: Instant(seconds: 0), recordedAt: Instant(seconds: 0))
    try store.close()
    for file in ["", "-wal", "-shm", ".lock"] { chmod(path + file, 0o444) }
    chmod(directory.path, 0o555)
    defer { chmod(directory.path, 0o755) }
    // Root may write anywhere, so the child becomes nobody first.
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      if getuid() == 0 { setuid(65_534) }
      let reader = try SQLiteStore(reading: path)
      guard try reader.counts().tasks == 12 else { exit(1) }
      do throws(StoreError) {
        _ = try SQLiteStore(path: path)
      } catch {
        guard case .readOnly(let named) = error, named == path else { exit(2) }
        exit(7)
      }
      exit(3)
    }
  }

  @Test func aDirectoryWhereNothingCanBeMade() async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    chmod(directory.path, 0o555)
    defer { chmod(directory.path, 0o755) }
    let path = directory.ledger
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      if getuid() == 0 { setuid(65_534) }
      do throws(StoreError) {
        _ = try SQLiteStore(path: path)
      } catch {
        exit(error == .readOnly(path: path) ? 7 : 2)
      }
      exit(3)
    }
  }
}
