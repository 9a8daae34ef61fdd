import DutyCalendar

/// A role on a task (M10): who is accountable, which unit leads, who does it, who verifies, who approves.
package enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
  case lead, leader, holder, verifier, approver

  package static func < (a: Role, b: Role) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }

  /// Whether the role is held by a unit; the others are held by a person.
  package var isUnit: Bool { self == .lead }
}

/// A rule (规则): a named statement of who answers for what, by relation rather than by list.
package struct Rule: Named, Hashable, Sendable {
  package var id: String
  package var was: String?
  /// The number its file begins with; a lower number outranks a higher one.
  package var rank: Int
  /// The clause it rests on, shown in receipts.
  package var basis: String?
  package var span: DateSpan
  package var selector: RuleSelector
  package var roles: [Role: RoleExpression]
  package var support: [RoleExpression]
  /// Leader and holder need no post in the lead unit (`outside: true`).
  package var isOutside: Bool
  package var source: SourcePlace

  package init(
    id: String, was: String? = nil, rank: Int, basis: String? = nil, span: DateSpan = .always,
    selector: RuleSelector = RuleSelector(), roles: [Role: RoleExpression] = [:], support: [RoleExpression] = [],
    isOutside: Bool = false, source: SourcePlace
  ) {
    self.id = id
    self.was = was
    self.rank = rank
    self.basis = basis
    self.span = span
    self.selector = selector
    self.roles = roles
    self.support = support
    self.isOutside = isOutside
    self.source = source
  }
}

/// What a rule speaks of: all parts given must match.
package struct RuleSelector: Hashable, Sendable {
  /// `nil`: any duty, or none (a finding). Otherwise only questions about these duties.
  package var duties: [Ref<Duty>]?
  package var standard: StandardSelector?
  package var place: PlaceSelector?
  package var unit: UnitSelector?

  package init(
    duties: [Ref<Duty>]? = nil, standard: StandardSelector? = nil, place: PlaceSelector? = nil,
    unit: UnitSelector? = nil
  ) {
    self.duties = duties
    self.standard = standard
    self.place = place
    self.unit = unit
  }
}

/// Who, as a rule says it: alternatives tried in order, `place.building-cadre | place.compound-unit.head`.
package struct RoleExpression: Hashable, Sendable, CustomStringConvertible {
  package var alternatives: [RoleAlternative]
  /// Canonical text.
  package var text: String
  package var source: SourcePlace

  package init(alternatives: [RoleAlternative], text: String, source: SourcePlace) {
    self.alternatives = alternatives
    self.text = text
    self.source = source
  }

  package var description: String { text }
}

/// One alternative: a path, less whoever belongs to another (`… outside place.territory`).
package struct RoleAlternative: Hashable, Sendable {
  package var path: RolePath
  package var outside: RolePath?

  package init(path: RolePath, outside: RolePath? = nil) {
    self.path = path
    self.outside = outside
  }
}

/// A path from a root over relations: `lead.deputy-for(standard.sector)`.
package struct RolePath: Hashable, Sendable {
  package var root: RoleRoot
  package var steps: [RoleStep]

  package init(root: RoleRoot, steps: [RoleStep] = []) {
    self.root = root
    self.steps = steps
  }
}

package enum RoleRoot: Hashable, Sendable {
  /// The subject as a place; empty when the subject is a unit.
  case place
  /// The subject as a unit; empty when it is a place.
  case unit
  case standard
  case lead, leader, holder
  /// The coordination office (创建办).
  case office
  case namedUnit(Ref<Unit>)
  case namedPerson(Ref<Person>)
}

/// A step; its input type is checked when the rule is loaded.
///
/// - Source: M01 (`sector` then `authority`), M03 (`territory`), M04–M09 (relations of a place), M10 (posts of a unit).
package indirect enum RoleStep: Hashable, Sendable {
  /// place → place: the nearest ancestor-or-self of a kind (`place.community`).
  case ancestor(Ref<PlaceKind>)
  /// place → unit: the unit of the nearest ancestor-or-self that has one (`place.territory`).
  case territory
  /// standard → sector.
  case sector
  /// place, unit, sector or standard → the rows of a relation, a place's own first, then its ancestors' (nearest wins).
  case relation(Int)
  /// The same, only rows that look after this sector (`deputy-for(standard.sector)`).
  case relationFor(Int)
  /// after a relation: the row's unit, else its person's unit; after a person: the person's unit.
  case unit
  /// unit → unit.
  case parent
  /// unit → all its people, in register order, begun at a place that depends on the subject, so that load spreads.
  case member
}
