import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

extension Engine {
  /// What follows from closing a task: the reporters of its finding, joined ones too, are told how it ended (M35).
  ///
  /// - Parameter task: the row before the action; `acted` is a `verify` or a `void`, anything else brings nothing.
  /// - Shape: a limit in stages is answered when its last stage closes. The second look that is due some days later is
  ///   found from the closure when its day comes, not written now (invariant 1).
  func closingEvents(_ task: TaskRow, _ acted: TaskActed, at now: Instant) throws(EngineError) -> [Event] {
    guard task.record.key.work == .rectification else { return [] }
    var row = task
    do {
      try row.take(acted, at: now)
    } catch {
      return []
    }
    guard !row.state.isOpen else { return [] }
    let id = task.record.key.period
    guard let finding = try reading({ store throws(StoreError) in try store.finding(id) })?.record else { return [] }
    let rows = try reading { store throws(StoreError) in try store.rectifications(of: finding) }
    guard let closure = rows.map({ $0.number == row.number ? row : $0 }).closure else { return [] }
    var batch = IntakeBatch()
    try answerAll(finding, closure: closure, whose: acted.whose, &batch, at: now)
    return batch.events
  }

  /// Tells everybody who reported the same problem how it ended.
  func answerAll(
    _ finding: Finding, closure: Closure, whose: String, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    let joined = try reading { store throws(StoreError) in try store.findingsJoined(to: finding) }
    for one in [finding] + joined { try answer(one, stage: closure.rawValue, whose: whose, &batch, at: now) }
  }

  /// One answer to a reporter; a stage that was answered before, as after a reopening, is counted on: `fixed-2`. Where
  /// there is no reporter nothing is written to anybody: how it ended is kept without a text, since second looks and
  /// later stages count from there.
  func answer(
    _ finding: Finding, stage: String, whose: String = "", _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    let id = finding.id
    let hasReporter = finding.hasReporter(in: book)
    guard hasReporter || Closure(rawValue: stage) != nil else { return }
    let before = try reading { store throws(StoreError) in try store.answers(to: id) }.map(\.record)
    let same = before.count { $0.stage == stage || $0.stage.hasPrefix(stage + "-") && $0.number(of: stage) != nil }
    if same > 0, stage == FindingAnswered.received { return }
    let text =
      hasReporter
      ? FindingWords(book).answer(
        finding, stage: stage, whose: whose, deadline: try promised(finding, batch), number: finding.id) : ""
    batch.events.append(
      .fact(
        Fact(
          FindingAnswered(
            finding: finding.id, stage: same == 0 ? stage : "\(stage)-\(same + 1)", text: text,
            contact: finding.contact))))
  }

  /// The deadline that a reporter is told: that of the task, in the ledger or in this batch.
  private func promised(_ finding: Finding, _ batch: IntakeBatch) throws(EngineError) -> Instant? {
    for case .generated(let record) in batch.events where record.number == finding.task { return record.due }
    let number = finding.task
    guard !number.isEmpty else { return nil }
    return try reading { store throws(StoreError) in try store.task(number: number) }?.record.due
  }
}

extension Finding {
  /// Whether anybody waits for an answer: by its source, or because a contact was left.
  package func hasReporter(in book: Book) -> Bool {
    !contact.isEmpty || book.settings.findings.source(source)?.hasReporter ?? true
  }
}

extension FindingAnswered {
  package static let received = "received"
  package static let progress = "progress"

  /// Which answer of a stage it is: 1 for `fixed`, 2 for `fixed-2`; `nil` for another stage.
  package func number(of wanted: String) -> Int? {
    if stage == wanted { return 1 }
    guard stage.hasPrefix(wanted + "-") else { return nil }
    return Int(stage.dropFirst(wanted.utf8.count + 1))
  }

  /// How it ended; `nil` for an answer on the way.
  package var closure: Closure? {
    Closure.allCases.first { number(of: $0.rawValue) != nil }
  }
}
