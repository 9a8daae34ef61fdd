import DutyLedger
import Foundation
import Testing

/// The documentation is printed from the tables: it cannot say anything else than the daemon does.
@Suite struct TaskChartTests {
  @Test func theReferenceHasTheChartOfTheTable() throws {
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    let reference = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("rules/README.md")
    let text = try String(contentsOf: reference, encoding: .utf8)
    #expect(text.contains(TaskChart.document), "print it again: dutyctl schema --states")
  }

  @Test func theChartHasEveryStep() {
    var steps = 0
    for state in TaskState.allCases {
      for action in TaskAction.allCases {
        guard case .success(let next) = action.next(from: state) else { continue }
        steps += 1
        let line = TaskChart.mermaid.split(separator: "\n").first {
          $0.hasPrefix("  \(state.rawValue) --> \(next.rawValue): ")
        }
        #expect(line?.contains(action.rawValue) == true, "\(state) \(action)")
      }
    }
    #expect(steps > 20)
  }

  /// Who may do what, written down a second time.
  @Test(arguments: [
    (TaskAction.acknowledge, "holder", false), (.report, "holder", false), (.verify, "verifier", false),
    (.return, "verifier", false), (.extend, "holder, leader or head of the lead unit", true),
    (.transfer, "holder, leader or head of the lead unit", true),
    (.suspend, "holder, leader or head of the lead unit", true),
    (.resume, "holder, leader, head of the lead unit, approver or office", false),
    (.void, "approver, holder, leader, head of the lead unit, verifier or office", true),
    (.reopen, "verifier or office", false), (.reissue, "leader, head of the lead unit or office", true),
    (.dispatch, "daemon", false),
  ])
  func actors(_ action: TaskAction, _ who: String, _ needsApproval: Bool) {
    #expect(action.actorsText == who)
    #expect(action.rule.needsApproval == needsApproval)
    #expect(!action.rule.actors.contains(.holder) || (action != .verify && action != .return && action != .reopen))
  }
}
