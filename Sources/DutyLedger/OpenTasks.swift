import DutyCalendar

/// The open tasks of a ``TaskTable`` by deadline, as slots.
///
/// - Shape: one group for each deadline; the deadlines ascend. A group is put in order only when somebody wants it so.
package struct OpenTasks: Sendable {
  fileprivate struct Group: Sendable {
    var slots: [Int] = []
    var isSorted = true
    /// How many of its tasks are under each ladder.
    var ladders: [String: Int] = [:]
  }

  private var groups: [Instant: Group] = [:]
  private var deadlines: [Instant] = []
  /// The deadlines at which some task is under a ladder, ascending.
  private var deadlinesByLadder: [String: [Instant]] = [:]
  /// Open tasks that have not been dispatched.
  package private(set) var generated: Set<Int> = []
  /// Of each deadline, how many of them there are.
  private var generatedByDue: [Instant: Int] = [:]
  package private(set) var count = 0

  mutating func add(_ slot: Int, _ row: TaskRow) {
    guard row.state.isOpen else { return }
    if row.state == .generated { noteGenerated(slot, row.record.due) }
    let due = row.record.due
    if groups[due] == nil { OpenTasks.insert(due, into: &deadlines) }
    if groups[due, default: Group()].add(slot, row.record.ladder) {
      OpenTasks.insert(due, into: &deadlinesByLadder[row.record.ladder, default: []])
    }
    count += 1
  }

  mutating func remove(_ slot: Int, _ row: TaskRow) {
    guard row.state.isOpen else { return }
    forgetGenerated(slot, row.record.due)
    let due = row.record.due
    guard groups[due]?.remove(slot, row.record.ladder) == true else { return }
    count -= 1
    if groups[due]?.ladders[row.record.ladder] == nil {
      OpenTasks.remove(due, from: &deadlinesByLadder[row.record.ladder, default: []])
    }
    if groups[due]?.slots.isEmpty == true {
      groups[due] = nil
      OpenTasks.remove(due, from: &deadlines)
    }
  }

  private static func remove(_ due: Instant, from deadlines: inout [Instant]) {
    var (low, high) = (0, deadlines.count)
    while low < high {
      let middle = (low + high) / 2
      if deadlines[middle] < due { low = middle + 1 } else { high = middle }
    }
    if low < deadlines.count, deadlines[low] == due { deadlines.remove(at: low) }
  }

  private static func insert(_ due: Instant, into deadlines: inout [Instant]) {
    var place = deadlines.count
    while place > 0, deadlines[place - 1] > due { place -= 1 }
    deadlines.insert(due, at: place)
  }

  /// Follows a change of a row; one that stays open under its deadline and ladder keeps its place.
  mutating func replace(_ slot: Int, _ old: TaskRow, with row: TaskRow) {
    let isSamePlace =
      old.state.isOpen == row.state.isOpen && old.record.due == row.record.due
      && old.record.ladder == row.record.ladder
    guard isSamePlace else {
      remove(slot, old)
      add(slot, row)
      return
    }
    guard row.state.isOpen else { return }
    if row.state == .generated { noteGenerated(slot, row.record.due) } else { forgetGenerated(slot, row.record.due) }
  }

  private mutating func noteGenerated(_ slot: Int, _ due: Instant) {
    if generated.insert(slot).inserted { generatedByDue[due, default: 0] += 1 }
  }

  private mutating func forgetGenerated(_ slot: Int, _ due: Instant) {
    guard generated.remove(slot) != nil else { return }
    let left = (generatedByDue[due] ?? 1) - 1
    generatedByDue[due] = left > 0 ? left : nil
  }

  /// The slots of what has not been dispatched: all, or those of the deadlines before an instant.
  package func generated(dueBefore: Instant?) -> [Int] {
    guard let dueBefore else { return Array(generated) }
    let dues = generatedByDue.keys.filter { $0 < dueBefore }
    if dues.isEmpty { return [] }
    return dues.flatMap { groups[$0]?.slots.filter { generated.contains($0) } ?? [] }
  }

  /// Puts every group in order.
  mutating func sort(by precedes: (Int, Int) -> Bool) {
    for due in deadlines { sort(due: due, by: precedes) }
  }

  /// Puts the group of one deadline in order.
  mutating func sort(due: Instant, by precedes: (Int, Int) -> Bool) {
    if groups[due]?.isSorted == false { groups[due]?.sort(by: precedes) }
  }

  /// All slots, by deadline; in order after ``sort(by:)``.
  package var slots: [Int] {
    var all: [Int] = []
    all.reserveCapacity(count)
    for due in deadlines { all += groups[due]?.slots ?? [] }
    return all
  }

  /// The slots of the deadlines at which some task is under a ladder.
  package func slots(ladder: String) -> [Int] {
    (deadlinesByLadder[ladder] ?? []).flatMap { groups[$0]?.slots ?? [] }
  }

  /// The slots of one deadline.
  package func slots(due: Instant) -> [Int] { groups[due]?.slots ?? [] }

  /// The distinct deadlines of the tasks under a ladder, up to an instant, ascending.
  package func deadlines(ladder: String, after: Instant?, upTo: Instant) -> [Instant] {
    let all = deadlinesByLadder[ladder] ?? []
    let first = after.flatMap { after in all.lastIndex { $0 <= after } }.map { $0 + 1 } ?? 0
    if let last = all.last, last <= upTo { return first == 0 ? all : Array(all[first...]) }
    return Array(all[first...].prefix { $0 <= upTo })
  }
}

extension OpenTasks.Group {
  /// True where it is the ladder's first.
  fileprivate mutating func add(_ slot: Int, _ ladder: String) -> Bool {
    isSorted = slots.isEmpty
    slots.append(slot)
    ladders[ladder, default: 0] += 1
    return ladders[ladder] == 1
  }

  /// False where the slot is not in the group.
  fileprivate mutating func remove(_ slot: Int, _ ladder: String) -> Bool {
    guard let place = slots.lastIndex(of: slot) else { return false }
    slots.remove(at: place)
    let left = (ladders[ladder] ?? 1) - 1
    ladders[ladder] = left > 0 ? left : nil
    return true
  }

  fileprivate mutating func sort(by precedes: (Int, Int) -> Bool) {
    slots.sort(by: precedes)
    isSorted = true
  }
}
