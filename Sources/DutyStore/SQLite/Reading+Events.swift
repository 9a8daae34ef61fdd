import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts

extension SQLiteStore {
  /// The events that a query of sequence numbers names, in its order, with their instants.
  func events(_ sql: String, _ cells: [Cell] = []) throws(StoreError) -> [(event: Event, at: Instant)] {
    try readTogether { access in
      let sequences = try access.all(sql, cells) { $0.int(0) }
      let query = "SELECT event.kind, event.body, tx.at FROM event JOIN tx ON tx.number = event.tx WHERE event.seq = ?"
      return try sequences.map { sequence in
        let found = try access.first(query, [.int(sequence)]) { row in
          (event: try EventCodec.decode(try row.kind(0), row.bytes(1)), at: Instant(seconds: row.int(2)))
        }
        guard let found else { throw SQLiteFault(damage: "event \(sequence) is missing") }
        return found
      }
    }
  }

  package func transactions(after number: Int64, limit: Int) throws(StoreError) -> [StoredTransaction] {
    try readTogether { access in
      let sql = """
        SELECT number, at, recorded_at, first, count, previous, hash FROM tx WHERE number > ? ORDER BY number LIMIT ?
        """
      return try access.all(sql, [.int(number), .int(Int64(max(limit, 0)))]) { row in
        let link = Link(number: row.int(0), hash: try row.digest(6).hex, at: Instant(seconds: row.int(1)))
        let first = row.int(3)
        let events = try access.events(
          "SELECT seq, tx, ?, kind, body FROM event WHERE seq >= ? AND seq < ? ORDER BY seq",
          [.int(link.at.seconds), .int(first), .int(first + row.int(4))])
        return StoredTransaction(
          link: link, previous: try row.digest(5).hex, recordedAt: Instant(seconds: row.int(2)), events: events)
      }
    }
  }

  package func history(task: String) throws(StoreError) -> [StoredEvent] {
    try read { access in
      let sql = """
        SELECT event.seq, event.tx, tx.at, event.kind, event.body FROM event JOIN tx ON tx.number = event.tx
        WHERE event.seq IN (
          SELECT born FROM task WHERE number = ?1 UNION ALL
          SELECT sent FROM task WHERE number = ?1 AND sent IS NOT NULL UNION ALL
          SELECT seq FROM event WHERE task = ?1 UNION ALL
          SELECT rung.seq FROM rung JOIN task ON task.id = rung.task WHERE task.number = ?1 UNION ALL
          SELECT seq FROM fact_topic WHERE topic = 'task:' || ?1)
        ORDER BY event.seq
        """
      return try access.events(sql, [.text(task)])
    }
  }

  package func fact(_ kind: EventKind, id: String) throws(StoreError) -> StoredFact? {
    try stored("SELECT seq FROM fact WHERE kind = ? AND id = ?", [.text(kind.rawValue), .text(id)]).first
  }

  package func facts(_ query: FactQuery) throws(StoreError) -> [StoredFact] {
    let kinds = query.kinds.map(\.rawValue).sorted()
    var conditions: [String] = []
    var cells: [Cell] = []
    if let topic = query.topic {
      conditions.append("topic = ?")
      cells.append(.text(topic))
    }
    if !kinds.isEmpty {
      conditions.append("kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))")
      cells += kinds.map { .text($0) }
    }
    if let from = query.from {
      conditions.append("at >= ?")
      cells.append(.int(from.seconds))
    }
    if let before = query.before {
      conditions.append("at < ?")
      cells.append(.int(before.seconds))
    }
    if let id = query.beforeID, let kind = kinds.first {
      conditions.append("seq < (SELECT seq FROM fact WHERE kind = ? AND id = ?)")
      cells += [.text(kind), .text(id)]
    }
    let place = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let sql = "SELECT seq FROM \(query.topic == nil ? "fact" : "fact_topic")\(place)"
    guard let newest = query.newest else { return try stored("\(sql) ORDER BY seq", cells) }
    cells.append(.int(Int64(max(newest, 0))))
    return try stored("SELECT seq FROM (\(sql) ORDER BY seq DESC LIMIT ?) ORDER BY seq", cells)
  }

  private func stored(_ sql: String, _ cells: [Cell]) throws(StoreError) -> [StoredFact] {
    try events(sql, cells).compactMap { event, at in
      if case .fact(let fact) = event { StoredFact(fact: fact, at: at) } else { nil }
    }
  }

  package func receipt(id: String) throws(StoreError) -> Receipt? {
    let found = try events("SELECT seq FROM receipt WHERE id = ?", [.text(id)]).first
    if case .receipt(let receipt) = found?.event { return receipt }
    return nil
  }

  package func dispatches(from: CivilDate, to: CivilDate) throws(StoreError) -> [StoredDispatch] {
    let sql = "SELECT seq FROM dispatch WHERE date BETWEEN ? AND ? ORDER BY date, revision"
    return try dispatches(sql, [.int(Int64(from.epochDay)), .int(Int64(to.epochDay))])
  }

  package func lastDispatch() throws(StoreError) -> StoredDispatch? {
    try dispatches("SELECT seq FROM dispatch ORDER BY date DESC, revision DESC LIMIT 1", []).first
  }

  private func dispatches(_ sql: String, _ cells: [Cell]) throws(StoreError) -> [StoredDispatch] {
    try events(sql, cells).compactMap {
      if case .dispatched(let record) = $0.event { StoredDispatch(record: record, at: $0.at) } else { nil }
    }
  }

  package func designations() throws(StoreError) -> [DesignationRecord] {
    try events("SELECT seq FROM designation ORDER BY seq").compactMap {
      if case .designated(let record) = $0.event { record } else { nil }
    }
  }

  package func moves(from: Instant) throws(StoreError) -> [MoveOnRecord] {
    let sql = """
      SELECT event.seq FROM event JOIN tx ON tx.number = event.tx
      WHERE event.kind = 'task-moved' AND tx.at >= ? ORDER BY event.seq
      """
    return try events(sql, [.int(from.seconds)]).compactMap {
      if case .moved(let move) = $0.event { MoveOnRecord(move: move, at: $0.at) } else { nil }
    }
  }

  package func gaps() throws(StoreError) -> [GapRecord] {
    try events("SELECT seq FROM gap ORDER BY id").compactMap { if case .gap(let gap) = $0.event { gap } else { nil } }
  }

  package func lastAudit() throws(StoreError) -> AuditRecord? {
    let found = try events("SELECT seq FROM audit ORDER BY seq DESC LIMIT 1").first
    if case .audited(let audit) = found?.event { return audit }
    return nil
  }

  package func books() throws(StoreError) -> [BookInForce] {
    try events("SELECT seq FROM in_force ORDER BY seq").compactMap {
      if case .bookAccepted(let accepted) = $0.event { BookInForce(accepted: accepted, since: $0.at) } else { nil }
    }
  }
}

extension Columns {
  func kind(_ index: Int32) throws -> EventKind {
    let name = text(index)
    guard let kind = EventKind(rawValue: name) else { throw SQLiteFault(damage: "an event of the kind `\(name)`") }
    return kind
  }
}

extension Access {
  /// Stored events of a query that gives sequence, transaction, instant, kind and body.
  func events(_ sql: String, _ cells: [Cell]) throws -> [StoredEvent] {
    try all(sql, cells) { row in
      StoredEvent(
        sequence: row.int(0), transaction: row.int(1), at: Instant(seconds: row.int(2)), kind: try row.kind(3),
        body: row.bytes(4))
    }
  }
}
