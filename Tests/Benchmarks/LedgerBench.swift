import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyStore

/// A day's tasks of a large district planned, assigned and kept; and one unit's queue read back.
enum LedgerBench {
  /// Every entry of one workday, a transaction each: header, receipts, tasks, as the engine writes them.
  static func generate(_ directory: String, to path: String, bulk: Bool) throws {
    let book = try AssignmentBench.book(directory)
    let planner = Planner(Assignment(book: book))
    let store = try SQLiteStore(path: path, bulk: bulk)
    let day = AssignmentBench.day
    var planning = 0.0
    var writing = 0.0
    var count = 0
    for entry in planner.entries(from: day, to: day) {
      let (events, planned) = Measurement.time { Self.events(of: entry, planner, book) }
      planning += planned
      count += events.count { if case .generated = $0 { true } else { false } }
      let (_, written) = try Measurement.time {
        _ = try store.append(events, at: entry.opens, recordedAt: entry.opens)
      }
      writing += written
    }
    let head = try store.head()
    try store.close()
    try compare(planner, on: day)
    // The first seven bytes of the newest link: the ceiling writes the same bytes, or its chain ends elsewhere.
    let check = UInt64(head.hash.prefix(14), radix: 16) ?? 0
    Measurement(
      work: count, unit: "tasks", cpu: planning + writing, check: check,
      more: [("plan", "\(planning)"), ("write", "\(writing)")]
    ).report()
  }

  /// A planned task's roles are what its own question comes to, for tasks spread over the day.
  private static func compare(_ planner: Planner, on day: CivilDate) throws {
    guard let entry = planner.entries(from: day, to: day).first else { return }
    for (index, task) in planner.tasks(of: entry).enumerated() where index % 101 == 0 {
      let decision = planner.assignment.decide(task.question, on: day)
      let roles = planner.assignment.effective(task.question, decision, on: day)
      guard roles == task.roles, planner.book.taskRoles(roles) == task.named else {
        throw BenchError("the plan differs from the decision at \(task.key)")
      }
    }
  }

  private static func events(of entry: PlannedEntry, _ planner: Planner, _ book: Book) -> [Event] {
    let tasks = planner.tasks(of: entry)
    var receipts: Set<String> = []
    var events: [Event] = []
    var records: [TaskRecord] = []
    events.reserveCapacity(tasks.count + 1)
    records.reserveCapacity(tasks.count)
    for task in tasks {
      for receipt in [task.assignmentReceipt, task.deadlineReceipt] where receipts.insert(receipt.id).inserted {
        events.append(.receipt(receipt))
      }
      records.append(task.record(in: book, ladder: book.defaultLadder))
    }
    events.append(
      .entry(
        EntryRecord(
          stream: planner.streams[entry.stream].id, period: entry.period.name, n: entry.n, opens: entry.opens,
          outcome: .generated, reason: "", count: records.count, digest: EntryDigest.of(records.map(\.key)),
          book: book.digest)))
    for record in records { events.append(.generated(record)) }
    return events
  }

  /// The open tasks that a unit leads, over and over.
  static func read(_ path: String, lead unit: String, rounds: Int) throws {
    let store = try SQLiteStore(reading: path)
    var filter = TaskFilter.open
    filter.lead = unit
    _ = try store.tasks(filter)
    var rows = 0
    var check: UInt64 = 0
    let (_, cpu) = try Measurement.time {
      for _ in 0..<rounds {
        try store.forEachTask(filter) { row in
          rows += 1
          check &+= UInt64(bitPattern: row.record.due.seconds)
        }
      }
    }
    try store.close()
    Measurement(work: rows, unit: "rows", cpu: cpu, check: check).report()
  }
}
