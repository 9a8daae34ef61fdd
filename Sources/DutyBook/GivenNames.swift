/// Names that rule files give to words which stand in no table of their own: flags of units, classes of units, honours.
///
/// - Shape: by the word, as a file writes it; a word that nobody named is not here.
package struct GivenNames: Hashable, Sendable {
  /// `civil-award`: 文明奖.
  package var flags: [String: String] = [:]
  /// `bureaus`: 区直单位.
  package var leagues: [String: String] = [:]
  /// `brand-title`: 单项品牌.
  package var honours: [String: String] = [:]

  package init() {}
}

extension Book {
  /// What people call what a unit is barred from or has lost; `nil` where no ladder names it.
  package func name(ofFlag flag: String) -> String? { names.flags[flag] }

  /// What people call a class of units; its own word where no score names it.
  package func name(ofLeague league: String) -> String { names.leagues[league] ?? league }

  /// What people call what earns a unit points; its own word where no score names it.
  package func name(ofHonour honour: String) -> String { names.honours[honour] ?? honour }

  /// What people call the part of a duty that a task is about: a standard, a sector, or a milestone of a plan; `nil` where
  /// the book knows none of them by this word.
  package func name(ofGrain grain: String, duty: String) -> String? {
    if let name = standards[grain]?.name ?? sectors[grain]?.name { return name }
    return campaigns[duty]?.plan?.milestones.first { $0.id == grain }?.name
  }
}
