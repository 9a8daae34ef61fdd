import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// A rung that follows from one deadline, for all open tasks that have it.
struct DeadlineRung {
  var edition: LadderEdition
  /// From 1.
  var number: Int
  var due: Instant
}

extension Engine {
  /// When the rungs of a ladder are due for a deadline, by number.
  private func instants(of edition: LadderEdition, due: Instant) -> [Instant?] {
    if let known = rungTimes.instants(edition: edition.number, due: due) { return known }
    let context = limitContext
    let found = edition.ladder.rungs.map { $0.trigger.instant(due: due, in: context) }
    rungTimes.keep(found, edition: edition.number, due: due)
    return found
  }

  /// Rungs that follow from deadlines and are due, and looks at what waits, by instant.
  ///
  /// What was due before the last look has fired, but for the first look after a start, when the last look is only
  /// known
  /// to be the ledger's newest instant. What has the rung already is left out when it fires.
  func pendingRungs(to now: Instant) throws(EngineError) -> [(Instant, Step)] {
    var steps: [(Instant, Step)] = []
    for (at, rung) in try deadlineRungs(after: hasLookedAtRungs ? looked : nil, upTo: now) {
      steps.append((at, .rung(rung)))
    }
    for instant in climbs.instants(upTo: now) { steps.append((instant, .climb)) }
    return steps
  }

