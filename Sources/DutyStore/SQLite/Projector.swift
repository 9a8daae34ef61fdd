import DutyCalendar
import DutyLedger
import DutyPorts

/// Keeps the projection tables in step with the events: what ``Projection`` does in memory, in SQL.
///
/// - Errors: ``FoldError`` with the same words; ``SQLiteFault`` for everything else. Either ends the transaction.
struct Projector {
  let access: Access
  private var tasks: RowBuffer?
  private var rungs: RowBuffer?
  private var knownRungs: RowBuffer?
  /// Tasks that are known to be open.
  private var climbing: ClimbingRows?
  private var lastBook: (digest: String, row: Int64)?

  /// - Parameter climbing: what was read of open tasks, if nothing was written since.
  init(_ access: Access, climbing: ClimbingRows? = nil) {
    self.access = access
    self.climbing = climbing
  }

  mutating func apply(_ event: Event, sequence: Int64, at instant: Instant) throws {
    switch event {
    case .generated(let record): try generate(record, sequence)
    case .entry(let entry): try enter(entry)
    case .receipt(let receipt):
      try access.run(
        "INSERT INTO receipt (id, seq) VALUES (?, ?) ON CONFLICT DO NOTHING", [.text(receipt.id), .int(sequence)])
    case .dispatched(let record): try dispatch(record, sequence, instant)
    case .moved(let move): try self.move(move)
    case .rederived(let change):
      let (row, _) = try openTask(change.task, "get another deadline")
      try access.run(
        """
        UPDATE task SET promised = CASE WHEN promised = due THEN ?1 ELSE promised END, due = ?1, deadline = ?2,
          allowed = CASE WHEN ?4 = '' THEN allowed ELSE ?4 END WHERE id = ?3
        """,
        [.int(change.to.seconds), .text(change.deadline), .int(row), .text(change.limit)])
    case .fact(let fact): try keep(fact, sequence, instant)
    case .rung(let rung): try fire(rung, sequence)
    case .acted(let acted): try act(acted, instant)
    case .gap(let gap):
      try access.run("INSERT OR REPLACE INTO gap (id, seq) VALUES (?, ?)", [.text(gap.id), .int(sequence)])
    case .gapClosed(let closed):
      if try access.run("DELETE FROM gap WHERE id = ?", [.text(closed.id)]) == 0 {
        throw FoldError.refused(FoldText.noGap(closed.id))
      }
    case .designated(let record):
      try insert("INSERT INTO designation (id, seq) VALUES (?, ?)", [.text(record.id), .int(sequence)]) {
        FoldText.designation(record.id)
      }
    case .designationWithdrawn(let withdrawn):
      if try access.run("DELETE FROM designation WHERE id = ?", [.text(withdrawn.id)]) == 0 {
        throw FoldError.refused(FoldText.noDesignation(withdrawn.id))
      }
    case .audited: try access.run("INSERT INTO audit (seq) VALUES (?)", [.int(sequence)])
    case .bookAccepted: try access.run("INSERT INTO in_force (seq) VALUES (?)", [.int(sequence)])
    case .process: break
    }
  }

  /// Runs an insert whose unique key may be there already.
  private func insert(_ sql: String, _ cells: [Cell], duplicate: () -> String) throws {
    do {
      try access.run(sql, cells)
    } catch let fault as SQLiteFault where fault.isDuplicate {
      throw FoldError.duplicate(duplicate())
    }
  }

  private mutating func generate(_ record: TaskRecord, _ sequence: Int64) throws {
    let book = try row(ofBook: record.book)
    if tasks == nil { tasks = try RowBuffer(Projector.taskInsert, access.db) }
    do {
      try tasks?.insert(record, book: book, sequence: sequence)
    } catch {
      if error.isDuplicate { throw FoldError.duplicate(FoldText.task(record)) }
      throw error
    }
    if !record.roles.support.isEmpty {
      let row = try access.first("SELECT last_insert_rowid()") { $0.int(0) }
      try support(record.roles.support, of: row ?? 0)
    }
  }

  private static let taskInsert = """
    INSERT INTO task (
      number, duty, subject, grain, period, n, opens, due, allowed, lead, leader, holder, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, born, promised)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
    """

  private func support(_ units: [String], of row: Int64) throws {
    for unit in units {
      try access.run("INSERT OR IGNORE INTO task_support (unit, task) VALUES (?, ?)", [.text(unit), .int(row)])
    }
  }

  /// The row of a book's digest, made where there is none.
  private mutating func row(ofBook digest: String) throws -> Int64 {
    if let lastBook, lastBook.digest == digest { return lastBook.row }
    let row = try access.bookRow(digest)
    lastBook = (digest, row)
    return row
  }

