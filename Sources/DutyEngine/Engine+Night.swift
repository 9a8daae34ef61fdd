import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// A new day: what the registers turn on it, what the sliding horizon uncovers, and the audit of the day before.
  func turn(to day: CivilDate, at nominal: Instant, now: Instant) throws(EngineError) {
    let at = effective(nominal, now)
    agenda = nil
    // One transaction does all of this, the audit included: a midnight that has been audited is done.
    let audited = try reading { store throws(StoreError) in try store.lastAudit() }
    if let audited, audited.date.adding(days: 1) >= day { return }
    // Yesterday first: its audit compares with the designations that were in force on it.
    var events: [Event] = []
    if var audit = try audit(of: day.adding(days: -1)) {
      // What a downtime left fires after its midnights, and is looked at by the next audit that comes in time.
      if at == nominal {
        audit.differences += try rungDifferences(on: day.adding(days: -1))
        climbs.unaudited = nil
      }
      events.append(.audited(audit))
    }
    tellUnreached(on: day)
    if !planner.turningDays(from: day, to: day).isEmpty { events += try moves(on: day, why: "register change") }
    events += try tightening(on: day, at: at)
    let end = day.adding(days: book.settings.horizonDays - 1)
    // What begins at the far end may open a gap; what begins today may close one.
    if !planner.turningDays(from: end, to: end).isEmpty || !planner.turningDays(from: day, to: day).isEmpty {
      let proof = planner.assignment.prove(
        from: day, days: book.settings.horizonDays, remembering: &proofs)
      current.proof = proof
      events += try gapChanges(proof, on: day)
    }
    events += try rankings(endingBefore: day, at: at)
    events += try findingEvents(on: day, at: at)
    try append(events, at: at)
  }

  /// The moves of open tasks on a day, as events with the receipts that are new.
  func moves(on day: CivilDate, why: String) throws(EngineError) -> [Event] {
    var search = MoveSearch(planner, on: day, why: why)
    try reading { store throws(StoreError) in try store.forEachTask(.open) { search.look(at: $0) } }
    var events: [Event] = []
    var receipts = Set<String>()
    for planned in search.moves {
      guard let move = try settled(planned, on: day) else { continue }
      if receipts.insert(move.receipt.id).inserted {
        let known = try reading { store throws(StoreError) in try store.receipt(id: move.receipt.id) }
        if known == nil { events.append(.receipt(move.receipt)) }
      }
      events.append(
        .moved(
          TaskMove(task: move.task, from: move.from, to: move.to, assignment: move.receipt.id, reason: move.reason)))
      journal.write(
        JournalMessage(
          .moved, .notice, "task \(move.task): \(move.reason)",
          [
            "DUTY_TASK": move.task, "DUTY_UNIT": move.to.lead, "DUTY_PERSON": move.to.holder,
            "DUTY_RULE": holderRule(move.receipt),
          ]))
    }
    return events
  }

  /// The rule by which a task's holder holds it, as its receipt says.
  func holderRule(_ receipt: Receipt?) -> String {
    receipt?.body["roles"]?["holder"]?["rule"]?.string ?? ""
  }

  /// The designation list after a proof: a line for each class that has become open, an end for each that is settled.
  func gapChanges(_ proof: Proof, on day: CivilDate) throws(EngineError) -> [Event] {
    let known = try reading { store throws(StoreError) in try store.gaps() }
    let found = gapRecords(proof)
    let foundIDs = Set(found.map(\.id))
    var events: [Event] = []
    for gap in found where !known.contains(where: { $0.id == gap.id }) {
      events.append(.gap(gap))
      journal.write(
        JournalMessage(
          .gap, .warning, "nobody is \(gap.role) of \(gap.topic) on \(gap.witness) (\(gap.pairs) pairs): "
            + "on the office's designation list", ["DUTY_GAP": gap.id]))
    }
    for gap in known where !foundIDs.contains(gap.id) {
      events.append(.gapClosed(GapClosed(id: gap.id, reason: "settled by rules or designation on \(day)")))
    }
    return events
  }

  /// One record per class; its identifier derives from the role and the class, not from the day.
  package func gapRecords(_ proof: Proof) -> [GapRecord] {
    proof.findings.filter { $0.kind == .gap || $0.kind == .tie }.map { finding in
      let topic = ProofText.topic(finding.witness, in: book)
      let witness = book.id(of: finding.witness.subject)
      let key = JSONValue.array([
        .string(finding.role.rawValue), .string(topic), .string(witness), .string(String(finding.kind.rawValue)),
      ])
      return GapRecord(
        id: "D-" + key.digest.hex.prefix(8).uppercased(), role: finding.role.rawValue, topic: topic, witness: witness,
        pairs: finding.pairs, from: finding.from, until: finding.until,
        reason: finding.kind == .tie ? "two rules of one rank name different ones" : "no rule names anyone")
    }
  }

  /// Recomputes a day from the book in force and compares it with the ledger; nil for a day before the first book.
  package func audit(of day: CivilDate) throws(EngineError) -> AuditRecord? {
    let from = midnight(of: day)
    let to = midnight(of: day.adding(days: 1)).adding(seconds: -1)
    let recorded = try reading { store throws(StoreError) in try store.entries(from: from, to: to) }
    settleFloors()
    let auditor = Auditor(engine: self, day: day)
    return try auditor.audit(recorded)
  }
}

