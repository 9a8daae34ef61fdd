import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDispatch
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// The instants of the dispatch policy after one instant and up to another.
  func dispatchInstants(after: Instant, to: Instant) -> [Instant] {
    guard after < to else { return [] }
    let policy = book.dispatch
    let schedule = Schedule(
      cadence: policy.cadence, opens: policy.at, offDay: .keep, zone: zone, calendar: book.workCalendar)
    return schedule.occurrences(from: date(of: after), to: date(of: to))
      .filter { $0.outcome == .opens && $0.opens > after && $0.opens <= to }.map(\.opens)
  }

  /// The next dispatch after an instant; the policy is asked four weeks at a time.
  func nextDispatch(after instant: Instant) -> Instant? {
    dispatchAhead.next(after: instant, book: book.digest) { findDispatch(after: instant) }
  }

  private func findDispatch(after instant: Instant) -> Instant? {
    var from = instant
    for _ in 0..<14 {
      let to = from.adding(seconds: 28 * 86_400)
      if let found = dispatchInstants(after: from, to: to).first { return found }
      from = to
    }
    return nil
  }

  /// The day's dispatch: every task that is generated goes out, every queue is written.
  ///
  /// A dispatch of an earlier day that nobody was there for is recorded as missed.
  func dispatch(_ day: CivilDate, at nominal: Instant, now: Instant) throws(EngineError) {
    let at = effective(nominal, now)
    let existing = try sent(on: day)
    let isPast = date(of: now) != day
    let isDone = existing.contains { dispatch in
      switch dispatch.outcome {
      case .missed: true
      case .daily: isPast || dispatch.at >= nominal
      case .immediate: false
      }
    }
    if isDone { return }
    if isPast {
      try append(
        [.dispatched(DispatchRecord(date: day, revision: 0, outcome: .missed, reason: "the daemon was down", tasks: []))],
        at: at)
      journal.write(JournalMessage(.missed, .warning, "no queues went out on \(day): the daemon was down"))
      return
    }
    let fresh = try generatedTasks()
    let revision = (existing.map(\.revision).max() ?? 0) + 1
    let record = DispatchRecord(date: day, revision: revision, outcome: .daily, tasks: fresh.map(\.number).sorted())
    try publish(record, at: at, only: nil, with: try promisedAnew(fresh, at: at))
    journal.write(
      JournalMessage(
        .dispatched, .notice, "queues of \(day) dispatched: \(fresh.count) new tasks, for \(book.units.count) units",
        ["DUTY_DATE": day.description, "DUTY_REVISION": String(revision)]))
  }

  /// What does not wait for the next dispatch goes out now, in a new revision of the queues it touches (当场下单): tasks
  /// that are due before it, and those that go out as soon as they are opened.
  func dispatchUrgent(at now: Instant) throws(EngineError) {
    let due = try generatedTasks(dueBefore: nextDispatch(after: now))
    let known = Set(due.map(\.number))
    let opened = try waitingAtOnce().filter { !known.contains($0.number) }
    let rows = due + opened
    guard !rows.isEmpty else { return }
    let day = date(of: now)
    let existing = try sent(on: day)
    let revision = (existing.map(\.revision).max() ?? 0) + 1
    let anew = try promisedAnew(rows, at: now)
    let reason =
      !anew.isEmpty
      ? "kept from its dispatch until its deadline was past, or due before the next"
      : opened.isEmpty ? "due before the next dispatch" : "asked for now, or to be done within hours"
    let record = DispatchRecord(
      date: day, revision: revision, outcome: .immediate, reason: reason, tasks: rows.map(\.number).sorted())
    try publish(record, at: now, only: touched(by: rows.map(\.record)), with: anew)
    journal.write(
      JournalMessage(
        .dispatchedAtOnce, .notice, "\(rows.count) tasks dispatched at once, revision \(revision) of \(day)",
        ["DUTY_DATE": day.description, "DUTY_REVISION": String(revision)]))
  }

  /// What a downtime kept from its dispatch until its deadline was past goes out before anything else that the downtime
  /// left is done: nothing climbs, is ranked or reported by a deadline of which nobody was told.
  func dispatchOverdue(at now: Instant) throws(EngineError) {
    if try !generatedTasks(dueBefore: now).isEmpty { try dispatchUrgent(at: now) }
  }

  /// Another deadline for tasks whose own is past when they are dispatched at last: their limit, counted from the
  /// dispatch (design §3 When).
  private func promisedAnew(_ rows: [TaskRow], at instant: Instant) throws(EngineError) -> [Event] {
    var events: [Event] = []
    var derived: [String: (due: Instant, receipt: Receipt)] = [:]
    var receipts = Set<String>()
    let cause = DeadlineChange.Cause.dispatch
    for task in rows where task.record.due <= instant {
      let text = task.record.limit
      if derived[text] == nil, let limit = try? Limit(parsing: text) {
        let found = limit.deadline(handedOutLate: instant, in: limitContext)
        let body = ReceiptText.deadline(found, notes: [cause.text], in: book)
        derived[text] = (found.due, Receipt(kind: .deadline, body: body))
      }
      guard let (due, receipt) = derived[text], due > instant else { continue }
      if receipts.insert(receipt.id).inserted { events += try newReceipts([receipt]) }
      events.append(
        .rederived(
          DeadlineChange(
            task: task.number, from: task.record.due, to: due, deadline: receipt.id, reason: cause.text)))
    }
    return events
  }

  /// What has not been dispatched; it is asked for after every act.
  static let fresh: TaskFilter = {
    var filter = TaskFilter()
    filter.states = [.generated]
    return filter
  }()

  /// Tasks that have not been dispatched: all, or those due before an instant.
  private func generatedTasks(dueBefore: Instant? = nil) throws(EngineError) -> [TaskRow] {
    var filter = Self.fresh
    filter.dueBefore = dueBefore
    return try reading { store throws(StoreError) in try store.tasks(filter) }
  }

  /// What was missed since the dispatch before, for the next queue to say.
  func notices(on day: CivilDate) throws(EngineError) -> [String] {
    let from = midnight(of: day.adding(days: -7))
    let entries = try reading { store throws(StoreError) in
      try store.entries(from: from, to: self.midnight(of: day.adding(days: 1)))
    }
    let since = try lastSent(by: day) ?? from
    let missed = entries.filter { $0.outcome == .missed && $0.opens > since.adding(seconds: -86_400) }
    return missed.map { entry in
      switch book.settings.locale {
      case .english: "\(entry.stream) \(entry.period): missed, \(entry.reason)"
      case .chinese: "\(dutyName(entry.stream))（\(entry.period)）未派发：系统停机期间到期，按该职责的补办规定不再补派"
      }
    }
  }

  /// The name of a stream's duty as people know it.
  private func dutyName(_ stream: String) -> String {
    let duty = book.duties[String(stream.split(separator: "/").first ?? "")]
    return duty.map { $0.name.isEmpty ? $0.id : $0.name } ?? stream
  }

  /// Open tasks that changed hands after the day's dispatch and are due before the next: the queues of those who gave
  /// and of those who got them are written anew at once.
  func showMoves(_ events: [Event], at now: Instant, since: Instant? = nil) throws(EngineError) {
    guard events.contains(where: { if case .moved = $0 { true } else { false } }) else { return }
    let day = date(of: now)
    let dispatches = try sent(on: day)
    guard let last = dispatches.last(where: { $0.revision > 0 }) else { return }
    let next = nextDispatch(after: since ?? now)
    var recipients = Set<String>()
    for case .moved(let move) in events {
      let row = try reading { store throws(StoreError) in try store.task(number: move.task) }
      guard let row, row.state.isOpen, row.state != .generated, next.map({ row.record.due < $0 }) ?? true else {
        continue
      }
      for roles in [move.from, move.to] { recipients.formUnion([roles.lead, roles.holder] + roles.support) }
    }
    guard !recipients.isEmpty else { return }
    let record = DispatchRecord(
      date: day, revision: last.revision + 1, outcome: .immediate,
      reason: "open tasks changed hands and are due before the next dispatch", tasks: [])
    try publish(record, at: now, only: recipients)
  }
}
