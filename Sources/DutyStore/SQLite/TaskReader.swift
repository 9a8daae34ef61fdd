import DutyCalendar
import DutyLedger
import Glibc

/// Makes task rows of `Schema.taskColumns`.
///
/// - Shape: what is long and the same from row to row (receipts, support, the book) is made once: each of these keeps
///   its last value and what it was made of. Short texts cost nothing to make again.
struct TaskReader {
  private var assignment = KeptText()
  private var deadline = KeptText()
  private var allowed = KeptText()
  private var support = KeptText()
  private var units: [String] = []
  private var book: (row: Int64, digest: String)?

  mutating func row(_ columns: Columns, book digest: (Int64) throws -> String) throws -> TaskRow {
    if columns.withBytes(13, { support.take($0) }) { units = try SupportText.read(support.text) }
    _ = columns.withBytes(8) { allowed.take($0) }
    _ = columns.withBytes(14) { assignment.take($0) }
    _ = columns.withBytes(15) { deadline.take($0) }
    let key = TaskKey(
      duty: columns.text(1), subject: columns.text(2), grain: columns.text(3), period: columns.text(4),
      n: Int(columns.int(5)))
    let roles = TaskRoles(
      lead: columns.text(9), leader: columns.text(10), holder: columns.text(11), verifier: columns.text(12),
      support: units)
    let record = TaskRecord(
      stored: columns.text(0), key: key, opens: Instant(seconds: columns.int(6)),
      due: Instant(seconds: columns.int(7)), limit: allowed.text, roles: roles, assignment: assignment.text,
      deadline: deadline.text, ladder: columns.text(16), isVeto: columns.int(17) != 0,
      book: try known(columns.int(19), digest), isCaughtUp: columns.int(18) != 0)
    return TaskRow(
      record: record, state: try StoreCodes.state(columns.int(20)), rung: Int(columns.int(21)),
      dispatchedAt: instant(columns, 22), round: Int(columns.int(23)), promised: Instant(seconds: columns.int(24)),
      reportedAt: instant(columns, 25), closedAt: instant(columns, 26),
      closure: columns.isNull(27) ? nil : Closure(rawValue: columns.text(27)))
  }

  private func instant(_ columns: Columns, _ index: Int32) -> Instant? {
    columns.isNull(index) ? nil : Instant(seconds: columns.int(index))
  }

  private mutating func known(_ row: Int64, _ digest: (Int64) throws -> String) throws -> String {
    if let book, book.row == row { return book.digest }
    let found = try digest(row)
    book = (row, found)
    return found
  }
}

/// The last text of a column, with its bytes.
private struct KeptText {
  private(set) var text = ""
  private var bytes: [UInt8] = []

  /// Takes the bytes of the next row; whether they are other ones.
  mutating func take(_ next: UnsafeRawBufferPointer) -> Bool {
    let isSame = bytes.withUnsafeBytes { known in
      guard known.count == next.count else { return false }
      guard let old = known.baseAddress, let new = next.baseAddress else { return true }
      return memcmp(old, new, next.count) == 0
    }
    if isSame { return false }
    bytes = Array(next)
    text = String(decoding: next, as: UTF8.self)
    return true
  }
}
