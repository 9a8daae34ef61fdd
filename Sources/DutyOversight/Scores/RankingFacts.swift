import DutyLedger

extension RankingPeriod {
  /// A table as it was published; movements are not part of what was published.
  package init(_ published: RankingPublished) {
    let rows = published.units.indices.map { index in
      RankRow(
        unit: published.units[index], milliScore: published.milliScores[index], rank: published.ranks[index],
        of: published.units.count)
    }
    self.init(score: published.score, period: published.period, unitClass: published.unitClass, rows: rows)
  }

  /// As it is published.
  package var published: RankingPublished {
    RankingPublished(
      score: score, period: period, unitClass: unitClass, units: rows.map(\.unit), milliScores: rows.map(\.milliScore),
      ranks: rows.map(\.rank))
  }
}
