import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyStore
import DutyWiring

/// A month of hourly ticks over a million open tasks that nobody answers: every rung that comes due is fired and kept.
enum RungBench {
  private static let hours = 720
  private static let start = Instant(seconds: 1_793_462_400)

  /// Sets up what is not measured: a ledger with a book, its tasks and their dispatch.
  ///
  /// - Shape: tasks have one deadline for each hour, in the order in which they were generated.
  static func prepare(_ directory: String, to path: String) throws {
    let store = try SQLiteStore(path: path, bulk: true)
    let tasks = try fill(store, directory)
    try store.close()
    Measurement(work: tasks, unit: "tasks", cpu: 0).report()
  }

  /// Measures the ticks, with all that the daemon does in them, on a ledger that was set up before.
  static func run(_ directory: String, to path: String) throws {
    let store = try SQLiteStore(path: path)
    let engine = try Engine.start(parts(store, directory), at: start)
    try engine.tick(at: start)
    let before = try store.counts()
    let tasks = before.open
    let (_, cpu) = try Measurement.time {
      for hour in 1...hours { try engine.tick(at: start.adding(seconds: Int64(hour) * 3600)) }
    }
    let rungs = try store.openRungs().count
    let events = try store.counts().events - before.events
    try store.close()
    Measurement(
      work: rungs, unit: "rungs", cpu: cpu, more: [("tasks", "\(tasks)"), ("events", "\(events)")]
    ).report()
  }

  /// Puts a book in force and dispatches every task; how many tasks.
  private static func fill(_ store: SQLiteStore, _ directory: String) throws -> Int {
    let engine = try Engine.start(parts(store, directory), at: start)
    try engine.tick(at: start)
    let book = try AssignmentBench.book(directory)
    let records = self.records(Planner(Assignment(book: book)), book, days: 10)
    var first = 0
    for hour in 1...hours {
      let last = records.count * hour / hours
      let due = start.adding(seconds: Int64(hour) * 3600 - 1)
      let batch = records[first..<last].map { $0.with(RecordChange(due: due)) }
      let sent = DispatchRecord(
        date: CivilDate(epochDay: 20_000), revision: hour, outcome: .immediate, tasks: batch.map(\.number).sorted())
      try store.append(batch.map { .generated($0) } + [.dispatched(sent)], at: start, recordedAt: start)
      first = last
    }
    return records.count
  }

  /// The tasks of a week's entries, once for each of some days.
  static func records(_ planner: Planner, _ book: Book, days: Int) -> [TaskRecord] {
    guard let opening = CivilDate(year: 2026, month: 1, day: 1) else { return [] }
    // A duty that opens on several days of the week comes once: the days below are its periods.
    var seen: Set<TaskKey> = []
    let planned = planner.entries(from: opening, to: opening.adding(days: 6)).flatMap { planner.tasks(of: $0) }.filter {
      var key = $0.key
      key.period = ""
      return seen.insert(key).inserted
    }
    let ladder = book.ladders.rows.first?.id ?? ""
    var records: [TaskRecord] = []
    records.reserveCapacity(planned.count * days)
    for day in 0..<days {
      let period = CivilDate(epochDay: Int32(20_700 + day)).description
      for task in planned {
        var key = task.key
        key.period = period
        records.append(
          TaskRecord(
            key: key, opens: task.opens, due: start, limit: task.limit, roles: task.named,
            assignment: task.assignmentReceipt.id, deadline: task.deadlineReceipt.id, ladder: ladder,
            isVeto: task.isVeto, book: book.digest))
      }
    }
    return records
  }

  static func parts(_ store: any LedgerStore, _ directory: String) -> EngineParts {
    EngineParts(
      store: store, source: DirectorySource(path: directory), gate: systemGate(), sink: NoQueues(),
      journal: NoJournal(), render: { _, _, _ in QueueFiles([]) }, recordedAt: { $0 })
  }
}

/// Queues are not what is measured.
private struct NoQueues: QueueSink {
  func stage(_ publication: QueuePublication) throws(SinkError) {}
  func commit(_ publication: QueuePublication) throws(SinkError) {}
  func revision(of date: CivilDate) -> Int? { nil }
  var keepsQueues: Bool { false }
}

private struct NoJournal: Journal {
  func write(_ message: JournalMessage) {}
}
