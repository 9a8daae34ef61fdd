import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

/// Numbered documents as JSON: what the command line prints and the API answers.
package enum NoticeJSON {
  /// What a document is about, in a few words.
  ///
  /// - Parameter gone: the tasks that it no longer speaks of.
  package static func about(_ content: NoticeContent, without gone: Set<String> = []) -> String {
    let subject: String
    let tasks = content.tasks.filter { !gone.contains($0) }
    switch tasks.count {
    case 0: subject = [content.unit, content.occasion].filter { !$0.isEmpty }.joined(separator: " ")
    case 1: subject = tasks[0]
    default: subject = "\(tasks.count) tasks"
    }
    let rung = content.ladder.isEmpty ? "" : "\(content.ladder)/\(content.rung)"
    return [content.action, rung, subject].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A document; its `tasks` are those that it still speaks of, its `answer-by` stands while it is not withdrawn.
  package static func value(
    _ notice: Notice, at: Instant, isWithdrawn: Bool, gone: Set<String> = [], in zone: Zone
  ) -> JSONValue {
    let content = notice.content
    let answerBy = isWithdrawn ? nil : content.answerBy
    return [
      "id": .string(notice.id), "at": .string(zone.rfc3339(at)), "action": .string(content.action),
      "ladder": .string(content.ladder), "rung": .int(Int64(content.rung)),
      "tasks": .array(content.tasks.filter { !gone.contains($0) }.map { .string($0) }),
      "gone": .array(content.tasks.filter { gone.contains($0) }.map { .string($0) }), "unit": .string(content.unit),
      "occasion": .string(content.occasion), "recipients": .array(content.recipients.map { .string($0) }),
      "by": .string(content.by), "answer-by": answerBy.map { .string(zone.rfc3339($0)) } ?? .null,
      "approved-by": .string(notice.approvedBy), "proposal": .string(notice.proposal),
      "reason": .string(content.reason), "head": .string(notice.head), "withdrawn": .bool(isWithdrawn),
    ]
  }

  /// A document with its answers and deliveries.
  package static func whole(
    _ stored: Recorded<Notice>, in store: any LedgerStore, _ zone: Zone
  ) throws(StoreError) -> JSONValue {
    let id = stored.record.id
    let withdrawal = try store.record(NoticeWithdrawal.self, id: id)
    let gone = try store.amendedNotices()[id] ?? []
    var fields =
      value(stored.record, at: stored.at, isWithdrawn: withdrawal != nil, gone: gone, in: zone).object ?? [:]
    if let withdrawal {
      let decision = try store.record(AppealDecision.self, id: withdrawal.record.appeal)?.record
      fields["withdrawal"] = [
        "at": .string(zone.rfc3339(withdrawal.at)), "appeal": .string(withdrawal.record.appeal),
        "by": .string(decision?.by ?? ""), "reason": .string(decision?.reason ?? withdrawal.record.reason),
      ]
    }
    fields["answers"] = .array(
      try store.records(NoticeAnswer.self, topic: Topic.notice(id)).map {
        ["by": .string($0.record.by), "at": .string(zone.rfc3339($0.at)), "text": .string($0.record.text)]
      })
    fields["deliveries"] = .array(
      try store.records(Delivery.self, topic: Topic.notice(id)).map {
        ["to": .string($0.record.recipient), "way": .string($0.record.way), "at": .string(zone.rfc3339($0.at))]
      })
    return .object(fields)
  }

  /// What waits for approval; what has lost its ground says so, and waits to be rejected.
  package static func proposal(
    _ stored: Recorded<NoticeProposal>, why: String, lapsed: LostGround?, in zone: Zone
  ) -> JSONValue {
    [
      "id": .string(stored.record.id), "at": .string(zone.rfc3339(stored.at)), "series": .string(stored.record.series),
      "approver": .string(stored.record.approver), "about": .string(about(stored.record.content)),
      "recipients": .array(stored.record.content.recipients.map { .string($0) }), "reason": .string(why),
      "lapsed": lapsed.map { .string($0.description) } ?? .null,
    ]
  }
}

extension LedgerStore {
  /// By document: the tasks that it no longer speaks of since appeals were upheld.
  package func amendedNotices() throws(StoreError) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for decision in try records(AppealDecision.self) where decision.record.isUpheld {
      for case .amended(let notice, let tasks) in decision.record.effects {
        found[notice, default: []].formUnion(tasks)
      }
    }
    return found
  }

  /// What the rung that proposed a document counted.
  package func why(_ content: NoticeContent) throws(StoreError) -> String {
    if let task = content.tasks.first {
      let fired = try rungs(task: task).first { $0.ladder == content.ladder && $0.rung == content.rung }
      return fired?.reason ?? content.reason
    }
    let id = "\(content.ladder)/\(content.rung)/\(content.unit)/\(content.occasion)"
    guard let rung = try record(UnitRung.self, id: id)?.record else { return content.reason }
    return "\(rung.reason): \(rung.counted.joined(separator: ", "))"
  }
}
