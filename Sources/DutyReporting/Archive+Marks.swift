import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts

extension Archive {
  /// What upheld appeals did to a document that is out, oldest first (M46).
  func marks(of id: String) throws(StoreError) -> [NoticeMark] {
    var marks: [NoticeMark] = []
    for stored in try store.records(AppealDecision.self) where stored.record.isUpheld {
      let decision = stored.record
      let gone = decision.gone(from: id)
      guard !gone.isEmpty else { continue }
      marks.append(
        NoticeMark(
          date: date(stored.at), appeal: decision.appeal, by: partyName(decision.by), reason: decision.reason,
          gone: gone))
    }
    if let withdrawal = try store.record(NoticeWithdrawal.self, id: id) {
      let appeal = withdrawal.record.appeal
      let decision = try store.record(AppealDecision.self, id: appeal)?.record
      marks.append(
        NoticeMark(
          date: date(withdrawal.at), appeal: appeal, by: partyName(decision?.by ?? ""), reason: decision?.reason ?? ""))
    }
    return marks
  }

  /// Documents of which nobody is to answer any more.
  func withdrawnNotices() throws(StoreError) -> Set<String> {
    Set(try store.records(NoticeWithdrawal.self).map(\.record.notice))
  }

  /// Documents that decisions have touched since they went out: withdrawn, without some of their tasks, or with other
  /// points.
  func touchedNotices() throws(StoreError) -> Set<String> {
    var found = try withdrawnNotices()
    for decision in try store.records(AppealDecision.self).map(\.record) where decision.isUpheld {
      for effect in decision.effects {
        switch effect {
        case .amended(let notice, _): found.insert(notice)
        case .givenBack(let deduction, _), .takenAfterAll(let deduction, _):
          // Its reference is a notice's, a finding's or a task's: only a notice is asked for.
          if let known = try store.record(Deduction.self, id: deduction) { found.insert(known.record.reference) }
        case .rung, .withdrawn, .lifted, .rank, .voided, .goesOn: break
        }
      }
    }
    return found
  }

  /// The tasks that a document is about: those it names, else those in which its unit's rung counted something.
  func tasks(of content: NoticeContent) throws(StoreError) -> [String] {
    guard content.tasks.isEmpty, !content.unit.isEmpty, !content.occasion.isEmpty else { return content.tasks }
    let rung = rungReference(ladder: content.ladder, rung: content.rung, subject: content.unit)
    guard let fired = try store.record(UnitRung.self, id: "\(rung)/\(content.occasion)")?.record else { return [] }
    var found: [String] = []
    for reference in fired.counted {
      for number in try tasks(counted: reference) where !found.contains(number) { found.append(number) }
    }
    return found
  }

  /// The tasks of what a rung counted: a round of one, a finding's, a notice's.
  private func tasks(counted reference: String) throws(StoreError) -> [String] {
    if let finding = try store.finding(reference)?.record { return [finding.task] }
    if let notice = try store.record(Notice.self, id: reference)?.record { return notice.content.tasks }
    return [String(reference.split(separator: "#", maxSplits: 1).first ?? "")]
  }
}
