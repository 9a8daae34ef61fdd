import DutyBook
import DutyCalendar

/// A unit's place in a league table (排名, M50).
package struct RankRow: Hashable, Sendable {
  package var unit: String
  /// Thousandths of a point.
  package var milliScore: Int
  /// From 1, the best; 0 in a class too small to be ranked.
  package var rank: Int
  /// How many units are ranked.
  package var of: Int
  /// How many places it went up since the period before, negative for down; `nil` where it had no rank then.
  package var movement: Int?

  package init(unit: String, milliScore: Int, rank: Int, of: Int, movement: Int? = nil) {
    self.unit = unit
    self.milliScore = milliScore
    self.rank = rank
    self.of = of
    self.movement = movement
  }
}

/// A league table: the units of one class by one score in one period.
///
/// - Shape: ``rows`` from the best to the worst, equal scores by unit identifier.
package struct RankingPeriod: Hashable, Sendable {
  /// The score, by identifier.
  package var score: String
  /// The period, by name: `2026-11`.
  package var period: String
  package var unitClass: String
  package var rows: [RankRow]

  package init(score: String, period: String, unitClass: String, rows: [RankRow]) {
    self.score = score
    self.period = period
    self.unitClass = unitClass
    self.rows = rows
  }

  /// Ranks units by their totals; those without a score are not in the table.
  ///
  /// - Parameter previous: the table of the period before, for the movement.
  package init(
    of score: Score, period: String, totals: [(unit: String, milli: Int)], previous: RankingPeriod? = nil
  ) {
    let sorted = totals.sorted { ($1.milli, $0.unit) < ($0.milli, $1.unit) }
    let before = Dictionary(
      (previous?.rows ?? []).filter { $0.rank > 0 }.map { ($0.unit, $0.rank) }, uniquingKeysWith: { first, _ in first })
    let isRanked = sorted.count >= score.smallestClass
    var rows: [RankRow] = []
    var distinct = 0
    for (index, total) in sorted.enumerated() {
      let isTied = index > 0 && sorted[index - 1].milli == total.milli
      if !isTied { distinct += 1 }
      let place = isTied ? rows[index - 1].rank : score.ranks == .dense ? distinct : index + 1
      let rank = isRanked ? place : 0
      rows.append(
        RankRow(
          unit: total.unit, milliScore: total.milli, rank: rank, of: sorted.count,
          movement: isRanked ? before[total.unit].map { $0 - rank } : nil))
    }
    self.init(score: score.id, period: period, unitClass: score.league, rows: rows)
  }

  package func row(_ unit: String) -> RankRow? { rows.first { $0.unit == unit } }
}

/// Whether units that share the score at the cut count as within it.
///
/// With `in`, "bottom 3" takes everybody who is level with the third from below; with `out`, a group that does not fit
/// into the three as a whole stays outside.
package enum CutTies: String, Hashable, Sendable, CaseIterable {
  case `in`, out
}

/// Which end of a table.
package enum TableEnd: String, Hashable, Sendable, CaseIterable {
  case bottom, top
}

extension RankingPeriod {
  package func isInBottom(_ count: Int, unit: String, ties: CutTies, smallestClass: Int = 1) -> Bool {
    isWithin(.bottom, count, unit: unit, ties: ties, smallestClass: smallestClass)
  }

  package func isInTop(_ count: Int, unit: String, ties: CutTies, smallestClass: Int = 1) -> Bool {
    isWithin(.top, count, unit: unit, ties: ties, smallestClass: smallestClass)
  }

  /// Whether a unit is among the best or the worst so many, counted by scores, so that it does not matter how ties are
  /// numbered in the table.
  ///
  /// - Shape: never in a table of fewer than `smallestClass` units, nor for a unit that is not in it.
  package func isWithin(
    _ end: TableEnd, _ count: Int, unit: String, ties: CutTies, smallestClass: Int = 1
  ) -> Bool {
    guard count > 0, rows.count >= smallestClass, let own = row(unit) else { return false }
    var beyond = 0
    var level = 0
    for row in rows {
      if row.milliScore == own.milliScore {
        level += 1
      } else if (row.milliScore < own.milliScore) == (end == .bottom) {
        beyond += 1
      }
    }
    return switch ties {
    case .in: beyond < count
    case .out: beyond + level <= count
    }
  }

  /// All units at one end, in the table's order.
  package func units(
    _ end: TableEnd, _ count: Int, ties: CutTies, smallestClass: Int = 1
  ) -> [String] {
    rows.map(\.unit).filter { isWithin(end, count, unit: $0, ties: ties, smallestClass: smallestClass) }
  }
}

extension [RankingPeriod] {
  /// How many periods running, up to the newest, a unit was at one end of the table (连续后三名, M42).
  ///
  /// - Shape: tables of one score and class, in any order. The run ends at a period in which the unit was elsewhere or
  ///   not ranked, in which the class was too small, or for which there is no table.
  package func streak(
    _ end: TableEnd, _ count: Int, unit: String, ties: CutTies, smallestClass: Int = 1
  ) -> Int {
    run(end, count, unit: unit, ties: ties, smallestClass: smallestClass).count
  }

  /// The periods of that run, oldest first.
  package func run(
    _ end: TableEnd, _ count: Int, unit: String, ties: CutTies, smallestClass: Int = 1
  ) -> [String] {
    var found: [String] = []
    var expected: Period?
    for (period, table) in inTime.reversed() {
      if let expected, expected != period { break }
      guard table.isWithin(end, count, unit: unit, ties: ties, smallestClass: smallestClass) else { break }
      found.append(table.period)
      expected = .containing(period.first.adding(days: -1), period.kind)
    }
    return found.reversed()
  }

  /// With their periods, the oldest first; a table whose period has no name of a period is left out.
  private var inTime: [(period: Period, table: RankingPeriod)] {
    compactMap { table in Period(named: table.period).map { ($0, table) } }.sorted { $0.period < $1.period }
  }
}
