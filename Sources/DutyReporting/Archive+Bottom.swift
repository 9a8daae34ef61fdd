import DutyBook
import DutyOversight

extension Archive {
  /// How many periods running, up to the newest, a unit was among the last three of a score's tables (连续后三, M42).
  ///
  /// - Parameter tables: of one score, oldest first.
  func bottomRun(_ unit: String, _ tables: [RankingPeriod], of score: Score, by ladder: String? = nil) -> Int {
    tables.reversed().prefix { isLow(unit, in: $0, of: score, by: ladder) }.count
  }

  /// Whether a unit is among the last three of a table.
  ///
  /// - Shape: ties and the smallest class are those of the ladder, else of the first that acts on this score. Where all are
  ///   level nobody is last, nor in a class of which the last three are the half or more.
  func isLow(_ unit: String, in table: RankingPeriod, of score: Score, by ladder: String? = nil) -> Bool {
    guard Set(table.rows.map(\.milliScore)).count > 1 else { return false }
    let named = ladder.flatMap { book.ladders[$0]?.ranking }
    let rule = named ?? book.ladders.rows.lazy.compactMap(\.ranking).first { $0.score == score.id }
    let smallest = max(score.smallestClass, rule?.smallestClass ?? 0, 6)
    return table.isInBottom(3, unit: unit, ties: rule?.tiesAreIn == true ? .in : .out, smallestClass: smallest)
  }
}
