import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// Something that is due at an instant; at one instant they happen in this order.
enum Step {
  /// The local day changes: registers turn, the horizon slides, yesterday is audited.
  case midnight(CivilDate)
  case openings([PlannedEntry])
  /// A rung of a ladder for the open tasks of one deadline.
  case rung(DeadlineRung)
  /// A look at cases that waited for this instant.
  case climb
  case dispatch(CivilDate)

  var order: Int {
    switch self {
    case .midnight: 0
    case .openings: 1
    case .rung: 2
    case .climb: 3
    case .dispatch: 4
    }
  }
}

/// What is next: an instant and what happens then, for STATUS.
package struct NextInstant: Hashable, Sendable {
  package var at: Instant
  package var what: String
}

extension Engine {
  /// Does everything that is due up to `now`, in the order of its instants, each in its own transaction.
  ///
  /// After a crash or an interruption the same call finds what is left and goes on.
  package func tick(at now: Instant) throws(EngineError) {
    if let level, level >= now, looked >= now, hasLookedAtRungs { return }
    if now > looked, isCalm(to: now) { return try tickCalmly(at: now) }
    settleFloors()
    let from = earliestFloor()
    guard from < now || looked < now || !hasLookedAtRungs else { return }
    calm = nil
    let operation = hasLookedAtRungs ? nil : try unfinished()
    if let operation, operation.at == now { try finish(operation, at: now) }
    try recallClimbs(at: now)
    try dispatchOverdue(at: now)
    let (steps, late) = split(try due(to: now), now)
    for (instant, step) in steps {
      progress("at \(zone.local(instant))")
      try perform(step, nominal: instant, now: now)
    }
    try fireLate(late, now: now)
    try climb(at: now)
    looked = max(looked, now)
    hasLookedAtRungs = true
    level = now
    try dispatchUrgent(at: now)
    // After a downtime it comes last: what was due meanwhile has gone out first.
    if let operation, operation.at < now { try finish(operation, at: now) }
  }

  /// A tick in a stretch in which nothing is due.
  private func tickCalmly(at now: Instant) throws(EngineError) {
    try climb(at: now)
    looked = max(looked, now)
    level = max(level ?? now, now)
    try dispatchUrgent(at: now)
  }

  private func earliestFloor() -> Instant { planner.streams.map { floors[$0.id] ?? looked }.min() ?? looked }

  /// Everything due and not yet in the ledger, by instant.
  private func due(to now: Instant) throws(EngineError) -> [(Instant, Step)] {
    var steps: [(Instant, Step)] = []
    for (instant, entries) in pendingOpenings(to: now) { steps.append((instant, .openings(entries))) }
    var day = date(of: looked).adding(days: 1)
    while midnight(of: day) <= now {
      steps.append((midnight(of: day), .midnight(day)))
      day = day.adding(days: 1)
    }
    if let next = nextDispatch(after: looked), next <= now {
      for instant in dispatchInstants(after: looked, to: now) { steps.append((instant, .dispatch(date(of: instant)))) }
    }
    steps += try pendingRungs(to: now)
    return steps.sorted { ($0.0, $0.1.order) < ($1.0, $1.1.order) }
  }

  private func perform(_ step: Step, nominal: Instant, now: Instant) throws(EngineError) {
    switch step {
    case .midnight(let day): try turn(to: day, at: nominal, now: now)
    case .openings(let entries): try open(entries, at: nominal, now: now)
    case .rung(let rung): try fire(rung, nominal: nominal, now: now)
    case .climb: try climb(waitedFor: nominal, now: now)
    case .dispatch(let day): try dispatch(day, at: nominal, now: now)
    }
  }

  /// The instant up to which a step may be decided late: its own instant, or `now` when that has passed.
  func effective(_ nominal: Instant, _ now: Instant) -> Instant {
    // A tick that comes within the same minute acts as of the nominal instant, so that a wake-up that is a little late
    // gives the same ledger as one that is not.
    now.seconds - nominal.seconds < 60 ? nominal : now
  }

  /// The earliest instant after `instant` at which anything can happen; the next midnight at the latest.
  package func next(after instant: Instant) throws(EngineError) -> NextInstant {
    let today = date(of: instant)
    let midnight = midnight(of: today.adding(days: 1))
    var best = NextInstant(at: midnight, what: "day \(today.adding(days: 1)) begins")
    for entry in entries(on: today) where entry.opens > instant && entry.opens < best.at {
      best = NextInstant(at: entry.opens, what: "\(planner.streams[entry.stream].id) opens \(entry.period.name)")
    }
    if let dispatch = nextDispatch(after: instant), dispatch <= midnight, dispatch <= best.at {
      best = NextInstant(at: dispatch, what: "queues for \(book.units.count) units")
    }
    if let rung = try nextRung(after: instant), rung < best.at {
      best = NextInstant(at: rung, what: "a rung of escalation")
    }
    if let delivery = try nextDelivery(after: instant), delivery < best.at {
      best = NextInstant(at: delivery, what: "messages are sent")
    }
    climbs.soonest = nil
    calm = Calm(after: instant, before: best.at)
    return best
  }

  func entries(on date: CivilDate) -> [PlannedEntry] {
    if let agenda, agenda.date == date { return agenda.entries }
    let entries = planner.entries(from: date, to: date)
    agenda = DayAgenda(date: date, entries: entries)
    return entries
  }

  /// The entries that opened after their stream's floor and up to `now`, grouped by opening.
  private func pendingOpenings(to now: Instant) -> [(Instant, [PlannedEntry])] {
    var byInstant: [Instant: [PlannedEntry]] = [:]
    let today = date(of: now)
    let isCaughtUp = planner.streams.allSatisfy { date(of: floors[$0.id] ?? now) >= today }
    if isCaughtUp {
      for entry in entries(on: today) where entry.opens <= now {
        if entry.opens > (floors[planner.streams[entry.stream].id] ?? now) {
          byInstant[entry.opens, default: []].append(entry)
        }
      }
    } else {
      for (index, stream) in planner.streams.enumerated() {
        let floor = floors[stream.id] ?? now
        for entry in planner.entries(of: index, from: date(of: floor), to: today)
        where entry.opens > floor && entry.opens <= now {
          byInstant[entry.opens, default: []].append(entry)
        }
      }
    }
    return byInstant.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
