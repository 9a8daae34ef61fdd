import DutyCalendar
import DutyLedger
import DutyPorts

extension MemoryStore {
  package func entry(stream: String, period: String, n: Int) throws(StoreError) -> EntryRecord? {
    read { $0.projection.entries[stream, period, n] }
  }

  package func entries(stream: String, from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    read { Array($0.projection.entries.of(stream: stream, from: from, to: to)) }
  }

  package func entries(from: Instant, to: Instant) throws(StoreError) -> [EntryRecord] {
    let entries = read { $0.projection.entries }
    return entries.streams.flatMap { entries.of(stream: $0, from: from, to: to) }.sorted { a, b in
      if a.opens != b.opens { return a.opens < b.opens }
      return a.stream == b.stream ? EntryTable.precedes(a, b) : a.stream.precedesByBytes(b.stream)
    }
  }

  package func lastOpenings() throws(StoreError) -> [String: Instant] {
    read { $0.projection.entries.lastOpenings }
  }

  package func task(number: String) throws(StoreError) -> TaskRow? {
    read { $0.projection.tasks[number] }
  }

  package func task(key: TaskKey) throws(StoreError) -> TaskRow? {
    read { $0.projection.tasks[key] }
  }

  package func tasks(_ filter: TaskFilter) throws(StoreError) -> [TaskRow] {
    var found: [TaskRow] = []
    try forEachTask(filter) { found.append($0) }
    return found
  }

  package func forEachTask(_ filter: TaskFilter, _ body: (TaskRow) -> Void) throws(StoreError) {
    // The rows alone are taken along: the table around them is a dozen references.
    let (rows, slots) = read { state in
      let slots = state.candidates(filter)
      return (slots.isEmpty ? [] : state.projection.tasks.rows, slots)
    }
    if slots.isEmpty { return }
    let most = max(filter.limit ?? .max, 0)
    for slot in filter.before == nil ? slots.prefix(most) : slots.suffix(most) { body(rows[slot]) }
  }

  package func count(_ filter: TaskFilter) throws(StoreError) -> Int {
    min(read { $0.candidates(filter).count }, max(filter.limit ?? .max, 0))
  }

  package func tallies(promisedFrom from: Instant, before: Instant) throws(StoreError) -> [TaskTally] {
    let rows = read { $0.projection.tasks.rows }
    var tallies = TaskTallies()
    for slot in rows.indices where from <= rows[slot].promised && rows[slot].promised < before {
      tallies.count(rows[slot])
    }
    return tallies.sorted
  }

  package func moves(from: Instant) throws(StoreError) -> [MoveOnRecord] {
    read { $0.projection.moves }.filter { $0.at >= from }
  }

  package func openDeadlines(
    ladder: String, after: Instant?, upTo: Instant
  ) throws(StoreError) -> [Instant] {
    read { $0.projection.tasks.open.deadlines(ladder: ladder, after: after, upTo: upTo) }
  }

  package func rungs(task: String) throws(StoreError) -> [RungFired] {
    read { $0.projection.rungs[task] ?? [] }
  }

  package func openRungs() throws(StoreError) -> [RungFired] {
    let projection = read { $0.projection }
    return projection.rungs.keys.filter { projection.tasks[$0]?.state.isOpen ?? false }
      .sorted { $0.precedesByBytes($1) }.flatMap { projection.rungs[$0] ?? [] }
  }

  package func fact(_ kind: EventKind, id: String) throws(StoreError) -> StoredFact? {
    read { state in
      let facts = state.projection.facts
      return facts[kind, id].map { StoredFact(fact: facts.rows[$0].fact, at: facts.rows[$0].at) }
    }
  }

  package func facts(_ query: FactQuery) throws(StoreError) -> [StoredFact] {
    read { state in
      let facts = state.projection.facts
      let slots: [Int]
      if let topic = query.topic {
        slots = facts.slots(topic: topic)
      } else if query.kinds.isEmpty {
        slots = Array(facts.slots(from: query.from))
      } else if query.kinds.count == 1, let kind = query.kinds.first {
        slots = Array(facts.slots(kind: kind, from: query.from))
      } else {
        slots = query.kinds.flatMap { facts.slots(kind: $0, from: query.from) }.sorted()
      }
      var found: [StoredFact] = []
      for slot in slots where query.takes(facts.kind(slot), at: facts.at(slot)) {
        found.append(StoredFact(fact: facts.rows[slot].fact, at: facts.at(slot)))
      }
      if let id = query.beforeID {
        let end = found.firstIndex { $0.fact.id == id && query.kinds.contains($0.fact.kind) }
        found = Array(found.prefix(end ?? 0))
      }
      return query.newest.map { Array(found.suffix(max($0, 0))) } ?? found
    }
  }

  package func receipt(id: String) throws(StoreError) -> Receipt? {
    read { $0.projection.receipts[id] }
  }

  package func dispatches(from: CivilDate, to: CivilDate) throws(StoreError) -> [StoredDispatch] {
    read { $0.projection.dispatches(from: from, to: to) }.map { StoredDispatch(record: $0.record, at: $0.at) }
  }

