import DutyBook
import DutyLedger
import DutyPorts

extension Engine {
  /// `task-ask`: whether somebody could do something to a task were it approved, and who may approve it; writes
  /// nothing.
  ///
  /// Where askers and approvers each speak for themselves, the wish waits elsewhere until one of them consents.
  func askFirst(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("number"))
    let by = try someone(call.text("by"), "by", at: call.at)
    guard let action = TaskAction(rawValue: call.text("action")) else {
      throw .denied(
        400, .notUnderstood, "`\(call.text("action"))` is nothing that is done to a task",
        help: "see `dutyctl task --help`")
    }
    if case .failure(let refusal) = action.next(from: row.state) {
      throw .denied(
        409, .notNow, refusal.facts, "\(row.number): \(refusal.description)",
        help: "see `dutyctl task show \(row.number)`")
    }
    let matter = try TaskCase(self, row, ActBatch(now: call.at, via: call.author))
    try matter.checkActor(action, by)
    if action == .extend, !call.text("until").isEmpty || !call.text("limit").isEmpty {
      _ = try extended(row, until: call.text("until"), limit: call.text("limit"), at: call.at)
    }
    let approvers = matter.approvers
    return [
      "number": .string(row.number), "action": .string(action.rawValue),
      "approvers": .array(approvers.map { .string(book.people[$0].id) }),
      "alone": .bool(!action.rule.needsApproval || (action.rule.approverActsAlone && approvers.contains(by))),
    ]
  }
}