  private mutating func enter(_ entry: EntryRecord) throws {
    let book = try row(ofBook: entry.book)
    let key: [Cell] = [.text(entry.stream), .text(entry.period), .int(Int64(entry.n))]
    let rest: [Cell] = [
      .int(entry.opens.seconds), .text(entry.outcome.rawValue), .text(entry.reason), .int(Int64(entry.count)),
      .text(entry.digest), .int(book),
    ]
    if entry.outcome == .generated {
      let sql = "DELETE FROM entry WHERE stream = ? AND period = ? AND n = ? AND outcome = 'missed'"
      try access.run(sql, key)
    }
    let sql = """
      INSERT INTO entry (stream, period, n, opens, outcome, reason, count, digest, book)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try insert(sql, key + rest) { FoldText.entry(entry.stream, entry.period, entry.n) }
  }

  /// The row and state of a task.
  private func task(_ number: String) throws -> (row: Int64, state: TaskState) {
    let found = try access.first("SELECT id, state FROM task WHERE number = ?", [.text(number)]) {
      ($0.int(0), try StoreCodes.state($0.int(1)))
    }
    guard let found else { throw FoldError.refused(FoldText.unknownTask(number)) }
    return found
  }

  private func openTask(_ number: String, _ what: String) throws -> (row: Int64, state: TaskState) {
    let found = try task(number)
    guard found.state.isOpen else { throw FoldError.refused(FoldText.closedTask(number, found.state, what)) }
    return found
  }

  private func move(_ move: TaskMove) throws {
    let (row, _) = try openTask(move.task, "change hands")
    try assign(move.to, move.assignment, to: row)
  }

  private func assign(_ roles: TaskRoles, _ assignment: String, to row: Int64) throws {
    let former = "SELECT value FROM task, json_each(task.support) WHERE task.id = ?"
    try access.run("DELETE FROM task_support WHERE task = ? AND unit IN (\(former))", [.int(row), .int(row)])
    let cells: [Cell] = [
      .text(roles.lead), .text(roles.leader), .text(roles.holder), .text(roles.verifier),
      .text(SupportText.write(roles.support)), .text(assignment), .int(row),
    ]
    try access.run(
      "UPDATE task SET lead = ?, leader = ?, holder = ?, verifier = ?, support = ?, assignment = ? WHERE id = ?", cells)
    try support(roles.support, of: row)
  }

  /// The state after an action.
  private func next(_ number: String, _ action: TaskAction, _ state: TaskState) throws -> TaskState {
    switch action.next(from: state) {
    case .success(let next): return next
    case .failure(let refusal): throw FoldError.refused(FoldText.refusal(number, refusal))
    }
  }

  private func dispatch(_ record: DispatchRecord, _ sequence: Int64, _ instant: Instant) throws {
    try insert(
      "INSERT INTO dispatch (date, revision, seq) VALUES (?, ?, ?)",
      [.int(Int64(record.date.epochDay)), .int(Int64(record.revision)), .int(sequence)]
    ) { FoldText.dispatch(record) }
    for number in record.tasks {
      let (row, state) = try task(number)
      let next = try next(number, .dispatch, state)
      try access.run(
        "UPDATE task SET state = ?, dispatched_at = ?, sent = ? WHERE id = ?",
        [.int(StoreCodes.code(next)), .int(instant.seconds), .int(sequence), .int(row)])
    }
  }

  /// Takes an action as ``TaskRow`` does, and writes what differs.
  private mutating func act(_ acted: TaskActed, _ instant: Instant) throws {
    climbing = nil
    guard let (id, before) = try row(of: acted.task) else { throw FoldError.refused(FoldText.unknownTask(acted.task)) }
    var row = before
    try row.take(acted, at: instant)
    func cell(_ instant: Instant?) -> Cell { instant.map { .int($0.seconds) } ?? .null }
    try access.run(
      """
      UPDATE task SET state = ?, due = ?, deadline = ?, dispatched_at = ?, round = ?, promised = ?, reported_at = ?,
        closed_at = ?, closure = ? WHERE id = ?
      """,
      [
        .int(StoreCodes.code(row.state)), .int(row.record.due.seconds), .text(row.record.deadline),
        cell(row.dispatchedAt), .int(Int64(row.round)), .int(row.promised.seconds), cell(row.reportedAt),
        cell(row.closedAt), row.closure.map { .text($0.rawValue) } ?? .null, .int(id),
      ])
    if (row.record.limit, row.record.ladder, row.record.book)
      != (before.record.limit, before.record.ladder, before.record.book)
    {
      try access.run(
        "UPDATE task SET allowed = ?, ladder = ?, book = ? WHERE id = ?",
        [.text(row.record.limit), .text(row.record.ladder), .int(try access.bookRow(row.record.book)), .int(id)])
    }
    if row.record.roles != before.record.roles || row.record.assignment != before.record.assignment {
      try assign(row.record.roles, row.record.assignment, to: id)
    }
  }

  /// A task's row as it stands.
  private func row(of number: String) throws -> (id: Int64, row: TaskRow)? {
    var reader = TaskReader()
    let sql = "SELECT \(Schema.taskColumns), id FROM task WHERE number = ?"
    return try access.first(sql, [.text(number)]) { columns in
      let row = try reader.row(columns) { book in
        try access.first("SELECT digest FROM book WHERE id = ?", [.int(book)]) { $0.text(0) } ?? ""
      }
      return (columns.int(28), row)
    }
  }

  private func keep(_ fact: Fact, _ sequence: Int64, _ instant: Instant) throws {
    let kind = Cell.text(fact.kind.rawValue)
    try insert(
      "INSERT INTO fact (kind, id, seq, at) VALUES (?, ?, ?, ?)",
      [kind, .text(fact.id), .int(sequence), .int(instant.seconds)]
    ) { FoldText.fact(fact) }
    for topic in Set(fact.topics) {
      try access.run(
        "INSERT INTO fact_topic (topic, seq, kind, at) VALUES (?, ?, ?, ?)",
        [.text(topic), .int(sequence), kind, .int(instant.seconds)])
    }
  }

  /// One statement fires: for a task that is known to be open, or else one that finds it; why it fired nothing is asked
  /// only then.
  private mutating func fire(_ fired: RungFired, _ sequence: Int64) throws {
    do {
      if let row = climbing?.row(of: fired.task) {
        if knownRungs == nil { knownRungs = try RowBuffer(Projector.knownRungInsert, access.db) }
        try knownRungs?.insert(fired, row: row, sequence: sequence)
        return
      }
      if rungs == nil { rungs = try RowBuffer(Projector.rungInsert, access.db) }
      if try rungs?.insert(fired, sequence: sequence) == 1 { return }
    } catch {
      if let fault = error as? SQLiteFault, fault.isDuplicate { throw FoldError.duplicate(FoldText.rung(fired)) }
      throw error
    }
    let known = """
      SELECT 1 FROM task JOIN rung ON rung.task = task.id
      WHERE task.number = ? AND rung.ladder = ? AND rung.rung = ?
      """
    let key: [Cell] = [.text(fired.task), .text(fired.ladder), .int(Int64(fired.rung))]
    if try access.first(known, key, { _ in true }) == true { throw FoldError.duplicate(FoldText.rung(fired)) }
    _ = try openTask(fired.task, "climb a ladder")
    throw SQLiteFault(damage: "a rung that is not in the table")
  }

  private static let rungInsert = """
    INSERT INTO rung (task, ladder, rung, seq)
    SELECT id, ?2, ?3, ?4 FROM task WHERE number = ?1 AND state < 6
    """
  private static let knownRungInsert = "INSERT INTO rung (task, ladder, rung, seq) VALUES (?, ?, ?, ?)"
}

extension RowBuffer {
  /// Inserts a task into the columns of `Projector.taskInsert`.
  fileprivate mutating func insert(_ record: TaskRecord, book: Int64, sequence: Int64) throws(SQLiteFault) {
    text(record.number)
    text(record.key.duty)
    text(record.key.subject)
    text(record.key.grain)
    text(record.key.period)
    int(Int64(record.key.n))
    int(record.opens.seconds)
    int(record.due.seconds)
    text(record.limit)
    text(record.roles.lead)
    text(record.roles.leader)
    text(record.roles.holder)
    text(record.roles.verifier)
    text(SupportText.write(record.roles.support))
    text(record.assignment)
    text(record.deadline)
    text(record.ladder)
    int(record.isVeto ? 1 : 0)
    int(record.isCaughtUp ? 1 : 0)
    int(book)
    int(sequence)
    int(record.due.seconds)
    try run()
  }
}

extension RowBuffer {
  /// Fires a rung by `Projector.rungInsert`; 0 for a task that is not open, or not there.
  fileprivate mutating func insert(_ fired: RungFired, sequence: Int64) throws(SQLiteFault) -> Int {
    text(fired.task)
    text(fired.ladder)
    int(Int64(fired.rung))
    int(sequence)
    return try run()
  }

  /// Fires a rung by `Projector.knownRungInsert`.
  fileprivate mutating func insert(_ fired: RungFired, row: Int64, sequence: Int64) throws(SQLiteFault) {
    int(row)
    text(fired.ladder)
    int(Int64(fired.rung))
    int(sequence)
    try run()
  }
}

/// Support units in a column of their own row: a JSON list, `[]` for none.
enum SupportText {
  static func write(_ units: [String]) -> String {
    if units.isEmpty { return "[]" }
    var writer = CanonicalWriter()
    writer.list(units)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func read(_ text: String) throws -> [String] {
    if text == "[]" { return [] }
    guard let units = try? JSONValue(parsing: text).array?.compactMap(\.string) else {
      throw SQLiteFault(damage: "a list of support units that cannot be read")
    }
    return units
  }
}

extension Access {
  /// The row of a book's digest, made where there is none.
  func bookRow(_ digest: String) throws -> Int64 {
    if let row = try first("SELECT id FROM book WHERE digest = ?", [.text(digest)], { $0.int(0) }) { return row }
    try run("INSERT INTO book (digest) VALUES (?)", [.text(digest)])
    return try first("SELECT id FROM book WHERE digest = ?", [.text(digest)]) { $0.int(0) } ?? 0
  }
}
