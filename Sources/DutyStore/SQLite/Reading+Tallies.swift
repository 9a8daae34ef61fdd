import DutyCalendar
import DutyLedger
import DutyPorts

extension SQLiteStore {
  package func tallies(promisedFrom from: Instant, before: Instant) throws(StoreError) -> [TaskTally] {
    // In the order of the covering index, so that nothing is sorted: tasks of one deadline, lead and duty are one row.
    let sql = """
      SELECT lead, duty, count(*), sum(in_time), sum(state = 6), sum(closure IS 'fixed'),
        sum(in_time AND closure IS 'fixed'), sum(round) + sum(state IN (3, 6)), sum(round)
      FROM (
        SELECT promised, lead, duty, state, round, closure, state IN (3, 6) AND ifnull(reported_at <= promised, 0) AS in_time
        FROM task WHERE promised >= ?1 AND promised < ?2 AND state NOT IN (0, 5, 7)
          AND ifnull(closure, '') NOT IN ('void', 'joined', 'not-ours'))
      GROUP BY promised, lead, duty
      """
    return try read { access in
      var tallies = TaskTallies()
      try access.rows(sql, [.int(from.seconds), .int(before.seconds)]) { row in
        var tally = TaskTally(lead: row.text(0), duty: row.text(1))
        tally.due = Int(row.int(2))
        tally.onTime = Int(row.int(3))
        tally.closed = Int(row.int(4))
        tally.fixed = Int(row.int(5))
        tally.fixedOnTime = Int(row.int(6))
        tally.reports = Int(row.int(7))
        tally.returned = Int(row.int(8))
        tallies.add(tally)
      }
      return tallies.sorted
    }
  }
}
