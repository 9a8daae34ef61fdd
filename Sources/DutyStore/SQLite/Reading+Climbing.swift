import DutyCalendar
import DutyLedger
import DutyPorts
import Glibc
import GRDBSQLite
import Synchronization

extension SQLiteStore {
  /// - Note: rungs are about to fire for these; what is read here is remembered for their transaction.
  package func climbingCases(
    due: Instant, ladder: String, below rung: Int, traits: Set<CaseTrait>
  ) throws(StoreError) -> ClimbingCases {
    try readTogether { access in
      let passes = try belowRung(rung, due: due, ladder: ladder, access)
      guard passes.contains(true) else { return ClimbingCases() }
      var rows = ClimbingRows(after: try access.first("SELECT max(number) FROM tx") { $0.int(0) } ?? 0)
      var kinds = KindTable()
      var cases: [ClimbingCase] = []
      let columns = CaseTrait.allCases.filter { traits.contains($0) }.map(\.column)
      let sql = """
        SELECT number, id, state, book\(columns.map { ", " + $0 }.joined()) FROM task
        WHERE state < 6 AND due = ? AND ladder = ? ORDER BY number
        """
      let last = Int32(3 + columns.count)
      var place = 0
      try access.rows(sql, [.int(due.seconds), .text(ladder)]) { row in
        defer { place += 1 }
        guard passes[place] else { return }
        let number = row.text(0)
        rows.add(number, row.int(1))
        cases.append(ClimbingCase(number: number, kind: kinds.kind(of: row, columns: 2...last)))
      }
      let full = try kinds.first.map { try whole(cases[$0].number, access) }
      climbing.withLock { [rows] in $0 = rows }
      return ClimbingCases(kinds: full, cases: cases)
    }
  }

  /// Of each open task of a deadline and ladder, by number, whether every rung that fired for it is lower.
  ///
  /// - Shape: read from indexes alone; rungs of tasks that lie together, as those of one deadline mostly do, in one go.
  private func belowRung(_ rung: Int, due: Instant, ladder: String, _ access: Access) throws -> [Bool] {
    var ids: [Int64] = []
    let sql = "SELECT id FROM task WHERE state < 6 AND due = ? AND ladder = ? ORDER BY number"
    try access.rows(sql, [.int(due.seconds), .text(ladder)]) { ids.append($0.int(0)) }
    guard let low = ids.min(), let high = ids.max() else { return [] }
    let span = Int(high - low) + 1
    guard span / 4 <= ids.count else {
      let known = "SELECT 1 FROM rung WHERE task = ? AND rung >= ? LIMIT 1"
      return try ids.map { try access.first(known, [.int($0), .int(Int64(rung))], { _ in true }) == nil }
    }
    var passes = [Bool](repeating: true, count: span)
    try access.rows("SELECT task, rung FROM rung WHERE task BETWEEN ? AND ?", [.int(low), .int(high)]) { row in
      if row.int(1) >= rung { passes[Int(row.int(0) - low)] = false }
    }
    return ids.map { passes[Int($0 - low)] }
  }

  private func whole(_ number: String, _ access: Access) throws -> TaskRow {
    var reader = TaskReader()
    let query = TaskQuery("number = ?", [.text(number)])
    let row = try access.first(query.sql, query.cells) { columns in
      try reader.row(columns) { try digest(ofBook: $0, access) }
    }
    guard let row else { throw SQLiteFault(damage: "a task that is in no table") }
    return row
  }
}

extension CaseTrait {
  fileprivate var column: String {
    switch self {
    case .lead: "lead"
    case .leader: "leader"
    case .holder: "holder"
    case .duty: "duty"
    case .grain: "grain"
    case .subject: "subject"
    case .dispatched: "dispatched_at"
    }
  }
}

/// The rows of the tasks that were last read for a rung, in the order in which they were read.
///
/// - Shape: a task's row is its own for good; that it is open holds as long as nothing was written since.
struct ClimbingRows: Sendable {
  /// The newest transaction when they were read.
  let after: Int64
  private var ids: [Int64] = []
  private var numbers: [String] = []
  private var cursor = 0

  init(after: Int64 = -1) {
    self.after = after
  }

  mutating func add(_ number: String, _ id: Int64) {
    numbers.append(number)
    ids.append(id)
  }

  /// The row of a task; rungs come in the order in which their tasks were read, so that it is the next, or near.
  mutating func row(of number: String) -> Int64? {
    for place in cursor..<min(cursor + 1000, numbers.count) where numbers[place] == number {
      cursor = place + 1
      return ids[place]
    }
    return nil
  }
}

/// Tells kinds of rows apart by the bytes of some columns.
private struct KindTable {
  /// Of each kind, the place of its first row.
  private(set) var first: [Int] = []
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var kinds: [UInt64: Int] = [:]
  private var rows = 0
  private var candidate: [UInt8] = []

  mutating func kind(of row: Columns, columns: ClosedRange<Int32>) -> Int {
    defer { rows += 1 }
    candidate.removeAll(keepingCapacity: true)
    for column in columns {
      row.withBytes(column) { bytes in
        candidate.append(contentsOf: bytes)
        candidate.append(0xFF)
      }
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in candidate { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // Another kind with the same hash moves on to the next.
    while let known = kinds[hash] {
      if isSame(known) { return known }
      hash &+= 1
    }
    let kind = first.count
    kinds[hash] = kind
    first.append(rows)
    arena.append(contentsOf: candidate)
    ends.append(arena.count)
    return kind
  }

  private func isSame(_ kind: Int) -> Bool {
    let start = kind == 0 ? 0 : ends[kind - 1]
    guard ends[kind] - start == candidate.count else { return false }
    return arena.withUnsafeBytes { known in
      candidate.withUnsafeBytes { new in
        guard let old = known.baseAddress, let next = new.baseAddress else { return true }
        return memcmp(old + start, next, new.count) == 0
      }
    }
  }
}
