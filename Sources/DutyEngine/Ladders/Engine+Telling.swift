import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// Rungs that tell somebody and do nothing more: the many. What is decided for one case holds for all that are alike.
extension Engine {
  /// Fires one rung that only tells for the open tasks of one deadline; one transaction.
  func tellAlike(_ rung: DeadlineRung, nominal: Instant, at: Instant) throws(EngineError) {
    let (ladder, number) = (rung.edition.ladder, rung.number)
    let found = try cases(rung, ladder.traits(told: number))
    let day = date(of: at)
    var kinds: [(recipients: [String], reason: String)?] = []
    for task in found.kinds {
      guard try climbs(task, rung, nominal: nominal) else {
        kinds.append(nil)
        continue
      }
      let told = try recipients(of: ladder, number, asked: asked(by: task.record), on: day)
      kinds.append((told.recipients, told.reason(on: day)))
    }
    var events: [Event] = []
    events.reserveCapacity(found.cases.count)
    for one in found.cases {
      guard let (recipients, reason) = kinds[one.kind] else { continue }
      events.append(
        .rung(
          RungFired(
            task: one.number, ladder: ladder.id, rung: number, nominal: nominal, recipients: recipients,
            reason: reason)))
    }
    try append(events, at: at)
    guard journal.isRead, !events.isEmpty else { return }
    if events.count <= Self.mostTold {
      try tell(try firings(events, ladder, nominal: nominal))
    } else {
      announce(events.count, ladder.id, number, dues: [rung.due])
    }
  }

  /// The tasks for which a rung that only tells should have fired and has not.
  func untold(_ rung: DeadlineRung, nominal: Instant) throws(EngineError) -> [String] {
    let found = try cases(rung, rung.edition.ladder.traits(told: rung.number).intersection([.dispatched]))
    var climbing: [Bool] = []
    for task in found.kinds { climbing.append(try climbs(task, rung, nominal: nominal)) }
    return found.cases.filter { climbing[$0.kind] }.map(\.number)
  }

  /// The highest rung that fired says it all: rungs of deadlines fire in their order.
  private func cases(_ rung: DeadlineRung, _ traits: Set<CaseTrait>) throws(EngineError) -> ClimbingCases {
    try reading { store throws(StoreError) in
      try store.climbingCases(due: rung.due, ladder: rung.edition.ladder.id, below: rung.number, traits: traits)
    }
  }

  /// More cases than these are not told one by one in the journal when they fire at once; the ledger has each.
  private static let mostTold = 200

  /// What fired, with its tasks.
  private func firings(_ events: [Event], _ ladder: Ladder, nominal: Instant) throws(EngineError) -> [Firing] {
    var found: [Firing] = []
    for case .rung(let fired) in events {
      let task = try reading { store throws(StoreError) in try store.task(number: fired.task) }
      if let task { found.append(Firing(task: task, ladder: ladder, number: fired.rung, nominal: nominal)) }
    }
    return found
  }

  // MARK: The journal

  /// A line for each case, and one for each rung of a ladder.
  func tell(_ firings: [Firing]) throws(EngineError) {
    guard journal.isRead else { return }
    if firings.count <= Self.mostTold {
      var rules: [String: String] = [:]
      for firing in firings { try tell(firing, &rules) }
    }
    struct Name: Hashable {
      var ladder: String
      var rung: Int
    }
    let groups = Dictionary(grouping: firings) { Name(ladder: $0.ladder.id, rung: $0.number) }
    for (name, group) in groups.sorted(by: { ($0.key.ladder, $0.key.rung) < ($1.key.ladder, $1.key.rung) }) {
      announce(group.count, name.ladder, name.rung, dues: Set(group.map(\.task.record.due)))
    }
  }

  /// - Parameter rules: the holder's rule by receipt, each read once.
  private func tell(_ firing: Firing, _ rules: inout [String: String]) throws(EngineError) {
    let record = firing.task.record
    if rules[record.assignment] == nil {
      let receipt = try reading { store throws(StoreError) in try store.receipt(id: record.assignment) }
      rules[record.assignment] = holderRule(receipt)
    }
    let what = firing.rung.trigger.followsDeadline ? "is overdue" : firing.ladder.text(ofTrigger: firing.number)
    journal.write(
      JournalMessage(
        .rung, .info,
        "rung \(firing.number) of \(firing.ladder.id): \(record.key.duty) on \(record.key.subject) \(what)",
        [
          "DUTY_TASK": record.number, "DUTY_UNIT": record.roles.lead, "DUTY_PERSON": record.roles.holder,
          "DUTY_RULE": rules[record.assignment] ?? "", "DUTY_LADDER": firing.ladder.id,
          "DUTY_RUNG": String(firing.number),
        ]))
  }

  private func announce(_ count: Int, _ ladder: String, _ rung: Int, dues: Set<Instant>) {
    let due = dues.count == 1 ? dues.first.map { " due \(zone.rfc3339($0))" } ?? "" : ""
    journal.write(
      JournalMessage(
        .rung, .notice, "rung \(rung) of \(ladder) fired for \(count) tasks\(due)",
        ["DUTY_LADDER": ladder, "DUTY_RUNG": String(rung)]))
  }
}

extension DeadlineRung {
  /// Whether it tells somebody and nothing follows, in a ladder that only climbs by deadlines.
  var onlyTells: Bool {
    let rung = edition.ladder.rungs[number - 1]
    return !edition.countsOrWaits && !rung.isDocument && rung.deduction == nil && rung.flag == nil
      && rung.action != .exposure
  }
}

extension Ladder {
  /// What whom a rung tells may depend on; where it names nobody, the rungs above it are asked.
  func traits(told number: Int) -> Set<CaseTrait> {
    var traits: Set<CaseTrait> = []
    if case .before = rungs[number - 1].trigger { traits.insert(.dispatched) }
    for rung in rungs[(number - 1)...] {
      if rung.to.isEmpty { traits.insert(.lead) }
      for alternative in rung.to.flatMap(\.alternatives) {
        traits.formUnion(alternative.path.traits)
        if let outside = alternative.outside { traits.formUnion(outside.traits) }
      }
    }
    return traits
  }
}

extension RolePath {
  fileprivate var traits: Set<CaseTrait> {
    // Any step may look at the sector of what is asked.
    let rest: Set<CaseTrait> = steps.contains { if case .relationFor = $0 { true } else { false } } ? [.duty, .grain] : []
    switch root {
    case .lead: return rest.union([.lead])
    case .leader: return rest.union([.leader])
    case .holder: return rest.union([.holder])
    case .office, .namedUnit, .namedPerson: return rest
    case .standard: return [.duty, .grain]
    // Where the subject is gone, the lead unit is asked in its place.
    case .place, .unit: return [.subject, .duty, .grain, .lead]
    }
  }
}