  package func lastDispatch() throws(StoreError) -> StoredDispatch? {
    read { $0.projection.lastDispatch }.map { StoredDispatch(record: $0.record, at: $0.at) }
  }

  package func designations() throws(StoreError) -> [DesignationRecord] {
    read { $0.projection.designations }
  }

  package func gaps() throws(StoreError) -> [GapRecord] {
    read { $0.projection.gaps }
  }

  package func lastAudit() throws(StoreError) -> AuditRecord? {
    read { $0.projection.lastAudit }
  }

  package func books() throws(StoreError) -> [BookInForce] {
    read { $0.projection.books }.map { BookInForce(accepted: $0.accepted, since: $0.since) }
  }

  package func bookFiles(digest: String) throws(StoreError) -> [StoredFile]? {
    read { $0.files[digest] }
  }

  package func keepBook(digest: String, files: [StoredFile]) throws(StoreError) {
    let sorted = files.sorted { $0.path.precedesByBytes($1.path) }
    read { state in
      if state.files[digest] == nil { state.files[digest] = sorted }
    }
  }

  package func transactions(after number: Int64, limit: Int) throws(StoreError) -> [StoredTransaction] {
    read { state in
      let start = min(max(Int(number), 0), state.transactions.count)
      return state.transactions[start...].prefix(max(limit, 0)).map(\.stored)
    }
  }

  package func history(task: String) throws(StoreError) -> [StoredEvent] {
    read { state in
      state.eventsOfTask[task].map { packed in
        let place = EventPlace(packed: packed)
        return state.transactions[place.transaction].event(place.index)
      }
    }
  }

  package func events(
    of task: String, _ isWanted: (EventKind) -> Bool
  ) throws(StoreError) -> [DatedEvent] {
    let (places, transactions) = read { ($0.eventsOfTask[task], $0.transactions) }
    var found: [DatedEvent] = []
    found.reserveCapacity(places.count)
    for packed in places {
      let place = EventPlace(packed: packed)
      let kind = transactions[place.transaction].kinds[place.index]
      guard isWanted(kind) else { continue }
      let at = transactions[place.transaction].link.at
      let event: Event = kind == .dispatched ? .dispatched(task) : transactions[place.transaction].events[place.index]
      found.append(DatedEvent(event, at: at))
    }
    return found
  }

  package func events(
    after number: Int64, limit: Int, _ isWanted: (EventKind) -> Bool
  ) throws(StoreError) -> (last: Int64, events: [DatedEvent]) {
    let transactions = read { $0.transactions }
    let start = min(max(Int(number), 0), transactions.count)
    let end = min(start + max(limit, 0), transactions.count)
    var found: [DatedEvent] = []
    for index in start..<end {
      for (place, kind) in transactions[index].kinds.enumerated() where isWanted(kind) {
        found.append(DatedEvent(transactions[index].events[place], at: transactions[index].link.at))
      }
    }
    return (end > start ? transactions[end - 1].link.number : number, found)
  }

  package func counts() throws(StoreError) -> LedgerCounts {
    read { state in
      LedgerCounts(
        transactions: state.transactions.count, events: Int(state.eventCount), tasks: state.projection.tasks.count,
        open: state.projection.tasks.open.count, missedEntries: state.projection.entries.missed)
    }
  }
}

extension MemoryStore.State {
  /// The slots of every task that passes, by deadline and number, found by the index that gives the fewest.
  fileprivate mutating func candidates(_ filter: TaskFilter) -> [Int] {
    let slots: [Int]
    if let duty = filter.duty, let period = filter.period {
      slots = projection.tasks.slots(duty: duty, period: period)
    } else if let subject = filter.subject, filter.due == nil {
      slots = projection.tasks.slots(subject: subject)
    } else if filter.states?.allSatisfy(\.isOpen) == true {
      // Those by deadline are in order already, and no copy of the table is held while they are put so.
      if let due = filter.due {
        return passing(projection.openTasks(due: due), filter)
      } else if filter.isGenerated {
        slots = projection.tasks.open.generated(dueBefore: filter.dueBefore)
      } else if let ladder = filter.ladder {
        return passing(projection.openByDeadline(ladder: ladder), filter)
      } else {
        let open = projection.openByDeadline()
        return filter == .open ? open : passing(open, filter)
      }
    } else if let holder = filter.holder {
      slots = projection.tasks.slots(everHeldBy: holder)
    } else if let duty = filter.duty {
      slots = projection.tasks.slots(duty: duty)
    } else {
      slots = Array(projection.tasks.rows.indices)
    }
    if slots.isEmpty { return [] }
    return projection.tasks.sorted(passing(slots, filter))
  }

  private func passing(_ slots: [Int], _ filter: TaskFilter) -> [Int] {
    slots.filter { filter.passes(projection.tasks.rows[$0]) }
  }
}

extension TaskFilter {
  /// Whether it asks for nothing but what has not been dispatched.
  fileprivate var isGenerated: Bool {
    guard let states, states.count == 1 else { return false }
    return states.contains(.generated)
  }
}
