import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// How many missed periods of one stream are generated at most by `catch-up: all`; older ones are recorded as missed.
  static let catchUpBound = 400

  /// Opens periods: one header each, and the tasks of those that are generated, in one transaction.
  func open(_ entries: [PlannedEntry], at nominal: Instant, now: Instant) throws(EngineError) {
    let at = effective(nominal, now)
    var events: [Event] = []
    var receipts = Set<String>()
    for entry in entries {
      switch entry.outcome {
      case .skipped(let why): events.append(.entry(header(entry, .skipped, why)))
      case .merged(let why): events.append(.entry(header(entry, .merged, why)))
      case .generate:
        if let why = missedReason(entry, at: at, now: now) {
          events.append(.entry(header(entry, .missed, why)))
          journal.write(
            JournalMessage(
              .missed, .warning, "\(planner.streams[entry.stream].id) \(entry.period.name) stays missed: \(why)",
              ["DUTY_DUTY": planner.streams[entry.stream].id, "DUTY_PERIOD": entry.period.name]))
        } else {
          events += try generate(entry, at: at, isLate: at != nominal, &receipts)
        }
      }
    }
    try append(events, at: at)
    for entry in entries { floors[planner.streams[entry.stream].id] = nominal }
  }

  /// The header and tasks of one entry; receipts that the ledger has already are not written again.
  func generate(
    _ entry: PlannedEntry, at: Instant, isLate: Bool, _ receipts: inout Set<String>
  ) throws(EngineError) -> [Event] {
    let tasks = planner.tasks(of: entry, start: isLate ? at : nil)
    var events: [Event] = []
    for task in tasks {
      for receipt in [task.assignmentReceipt, task.deadlineReceipt] where receipts.insert(receipt.id).inserted {
        let known = try reading { store throws(StoreError) in try store.receipt(id: receipt.id) }
        if known == nil { events.append(.receipt(receipt)) }
      }
    }
    let book = book
    var ladders: [LadderChoice: String] = [:]
    let records = tasks.map { task in
      let choice = LadderChoice(duty: task.question.duty, grain: task.key.grain)
      let ladder = ladders[choice] ?? book.ladder(of: task)
      ladders[choice] = ladder
      return task.record(in: book, ladder: ladder, isCaughtUp: isLate)
    }
    var head = header(entry, .generated, entry.notes.joined(separator: "; "))
    if isLate { head.reason = [head.reason, "caught up at \(zone.rfc3339(at))"].filter { !$0.isEmpty }.joined(separator: "; ") }
    head.count = records.count
    head.digest = EntryDigest.of(records.map(\.key))
    events.append(.entry(head))
    events += records.map { .generated($0) }
    return events
  }

  /// What a planned task's ladder is chosen by.
  private struct LadderChoice: Hashable {
    var duty: Ref<Duty>?
    var grain: String
  }

  func header(_ entry: PlannedEntry, _ outcome: EntryOutcome, _ reason: String) -> EntryRecord {
    EntryRecord(
      stream: planner.streams[entry.stream].id, period: entry.period.name, n: entry.n, opens: entry.opens,
      outcome: outcome, reason: reason, book: book.digest)
  }

  /// Why a period that opened while the daemon was down is not generated; nil when it is.
  private func missedReason(_ entry: PlannedEntry, at: Instant, now: Instant) -> String? {
    guard at != entry.opens else { return nil }
    let stream = planner.streams[entry.stream]
    let policy = book.duties[stream.duty].catchUp
    let later = planner.entries(of: entry.stream, from: entry.date, to: date(of: now)).filter {
      $0.outcome == .generate && $0.opens > entry.opens && $0.opens <= now
    }.count
    let late = "the daemon was down when it opened"
    switch policy {
    case .all: return later >= Self.catchUpBound ? "\(late), and \(later) later periods have opened since" : nil
    case .latest: return later > 0 ? "\(late), and a later period has opened since" : nil
    case .none:
      if later > 0 { return "\(late), and a later period has opened since" }
      let limit = planner.limit(of: stream, on: entry.date)
      let due = limit.deadline(from: entry.opens, period: entry.period, in: limitContext).due
      return due < now ? "\(late) until after its deadline" : nil
    }
  }
}
