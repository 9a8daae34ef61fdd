/// Who may do something to a task, and whether it takes a second person's consent: the table beside the one of states.
///
/// - Source: design invariant 7; M34.
package struct TaskActionRule: Hashable, Sendable {
  /// In which of these places of a task a person has to stand.
  package var actors: [TaskActor]
  /// Whether somebody else has to have approved it.
  package var needsApproval: Bool
  /// Whether the one who may approve may also do it alone.
  package var approverActsAlone: Bool
  package var needsReason: Bool

  fileprivate init(
    _ actors: [TaskActor], approval: Bool = false, approverActsAlone: Bool = false, reason: Bool = false
  ) {
    self.actors = actors
    needsApproval = approval
    self.approverActsAlone = approverActsAlone
    needsReason = reason
  }
}

/// A place in which a person stands towards a task.
package enum TaskActor: String, Hashable, Sendable, CaseIterable {
  case holder
  case leader
  /// The head of the lead unit (牵头单位一把手).
  case leadHead = "head of the lead unit"
  case verifier
  /// Whom the rules name as approver; where they name nobody, the head above the lead unit or the office's.
  case approver
  /// Anybody of the coordination office (创建办).
  case office
  /// The daemon itself.
  case daemon
}

extension TaskAction {
  /// Who may do it.
  package var rule: TaskActionRule {
    switch self {
    case .dispatch: Rules.dispatch
    case .acknowledge, .report: Rules.work
    case .verify: Rules.verify
    case .return: Rules.return
    case .extend, .transfer, .suspend: Rules.change
    case .resume: Rules.resume
    case .void: Rules.void
    case .reopen: Rules.reopen
    case .reissue: Rules.reissue
    }
  }

  /// The rules are made once: every act asks for one.
  private enum Rules {
    static let dispatch = TaskActionRule([.daemon])
    static let work = TaskActionRule([.holder])
    static let verify = TaskActionRule([.verifier])
    static let `return` = TaskActionRule([.verifier], reason: true)
    static let change = TaskActionRule([.holder, .leader, .leadHead], approval: true, reason: true)
    static let resume = TaskActionRule([.holder, .leader, .leadHead, .approver, .office])
    static let void = TaskActionRule(
      [.approver, .holder, .leader, .leadHead, .verifier, .office], approval: true, approverActsAlone: true,
      reason: true)
    static let reopen = TaskActionRule([.verifier, .office], reason: true)
    static let reissue = TaskActionRule([.leader, .leadHead, .office], approval: true, reason: true)
  }

  /// What the rule asks for, in words: `holder, leader or head of the lead unit`.
  package var actorsText: String {
    let names = rule.actors.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
