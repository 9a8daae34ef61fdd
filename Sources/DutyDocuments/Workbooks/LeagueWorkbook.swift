import DutyBook
import DutyCalendar
import DutyOversight

/// One unit's place in a league table, beside what was published of it.
package struct LeagueEntry: Hashable, Sendable {
  package var row: RankRow
  package var name: String
  /// `nil` where the score has no marks.
  package var grade: Grade?
  package var published: RankRow?

  package init(row: RankRow, name: String, grade: Grade?, published: RankRow?) {
    self.row = row
    self.name = name
    self.grade = grade
    self.published = published
  }
}

/// A league table (排名) as a workbook.
///
/// - Parameter unscored: units without a score, by identifier and name; they stand below the others.
package func leagueWorkbook(
  _ entries: [LeagueEntry], unscored: [(id: String, name: String)], title: String, period: String, made: CivilDate,
  locale: Settings.Locale
) -> Workbook {
  let words = Words(locale)
  let columns: [(Term, WorkbookColumn.Kind)] = [
    (.rank, .count), (.movementColumn, .count), (.unitID, .code), (.unit, .text), (.score, .number(decimals: 2)),
    (.grade, .text), (.publishedRank, .count), (.publishedScore, .number(decimals: 2)),
  ]
  func score(_ milli: Int) -> WorkbookCell { .number(Double((milli + 5) / 10) / 100) }
  var rows: [[WorkbookCell]] = entries.map { entry in
    [
      entry.row.rank == 0 ? .nothing : .number(Double(entry.row.rank)),
      entry.row.movement.map { .number(Double($0)) } ?? .nothing, .text(entry.row.unit), .text(entry.name),
      score(entry.row.milliScore), entry.grade.map { .text(words($0.term)) } ?? .nothing,
      entry.published.map { .number(Double($0.rank)) } ?? .nothing,
      entry.published.map { score($0.milliScore) } ?? .nothing,
    ]
  }
  rows += unscored.map { [.nothing, .nothing, .text($0.id), .text($0.name)] }
  let sheet = WorkbookSheet(
    words(.leagueTitle) + " " + period, columns.map { WorkbookColumn(words($0.0), $0.1) }, rows)
  return Workbook(title: title + " " + period, made: made, sheets: [sheet])
}

extension Grade {
  package var term: Term {
    switch self {
    case .fail: .gradeFail
    case .pass: .gradePass
    case .good: .gradeGood
    }
  }
}
