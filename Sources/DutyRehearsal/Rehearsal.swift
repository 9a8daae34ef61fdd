import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts

/// A scenario acted out on an engine: people acknowledge, report and verify, inspectors find, chance decides.
///
/// - Shape: everything it will do is derived from the ledger, the scenario and the seed, so that a rehearsal that was
///   interrupted goes on as if it had not been.
package final class Rehearsal {
  let engine: Engine
  let store: any LedgerStore
  let scenario: Scenario
  let actors: Actors
  private let discoveries: Discoveries?
  private var agenda = Agenda()
  private var followed: Int64 = 0
  /// Findings and counts are on the agenda up to the end of this day.
  private var drawn: CivilDate

  /// - Parameter start: where the ledger is; what lies before has been done.
  package init(
    _ scenario: Scenario, engine: Engine, store: any LedgerStore, planner: Planner, seed: UInt64, from start: Instant
  ) throws(StoreError) {
    self.engine = engine
    self.store = store
    self.scenario = scenario
    let book = planner.book
    actors = Actors(scenario, book: book, seed: seed)
    discoveries = Discoveries(scenario, planner: planner, seed: seed)
    let today = book.settings.zone.local(start).date
    drawn = today.adding(days: -1)
    zone = book.settings.zone
    progress = ScriptProgress(scenario)
    try progress.follow(store, after: 0)
    for (index, deed) in scenario.script.enumerated().dropFirst(progress.done) {
      let at = zone.instant(deed.at)
      if at >= start { agenda.add(.script(index), at: at) }
    }
    try resume(at: start)
    // What was found at this very instant is known to the ledger where it was taken in before an interruption.
    draw(through: today, after: start.adding(seconds: -1))
  }

  /// What came of it so far.
  package private(set) var count = RehearsalCount()
  /// What was refused and was not to be, or the reverse; empty where all went as the script says.
  package private(set) var problems: [ScriptProblem] = []
  var progress: ScriptProgress
  let zone: Zone

  func takeDeeds(upTo end: Instant) -> [(at: Instant, deeds: [Deed])] { agenda.take(upTo: end) }
  func note(_ reply: ControlReply, _ what: String) { count.take(reply, what) }
  func note(_ result: (done: Int, refused: [String]), _ what: String) { count.take(result, what) }
  func noteDone() { count.done += 1 }
  func blame(_ deed: ScriptedDeed, _ text: String) { problems.append(ScriptProblem(source: deed.source, text: text)) }

  /// The next instant at which somebody does something.
  package func next(after instant: Instant) -> Instant? {
    draw(through: zone.local(instant).date.adding(days: 1), after: instant)
    return agenda.first
  }

  /// Puts on the agenda what follows from what the ledger has by now; to be called after each tick.
  package func follow() throws(StoreError) {
    guard actors.act else { return }
    while true {
      // Events after which somebody's plans change.
      let (last, batch) = try store.events(after: followed, limit: 256) { kind in
        switch kind {
        case .dispatched, .acted, .moved, .rederived: true
        default: false
        }
      }
      guard last > followed else { return }
      for dated in batch { try follow(dated.event) }
      followed = last
    }
  }

  private func follow(_ event: Event) throws(StoreError) {
    for number in event.tasks {
      guard let row = try store.task(number: number) else { continue }
      if row.state == .closed { planRelapse(row, notBefore: nil) } else { plan(row, notBefore: nil) }
    }
  }

  /// What is open already, after an interruption.
  private func resume(at start: Instant) throws(StoreError) {
    followed = try store.head().number
    guard actors.act else { return }
    var rows: [TaskRow] = []
    try store.forEachTask(.open) { rows.append($0) }
    for row in rows where row.state != .generated { plan(row, notBefore: start) }
    var filter = TaskFilter()
    filter.states = [.closed]
    filter.duty = WorkKind.rectification.rawValue
    for row in try store.tasks(filter) { planRelapse(row, notBefore: start) }
  }

  private func plan(_ row: TaskRow, notBefore: Instant?) {
    for (deed, at) in deeds(of: row) { agenda.add(deed, at: notBefore.map { max($0, at) } ?? at) }
  }

  /// What is to be done with a task as it stands, and when.
  func deeds(of row: TaskRow) -> [(deed: Deed, at: Instant)] {
    let sent = row.dispatchedAt ?? row.record.opens
    func reporting(from start: Instant, after deeds: [(deed: Deed, at: Instant)] = []) -> [(deed: Deed, at: Instant)] {
      guard let at = actors.report(of: row, from: start) else { return deeds }
      return deeds + [(deed: .report(row.number), at: at)]
    }
    switch row.state {
    case .dispatched:
      guard let received = actors.acknowledgement(of: row, sent: sent) else { return reporting(from: sent) }
      return reporting(from: sent, after: [(deed: .acknowledge(row.number), at: received)])
    case .acknowledged: return reporting(from: sent)
    case .returned: return reporting(from: row.reportedAt ?? sent)
    case .reported: return [(.look(row.number), actors.look(at: row, reported: row.reportedAt ?? sent))]
    case .generated, .suspended, .closed, .voided: return []
    }
  }

  /// When a deed is to be done with a task as it stands; `nil` where the task has moved on since it was planned.
  func instant(of deed: Deed, _ row: TaskRow) -> Instant? {
    let sent = row.dispatchedAt ?? row.record.opens
    switch (deed, row.state) {
    case (.acknowledge, .dispatched): return actors.acknowledgement(of: row, sent: sent)
    case (.report, .dispatched), (.report, .acknowledged): return actors.report(of: row, from: sent)
    case (.report, .returned): return actors.report(of: row, from: row.reportedAt ?? sent)
    case (.look, .reported): return actors.look(at: row, reported: row.reportedAt ?? sent)
    default: return nil
    }
  }

  private func planRelapse(_ row: TaskRow, notBefore: Instant?) {
    guard row.closure == .fixed, let closed = row.closedAt, let at = actors.relapse(of: row, closed: closed) else {
      return
    }
    if let notBefore, at < notBefore { return }
    let discovery = Discovery(
      standard: row.record.key.grain, place: row.record.key.subject, source: "inspection", at: at, n: 0)
    agenda.add(.find(discovery), at: at)
  }

  private func draw(through date: CivilDate, after instant: Instant) {
    while drawn < date {
      drawn = drawn.adding(days: 1)
      for discovery in discoveries?.on(drawn) ?? [] where discovery.at > instant {
        agenda.add(.find(discovery), at: discovery.at)
      }
      let counted = zone.instant(LocalTime(drawn, second: 17 * 3600 + 11))
      if !scenario.progress.isEmpty, counted > instant { agenda.add(.count(drawn), at: counted) }
    }
  }
}
