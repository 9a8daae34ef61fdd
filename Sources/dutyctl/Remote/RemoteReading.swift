import ArgumentParser
import DutyControl
import DutyLedger

/// What the reading commands show of a daemon elsewhere: the same JSON, and tables made of it.
enum RemoteReading {
  static func tasks(_ items: [JSONValue], _ format: OutputFormat) {
    if format == .json { return Output.json(.array(items)) }
    func text(_ task: JSONValue, _ key: String) -> String { task[key]?.string ?? "" }
    Output.table(
      [["number", "state", "due", "duty", "subject", "lead", "holder"]]
        + items.map { task in
          let round = task["round"]?.int ?? 0
          let grain = text(task, "grain")
          return [
            text(task, "number"), text(task, "state") + (round > 0 ? " (round \(round + 1))" : ""),
            local(text(task, "due")), text(task, "duty") + (grain.isEmpty ? "" : "[\(grain)]"), text(task, "subject"),
            text(task, "lead"), text(task, "holder"),
          ]
        })
  }

  static func task(_ task: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(task) }
    let shown = [
      "number", "state", "duty", "subject", "grain", "period", "opens", "due", "limit", "lead", "leader", "holder",
      "verifier", "closure",
    ]
    Output.table(
      shown.compactMap { key in
        task[key]?.string.flatMap { $0.isEmpty ? nil : [key, key == "due" || key == "opens" ? local($0) : $0] }
      })
    Output.line("history")
    for event in task["history"]?.array ?? [] {
      let body = event["body"]
      let what = [body?["action"], body?["by"], body?["note"]].compactMap { $0?.string }.filter { !$0.isEmpty }
      Output.line(
        "  \(local(event["at"]?.string ?? ""))  \(event["kind"]?.string ?? "")"
          + (what.isEmpty ? "" : ": " + what.joined(separator: ", ")))
    }
  }

  static func findings(_ items: [JSONValue], _ format: OutputFormat) {
    if format == .json { return Output.json(.array(items)) }
    func text(_ finding: JSONValue, _ key: String) -> String { finding[key]?.string ?? "" }
    Output.table(
      [["finding", "taken in", "standing", "source", "standard", "place", "task", "what"]]
        + items.map { finding in
          [
            text(finding, "id"), local(text(finding, "taken-at")), text(finding, "standing"), text(finding, "source"),
            text(finding, "standard"), text(finding, "place"), text(finding, "task"),
            String(text(finding, "text").prefix(40).filter { !$0.isNewline }),
          ]
        })
  }

  /// `2026-11-23T17:30:00+08:00` as the district's people read it.
  private static func local(_ instant: String) -> String {
    instant.count >= 16 ? instant.prefix(10) + " " + instant.dropFirst(11).prefix(5) : instant
  }
}
