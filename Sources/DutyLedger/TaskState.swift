/// The state of a task (任务状态).
package enum TaskState: String, Hashable, Sendable, CaseIterable {
  case generated, dispatched, acknowledged, reported, returned, suspended, closed, voided

  /// Whether somebody still owes something.
  package var isOpen: Bool { self != .closed && self != .voided }

  /// Whether roles still follow rule edits (design §3, Change): until the work is reported.
  package var follows: Bool {
    switch self {
    case .generated, .dispatched, .acknowledged, .returned, .suspended: true
    case .reported, .closed, .voided: false
    }
  }
}

/// What can happen to a task.
package enum TaskAction: String, Hashable, Sendable, CaseIterable {
  case dispatch, acknowledge, report, verify, `return`, extend, transfer, suspend, resume, void, reopen, reissue

  /// The state after this action, or the reason why it is refused.
  ///
  /// The whole life of a task is this one table; the chart in the documentation is printed from it.
  package func next(from state: TaskState) -> Result<TaskState, TaskRefusal> {
    let after: TaskState? =
      switch (self, state) {
      case (.dispatch, .generated): .dispatched
      case (.acknowledge, .dispatched): .acknowledged
      case (.report, .dispatched), (.report, .acknowledged), (.report, .returned): .reported
      case (.verify, .reported): .closed
      case (.return, .reported): .returned
      case (.suspend, .dispatched), (.suspend, .acknowledged), (.suspend, .returned): .suspended
      case (.resume, .suspended): .dispatched
      case (.void, let state) where state.isOpen: .voided
      case (.reopen, .closed): .returned
      // These leave it as it is.
      case (.extend, .dispatched), (.extend, .acknowledged), (.extend, .returned): state
      case (.transfer, .generated), (.transfer, .dispatched), (.transfer, .acknowledged), (.transfer, .returned),
        (.transfer, .suspended):
        state
      case (.reissue, .generated), (.reissue, .dispatched), (.reissue, .acknowledged), (.reissue, .returned): state
      default: nil
      }
    if let after { return .success(after) }
    return .failure(TaskRefusal(action: self, state: state))
  }
}

/// Why an action was refused.
package struct TaskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var action: TaskAction
  package var state: TaskState

  package init(action: TaskAction, state: TaskState) {
    self.action = action
    self.state = state
  }

  package var facts: [RefusalFact: String] { [.action: action.rawValue, .state: state.rawValue] }

  package var description: String {
    let allowed = TaskState.allCases.filter { if case .success = action.next(from: $0) { true } else { false } }
    let names = allowed.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return "a task that is \(state.rawValue) cannot \(action.rawValue); \(action.rawValue) needs \(names)"
  }
}
