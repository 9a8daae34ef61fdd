import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts

extension SQLiteStore {
  private static let entryColumns = "stream, period, n, opens, outcome, reason, count, digest, book"

  private func entries(_ condition: String, _ cells: [Cell]) throws(StoreError) -> [EntryRecord] {
    try read { access in
      try access.all("SELECT \(SQLiteStore.entryColumns) FROM entry WHERE \(condition)", cells) { row in
        guard let outcome = EntryOutcome(rawValue: row.text(4)) else {
          throw SQLiteFault(damage: "an entry with the outcome `\(row.text(4))`")
        }
        return EntryRecord(
          stream: row.text(0), period: row.text(1), n: Int(row.int(2)), opens: Instant(seconds: row.int(3)),
          outcome: outcome, reason: row.text(5), count: Int(row.int(6)), digest: row.text(7),
          book: try digest(ofBook: row.int(8), access))
      }
    }
  }

  package func entry(stream: String, period: String, n: Int) throws(StoreError) -> EntryRecord? {
    try entries("stream = ? AND period = ? AND n = ?", [.text(stream), .text(period), .int(Int64(n))]).first
  }

  package func entries(stream: String, from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try entries(
      "stream = ? AND opens >= ? AND opens < ? ORDER BY opens, period, n",
      [.text(stream), .int(from.seconds), .int(to.seconds)])
  }

  package func entries(from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    try entries(
      "opens >= ? AND opens < ? ORDER BY opens, stream, period, n", [.int(from.seconds), .int(to.seconds)])
  }

  package func lastOpenings() throws(StoreError) -> [String: Instant] {
    // From one stream to the next by the index, however many entries each has.
    let sql = """
      WITH RECURSIVE streams(stream) AS (
        SELECT min(stream) FROM entry UNION ALL
        SELECT (SELECT min(stream) FROM entry WHERE entry.stream > streams.stream) FROM streams
        WHERE streams.stream IS NOT NULL)
      SELECT stream, (SELECT max(opens) FROM entry WHERE entry.stream = streams.stream) FROM streams
      WHERE stream IS NOT NULL
      """
    return try read { access in
      let pairs = try access.all(sql) { ($0.text(0), Instant(seconds: $0.int(1))) }
      return Dictionary(pairs, uniquingKeysWith: { max($0, $1) })
    }
  }

  package func counts() throws(StoreError) -> LedgerCounts {
    let sql = """
      SELECT (SELECT count(*) FROM tx), (SELECT ifnull(max(seq), 0) FROM event), (SELECT count(*) FROM task),
        (SELECT count(*) FROM task WHERE state < 6), (SELECT count(*) FROM entry WHERE outcome = 'missed')
      """
    return try read { access in
      let counts = try access.first(sql) { row in
        LedgerCounts(
          transactions: Int(row.int(0)), events: Int(row.int(1)), tasks: Int(row.int(2)), open: Int(row.int(3)),
          missedEntries: Int(row.int(4)))
      }
      return counts ?? LedgerCounts(transactions: 0, events: 0, tasks: 0, open: 0, missedEntries: 0)
    }
  }

  package func bookFiles(digest: String) throws(StoreError) -> [StoredFile]? {
    try readTogether { access in
      let kept = "SELECT id FROM book WHERE digest = ? AND is_kept = 1"
      guard let book = try access.first(kept, [.text(digest)], { $0.int(0) }) else { return nil }
      let sql = """
        SELECT path, bytes FROM book_file JOIN content ON content.digest = book_file.content
        WHERE book = ? ORDER BY path
        """
      return try access.all(sql, [.int(book)]) { StoredFile(path: $0.text(0), bytes: $0.bytes(1)) }
    }
  }

  package func keepBook(digest: String, files: [StoredFile]) throws(StoreError) {
    try write { access in
      let book = try access.bookRow(digest)
      let kept = try access.first("SELECT is_kept FROM book WHERE id = ?", [.int(book)]) { $0.int(0) }
      if kept == 1 { return }
      for file in files {
        let content = Digest(of: file.bytes).bytes
        try access.run(
          "INSERT OR IGNORE INTO content (digest, bytes) VALUES (?, ?)", [.blob(content), .blob(file.bytes)])
        try access.run(
          "INSERT INTO book_file (book, path, content) VALUES (?, ?, ?)",
          [.int(book), .text(file.path), .blob(content)])
      }
      try access.run("UPDATE book SET is_kept = 1 WHERE id = ?", [.int(book)])
    }
  }
}
