import DutyCalendar
import DutyLedger

/// What the tasks of one lead unit and one duty amount to, of those promised within a span: counts only.
///
/// - Shape: a task counts by the deadline that on time is measured by, where it counts at all (`TaskRow.counts`); these are
///   ``due``, and every other count is of these.
/// - Source: M37; the measures are the scores' own.
package struct TaskTally: Hashable, Sendable {
  package var lead: String
  package var duty: String
  package var due = 0
  /// Reported at or before the deadline, and not returned since.
  package var onTime = 0
  package var closed = 0
  /// Closed as fixed, and of these on time: what counts where a finding opened the task.
  package var fixed = 0
  package var fixedOnTime = 0
  /// How many reports there were, and how many came back.
  package var reports = 0
  package var returned = 0

  package init(lead: String, duty: String) {
    self.lead = lead
    self.duty = duty
  }

  /// Counts a task in, if it counts at all.
  package mutating func count(_ row: TaskRow) {
    guard row.counts else { return }
    let isHandedIn = row.state == .reported || row.state == .closed
    let isOnTime = isHandedIn && row.isOnTime
    due += 1
    onTime += isOnTime ? 1 : 0
    closed += row.state == .closed ? 1 : 0
    fixed += row.closure == .fixed ? 1 : 0
    fixedOnTime += row.closure == .fixed && isOnTime ? 1 : 0
    reports += row.round + (isHandedIn ? 1 : 0)
    returned += row.round
  }

  /// The same taken away: added to what it was counted in, it leaves that as it was before.
  package static prefix func - (a: TaskTally) -> TaskTally {
    var less = TaskTally(lead: a.lead, duty: a.duty)
    (less.due, less.onTime, less.closed, less.fixed) = (-a.due, -a.onTime, -a.closed, -a.fixed)
    (less.fixedOnTime, less.reports, less.returned) = (-a.fixedOnTime, -a.reports, -a.returned)
    return less
  }

  package static func + (a: TaskTally, b: TaskTally) -> TaskTally {
    var sum = a
    sum.due += b.due
    sum.onTime += b.onTime
    sum.closed += b.closed
    sum.fixed += b.fixed
    sum.fixedOnTime += b.fixedOnTime
    sum.reports += b.reports
    sum.returned += b.returned
    return sum
  }
}

/// Tallies by lead unit and duty, as they are added up.
package struct TaskTallies: Sendable {
  private struct Key: Hashable {
    var lead: String
    var duty: String
  }

  private var places: [Key: Int] = [:]
  private var rows: [TaskTally] = []

  package init() {}

  package mutating func add(_ tally: TaskTally) {
    let place = place(tally.lead, tally.duty)
    rows[place] = rows[place] + tally
  }

  package mutating func count(_ row: TaskRow) {
    let place = place(row.record.roles.lead, row.record.key.duty)
    rows[place].count(row)
  }

  private mutating func place(_ lead: String, _ duty: String) -> Int {
    let key = Key(lead: lead, duty: duty)
    if let known = places[key] { return known }
    places[key] = rows.count
    rows.append(TaskTally(lead: lead, duty: duty))
    return rows.count - 1
  }

  /// By lead and duty, in the order of their bytes; those that count nothing are left out.
  package var sorted: [TaskTally] {
    rows.filter { $0.due > 0 }.sorted { a, b in
      a.lead == b.lead ? a.duty.precedesByBytes(b.duty) : a.lead.precedesByBytes(b.lead)
    }
  }
}

extension LedgerStore {
  /// Every task looked at: what the stores' own ways must come to.
  package func tallies(promisedFrom from: Instant, before: Instant) throws(StoreError) -> [TaskTally] {
    var tallies = TaskTallies()
    try forEachTask(TaskFilter()) { row in
      if from <= row.promised, row.promised < before { tallies.count(row) }
    }
    return tallies.sorted
  }
}
