import DutyBook
import DutyCalendar

/// Rules that can never decide because others always decide first.
extension Loading {
  /// Reports a rule when each of its roles is always settled by one of a better rank.
  ///
  /// Only what the text alone shows is reported: the other rule's selector is the same or wider, it holds on all days
  /// this one does, and its expression for the role either cannot be empty or is the same text.
  func checkShadows() {
    let ranked = rules.rows.sorted { ($0.rank, $0.source) < ($1.rank, $1.source) }
    var certain: [Role: [Rule]] = [:]
    var byText: [String: [Rule]] = [:]
    for rule in ranked {
      report(rule, certain: certain, byText: byText)
      for (role, expression) in rule.roles {
        if isNeverEmpty(expression) { certain[role, default: []].append(rule) }
        byText[role.rawValue + " " + expression.text, default: []].append(rule)
      }
    }
  }

  private func report(_ rule: Rule, certain: [Role: [Rule]], byText: [String: [Rule]]) {
    guard rule.support.isEmpty, !rule.roles.isEmpty else { return }
    var deciding: [Rule] = []
    for role in Role.allCases {
      guard let expression = rule.roles[role] else { continue }
      let candidates = [certain[role] ?? [], byText[role.rawValue + " " + expression.text] ?? []]
      guard let other = candidates.joined().first(where: { decidesBefore($0, rule) }) else { return }
      if !deciding.contains(where: { $0.id == other.id }) { deciding.append(other) }
    }
    let names = deciding.map { "`\($0.id)`" }.joined(separator: ", ")
    sink.report(
      .shadowed, rule.source, "rule `\(rule.id)` never decides: \(names) always decides first",
      help: "give it a better rank, narrow the other, or remove it",
      related: deciding.map { .init($0.source, "rule `\($0.id)`, rank \($0.rank)") })
  }

  private func decidesBefore(_ other: Rule, _ rule: Rule) -> Bool {
    other.rank < rule.rank && covers(other.span, rule.span) && isWider(other.selector, rule.selector)
  }

  private func covers(_ outer: DateSpan, _ inner: DateSpan) -> Bool {
    if let from = outer.from, inner.from.map({ $0 < from }) ?? true { return false }
    if let until = outer.until, inner.until.map({ $0 > until }) ?? true { return false }
    return true
  }

  /// A named unit, or the office, that is there on all days.
  private func isNeverEmpty(_ expression: RoleExpression) -> Bool {
    expression.alternatives.contains { alternative in
      guard alternative.outside == nil, alternative.path.steps.isEmpty else { return false }
      switch alternative.path.root {
      case .office: return true
      case .namedUnit(let unit): return units[unit].span == .always
      default: return false
      }
    }
  }
}

/// Whether the first selector speaks of everything the second speaks of, as far as the text shows.
func isWider(_ outer: RuleSelector, _ inner: RuleSelector) -> Bool {
  if let duties = outer.duties {
    guard let mine = inner.duties, mine.allSatisfy(duties.contains) else { return false }
  }
  if let place = outer.place {
    guard let mine = inner.place, isWider(place, mine) else { return false }
  }
  if let unit = outer.unit {
    guard let mine = inner.unit, isWider(unit, mine) else { return false }
  }
  if let standard = outer.standard {
    guard let mine = inner.standard, isWider(standard, mine) else { return false }
  }
  return true
}

/// An alternative list: empty is any; otherwise the inner one must be a part of it.
private func isWider<Element: Equatable>(_ outer: [Element], _ inner: [Element]) -> Bool {
  outer.isEmpty || !inner.isEmpty && inner.allSatisfy(outer.contains)
}

private func isWider(_ outer: PlaceSelector, _ inner: PlaceSelector) -> Bool {
  guard isWider(outer.ids, inner.ids), isWider(outer.kinds, inner.kinds), isWider(outer.zones, inner.zones) else {
    return false
  }
  guard outer.has.isEmpty || Set(outer.has) == Set(inner.has) else { return false }
  if outer.withinPlaces.isEmpty, outer.withinKinds.isEmpty { return true }
  guard !inner.withinPlaces.isEmpty || !inner.withinKinds.isEmpty else { return false }
  return inner.withinPlaces.allSatisfy(outer.withinPlaces.contains)
    && inner.withinKinds.allSatisfy(outer.withinKinds.contains)
}

private func isWider(_ outer: UnitSelector, _ inner: UnitSelector) -> Bool {
  guard isWider(outer.ids, inner.ids), isWider(outer.tiers, inner.tiers), isWider(outer.kinds, inner.kinds) else {
    return false
  }
  guard outer.has.isEmpty || Set(outer.has) == Set(inner.has) else { return false }
  guard let standards = outer.withStandards else { return true }
  return inner.withStandards == standards
}

private func isWider(_ outer: StandardSelector, _ inner: StandardSelector) -> Bool {
  isWider(outer.ids, inner.ids) && isWider(outer.sectors, inner.sectors)
    && (outer.veto == nil || outer.veto == inner.veto)
    && (outer.onFinding == nil || outer.onFinding == inner.onFinding)
    && outer.tags.allSatisfy { inner.tags[$0.key] == $0.value }
}
