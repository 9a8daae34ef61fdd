import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// An engine taken through a span of time, with or without a scenario.
package struct ScenarioPlay {
  package var store: any LedgerStore
  package var engine: Engine
  package var rehearsal: Rehearsal?

  /// - Parameter scenario: acted out with this seed; `nil` for nobody doing anything.
  package init(
    _ engine: Engine, store: any LedgerStore, scenario: Scenario?, seed: UInt64? = nil, at now: Instant
  ) throws(EngineError) {
    self.engine = engine
    self.store = store
    guard let scenario else { return }
    do throws(StoreError) {
      rehearsal = try Rehearsal(
        scenario, engine: engine, store: store, planner: engine.current.planner, seed: seed ?? UInt64(scenario.seed),
        from: now)
    } catch {
      throw .store(error)
    }
  }

  /// Everything from an instant up to another, both included.
  ///
  /// - Parameter each: called after each instant at which something could happen.
  package func run(
    from start: Instant, to end: Instant, each: (Instant) throws(EngineError) -> Void = { _ in }
  ) throws(EngineError) {
    var now = start
    while now <= end {
      try engine.tick(at: now)
      try rehearsal?.act(at: now)
      try each(now)
      let next = try engine.wake(after: now)
      now = rehearsal?.next(after: now).map { min($0, next) } ?? next
    }
  }
}

/// What came of a scenario that was played over its own days.
package struct ScenarioOutcome: Sendable {
  package var problems: [ScriptProblem]
  package var results: [ScenarioResult]

  package var hasPassed: Bool { problems.isEmpty && results.allSatisfy(\.hasPassed) }
}

extension Scenario {
  /// From the midnight before its own days to the one after them; `nil` where it does not say which they are.
  package func span(in zone: Zone) -> (from: Instant, to: Instant)? {
    guard let from, let to else { return nil }
    return (zone.instant(LocalTime(from)), zone.instant(LocalTime(to.adding(days: 1))))
  }

  /// Plays its days on an empty ledger and looks at what came of it; `nil` where it has no days of its own.
  ///
  /// - Parameter accepted: a book that passed its gate, so that many scenarios load it once.
  package func play(_ accepted: Accepted, _ parts: EngineParts) throws(EngineError) -> ScenarioOutcome? {
    guard let span = span(in: accepted.book.settings.zone) else { return nil }
    let engine = try Engine.start(parts, accepted: accepted, at: span.from)
    let play = try ScenarioPlay(engine, store: parts.store, scenario: self, at: span.from)
    try play.run(from: span.from, to: span.to)
    return try outcome(of: play, end: span.to)
  }

  /// What came of a play that is over.
  package func outcome(of play: ScenarioPlay, end: Instant) throws(EngineError) -> ScenarioOutcome {
    do throws(StoreError) {
      var checks = try ScenarioChecks(self, store: play.store, planner: play.engine.current.planner, end: end)
      var results: [ScenarioResult] = []
      for expectation in expectations { results.append(try checks.result(of: expectation)) }
      return ScenarioOutcome(problems: play.rehearsal?.problems ?? [], results: results)
    } catch {
      throw .store(error)
    }
  }
}
