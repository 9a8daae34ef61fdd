import DutyBook
import DutyCalendar
import DutyLedger

/// Something on one day that counts for or against one unit.
///
/// - Shape: ``event`` is a ``ScoreEvent``, the name of an honour, or ``answered``; ``reference`` the finding, notice,
///   deduction or bonus behind it.
package struct ScoredEvent: Hashable, Sendable {
  package var event: String
  package var unit: String
  /// Who answered for it on that day (M02); empty for what has no person.
  package var person: String
  package var date: CivilDate
  /// For events that bring their own points, in thousandths.
  package var milliPoints: Int
  package var text: String
  package var reference: String

  package init(
    event: String, unit: String, person: String = "", date: CivilDate, milliPoints: Int = 0, text: String = "",
    reference: String
  ) {
    self.event = event
    self.unit = unit
    self.person = person
    self.date = date
    self.milliPoints = milliPoints
    self.text = text
    self.reference = reference
  }

  /// A notice that wanted an answer and got it in time: the other side of `unanswered` (M53).
  package static let answered = "answered"
}

/// The facts of a ledger that scores look at, as they stand after appeals.
package struct ScoreFacts: Sendable {
  package var findings: [Finding]
  package var deductions: [Deduction]
  package var bonuses: [Bonus]
  /// With the instant at which each was issued.
  package var notices: [(notice: Notice, at: Instant)]
  /// When each recipient answered, by notice.
  package var answers: [String: [Instant]]
  /// Findings and notices that do not count: contested with success, withdrawn.
  package var struck: Set<String>
  /// Findings that were joined into another by hand, by identifier: they cost what their source weighs more.
  package var joined: [String: FindingJoined]
  /// What findings count for whose case has lost one on appeal, by identifier.
  package var shares: [String: FindingShare]

  package init(
    findings: [Finding] = [], deductions: [Deduction] = [], bonuses: [Bonus] = [],
    notices: [(notice: Notice, at: Instant)] = [], answers: [String: [Instant]] = [:], struck: Set<String> = [],
    joined: [String: FindingJoined] = [:], shares: [String: FindingShare] = [:]
  ) {
    self.findings = findings
    self.deductions = deductions
    self.bonuses = bonuses
    self.notices = notices
    self.answers = answers
    self.struck = struck
    self.joined = joined
    self.shares = shares
  }
}

/// What the facts alone do not say.
package struct ScoreSurroundings {
  package var zone: Zone
  package var isVeto: (_ standard: String) -> Bool
  /// A task by its number.
  package var task: (_ number: String) -> TaskRow?
  /// What is later than this has not happened.
  package var now: Instant

  package init(
    zone: Zone, isVeto: @escaping (_ standard: String) -> Bool, task: @escaping (_ number: String) -> TaskRow?,
    now: Instant
  ) {
    self.zone = zone
    self.isVeto = isVeto
    self.task = task
    self.now = now
  }

  func date(_ instant: Instant) -> CivilDate { zone.local(instant).date }
}

extension ScoreFacts {
  /// Everything that counts, by unit.
  package func occurrences(_ around: ScoreSurroundings) -> [String: [ScoredEvent]] {
    var all: [ScoredEvent] = []
    for finding in findings where !struck.contains(finding.id) { all += occurrences(finding, around) }
    all += netDeductions
    for bonus in bonuses where !struck.contains(bonus.id) {
      all.append(
        ScoredEvent(event: bonus.earned, unit: bonus.unit, date: bonus.date, text: bonus.reason, reference: bonus.id))
    }
    for (notice, at) in notices where !struck.contains(notice.id) { all += occurrences(notice, at, around) }
    return Dictionary(grouping: all, by: \.unit)
  }

