import DutyBook

/// Arithmetic in whole numbers, so that anybody who counts again comes to the same score.
///
/// - Shape: a share is taken in millionths, rounded half up; points are thousandths of a point times millionths, that is
///   milliardths ("nano"), exact; the total alone is rounded, half up, to hundredths of a point.
/// - Errors: none; what does not fit is cut to its bound.
enum ScoreArithmetic {
  static let one = 1_000_000
  /// Milliardths in a thousandth, and in a hundredth, of a point.
  static let nanoPerMilli = 1_000_000
  static let nanoPerCenti = 10_000_000
  /// A million points: more than that is as good as that.
  static let mostMilli = 1_000_000_000

  /// A ratio in millionths, from none to all; `nil` where nothing was owed.
  static func share(_ ratio: Ratio) -> Int? {
    guard !ratio.isEmpty else { return nil }
    return scaled(one, min(max(0, ratio.numerator), ratio.denominator), ratio.denominator)
  }

  /// `value × numerator / denominator`, rounded half up; exact in between, however large.
  ///
  /// - Parameter numerator: from 0 to `denominator`, so that the result lies between 0 and `value`.
  static func scaled(_ value: Int, _ numerator: Int, _ denominator: Int) -> Int {
    guard value > 0, numerator > 0, denominator > 0 else { return 0 }
    guard numerator < denominator else { return value }
    let divisor = UInt64(denominator)
    let product = UInt64(value).multipliedFullWidth(by: UInt64(numerator))
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let isHalfOrMore = remainder >= divisor - remainder
    return Int(quotient) + (isHalfOrMore ? 1 : 0)
  }

  /// The published total in thousandths: hundredths, rounded half up.
  static func total(nano: Int, atMostMilli most: Int) -> Int {
    let bounded = min(max(0, nano), most * nanoPerMilli)
    return (bounded + nanoPerCenti / 2) / nanoPerCenti * 10
  }

  /// Milliardths of a point as a decimal number with two places, rounded half up: for reading only.
  static func text(nano: Int) -> String { text(milli: (nano + nanoPerCenti / 2) / nanoPerCenti * 10) }

  /// Thousandths of a point with two places: 91500 is `91.50`.
  static func text(milli: Int) -> String {
    let centi = (abs(milli) + 5) / 10
    return (milli < 0 ? "-" : "") + "\(centi / 100)." + (centi % 100 < 10 ? "0" : "") + "\(centi % 100)"
  }
}
