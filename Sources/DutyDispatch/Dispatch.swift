import DutyBook
import DutyCalendar
import DutyLedger

/// The queues of a day: who gets which list, in which order.
///
/// - A holder's queue lists tasks; a unit's what it leads and supports; a verifier's what is reported; a leader's
///   vetoes, escalated and overdue ones, with counts of the rest; a rung's recipients have the task as escalated.
/// - A task whose holder, lead, leader or due verifier is not in the register that day stands in the office's queue.
/// - One reader has a task once, in the first of their roles.
/// - Source: issue 2 §7, M10, M11, M15, M25.
package func dispatchQueues(_ input: QueueInput) -> QueueSet {
  var desk = DispatchDesk(input)
  for (id, receipt) in input.receipts { desk.note(receipt: id, receipt) }
  let fired = Dictionary(grouping: input.rungs, by: \.task)
  for row in input.tasks where row.state.isOpen {
    desk.place(row, matter: input.cases[row.number], fired: fired[row.number] ?? [])
  }
  return desk.finish()
}

/// Collects the lines of all queues in one pass over the tasks, which nobody has to hold all at once.
package struct DispatchDesk {
  private let input: QueueInput
  private let day: DayView
  private let roster: Roster
  private var reasons: Reasons
  private var describer: TaskDescriber
  private var lines: [[QueueLine]]
  private var counts: [QueueCounts]
  /// Who has a line, wanted or not.
  private var isReader: [Bool]
  private var totals = QueueCounts()
  /// Whose lines are wanted; the others' tasks are counted only.
  private let isWanted: [Bool]

  /// - Parameters:
  ///   - input: its tasks, receipts, cases and rungs are not looked at: they come one by one.
  ///   - recipients: whose queues are wanted; `nil` for everybody's.
  package init(_ input: QueueInput, only recipients: Set<String>? = nil) {
    self.input = input
    day = DayView(input)
    roster = Roster(input.book, on: input.date)
    reasons = Reasons(input.book)
    describer = TaskDescriber(input.book, day)
    lines = Array(repeating: [], count: roster.recipients.count)
    counts = Array(repeating: QueueCounts(), count: roster.recipients.count)
    isReader = Array(repeating: false, count: roster.recipients.count)
    isWanted = roster.recipients.map { recipients?.contains($0.id) ?? true }
  }

  /// Whether a task may stand in a queue that is wanted; if not, nothing but its roles is looked at.
  package func concerns(_ row: TaskRow) -> Bool {
    let roles = row.record.roles
    if row.rung > 0 { return true }
    // A task without one of its people is the office's.
    guard let holder = roster.person(roles.holder), let lead = roster.unit(roles.lead),
      let leader = roster.person(roles.leader)
    else { return true }
    if isWanted[holder] || isWanted[lead] || isWanted[leader] { return true }
    if row.state == .reported { return true }
    return roles.support.contains { roster.unit($0).map { isWanted[$0] } ?? false }
  }

  /// Whether the receipt of a task has still to be noted.
  package func wantsReceipt(of row: TaskRow) -> Bool { !reasons.knows(row.record.assignment) }

  package mutating func note(receipt id: String, _ receipt: Receipt?) { reasons.note(id, receipt) }

  /// - Parameters:
  ///   - matter: what a task of a case is about.
  ///   - fired: the rungs that fired for the task, by rung.
  package mutating func place(_ row: TaskRow, matter: QueueCase?, fired: [RungFired]) {
    let rung = max(row.rung, fired.map(\.rung).max() ?? 0)
    var copy = Placement(row: row, matter: matter, rung: rung, section: day.section(of: row, rung: rung))
    totals[copy.section] += 1
    let roles = row.record.roles
    put(roster.person(roles.holder), roles.holder, .holder, &copy)
    put(roster.unit(roles.lead), roles.lead, .lead, &copy)
    if row.state == .reported { put(roster.person(roles.verifier), roles.verifier, .verifier, &copy) }
    put(roster.person(roles.leader), roles.leader, .leader, &copy)
    for unit in roles.support { put(roster.unit(unit), unit, .support, &copy) }
    if copy.section == .escalated {
      for rung in fired.reversed() { tell(rung, &copy) }
    }
    if !copy.missing.isEmpty, copy.section != .waiting || row.state == .reported {
      copy.section = .escalated
      add(roster.office, .office, .unreachable(copy.missing), &copy)
    }
  }

  /// A task on its way into queues.
  private struct Placement {
    let row: TaskRow
    let matter: QueueCase?
    let rung: Int
    var section: QueueSection
    var task: SharedTask?
    var seen: [Int] = []
    /// Identifiers that have no queue today.
    var missing: [String] = []
  }

  private mutating func put(_ index: Int?, _ id: String, _ role: QueueRole, _ copy: inout Placement) {
    guard let index else {
      let name = named(id, else: role.rawValue)
      if role != .support, !copy.missing.contains(name) { copy.missing.append(name) }
      return
    }
    guard !copy.seen.contains(index) else { return }
    let section = section(for: role, copy)
    guard isListed(role, section) else {
      copy.seen.append(index)
      counts[index][section] += 1
      return
    }
    let reason = isWanted[index] ? reasons.reason(copy.row.record.assignment, role, id) : .unrecorded
    add(index, role, reason, section: section, &copy)
  }

  private func section(for role: QueueRole, _ copy: Placement) -> QueueSection {
    guard role == .verifier else { return copy.section }
    return copy.row.record.isVeto || copy.rung > 0 ? .escalated : .toVerify
  }

  /// A leader reads vetoes, escalated and overdue ones; the rest is counted.
  private func isListed(_ role: QueueRole, _ section: QueueSection) -> Bool {
    role == .leader ? section == .escalated || section == .overdue : section.isListed
  }

  private mutating func tell(_ rung: RungFired, _ copy: inout Placement) {
    for id in rung.recipients {
      guard let index = roster.anyone(id) else {
        if !copy.missing.contains(id) { copy.missing.append(id) }
        continue
      }
      let reason = QueueReason.rung(ladder: rung.ladder, rung: rung.rung, nominal: rung.nominal, note: rung.reason)
      add(index, roster.isOffice(index) ? .office : .escalation, reason, &copy)
    }
  }

  private mutating func add(
    _ index: Int, _ role: QueueRole, _ reason: QueueReason, section: QueueSection? = nil, _ copy: inout Placement
  ) {
    guard !copy.seen.contains(index) else { return }
    copy.seen.append(index)
    let section = section ?? copy.section
    counts[index][section] += 1
    isReader[index] = true
    guard isWanted[index] else { return }
    let task = copy.task ?? SharedTask(describer.describe(copy.row, rung: copy.rung, matter: copy.matter))
    copy.task = task
    lines[index].append(QueueLine(section: section, role: role, shared: task, reason: reason))
  }

  package mutating func finish() -> QueueSet {
    let header = QueueHeader(
      district: input.book.settings.district, zone: day.zone, date: input.date, revision: input.revision,
      at: input.at, isPreview: input.isPreview,
      isProvisional: input.book.workCalendar.isProvisional(year: input.date.year),
      book: String(input.book.digest.prefix(12)), notices: input.notices, nextDispatch: input.nextDispatch)
    let recipients = roster.recipients
    let order = recipients.indices.sorted {
      (recipients[$0].id, $0) < (recipients[$1].id, $1)
    }
    var queues: [Queue] = []
    var readers: [String] = []
    queues.reserveCapacity(order.count)
    for index in order {
      var mine: [QueueLine] = []
      swap(&mine, &lines[index])
      mine.sort(by: readingOrder)
      var queue = Queue(recipient: recipients[index], header: header, lines: mine, counts: counts[index])
      if index == roster.office {
        queue.gaps = gaps()
        queue.header.notices += input.officeNotices
      }
      if isReader[index] || !queue.gaps.isEmpty { readers.append(queue.recipient.id) }
      queues.append(queue)
    }
    return QueueSet(header: header, queues: queues, totals: totals, readers: readers)
  }

  private mutating func gaps() -> [QueueGap] {
    input.gaps.map { gap in
      QueueGap(
        id: gap.id, role: gap.role, topic: gap.topic, topicName: input.book.topicName(gap.topic),
        witness: describer.describe(input.book.subject(gap.witness), id: gap.witness), pairs: gap.pairs,
        span: DateSpan(from: gap.from, until: gap.until), reason: gap.reason)
    }
    .sorted { ($0.topic, $0.role, $0.id) < ($1.topic, $1.role, $1.id) }
  }
}

/// Sections first; among escalated ones vetoes, then the highest rung; then by deadline and place.
private func readingOrder(_ a: QueueLine, _ b: QueueLine) -> Bool {
  if a.section != b.section { return a.section < b.section }
  if a.section == .escalated {
    if a.task.isVeto != b.task.isVeto { return a.task.isVeto }
    if a.task.rung != b.task.rung { return a.task.rung > b.task.rung }
  }
  if a.task.due != b.task.due { return a.task.due < b.task.due }
  return (a.task.subject.id, a.task.number) < (b.task.subject.id, b.task.number)
}

extension Book {
  /// The name of what a gap is about: `duty:road-patrol`, `standard:…`, `sector:…`.
  func topicName(_ topic: String) -> String {
    guard let colon = topic.firstIndex(of: ":") else { return topic }
    let id = String(topic[topic.index(after: colon)...])
    let name =
      switch topic[..<colon] {
      case "duty": duties[id]?.name
      case "standard": standards[id]?.name
      case "sector": sectors[id]?.name
      default: nil as String?
      }
    return named(name ?? "", else: id)
  }
}
