import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

extension Engine {
  /// Finds in the ledger what the ladders have to look at: once after a start, and after a reload.
  ///
  /// Nothing here decides; a case that is looked at in vain fires nothing. Looked at are open cases in which work was
  /// returned or a document went out, findings and rankings since the last midnight that was audited, and dispatches
  /// that may still wait for somebody to take note.
  func recallClimbs(at now: Instant) throws(EngineError) {
    guard !climbs.isRecalled else { return }
    climbs.isRecalled = true
    do {
      let shelf = try ladders()
      guard shelf.editions.contains(where: { $0.countsOrWaits || $0.ladder.scope == .unit }) else { return }
      let from = min(looked, now).adding(seconds: -1)
      let facts = try reading { store throws(StoreError) in
        try store.facts(FactQuery(.finding, .findingClassified, .ranking, from: from))
      }
      climbs.note(facts.map { .fact($0.fact) }, at: now)
      let notices = try reading { store throws(StoreError) in
        try store.facts(FactQuery(.notice, from: now.adding(seconds: -400 * 86_400)))
      }
      climbs.note(notices.map { .fact($0.fact) }, at: now)
      var returned: [String] = []
      let counts = hasUnitCounts
      try reading { store throws(StoreError) in
        try store.forEachTask(counts ? TaskFilter() : .open) { if $0.round > 0 { returned.append($0.number) } }
      }
      climbs.cases.formUnion(returned)
      if counts { try recallCounts(returned, at: now) }
      try recallDispatches(at: now)
    } catch {
      climbs.isRecalled = false
      throw error
    }
  }

  /// The cases of each unit in which something was counted, closed ones included.
  private func recallCounts(_ returned: [String], at now: Instant) throws(EngineError) {
    let days = book.ladders.rows.compactMap { $0.scope == .unit ? $0.withinDays : nil }.max() ?? 0
    let from = now.adding(seconds: -Int64(days + 40) * 86_400)
    let findings = try reading { store throws(StoreError) in
      try store.facts(FactQuery(.finding, .findingClassified, .notice, from: from))
    }
    for number in Set(returned + findings.flatMap(\.fact.tasks)) {
      guard let record = try caseRecord(number) else { continue }
      let kinds = unitKinds
      for event in record.counted(upTo: now, try strikes(of: [record])) {
        climbs.noteCounted(event, isCounted: kinds.contains(event.kind))
      }
    }
  }

  private func recallDispatches(at now: Instant) throws(EngineError) {
    guard try waitsForAcknowledgement() else { return }
    let from = date(of: looked).adding(days: -60)
    let dispatches = try reading { store throws(StoreError) in try store.dispatches(from: from, to: date(of: now)) }
    for dispatch in dispatches { climbs.note([.dispatched(dispatch.record)], at: dispatch.at) }
  }

  private func waitsForAcknowledgement() throws(EngineError) -> Bool { try !acknowledgementLimits().isEmpty }

  private func acknowledgementLimits() throws(EngineError) -> [Limit] {
    try ladders().editions.flatMap { edition in
      edition.ladder.rungs.compactMap { if case .unacknowledged(let limit) = $0.trigger { limit } else { nil } }
    }
  }

  /// Has what was dispatched looked at when a ladder's time for taking note is over.
  func noteDispatches(at now: Instant) throws(EngineError) {
    let dispatched = climbs.dispatched
    climbs.dispatched = []
    guard !dispatched.isEmpty else { return }
    let limits = try acknowledgementLimits()
    guard !limits.isEmpty else { return }
    let names = Set(
      try ladders().editions.filter { edition in
        edition.ladder.rungs.contains { if case .unacknowledged = $0.trigger { true } else { false } }
      }.map(\.ladder.id))
    for (at, tasks) in dispatched {
      var own: [String] = []
      for number in tasks {
        let task = try reading { store throws(StoreError) in try store.task(number: number) }
        if let task, task.state == .dispatched, names.contains(task.record.ladder) { own.append(number) }
      }
      for limit in Set(limits) {
        let instant = limit.deadline(from: at, period: nil, in: limitContext).due.adding(seconds: 1)
        for number in own {
          if instant > now { climbs.wait(for: instant, number) } else { climbs.cases.insert(number) }
        }
      }
    }
  }
}
