import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// The part of climbing that no deadline drives: returns, vetoes, relapses, silence, rankings.
extension Engine {
  /// Fires what has come to be due since the last look, in cases and units in which something happened.
  ///
  /// A rung may make another due, a notice that lapses the next bulletin: it goes on until nothing is left. What
  /// fires is
  /// in the ledger, so that this ends, and finds nothing when it is asked again.
  package func climb(at now: Instant) throws(EngineError) {
    try recallClimbs(at: now)
    while !climbs.isIdle {
      try noteDispatches(at: now)
      let cases = climbs.cases.sorted()
      climbs.cases = []
      do {
        var firings: [Firing] = []
        for number in cases { firings += try dueFirings(of: number, at: now) }
        firings.sort { ($0.nominal, $0.task.number, $0.number) < ($1.nominal, $1.task.number, $1.number) }
        try fire(firings, at: now)
        try climbUnits(at: now)
      } catch {
        climbs.cases.formUnion(cases)
        throw error
      }
    }
  }

  /// A look at what waited for this instant.
  func climb(waitedFor instant: Instant, now: Instant) throws(EngineError) {
    try recallClimbs(at: now)
    for name in climbs.stopWaiting(upTo: instant) {
      if name.hasPrefix("notice:") {
        climbs.unitNotices.append(String(name.dropFirst(7)))
      } else {
        climbs.cases.insert(name)
      }
    }
    try climb(at: effective(instant, now))
  }

  /// The rungs that are due for a case; has it looked at again when time alone may make another due.
  private func dueFirings(of number: String, at now: Instant) throws(EngineError) -> [Firing] {
    guard let task = try reading({ store throws(StoreError) in try store.task(number: number) }), task.state.isOpen
    else { return [] }
    let edition = try ladders().edition(of: task.record)
    guard edition != nil || hasUnitCounts else { return [] }
    guard let record = try caseRecord(number) else { return [] }
    let strikes = try strikes(of: [record])
    noteCounts(record, at: now, strikes)
    guard let edition, edition.ladder.scope == .case else { return [] }
    let context = limitContext
    if edition.countsOrWaits, let next = edition.ladder.nextInstant(of: record, after: now, in: context, strikes) {
      climbs.wait(for: next, number)
    }
    let due = edition.ladder.dueRungs(of: record, at: now, in: context, strikes)
    return due.map {
      Firing(task: task, ladder: edition.ladder, number: $0.number, nominal: $0.nominal, counted: $0.counted)
    }
  }

  /// A case as its events tell it; `nil` for a number that is in no ledger.
  package func caseRecord(_ number: String) throws(EngineError) -> CaseRecord? {
    if let known = climbs.record(number) { return known }
    let record = try reading { store throws(StoreError) in try store.caseRecord(number) }
    if let record { climbs.keep(record, of: number) }
    return record
  }

  /// What is not to be counted in cases: what appeals struck out, and documents that were answered.
  func strikes(of records: [CaseRecord]) throws(EngineError) -> Strikes {
    var strikes = Strikes(references: try struckReferences())
    for id in Set(records.flatMap { $0.documents.map(\.id) }) {
      if let at = try answered(id) { strikes.answers[id] = at }
    }
    return strikes
  }

  /// When a document was first answered.
  func answered(_ notice: String) throws(EngineError) -> Instant? {
    try reading { store throws(StoreError) in
      try store.records(NoticeAnswer.self, topic: Topic.notice(notice))
    }.map(\.at).min()
  }

  /// What upheld appeals struck out, with everything that fell with it.
  func struckReferences() throws(EngineError) -> Set<String> {
    if let known = climbs.struck { return known }
    let struck = try reading { store throws(StoreError) in try store.struckReferences() }
    climbs.struck = struck
    return struck
  }

  // MARK: Units

  /// Whether any ladder counts over a unit's cases.
  var hasUnitCounts: Bool {
    book.ladders.rows.contains { $0.scope == .unit && $0.rungs.contains { $0.trigger.isCount } }
  }

  private func noteCounts(_ record: CaseRecord, at now: Instant, _ strikes: Strikes) {
    guard hasUnitCounts else { return }
    let kinds = unitKinds
    for event in record.counted(upTo: Instant(seconds: .max), strikes) {
      if event.at <= now {
        climbs.noteCounted(event, isCounted: kinds.contains(event.kind))
      } else if kinds.contains(event.kind) {
        // A document's limit passes though its own case, suspended say, climbs no more.
        climbs.wait(for: event.at, record.task.number)
      }
    }
  }

