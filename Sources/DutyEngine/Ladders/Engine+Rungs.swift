import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// When the rungs of the ladders are due, by deadline: what was asked before, under one book.
struct RungTimes {
  private var book = ""
  private var byEdition: [Int: [Instant: [Instant?]]] = [:]
  /// Of each ladder, the deadline up to which no rung is due after an instant: a later deadline never brings an earlier
  /// rung.
  private var settled: [String: (due: Instant, at: Instant)] = [:]

  /// Forgets what another book said.
  mutating func use(book digest: String) {
    guard digest != book else { return }
    self = RungTimes()
    book = digest
  }

  /// The instants of an edition's rungs for a deadline, by number; `nil` for rungs that follow from something else.
  func instants(edition: Int, due: Instant) -> [Instant?]? { byEdition[edition]?[due] }

  mutating func keep(_ instants: [Instant?], edition: Int, due: Instant) {
    byEdition[edition, default: [:]][due] = instants
  }

  /// The deadline up to which nothing is due after an instant; `nil` where none is known.
  func settledDeadline(_ ladder: String, after instant: Instant) -> Instant? {
    guard let known = settled[ladder], known.at <= instant else { return nil }
    return known.due
  }

  /// Takes note that up to a deadline nothing is due after an instant; what is known of an earlier one stays.
  mutating func settle(_ ladder: String, upTo due: Instant, at instant: Instant) {
    if let known = settled[ladder], known.at > instant || known.due >= due { return }
    settled[ladder] = (due, instant)
  }
}

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

  func nextRung(after instant: Instant) throws(EngineError) -> Instant? {
    var best = climbs.nextInstant(after: instant)
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
        for edition in editions {
          for case .some(let next) in instants(of: edition, due: due) where next > instant {
            best = min(best ?? next, next)
          }
        }
      }
    }
    return best
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
    if case .before = ladder.rungs[rung.number - 1].trigger, nominal <= task.record.opens { return false }
    return true
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
