import DutyBook
import DutyOversight
import DutyTestKit
import Testing

/// What holds of every score that the language can say, and of any figures.
@Suite struct ScoreLawTests {
  /// A score as an author might write it, from chance.
  static func randomScore(_ dice: inout Dice) -> Score {
    let count = 1 + dice.below(5)
    var cuts = (0..<(count - 1)).map { _ in dice.below(100_001) }.sorted()
    cuts.append(100_000)
    var parts: [ScorePart] = []
    var last = 0
    for (index, cut) in cuts.enumerated() {
      let floor = dice.chance(25) ? dice.below(400_001) : 0
      let cap = dice.chance(25) ? max(floor, 1_000_000 - dice.below(400_001)) : 1_000_000
      parts.append(
        ScorePart(
          id: "p\(index)", weightMilli: cut - last, value: randomValue(&dice), capMicro: cap, floorMicro: floor,
          empty: dice.chance(15) ? dice.one(of: EmptyPolicy.allCases) : nil, source: nowhere))
      last = cut
    }
    let minus = ["relapse", "returned", "finding", "deduction"].filter { _ in dice.chance(60) }.map {
      each(
        $0, $0 == "finding" || $0 == "deduction" ? 0 : dice.below(3000), cap: dice.chance(60) ? dice.below(20_000) : nil
      )
    }
    let plus = ["brand-title", "commendation"].filter { _ in dice.chance(50) }.map {
      each($0, dice.below(2000), cap: dice.below(3001))
    }
    return Score(
      id: "s", of: UnitSelector(), every: .month, parts: parts, minus: minus, plus: plus, vetoZeroes: dice.chance(30),
      empty: dice.chance(70) ? .leftOut : dice.one(of: EmptyPolicy.allCases), source: nowhere)
  }

  private static func randomValue(_ dice: inout Dice) -> ScoreValue {
    switch dice.below(5) {
    case 0: .least([.onTime, .rectified, .documents])
    case 1: .greatest([.onTime, .accepted])
    case 2: .rollUp(RollUp(score: "m", combining: dice.one(of: RollUp.Combining.allCases)))
    default: .measure(.onTime)
    }
  }

  static func randomFigures(_ score: Score, _ dice: inout Dice) -> ScoreFigures {
    var figures = ScoreFigures()
    for part in score.parts {
      if case .rollUp = part.value {
        figures.results[part.id] = (0..<dice.below(5)).map {
          PeriodResult(period: "2026-0\($0 + 1)", milli: dice.chance(20) ? nil : dice.below(10_601) * 10)
        }
      } else {
        figures.ratios[part.id] = part.measures.map { _ in
          let owed = dice.chance(25) ? 0 : 1 + dice.below(dice.chance(10) ? 1_000_000_000 : 40)
          return Ratio(owed == 0 ? 0 : dice.below(owed + 1), owed)
        }
      }
    }
    for event in ["relapse", "returned", "brand-title", "commendation"] { figures.counts[event] = dice.below(8) }
    if dice.chance(15) { figures.counts["veto"] = 1 }
    for index in 0..<dice.below(5) {
      figures.lines.append(
        DeductionLine(
          event: dice.chance(50) ? .finding : .deduction, unit: "u", person: "p", milliPoints: dice.below(4000),
          reason: "r", reference: "F-\(index)"))
    }
    return figures
  }

  static func total(_ score: Score, _ figures: ScoreFigures) -> Int? {
    score.sheet(unit: "u", period: "2026-11", figures).milli
  }

  @Test(arguments: 0..<40) func agreesWithASecondWay(_ seed: Int) {
    var dice = Dice(UInt64(seed))
    for _ in 0..<100 {
      let score = Self.randomScore(&dice)
      let figures = Self.randomFigures(score, &dice)
      #expect(Self.total(score, figures) == BruteScore.milli(score, figures), "\(score) \(figures)")
    }
  }

  @Test(arguments: 0..<20) func liesWithinItsBounds(_ seed: Int) {
    var dice = Dice(UInt64(1000 + seed))
    for _ in 0..<100 {
      let score = Self.randomScore(&dice)
      let sheet = score.sheet(unit: "u", period: "2026-11", Self.randomFigures(score, &dice))
      if let milli = sheet.milli {
        #expect((0...(100_000 + score.bonusMilli)).contains(milli))
        #expect(milli % 10 == 0, "hundredths of a point")
      }
      #expect((sheet.minus + sheet.plus).allSatisfy { $0.countedMilli >= 0 && $0.countedMilli <= $0.askedMilli })
      #expect(sheet.parts.allSatisfy { $0.nanoPoints >= 0 && $0.nanoPoints <= $0.weightMilli * 1_000_000 })
    }
  }

