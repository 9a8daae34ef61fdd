import DutyBook
import DutyDispatch
import DutyLedger
import DutyPorts

extension LedgerStore {
  /// What the tasks of cases among these are about, by number, for their queues.
  package func queueCases(_ tasks: [TaskRow], in book: Book) throws(StoreError) -> [String: QueueCase] {
    var cases: [String: QueueCase] = [:]
    for row in tasks {
      if let matter = try queueCase(row, in: book) { cases[row.number] = matter }
    }
    return cases
  }

  /// What one task is about; `nil` for a task of no case.
  func queueCase(_ row: TaskRow, in book: Book) throws(StoreError) -> QueueCase? {
    let id = row.record.key.period
    switch row.record.key.work {
    case .rectification, .reinspection, .classification: return try findingCase(id, row, in: book)
    case .attendance:
      return try record(Summons.self, id: id).map { QueueCase(id: id, text: $0.record.text) }
    case .anomaly:
      return try record(Contact.self, id: id).map { QueueCase(id: id, text: $0.record.text) }
    case .ruling:
      let said = try records(Disowned.self, topic: Topic.task(id)).map(\.record.reason).filter { !$0.isEmpty }
      return QueueCase(id: id, text: said.joined(separator: "; "))
    case .mock: return nil
    case nil:
      guard id.hasPrefix("C-") else { return nil }
      return try record(CascadeStarted.self, id: id).map { QueueCase(id: id, text: $0.record.text) }
    }
  }

  private func findingCase(_ id: String, _ row: TaskRow, in book: Book) throws(StoreError) -> QueueCase? {
    guard let finding = try finding(id)?.record else { return nil }
    let source = book.settings.findings.source(finding.source)?.name ?? finding.source
    var matter = QueueCase(id: id, text: finding.text, source: source)
    switch row.record.key.work {
    case .rectification:
      matter.stage = row.record.key.n
      matter.stages = try rectifications(of: finding).count
      matter.relapseOf = finding.relapseOf
      matter.others = try findingsJoined(to: finding).count
    case .classification:
      if !finding.placeText.isEmpty { matter.text += " @ " + finding.placeText }
    default: break
    }
    return matter
  }
}
