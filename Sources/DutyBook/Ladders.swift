import DutyCalendar

/// A ladder of escalation (逐级升级), from `ladders/*.yaml`.
///
/// - Shape: ``rungs`` in file order; a rung's number is its place, from 1. A case climbs a ladder once; a unit climbs
///   it
///   anew whenever a count passes a trigger's number again.
/// - Source: M25, M36, M41–M48, M54; issue §3.
package struct Ladder: Named, Hashable, Sendable {
  /// Whose climb is counted.
  package enum Scope: String, Hashable, Sendable, CaseIterable {
    /// One task with everything that belongs to it.
    case `case`
    /// A unit over all its cases, or over its places in a ranking.
    case unit
  }

  /// What ends a climb, or holds it while it lasts.
  package enum Stop: String, Hashable, Sendable, CaseIterable {
    /// The case is closed or voided.
    case closed
    /// The work is reported and waits for the verifier; a return lets the climb go on.
    case reported
  }

  /// What becomes of the time for which a case was suspended.
  package enum Resumption: String, Hashable, Sendable, CaseIterable {
    /// It does not count: every rung moves by it.
    case shifted
    /// It counts: what would have been due is due at once.
    case unshifted
  }

  package var id: String
  package var was: String?
  /// What people call it; empty: its id.
  package var name: String
  package var scope: Scope
  package var selector: LadderSelector
  package var ranking: LadderRanking?
  /// Over how many days failed notices, vetoes and relapses are counted; `nil` counts all of a case.
  package var withinDays: Int?
  package var stops: Set<Stop>
  /// Whether a suspended case climbs on.
  package var pausesSuspended: Bool
  package var resumes: Resumption
  package var rungs: [Rung]
  package var source: SourcePlace

  package init(
    id: String, was: String? = nil, name: String = "", scope: Scope = .case,
    selector: LadderSelector = LadderSelector(),
    ranking: LadderRanking? = nil, withinDays: Int? = nil, stops: Set<Stop> = [.closed], pausesSuspended: Bool = true,
    resumes: Resumption = .shifted, rungs: [Rung], source: SourcePlace
  ) {
    self.id = id
    self.was = was
    self.name = name
    self.scope = scope
    self.selector = selector
    self.ranking = ranking
    self.withinDays = withinDays
    self.stops = stops
    self.pausesSuspended = pausesSuspended
    self.resumes = resumes
    self.rungs = rungs
    self.source = source
  }

  /// Every expression that names somebody, for whoever compiles the relations they use.
  package var expressions: [RoleExpression] {
    rungs.flatMap { $0.to + [$0.by, $0.approve].compactMap(\.self) }
  }
}

/// Which tasks climb a ladder; every part given must hold, and one without parts takes any task.
package struct LadderSelector: Hashable, Sendable {
  /// `findings: any`: tasks that a finding opened; `findings: none`: all others.
  package var findings: Bool?
  package var duties: [Ref<Duty>]
  package var standard: StandardSelector?
  /// Where a finding came from: `media`, `citizen`….
  package var sources: [String]

  package init(
    findings: Bool? = nil, duties: [Ref<Duty>] = [], standard: StandardSelector? = nil, sources: [String] = []
  ) {
    self.findings = findings
    self.duties = duties
    self.standard = standard
    self.sources = sources
  }

  package var isEmpty: Bool { findings == nil && duties.isEmpty && standard == nil && sources.isEmpty }

  /// Whether a task of this kind climbs the ladder.
  package func matches(_ question: LadderQuestion, in book: Book) -> Bool {
    if let findings, findings != question.isFinding { return false }
    if !duties.isEmpty {
      guard let duty = question.duty, duties.contains(duty) else { return false }
    }
    if let standard {
      guard question.standards.contains(where: { standard.matches($0, book.standards[$0]) }) else { return false }
    }
    return sources.isEmpty || sources.contains(question.source)
  }
}

/// What a ladder is chosen by: the task as it is generated.
package struct LadderQuestion: Hashable, Sendable {
  package var duty: Ref<Duty>?
  /// The standard of a finding or of the grain, else those of the duty.
  package var standards: [Ref<Standard>]
  package var isFinding: Bool
  /// The finding's source; empty without a finding.
  package var source: String

  package init(
    duty: Ref<Duty>? = nil, standards: [Ref<Standard>] = [], isFinding: Bool = false, source: String = ""
  ) {
    self.duty = duty
    self.standards = standards
    self.isFinding = isFinding
    self.source = source
  }
}

/// The league table that a ladder of units reads (M42, M47).
package struct LadderRanking: Hashable, Sendable {
  /// The score by whose ranking units are placed.
  package var score: String
  /// Whether units that tie with the one at the cut are in.
  package var tiesAreIn: Bool
  /// A class of fewer units than this has no bottom and no top.
  package var smallestClass: Int
  /// Thousandths of a point below which no unit is among the best, wherever it stands; `nil` asks for none.
  package var leastMilli: Int?

  package init(score: String, tiesAreIn: Bool = false, smallestClass: Int = 0, leastMilli: Int? = nil) {
    self.score = score
    self.tiesAreIn = tiesAreIn
    self.smallestClass = smallestClass
    self.leastMilli = leastMilli
  }
}

extension Book {
  /// The ladder that a task gets when it is generated: the first in file order that speaks of it and says `for`, else
  /// `overdue`, else the first that speaks of any task; `nil` where no ladder of cases does.
  package func ladder(for question: LadderQuestion) -> Ladder? {
    let ofCases = ladders.rows.filter { $0.scope == .case }
    if let own = ofCases.first(where: { !$0.selector.isEmpty && $0.selector.matches(question, in: self) }) {
      return own
    }
    return ofCases.first { $0.id == "overdue" && $0.selector.isEmpty } ?? ofCases.first { $0.selector.isEmpty }
  }

  /// The ladder of a duty's task, with the standard that its grain names, if it names one.
  package func ladder(ofDuty duty: Ref<Duty>, grain: String = "") -> Ladder? {
    let own = standards.ref(grain).map { [$0] }
    return ladder(for: LadderQuestion(duty: duty, standards: own ?? duties[duty].standards))
  }
}
