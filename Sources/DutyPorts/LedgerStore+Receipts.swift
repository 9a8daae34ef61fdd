import DutyCalendar
import DutyLedger

extension LedgerStore {
  /// From where the limits of tasks count, by the receipts of their deadlines; what has no receipt is not among them.
  package func deadlineStarts(of tasks: [TaskRow]) throws(StoreError) -> [String: Instant] {
    var starts: [String: Instant] = [:]
    for id in Set(tasks.map(\.record.deadline)) {
      guard let text = try receipt(id: id)?.body["from"]?.string else { continue }
      starts[id] = Instant(rfc3339: text)
    }
    return starts
  }
}
