import DutyBook
import DutyCalendar
import DutyOversight
import Testing

/// Scores counted by hand.
@Suite struct ScoreTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var score: Score
    var figures: ScoreFigures
    var milli: Int?
    var why: String

    var testDescription: String { why }
  }

  static let two = score(part("a", 60), part("b", 40))
  static let all = ScoreFigures(ratios: ["a": [Ratio(1, 1)], "b": [Ratio(1, 1)]])

  static func figures(_ a: Ratio, _ b: Ratio, _ counts: [String: Int] = [:], lines: [DeductionLine] = [])
    -> ScoreFigures
  {
    ScoreFigures(ratios: ["a": [a], "b": [b]], counts: counts, lines: lines)
  }

  static let sums: [Case] = [
    Case(score: two, figures: all, milli: 100_000, why: "M49 everything done is 100"),
    Case(score: two, figures: figures(Ratio(9, 10), Ratio(4, 5)), milli: 86_000, why: "M49 54 and 32"),
    Case(
      score: two, figures: figures(Ratio(1, 3), Ratio(2, 3)), milli: 46_670, why: "M49 46.666… is rounded half up once"),
    Case(
      score: two, figures: figures(Ratio(1, 8), Ratio(1, 16)), milli: 10_000, why: "M49 7.5 and 2.5 need no rounding"),
    Case(score: two, figures: figures(Ratio(0, 7), Ratio(0, 3)), milli: 0, why: "M49 nothing done is 0"),
    Case(
      score: two, figures: figures(Ratio(9, 10), .nothing), milli: 90_000,
      why: "M49 a part without anything owed is left out, the other weighs 100"),
    Case(score: two, figures: figures(.nothing, .nothing), milli: nil, why: "M49 nothing owed anywhere is no score"),
    Case(
      score: score(part("a", 60), part("b", 40), empty: .full), figures: figures(Ratio(1, 2), .nothing), milli: 70_000,
      why: "M49 an empty part counts in full where the score says so"),
    Case(
      score: score(part("a", 60), part("b", 40), empty: .excluded), figures: figures(Ratio(1, 2), .nothing), milli: nil,
      why: "M49 an empty part excludes the unit where the score says so"),
    Case(
      score: score(part("a", 60), part("b", 40, empty: .full), empty: .excluded),
      figures: figures(Ratio(1, 2), .nothing), milli: 70_000, why: "M49 a part's own policy wins"),
    Case(
      score: score(part("a", 60, cap: 90), part("b", 40, floor: 50)), figures: figures(Ratio(1, 1), Ratio(0, 1)),
      milli: 74_000, why: "M49 54 by the cap and 20 by the floor"),
    Case(
      score: score(part("a", 60), part("b", 40, cap: 90)), figures: figures(Ratio(1, 1), .nothing), milli: 96_000,
      why: "M49 an empty part stands in with what it could have brought, so that owing nothing never beats doing all"),
    Case(
      score: score(part("a", 100, .least([.onTime, .rectified]))),
      figures: ScoreFigures(ratios: ["a": [Ratio(9, 10), Ratio(1, 2)]]), milli: 50_000, why: "M49 the lowest of two"),
    Case(
      score: score(part("a", 100, .greatest([.onTime, .rectified]))),
      figures: ScoreFigures(ratios: ["a": [Ratio(9, 10), .nothing]]), milli: 90_000,
      why: "M49 the highest of those that were owed"),
  ]

  static let events: [Case] = [
    Case(
      score: score(part("a", 60), part("b", 40), minus: [each("relapse", 500, cap: 5000)]),
      figures: figures(Ratio(1, 1), Ratio(1, 1), ["relapse": 3]), milli: 98_500,
      why: "M46 half a point for each relapse"),
    Case(
      score: score(part("a", 60), part("b", 40), minus: [each("relapse", 500, cap: 5000)]),
      figures: figures(Ratio(1, 1), Ratio(1, 1), ["relapse": 30]), milli: 95_000, why: "M46 capped"),
    Case(
      score: score(part("a", 60), part("b", 40), minus: [each("finding", 0, cap: 20_000)]),
      figures: figures(Ratio(1, 1), Ratio(1, 1), lines: [lost(1500), lost(2250, "F-2")]), milli: 96_250,
      why: "M02 every finding brings its own points"),
    Case(
      score: score(part("a", 60), part("b", 40), minus: [each("deduction", 0)]),
      figures: figures(Ratio(1, 1), Ratio(1, 1), lines: [lost(1500)]), milli: 100_000,
      why: "M46 points of findings are not counted where only deductions are asked for"),
    Case(
      score: score(part("a", 60), part("b", 40), minus: [each("overdue", 90_000)]),
      figures: figures(Ratio(1, 2), Ratio(1, 2), ["overdue": 9]), milli: 0, why: "M46 never below 0"),
    Case(
      score: score(part("a", 60), part("b", 40), plus: [each("brand-title", 1000, cap: 6000)]),
      figures: figures(Ratio(1, 1), Ratio(1, 1), ["brand-title": 9]), milli: 106_000, why: "M52 six at most, above 100"),
    Case(
      score: score(part("a", 60), part("b", 40), plus: [each("brand-title", 1500, cap: 6000)]),
      figures: figures(Ratio(1, 2), Ratio(1, 2), ["brand-title": 2]), milli: 53_000, why: "M52 three for two titles"),
    Case(
      score: score(part("a", 60), part("b", 40), plus: [each("brand-title", 1000, cap: 6000)], veto: true),
      figures: figures(Ratio(1, 1), Ratio(1, 1), ["brand-title": 2, "veto": 1]), milli: 0,
      why: "M25 one veto makes the whole nothing, bonus included"),
    Case(
      score: two, figures: figures(Ratio(1, 1), Ratio(1, 1), ["veto": 1]), milli: 100_000,
      why: "M25 unless the score does not say so"),
  ]

  static let rollUps: [Case] = [
    rolled(.average, [90_000, 80_000], 85_000, "M51 the mean of the months"),
    rolled(.average, [90_000, nil, 80_000], 85_000, "M51 a month without a score does not count"),
    rolled(.average, [90_000, 0], 45_000, "M25 a month that a veto zeroed does"),
    rolled(.average, [106_000, 94_000], 97_000, "M51 a bonus above 100 does not make up for another month"),
    rolled(.min, [90_000, 80_000], 80_000, "M51 the worst month"),
    rolled(.max, [90_000, 80_000], 90_000, "M51 the best month"),
    rolled(.last, [90_000, 80_000, nil], 80_000, "M51 the last month that has a score"),
    rolled(.average, [nil, nil], nil, "M51 no month at all"),
    rolled(.average, [100_000, 100_000, 99_990], 100_000, "M51 99.996… is 100.00"),
    Case(
      score: score(years(30, 2), years(30, 1), years(40, 0)),
      figures: ScoreFigures(
        results: [
          "y2": [PeriodResult(period: "2024", milli: 80_000)], "y1": [PeriodResult(period: "2025", milli: 90_000)],
          "y0": [PeriodResult(period: "2026", milli: 95_000)],
        ]),
      milli: 89_000, why: "M49 three years weigh 30, 30, 40"),
    Case(
      score: score(years(30, 2), years(30, 1), years(40, 0)),
      figures: ScoreFigures(
        results: [
          "y1": [PeriodResult(period: "2025", milli: 90_000)], "y0": [PeriodResult(period: "2026", milli: 97_000)],
        ]),
      milli: 94_000, why: "M49 a unit founded last year is judged by 30 and 40"),
  ]

  static func years(_ weight: Int, _ back: Int) -> ScorePart {
    part("y\(back)", weight, .rollUp(RollUp(score: "year", yearsBack: back)))
  }

  static func rolled(_ combining: RollUp.Combining, _ months: [Int?], _ milli: Int?, _ why: String) -> Case {
    Case(
      score: score(part("months", 100, .rollUp(RollUp(score: "m", combining: combining)))),
      figures: ScoreFigures(
        results: [
          "months": months.enumerated().map { PeriodResult(period: "2026-0\($0.offset + 1)", milli: $0.element) }
        ]),
      milli: milli, why: why)
  }

  @Test(arguments: sums + events + rollUps) func adds(_ c: Case) {
    let sheet = c.score.sheet(unit: "u", period: "2026-11", c.figures)
    #expect(sheet.milli == c.milli, "\(sheet.explanation.joined(separator: "\n"))")
    #expect((sheet.unscored == nil) == (c.milli != nil))
  }

  @Test(arguments: [
    (EmptyPolicy.leftOut, figures(Ratio(9, 10), .nothing), true, "the other one weighs for it"),
    (.leftOut, figures(.nothing, .nothing), false, "there is no other one"),
  ])
  func saysWhoWeighsForALeftOutPart(_ empty: EmptyPolicy, _ figures: ScoreFigures, _ isSaid: Bool, _ why: String) {
    let sheet = score(part("a", 60), part("b", 40), empty: empty).sheet(unit: "u", period: "2026-11", figures)
    let lines = sheet.explanation
    #expect(lines.contains { $0.contains("the other parts weigh for it") } == isSaid, "\(why): \(lines)")
    #expect(lines.contains { $0.hasPrefix("    nothing was owed") }, "\(why): \(lines)")
  }

  struct Graded: Sendable, CustomTestStringConvertible {
    var a: Ratio
    var grade: Grade?
    var why: String

    var testDescription: String { why }
  }

  @Test(arguments: [
    Graded(a: Ratio(79, 100), grade: .fail, why: "M19 below 80 fails"),
    Graded(a: Ratio(80, 100), grade: .pass, why: "M19 80 passes"),
    Graded(a: Ratio(89, 100), grade: .pass, why: "M19 not yet good"),
    Graded(a: Ratio(90, 100), grade: .good, why: "M19 the second mark"),
    Graded(a: .nothing, grade: nil, why: "M19 no score, no grade"),
  ])
  func marks(_ c: Graded) {
    let score = score(part("a", 100), marks: PassMarks(passMilli: 80_000, goodMilli: 90_000))
    #expect(score.sheet(unit: "u", period: "2026", ScoreFigures(ratios: ["a": [c.a]])).grade == c.grade)
  }

  @Test(arguments: [
    Graded(a: Ratio(69, 100), grade: .fail, why: "M19 awareness below 70 % fails, whatever the total"),
    Graded(a: Ratio(70, 100), grade: .good, why: "M19 70 % does not"),
    Graded(a: .nothing, grade: .good, why: "M19 who was not asked does not fail"),
  ])
  func partsHaveMarksOfTheirOwn(_ c: Graded) {
    let score = score(
      part("awareness", 10, atLeast: 70), part("b", 90), marks: PassMarks(passMilli: 60_000, goodMilli: 90_000))
    let figures = ScoreFigures(ratios: ["awareness": [c.a], "b": [Ratio(1, 1)]])
    let sheet = score.sheet(unit: "u", period: "2026", figures)
    #expect(sheet.grade == c.grade)
    #expect(sheet.failedParts == (c.grade == .fail ? ["awareness"] : []))
  }

  @Test("M02 every point lost names who answered for it on that day") func tracesDeductions() {
    let score = score(part("a", 100), minus: [each("finding", 0, cap: 2000)])
    let figures = ScoreFigures(
      ratios: ["a": [Ratio(1, 1)]], lines: [lost(1500, by: "p-old", "F-1"), lost(1500, by: "p-new", "F-2")])
    let sheet = score.sheet(unit: "u", period: "2026-11", figures)
    #expect(sheet.deductions.map(\.person) == ["p-old", "p-new"])
    #expect(sheet.minus[0].askedMilli == 3000)
    #expect(sheet.minus[0].countedMilli == 2000)
    #expect(sheet.milli == 98_000)
  }

  @Test func explainsEveryFigure() {
    let score = score(
      part("on-time", 40), part("fixed", 30, .least([.rectified, .rectifiedOnTime]), cap: 90),
      part("files", 30, .measure(.documents)), minus: [each("relapse", 500, cap: 1000), each("finding", 0)],
      plus: [each("brand-title", 1000, cap: 6000)], marks: PassMarks(passMilli: 60_000))
    let figures = ScoreFigures(
      ratios: ["on-time": [Ratio(2, 3)], "fixed": [Ratio(1, 1), Ratio(19, 20)]],
      counts: ["relapse": 3, "brand-title": 1],
      lines: [lost(1500, by: "p-1", "F-77")],
      grounds: [
        "on-time": [ScoreGround("AAAAA-BBBBB", text: "late")],
        "relapse": [ScoreGround("F-1", on: CivilDate("2026-11-24"), person: "p-1"), ScoreGround("F-2")],
      ])
    #expect(
      score.sheet(unit: "u-huanwei", period: "2026-11", figures).explanation.joined(separator: "\n") == """
        u-huanwei 2026-11 monthly: 76.20, pass
          on-time: 66.6667% of 40.00 = 26.67
            on-time-rate 2/3
            AAAAA-BBBBB late
          fixed: 90% of 30.00 = 27.00
            the lowest of rectification-rate 1/1, rectified-on-time-rate 19/20
            reached 95%, counted as 90%
          files: left out, its weight is 30.00
            documents-accepted-rate 0/0
            nothing was owed: the other parts weigh for it and give 24.03
          relapse × 3 = -1.00, capped from 1.50
            2026-11-24 F-1 p-1
            F-2
          finding × 1 = -1.50
            -1.50 p-1 F-77: found
          brand-title × 1 = +1.00
          rounded once, half up, to hundredths of a point; between 0 and 100 and the bonus
        """)
  }
}
