import DutyCalendar
import DutyLedger
import DutyPorts
import Synchronization

extension SQLiteStore {
  package func task(number: String) throws(StoreError) -> TaskRow? {
    try collect(TaskQuery("number = ?", [.text(number)])).first
  }

  package func task(key: TaskKey) throws(StoreError) -> TaskRow? {
    let cells: [Cell] = [
      .text(key.duty), .text(key.period), .text(key.subject), .text(key.grain), .int(Int64(key.n)),
    ]
    return try collect(TaskQuery("duty = ? AND period = ? AND subject = ? AND grain = ? AND n = ?", cells)).first
  }

  package func tasks(_ filter: TaskFilter) throws(StoreError) -> [TaskRow] {
    try collect(TaskQuery(filter))
  }

  package func forEachTask(_ filter: TaskFilter, _ body: (TaskRow) -> Void) throws(StoreError) {
    let query = TaskQuery(filter)
    try read { access in
      var reader = TaskReader()
      try access.rows(query.sql, query.cells) { columns in
        body(try reader.row(columns) { try digest(ofBook: $0, access) })
      }
    }
  }

  package func count(_ filter: TaskFilter) throws(StoreError) -> Int {
    let query = TaskQuery.count(filter)
    return try read { access in Int(try access.first(query.sql, query.cells) { $0.int(0) } ?? 0) }
  }

  private func collect(_ query: TaskQuery) throws(StoreError) -> [TaskRow] {
    try read { access in
      var reader = TaskReader()
      return try access.all(query.sql, query.cells) { columns in
        try reader.row(columns) { try digest(ofBook: $0, access) }
      }
    }
  }

  /// The digest of a book by its row.
  func digest(ofBook row: Int64, _ access: Access) throws -> String {
    if let known = bookDigests.withLock({ $0[row] }) { return known }
    guard let digest = try access.first("SELECT digest FROM book WHERE id = ?", [.int(row)], { $0.text(0) }) else {
      throw SQLiteFault(damage: "a book that is not listed")
    }
    bookDigests.withLock { $0[row] = digest }
    return digest
  }

  package func openDeadlines(
    ladder: String, after: Instant?, upTo: Instant
  ) throws(StoreError) -> [Instant] {
    // From one distinct deadline to the next by the index, however many tasks share one.
    let sql = """
      WITH RECURSIVE deadline(due) AS (
        SELECT min(due) FROM task WHERE state < 6 AND due <= ?1 AND due > ?3 UNION ALL
        SELECT (SELECT min(due) FROM task WHERE state < 6 AND due > deadline.due AND due <= ?1) FROM deadline
        WHERE deadline.due IS NOT NULL)
      SELECT due FROM deadline WHERE due IS NOT NULL
        AND EXISTS (SELECT 1 FROM task WHERE state < 6 AND task.due = deadline.due AND ladder = ?2)
      """
    return try read { access in
      try access.all(sql, [.int(upTo.seconds), .text(ladder), .int(after?.seconds ?? .min)]) { Instant(seconds: $0.int(0)) }
    }
  }

  package func rungs(task: String) throws(StoreError) -> [RungFired] {
    try firedRungs(
      "SELECT seq FROM rung WHERE task = (SELECT id FROM task WHERE number = ?) ORDER BY rung, ladder", [.text(task)])
  }

  package func openRungs() throws(StoreError) -> [RungFired] {
    let sql = """
      SELECT rung.seq FROM rung JOIN task ON task.id = rung.task WHERE task.state < 6
      ORDER BY task.number, rung.rung, rung.ladder
      """
    return try firedRungs(sql, [])
  }

  private func firedRungs(_ sql: String, _ cells: [Cell]) throws(StoreError) -> [RungFired] {
    try events(sql, cells).compactMap { if case .rung(let rung) = $0.event { rung } else { nil } }
  }
}
