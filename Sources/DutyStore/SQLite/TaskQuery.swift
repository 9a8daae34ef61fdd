import DutyCalendar
import DutyLedger
import DutyPorts

/// A ``TaskFilter`` as a statement.
struct TaskQuery {
  var sql: String
  var cells: [Cell] = []
  private var from = ""

  init(_ filter: TaskFilter) {
    var conditions: [String] = []
    if let states = filter.states {
      // Said in the very words of the partial indexes, so that they are used.
      if states == [.generated] || states == [.reported], let only = states.first {
        conditions.append("state = \(StoreCodes.code(only))")
      } else if states.allSatisfy(\.isOpen) {
        conditions.append("state < 6")
      } else if states.allSatisfy({ !$0.isOpen }), !states.isEmpty {
        conditions.append("state > 5")
      }
      if states != [.generated], states != [.reported], states != Set(TaskState.allCases.filter(\.isOpen)) {
        let codes = states.map { String(StoreCodes.code($0)) }.sorted().joined(separator: ", ")
        conditions.append("state IN (\(codes))")
      }
    }
    var cells: [Cell] = []
    func text(_ value: String?, _ condition: String) {
      guard let value else { return }
      conditions.append(condition)
      cells.append(.text(value))
    }
    func instant(_ value: Instant?, _ condition: String) {
      guard let value else { return }
      conditions.append(condition)
      cells.append(.int(value.seconds))
    }
    text(filter.holder, "holder = ?")
    text(filter.leader, "leader = ?")
    text(filter.lead, "lead = ?")
    text(filter.verifier, "verifier = ?")
    text(filter.supporter, "id IN (SELECT task FROM task_support WHERE unit = ?)")
    text(filter.duty, "duty = ?")
    text(filter.subject, "subject = ?")
    text(filter.period, "period = ?")
    instant(filter.dueBefore, "due < ?")
    instant(filter.due, "due = ?")
    text(filter.ladder, "ladder = ?")
    instant(filter.opensFrom, "opens >= ?")
    instant(filter.opensBefore, "opens < ?")
    if let after = filter.after {
      conditions.append("due >= ? AND (due, number) > (?, ?)")
      cells += [.int(after.due.seconds), .int(after.due.seconds), .text(after.number)]
    }
    if let before = filter.before {
      conditions.append("due <= ? AND (due, number) < (?, ?)")
      cells += [.int(before.due.seconds), .int(before.due.seconds), .text(before.number)]
    }
    from = "FROM task" + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
    // Backwards from a place the nearest come last.
    let isBackwards = filter.before != nil && filter.limit != nil
    sql = "SELECT \(Schema.taskColumns) \(from) ORDER BY " + (isBackwards ? "due DESC, number DESC" : "due, number")
    if let limit = filter.limit {
      sql += " LIMIT ?"
      cells.append(.int(Int64(max(limit, 0))))
    }
    if isBackwards { sql = "SELECT * FROM (\(sql)) ORDER BY due, number" }
    self.cells = cells
  }

  /// How many there are, at most ``TaskFilter/limit``.
  static func count(_ filter: TaskFilter) -> TaskQuery {
    var query = TaskQuery(filter)
    query.sql = "SELECT count(*) FROM (SELECT 1 \(query.from)" + (filter.limit == nil ? ")" : " LIMIT ?)")
    return query
  }

  init(_ condition: String, _ cells: [Cell]) {
    sql = "SELECT \(Schema.taskColumns) FROM task WHERE \(condition)"
    self.cells = cells
  }
}
