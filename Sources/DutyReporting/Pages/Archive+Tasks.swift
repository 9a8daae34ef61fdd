import DutyBook
import DutyCalendar
import DutyDispatch
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts

/// What pages say, read for one reader: every list has a limit, every read an index.
package struct PageArchive {
  package let archive: Archive
  package let reader: PageReader
  /// Somebody of the register; empty for anybody else.
  package let person: String

  package init(_ archive: Archive, _ reader: PageReader, person: String) {
    self.archive = archive
    self.reader = reader
    self.person = person
  }

  var store: any LedgerStore { archive.store }
  var now: Instant { archive.now }
  var planner: Planner { archive.planner }

  /// The book, speaking the reader's language where it puts words together itself.
  var book: Book {
    var book = archive.book
    book.settings.locale = reader.locale.settings
    return book
  }

  package var names: PageNames {
    let book = archive.book
    return PageNames(
      person: { id in book.people[id]?.name ?? book.units[id]?.name ?? id }, unit: { book.units[$0]?.name ?? $0 },
      standard: { book.standards[$0]?.name ?? $0 },
      ladder: { id in book.ladders[id].map { $0.name.isEmpty ? id : $0.name } ?? id })
  }

  func person(_ id: String) -> String { archive.book.people[id]?.name ?? id }

  /// Tasks as pages say them, each with what this reader is to it.
  func tasks(_ rows: [TaskRow], part: TaskPart? = nil) throws(StoreError) -> [PageTask] {
    let cases = try store.queueCases(rows, in: archive.book)
    let described = describedTasks(rows, in: book, cases: cases, at: now)
    return zip(rows, described).map { row, task in
      PageTask(
        number: task.number, checkCode: task.checkCode, title: task.title, subject: task.subject.name,
        subjectID: task.subject.id, path: task.subject.path, ask: task.ask, due: task.due, limit: task.limit,
        state: task.state, rung: task.rung, round: task.round, isVeto: task.isVeto, isCaughtUp: task.isCaughtUp,
        isProvisional: task.isProvisional, holder: person(row.record.roles.holder),
        lead: archive.unitName(row.record.roles.lead), part: part ?? self.part(in: row))
    }
  }

  /// What this reader is to a task, the nearest first.
  func part(in row: TaskRow) -> TaskPart {
    let roles = row.record.roles
    if roles.holder == person { return .holder }
    if roles.verifier == person { return .verifier }
    if roles.leader == person { return .leader }
    let unit = archive.book.people[person].map { archive.book.units[$0.unit].id } ?? ""
    if roles.support.contains(unit), roles.lead != unit { return .support }
    return roles.lead == unit ? .lead : .office
  }

  // MARK: The queue

  /// At most so many tasks stand in one queue page.
  static let mostInQueue = 50

  /// Somebody's own queue: what they hold, in the order of deadlines, and what waits for their check.
  package func queue(others: [PageLink]) throws(StoreError) -> QueueView? {
    guard let known = archive.book.people[person] else { return nil }
    var held = TaskFilter.open
    held.holder = person
    held.limit = Self.mostInQueue + 1
    let rows = try store.tasks(held).filter { $0.state != .generated }
    var verified = TaskFilter()
    verified.states = [.reported]
    verified.verifier = person
    verified.limit = Self.mostInQueue
    let toVerify = try store.tasks(verified)
    var tasks = try tasks(Array(rows.prefix(Self.mostInQueue)), part: .holder)
    tasks += try self.tasks(toVerify, part: .verifier)
    return QueueView(
      name: known.name, about: archive.book.units[known.unit].name, tasks: tasks,
      hasMore: rows.count > Self.mostInQueue, mayAct: true, others: others)
  }

  /// A unit's queue: what it leads.
  package func queue(unit id: String, others: [PageLink]) throws(StoreError) -> QueueView? {
    guard let unit = archive.book.units[id] else { return nil }
    var led = TaskFilter.open
    led.lead = id
    led.limit = Self.mostInQueue + 1
    let rows = try store.tasks(led).filter { $0.state != .generated }
    return QueueView(
      name: unit.name, tasks: try tasks(Array(rows.prefix(Self.mostInQueue))), hasMore: rows.count > Self.mostInQueue,
      mayAct: false, others: others)
  }
}
