import DutyCalendar
import DutyLedger

/// Something that a ladder counts.
///
/// - Shape: ``reference`` names it once: `K7Q2M-9XD4P#2` for the second return of a task, a notice's number for one
///   that
///   was not followed, a finding's identifier for a veto or a relapse.
/// - Source: M25 (vetoes), M36 (relapses), M41 (failed notices).
package final class CountedEvent: Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case failedNotice = "failed-notice"
    case veto, relapse
  }

  package let kind: Kind
  package let reference: String
  package let task: String
  /// The unit that led the case then.
  package let unit: String
  package let at: Instant

  package init(kind: Kind, reference: String, task: String, unit: String, at: Instant) {
    self.kind = kind
    self.reference = reference
    self.task = task
    self.unit = unit
    self.at = at
  }
}

extension CountedEvent: Hashable {
  package static func == (a: CountedEvent, b: CountedEvent) -> Bool {
    a.kind == b.kind && a.reference == b.reference && a.task == b.task && a.unit == b.unit && a.at == b.at
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(task)
    hasher.combine(at)
  }
}

/// What is no longer to be counted, because an appeal struck it out or it was answered.
package struct Strikes: Hashable, Sendable {
  /// Findings, notices, deductions, unit rungs, by identifier.
  package var references: Set<String>
  /// Who answered which notice first, and when.
  package var answers: [String: Instant]

  package init(references: Set<String> = [], answers: [String: Instant] = [:]) {
    self.references = references
    self.answers = answers
  }

  package static let none = Strikes()

  package func has(_ reference: String) -> Bool { references.contains(reference) }
}

extension CaseRecord {
  /// Whether the case itself has been struck out: every finding that it rests on.
  package func isStruck(_ strikes: Strikes) -> Bool {
    !findings.isEmpty && findings.allSatisfy { strikes.has($0.finding.id) }
  }

  /// What counts up to an instant, oldest first.
  ///
  /// A rectification has failed when the verifier returned it, and when the limit for the answer of a notice passed
  /// before the work was reported or the notice answered. A veto item has failed when a finding says so.
  package func counted(upTo now: Instant, _ strikes: Strikes = .none) -> [CountedEvent] {
    if isStruck(strikes) { return [] }
    var found: [CountedEvent] = []
    func add(_ kind: CountedEvent.Kind, _ reference: String, _ at: Instant) {
      guard at <= now, !strikes.has(reference) else { return }
      found.append(
        CountedEvent(kind: kind, reference: reference, task: task.number, unit: task.roles.lead, at: at))
    }
    for (index, at) in returns.enumerated() { add(.failedNotice, "\(task.number)#\(index + 1)", at) }
    for document in documents {
      if let at = expiry(of: document, strikes) { add(.failedNotice, document.id, at) }
    }
    for (finding, at) in findings where finding.outcome == .opened && !strikes.has(finding.id) {
      if task.isVeto { add(.veto, finding.id, at) }
      if !finding.relapseOf.isEmpty, !strikes.has(finding.relapseOf) { add(.relapse, finding.id, at) }
    }
    return found.sorted { ($0.at, $0.reference) < ($1.at, $1.reference) }
  }

  /// When a document's limit passed without a report or an answer; `nil` where it did not, or has none.
  package func expiry(of document: Document, _ strikes: Strikes = .none) -> Instant? {
    guard let answerBy = document.answerBy, !strikes.has(document.id) else { return nil }
    if let answered = strikes.answers[document.id], answered <= answerBy { return nil }
    if reports.contains(where: { $0 > document.at && $0 <= answerBy }) { return nil }
    return answerBy.adding(seconds: 1)
  }

  /// Whether a document was met with an answer or a report before an instant.
  package func isAnswered(_ document: Document, before instant: Instant, _ strikes: Strikes = .none) -> Bool {
    if let answered = strikes.answers[document.id], answered < instant { return true }
    return reports.contains { $0 > document.at && $0 < instant }
  }
}
