import DutyBook

/// A `from` as it was written, kept until every score is known.
struct RollUpUse {
  var text: RuleText
  var yearsBack: Int
  var owner: Score?
}

/// Whether scores that take in other scores' results can do so.
extension Loading {
  func checkRollUps(_ uses: [RollUpUse]) {
    let census = PlaceCensus(self)
    for use in uses {
      guard let owner = use.owner else { continue }
      guard let source = scores[use.text.string] else {
        unknown(use.text, "score", in: scores.rows.map(\.id))
        continue
      }
      if owner.every.months % source.every.months != 0 {
        sink.report(
          .scoreSource, use.text.place,
          "periods of `\(source.id)` (\(source.every.rawValue)) do not lie within those of `\(owner.id)` (\(owner.every.rawValue))",
          help: "take in a score of a shorter period that divides this one",
          related: [.init(source.source, "`\(source.id)` stands here")])
      }
      if !census.hasUnit([owner.of, source.of]) {
        sink.report(
          .matchesNothing, use.text.place, "no unit has both a score `\(owner.id)` and a score `\(source.id)`",
          help: "let both speak of the same units", related: [.init(source.source, "`\(source.id)` stands here")])
      }
      reportCycle(owner, use)
    }
  }

  /// A score that would take in its own results has no result at all.
  private func reportCycle(_ owner: Score, _ use: RollUpUse) {
    var seen: Set<String> = []
    var open = [use.text.string]
    while let id = open.popLast() {
      if id == owner.id {
        sink.report(
          .scoreSource, use.text.place,
          use.text.string == id
            ? "`\(id)` takes in its own results" : "`\(id)` takes in `\(use.text.string)`, which takes in `\(id)`",
          help: use.text.string == id && use.yearsBack > 0
            ? "give the single years a score of their own, and weigh them in another" : "break the circle")
        return
      }
      guard seen.insert(id).inserted, let score = scores[id] else { continue }
      for part in score.parts {
        if case .rollUp(let other) = part.value { open.append(other.score) }
      }
    }
  }
}

/// Thousandths as a decimal number: 1500 is `1.5`.
func decimalText(milli: Int) -> String {
  let sign = milli < 0 ? "-" : ""
  var text = String(abs(milli) % 1000)
  text = String(repeating: "0", count: 3 - text.count) + text
  while text.hasSuffix("0") { text.removeLast() }
  return sign + String(abs(milli) / 1000) + (text.isEmpty ? "" : "." + text)
}
