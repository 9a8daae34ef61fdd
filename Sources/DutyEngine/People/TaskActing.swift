import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// What people did in one call: each row answered for itself, the good ones one transaction.
///
/// - Shape: a row sees what the rows before it did, so that a list may acknowledge and report the same task.
struct ActBatch {
  let now: Instant
  /// The user of the machine, as the socket knows it.
  let via: String
  /// Whether anybody reads what is noted of a row that was done.
  let isTold: Bool
  var events: [Event] = []
  /// Receipts that stand in ``events`` already.
  private var receipts = Set<String>()
  /// The same in the order in which they came.
  private var receiptOrder: [String] = []
  /// Tasks as they stand after the rows so far.
  var rows: [String: TaskRow] = [:]
  /// What the rows so far did to each task.
  var acts: [String: [(at: Instant, acted: TaskActed)]] = [:]
  /// Tasks whose queues are to be written anew, with whoever has or had them.
  var touched: [String: [TaskRoles]] = [:]
  /// What findings of this call know of each other.
  var intake = IntakeBatch()

  init(now: Instant, via: String, isTold: Bool = true) {
    self.now = now
    self.via = via
    self.isTold = isTold
  }

  /// False for a receipt that stands in ``events`` already.
  mutating func isNew(_ receipt: Receipt) -> Bool {
    guard receipts.insert(receipt.id).inserted else { return false }
    receiptOrder.append(receipt.id)
    return true
  }

  /// How far the batch had come before a row: what the row puts there can be taken back.
  struct Mark {
    fileprivate var number: String
    fileprivate var events: Int
    fileprivate var receipts: Int
    fileprivate var acts: Int
    fileprivate var row: TaskRow?
    fileprivate var touched: [TaskRoles]?
    fileprivate var intake: IntakeBatch
  }

  /// - Parameter number: the task that the row is about; it changes no other.
  func mark(_ number: String) -> Mark {
    Mark(
      number: number, events: events.count, receipts: receiptOrder.count, acts: acts[number]?.count ?? 0,
      row: rows[number], touched: touched[number], intake: intake)
  }

  /// Takes back what came after a mark.
  mutating func restore(_ mark: Mark) {
    events.removeSubrange(mark.events...)
    for receipt in receiptOrder[mark.receipts...] { receipts.remove(receipt) }
    receiptOrder.removeSubrange(mark.receipts...)
    rows[mark.number] = mark.row
    acts[mark.number] = mark.acts == 0 ? nil : acts[mark.number].map { Array($0.prefix(mark.acts)) }
    touched[mark.number] = mark.touched
    intake = mark.intake
  }
}

/// One row of a list of acts, as far as it could be read.
private enum ActRow {
  case request(ActRequest)
  case unread(Denied)
}

/// What became of one row.
private enum ActOutcome {
  case done(state: TaskState, due: Instant, notes: [String])
  case refused(Denied)
}

extension Engine {
  /// `task-act`: a list of rows; each is answered, the good ones are appended in one transaction.
  func act(_ call: OperationCall) throws(ActError) -> JSONValue {
    let rows = call.arguments["rows"]?.array ?? []
    guard !rows.isEmpty else {
      throw .denied(400, .notUnderstood, "nothing is asked for", help: "give `rows`, each with a number")
    }
    var asked: [ActRow] = []
    for row in rows {
      do throws(ActError) {
        asked.append(.request(try ActRequest(row)))
      } catch {
        guard case .denied(let denied) = error else { throw error }
        asked.append(.unread(denied))
      }
    }
    let outcomes = try carryOut(asked, author: call.author, at: call.at)
    var answers: [JSONValue] = []
    for (index, (row, outcome)) in zip(rows, outcomes).enumerated() {
      answers.append(answer(index + 1, row, outcome))
    }
    let done = outcomes.count { if case .done = $0 { true } else { false } }
    return ["rows": .array(answers), "done": .int(Int64(done)), "refused": .int(Int64(rows.count - done))]
  }

