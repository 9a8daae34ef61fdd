import DutyBook
import DutyCalendar
import DutyLedger

/// A task that something that happened opens: a finding, a summons, a hop of a cascade.
package struct CaseTask: Sendable {
  package var record: TaskRecord
  package var decision: Decision
  package var roles: EffectiveRoles
  /// The receipts that the record names: how the roles and the deadline were found.
  package var receipts: [Receipt]
}

/// How a question was decided on a day, with the receipt that says so.
package struct CaseDecision: Sendable {
  package var question: Question
  package var date: CivilDate
  package var decision: Decision
  package var roles: EffectiveRoles
  package var receipt: Receipt
}

extension Planner {
  package func caseDecision(_ question: Question, on date: CivilDate) -> CaseDecision {
    let decision = assignment.decide(question, on: date)
    let roles = assignment.effective(question, decision, on: date)
    let receipt = Receipt(
      kind: .assignment, body: ReceiptText.assignment(question, decision, roles, on: date, in: assignment))
    return CaseDecision(question: question, date: date, decision: decision, roles: roles, receipt: receipt)
  }

  /// Decides a case's task: its roles by the same rules as any other, its deadline by a limit from an instant.
  ///
  /// - Parameters:
  ///   - notes: what the deadline's receipt says besides, such as the stage of a limit.
  ///   - campaign: the one whose limit it is.
  ///   - decided: the roles, where they are known; not taken for another question or day.
  package func caseTask(
    _ key: TaskKey, limit: Limit, from start: Instant, ladder: String, isVeto: Bool = false, notes: [String] = [],
    campaign: Ref<Campaign>? = nil, decided: CaseDecision? = nil
  ) -> CaseTask? {
    guard let question = question(of: key) else { return nil }
    let date = book.settings.zone.local(start).date
    let made: CaseDecision
    if let decided, decided.question == question, decided.date == date {
      made = decided
    } else {
      made = caseDecision(question, on: date)
    }
    let derived = limit.deadline(from: start, period: nil, in: book.limitContext)
    let receipts = [
      made.receipt,
      Receipt(kind: .deadline, body: ReceiptText.deadline(derived, notes: notes, campaign: campaign, in: book)),
    ]
    let record = TaskRecord(
      key: key, opens: start, due: derived.due, limit: limit.description, roles: book.taskRoles(made.roles),
      assignment: receipts[0].id, deadline: receipts[1].id, ladder: ladder, isVeto: isVeto, book: book.digest)
    return CaseTask(record: record, decision: made.decision, roles: made.roles, receipts: receipts)
  }

  /// The question behind a key that no cadence opened: of a standard where the grain is one, else of the subject alone.
  func caseQuestion(of key: TaskKey) -> Question? {
    guard key.work != nil, let subject = book.subject(key.subject) ?? book.subject(formerNames.subject(key.subject))
    else { return nil }
    let standard = book.standards.ref(key.grain) ?? book.standards.ref(formerNames.topic(key.grain))
    return Question(standard: standard, sector: standard.map { book.standards[$0].sector }, subject: subject)
  }
}
