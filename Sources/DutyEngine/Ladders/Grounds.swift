import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

/// Whether what a document was proposed for still stands when somebody comes to approve it (M44, M45).
extension Engine {
  /// Why a proposal has nothing left to rest on; `nil` while it has.
  ///
  /// - Shape: tasks that are void, findings and notices that appeals struck out bear nothing any more; what was put
  ///   right meanwhile still was what it was.
  func goneGround(of content: NoticeContent, at now: Instant) throws(EngineError) -> String? {
    if content.tasks.isEmpty { return try goneGround(ofUnit: content) }
    var last = ""
    for number in content.tasks {
      guard let record = try caseRecord(number) else { continue }
      guard let gone = try goneGround(of: record, content, at: now) else { return nil }
      last = gone
    }
    return last.isEmpty ? nil : last
  }

  private func goneGround(
    of record: CaseRecord, _ content: NoticeContent, at now: Instant
  ) throws(EngineError) -> String? {
    let number = record.task.number
    if record.state == .voided { return "task \(number) is void" }
    let strikes = try strikes(of: [record])
    if record.isStruck(strikes) { return "what task \(number) rests on was struck out on appeal" }
    guard let (ladder, rung) = try rung(of: content),
      let (kind, wanted) = ladder.rungs[rung - 1].trigger.counts
    else { return nil }
    let left = record.counted(upTo: now, strikes).count { $0.kind == kind }
    return left < wanted ? "only \(left) of \(wanted) are left to count for task \(number)" : nil
  }

  private func goneGround(ofUnit content: NoticeContent) throws(EngineError) -> String? {
    let id = "\(rungReference(ladder: content.ladder, rung: content.rung, subject: content.unit))/\(content.occasion)"
    guard let (ladder, rung) = try rung(of: content), let (_, wanted) = ladder.rungs[rung - 1].trigger.counts,
      let fired = try reading({ store throws(StoreError) in try store.record(UnitRung.self, id: id) })?.record
    else { return nil }
    var left = 0
    for reference in fired.counted where try bears(reference) { left += 1 }
    return left < wanted ? "only \(left) of the \(wanted) that it counted are left" : nil
  }

  /// Whether something that was counted is neither struck out nor of a void task.
  private func bears(_ reference: String) throws(EngineError) -> Bool {
    if try struckReferences().contains(reference) { return false }
    var tasks = [String(reference.split(separator: "#", maxSplits: 1).first ?? "")]
    if let finding = try classified(reference) {
      tasks = [finding.task]
    } else if let notice = try reading({ store throws(StoreError) in try store.record(Notice.self, id: reference) }) {
      tasks = notice.record.content.tasks
    }
    var known = 0
    for number in tasks {
      guard let row = try reading({ store throws(StoreError) in try store.task(number: number) }) else { continue }
      if row.state != .voided { return true }
      known += 1
    }
    // What names no task is no case's to lose.
    return known == 0
  }
}

extension RungTrigger {
  /// What it counts, and how many of them.
  var counts: (kind: CountedEvent.Kind, wanted: Int)? {
    switch self {
    case .failedNotices(let wanted): (.failedNotice, wanted)
    case .vetoes(let wanted): (.veto, wanted)
    case .relapses(let wanted): (.relapse, wanted)
    default: nil
    }
  }
}
