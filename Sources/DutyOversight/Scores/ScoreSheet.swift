import DutyBook

/// A unit's score in one period with everything it is made of.
///
/// - Unit: ``milli`` in thousandths of a point, a whole number of hundredths; `nil` where the unit has no score, for the
///   reason in ``unscored``.
package struct ScoreSheet: Hashable, Sendable {
  package var score: String
  package var unit: String
  package var period: String
  package var parts: [PartSheet]
  package var minus: [EachSheet]
  package var plus: [EachSheet]
  package var vetoes: Int
  /// A failed veto item made it nothing.
  package var isZeroed: Bool
  package var milli: Int?
  package var unscored: String?
  /// `nil` without pass marks, or without a score.
  package var grade: Grade?
  /// Parts below their own mark, which fail the unit whatever the total (M19).
  package var failedParts: [String]

  /// Every line of points lost, with the person who answers for it (M02).
  package var deductions: [DeductionLine] { minus.flatMap(\.lines) }
}

/// One part as it was counted.
package struct PartSheet: Hashable, Sendable {
  package var part: String
  package var name: String
  package var weightMilli: Int
  package var value: ScoreValue
  package var ratios: [Ratio]
  package var results: [PeriodResult]
  /// The share that was reached, in millionths; `nil` where nothing was owed.
  package var reachedMicro: Int?
  /// What is done with the part because nothing was owed; `nil` for one that counts.
  package var empty: EmptyPolicy?
  /// The share that counts: ``reachedMicro`` between floor and cap, or what stands in for an empty part.
  package var countedMicro: Int
  package var nanoPoints: Int
  /// What it rests on; of tasks those that cost something.
  package var grounds: [ScoreGround]
  /// The numbers of all tasks that were counted, where they were looked up.
  package var counted: [String] = []

  package var milliPoints: Int {
    (nanoPoints + ScoreArithmetic.nanoPerMilli / 2) / ScoreArithmetic.nanoPerMilli
  }
}

/// What was taken, or added, for one kind of event.
package struct EachSheet: Hashable, Sendable {
  package var event: String
  package var count: Int
  package var pointsMilli: Int
  package var capMilli: Int?
  /// Before the cap, and after it.
  package var askedMilli: Int
  package var countedMilli: Int
  package var lines: [DeductionLine]
  package var grounds: [ScoreGround]
}
