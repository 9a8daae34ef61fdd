import DutyBook
import DutyCalendar

/// Who is asked for: a duty or a standard (or a sector of a duty), on a subject.
///
/// - Shape: at least one of ``duty``, ``standard`` is set; ``sector`` follows from the standard where there is one.
package struct Question: Hashable, Sendable {
  package var duty: Ref<Duty>?
  package var standard: Ref<Standard>?
  package var sector: Ref<Sector>?
  package var subject: Subject

  package init(
    duty: Ref<Duty>? = nil, standard: Ref<Standard>? = nil, sector: Ref<Sector>? = nil, subject: Subject
  ) {
    self.duty = duty
    self.standard = standard
    self.sector = sector
    self.subject = subject
  }
}

/// What a role came to, in integers, so that millions of them cost nothing to hold.
package struct RoleResult: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    case decided
    /// No rule names anyone.
    case gap
    /// Two rules of one rank name different ones.
    case tie
    /// A leader or holder without a post in the lead unit, by a rule that does not say `outside`.
    case outside
  }

  package var kind: Kind
  /// The raw index of the unit (lead) or person (the others); -1 without one.
  package var value: Int32
  /// The rule that decided, as an index into ``Assignment/rules``; -1 without one.
  package var rule: Int32
  /// On a tie, the other rule and its value.
  package var otherRule: Int32
  package var otherValue: Int32
  /// The absent person that ``value`` acts for; -1 for none.
  package var actingFor: Int32

  package init(
    kind: Kind, value: Int32 = -1, rule: Int32 = -1, otherRule: Int32 = -1, otherValue: Int32 = -1,
    actingFor: Int32 = -1
  ) {
    self.kind = kind
    self.value = value
    self.rule = rule
    self.otherRule = otherRule
    self.otherValue = otherValue
    self.actingFor = actingFor
  }

  package static let gap = RoleResult(kind: .gap)

  /// The value when it can be acted upon: decided, or decided by a person from outside.
  package var usable: Int32? { kind == .decided || kind == .outside ? value : nil }
}

/// All roles of one question on one day.
package struct Decision: Hashable, Sendable {
  package var lead: RoleResult
  package var leader: RoleResult
  package var holder: RoleResult
  package var verifier: RoleResult
  package var approver: RoleResult
  /// The last day on which nothing that was looked at changes.
  package var stableThrough: CivilDate

  package subscript(role: Role) -> RoleResult {
    switch role {
    case .lead: lead
    case .leader: leader
    case .holder: holder
    case .verifier: verifier
    case .approver: approver
    }
  }

  /// The roles without which no task may exist (invariant 3) that are not decided.
  package var undecided: [Role] {
    [.lead, .leader, .holder, .verifier].filter { self[$0].kind != .decided }
  }
}