  /// The rungs of open deadlines that are due after an instant and up to another.
  func deadlineRungs(after: Instant?, upTo now: Instant) throws(EngineError) -> [(Instant, DeadlineRung)] {
    var found: [(Instant, DeadlineRung)] = []
    rungTimes.use(book: book.digest)
    for climb in try ladders().climbs {
      let (name, editions, ahead) = (climb.name, climb.editions, climb.ahead)
      let settled = after.flatMap { rungTimes.settledDeadline(name, after: $0) }
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: name, after: settled, upTo: now.adding(seconds: ahead))
      }
      var isSettled = true
      for due in deadlines {
        for edition in editions {
          for (index, at) in instants(of: edition, due: due).enumerated() {
            guard let at else { continue }
            if let after, at <= after { continue }
            isSettled = false
            if at <= now { found.append((at, DeadlineRung(edition: edition, number: index + 1, due: due))) }
          }
        }
        if isSettled, let after { rungTimes.settle(name, upTo: due, at: after) }
      }
    }
    return found
  }

  /// The first instant after another at which a rung is due, or something waits for a look; `nil` for none.
  func nextRung(after instant: Instant) throws(EngineError) -> Instant? {
    let waiting = climbs.nextInstant(after: instant)
    guard let rung = try nextDeadlineRung(after: instant) else { return waiting }
    return waiting.map { min($0, rung) } ?? rung
  }

  /// The first rung of an open deadline after an instant, asked of the store where nothing is known of the instant.
  func nextDeadlineRung(after instant: Instant) throws(EngineError) -> Instant? {
    if let known = rungsAhead.pause(book: book.digest), known.holds(instant) { return known.next }
    let found = try findDeadlineRung(after: instant)
    rungsAhead.keep(RungPause(after: instant, next: found), book: book.digest)
    return found
  }

  func findDeadlineRung(after instant: Instant) throws(EngineError) -> Instant? {
    var best: Instant?
    rungTimes.use(book: book.digest)
    for climb in try ladders().climbs {
      let (name, editions, ahead) = (climb.name, climb.editions, climb.ahead)
      let settled = rungTimes.settledDeadline(name, after: instant)
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: name, after: settled, upTo: Instant(seconds: .max))
      }
      for due in deadlines {
        // Deadlines ascend: a later one cannot bring an earlier first rung than the best so far.
        if let best, due.adding(seconds: -ahead) >= best { break }
        if let next = firstRung(of: editions, due: due, after: instant) { best = min(best ?? next, next) }
      }
    }
    return best
  }

  private func firstRung(of editions: [LadderEdition], due: Instant, after instant: Instant) -> Instant? {
    var first: Instant?
    for edition in editions {
      for case .some(let at) in instants(of: edition, due: due) where at > instant { first = min(first ?? at, at) }
    }
    return first
  }

  /// Keeps what is known of the next rung true to what was appended.
  func noteRungs(_ events: [Event]) {
    guard let known = rungsAhead.pause(book: book.digest) else {
      // What another book said is not true of what was appended since, should that book come back.
      return rungsAhead = RungsAhead()
    }
    do throws(EngineError) {
      if try !follows(events, known) { rungsAhead = RungsAhead() }
    } catch {
      // It is found again when it is asked for.
      rungsAhead = RungsAhead()
    }
  }

  /// Whether what was known of the next rung holds, once the rungs of new tasks are added to it.
  private func follows(_ events: [Event], _ known: RungPause) throws(EngineError) -> Bool {
    let climbs = try ladders().climbs
    rungTimes.use(book: book.digest)
    var seen: [String: Instant] = [:]
    for event in events {
      switch event {
      case .generated(let record):
        // Many tasks of one ladder and deadline come together.
        guard seen.updateValue(record.due, forKey: record.ladder) != record.due else { continue }
        guard let climb = climbs.first(where: { $0.name == record.ladder }) else { continue }
        if let at = firstRung(of: climb.editions, due: record.due, after: known.after) { rungsAhead.bring(at) }
      case .acted(let acted) where acted.action == .verify || acted.action == .void:
        // The next rung may have been that of the task which has ended.
        guard let next = rungsAhead.pause(book: book.digest)?.next else { continue }
        guard let task = try reading({ store throws(StoreError) in try store.task(number: acted.task) }) else { return false }
        guard let climb = climbs.first(where: { $0.name == task.record.ladder }) else { continue }
        let due = task.record.due
        if climb.editions.contains(where: { instants(of: $0, due: due).contains(next) }) { return false }
      case .entry: continue
      default: if event.mayBringDeadline { return false }
      }
    }
    return true
  }

  /// The open tasks of one deadline that are due for a rung and have not had it.
  func firings(_ rung: DeadlineRung, nominal: Instant) throws(EngineError) -> [Firing] {
    let ladder = rung.edition.ladder
    var filter = TaskFilter.open
    filter.due = rung.due
    filter.ladder = ladder.id
    let tasks = try reading { store throws(StoreError) in try store.tasks(filter) }
    let isMixed = rung.edition.countsOrWaits
    var found: [Firing] = []
    for task in tasks where try climbs(task, rung, nominal: nominal) {
      // The highest rung that fired says it all where rungs can only fire in their order.
      if task.rung >= rung.number {
        guard isMixed, try !hasFired(task.number, ladder.id, rung.number) else { continue }
      }
      if isMixed, try isOver(task, ladder) { continue }
      found.append(Firing(task: task, ladder: ladder, number: rung.number, nominal: nominal))
    }
    return found
  }

  /// Whether a task of the rung's deadline climbs the rung's ladder, and may be reminded.
  func climbs(_ task: TaskRow, _ rung: DeadlineRung, nominal: Instant) throws(EngineError) -> Bool {
    let ladder = rung.edition.ladder
    guard task.record.ladder == ladder.id, ladder.climbs(task.state) else { return false }
    if task.record.book != book.digest || rung.edition.since == nil {
      guard try ladders().edition(of: task.record)?.number == rung.edition.number else { return false }
    }
    return ladder.rungs[rung.number - 1].trigger.holds(at: nominal, dispatchedAt: task.dispatchedAt)
  }

  private func hasFired(_ task: String, _ ladder: String, _ number: Int) throws(EngineError) -> Bool {
    let fired = try reading { store throws(StoreError) in try store.rungs(task: task) }
    return fired.contains { $0.ladder == ladder && $0.rung == number }
  }

  /// Whether a referral has ended the climb.
  private func isOver(_ task: TaskRow, _ ladder: Ladder) throws(EngineError) -> Bool {
    guard let last = ladder.rungs.lastIndex(where: { $0.action == .referral }), task.rung > last else { return false }
    return try hasFired(task.number, ladder.id, last + 1)
  }
}

extension Ladder {
  /// How long ahead of a deadline it may remind, in seconds, at the most: off-days never outnumber workdays three to
  /// one.
  fileprivate func reach(_ rung: Rung) -> Int64 {
    guard case .before(let limit) = rung.trigger else { return 0 }
    switch limit {
    case .urgentHours(let minutes): return Int64(minutes) * 60
    case .workingHours(let minutes): return (Int64(minutes) / 60 + 20) * 86_400
    case .workdays(let count), .days(let count, _): return (Int64(count) * 4 + 20) * 86_400
    default: return 0
    }
  }

  var reminderSpan: Int64 { rungs.map { reach($0) }.max() ?? 0 }
}
