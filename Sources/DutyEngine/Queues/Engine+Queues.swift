import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import DutyPlanning
import DutyPorts

/// Queues on disk: written with the dispatch itself, or beside the loop while it goes on.
extension Engine {
  /// What writes queues by the book in force.
  var writer: QueueWriter { QueueWriter(store: store, planner: planner, sink: sink, render: render) }

  /// Records a dispatch and sees to its queues.
  ///
  /// On the loop the files are staged, the record appended, then the files shown: what can fail for want of space comes
  /// first. Beside the loop, and where the dispatch gives tasks other deadlines, the record comes first, and the files
  /// follow from it as they do after a crash.
  func publish(
    _ record: DispatchRecord, at: Instant, only recipients: Set<String>?, with changes: [Event] = []
  ) throws(EngineError) {
    let events = changes + [.dispatched(record)]
    guard sink.keepsQueues || wantsQueueMessages(record) else {
      try append(events, at: at)
      return
    }
    var order = try order(on: record.date, revision: record.revision, at: at)
    order.recipients = recipients
    order.fresh = Set(record.tasks)
    if backlog.isBeside || !changes.isEmpty, sink.keepsQueues {
      try append(events, queues: try readers(of: order, record), at: at)
      order.fresh = []
      if backlog.isBeside { backlog.add(order) } else { try show(order) }
      return
    }
    let writer = writer
    let set = try reading { _ throws(StoreError) in try writer.queues(of: order) }
    let readers = set.readers.filter { recipients?.contains($0) ?? true }
    guard sink.keepsQueues else {
      try append(events, queues: readers, at: at)
      return
    }
    let publication = writer.publication(of: set, order)
    try staging { () throws(SinkError) in try sink.stage(publication) }
    try append(events, queues: readers, at: at)
    try staging { () throws(SinkError) in try sink.commit(publication) }
    queueProblem = nil
  }

  /// Writes queues that the ledger has already.
  private func show(_ order: QueueOrder) throws(EngineError) {
    do throws(EngineError) {
      try writer.write(order)
    } catch {
      if case .queues(let cause) = error { queueProblem = "\(cause)" }
      throw error
    }
    queueProblem = nil
  }

  private func staging(_ body: () throws(SinkError) -> Void) throws(EngineError) {
    do throws(SinkError) {
      try body()
    } catch {
      queueProblem = "\(error)"
      throw .queues(error)
    }
  }

  /// Whose queues a dispatch changes, for their messages; a revision at once is for everybody it touches.
  private func readers(of order: QueueOrder, _ record: DispatchRecord) throws(EngineError) -> [String] {
    guard wantsQueueMessages(record) else { return [] }
    if let touched = order.recipients {
      return touched.filter { id in
        book.units[id]?.span.contains(order.date) ?? book.people[id]?.span.contains(order.date) ?? false
      }.sorted()
    }
    var counted = order
    counted.recipients = []
    let writer = writer
    return try reading { _ throws(StoreError) in try writer.queues(of: counted).readers }
  }

  private func order(on day: CivilDate, revision: Int, at: Instant) throws(EngineError) -> QueueOrder {
    QueueOrder(
      date: day, revision: revision, at: at, isOn: day, notices: try notices(on: day),
      officeNotices: try undeliveredNotices(), nextDispatch: nextDispatch(after: at))
  }

  /// Brings the files into step with the ledger: the last dispatch is on disk, or a preview where there is none today.
  package func settleQueues(at now: Instant) throws(EngineError) {
    guard sink.keepsQueues, let order = try missingQueues(at: now) else { return }
    if backlog.isBeside { return backlog.add(order) }
    let previewed = try head(of: order, at: now)
    try show(order)
    self.previewed = previewed ?? self.previewed
  }

  /// What is in the ledger, or would be dispatched next, and not on disk; `nil` where nothing is missing.
  private func missingQueues(at now: Instant) throws(EngineError) -> QueueOrder? {
    let today = date(of: now)
    if let last = try sent(on: today).last(where: { $0.revision > 0 }) {
      if sink.revision(of: today) == last.revision || backlog.has(today, last.revision) { return nil }
      return try order(on: today, revision: last.revision, at: last.at)
    }
    let head = try reading { store throws(StoreError) in try store.head() }
    if let previewed, previewed == (today, head.number), sink.revision(of: today) != nil { return nil }
    if backlog.has(today, 0) { return nil }
    let next = nextDispatch(after: now) ?? now
    var order = try order(on: date(of: next), revision: 0, at: next)
    order.isOn = today
    order.foreseenFrom = now
    return order
  }

  /// What a preview will have been made of.
  private func head(of order: QueueOrder, at now: Instant) throws(EngineError) -> (day: CivilDate, head: Int64)? {
    guard order.isPreview else { return nil }
    return (order.isOn, try reading { store throws(StoreError) in try store.head() }.number)
  }

  // MARK: Beside the loop

  /// Whether everybody's queues are made of so many tasks that a start does not wait for them.
  package func hasManyTasks() throws(EngineError) -> Bool {
    try reading { store throws(StoreError) in try store.counts() }.open > Self.fewTasks
  }
  private static let fewTasks = 50_000

  /// From now on queues are written beside the loop, by whoever asks ``takeQueues(at:)``.
  package func writeQueuesBeside() { backlog.isBeside = true }

  /// Whether a dispatch is in the ledger whose queues are not on disk: its messages have nothing to say yet.
  package var owesQueues: Bool { backlog.owesDispatch }

  /// When there is something to write that had to wait; `nil` for never.
  package func queuesDue(after now: Instant) -> Instant? { backlog.due(after: now) }

  /// What is to be written now; `nil` where nothing is, or the last is being written. Whoever takes it reports to
  /// ``wrote(_:_:from:to:)``.
  package func takeQueues(at now: Instant) throws(EngineError) -> QueueJob? {
    guard let order = backlog.next(at: now) else { return nil }
    let job = QueueJob(order: order, writer: writer, previewed: try head(of: order, at: now))
    backlog.begin(order)
    return job
  }

  /// What became of queues that were written beside the loop.
  package func wrote(_ job: QueueJob, _ failure: EngineError?, from start: Instant, to now: Instant) {
    backlog.end(job.order, failed: failure != nil, from: start, to: now)
    guard let failure else {
      previewed = job.previewed ?? previewed
      unwritten = nil
      return
    }
    if unwritten != failure.description { journal.write(JournalMessage(.queuesFailed, .error, failure.description)) }
    unwritten = failure.description
  }
}

/// Queues to be written on whichever thread.
package struct QueueJob: Sendable {
  let order: QueueOrder
  let writer: QueueWriter
  let previewed: (day: CivilDate, head: Int64)?

  package func run() throws(EngineError) { try writer.write(order) }
}
