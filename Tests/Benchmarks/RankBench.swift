import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyStore

/// A month's ranking of five hundred units over a million events: tasks that were taken note of, reported and verified.
enum RankBench {
  private static let units = 500
  private static let count = 250_000
  private static let start = Instant(seconds: 1_793_462_400)

  /// - Shape: filling the ledger is not measured; what is, is opening nothing and reading what the ranking is made of.
  static func run(_ directory: String, to path: String) throws {
    let book = try prepare(directory, path)
    let store = try SQLiteStore(reading: path)
    let events = try store.counts().events
    let last = start.adding(seconds: 30 * 86_400)
    let (tallies, counting) = try Measurement.time { try store.tallies(promisedFrom: start, before: last) }
    let leads = Set(tallies.map(\.lead)).count
    guard leads == units, tallies.reduce(0, { $0 + $1.due }) == count else {
      throw BenchError("\(leads) units with \(tallies.reduce(0) { $0 + $1.due }) tasks were counted")
    }
    _ = book
    try store.close()
    Measurement(work: events, unit: "events", cpu: counting, more: [("units", "\(leads)")]).report()
  }

  private static func prepare(_ directory: String, _ path: String) throws -> Book {
    let store = try SQLiteStore(path: path, bulk: true)
    let engine = try Engine.start(RungBench.parts(store, directory), at: start)
    try engine.tick(at: start)
    let book = try AssignmentBench.book(directory)
    let planned = RungBench.records(Planner(Assignment(book: book)), book, days: 30)
    guard planned.count >= count else { throw BenchError("the district has \(planned.count) tasks only") }
    for batch in 0..<100 {
      let tasks = (count * batch / 100..<count * (batch + 1) / 100).map { index -> TaskRecord in
        var roles = planned[index].roles
        roles.lead = "u-c-" + String(repeating: "0", count: 5 - String(index % units).count) + String(index % units)
        let due = start.adding(seconds: Int64(index % 720) * 3600 + 1800)
        return planned[index].with(RecordChange(due: due, roles: roles))
      }
      let sent = DispatchRecord(
        date: CivilDate(epochDay: 20_000), revision: batch + 1, outcome: .immediate, tasks: tasks.map(\.number).sorted())
      try store.append(tasks.map { .generated($0) } + [.dispatched(sent)], at: start, recordedAt: start)
      for (action, hour) in [(TaskAction.acknowledge, 1), (.report, 100), (.verify, 200)] {
        let events = tasks.map { task in
          Event.acted(TaskActed(task: task.number, action: action, by: task.roles.holder))
        }
        let at = start.adding(seconds: Int64(hour + batch) * 3600)
        try store.append(events, at: at, recordedAt: at)
      }
    }
    try store.close()
    return book
  }
}
