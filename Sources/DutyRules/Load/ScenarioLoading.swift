import DutyBook
import DutyCalendar

/// `scenarios/*.yaml`: one model of behaviour a file.
extension Loading {
  func loadScenarios() {
    for (_, map) in documents(.scenarios) {
      let idText = reader.text(map, "scenario")
      let id = idText.flatMap { newID($0) }
      let behaviours = reader.items(map, "behaviour").compactMap { item in
        reader.map(item, .behaviour, "a row of `behaviour`").map { behaviour($0) }
      }
      let flow = map["findings"].flatMap { reader.map($0, .findingFlow, "`findings`") }.flatMap { findingFlow($0) }
      let progress = reader.items(map, "progress").compactMap { item in
        reader.map(item, .progressFlow, "a row of `progress`").flatMap { progressFlow($0) }
      }
      let days = span(from: reader.text(map, "from"), until: reader.text(map, "to"))
      let script = loadScript(map, days)
      let expectations = loadExpectations(map, labels: Set(script.compactMap(\.label)))
      guard let id, let idText else { continue }
      let scenario = Scenario(
        id: id, name: reader.text(map, "name")?.string ?? id, was: reader.text(map, "was")?.string,
        seed: reader.text(map, "seed").flatMap { whole($0, 0...1_000_000_000) } ?? 1, from: days.from, to: days.until,
        behaviours: behaviours, findings: flow, progress: progress, script: script, expectations: expectations,
        source: idText.place)
      if let earlier = scenarios.add(scenario) { duplicate("scenario", id, scenario.source, earlier: earlier.source) }
    }
  }

  private func behaviour(_ map: YAMLMap) -> Behaviour {
    func share(_ key: String, _ usual: Int) -> Int {
      reader.text(map, key).flatMap { whole($0, 0...100, units: ["%"]) } ?? usual
    }
    return Behaviour(
      of: map["of"].map { unitSelector($0, "`of`") } ?? UnitSelector(), acknowledge: share("acknowledge", 100),
      onTime: share("on-time", 100), report: share("report", 100), pass: share("pass", 100),
      meet: share("meet", 100), relapse: share("relapse", 0))
  }

  private func findingFlow(_ map: YAMLMap) -> FindingFlow? {
    guard let perMonth = reader.text(map, "per-month").flatMap({ whole($0, 0...1_000_000) }) else { return nil }
    var flow = FindingFlow(perMonth: perMonth)
    flow.vetoes = reader.text(map, "vetoes").flatMap { whole($0, 0...1_000_000) } ?? 0
    for (key, value) in reader.pairs(map, "months") {
      guard let month = whole(key, 1...12),
        let count = reader.text(value, "`\(key.string)`").flatMap({ whole($0, 0...1_000_000) })
      else { continue }
      flow.months[month] = count
    }
    for (key, value) in reader.pairs(map, "sources") {
      if let share = reader.text(value, "`\(key.string)`").flatMap({ whole($0, 0...1_000_000) }) {
        flow.sources[key.string] = share
      }
    }
    return flow
  }

  private func progressFlow(_ map: YAMLMap) -> ProgressFlow? {
    let campaign = reader.text(map, "campaign")
    if let campaign, campaigns.ref(campaign.string) == nil {
      unknown(campaign, "campaign", in: campaigns.rows.map(\.id))
      return nil
    }
    guard let campaign, let quantity = reader.text(map, "quantity"),
      let total = reader.text(map, "total").flatMap({ whole($0, 0...1_000_000_000) }),
      let by = reader.text(map, "by").flatMap({ date($0) })
    else { return nil }
    return ProgressFlow(campaign: campaign.string, quantity: quantity.string, total: total, by: by)
  }
}