  /// Deductions with what appeals gave back or took after all: a correction is a deduction of its own that names the
  /// first one before a `~`, so nothing is struck here a second time.
  private var netDeductions: [ScoredEvent] {
    var net: [String: Int] = [:]
    func base(_ deduction: Deduction) -> String { String(deduction.id.split(separator: "~", maxSplits: 1).first ?? "") }
    for deduction in deductions { net[base(deduction), default: 0] += deduction.milliPoints }
    return deductions.filter { base($0) == $0.id }.compactMap { deduction in
      guard let points = net[deduction.id], points > 0 else { return nil }
      return ScoredEvent(
        event: ScoreEvent.deduction.rawValue, unit: deduction.unit, person: deduction.person, date: deduction.date,
        milliPoints: points, text: deduction.reason, reference: deduction.id)
    }
  }

  /// A finding counts on the day on which it was made, for who answered then; not where it turned out that there was
  /// nothing, or that it was somebody else's. One that joined an open case costs only what its source weighs more,
  /// unless what was there before it has been struck out.
  private func occurrences(_ finding: Finding, _ around: ScoreSurroundings) -> [ScoredEvent] {
    guard let roles = finding.roles else { return [] }
    let hand = joined[finding.id]
    let share =
      shares[finding.id]
      ?? FindingShare(
        milliPoints: hand?.milliPoints ?? finding.milliPoints, opens: finding.outcome == .opened && hand == nil,
        isRelapse: !finding.relapseOf.isEmpty, task: hand?.task ?? finding.task)
    var events: [ScoreEvent] = []
    if share.milliPoints > 0 { events.append(.finding) }
    if share.opens {
      if share.isRelapse { events.append(.relapse) }
      if around.isVeto(finding.standard) { events.append(.veto) }
    }
    guard !events.isEmpty else { return [] }
    switch around.task(share.task)?.closure {
    case .notFound, .notOurs, .joined, .void: return []
    case .done, .fixed, nil: break
    }
    return events.map { event in
      ScoredEvent(
        event: event.rawValue, unit: roles.lead, person: roles.holder, date: around.date(finding.foundAt),
        milliPoints: event == .finding ? share.milliPoints : 0, text: "\(finding.standard) at \(finding.place)",
        reference: finding.id)
    }
  }

  private func occurrences(_ notice: Notice, _ at: Instant, _ around: ScoreSurroundings) -> [ScoredEvent] {
    let content = notice.content
    let unit = content.unit.isEmpty ? content.tasks.first.flatMap { around.task($0)?.record.roles.lead } : content.unit
    guard let unit else { return [] }
    var found: [ScoredEvent] = []
    let counted: [ScoreEvent] = [.bulletin, .interview, .exposure, .commendation]
    if let event = counted.first(where: { $0.rawValue == content.action }) {
      found.append(
        ScoredEvent(
          event: event.rawValue, unit: unit, date: around.date(at), text: content.reason, reference: notice.id))
    }
    if let by = content.answerBy, by <= around.now {
      let isAnswered = answers[notice.id, default: []].contains { $0 <= by }
      found.append(
        ScoredEvent(
          event: isAnswered ? ScoredEvent.answered : ScoreEvent.unanswered.rawValue, unit: unit, date: around.date(by),
          text: content.action, reference: notice.id))
    }
    return found
  }
}

extension ScoreFigures {
  /// Adds what occurred to one unit within a period, and the events that only the tally knows.
  mutating func add(_ occurrences: [ScoredEvent], _ tally: Tally) {
    for occurrence in occurrences {
      if let event = ScoreEvent(rawValue: occurrence.event), event.bringsPoints {
        lines.append(
          DeductionLine(
            event: event, unit: occurrence.unit, person: occurrence.person, milliPoints: occurrence.milliPoints,
            reason: occurrence.text, reference: occurrence.reference))
      } else {
        counts[occurrence.event, default: 0] += 1
        grounds[occurrence.event, default: []].append(
          ScoreGround(occurrence.reference, on: occurrence.date, person: occurrence.person, text: occurrence.text))
      }
    }
    counts[ScoreEvent.overdue.rawValue] = tally.due - tally.onTime
    counts[ScoreEvent.returned.rawValue] = tally.returned
  }
}
