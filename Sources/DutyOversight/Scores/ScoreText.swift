import DutyBook

extension ScoreSheet {
  /// The score as sentences, from the total down to what each figure rests on.
  ///
  /// - Shape: one line each; lines that rest on the line above are indented by two blanks.
  package var explanation: [String] {
    var lines = [headline]
    if let unscored { lines.append("  no score: \(unscored)") }
    for part in parts { lines += part.explanation(isScored: unscored == nil) }
    for each in minus { lines += each.explanation(sign: "-") }
    for each in plus { lines += each.explanation(sign: "+") }
    if isZeroed { lines.append("  veto: \(vetoes) failed, so the whole is 0") }
    for part in failedParts { lines.append("  `\(part)` is below its own mark: fail") }
    if milli != nil, !isZeroed {
      lines.append("  rounded once, half up, to hundredths of a point; between 0 and 100 and the bonus")
    }
    return lines
  }

  private var headline: String {
    let total = milli.map { ScoreArithmetic.text(milli: $0) } ?? "none"
    return "\(unit) \(period) \(score): \(total)" + (grade.map { ", \($0.rawValue)" } ?? "")
  }
}

extension PartSheet {
  /// - Parameter isScored: whether the unit has a score: without one nothing weighs for a part that is left out.
  fileprivate func explanation(isScored: Bool) -> [String] {
    let weight = ScoreArithmetic.text(milli: weightMilli)
    let points = ScoreArithmetic.text(nano: nanoPoints)
    let share = PartSheet.percent(countedMicro)
    let counted = "\(share) of \(weight) = \(points)"
    var lines = ["  \(part): " + (empty == .leftOut ? "left out, its weight is \(weight)" : counted)]
    switch value {
    case .rollUp(let rollUp):
      let found = results.map { "\($0.period) \($0.milli.map { ScoreArithmetic.text(milli: $0) } ?? "none")" }
      lines.append(
        "    \(rollUp.combining.rawValue) of `\(rollUp.score)`: \(found.isEmpty ? "none" : found.joined(separator: ", "))"
      )
    case .measure(let measure): lines.append("    " + PartSheet.text([measure], ratios))
    case .least(let measures): lines.append("    the lowest of " + PartSheet.text(measures, ratios))
    case .greatest(let measures): lines.append("    the highest of " + PartSheet.text(measures, ratios))
    }
    if let reachedMicro, reachedMicro != countedMicro {
      lines.append("    reached \(PartSheet.percent(reachedMicro)), counted as \(share)")
    }
    switch empty {
    case .leftOut:
      lines.append("    nothing was owed" + (isScored ? ": the other parts weigh for it and give \(points)" : ""))
    case .full: lines.append("    nothing was owed: counted as \(share)")
    case .excluded: lines.append("    nothing was owed: the unit has no score")
    case nil: break
    }
    return lines + restsOn.map { "    " + $0 }
  }

  /// What it rests on, one line each, after the measure that it cost where there are several; the last names all tasks
  /// that were counted.
  package var restsOn: [String] {
    let isOne = value.measures.count < 2
    let lines = grounds.map { ground in (isOne ? "" : ground.measure.map { $0.rawValue + ": " } ?? "") + ground.line }
    return lines + (counted.isEmpty ? [] : ["counted: " + counted.joined(separator: " ")])
  }

  private static func text(_ measures: [ScoreMeasure], _ ratios: [Ratio]) -> String {
    zip(measures, ratios).map { "\($0.rawValue) \($1)" }.joined(separator: ", ")
  }

  /// Millionths as a percentage with as many places as it needs.
  static func percent(_ micro: Int) -> String {
    var text = String(micro % 10_000)
    text = String(repeating: "0", count: 4 - text.count) + text
    while text.hasSuffix("0") { text.removeLast() }
    return String(micro / 10_000) + (text.isEmpty ? "" : "." + text) + "%"
  }
}

extension EachSheet {
  fileprivate func explanation(sign: String) -> [String] {
    guard count > 0 else { return [] }
    let counted = ScoreArithmetic.text(milli: countedMilli)
    let asked = ScoreArithmetic.text(milli: askedMilli)
    let cut = countedMilli < askedMilli ? ", capped from \(asked)" : ""
    var lines = ["  \(event) × \(count) = \(sign)\(counted)\(cut)"]
    for line in self.lines {
      let who = line.person.isEmpty ? "" : " \(line.person)"
      lines.append(
        "    \(sign)\(ScoreArithmetic.text(milli: line.milliPoints))\(who) \(line.reference): \(line.reason)")
    }
    return lines + grounds.map { "    " + $0.line }
  }
}
