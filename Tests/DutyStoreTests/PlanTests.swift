import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import GRDB
import Testing

/// Which index answers: what a queue read costs after years depends on nothing else.
@Suite struct PlanTests {
  struct Case: Sendable {
    var sql: String
    var uses: String
    var why: String
  }

  private static let columns = """
    number, duty, subject, grain, period, n, opens, due, allowed, lead, leader, holder, verifier, support, \
    assignment, deadline, ladder, veto, caught_up, book, state, \
    (SELECT max(rung.rung) FROM rung WHERE rung.task = task.id), dispatched_at, round, promised, reported_at, \
    closed_at, closure
    """

  @Test(arguments: [
    Case(
      sql: "SELECT \(columns) FROM task WHERE state < 6 AND holder = 'p' ORDER BY due, number",
      uses: "COVERING INDEX task_holder", why: "a person's queue reads one range of one index"),
    Case(
      sql: "SELECT \(columns) FROM task WHERE state < 6 AND lead = 'u' ORDER BY due, number",
      uses: "COVERING INDEX task_lead", why: "a unit's queue likewise"),
    Case(
      sql: "SELECT \(columns) FROM task WHERE duty = 'd' AND period = 'p' ORDER BY due, number", uses: "INDEX task_key",
      why: "an audit reads a duty's period by the unique key"),
    Case(
      sql: "SELECT \(columns) FROM task WHERE state < 6 AND due = 1 AND ladder = 'x' ORDER BY due, number",
      uses: "INDEX task_due", why: "the tasks that a rung is due for, in the order of the index"),
    Case(
      sql: "SELECT \(columns) FROM task WHERE state = 0 AND due < 9 ORDER BY due, number", uses: "INDEX task_generated",
      why: "what has not been dispatched is looked for at every tick"),
    Case(
      sql: "SELECT min(due) FROM task WHERE state < 6 AND due > 1 AND due <= 9", uses: "INDEX task_due",
      why: "the next open deadline"),
    Case(
      sql: "SELECT 1 FROM task WHERE state < 6 AND due = 1 AND ladder = 'x' LIMIT 1", uses: "INDEX task_due",
      why: "whether a ladder has a task at a deadline"),
    Case(sql: "SELECT min(stream) FROM entry WHERE stream > 's'", uses: "INDEX", why: "from stream to stream"),
    Case(
      sql: "SELECT max(opens) FROM entry WHERE stream = 's'", uses: "COVERING INDEX entry_stream_opens",
      why: "a stream's newest opening"),
  ])
  func answersByIndex(_ c: Case) throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try SQLiteStore(path: directory.ledger).close()
    let plan = try DatabaseQueue(path: directory.ledger).read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + c.sql).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.hasPrefix("SEARCH") && $0.contains(c.uses) }, "\(c.why): \(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(c.why): \(plan)")
    if c.uses.hasPrefix("COVERING INDEX task") {
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "the index gives the order too: \(plan)")
    }
  }

  @Test("changes of hands are read from an index of theirs, however many events there are")
  func moves() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try SQLiteStore(path: directory.ledger).close()
    let sql = """
      EXPLAIN QUERY PLAN SELECT event.seq FROM event JOIN tx ON tx.number = event.tx
      WHERE event.kind = 'task-moved' AND tx.at >= 5 ORDER BY event.seq
      """
    let plan = try DatabaseQueue(path: directory.ledger).read { db in
      try Row.fetchAll(db, sql: sql).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("INDEX event_moved") } && plan.contains { $0.hasPrefix("SEARCH tx") }, "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }
}
