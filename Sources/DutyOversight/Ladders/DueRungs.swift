import DutyBook
import DutyCalendar
import DutyLedger

/// A rung that is due for a case and has not fired.
package struct DueRung: Hashable, Sendable {
  /// From 1.
  package var number: Int
  /// When it came to be due.
  package var nominal: Instant
  /// What it counted, where it counts.
  package var counted: [String]

  package init(number: Int, nominal: Instant, counted: [String] = []) {
    self.number = number
    self.nominal = nominal
    self.counted = counted
  }
}

extension Ladder {
  /// The rungs that are due for a case at an instant and have not fired, in the order of their instants.
  ///
  /// Nothing is due while the case is closed, suspended (`pauses: suspended`), reported (`stops: reported`), or after a
  /// referral. Nothing follows from the deadline of what was not dispatched, and no reminder that lies before the dispatch.
  package func dueRungs(
    of record: CaseRecord, at now: Instant, in context: LimitContext, _ strikes: Strikes = .none
  ) -> [DueRung] {
    guard scope == .case, climbs(record), !record.isStruck(strikes) else { return [] }
    let ends = rungs.firstIndex { $0.action == .referral }.map { record.hasFired(id, $0 + 1) } ?? false
    guard !ends else { return [] }
    var due: [DueRung] = []
    for number in rungs.indices.map({ $0 + 1 }) where !record.hasFired(id, number) {
      guard let rung = dueRung(number, of: record, at: now, in: context, strikes), rung.nominal <= now else { continue }
      due.append(rung)
    }
    return due.sorted { ($0.nominal, $0.number) < ($1.nominal, $1.number) }
  }

  /// Whether a case in this state climbs at all.
  package func climbs(_ record: CaseRecord) -> Bool { climbs(record.state) }

  package func climbs(_ state: TaskState) -> Bool {
    switch state {
    case .closed, .voided: false
    case .suspended: !pausesSuspended
    case .reported: !stops.contains(.reported)
    case .generated, .dispatched, .acknowledged, .returned: true
    }
  }

  /// The next instant after `now` at which time alone makes a rung due for a case; `nil` for none.
  package func nextInstant(
    of record: CaseRecord, after now: Instant, in context: LimitContext, _ strikes: Strikes = .none
  ) -> Instant? {
    var next: Instant?
    func consider(_ instant: Instant?) {
      if let instant, instant > now { next = min(next ?? instant, instant) }
    }
    guard climbs(record) else { return nil }
    for (index, rung) in rungs.enumerated() where !record.hasFired(id, index + 1) {
      if rung.trigger.isCount { continue }
      consider(dueRung(index + 1, of: record, at: now, in: context, strikes)?.nominal)
    }
    for document in record.documents { consider(record.expiry(of: document, strikes)) }
    return next
  }

  private func dueRung(
    _ number: Int, of record: CaseRecord, at now: Instant, in context: LimitContext, _ strikes: Strikes
  ) -> DueRung? {
    let trigger = rungs[number - 1].trigger
    switch trigger {
    case .before, .overdue:
      guard let nominal = trigger.instant(due: record.due, in: context) else { return nil }
      guard trigger.holds(at: nominal, dispatchedAt: record.dispatchedAt) else { return nil }
      return DueRung(number: number, nominal: nominal)
    case .unacknowledged(let limit):
      guard let start = record.dispatchedAt, record.acknowledgedAt == nil, record.reports.isEmpty else { return nil }
      return DueRung(number: number, nominal: elapsed(limit, from: start, record, now, context))
    case .unanswered(let below, let limit):
      guard let document = record.document(ladder: id, rung: below), !strikes.has(document.id) else { return nil }
      let nominal = elapsed(limit, from: document.at, record, now, context)
      return record.isAnswered(document, before: nominal, strikes) ? nil : DueRung(number: number, nominal: nominal)
    case .failedNotices(let count): return self.count(count, .failedNotice, number, record, now, strikes)
    case .vetoes(let count): return self.count(count, .veto, number, record, now, strikes)
    case .relapses(let count): return self.count(count, .relapse, number, record, now, strikes)
    case .bottom, .top: return nil
    }
  }

  /// A limit from an instant on, without the time for which the case was suspended where that does not count. What is
  /// not
  /// over a second after it is due is due: met means at or before.
  private func elapsed(
    _ limit: Limit, from start: Instant, _ record: CaseRecord, _ now: Instant, _ context: LimitContext
  ) -> Instant {
    let held = resumes == .shifted ? record.suspended(from: start, to: now) : 0
    let from = start.adding(seconds: held)
    return limit.deadline(from: from, period: nil, in: context).due.adding(seconds: 1)
  }

  /// The instant of the event that brought a count up to its number, within the ladder's days.
  private func count(
    _ wanted: Int, _ kind: CountedEvent.Kind, _ number: Int, _ record: CaseRecord, _ now: Instant, _ strikes: Strikes
  ) -> DueRung? {
    let events = record.counted(upTo: now, strikes).filter { $0.kind == kind }
    return crossings(of: events, wanted, within: withinDays).first.map {
      DueRung(number: number, nominal: $0.at, counted: $0.counted)
    }
  }
}

extension RungTrigger {
  /// Whether a rung follows from the deadline of a case that was dispatched at an instant, or not yet: nobody answers for
  /// what they have not been told of. Triggers that follow from something else hold.
  package func holds(at nominal: Instant, dispatchedAt: Instant?) -> Bool {
    guard followsDeadline else { return true }
    guard let dispatchedAt else { return false }
    if case .before = self { return nominal > dispatchedAt }
    return true
  }
}

/// An event that brought a count up to a number, and what it counted.
package struct Crossing: Hashable, Sendable {
  package var at: Instant
  /// The reference of the last event.
  package var occasion: String
  package var counted: [String]
}

/// Every event that brings the count within a window up to a number from below it.
///
/// - Parameter days: the window, up to and including the event; `nil` counts all.
package func crossings(of events: [CountedEvent], _ wanted: Int, within days: Int?) -> [Crossing] {
  crossings(of: events, Array(events.indices), wanted, within: days)
}

/// The same of some of the events, by their places: they are looked at where they lie.
func crossings(of events: [CountedEvent], _ places: [Int], _ wanted: Int, within days: Int?) -> [Crossing] {
  guard places.count >= wanted else { return [] }
  let window = days.map { Int64($0) * 86_400 }
  let isSorted = zip(places, places.dropFirst()).allSatisfy { precedes(events, $0, $1) }
  let sorted = isSorted ? places : places.sorted { precedes(events, $0, $1) }
  var found: [Crossing] = []
  var first = 0
  for (index, place) in sorted.enumerated() {
    let at = events[place].at
    if let window {
      while at.seconds - events[sorted[first]].at.seconds >= window { first += 1 }
    }
    // Before this event the count was one less.
    guard index - first + 1 == wanted else { continue }
    found.append(
      Crossing(
        at: at, occasion: events[place].reference, counted: sorted[first...index].map { events[$0].reference }))
  }
  return found
}

private func precedes(_ events: [CountedEvent], _ a: Int, _ b: Int) -> Bool {
  if events[a].at != events[b].at { return events[a].at < events[b].at }
  return events[a].reference < events[b].reference
}