  /// What the ladders of units count.
  var unitKinds: [CountedEvent.Kind] {
    if let known = climbs.unitKinds, known.book == book.digest { return known.kinds }
    let kinds = CountedEvent.Kind.allCases.filter { kind in
      book.ladders.rows.contains { $0.scope == .unit && $0.countedKinds.contains(kind) }
    }
    climbs.unitKinds = (book.digest, kinds)
    return kinds
  }

  private func climbUnits(at now: Instant) throws(EngineError) {
    let (units, tables, notices) = (climbs.units.sorted(), climbs.tables, climbs.unitNotices)
    (climbs.units, climbs.tables, climbs.unitNotices) = ([], [], [])
    do {
      var due: [(ladder: Ladder, rung: DueUnitRung)] = []
      let shelf = try ladders()
      for edition in shelf.editions where edition.ladder.scope == .unit {
        guard let since = edition.since else { continue }
        let ladder = edition.ladder
        for unit in units { due += try counted(ladder, unit, at: now).map { (ladder, $0) } }
        for table in tables { due += try placed(ladder, table).map { (ladder, $0) } }
        for notice in notices { due += try silent(ladder, notice, at: now).map { (ladder, $0) } }
        // A ladder that is new does not look back beyond its beginning.
        due.removeAll { $0.ladder.id == ladder.id && $0.rung.nominal < since }
      }
      due.sort {
        ($0.rung.nominal, $0.ladder.id, $0.rung.number, $0.rung.unit) < (
          $1.rung.nominal, $1.ladder.id, $1.rung.number, $1.rung.unit
        )
      }
      try fire(due, at: now)
    } catch {
      climbs.units.formUnion(units)
      climbs.tables += tables
      climbs.unitNotices += notices
      throw error
    }
  }

  /// Fires rungs of units that have not fired for that occasion; one transaction.
  private func fire(_ due: [(ladder: Ladder, rung: DueUnitRung)], at now: Instant) throws(EngineError) {
    var issue = try Issue(self, at: now)
    var fired: Set<String> = []
    for (ladder, rung) in due {
      let id = rung.id(ladder: ladder.id)
      let known = try reading { store throws(StoreError) in try store.fact(.unitRung, id: id) }
      guard known == nil, fired.insert(id).inserted else { continue }
      try issue.take(rung, of: ladder)
      journal.write(
        JournalMessage(
          .rung, .notice,
          "rung \(rung.number) of \(ladder.id): \(ladder.text(ofTrigger: rung.number)) for \(rung.unit)",
          ["DUTY_UNIT": rung.unit, "DUTY_LADDER": ladder.id, "DUTY_RUNG": String(rung.number)]))
    }
    try append(try issue.finished(), at: now)
  }

  /// What a unit's counts make due.
  private func counted(_ ladder: Ladder, _ unit: String, at now: Instant) throws(EngineError) -> [DueUnitRung] {
    guard ladder.rungs.contains(where: \.trigger.isCount) else { return [] }
    let due = try dueByCounts(ladder, unit, at: now)
    guard ladder.withinDays != nil else { return due }
    // What the beginning of the stretch cuts off would let a count come up to its number where it had passed it before.
    let whole = now.adding(seconds: -Self.countedMargin)
    return due.filter { $0.nominal >= whole }
  }

  /// How far back, in seconds, counts are known with all that came before them within a ladder's days.
  static let countedMargin: Int64 = 40 * 86_400

  /// The rungs that a unit's counts make due, fired or not.
  func dueByCounts(_ ladder: Ladder, _ unit: String, at now: Instant) throws(EngineError) -> [DueUnitRung] {
    var due: [DueUnitRung] = []
    for kind in ladder.countedKinds {
      due += ladder.dueRungs(unit: unit, events: try countedEvents(kind, of: unit, for: ladder, at: now), upTo: now)
    }
    return due.sorted { ($0.nominal, $0.number) < ($1.nominal, $1.number) }
  }

  /// Whether anything that a ladder counts was counted in a unit's cases between two instants.
  func hasCounted(_ ladder: Ladder, _ unit: String, from: Instant, to: Instant) throws(EngineError) -> Bool {
    try readCounts(of: unit)
    guard let counts = climbs.counts[unit] else { return false }
    return ladder.countedKinds.contains { counts.has($0, from: from, to: to) }
  }