  /// A change for the better, or for the worse; `nil` where this one does not apply.
  enum Step: String, CaseIterable, CustomTestStringConvertible {
    case oneMoreOnTime, oneLateTurnedOnTime, betterMonth, oneMoreTitle
    case oneMoreLate, oneOnTimeTurnedLate, worseMonth, oneMoreRelapse, oneMoreReturn, oneMoreDeduction, oneMoreVeto

    var isBetter: Bool { [.oneMoreOnTime, .oneLateTurnedOnTime, .betterMonth, .oneMoreTitle].contains(self) }
    var testDescription: String { rawValue }

    func apply(_ figures: inout ScoreFigures, _ part: ScorePart, _ dice: inout Dice) -> Bool {
      switch self {
      case .oneMoreTitle: figures.counts[dice.one(of: ["brand-title", "commendation"]), default: 0] += 1
      case .oneMoreRelapse: figures.counts["relapse", default: 0] += 1
      case .oneMoreReturn: figures.counts["returned", default: 0] += 1
      case .oneMoreVeto: figures.counts["veto", default: 0] += 1
      case .oneMoreDeduction:
        figures.lines.append(
          DeductionLine(
            event: dice.chance(50) ? .finding : .deduction, unit: "u", person: "p", milliPoints: dice.below(5000),
            reason: "r", reference: "F-new"))
      case .betterMonth, .worseMonth: return month(&figures, part, &dice)
      default: return ratio(&figures, part, &dice)
      }
      return true
    }

    private func month(_ figures: inout ScoreFigures, _ part: ScorePart, _ dice: inout Dice) -> Bool {
      guard let results = figures.results[part.id], !results.isEmpty else { return false }
      let index = dice.below(results.count)
      guard let milli = results[index].milli else { return false }
      let change = 10 * (1 + dice.below(2000))
      figures.results[part.id]?[index].milli = self == .betterMonth ? milli + change : max(0, milli - change)
      return true
    }

    private func ratio(_ figures: inout ScoreFigures, _ part: ScorePart, _ dice: inout Dice) -> Bool {
      guard let ratios = figures.ratios[part.id] else { return false }
      let index = dice.below(ratios.count)
      var ratio = ratios[index]
      switch self {
      case .oneMoreOnTime: ratio = Ratio(ratio.numerator + 1, ratio.denominator + 1)
      case .oneMoreLate: ratio = Ratio(ratio.numerator, ratio.denominator + 1)
      case .oneLateTurnedOnTime:
        guard ratio.numerator < ratio.denominator else { return false }
        ratio.numerator += 1
      default:
        guard ratio.numerator > 0 else { return false }
        ratio.numerator -= 1
      }
      figures.ratios[part.id]?[index] = ratio
      return true
    }
  }

  /// The law that a public score broke, which rose with every miss: here no step can.
  @Test(arguments: Step.allCases) func isMonotone(_ step: Step) {
    var dice = Dice(UInt64((step.rawValue.utf8.reduce(0) { ($0 * 31 + Int($1)) % 65_521 })))
    var tried = 0
    for _ in 0..<3000 {
      let score = Self.randomScore(&dice)
      let before = Self.randomFigures(score, &dice)
      var after = before
      let part = dice.one(of: score.parts)
      guard let old = Self.total(score, before), step.apply(&after, part, &dice) else { continue }
      tried += 1
      guard let new = Self.total(score, after) else {
        Issue.record("a step took the score away: \(score) \(before)")
        continue
      }
      if step.isBetter {
        #expect(new >= old, "\(score)\n\(before)\n\(after)")
      } else {
        #expect(new <= old, "\(score)\n\(before)\n\(after)")
      }
    }
    #expect(tried > 200, "the step was really taken")
  }

  @Test(arguments: 0..<20) func doesNotDependOnOrder(_ seed: Int) {
    var dice = Dice(UInt64(2000 + seed))
    for _ in 0..<50 {
      var score = Self.randomScore(&dice)
      var figures = Self.randomFigures(score, &dice)
      let total = Self.total(score, figures)
      score.parts.shuffle(using: &dice)
      score.minus.shuffle(using: &dice)
      score.plus.shuffle(using: &dice)
      figures.lines.shuffle(using: &dice)
      #expect(Self.total(score, figures) == total)
    }
  }

  @Test func aFormulaThatIsNotMonotoneIsSeen() {
    // The check itself can fail: plain rescaling by the weights that are left lowers a capped score for work done well.
    func naive(_ b: Ratio) -> Int { b.isEmpty ? 100_000 : 60_000 + 40_000 * 9 / 10 }
    #expect(naive(Ratio(1, 1)) < naive(.nothing))
    let score = score(part("a", 60), part("b", 40, cap: 90))
    let empty = ScoreFigures(ratios: ["a": [Ratio(1, 1)], "b": [.nothing]])
    let done = ScoreFigures(ratios: ["a": [Ratio(1, 1)], "b": [Ratio(1, 1)]])
    #expect(Self.total(score, done) == Self.total(score, empty))
  }
}
