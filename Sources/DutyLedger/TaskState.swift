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
    let row: [TaskState: TaskState]
    switch self {
    case .dispatch: row = [.generated: .dispatched]
    case .acknowledge: row = [.dispatched: .acknowledged]
    case .report: row = [.dispatched: .reported, .acknowledged: .reported, .returned: .reported]
    case .verify: row = [.reported: .closed]
    case .return: row = [.reported: .returned]
    case .extend: row = same(.dispatched, .acknowledged, .returned)
    case .transfer: row = same(.generated, .dispatched, .acknowledged, .returned, .suspended)
    case .suspend: row = [.dispatched: .suspended, .acknowledged: .suspended, .returned: .suspended]
    case .resume: row = [.suspended: .dispatched]
    case .void:
      row = Dictionary(uniqueKeysWithValues: TaskState.allCases.filter(\.isOpen).map { ($0, .voided) })
    case .reopen: row = [.closed: .returned]
    case .reissue: row = same(.generated, .dispatched, .acknowledged, .returned)
    }
    if let after = row[state] { return .success(after) }
    return .failure(TaskRefusal(action: self, state: state))
  }
}

private func same(_ states: TaskState...) -> [TaskState: TaskState] {
  Dictionary(uniqueKeysWithValues: states.map { ($0, $0) })
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
