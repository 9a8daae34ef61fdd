import DutyBook
import DutyCalendar
import DutyLedger

/// A rung of a unit's ladder that is due.
///
/// - Shape: ``occasion`` is what makes it this climb and no other: the last event counted, or the period of a ranking.
package struct DueUnitRung: Hashable, Sendable {
  package var number: Int
  package var unit: String
  package var occasion: String
  package var nominal: Instant
  package var counted: [String]

  package init(number: Int, unit: String, occasion: String, nominal: Instant, counted: [String]) {
    self.number = number
    self.unit = unit
    self.occasion = occasion
    self.nominal = nominal
    self.counted = counted
  }

  /// The identifier under which it fires once.
  package func id(ladder: String) -> String { "\(ladder)/\(number)/\(unit)/\(occasion)" }
}

extension Ladder {
  /// The rungs that a unit's counts make due: every time a count comes up to its number, within the ladder's days.
  package func dueRungs(unit: String, events: [CountedEvent], upTo now: Instant) -> [DueUnitRung] {
    guard scope == .unit else { return [] }
    var due: [DueUnitRung] = []
    for (index, rung) in rungs.enumerated() {
      let wanted: (kind: CountedEvent.Kind, count: Int)? =
        switch rung.trigger {
        case .failedNotices(let count): (.failedNotice, count)
        case .vetoes(let count): (.veto, count)
        case .relapses(let count): (.relapse, count)
        default: nil
        }
      guard let wanted else { continue }
      // One notice about many cases, when nobody followed it, is one notice that was not followed.
      var named: Set<String> = []
      let own = events.indices.filter {
        events[$0].kind == wanted.kind && events[$0].unit == unit && events[$0].at <= now
          && named.insert(events[$0].reference).inserted
      }
      for crossing in crossings(of: events, own, wanted.count, within: withinDays) {
        due.append(
          DueUnitRung(
            number: index + 1, unit: unit, occasion: crossing.occasion, nominal: crossing.at, counted: crossing.counted)
        )
      }
    }
    return due.sorted { ($0.nominal, $0.number) < ($1.nominal, $1.number) }
  }

  /// The rungs that the newest table makes due: for the units whose run of places comes up to its number with it.
  ///
  /// A unit that stays at the bottom fires the rung of two, then that of three, and each once in a run.
  ///
  /// - Parameter tables: of one score and class, up to the one that was published at `at`.
  package func dueRungs(tables: [RankingPeriod], publishedAt at: Instant) -> [DueUnitRung] {
    guard scope == .unit, let ranking, let newest = tables.max(by: { precedes($0, $1) }) else { return [] }
    let ties: CutTies = ranking.tiesAreIn ? .in : .out
    var due: [DueUnitRung] = []
    for (index, rung) in rungs.enumerated() {
      let wanted: (end: TableEnd, places: Int, running: Int)? =
        switch rung.trigger {
        case .bottom(let places, let running): (.bottom, places, running)
        case .top(let places, let running): (.top, places, running)
        default: nil
        }
      guard let wanted else { continue }
      for unit in newest.units(wanted.end, wanted.places, ties: ties, smallestClass: ranking.smallestClass) {
        let run = passing(
          tables.run(wanted.end, wanted.places, unit: unit, ties: ties, smallestClass: ranking.smallestClass),
          wanted.end, unit, tables)
        guard run.count == wanted.running else { continue }
        due.append(
          DueUnitRung(number: index + 1, unit: unit, occasion: newest.period, nominal: at, counted: run))
      }
    }
    return due.sorted { ($0.number, $0.unit) < ($1.number, $1.unit) }
  }

  /// What of a run of places counts: nobody is among the best below the ladder's points.
  package func passing(
    _ run: [String], _ end: TableEnd, _ unit: String, _ tables: [RankingPeriod]
  ) -> [String] {
    guard end == .top, let least = ranking?.leastMilli else { return run }
    let reached = run.reversed().prefix { period in
      tables.contains { $0.period == period && ($0.row(unit)?.milliScore ?? 0) >= least }
    }
    return reached.reversed()
  }

  /// The rungs that an unanswered document of a unit's rung makes due.
  package func dueRungs(
    unansweredOf notice: Notice, issuedAt at: Instant, answeredAt: Instant?, upTo now: Instant, in context: LimitContext
  ) -> [DueUnitRung] {
    guard scope == .unit, notice.content.ladder == id else { return [] }
    var due: [DueUnitRung] = []
    for (index, rung) in rungs.enumerated() {
      guard case .unanswered(let below, let limit) = rung.trigger, below == notice.content.rung else { continue }
      let nominal = limit.deadline(from: at, period: nil, in: context).due.adding(seconds: 1)
      if nominal > now { continue }
      if let answeredAt, answeredAt < nominal { continue }
      due.append(
        DueUnitRung(
          number: index + 1, unit: notice.content.unit, occasion: notice.id, nominal: nominal, counted: [notice.id]))
    }
    return due
  }

  private func precedes(_ a: RankingPeriod, _ b: RankingPeriod) -> Bool {
    guard let one = Period(named: a.period), let two = Period(named: b.period) else { return a.period < b.period }
    return one < two
  }
}
