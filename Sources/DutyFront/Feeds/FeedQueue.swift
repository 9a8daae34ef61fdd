import DutyBook
import DutyCalendar
import DutyDispatch
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPorts

/// What a subscribed calendar shows: the open tasks of one person or unit as the ledger has them now.
///
/// - Shape: a person's are those they hold and those they are to verify, a unit's those it leads and supports, at most
///   ``most`` of each, by deadline; what has not gone out yet is not in it. Between two transactions the bytes are the same.
struct FeedQueue {
  static let most = 500

  let id: String
  let isUnit: Bool
  let locale: Settings.Locale

  /// The calendar, and when the ledger last changed; `nil` where nobody of that name is in the register.
  func calendar(_ store: any LedgerStore, _ book: Book, today: CivilDate) throws(StoreError) -> [UInt8]? {
    let dispatch = try newestDispatch(store, before: today)
    var rows: [TaskRow] = []
    for filter in filters {
      for row in try store.tasks(filter) where row.state != .generated {
        if !rows.contains(where: { $0.number == row.number }) { rows.append(row) }
      }
    }
    var rungs: [RungFired] = []
    for row in rows where row.rung > 0 { rungs += try store.rungs(task: row.number) }
    var receipts: [String: Receipt] = [:]
    for id in Set(rows.map(\.record.assignment)) { receipts[id] = try store.receipt(id: id) }
    let set = dispatchQueues(
      QueueInput(
        book: book, date: dispatch?.record.date ?? today, revision: dispatch?.record.revision ?? 0,
        at: dispatch?.at ?? book.settings.zone.instant(LocalTime(today)), tasks: rows, rungs: rungs,
        receipts: receipts, cases: try store.queueCases(rows, in: book)))
    let queue = set.queues.first { $0.recipient.id == id && $0.recipient.isUnit == isUnit }
    return queue.map { render($0, as: .ics, locale: locale) }
  }

  private var filters: [TaskFilter] {
    func filter(_ set: (inout TaskFilter) -> Void) -> TaskFilter {
      var filter = TaskFilter.open
      filter.limit = Self.most
      set(&filter)
      return filter
    }
    if isUnit { return [filter { $0.lead = id }, filter { $0.supporter = id }] }
    return [
      filter { $0.holder = id },
      filter {
        $0.verifier = id
        $0.states = [.reported]
      },
    ]
  }

  /// The dispatch whose queues are on people's desks.
  private func newestDispatch(_ store: any LedgerStore, before today: CivilDate) throws(StoreError) -> StoredDispatch? {
    if let last = try store.lastDispatch(), last.record.revision > 0 { return last }
    return try store.dispatches(from: today.adding(days: -30), to: today).last { $0.record.revision > 0 }
  }
}
