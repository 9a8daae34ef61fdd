import DutyCalendar
import DutyEngine
import DutyLedger

/// What a mock evaluation came to, as JSON (M38).
package enum MockJSON {
  package static func value(_ score: MockScore) -> JSONValue {
    [
      "id": .string(score.drawn.id), "seed": .int(Int64(score.drawn.seed)),
      "date": .string(score.drawn.date.description), "population": .int(Int64(score.drawn.population)),
      "total": line(score.total), "sectors": .array(score.sectors.map(line)), "units": .array(score.units.map(line)),
      "waiting": .array(score.waiting.map { .string($0) }),
      "failed": .array(score.failed.map { ["task": .string($0.task), "finding": .string($0.finding)] }),
    ]
  }

  private static func line(_ line: MockScore.Line) -> JSONValue {
    [
      "name": .string(line.name), "drawn": .int(Int64(line.drawn)), "looked-at": .int(Int64(line.looked)),
      "passed": .int(Int64(line.passed)), "milli-points": .int(Int64(line.milliPoints)),
      "milli-passed": .int(Int64(line.milliPassed)), "share": line.share.map { .int(Int64($0)) } ?? .null,
    ]
  }
}
