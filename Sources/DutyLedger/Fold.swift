import DutyCalendar

extension Projection {
  /// Applies one event and notes in the journal how to take it back.
  ///
  /// - Errors: ``FoldError``; nothing has changed then, and nothing was noted.
  package mutating func apply(
    _ event: Event, at instant: Instant, journal: inout [Undo]
  ) throws(FoldError) {
    switch event {
    case .generated(let record): try generate(record, &journal)
    case .entry(let entry): try enter(entry, &journal)
    case .receipt(let receipt): keep(receipt, &journal)
    case .dispatched(let record): try dispatch(record, instant, &journal)
    case .moved(let move):
      try change(move.task, "change hands", &journal) { row in
        row.record = row.record.with(RecordChange(roles: move.to, assignment: move.assignment))
      }
      journal.append { _ = $0.moves.popLast() }
      moves.append(MoveOnRecord(move: move, at: instant))
    case .fact(let fact): try keep(fact, instant, &journal)
    case .rederived(let change):
      try self.change(change.task, "get another deadline", &journal) { row in
        // What a round was given anew is not what was promised.
        if row.promised == row.record.due { row.promised = change.to }
        row.record = row.record.with(change.change)
      }
    case .rung(let rung): try fire(rung, &journal)
    case .acted(let acted): try act(acted, instant, &journal)
    case .gap(let gap): open(gap, &journal)
    case .gapClosed(let closed): try close(closed, &journal)
    case .designated(let record): try designate(record, &journal)
    case .designationWithdrawn(let withdrawn): try withdraw(withdrawn, &journal)
    case .audited(let audit):
      journal.append { [lastAudit] in $0.lastAudit = lastAudit }
      lastAudit = audit
    case .bookAccepted(let accepted):
      journal.append { _ = $0.books.popLast() }
      books.append(InForce(accepted: accepted, since: instant))
    case .process: break
    }
  }

  private mutating func generate(_ record: TaskRecord, _ journal: inout [Undo]) throws(FoldError) {
    guard tasks.insert(TaskRow(record: record)) else { throw .duplicate(FoldText.task(record)) }
    journal.append { $0.tasks.removeLast() }
  }

  private mutating func enter(_ entry: EntryRecord, _ journal: inout [Undo]) throws(FoldError) {
    let old = entries[entry.stream, entry.period, entry.n]
    if let old, !(old.outcome == .missed && entry.outcome == .generated) {
      throw .duplicate(FoldText.entry(entry.stream, entry.period, entry.n))
    }
    entries.put(entry)
    journal.append {
      $0.entries.remove(entry.stream, entry.period, entry.n)
      if let old { $0.entries.put(old) }
    }
  }

  private mutating func keep(_ receipt: Receipt, _ journal: inout [Undo]) {
    guard receipts[receipt.id] == nil else { return }
    receipts[receipt.id] = receipt
    journal.append { $0.receipts[receipt.id] = nil }
  }

  private mutating func dispatch(
    _ record: DispatchRecord, _ instant: Instant, _ journal: inout [Undo]
  ) throws(FoldError) {
    let key = DispatchKey(date: record.date, revision: record.revision)
    guard dispatchByKey[key] == nil else { throw .duplicate(FoldText.dispatch(record)) }
    var rows: [TaskRow] = []
    var seen: Set<String> = []
    for number in record.tasks {
      guard var row = tasks[number] else { throw .refused(FoldText.unknownTask(number)) }
      if !seen.insert(number).inserted { row.state = .dispatched }
      try row.take(TaskActed(task: number, action: .dispatch, by: ""), at: instant)
      rows.append(row)
    }
    for row in rows {
      guard let slot = tasks.slot(number: row.number) else { continue }
      replace(slot, with: row, &journal)
    }
    dispatchByKey[key] = Dispatched(record: record, at: instant)
    journal.append { $0.dispatchByKey[key] = nil }
  }

  private mutating func act(
    _ acted: TaskActed, _ instant: Instant, _ journal: inout [Undo]
  ) throws(FoldError) {
    guard let slot = tasks.slot(number: acted.task) else { throw .refused(FoldText.unknownTask(acted.task)) }
    var row = tasks.rows[slot]
    try row.take(acted, at: instant)
    replace(slot, with: row, &journal)
  }

  private mutating func keep(_ fact: Fact, _ instant: Instant, _ journal: inout [Undo]) throws(FoldError) {
    guard facts.insert(fact, at: instant) else { throw .duplicate(FoldText.fact(fact)) }
    journal.append { $0.facts.removeLast() }
  }

  private mutating func replace(_ slot: Int, with row: TaskRow, _ journal: inout [Undo]) {
    let old = tasks.rows[slot]
    tasks.replace(slot, with: row)
    journal.append { $0.tasks.replace(slot, with: old) }
  }

  /// Changes an open task.
  private mutating func change(
    _ number: String, _ what: String, _ journal: inout [Undo], _ body: (inout TaskRow) -> Void
  ) throws(FoldError) {
    guard let slot = tasks.slot(number: number) else { throw .refused(FoldText.unknownTask(number)) }
    var row = tasks.rows[slot]
    guard row.state.isOpen else { throw .refused(FoldText.closedTask(number, row.state, what)) }
    body(&row)
    replace(slot, with: row, &journal)
  }

  private mutating func fire(_ rung: RungFired, _ journal: inout [Undo]) throws(FoldError) {
    let fired = rungs[rung.task] ?? []
    guard !fired.contains(where: { $0.rung == rung.rung && $0.ladder == rung.ladder }) else {
      throw .duplicate(FoldText.rung(rung))
    }
    try change(rung.task, "climb a ladder", &journal) { $0.rung = max($0.rung, rung.rung) }
    let place = fired.firstIndex { rung.precedes($0) } ?? fired.count
    rungs[rung.task, default: []].insert(rung, at: place)
    journal.append { $0.rungs[rung.task] = fired.isEmpty ? nil : fired }
  }

  private mutating func open(_ gap: GapRecord, _ journal: inout [Undo]) {
    journal.append { [old = gapById[gap.id]] in $0.gapById[gap.id] = old }
    gapById[gap.id] = gap
  }

  private mutating func close(_ closed: GapClosed, _ journal: inout [Undo]) throws(FoldError) {
    guard let old = gapById.removeValue(forKey: closed.id) else { throw .refused(FoldText.noGap(closed.id)) }
    journal.append { $0.gapById[closed.id] = old }
  }

  private mutating func designate(_ record: DesignationRecord, _ journal: inout [Undo]) throws(FoldError) {
    guard !designations.contains(where: { $0.id == record.id }) else {
      throw .duplicate(FoldText.designation(record.id))
    }
    designations.append(record)
    journal.append { _ = $0.designations.popLast() }
  }

  private mutating func withdraw(
    _ withdrawn: DesignationWithdrawn, _ journal: inout [Undo]
  ) throws(FoldError) {
    guard let index = designations.firstIndex(where: { $0.id == withdrawn.id }) else {
      throw .refused(FoldText.noDesignation(withdrawn.id))
    }
    journal.append { [designations] in $0.designations = designations }
    designations.remove(at: index)
  }
}

extension RungFired {
  /// The order in which what fired for a task is listed.
  fileprivate func precedes(_ other: RungFired) -> Bool {
    rung == other.rung ? ladder.precedesByBytes(other.ladder) : rung < other.rung
  }
}
