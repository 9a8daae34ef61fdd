import DutyCalendar
import DutyLedger

/// Makes task rows of `Schema.taskColumns`.
///
/// - Shape: texts that stay the same from row to row (the holder of a queue, its duties, periods and limits) are made
///   once: a column keeps its last text and the bytes it was made of.
struct TaskReader {
  private var kept: [KeptText] = Array(repeating: KeptText(), count: 23)

  mutating func row(_ columns: Columns, book: (Int64) throws -> String) throws -> TaskRow {
    let key = TaskKey(
      duty: text(1, columns), subject: columns.text(2), grain: text(3, columns), period: text(4, columns),
      n: Int(columns.int(5)))
    let roles = TaskRoles(
      lead: text(9, columns), leader: text(10, columns), holder: text(11, columns), verifier: text(12, columns),
      support: try SupportText.read(text(13, columns)))
    let record = TaskRecord(
      stored: columns.text(0), key: key, opens: Instant(seconds: columns.int(6)),
      due: Instant(seconds: columns.int(7)), limit: text(8, columns), roles: roles, assignment: text(14, columns),
      deadline: text(15, columns), ladder: text(16, columns), isVeto: columns.int(17) != 0,
      book: try book(columns.int(19)), isCaughtUp: columns.int(18) != 0)
    return TaskRow(
      record: record, state: try StoreCodes.state(columns.int(20)), rung: Int(columns.int(21)),
      dispatchedAt: columns.isNull(22) ? nil : Instant(seconds: columns.int(22)))
  }

  private mutating func text(_ index: Int32, _ columns: Columns) -> String {
    columns.withBytes(index) { kept[Int(index)].text($0) }
  }
}

/// The last text of a column.
private struct KeptText {
  private var text = ""

  mutating func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let isSame = text.utf8.withContiguousStorageIfAvailable { known in
      known.count == bytes.count && known.elementsEqual(bytes)
    }
    if isSame != true { text = String(decoding: bytes, as: UTF8.self) }
    return text
  }
}
