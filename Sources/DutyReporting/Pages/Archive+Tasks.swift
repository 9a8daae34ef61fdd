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
    var names = PageNames(archive.book)
    let (known, citizen) = (names.person, reader.citizenText)
    names.person = { $0 == Finding.citizen ? citizen : known($0) }
    return names
  }

  func person(_ id: String) -> String {
    id == Finding.citizen ? reader.citizenText : archive.book.people[id]?.name ?? id
  }

  /// Tasks as pages say them, each with what this reader is to it.
  func tasks(_ rows: [TaskRow], part: TaskPart? = nil) throws(StoreError) -> [PageTask] {
    let cases = try store.queueCases(rows, in: archive.book)
    let described = describedTasks(rows, in: book, cases: cases, at: now)
    return zip(rows, described).map { row, task in
      var page = PageTask(
        number: task.number, checkCode: task.checkCode, title: task.title, subject: task.subject.name,
        subjectID: task.subject.id, path: task.subject.path, ask: task.ask, due: task.due, limit: task.limit,
        state: task.state, rung: task.rung, round: task.round, isVeto: task.isVeto, isCaughtUp: task.isCaughtUp,
        isProvisional: task.isProvisional, holder: person(row.record.roles.holder),
        lead: archive.unitName(row.record.roles.lead), part: part ?? self.part(in: row))
      if row.record.key.work == nil { (page.period, page.occurrence) = (task.period, task.n) }
      return page
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
    if roles.lead == unit { return .lead }
    return unit == archive.book.units[archive.book.settings.office].id ? .office : .reader
  }

  // MARK: The queue

  /// At most so many tasks stand in one queue page.
  package static let mostInQueue = 50
  /// Beyond so many nobody counts.
  static let mostCounted = 5000

  /// Somebody's own queue: what they hold, in the order of deadlines, and what waits for their check.
  package func queue(others: [PageLink], at place: QueuePlace = QueuePlace()) throws(StoreError) -> QueueView? {
    guard let known = archive.book.people[person] else { return nil }
    var held = Self.dispatched
    held.holder = person
    let (rows, span) = try page(held, at: place)
    var tasks = try tasks(rows, part: .holder)
    for index in tasks.indices where tasks[index].state == .returned {
      tasks[index].returnedFor = try lastReturn(of: tasks[index].number)
    }
    var cutsVerifying = false
    if span.previous.isEmpty {
      var verified = TaskFilter()
      verified.states = [.reported]
      verified.verifier = person
      verified.limit = Self.mostInQueue + 1
      let toVerify = try store.tasks(verified)
      cutsVerifying = toVerify.count > Self.mostInQueue
      tasks += try self.tasks(Array(toVerify.prefix(Self.mostInQueue)), part: .verifier)
    }
    return QueueView(
      name: known.name, about: archive.book.units[known.unit].name, tasks: tasks, span: span,
      cutsVerifying: cutsVerifying, mayAct: true, others: others)
  }

  /// A unit's queue: what it leads.
  package func queue(
    unit id: String, others: [PageLink], at place: QueuePlace = QueuePlace()
  ) throws(StoreError) -> QueueView? {
    guard let unit = archive.book.units[id] else { return nil }
    var led = Self.dispatched
    led.lead = id
    let (rows, span) = try page(led, at: place)
    return QueueView(name: unit.name, tasks: try tasks(rows), span: span, mayAct: false, others: others)
  }

  /// What is open and has gone out.
  private static var dispatched: TaskFilter {
    var filter = TaskFilter.open
    filter.states?.remove(.generated)
    return filter
  }

  /// One page of the tasks that pass a filter, and which part of them it is; the first page of a short list costs one
  /// read.
  private func page(_ filter: TaskFilter, at place: QueuePlace) throws(StoreError) -> (rows: [TaskRow], span: PageSpan) {
    let most = Self.mostInQueue
    var asked = filter
    (asked.after, asked.before, asked.limit) = (place.after, place.before, most + 1)
    var rows = try store.tasks(asked)
    let isBackwards = place.before != nil
    let goesOn = rows.count > most
    if goesOn { rows = isBackwards ? Array(rows.suffix(most)) : Array(rows.prefix(most)) }
    let hasPrevious = isBackwards ? goesOn : place.after != nil
    let hasNext = isBackwards || goesOn
    let first = hasPrevious ? max(2, place.first) : 1
    var span = PageSpan(first: first, count: rows.count)
    if hasPrevious {
      let before = rows.first.map { TaskPlace($0) } ?? place.after
      span.previous = before.map { place.href("before", $0, first: max(1, first - most)) } ?? ""
    }
    if hasNext, let last = rows.last { span.next = place.href("after", TaskPlace(last), first: first + rows.count) }
    guard span.isCut else { return (rows, span) }
    var counted = filter
    counted.limit = Self.mostCounted + 1
    let total = try store.count(counted)
    span.isAtLeast = total > Self.mostCounted
    span.total = max(min(total, Self.mostCounted), span.isAtLeast ? 0 : first + rows.count - 1)
    return (rows, span)
  }
}

/// Where a page of a queue begins or ends.
///
/// - Shape: the place of the task before the first, or after the last; ``first`` is what the address says of its place
///   in the whole, for people to read.
package struct QueuePlace: Hashable, Sendable {
  package var after: TaskPlace?
  package var before: TaskPlace?
  package var first: Int
  /// The address of the queue's first page.
  package var path: String

  package init(after: TaskPlace? = nil, before: TaskPlace? = nil, first: Int = 1, path: String = "/queue") {
    self.after = after
    self.before = before
    self.first = first
    self.path = path
  }

  func href(_ way: String, _ place: TaskPlace, first: Int) -> String {
    if way == "before", first == 1 { return path }
    return path + (path.contains("?") ? "&" : "?") + way + "=" + encoded(Self.text(place)) + "&from=" + String(first)
  }

  /// `1764034200~K7Q2M-9XD4P`.
  package static func text(_ place: TaskPlace) -> String { "\(place.due.seconds)~\(place.number)" }

  package static func place(_ text: String) -> TaskPlace? {
    let parts = text.split(separator: "~", maxSplits: 1)
    guard parts.count == 2, let seconds = Int64(parts[0]), parts[1].utf8.count <= 40 else { return nil }
    return TaskPlace(due: Instant(seconds: seconds), number: String(parts[1]))
  }
}
