/// What may be an identifier: letters, marks and digits of any script, `-` and `_`.
func isIdentifier(_ text: String) -> Bool {
  !text.isEmpty
    && text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
      case ..<0x80: false
      default: isLetterOrDigit(scalar)
      }
    }
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
    .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
    true
  default: false
  }
}

/// The name of the relation that a register file holds: its name made singular.
///
/// `road-chiefs` → `road-chief`, `authorities` → `authority`, `addresses` → `address`; `路长` stays.
func relationName(ofFile name: Substring) -> String {
  let base = String(name.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: "."))
  func dropping(_ count: Int, adding: String = "") -> String { String(base.dropLast(count)) + adding }
  if base.hasSuffix("ies"), base.count > 3 { return dropping(3, adding: "y") }
  for ending in ["sses", "xes", "ches", "shes"] where base.hasSuffix(ending) { return dropping(2) }
  if base.hasSuffix("ss") || base.hasSuffix("us") || !base.hasSuffix("s") || base.count < 2 { return base }
  return dropping(1)
}