  private func answer(_ number: Int, _ row: JSONValue, _ outcome: ActOutcome) -> JSONValue {
    var answer: [String: JSONValue] = [
      "row": .int(Int64(number)), "number": .string((row["number"]?.string ?? "").uppercased()),
      "action": row["action"] ?? .null,
    ]
    switch outcome {
    case .done(let state, let due, let notes):
      answer["outcome"] = "done"
      answer["state"] = .string(state.rawValue)
      answer["due"] = .string(zone.rfc3339(due))
      answer["notes"] = .array(notes.map { .string($0) })
    case .refused(let denied):
      answer["outcome"] = "refused"
      answer["error"] = [
        "code": .int(Int64(denied.status)), "message": .string(denied.message), "help": .string(denied.help),
        "reason": denied.refusal.json,
      ]
    }
    return .object(answer)
  }

  /// Does what is asked for, row by row; the good ones are appended in one transaction.
  private func carryOut(
    _ rows: [ActRow], author: String, at now: Instant, isTold: Bool = true
  ) throws(ActError) -> [ActOutcome] {
    var batch = ActBatch(now: now, via: author, isTold: isTold)
    var outcomes: [ActOutcome] = []
    outcomes.reserveCapacity(rows.count)
    for row in rows {
      switch row {
      case .unread(let denied): outcomes.append(.refused(denied))
      case .request(let request):
        let mark = batch.mark(request.number)
        do throws(ActError) {
          let result = try act(request, &batch)
          outcomes.append(.done(state: result.row.state, due: result.row.record.due, notes: result.notes))
        } catch {
          guard case .denied(let denied) = error else { throw error }
          // What the row had put there before it was refused goes with it.
          batch.restore(mark)
          outcomes.append(.refused(denied))
        }
      }
    }
    try conclude(&batch)
    return outcomes
  }

  /// `task-act` for somebody who has the rows as values; what was refused, by reason.
  package func rehearse(
    _ requests: [ActRequest], author: String, at now: Instant
  ) throws(EngineError) -> (done: Int, refused: [String]) {
    try tick(at: now)
    let outcomes: [ActOutcome]
    do throws(ActError) {
      outcomes = try carryOut(requests.map { .request($0) }, author: author, at: now, isTold: false)
    } catch {
      switch error {
      case .denied(let denied): return (0, [denied.message])
      case .failed(let error): throw error
      }
    }
    try climb(at: now)
    let refused = outcomes.compactMap { if case .refused(let denied) = $0 { denied.message } else { nil } }
    return (outcomes.count - refused.count, refused)
  }

  /// Appends what a batch came to and brings the queues into step.
  func conclude(_ batch: inout ActBatch) throws(ActError) {
    let events = batch.events + batch.intake.events
    let (touched, now) = (batch.touched, batch.now)
    try passing { () throws(EngineError) in
      try self.conclude(events, at: now)
      try self.showTouched(touched, at: now)
    }
    held.drop(batch.acts.values.joined().flatMap { $0.acted.evidence })
  }

  /// The findings that end with the one that opened a task, because they were joined with it.
  private func joinedWith(_ row: TaskRow) throws(EngineError) -> [String] {
    guard row.record.key.work == .rectification else { return [] }
    let joined = try reading { store throws(StoreError) -> [Finding] in
      guard let finding = try store.finding(row.record.key.period) else { return [] }
      return try store.findingsJoined(to: finding.record)
    }
    return joined.isEmpty ? [] : ["what was joined with it ends too: " + joined.map(\.id).joined(separator: ", ")]
  }

  /// What becomes of a task that cannot be acted on as it stands.
  private func wayOut(of row: TaskRow, at now: Instant) -> String {
    if row.state == .generated, let next = nextDispatch(after: now) {
      return "it goes out with the queues of \(zone.local(next))"
    }
    return "see `dutyctl task show \(row.number)`"
  }

