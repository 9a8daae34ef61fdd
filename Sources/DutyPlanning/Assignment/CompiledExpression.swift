import DutyBook
import DutyCalendar

/// A path of a role expression as a root and flat steps: what an evaluation walks a million times.
struct CompiledPath: Sendable {
  let root: RoleRoot
  let steps: [CompiledStep]

  init(_ path: RolePath) {
    root = path.root
    steps = path.steps.map { CompiledStep($0) }
  }

  /// Whether it walks over a unit's people, from a place that depends on the subject.
  var spreads: Bool { steps.contains { $0.code == .member } }
}

/// A step as a code and the number it is about: a kind or a relation; 0 for the others.
struct CompiledStep: Sendable {
  enum Code: UInt8, Sendable {
    case ancestor, territory, sector, relation, relationFor, unit, parent, member
  }

  let code: Code
  let operand: Int32

  init(_ step: RoleStep) {
    switch step {
    case .ancestor(let kind): (code, operand) = (.ancestor, kind.raw)
    case .territory: (code, operand) = (.territory, 0)
    case .sector: (code, operand) = (.sector, 0)
    case .relation(let relation): (code, operand) = (.relation, Int32(relation))
    case .relationFor(let relation): (code, operand) = (.relationFor, Int32(relation))
    case .unit: (code, operand) = (.unit, 0)
    case .parent: (code, operand) = (.parent, 0)
    case .member: (code, operand) = (.member, 0)
    }
  }
}

/// One alternative of a role expression, compiled.
struct CompiledAlternative: Sendable {
  let path: CompiledPath
  let outside: CompiledPath?

  init(_ alternative: RoleAlternative) {
    path = CompiledPath(alternative.path)
    outside = alternative.outside.map { CompiledPath($0) }
  }
}

/// What settling asks of the rules, as columns by rule.
struct CompiledRules: Sendable {
  let ranks: [Int]
  let from: [Int32]
  let until: [Int32]
  let isOutside: [Bool]
  /// By role (``Role/row``) and rule; empty where a rule does not say.
  let alternatives: [[[CompiledAlternative]]]
  /// By rule and expression.
  let support: [[[CompiledAlternative]]]
  /// By role and rule: whether it walks over a unit's people, so that its result differs within a class.
  let spreads: [[Bool]]
  /// Whether the support of any rule does.
  let supportSpreads: Bool

  init(_ rules: [Rule]) {
    ranks = rules.map(\.rank)
    from = rules.map { $0.span.from?.epochDay ?? .min }
    until = rules.map { $0.span.until?.epochDay ?? .max }
    isOutside = rules.map(\.isOutside)
    alternatives = Role.allCases.map { role in
      rules.map { rule in (rule.roles[role]?.alternatives ?? []).map { CompiledAlternative($0) } }
    }
    support = rules.map { rule in rule.support.map { $0.alternatives.map { CompiledAlternative($0) } } }
    spreads = alternatives.map { rules in rules.map { $0.contains { $0.path.spreads } } }
    supportSpreads = support.contains { $0.contains { $0.contains { $0.path.spreads } } }
  }
}
