import DutyCalendar

/// Tasks in memory: by number, by key, and the open ones by deadline.
///
/// - Shape: a row keeps its slot for good; the order by deadline is made again only when it is asked for and something
///   other than an addition has changed it.
package struct TaskTable: Sendable {
  package private(set) var rows: [TaskRow] = []
  private var slotByNumber: [String: Int] = [:]
  private var slotByKey: [TaskKey: Int] = [:]
  private var open: [Int] = []
  private var added: [Int] = []
  private var isStale = false

  package init() {}

  package var count: Int { rows.count }

  package subscript(number: String) -> TaskRow? {
    slotByNumber[number].map { rows[$0] }
  }

  package subscript(key: TaskKey) -> TaskRow? {
    slotByKey[key].map { rows[$0] }
  }

  mutating func insert(_ row: TaskRow) {
    let slot = rows.count
    rows.append(row)
    slotByNumber[row.number] = slot
    slotByKey[row.record.key] = slot
    if row.state.isOpen { added.append(slot) }
  }

  /// Takes back the newest row.
  mutating func removeLast() {
    guard let row = rows.popLast() else { return }
    slotByNumber[row.number] = nil
    slotByKey[row.record.key] = nil
    isStale = true
  }

  /// Puts a row in the place of the one with its number.
  mutating func replace(_ row: TaskRow) {
    guard let slot = slotByNumber[row.number] else { return }
    let old = rows[slot]
    rows[slot] = row
    if old.record.due != row.record.due || old.state.isOpen != row.state.isOpen { isStale = true }
  }

  /// The slots of open tasks by deadline and number.
  mutating func openByDeadline() -> [Int] {
    if isStale {
      open = sorted(rows.indices.filter { rows[$0].state.isOpen })
      isStale = false
    } else if !added.isEmpty {
      open = merged(open, sorted(added))
    }
    added.removeAll()
    return open
  }

  /// Slots by deadline and number.
  package func sorted(_ slots: [Int]) -> [Int] {
    slots.sorted { precedes($0, $1) }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (one, two) = (rows[a].record, rows[b].record)
    return one.due != two.due ? one.due < two.due : one.number.precedesByBytes(two.number)
  }

  private func merged(_ a: [Int], _ b: [Int]) -> [Int] {
    guard let first = b.first else { return a }
    if let last = a.last, precedes(last, first) { return a + b }
    var result: [Int] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if precedes(b[j], a[i]) {
        result.append(b[j])
        j += 1
      } else {
        result.append(a[i])
        i += 1
      }
    }
    result += a[i...]
    result += b[j...]
    return result
  }
}

extension TaskTable: Equatable {
  package static func == (a: TaskTable, b: TaskTable) -> Bool {
    a.rows.count == b.rows.count && a.rows.allSatisfy { b[$0.number] == $0 }
  }
}
