/// A share of a whole, in whole numbers.
///
/// - Unit: ``permille``, tenths of a per cent, halves rounded up; `nil` where the whole is nothing.
package struct Share: Hashable, Sendable {
  package var part: Int
  package var whole: Int

  package init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  package var permille: Int? {
    guard whole > 0 else { return nil }
    let (scaled, overflow) = part.multipliedReportingOverflow(by: 2000)
    return overflow ? nil : (scaled + whole) / (2 * whole)
  }

  /// `82.0%`; `–` where the whole is nothing.
  package var text: String { permille.map { decimal($0, 1) + "%" } ?? "–" }
}

/// A whole number of tenths, hundredths or thousandths as a decimal: `decimal(-15, 1)` is `-1.5`.
package func decimal(_ scaled: Int, _ places: Int) -> String {
  var unit = 1
  for _ in 0..<places { unit *= 10 }
  let size = scaled.magnitude
  let whole = String(size / UInt(unit))
  guard places > 0 else { return (scaled < 0 ? "-" : "") + whole }
  return (scaled < 0 ? "-" : "") + whole + "." + String(UInt(unit) + size % UInt(unit)).dropFirst()
}

/// Thousandths of a point without idle zeros: `1500` is `1.5`, `2000` is `2`.
package func points(_ milli: Int) -> String {
  var text = decimal(milli, 3)
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}

/// A score to two places, halves rounded up: `96500` is `96.50`.
package func scoreText(_ milli: Int) -> String { decimal((milli + 5) / 10, 2) }

/// A change in tenths of a percentage point with its sign: `+3.2`, `-1.0`, `±0`.
package func change(_ permille: Int) -> String {
  permille == 0 ? "±0" : (permille > 0 ? "+" : "") + decimal(permille, 1)
}
