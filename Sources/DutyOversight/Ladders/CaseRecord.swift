import DutyCalendar
import DutyLedger

/// What a ladder wants to know of one case: a pure fold over the events of its task.
///
/// - Shape: ``due`` is the deadline in force, so that extensions, resumptions and derivations anew are in it already.
/// - Source: M36, M41, M43; design invariant 1.
package struct CaseRecord: Hashable, Sendable {
  /// A rung that fired.
  package struct Fired: Hashable, Sendable {
    package var ladder: String
    package var number: Int
    package var nominal: Instant
    package var at: Instant
    package var recipients: [String]
  }

  /// A document that went out about the case.
  package struct Document: Hashable, Sendable {
    package var id: String
    /// Empty for one that several rungs were put together in.
    package var ladder: String
    package var rung: Int
    package var at: Instant
    package var recipients: [String]
    package var answerBy: Instant?
  }

  /// While nothing is asked; open at its end while it lasts.
  package struct Suspension: Hashable, Sendable {
    package var from: Instant
    package var to: Instant?
  }

  package var task: TaskRecord
  package var state: TaskState
  package var dispatchedAt: Instant?
  package var acknowledgedAt: Instant?
  package var reports: [Instant] = []
  /// When the work was returned or opened again, by round from 1.
  package var returns: [Instant] = []
  package var suspensions: [Suspension] = []
  /// Findings that opened or joined it.
  package var findings: [(finding: Finding, at: Instant)] = []
  package var fired: [Fired] = []
  package var documents: [Document] = []

  package var due: Instant { task.due }

  /// Folds a task's history, oldest first; `nil` where it does not begin with the task.
  package init?(_ history: [(event: Event, at: Instant)]) {
    let generated = history.lazy.compactMap { if case .generated(let record) = $0.event { record } else { nil } }
    guard let record = generated.first else { return nil }
    var row = TaskRow(record: record)
    task = record
    state = row.state
    for (event, at) in history { take(event, at, &row) }
    task = row.record
    state = row.state
  }

  private mutating func take(_ event: Event, _ at: Instant, _ row: inout TaskRow) {
    switch event {
    case .dispatched: act(TaskActed(task: row.number, action: .dispatch, by: ""), at, &row)
    case .acted(let acted): act(acted, at, &row)
    case .moved(let move): row.record = row.record.with(RecordChange(roles: move.to))
    case .rederived(let change): row.record = row.record.with(change.change)
    case .rung(let rung):
      fired.append(
        Fired(ladder: rung.ladder, number: rung.rung, nominal: rung.nominal, at: at, recipients: rung.recipients))
    case .fact(let fact):
      if let finding = fact.record(Finding.self), finding.task == row.number { findings.append((finding, at)) }
      if let classified = fact.record(FindingClassified.self), classified.now.task == row.number {
        findings.append((classified.now, at))
      }
      if let notice = fact.record(Notice.self) {
        documents.append(
          Document(
            id: notice.id, ladder: notice.content.ladder, rung: notice.content.rung, at: at,
            recipients: notice.content.recipients, answerBy: notice.content.answerBy))
      }
    default: break
    }
  }

  private mutating func act(_ acted: TaskActed, _ at: Instant, _ row: inout TaskRow) {
    guard (try? row.take(acted, at: at)) != nil else { return }
    switch acted.action {
    case .dispatch: dispatchedAt = at
    case .acknowledge: acknowledgedAt = acknowledgedAt ?? at
    case .report: reports.append(at)
    case .return, .reopen: returns.append(at)
    case .suspend: suspensions.append(Suspension(from: at))
    case .resume: if let last = suspensions.indices.last { suspensions[last].to = at }
    default: break
    }
  }

  /// Whether a rung of a ladder has fired.
  package func hasFired(_ ladder: String, _ number: Int) -> Bool {
    fired.contains { $0.ladder == ladder && $0.number == number }
  }

  /// The newest document of a rung: its own, or the one into which it was put together with others.
  package func document(ladder: String, rung: Int) -> Document? {
    if let own = documents.last(where: { $0.ladder == ladder && $0.rung == rung }) { return own }
    guard let fired = fired.last(where: { $0.ladder == ladder && $0.number == rung }) else { return nil }
    return documents.last { $0.ladder.isEmpty && $0.at == fired.at && $0.recipients == fired.recipients }
  }

  /// Seconds between two instants during which the case was suspended.
  package func suspended(from: Instant, to: Instant) -> Int64 {
    suspensions.reduce(0) { sum, span in
      sum + max(0, min((span.to ?? to).seconds, to.seconds) - max(span.from.seconds, from.seconds))
    }
  }

  package static func == (a: CaseRecord, b: CaseRecord) -> Bool {
    a.task == b.task && a.state == b.state && a.dispatchedAt == b.dispatchedAt && a.acknowledgedAt == b.acknowledgedAt
      && a.reports == b.reports && a.returns == b.returns && a.suspensions == b.suspensions
      && a.findings.map(\.finding) == b.findings.map(\.finding) && a.fired == b.fired && a.documents == b.documents
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(task)
    hasher.combine(state)
    hasher.combine(fired)
  }
}
