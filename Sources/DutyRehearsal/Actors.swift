import DutyBook
import DutyCalendar
import DutyLedger

/// What the people of a scenario do with a task, and when: a pure function of the task, its round and the seed.
package struct Actors: Sendable {
  private let scenario: Scenario
  private let chance: Chance
  private let zone: Zone
  /// By unit, the row of ``Scenario/behaviours`` that speaks for it.
  private let behaviourOf: [String: Behaviour]
  /// Whether anybody does anything without being told: a scenario without behaviours is its script alone.
  package let act: Bool

  package init(_ scenario: Scenario, book: Book, seed: UInt64) {
    self.scenario = scenario
    chance = Chance(seed: seed)
    zone = book.settings.zone
    act = !scenario.behaviours.isEmpty
    var byUnit: [String: Behaviour] = [:]
    for ref in book.units.refs {
      let unit = book.units[ref]
      byUnit[unit.id] = scenario.behaviours.first { $0.of.takes(ref, unit, in: book) } ?? Behaviour()
    }
    behaviourOf = byUnit
  }

  package func behaviour(of unit: String) -> Behaviour { behaviourOf[unit] ?? Behaviour() }

  /// When the holder says "received"; `nil` where they do not bother.
  package func acknowledgement(of row: TaskRow, sent: Instant) -> Instant? {
    let share = behaviour(of: row.record.roles.lead).acknowledge
    guard chance.happens(share, "ack ", row.number) else { return nil }
    let span = max(row.record.due.seconds - sent.seconds, 60)
    return sent.adding(seconds: min(span / 10, 1800 + Int64(chance.number(5400, "ack at ", row.number))))
  }

  /// When the work of a round is reported; `nil` where it never is.
  ///
  /// - Shape: on time somewhere in the second half of what is left, late within three days after the deadline.
  package func report(of row: TaskRow, from start: Instant) -> Instant? {
    let behaviour = behaviour(of: row.record.roles.lead)
    let name = "\(row.number) \(row.round)"
    guard chance.happens(behaviour.report, "report ", name) else { return nil }
    let due = row.record.due
    if chance.happens(behaviour.onTime, "on time ", name), due > start {
      let left = due.seconds - start.seconds
      let share = Int64(30 + chance.number(60, "when ", name))
      return slot(start.adding(seconds: left * share / 100), notAfter: due, notBefore: start)
    }
    let late = max(due, start).adding(seconds: 3600 * Int64(2 + chance.number(70, "late ", name)))
    return slot(late, notAfter: nil, notBefore: start)
  }

  /// When the verifier looks: between one and twenty hours after the report.
  package func look(at row: TaskRow, reported: Instant) -> Instant {
    let hours = Int64(1 + chance.number(20, "look ", "\(row.number) \(row.round)"))
    return slot(reported.adding(seconds: hours * 3600), notAfter: nil, notBefore: reported)
  }

  /// Whether the verifier accepts. Somebody who was returned twice gets it right more often.
  package func passes(_ row: TaskRow) -> Bool {
    let share = behaviour(of: row.record.roles.lead).pass
    return chance.happens(row.round == 0 ? share : (share + 100) / 2, "pass ", "\(row.number) \(row.round)")
  }

  /// Whether what is measured is on the good side of its bound.
  package func meets(_ row: TaskRow) -> Bool {
    chance.happens(behaviour(of: row.record.roles.lead).meet, "meet \(row.number) \(row.round)")
  }

  /// When a problem that was fixed is found again; `nil` where it stays fixed.
  package func relapse(of row: TaskRow, closed: Instant) -> Instant? {
    let share = behaviour(of: row.record.roles.lead).relapse
    guard chance.happens(share, "relapse ", row.number) else { return nil }
    return slot(
      closed.adding(seconds: 86_400 * Int64(3 + chance.number(20, "again ", row.number))), notAfter: nil,
      notBefore: closed)
  }

  /// Moves an instant to the half hour and out of the night, where a deadline leaves room for it.
  private func slot(_ instant: Instant, notAfter: Instant?, notBefore: Instant) -> Instant {
    var local = zone.local(instant)
    let minute = Int(local.second) / 60
    let halfHour = Instant(seconds: instant.seconds - instant.seconds % 1800 + 1800)
    var best = halfHour
    if minute < 8 * 60 || minute >= 20 * 60 {
      if minute >= 20 * 60 { local.date = local.date.adding(days: 1) }
      local.second = Int32((8 * 60 + 30) * 60)
      best = zone.instant(local)
    }
    if let notAfter, best > notAfter { best = instant <= notAfter && instant >= notBefore ? instant : notAfter }
    return max(best, notBefore)
  }
}

extension UnitSelector {
  /// Whether a unit is one of these; a selector that says nothing takes all. What standards a unit has is not asked.
  fileprivate func takes(_ ref: Ref<Unit>, _ unit: Unit, in book: Book) -> Bool {
    (ids.isEmpty || ids.contains(ref)) && (tiers.isEmpty || tiers.contains(unit.tier))
      && (kinds.isEmpty || kinds.contains(unit.kind)) && has.allSatisfy { book.relations[$0].hasRows(ref.raw) }
  }
}