/// The comparison of one day (design §6): entries that should exist and do not, or the reverse, and their tasks.
private struct Auditor {
  let engine: Engine
  let day: CivilDate

  func audit(_ recorded: [EntryRecord]) throws(EngineError) -> AuditRecord {
    let since = try first()
    let inForce = try engine.reading { store throws(StoreError) in try store.books() }.last?.since ?? since
    var differences: [String] = []
    var tasks = 0
    var expected = Set<String>()
    // An entry that an earlier book opened is compared with its own header only: its book is not in memory.
    for entry in engine.planner.entries(from: day, to: day) {
      let stream = engine.planner.streams[entry.stream].id
      let name = "\(stream) \(entry.period.name)" + (entry.n == 1 ? "" : "#\(entry.n)")
      expected.insert(name)
      guard let header = recorded.first(where: { $0.stream == stream && $0.period == entry.period.name && $0.n == entry.n })
      else {
        // What opened before everything began has an entry where somebody had it made.
        if entry.opens <= since || entry.opens > (engine.floors[stream] ?? since) { continue }
        if entry.opens < inForce { continue }
        if try isBefore(stream, entry.opens) { continue }
        differences.append("missing: \(name) should have an entry")
        continue
      }
      if header.outcome == .generated {
        let keys = try keys(of: header)
        tasks += keys.count
        if keys.count != header.count || EntryDigest.of(keys) != header.digest {
          differences.append("differs: \(name) has \(keys.count) tasks, its header says \(header.count)")
        }
        if header.book == engine.book.digest {
          let planned = Set(engine.planner.keys(of: entry))
          for key in planned.subtracting(keys).sorted() { differences.append("missing: task of \(name) on \(key.subject) \(key.grain)") }
          for key in Set(keys).subtracting(planned).sorted() { differences.append("unexpected: task of \(name) on \(key.subject) \(key.grain)") }
        }
      }
    }
    for header in recorded where header.book == engine.book.digest {
      let name = "\(header.stream) \(header.period)" + (header.n == 1 ? "" : "#\(header.n)")
      if !expected.contains(name) { differences.append("unexpected: \(name) has an entry that the book does not open") }
    }
    if inForce <= engine.midnight(of: day) { differences += try engine.secondLookDifferences(on: day) }
    return AuditRecord(date: day, entries: recorded.count, tasks: tasks, differences: differences)
  }

  private func first() throws(EngineError) -> Instant {
    let books = try engine.reading { store throws(StoreError) in try store.books() }
    return books.first.map { $0.since.adding(seconds: -1) } ?? Instant(seconds: .max)
  }

  /// Whether a stream came into force only after an opening.
  private func isBefore(_ stream: String, _ opens: Instant) throws(EngineError) -> Bool {
    let books = try engine.reading { store throws(StoreError) in try store.books() }
    let since = books.last { $0.accepted.newStreams.contains(stream) }?.since
    return since.map { opens < $0 } ?? true
  }

  private func keys(of header: EntryRecord) throws(EngineError) -> [TaskKey] {
    var filter = TaskFilter()
    filter.duty = String(header.stream.split(separator: "/").first ?? "")
    filter.period = header.period
    let rows = try engine.reading { store throws(StoreError) in try store.tasks(filter) }
    let keys = rows.filter { $0.record.opens == header.opens && $0.record.key.n == header.n }.map(\.record.key)
    // Zones and campaigns share the duty's name: a task is of the stream that has its subject.
    let duty = filter.duty.flatMap { engine.book.duties.ref($0) }
    let isShared = engine.planner.streams.contains { $0.duty == duty && $0.id != header.stream }
    guard isShared, let index = engine.planner.streamIndex(header.stream) else { return keys }
    return keys.filter { engine.planner.contains($0.subject, in: index) }
  }
}
