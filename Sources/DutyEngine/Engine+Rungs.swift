import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// When the rungs of the ladders are due, by deadline: what was asked before, under one book.
struct RungTimes {
  private var book = ""
  private var byLadder: [String: [Instant: [Instant]]] = [:]

  /// Forgets what another book said.
  mutating func use(book digest: String) {
    guard digest != book else { return }
    self = RungTimes()
    book = digest
  }

  /// The instants of a ladder's rungs for a deadline, by number.
  mutating func instants(ladder: String, due: Instant, _ find: () -> [Instant]) -> [Instant] {
    if let known = byLadder[ladder]?[due] { return known }
    let found = find()
    byLadder[ladder, default: [:]][due] = found
    return found
  }
}

extension Engine {
  /// When the rungs of a ladder are due for a deadline, by number.
  private func instants(of ladder: Ladder, due: Instant) -> [Instant] {
    rungTimes.instants(ladder: ladder.id, due: due) { ladder.rungs.map { instant(of: $0, due: due) } }
  }

  /// When a rung is due for a deadline: a second after it, since met means at or before, or its limit after that.
  private func instant(of rung: Rung, due: Instant) -> Instant {
    let overdue = due.adding(seconds: 1)
    return rung.after.map { $0.deadline(from: overdue, period: nil, in: book.limitContext).due } ?? overdue
  }

  /// Rungs that are due and have not fired, by instant.
  func pendingRungs(to now: Instant) throws(EngineError) -> [(Instant, Step)] {
    var steps: [(Instant, Step)] = []
    rungTimes.use(book: book.digest)
    for ladder in book.ladders.rows {
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: ladder.id, upTo: now)
      }
      for due in deadlines {
        for (number, at) in instants(of: ladder, due: due).enumerated() {
          // What was due before the last look has fired, but for the first look after a start, when the last look is
          // only known to be the ledger's newest instant. fire() leaves out tasks that have the rung already.
          if at <= now, at > looked || !hasLookedAtRungs {
            steps.append((at, .rung(ladder: ladder.id, number: number + 1, due: due)))
          }
        }
      }
    }
    return steps
  }

  func nextRung(after instant: Instant) throws(EngineError) -> Instant? {
    var best: Instant?
    rungTimes.use(book: book.digest)
    for ladder in book.ladders.rows {
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: ladder.id, upTo: Instant(seconds: .max))
      }
      for due in deadlines {
        // Deadlines ascend: a later one cannot bring an earlier first rung than the best so far.
        if let best, due >= best { break }
        // The first by number that is still to come.
        if let at = instants(of: ladder, due: due).first(where: { $0 > instant }) { best = min(best ?? at, at) }
      }
    }
    return best
  }

  /// Fires one rung for the open tasks of one deadline that have not had it; one transaction.
  func fire(ladder id: String, number: Int, due: Instant, nominal: Instant, now: Instant) throws(EngineError) {
    guard let ladder = book.ladders[id], number <= ladder.rungs.count else { return }
    let rung = ladder.rungs[number - 1]
    var filter = TaskFilter.open
    filter.due = due
    let tasks = try reading { store throws(StoreError) in try store.tasks(filter) }
    let at = effective(nominal, now)
    let day = date(of: at)
    var events: [Event] = []
    for task in tasks where task.record.ladder == id && task.rung == number - 1 && task.state != .suspended {
      let named = recipients(of: rung, task: task, on: day)
      let recipients = named.isEmpty ? [book.units[book.settings.office].id] : named
      let reason = named.isEmpty ? "nobody holds \(rung.to.map(\.text).joined(separator: ", ")) on \(day)" : ""
      events.append(
        .rung(
          RungFired(
            task: task.number, ladder: id, rung: number, nominal: nominal, recipients: recipients, reason: reason)))
    }
    try append(events, at: at)
    guard !events.isEmpty else { return }
    for task in tasks where task.record.ladder == id && task.rung == number - 1 && task.state != .suspended {
      let receipt = try reading { store throws(StoreError) in try store.receipt(id: task.record.assignment) }
      journal.write(
        JournalMessage(
          .rung, .info, "rung \(number) of \(id): \(task.record.key.duty) on \(task.record.key.subject) is overdue",
          [
            "DUTY_TASK": task.number, "DUTY_UNIT": task.record.roles.lead, "DUTY_PERSON": task.record.roles.holder,
            "DUTY_RULE": holderRule(receipt), "DUTY_LADDER": id, "DUTY_RUNG": String(number),
          ]))
    }
    journal.write(
      JournalMessage(
        .rung, .notice, "rung \(number) of \(id) fired for \(events.count) tasks due \(zone.rfc3339(due))",
        ["DUTY_LADDER": id, "DUTY_RUNG": String(number)]))
  }

  /// Whom a rung tells; for one that reaches nobody the office is told instead.
  private func recipients(of rung: Rung, task: TaskRow, on day: CivilDate) -> [String] {
    guard let question = planner.question(of: task.record.key) else { return [] }
    let roles = EffectiveRoles(
      lead: book.units.ref(task.record.roles.lead) ?? book.settings.office,
      leader: book.people.ref(task.record.roles.leader), holder: book.people.ref(task.record.roles.holder),
      verifier: book.people.ref(task.record.roles.verifier), approver: nil, support: [], fromOffice: [])
    var found: [String] = []
    for expression in rung.to {
      for recipient in planner.assignment.recipients(expression, of: question, roles: roles, on: day)
      where !found.contains(recipient) {
        found.append(recipient)
      }
    }
    return found
  }
}
