import DutyCalendar
import DutyLedger
import DutyPorts

extension SQLiteStore {
  package func openAges(openedAfter bounds: [Instant], at now: Instant) throws(StoreError) -> [OpenAge] {
    // One walk through an index of the open tasks, which covers all that is asked.
    let age = bounds.isEmpty ? "0" : bounds.indices.map { "(opens <= ?\($0 + 2))" }.joined(separator: " + ")
    let sql = """
      SELECT state, \(age) AS age, due < ?1 AS overdue, count(*) FROM task WHERE state < 6 GROUP BY 1, 2, 3
      """
    let cells: [Cell] = [.int(now.seconds)] + bounds.map { .int($0.seconds) }
    return try read { access in
      try access.all(sql, cells) { row in
        OpenAge(
          state: try StoreCodes.state(row.int(0)), age: Int(row.int(1)), isOverdue: row.int(2) != 0,
          count: Int(row.int(3)))
      }
    }.sorted()
  }

  package func rungCounts() throws(StoreError) -> [RungCount] {
    try read { access in
      try access.all("SELECT ladder, rung, count(*) FROM rung GROUP BY 1, 2") { row in
        RungCount(ladder: row.text(0), rung: Int(row.int(1)), count: Int(row.int(2)))
      }
    }.sorted()
  }
}
