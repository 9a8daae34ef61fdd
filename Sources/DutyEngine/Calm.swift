import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// A stretch of time in which nothing is due: after one instant and before another.
struct Calm {
  var after: Instant
  var before: Instant
}

/// The next dispatch, kept while it lies ahead.
struct DispatchAhead {
  private var book = ""
  private var from = Instant(seconds: .max)
  private var next: Instant?

  /// - Parameter find: asked where nothing is known of the instant.
  mutating func next(after instant: Instant, book digest: String, _ find: () -> Instant?) -> Instant? {
    if book == digest, from <= instant, let next, instant < next { return next }
    next = find()
    book = digest
    from = instant
    return next
  }
}

extension Engine {
  /// An instant at or before the next at which anything can happen: somebody who ticks then misses nothing.
  ///
  /// Unlike ``next(after:)`` it may name an instant at which what was due has been done since.
  package func wake(after instant: Instant) throws(EngineError) -> Instant {
    if let calm, calm.after <= instant, instant < end(of: calm) {
      guard let delivery = try nextDelivery(after: instant) else { return end(of: calm) }
      return min(end(of: calm), delivery)
    }
    return try next(after: instant).at
  }

  /// Whether nothing is due up to an instant but what was done already.
  func isCalm(to now: Instant) -> Bool {
    guard let calm, hasLookedAtRungs, climbs.isRecalled, level != nil else { return false }
    return calm.after <= looked && now < end(of: calm)
  }

  private func end(of calm: Calm) -> Instant { climbs.soonest.map { min($0, calm.before) } ?? calm.before }

  /// Writes into ``floors`` how far all streams have come.
  func settleFloors() {
    guard let level else { return }
    for stream in planner.streams { floors[stream.id] = max(floors[stream.id] ?? level, level) }
    self.level = nil
  }
}

extension Event {
  /// Whether something may be due earlier than was known before it.
  var mayBringDeadline: Bool {
    switch self {
    case .acted(let acted): acted.due != nil || !acted.ladder.isEmpty || acted.action == .resume
    case .receipt, .dispatched, .moved, .rung, .fact, .process, .audited, .gap, .gapClosed: false
    case .bookAccepted, .entry, .generated, .rederived, .designated, .designationWithdrawn: true
    }
  }
}
