import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight

/// Scores and league tables as JSON.
package enum ScoreJSON {
  /// A league table, with what was published of it beside what is counted now.
  package static func ranking(
    _ table: RankingPeriod, of score: Score, published before: RankingPeriod?, _ sheets: [ScoreSheet],
    _ board: ScoreBoard
  ) -> JSONValue {
    [
      "score": .string(score.id), "period": .string(table.period), "class": .string(table.unitClass),
      "class-name": .string(board.book.name(ofLeague: table.unitClass)),
      "book": .string(board.book.digest), "at": .string(board.book.settings.zone.rfc3339(board.now)),
      "rows": .array(
        table.rows.map { row in
          [
            "unit": .string(row.unit), "name": .string(board.book.units[row.unit]?.name ?? ""),
            "points": .int(Int64(row.milliScore)), "rank": .int(Int64(row.rank)), "of": .int(Int64(row.of)),
            "movement": row.movement.map { .int(Int64($0)) } ?? .null,
            "published-rank": before?.row(row.unit).map { .int(Int64($0.rank)) } ?? .null,
            "published-points": before?.row(row.unit).map { .int(Int64($0.milliScore)) } ?? .null,
          ]
        }),
      "unscored": .array(sheets.filter { $0.milli == nil }.map { .string($0.unit) }),
    ]
  }

  package static func value(_ sheet: ScoreSheet) -> JSONValue {
    [
      "score": .string(sheet.score), "unit": .string(sheet.unit), "period": .string(sheet.period),
      "points": sheet.milli.map { .int(Int64($0)) } ?? .null,
      "unscored": sheet.unscored.map { .string($0) } ?? .null,
      "grade": sheet.grade.map { .string($0.rawValue) } ?? .null, "veto": .bool(sheet.isZeroed),
      "parts": .array(sheet.parts.map { part($0) }), "minus": .array(sheet.minus.map { each($0) }),
      "plus": .array(sheet.plus.map { each($0) }),
    ]
  }

  private static func part(_ part: PartSheet) -> JSONValue {
    [
      "part": .string(part.part), "weight": .int(Int64(part.weightMilli)),
      "figures": .array(part.ratios.map { [.int(Int64($0.numerator)), .int(Int64($0.denominator))] }),
      "results": .array(
        part.results.map { ["period": .string($0.period), "points": $0.milli.map { .int(Int64($0)) } ?? .null] }),
      "points-nano": .int(Int64(part.nanoPoints)), "left-out": .bool(part.empty == .leftOut),
      "rests-on": .array(part.restsOn.map { .string($0) }),
    ]
  }

  private static func each(_ each: EachSheet) -> JSONValue {
    [
      "each": .string(each.event), "count": .int(Int64(each.count)), "asked": .int(Int64(each.askedMilli)),
      "points": .int(Int64(each.countedMilli)),
      "lines": .array(
        each.lines.map { line in
          [
            "unit": .string(line.unit), "person": .string(line.person), "points": .int(Int64(line.milliPoints)),
            "reason": .string(line.reason), "reference": .string(line.reference),
          ]
        }),
      "rests-on": .array(each.grounds.map { .string($0.line) }),
    ]
  }
}
