import DutyBook
import DutyOversight

/// Builders for scores, as short as a table of tests wants them.
let nowhere = SourcePlace("scoring/test.yaml")

func score(
  _ parts: ScorePart..., minus: [ScoreEach] = [], plus: [ScoreEach] = [], veto: Bool = false, marks: PassMarks? = nil,
  empty: EmptyPolicy = .leftOut, ranks: RankTies = .competition, smallestClass: Int = 1
) -> Score {
  Score(
    id: "monthly", of: UnitSelector(), every: .month, parts: parts, minus: minus, plus: plus, vetoZeroes: veto,
    marks: marks, empty: empty, ranks: ranks, smallestClass: smallestClass, source: nowhere)
}

/// A part by its weight in points, measuring what is on time.
func part(
  _ id: String, _ weight: Int, _ value: ScoreValue = .measure(.onTime), cap: Int = 100, floor: Int = 0,
  atLeast: Int? = nil, empty: EmptyPolicy? = nil
) -> ScorePart {
  ScorePart(
    id: id, weightMilli: weight * 1000, value: value, capMicro: cap * 10_000, floorMicro: floor * 10_000,
    atLeastMicro: atLeast.map { $0 * 10_000 }, empty: empty, source: nowhere)
}

func each(_ event: String, _ milli: Int, cap: Int? = nil) -> ScoreEach {
  ScoreEach(event: event, pointsMilli: milli, capMilli: cap, source: nowhere)
}

func lost(_ milli: Int, by person: String = "p-1", _ reference: String = "F-1") -> DeductionLine {
  DeductionLine(event: .finding, unit: "u", person: person, milliPoints: milli, reason: "found", reference: reference)
}
