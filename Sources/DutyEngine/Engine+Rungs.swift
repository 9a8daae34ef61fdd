import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// When a rung is due for a deadline: a second after it, since met means at or before, or its limit after that.
  private func instant(of rung: Rung, due: Instant) -> Instant {
    let overdue = due.adding(seconds: 1)
    return rung.after.map { $0.deadline(from: overdue, period: nil, in: book.limitContext).due } ?? overdue
  }

  /// Rungs that are due and have not fired, by instant.
  func pendingRungs(to now: Instant) throws(EngineError) -> [(Instant, Step)] {
    var steps: [(Instant, Step)] = []
    for ladder in book.ladders.rows {
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: ladder.id, upTo: now)
      }
      for due in deadlines {
        for (number, rung) in ladder.rungs.enumerated() {
          let at = instant(of: rung, due: due)
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
    for ladder in book.ladders.rows {
      let deadlines = try reading { store throws(StoreError) in
        try store.openDeadlines(ladder: ladder.id, upTo: Instant(seconds: .max))
      }
      for due in deadlines {
        // Deadlines ascend: a later one cannot bring an earlier first rung than the best so far.
        if let best, due >= best { break }
        for rung in ladder.rungs {
          let at = self.instant(of: rung, due: due)
          if at > instant {
            best = min(best ?? at, at)
            break
          }
        }
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
      let recipients = recipients(of: rung, task: task, on: day)
      let reason = recipients.isEmpty ? "nobody holds \(rung.to.map(\.text).joined(separator: ", ")) on \(day)" : ""
      events.append(
        .rung(
          RungFired(
            task: task.number, ladder: id, rung: number, nominal: nominal, recipients: recipients, reason: reason)))
    }
    try append(events, at: at)
    guard !events.isEmpty else { return }
    for task in tasks where task.record.ladder == id && task.rung == number - 1 && task.state != .suspended {
      journal.write(
        JournalMessage(
          .rung, .info, "rung \(number) of \(id): \(task.record.key.duty) on \(task.record.key.subject) is overdue",
          [
            "DUTY_TASK": task.number, "DUTY_UNIT": task.record.roles.lead, "DUTY_PERSON": task.record.roles.holder,
            "DUTY_LADDER": id, "DUTY_RUNG": String(number),
          ]))
    }
    journal.write(
      JournalMessage(
        .rung, .notice, "rung \(number) of \(id) fired for \(events.count) tasks due \(zone.rfc3339(due))",
        ["DUTY_LADDER": id, "DUTY_RUNG": String(number)]))
  }

  /// Whom a rung tells; one that reaches nobody tells the office instead.
  private func recipients(of rung: Rung, task: TaskRow, on day: CivilDate) -> [String] {
    guard let question = planner.question(of: task.record.key) else { return [book.units[book.settings.office].id] }
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
    return found.isEmpty ? [book.units[book.settings.office].id] : found
  }
}
