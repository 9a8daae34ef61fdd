import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// What a failed checklist line or a failing measured value opens: a finding of its own, by (standard, subject).
  ///
  /// - Shape: the source follows from the work that failed: a mock evaluation is self-checking, a second look an
  ///   inspection whose finding is a relapse of what it looked at, anything else a patrol.
  /// - Returns: no event where the subject is not in the book, or where it was said before.
  /// - Source: M20, M25, M36, M38.
  func checkFinding(
    _ standard: Ref<Standard>, task: TaskRow, by: String, text: String, at now: Instant
  ) throws(EngineError) -> [Event] {
    var batch = IntakeBatch()
    try checkFinding(standard, task: task, by: by, text: text, &batch, at: now)
    return batch.events
  }

  /// The same within a call that opens several, so that they see each other.
  func checkFinding(
    _ standard: Ref<Standard>, task: TaskRow, by: String, text: String, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    let key = task.record.key
    guard let subject = book.subject(key.subject) ?? book.subject(planner.formerNames.subject(key.subject)) else {
      return
    }
    let source: String =
      switch key.work {
      case .mock: FindingSource.selfCheck
      case .reinspection: "inspection"
      default: "patrol"
      }
    let name = book.standards[standard].name
    var report = FindingReport(
      source: book.settings.findings.source(source)
        ?? FindingSource(source, name: source, hasReporter: false),
      text: FindingWords(book).failed(name, note: text), by: by, foundAt: now)
    report.standard = standard
    report.subject = subject
    report.check = task.number
    report.reporter = by
    if key.work == .reinspection { report.relapseOf = key.period }
    _ = try take(report, &batch, at: now)
  }
}