  /// Everything of a kind that was counted in a unit's cases, of those that a ladder is for.
  private func countedEvents(
    _ kind: CountedEvent.Kind, of unit: String, for ladder: Ladder, at now: Instant
  ) throws(EngineError) -> [CountedEvent] {
    // What lies before the window counts for nothing now, nor for anything that is still to fire.
    let begin = now.adding(seconds: -Int64(ladder.withinDays ?? 36_600) * 86_400 - Self.countedMargin)
    try readCounts(of: unit)
    guard let counts = climbs.counts[unit] else { return [] }
    let items = counts.items(kind)
    if ladder.selector.isEmpty, items.lies(from: begin, to: now) { return items.events }
    var answers: [String: Bool] = [:]
    var events: [CountedEvent] = []
    for place in items.events.indices where items.latest[place] >= begin && items.events[place].at <= now {
      let event = items.events[place]
      if !ladder.selector.isEmpty {
        if answers[event.task] == nil {
          answers[event.task] = try caseRecord(event.task).map {
            ladder.selector.matches(ladderQuestion(of: $0), in: book)
          }
        }
        guard answers[event.task] == true else { continue }
      }
      events.append(event)
    }
    return events
  }

  /// Reads the cases of a unit again in which something has happened since they were counted.
  private func readCounts(of unit: String) throws(EngineError) {
    let tasks = climbs.staleCounts[unit] ?? []
    guard !tasks.isEmpty else { return }
    var counts = climbs.counts.removeValue(forKey: unit) ?? UnitCounts()
    for number in tasks.sorted() {
      guard let latest = climbs.countedTasks[unit]?[number] else { continue }
      var events: [CountedEvent] = []
      if let record = try caseRecord(number) {
        let kinds = unitKinds
        events = record.counted(upTo: Instant(seconds: .max), try strikes(of: [record])).filter {
          kinds.contains($0.kind)
        }
        if record.state == .voided { events = try spent(events, of: unit) }
      }
      counts.put(events, of: number, latest: latest)
    }
    climbs.counts[unit] = counts
    climbs.staleCounts[unit] = nil
  }

  /// What of a void case still counts: a rung that it brought about stays what it was; no other rests on it.
  private func spent(_ events: [CountedEvent], of unit: String) throws(EngineError) -> [CountedEvent] {
    if events.isEmpty { return [] }
    let rungs = try reading { store throws(StoreError) in
      try store.records(UnitRung.self, topic: Topic.unit(unit))
    }
    let counted = Set(rungs.flatMap(\.record.counted))
    return events.filter { counted.contains($0.reference) }
  }

  /// What a ladder is chosen by, for a case that is there already.
  func ladderQuestion(of record: CaseRecord) -> LadderQuestion {
    let question = planner.question(of: record.task.key)
    let finding = record.findings.first?.finding
    return LadderQuestion(
      duty: question?.duty,
      standards: question?.standard.map { [$0] } ?? question?.duty.map { book.duties[$0].standards } ?? [],
      isFinding: finding != nil, source: finding?.source ?? "")
  }

  /// What a published table makes due.
  func placed(_ ladder: Ladder, _ id: String) throws(EngineError) -> [DueUnitRung] {
    guard let ranking = ladder.ranking,
      let newest = try reading({ store throws(StoreError) in try store.record(RankingPublished.self, id: id) }),
      newest.record.score == ranking.score
    else { return [] }
    let all = try reading { store throws(StoreError) in
      try store.records(RankingPublished.self, topic: "score:" + ranking.score)
    }
    let upTo = Period(named: newest.record.period)
    let tables = all.map(\.record).filter { table in
      guard table.score == ranking.score, table.unitClass == newest.record.unitClass else { return false }
      guard let upTo, let period = Period(named: table.period) else { return table.period == newest.record.period }
      return period <= upTo
    }
    return ladder.dueRungs(tables: tables.map { RankingPeriod($0) }, publishedAt: newest.at)
  }

  /// What the silence on a unit's document makes due; waits where it is not yet.
  private func silent(_ ladder: Ladder, _ id: String, at now: Instant) throws(EngineError) -> [DueUnitRung] {
    guard let notice = try reading({ store throws(StoreError) in try store.record(Notice.self, id: id) }),
      notice.record.content.ladder == ladder.id, try !struckReferences().contains(id)
    else { return [] }
    for rung in ladder.rungs {
      guard case .unanswered(let below, let limit) = rung.trigger, below == notice.record.content.rung else { continue }
      let instant = limit.deadline(from: notice.at, period: nil, in: limitContext).due.adding(seconds: 1)
      if instant > now { climbs.wait(for: instant, "notice:" + id) }
    }
    return ladder.dueRungs(
      unansweredOf: notice.record, issuedAt: notice.at, answeredAt: try answered(id), upTo: now, in: limitContext)
  }
}
