import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  /// Readers beside a writer see whole transactions only, and never fewer than before.
  ///
  /// - Returns: what was seen that must not be.
  package static func readersBesideAWriter(_ store: any LedgerStore, transactions: Int) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      group.addTask {
        do {
          for number in 0..<transactions {
            let pair = [1, 2].map { Event.generated(Fixture.task("road-\(number)", n: $0)) }
            try store.append(pair, at: Fixture.instant(Int64(number)), recordedAt: Fixture.instant(0))
          }
          return []
        } catch { return ["the writer failed: \(error)"] }
      }
      for reader in 0..<3 {
        group.addTask { watch(store, until: transactions, reader) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  private static func watch(_ store: any LedgerStore, until transactions: Int, _ reader: Int) -> [String] {
    var findings: [String] = []
    var last = 0
    do {
      // Bounded, so that a writer that failed does not leave its readers waiting.
      for _ in 0..<100_000 where last < transactions && findings.isEmpty {
        let counts = try store.counts()
        let tasks = reader == 0 ? try store.tasks(.open).count : counts.tasks
        if counts.events != 2 * counts.transactions || counts.tasks != counts.events {
          findings.append("half a transaction: \(counts)")
        }
        if tasks % 2 != 0 { findings.append("half a pair: \(tasks) tasks") }
        if counts.transactions < last { findings.append("from \(last) transactions back to \(counts.transactions)") }
        last = counts.transactions
      }
    } catch { findings.append("a reader failed: \(error)") }
    return findings
  }
}
