import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

/// Tasks that were opened and do not wait for the next dispatch, as long as they have not gone out: a memory of the
/// ledger, kept in step with what is appended.
struct UrgentTasks {
  /// `nil` until the ledger has been asked.
  private(set) var waiting: Set<String>?

  mutating func learn(_ numbers: Set<String>) { waiting = numbers }

  /// Takes note of what was appended; what went out since is found when it is sent.
  mutating func note(_ events: [Event], _ goesAtOnce: (TaskRecord) -> Bool) {
    guard waiting != nil else { return }
    for case .generated(let record) in events where goesAtOnce(record) { waiting?.insert(record.number) }
  }
}

extension Engine {
  /// Whether a task goes out when it is opened, whatever the hour and its deadline (立即就办): what somebody asked for
  /// in person, and what a case opened that is to be done within hours.
  ///
  /// What a duty's cadence opens waits for the morning that it was laid out for.
  func goesAtOnce(_ record: TaskRecord) -> Bool {
    switch record.key.work {
    case .ruling, .attendance, .anomaly: return true
    case .rectification, .reinspection, .mock, .classification: return Limit.isCountedInHours(record.limit)
    case nil: return book.duties[record.key.duty]?.cascade.isEmpty == false
    }
  }

  /// Everything that goes out at once and has not, the earliest deadline first; after a start the ledger says what that
  /// is, since the daemon may have died between opening and dispatch.
  func waitingAtOnce() throws(EngineError) -> [TaskRow] {
    var rows: [TaskRow] = []
    if let waiting = urgent.waiting {
      for number in waiting {
        let row = try reading { store throws(StoreError) in try store.task(number: number) }
        if let row, row.state == .generated { rows.append(row) }
      }
    } else {
      try reading { store throws(StoreError) in
        try store.forEachTask(Self.fresh) { if self.goesAtOnce($0.record) { rows.append($0) } }
      }
    }
    urgent.learn(Set(rows.map(\.number)))
    return rows.sorted { TaskPlace($0) < TaskPlace($1) }
  }
}

extension Limit {
  /// Whether a limit, as a task's record writes it, is counted in hours; one that cannot be read is not.
  static func isCountedInHours(_ text: String) -> Bool {
    switch try? Limit(parsing: text) {
    case .workingHours, .urgentHours: true
    default: false
    }
  }
}
