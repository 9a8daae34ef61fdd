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
      "number", "state", "duty", "subject", "grain", "period", "opens", "due", "limit", "limit-campaign", "lead", "leader", "holder",
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

  /// One finding: what was said, its tasks, and what its reporter was told.
  static func finding(_ finding: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(finding) }
    RemoteTable.show(
      finding,
      keys: [
        "id", "standing", "text", "source", "standard", "place", "place-text", "found-at", "taken-at", "by", "reporter",
        "contact", "relapse-of", "joined-to", "list", "joined", "second-looks",
      ])
    for (key, what) in [("tasks", "task"), ("own-tasks", "its own task, until it was joined,")] {
      for task in finding[key]?.array ?? [] {
        func text(_ key: String) -> String { RemoteTable.cell(task[key]) }
        Output.line("\(what) \(text("number")): \(text("state")), due \(text("due")) (\(text("limit")))")
      }
    }
    let told = (finding["answers"]?.array ?? []).map { "\(RemoteTable.cell($0["at"]))  \($0["text"]?.string ?? "")" }
    for line in FindingText.told(told, contact: finding["contact"]?.string ?? "") { Output.line(line) }
  }

  /// A cascade, each level below the one that handed it down.
  static func cascade(_ cascade: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(cascade) }
    func text(_ value: JSONValue, _ key: String) -> String { RemoteTable.cell(value[key]) }
    func rows(_ tasks: [JSONValue], _ depth: Int) -> [[String]] {
      tasks.flatMap { task in
        [[
          String(repeating: "  ", count: depth) + text(task, "subject"), text(task, "number"), text(task, "state"),
          "due " + text(task, "due"), text(task, "holder"),
        ]] + rows(task["below"]?.array ?? [], depth + 1)
      }
    }
    Output.line("\(text(cascade, "cascade")) \(text(cascade, "text"))")
    Output.line("  \(text(cascade, "duty")), by \(text(cascade, "by")) at \(text(cascade, "at"))")
    Output.table(rows(cascade["tasks"]?.array ?? [], 1))
  }

  /// What a mock evaluation came to, by sector and unit.
  static func mock(_ score: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(score) }
    RemoteTable.show(score, keys: ["id", "seed", "date", "population", "waiting"])
    func lines(_ key: String) {
      Output.line("by \(key.dropLast())")
      Output.table(
        [["", "drawn", "looked at", "passed", "points"]]
          + (score[key]?.array ?? []).map { line in
            func milli(_ key: String) -> String { FindingText.milli(Int(line[key]?.int ?? 0)) }
            return ["name", "drawn", "looked-at", "passed"].map { RemoteTable.cell(line[$0]) }
              + ["\(milli("milli-passed")) / \(milli("milli-points"))"]
          }, indent: "  ")
    }
    lines("sectors")
    lines("units")
    for failed in score["failed"]?.array ?? [] {
      Output.line("failed: task \(RemoteTable.cell(failed["task"])), finding \(RemoteTable.cell(failed["finding"]))")
    }
  }

  /// One campaign: its measures, and its goals beside their pace.
  static func campaign(_ campaign: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(campaign) }
    RemoteTable.show(campaign, keys: ["campaign", "name", "from", "until", "days-left", "commander", "lead"])
    Output.line("measures")
    RemoteTable.show(
      campaign["measures"]?.array ?? [],
      ["measure": "measure", "due": "due", "done": "done", "unit": "unit", "name": "name"], indent: "  ")
    Output.line("goals")
    RemoteTable.show(
      campaign["goals"]?.array ?? [],
      [
        "goal": "goal", "done": "done", "target": "target", "expected": "expected", "short": "shortfall", "by": "by",
        "name": "name",
      ], indent: "  ")
  }

  /// `2026-11-23T17:30:00+08:00` as the district's people read it.
  static func local(_ text: String) -> String {
    guard text.firstMatch(of: #/^\d{4}-\d\d-\d\dT\d\d:\d\d/#) != nil else { return text }
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }
}