  /// One row: checked against the table, the people and what the action needs; then it stands in the batch.
  private func act(
    _ request: ActRequest, _ batch: inout ActBatch
  ) throws(ActError) -> (row: TaskRow, notes: [String]) {
    let before: TaskRow
    if let row = batch.rows[request.number] { before = row } else { before = try knownTask(request.number) }
    if case .failure(let refusal) = request.action.next(from: before.state) {
      throw .denied(
        409, .notNow, refusal.facts, "\(before.number): \(refusal.description)", help: wayOut(of: before, at: batch.now)
      )
    }
    let by = try someone(request.by, "by", at: batch.now)
    if request.action.rule.needsReason, request.note.isEmpty {
      throw .denied(
        400, .reasonMissing, "to \(request.action.rawValue) a task needs a reason", help: "give --reason TEXT")
    }
    let matter = try TaskCase(
      self, before, at: batch.now, isTold: batch.isTold, more: batch.acts[before.number])
    try matter.checkActor(request.action, by)
    if request.action == .transfer || request.action == .report { try checkRuling(matter) }
    var acted = TaskActed(
      task: before.number, action: request.action, by: request.by, note: request.note, values: request.values,
      evidence: request.evidence, failed: request.failed, minutes: request.minutes, position: request.position,
      whose: request.whose, via: batch.via == request.by ? "" : batch.via)
    acted.approvedBy = try matter.approval(request, by)
    var notes: [String] = []
    switch request.action {
    case .dispatch:
      throw .denied(403, .notUnderstood, "the daemon dispatches", help: "see `dutyctl status` for the next dispatch")
    case .acknowledge: break
    case .report: notes = try report(request, matter, &acted)
    case .verify: notes = try verify(request, matter, &acted)
    case .return: notes = try giveBack(request, matter, &acted, &batch)
    case .extend: notes = try extend(request, matter, &acted, &batch)
    case .transfer: notes = try transfer(request, matter, &acted, &batch)
    case .suspend: break
    case .resume: notes = try resume(matter, &acted, &batch)
    case .void:
      acted.closure = .void
      notes = try passing { () throws(EngineError) in try self.joinedWith(before) }
    case .reopen: notes = try giveBack(request, matter, &acted, &batch)
    case .reissue: notes = try reissue(matter, &acted, &batch)
    }
    var row = before
    do {
      try row.take(acted, at: batch.now)
    } catch {
      throw .denied(
        409, .storedOtherwise, "\(before.number): \(error)", help: "see `dutyctl task show \(before.number)`")
    }
    batch.events += try taking(acted.evidence, for: row.number, beside: batch.events)
    batch.events.append(.acted(acted))
    batch.rows[row.number] = row
    batch.acts[row.number, default: []].append((batch.now, acted))
    switch acted.action {
    case .return, .transfer, .resume, .reopen, .reissue, .void:
      batch.touched[row.number, default: [before.record.roles]].append(row.record.roles)
    default: break
    }
    notes += try consequences(of: acted, before, row, &batch)
    return (row, notes)
  }

  /// What follows from an action by itself: findings of failed lines, the next level of a cascade, answers to reporters.
  private func consequences(
    of acted: TaskActed, _ before: TaskRow, _ row: TaskRow, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    var notes: [String] = []
    let now = batch.now
    switch acted.action {
    case .report, .acknowledge:
      for id in acted.failed {
        guard let standard = book.standards.ref(id) else { continue }
        var intake = batch.intake
        let known = intake.events.count
        try passing { () throws(EngineError) in
          try self.checkFinding(standard, task: row, by: acted.by, text: acted.note, &intake, at: now)
        }
        batch.intake = intake
        if intake.events.count > known { notes.append("`\(id)` failed: its own rectification is open") }
      }
      notes += try openNextHop(of: row, by: acted.by, &batch)
    case .verify, .void:
      batch.events += try passing { () throws(EngineError) in try self.closingEvents(before, acted, at: now) }
    default: break
    }
    return notes
  }
}
