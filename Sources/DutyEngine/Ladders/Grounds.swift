import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

/// Whether what a document was proposed for still stands when somebody comes to approve it, or to look at it (M44, M45).
///
/// - Shape: reads the ledger only. Tasks that are void or turned out to be no case, findings and notices that appeals
///   struck out bear nothing any more; what was put right meanwhile still was what it was.
package struct ProposalGround {
  private let store: any LedgerStore
  private let rung: Rung?
  private let struck: Set<String>

  /// - Parameters:
  ///   - rung: that from which the document came; `nil` for one that is not known any more.
  ///   - struck: what upheld appeals struck out, for who asks of many documents; read where it is not given.
  package init(_ store: any LedgerStore, _ rung: Rung?, struck: Set<String>? = nil) throws(StoreError) {
    self.store = store
    self.rung = rung
    if let struck { self.struck = struck } else { self.struck = try store.struckReferences() }
  }

  /// Why a document has nothing left to rest on; `nil` while it has.
  package func lost(_ content: NoticeContent, at now: Instant) throws(StoreError) -> LostGround? {
    if content.tasks.isEmpty { return try lost(ofUnit: content) }
    var last: LostGround?
    for number in content.tasks {
      guard let record = try store.caseRecord(number) else { continue }
      guard let gone = try lost(of: record, at: now) else { return nil }
      last = gone
    }
    return last
  }

  private func lost(of record: CaseRecord, at now: Instant) throws(StoreError) -> LostGround? {
    let number = record.task.number
    if let ended = try ended(number) { return ended }
    var strikes = Strikes(references: struck)
    for id in Set(record.documents.map(\.id)) {
      let answers = try store.records(NoticeAnswer.self, topic: Topic.notice(id))
      if let at = answers.map(\.at).min() { strikes.answers[id] = at }
    }
    if record.isStruck(strikes) { return .struck(task: number) }
    guard let (kind, wanted) = rung?.trigger.counts else { return nil }
    let left = record.counted(upTo: now, strikes).count { $0.kind == kind }
    return left < wanted ? .tooFew(left: left, wanted: wanted) : nil
  }

  private func lost(ofUnit content: NoticeContent) throws(StoreError) -> LostGround? {
    let id = "\(rungReference(ladder: content.ladder, rung: content.rung, subject: content.unit))/\(content.occasion)"
    guard let (_, wanted) = rung?.trigger.counts, let fired = try store.record(UnitRung.self, id: id)?.record else {
      return nil
    }
    var left = 0
    for reference in fired.counted where try bears(reference) { left += 1 }
    return left < wanted ? .tooFew(left: left, wanted: wanted) : nil
  }

  /// Whether something that was counted is neither struck out nor of a task that ended as none.
  private func bears(_ reference: String) throws(StoreError) -> Bool {
    if struck.contains(reference) { return false }
    var tasks = [String(reference.split(separator: "#", maxSplits: 1).first ?? "")]
    if let finding = try store.finding(reference)?.record {
      tasks = [finding.task]
    } else if let notice = try store.record(Notice.self, id: reference) {
      tasks = notice.record.content.tasks
    }
    var known = 0
    for number in tasks where try store.task(number: number) != nil {
      if try ended(number) == nil { return true }
      known += 1
    }
    // What names no task is no case's to lose.
    return known == 0
  }

  /// How a task ended, where it came to nothing.
  private func ended(_ number: String) throws(StoreError) -> LostGround? {
    guard let row = try store.task(number: number) else { return nil }
    switch (row.state, row.closure) {
    case (.voided, .joined?): return .noCase(task: number, .joined)
    case (.voided, _): return .void(task: number)
    case (.closed, .notFound?), (.closed, .notOurs?), (.closed, .joined?):
      return row.closure.map { .noCase(task: number, $0) }
    default: return nil
    }
  }
}

extension Book {
  /// The rung that a document came from, as the book has it; `nil` where it has it no more.
  package func rung(of content: NoticeContent) -> Rung? {
    guard let ladder = ladders[content.ladder], ladder.rungs.indices.contains(content.rung - 1) else { return nil }
    return ladder.rungs[content.rung - 1]
  }
}

extension LedgerStore {
  /// A case as its events tell it; `nil` for a number that is in no ledger.
  package func caseRecord(_ number: String) throws(StoreError) -> CaseRecord? {
    let events = try events(of: number) { kind in
      switch kind {
      case .receipt, .delivery, .evidence, .deduction: false
      default: true
      }
    }
    return CaseRecord(events.map { (event: $0.event, at: $0.at) })
  }

  /// What upheld appeals struck out, with everything that fell with it.
  package func struckReferences() throws(StoreError) -> Set<String> {
    let upheld = try records(AppealDecision.self).filter(\.record.isUpheld).map(\.record.against)
    return Set(upheld).union(try records(NoticeWithdrawal.self).map(\.record.notice))
  }
}

extension RungTrigger {
  /// What it counts, and how many of them.
  fileprivate var counts: (kind: CountedEvent.Kind, wanted: Int)? {
    switch self {
    case .failedNotices(let wanted): (.failedNotice, wanted)
    case .vetoes(let wanted): (.veto, wanted)
    case .relapses(let wanted): (.relapse, wanted)
    default: nil
    }
  }
}
