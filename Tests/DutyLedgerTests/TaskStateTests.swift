import DutyLedger
import Testing

/// The life of a task against a table written down a second time, by hand: rows are states, columns are actions.
@Suite struct TaskStateTests {
  /// Columns in the order of ``actions``; `-` is a refusal.
  private static let table: [TaskState: String] = [
    //             dispatch ack report verify return extend transfer suspend resume void reopen reissue
    .generated: "dispatched - - - - - generated - - voided - generated",
    .dispatched: "- acknowledged reported - - dispatched dispatched suspended - voided - dispatched",
    .acknowledged: "- - reported - - acknowledged acknowledged suspended - voided - acknowledged",
    .reported: "- - - closed returned - - - - voided - -",
    .returned: "- - reported - - returned returned suspended - voided - returned",
    .suspended: "- - - - - - suspended - dispatched voided - -",
    .closed: "- - - - - - - - - - returned -",
    .voided: "- - - - - - - - - - - -",
  ]
  private static let actions: [TaskAction] = [
    .dispatch, .acknowledge, .report, .verify, .return, .extend, .transfer, .suspend, .resume, .void, .reopen,
    .reissue,
  ]

  @Test func tableIsComplete() {
    #expect(Set(Self.table.keys) == Set(TaskState.allCases))
    #expect(Set(Self.actions) == Set(TaskAction.allCases))
    for row in Self.table.values { #expect(row.split(separator: " ").count == Self.actions.count) }
  }

  @Test(arguments: TaskState.allCases)
  func everyAction(from state: TaskState) throws {
    let row = try #require(Self.table[state]).split(separator: " ").map(String.init)
    for (action, expected) in zip(Self.actions, row) {
      switch action.next(from: state) {
      case .success(let next): #expect(next.rawValue == expected, "\(state) \(action)")
      case .failure(let refusal):
        #expect(expected == "-", "\(state) \(action)")
        #expect(refusal == TaskRefusal(action: action, state: state))
      }
    }
  }

  @Test func closingTakesTwoSteps() {
    for state in TaskState.allCases where state != .reported {
      #expect(throws: TaskRefusal.self) { try TaskAction.verify.next(from: state).get() }
    }
  }

  @Test func refusalNamesWhatWouldDo() {
    let refusal = TaskRefusal(action: .verify, state: .dispatched)
    #expect(refusal.description == "a task that is dispatched cannot verify; verify needs `reported`")
  }
}
