import DutyCalendar
import DutyLedger
import DutyPorts

extension AccessDatabase {
  private static let columns = "id, task, wish, asked_by, at, approvers, outcome, decided_by, decided, reason"

  private static func wish(_ row: Columns) throws -> ApprovalWish {
    guard let outcome = ApprovalWish.Outcome(rawValue: row.text(6)) else {
      throw SQLiteFault(damage: "a wish that ended as `\(row.text(6))`")
    }
    return ApprovalWish(
      id: row.text(0), task: row.text(1), wish: try JSONValue(parsing: row.text(2)), by: row.text(3),
      at: Instant(seconds: row.int(4)), approvers: row.text(5).split(separator: " ").map(String.init),
      outcome: outcome, decidedBy: row.text(7), decidedAt: row.isNull(8) ? nil : Instant(seconds: row.int(8)),
      reason: row.text(9))
  }

  package func add(_ wish: ApprovalWish) throws(StoreError) {
    _ = try write { access in
      try access.run(
        """
        INSERT INTO wish (n, \(Self.columns))
        VALUES ((SELECT coalesce(max(n), 0) + 1 FROM wish), ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
        """,
        [
          .text(wish.id), .text(wish.task), .text(String(decoding: wish.wish.canonical, as: UTF8.self)),
          .text(wish.by), .int(wish.at.seconds), .text(wish.approvers.joined(separator: " ")),
          .text(wish.outcome.rawValue), .text(wish.decidedBy), .text(wish.reason),
        ])
    }
  }

  package func wish(_ id: String) throws(StoreError) -> ApprovalWish? {
    try read { access in
      try access.first("SELECT \(Self.columns) FROM wish WHERE id = ?", [.text(id)], Self.wish)
    }
  }

  package func wishes(isOpen: Bool, before: String?, limit: Int) throws(StoreError) -> [ApprovalWish] {
    var conditions = isOpen ? ["outcome = 'open'"] : []
    var cells: [Cell] = []
    if let before {
      conditions.append("n < (SELECT n FROM wish WHERE id = ?)")
      cells.append(.text(before))
    }
    cells.append(.int(Int64(max(limit, 0))))
    let place = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return try read { access in
      try access.all(
        "SELECT \(Self.columns) FROM wish \(place) ORDER BY n DESC LIMIT ?", cells, Self.wish)
    }
  }

  package func wishes(of task: String) throws(StoreError) -> [ApprovalWish] {
    try read { access in
      try access.all(
        "SELECT \(Self.columns) FROM wish WHERE outcome = 'open' AND task = ? ORDER BY n DESC LIMIT 50", [.text(task)],
        Self.wish)
    }
  }

  package func openWishes(for person: String) throws(StoreError) -> Int {
    // Approvers are identifiers with a space between them.
    let sql = """
      SELECT count(*) FROM wish
      WHERE outcome = 'open' AND asked_by <> ? AND instr(' ' || approvers || ' ', ' ' || ? || ' ') > 0
      """
    return try read { access in
      try access.first(sql, [.text(person), .text(person)]) { Int($0.int(0)) } ?? 0
    }
  }

  package func decide(
    _ id: String, _ outcome: ApprovalWish.Outcome, by person: String, reason: String, at now: Instant
  ) throws(StoreError) -> Bool {
    try write { access in
      try access.run(
        "UPDATE wish SET outcome = ?, decided_by = ?, reason = ?, decided = ? WHERE id = ? AND outcome = 'open'",
        [.text(outcome.rawValue), .text(person), .text(reason), .int(now.seconds), .text(id)]) > 0
    }
  }
}
