import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import DutyPlanning
import DutyPorts

/// Which queues are to be written, as the loop decided it.
///
/// - Shape: a value: what it says stands fast, whoever writes them and whenever.
package struct QueueOrder: Sendable {
  package var date: CivilDate
  /// From 1 within the day; 0 for a preview.
  package var revision: Int
  package var at: Instant
  /// Whose; `nil` for everybody's.
  var recipients: Set<String>?
  /// Tasks that go out with it and that the ledger does not have as dispatched yet.
  var fresh: Set<String> = []
  /// For a preview: what opens after this instant and up to ``at`` stands in it too.
  var foreseenFrom: Instant?
  /// Whether `queues/today` is to lead to it.
  var isOn: CivilDate
  var notices: [String] = []
  var officeNotices: [String] = []
  var nextDispatch: Instant?

  var isPreview: Bool { foreseenFrom != nil }

  /// This order and an earlier one of the day that nobody has written yet.
  func merged(over earlier: QueueOrder) -> QueueOrder {
    guard !isPreview, !earlier.isPreview else { return self }
    var both = revision >= earlier.revision ? self : earlier
    both.recipients = recipients.flatMap { mine in earlier.recipients.map { mine.union($0) } }
    both.notices = notices.isEmpty ? earlier.notices : notices
    return both
  }
}

/// Makes queues of the open tasks and puts them where people read them.
///
/// - Laws: it reads the store and nothing of the engine, so that it works beside the loop as well as on it.
package struct QueueWriter: Sendable {
  let store: any LedgerStore
  let planner: Planner
  let sink: any QueueSink
  let render: Engine.Renderer

  /// The queues of an order, from the open tasks as they stand: one pass, in which no task is held that no line is of.
  func queues(of order: QueueOrder) throws(StoreError) -> QueueSet {
    let book = planner.book
    var desk = DispatchDesk(
      QueueInput(
        book: book, date: order.date, revision: order.revision, at: order.at, tasks: [],
        gaps: try store.gaps(), notices: order.notices,
        officeNotices: order.officeNotices, isPreview: order.isPreview, nextDispatch: order.nextDispatch),
      only: order.recipients)
    var coming = foreseen(order)
    var failure: StoreError?
    try store.forEachTask(.open) { row in
      guard failure == nil else { return }
      coming[row.number] = nil
      guard let row = order.standing(row) else { return }
      do throws(StoreError) { try place(row, on: &desk) } catch { failure = error }
    }
    if let failure { throw failure }
    for record in coming.values.sorted(by: { ($0.due, $0.number) < ($1.due, $1.number) }) {
      try place(TaskRow(record: record), on: &desk)
    }
    return desk.finish()
  }

  private func place(_ row: TaskRow, on desk: inout DispatchDesk) throws(StoreError) {
    guard desk.concerns(row) else { return desk.place(row, matter: nil, fired: []) }
    let receipt = row.record.assignment
    if desk.wantsReceipt(of: row) { desk.note(receipt: receipt, try store.receipt(id: receipt)) }
    let fired = row.rung > 0 ? try store.rungs(task: row.number) : []
    desk.place(row, matter: try store.queueCase(row, in: planner.book), fired: fired)
  }

  /// The tasks that open between now and the dispatch that a preview speaks of, by number.
  private func foreseen(_ order: QueueOrder) -> [String: TaskRecord] {
    guard let from = order.foreseenFrom else { return [:] }
    let (book, zone) = (planner.book, planner.book.settings.zone)
    var found: [String: TaskRecord] = [:]
    for entry in planner.entries(from: zone.local(from).date, to: zone.local(order.at).date)
    where entry.opens > from && entry.opens <= order.at && entry.outcome == .generate {
      for task in planner.tasks(of: entry) {
        let record = task.record(in: book, ladder: book.ladder(of: task))
        found[record.number] = record
      }
    }
    return found
  }

  func publication(of set: QueueSet, _ order: QueueOrder) -> QueuePublication {
    QueuePublication(
      date: order.isOn, revision: order.revision, files: render(set, planner.book.settings.locale, order.recipients),
      isToday: true, keepDays: planner.book.dispatch.keepDays)
  }

  /// Reads, draws and puts in place.
  func write(_ order: QueueOrder) throws(EngineError) {
    let set: QueueSet
    do throws(StoreError) { set = try queues(of: order) } catch { throw .store(error) }
    let publication = publication(of: set, order)
    do throws(SinkError) {
      try sink.stage(publication)
      try sink.commit(publication)
    } catch {
      throw .queues(error)
    }
  }
}

extension QueueOrder {
  /// A task as this order has it; `nil` for one that nothing has dispatched, which stands in no queue yet.
  fileprivate func standing(_ row: TaskRow) -> TaskRow? {
    guard row.state == .generated, !isPreview else { return row }
    guard fresh.contains(row.number) else { return nil }
    var row = row
    row.state = .dispatched
    row.dispatchedAt = at
    return row
  }
}
