import DutyBook
import DutyOversight

/// A second way to a score, straight from the text of the language: wide integers, one quotient at the end of each share.
enum BruteScore {
  /// Thousandths of a point; `nil` for no score.
  static func milli(_ score: Score, _ figures: ScoreFigures) -> Int? {
    if score.vetoZeroes, (figures.counts["veto"] ?? 0) > 0 {
      return isScored(score, figures) ? 0 : nil
    }
    guard isScored(score, figures) else { return nil }
    var nano: Int128 = 0
    var earned: Int128 = 0
    var possible: Int128 = 0
    for part in score.parts {
      guard let share = counted(part, score, figures) else { continue }
      nano += Int128(part.weightMilli) * share
      earned += Int128(part.weightMilli) * (share - Int128(part.floorMicro))
      possible += Int128(part.weightMilli) * Int128(part.capMicro - part.floorMicro)
    }
    for part in score.parts where counted(part, score, figures) == nil {
      let least = Int128(part.weightMilli) * Int128(part.floorMicro)
      let room = Int128(part.weightMilli) * Int128(part.capMicro - part.floorMicro)
      nano += least + (possible == 0 ? room : halfUp(room * earned, possible))
    }
    for each in score.minus { nano -= points(each, figures) * 1_000_000 }
    for each in score.plus { nano += points(each, figures) * 1_000_000 }
    var most: Int128 = 100_000
    for each in score.plus { most += Int128(each.capMilli ?? 0) }
    nano = min(max(nano, 0), most * 1_000_000)
    return Int(halfUp(nano, 10_000_000)) * 10
  }

  private static func isScored(_ score: Score, _ figures: ScoreFigures) -> Bool {
    var hasAny = false
    for part in score.parts {
      let isEmpty = reached(part, figures) == nil
      if isEmpty, (part.empty ?? score.empty) == .excluded { return false }
      if !isEmpty || (part.empty ?? score.empty) == .full { hasAny = true }
    }
    return hasAny
  }

  private static func counted(_ part: ScorePart, _ score: Score, _ figures: ScoreFigures) -> Int128? {
    guard let reached = reached(part, figures) else {
      return (part.empty ?? score.empty) == .full ? Int128(part.capMicro) : nil
    }
    if reached > Int128(part.capMicro) { return Int128(part.capMicro) }
    return reached < Int128(part.floorMicro) ? Int128(part.floorMicro) : reached
  }

  private static func reached(_ part: ScorePart, _ figures: ScoreFigures) -> Int128? {
    var shares: [Int128] = []
    switch part.value {
    case .measure, .least, .greatest:
      for ratio in figures.ratios[part.id] ?? [] where ratio.denominator > 0 {
        shares.append(halfUp(Int128(ratio.numerator) * 1_000_000, Int128(ratio.denominator)))
      }
      if case .greatest = part.value { return shares.max() }
      return shares.min()
    case .rollUp(let rollUp):
      let scores = (figures.results[part.id] ?? []).compactMap(\.milli).map { Int128(min($0, 100_000)) }
      guard let last = scores.last else { return nil }
      switch rollUp.combining {
      case .average: return halfUp(scores.reduce(0, +) * 10, Int128(scores.count))
      case .min: return (scores.min() ?? 0) * 10
      case .max: return (scores.max() ?? 0) * 10
      case .last: return last * 10
      }
    }
  }

  private static func points(_ each: ScoreEach, _ figures: ScoreFigures) -> Int128 {
    var sum: Int128 = 0
    if each.event == "finding" || each.event == "deduction" {
      for line in figures.lines where line.event.rawValue == each.event { sum += Int128(line.milliPoints) }
    } else {
      sum = Int128(figures.counts[each.event] ?? 0) * Int128(each.pointsMilli)
    }
    return each.capMilli.map { min(Int128($0), sum) } ?? sum
  }

  private static func halfUp(_ numerator: Int128, _ denominator: Int128) -> Int128 {
    (2 * numerator + denominator) / (2 * denominator)
  }
}
