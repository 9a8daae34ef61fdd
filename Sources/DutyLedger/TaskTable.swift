import DutyCalendar

/// Tasks in memory: by number, by key, by period, and the open ones by deadline.
///
/// - Shape: a row keeps its slot for good; ``open`` holds the slots of what is open and follows every change.
package struct TaskTable: Sendable {
  private struct PeriodKey: Hashable, Sendable {
    var duty: String
    var period: String
  }

  package private(set) var rows: [TaskRow] = []
  private var slotByNumber: [String: Int] = [:]
  private var slotByKey: [TaskKey: Int] = [:]
  private var slotsByPeriod: [PeriodKey: [Int]] = [:]
  private var slotsByDuty: [String: [Int]] = [:]
  private var slotsBySubject: [String: [Int]] = [:]
  /// By everybody who holds a task or has held it; a task may be there twice.
  private var slotsByHolder: [String: [Int]] = [:]
  package private(set) var open = OpenTasks()

  package init() {}

  package var count: Int { rows.count }

  package subscript(number: String) -> TaskRow? {
    slotByNumber[number].map { rows[$0] }
  }

  /// Where the row of a number is in ``rows``.
  package func slot(number: String) -> Int? { slotByNumber[number] }

  package subscript(key: TaskKey) -> TaskRow? {
    slotByKey[key].map { rows[$0] }
  }

  /// False where there is one of its number or key; nothing has changed then.
  mutating func insert(_ row: TaskRow) -> Bool {
    let slot = rows.count
    if let known = slotByNumber.updateValue(slot, forKey: row.number) {
      slotByNumber[row.number] = known
      return false
    }
    if let known = slotByKey.updateValue(slot, forKey: row.record.key) {
      slotByKey[row.record.key] = known
      slotByNumber[row.number] = nil
      return false
    }
    rows.append(row)
    slotsByPeriod[PeriodKey(duty: row.record.key.duty, period: row.record.key.period), default: []].append(slot)
    slotsByDuty[row.record.key.duty, default: []].append(slot)
    slotsBySubject[row.record.key.subject, default: []].append(slot)
    slotsByHolder[row.record.roles.holder, default: []].append(slot)
    open.add(slot, row)
    return true
  }

  /// Takes back the newest row.
  mutating func removeLast() {
    guard let row = rows.popLast() else { return }
    let slot = rows.count
    slotByNumber[row.number] = nil
    slotByKey[row.record.key] = nil
    _ = slotsByPeriod[PeriodKey(duty: row.record.key.duty, period: row.record.key.period)]?.popLast()
    _ = slotsByDuty[row.record.key.duty]?.popLast()
    _ = slotsBySubject[row.record.key.subject]?.popLast()
    slotsByHolder[row.record.roles.holder]?.removeAll { $0 == slot }
    open.remove(rows.count, row)
  }

  /// Puts a row in the place of the one with its number, which is in this slot.
  mutating func replace(_ slot: Int, with row: TaskRow) {
    open.replace(slot, rows[slot], with: row)
    if row.record.roles.holder != rows[slot].record.roles.holder {
      slotsByHolder[row.record.roles.holder, default: []].append(slot)
    }
    rows[slot] = row
  }

  /// The slots of open tasks by deadline and number.
  mutating func openByDeadline() -> [Int] {
    open.sort { rows[$0].record.number.precedesByBytes(rows[$1].record.number) }
    return open.slots
  }

  /// The slots of open tasks by deadline and number, but for deadlines at which no task is under a ladder.
  mutating func openByDeadline(ladder: String) -> [Int] {
    open.sort { rows[$0].record.number.precedesByBytes(rows[$1].record.number) }
    return open.slots(ladder: ladder)
  }

  /// The slots of the open tasks of one deadline, by number.
  mutating func openSlots(due: Instant) -> [Int] {
    open.sort(due: due) { rows[$0].record.number.precedesByBytes(rows[$1].record.number) }
    return open.slots(due: due)
  }

  /// The slots of the tasks of a duty and period, in the order in which they came.
  package func slots(duty: String, period: String) -> [Int] {
    slotsByPeriod[PeriodKey(duty: duty, period: period)] ?? []
  }

  /// The slots of the tasks of a duty, and of those on a subject, in the order in which they came.
  package func slots(duty: String) -> [Int] { slotsByDuty[duty] ?? [] }
  package func slots(subject: String) -> [Int] { slotsBySubject[subject] ?? [] }

  /// The slots of every task that somebody holds or has held, each once.
  package func slots(everHeldBy holder: String) -> [Int] { Array(Set(slotsByHolder[holder] ?? [])) }

  /// Slots by deadline and number.
  package func sorted(_ slots: [Int]) -> [Int] {
    slots.sorted { precedes($0, $1) }
  }

  /// The rows are looked at where they lie: to copy one costs more than to compare it.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    if rows[a].record.due != rows[b].record.due { return rows[a].record.due < rows[b].record.due }
    return rows[a].record.number.precedesByBytes(rows[b].record.number)
  }
}

extension TaskTable: Equatable {
  package static func == (a: TaskTable, b: TaskTable) -> Bool {
    a.rows.count == b.rows.count && a.rows.allSatisfy { b[$0.number] == $0 }
  }
}
