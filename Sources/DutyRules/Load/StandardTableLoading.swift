import DutyBook
import DutyCalendar

/// `standards/*.csv`: the evaluation system as a spreadsheet.
extension Loading {
  private static let fixedColumns = [
    CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("sector", required: true),
    CSVColumn("points"), CSVColumn("veto"), CSVColumn("on-finding"), CSVColumn("evidence"), CSVColumn("tags"),
    CSVColumn("kinds"), CSVColumn("measure"), CSVColumn("at-least"), CSVColumn("at-most"), CSVColumn("was"),
    CSVColumn("limit"), CSVColumn("limit-key"), CSVColumn("limit-general"), CSVColumn("limit-inspection"),
  ]

  func loadStandardsTable(_ file: RuleFile) {
    guard let decoded = decode(file, limit: ReadLimits.csvBytes, sink) else { return markUnread("standards") }
    // A zone of the place register may have its own column of limits.
    let zones = places.zoneNames.map { "limit-" + $0 }.filter { name in
      !Loading.fixedColumns.contains { $0.name == name }
    }
    let columns = Loading.fixedColumns + zones.map { CSVColumn($0) }
    guard let table = CSVTable(decoded, columns: columns, sink, nearest) else { return markUnread("standards") }
    while table.next() {
      if let standard = standard(table) { addStandard(standard) }
    }
  }

  private func standard(_ table: CSVTable) -> Standard? {
    let identity = idAndName(table, reserved: ["any"])
    guard table.required(2) != nil, let sectorText = table.value(2), let sector = self.sector(sectorText) else {
      return nil
    }
    let points = table.value(3).flatMap { decimal($0, digits: 3, 0...1_000_000_000) }
    let isVeto = table.value(4).flatMap { flag($0) }
    let isOnFinding = table.value(5).flatMap { flag($0) }
    let subjects = self.subjects(table)
    let measure = self.measure(table)
    let limits = self.limits(table)
    guard let (id, name) = identity else { return nil }
    return Standard(
      id: id, name: name, sector: sector, milliPoints: points ?? 0, isVeto: isVeto ?? false,
      tags: Set(table.list(7).map(\.string)), measure: measure, evidence: table.list(6).map(\.string),
      isOnFinding: isOnFinding ?? false, appliesTo: subjects, limits: limits, was: table.text(12),
      source: table.place(0))
  }

  /// Place kinds, or `units`: the authorities of the standard's own sector.
  private func subjects(_ table: CSVTable) -> SubjectSelector? {
    let words = table.list(8)
    if words.isEmpty { return nil }
    if words.map(\.string) == ["units"] {
      let subjects = SubjectSelector.units(UnitSelector(withStandards: StandardSelector(ids: [Ref(standards.count)])))
      let owner = "standard `\(table.text(0) ?? "")`"
      selectorUses.append(SelectorUse(subjects: subjects, place: table.place(8), owner: owner))
      return subjects
    }
    if let mixed = words.first(where: { $0.string == "units" }) {
      sink.report(.badValue, mixed.place, "`units` and place kinds in one cell", help: "keep one of the two")
      return nil
    }
    return .places(PlaceSelector(kinds: words.compactMap { placeKind($0) }))
  }

  private func measure(_ table: CSVTable) -> Measure? {
    let least = bound(table.value(10))
    let most = bound(table.value(11))
    guard let value = table.text(9) else {
      if least != nil || most != nil { return Measure(value: "ratio", atLeastMicro: least, atMostMicro: most) }
      return nil
    }
    return Measure(value: value, atLeastMicro: least, atMostMicro: most)
  }

  private func limits(_ table: CSVTable) -> [StandardLimit] {
    var limits: [StandardLimit] = []
    for column in 13..<table.columns.count {
      guard let value = table.value(column) else { continue }
      let stages = self.stages(value)
      guard !stages.isEmpty else { continue }
      let name = table.columns[column].name.dropFirst("limit-".count)
      limits.append(StandardLimit(name: name.isEmpty ? nil : String(name), stages: stages))
    }
    return limits
  }
}
