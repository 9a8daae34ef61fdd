/// The life of a task on paper: printed from the table, so that the picture cannot say anything else.
package enum TaskChart {
  /// A state diagram in Mermaid's notation.
  package static var mermaid: String {
    var lines = ["stateDiagram-v2", "  [*] --> generated"]
    for state in TaskState.allCases {
      var byTarget: [(state: TaskState, actions: [String])] = []
      for action in TaskAction.allCases {
        guard case .success(let next) = action.next(from: state) else { continue }
        if let index = byTarget.firstIndex(where: { $0.state == next }) {
          byTarget[index].actions.append(action.rawValue)
        } else {
          byTarget.append((next, [action.rawValue]))
        }
      }
      for (next, actions) in byTarget {
        lines.append("  \(state.rawValue) --> \(next.rawValue): \(actions.joined(separator: ", "))")
      }
    }
    return (lines + ["  closed --> [*]", "  voided --> [*]"]).joined(separator: "\n") + "\n"
  }

  /// Every state and action: the next state, or `–` for a refusal.
  package static var stateTable: String {
    let head = ["state"] + TaskAction.allCases.map(\.rawValue)
    let rows = TaskState.allCases.map { state in
      [state.rawValue]
        + TaskAction.allCases.map { action in
          if case .success(let next) = action.next(from: state) { next.rawValue } else { "–" }
        }
    }
    return markdown(head, rows)
  }

  /// Every action: who may do it, and what it takes besides.
  package static var actionTable: String {
    markdown(
      ["action", "done by", "approved by", "reason"],
      TaskAction.allCases.map { action in
        let rule = action.rule
        let approval = rule.needsApproval ? rule.approverActsAlone ? "approver, who may act alone" : "approver" : "–"
        return [action.rawValue, action.actorsText, approval, rule.needsReason ? "needed" : "–"]
      })
  }

  /// All three, as the documentation has them.
  package static var document: String {
    "```mermaid\n\(mermaid)```\n\n\(stateTable)\n\(actionTable)"
  }

  private static func markdown(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
