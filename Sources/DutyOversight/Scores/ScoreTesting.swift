import DutyBook

/// Runs the assertions that stand beside the scores; a failing one refuses the load.
package enum ScoreTesting {
  /// An assertion that does not hold: what was expected, what came, and how it came about.
  package struct Failure: Hashable, Sendable, CustomStringConvertible {
    package var score: String
    package var test: String
    package var why: String?
    package var source: SourcePlace
    package var expected: String
    package var actual: String
    package var explanation: [String]

    /// As `check` and `test` print it: one line, then the reason and how the score came about, indented.
    package var description: String {
      let reason = why.map { "\n  why: \($0)" } ?? ""
      return
        "\(source): failed[T001]: test `\(test)` of score `\(score)`: expected \(expected), found \(actual)\(reason)"
        + explanation.map { "\n    " + $0 }.joined()
    }
  }

  /// What came of one test.
  package struct Result: Hashable, Sendable {
    package var test: ScoreTest
    package var failures: [Failure]

    package var hasPassed: Bool { failures.isEmpty }
  }

  /// Every test of every score, in file order.
  package static func results(_ book: Book) -> [Result] {
    book.scores.rows.flatMap { score in score.tests.map { Result(test: $0, failures: failures(score, $0)) } }
  }

  /// The failures alone; empty where everything holds.
  package static func run(_ book: Book) -> [Failure] { results(book).flatMap(\.failures) }

  private static func failures(_ score: Score, _ test: ScoreTest) -> [Failure] {
    let sheet = score.sheet(unit: "unit", period: "period", test.figures)
    return test.expectations.compactMap { expectation in
      guard let (expected, actual) = difference(expectation, sheet) else { return nil }
      return Failure(
        score: score.id, test: test.name, why: test.why, source: test.source, expected: expected, actual: actual,
        explanation: sheet.explanation)
    }
  }

  /// What was expected and what came; `nil` where they are the same.
  private static func difference(
    _ expectation: ScoreTest.Expectation, _ sheet: ScoreSheet
  ) -> (expected: String, actual: String)? {
    switch expectation {
    case .total(let milli):
      return milli == sheet.milli ? nil : ("score \(text(milli))", "score \(text(sheet.milli))")
    case .grade(let grade):
      return grade == sheet.grade ? nil : ("grade \(grade.rawValue)", "grade \(sheet.grade?.rawValue ?? "none")")
    case .part(let id, let milli):
      // A part is compared as it is shown: to hundredths.
      let part = sheet.parts.first { $0.part == id }
      let points = part.map { ScoreArithmetic.text(nano: $0.nanoPoints) } ?? "none"
      return points == text(milli) ? nil : ("\(id) \(text(milli))", "\(id) \(points)")
    }
  }

  private static func text(_ milli: Int?) -> String { milli.map { ScoreArithmetic.text(milli: $0) } ?? "none" }
}

extension ScoreTest {
  /// The figures it gives, as the ledger would.
  package var figures: ScoreFigures {
    var figures = ScoreFigures(counts: counts)
    for (part, value) in parts {
      switch value {
      case .ratios(let ratios): figures.ratios[part] = ratios
      case .scores(let scores):
        figures.results[part] = scores.enumerated().map { PeriodResult(period: "#\($0.offset + 1)", milli: $0.element) }
      }
    }
    for (event, milli) in pointsMilli.sorted(by: { $0.key < $1.key }) {
      guard let event = ScoreEvent(rawValue: event) else { continue }
      figures.lines.append(
        DeductionLine(event: event, unit: "unit", person: "", milliPoints: milli, reason: "given", reference: "test"))
    }
    return figures
  }
}
