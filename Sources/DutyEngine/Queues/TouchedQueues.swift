import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import DutyPorts

extension Engine {
  /// Tasks that came back, changed hands or were struck off after the day's dispatch and are due before the next: the
  /// queues of those who had them and of those who have them now are written anew at once (当场下单).
  ///
  /// - Parameters:
  ///   - touched: by task, everybody who had a role in it.
  ///   - since: when that happened, where it is told later than it happened.
  func showTouched(_ touched: [String: [TaskRoles]], at now: Instant, since: Instant? = nil) throws(EngineError) {
    guard !touched.isEmpty, sink.keepsQueues else { return }
    let day = date(of: now)
    let dispatches = try sent(on: day)
    guard let last = dispatches.last(where: { $0.revision > 0 }) else { return }
    let next = nextDispatch(after: since ?? now)
    var recipients = Set<String>()
    for (number, all) in touched {
      let row = try reading { store throws(StoreError) in try store.task(number: number) }
      guard let row, row.dispatchedAt != nil, row.state.isOpen || row.state == .voided,
        next.map({ row.record.due < $0 }) ?? true
      else { continue }
      for roles in all { recipients.formUnion([roles.lead, roles.holder, roles.verifier] + roles.support) }
    }
    recipients.remove("")
    guard !recipients.isEmpty else { return }
    let record = DispatchRecord(
      date: day, revision: last.revision + 1, outcome: .immediate,
      reason: "work came back, changed hands or was struck off, and is due before the next dispatch", tasks: [])
    try publish(record, at: now, only: recipients)
  }
}
