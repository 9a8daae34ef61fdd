/// What somebody is to the front doors (角色): by post and unit from the registers, never by an account of its own.
///
/// - Source: issue 4 §4.
package enum AccessRole: String, Hashable, Sendable, CaseIterable {
  /// The coordination office (创建办).
  case office
  /// An inspection team's people (督查组).
  case inspector
  /// 一把手 of a unit.
  case head
  /// 分管领导 of a unit.
  case deputy
  /// 联络员 of a unit.
  case liaison
  /// Everybody in the register: their own work.
  case holder
  /// Reads all, changes nothing (纪检、审计).
  case auditor
  /// Anybody at all.
  case citizen
}

/// How far a role reaches in one action.
package enum Reach: Character, Hashable, Sendable, CaseIterable {
  case nothing = "-"
  /// What names the person.
  case own = "o"
  /// What concerns the role's unit or a unit below it, and the person's own.
  case subtree = "s"
  case everything = "e"
}
