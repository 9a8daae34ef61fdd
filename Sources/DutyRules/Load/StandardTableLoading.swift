import DutyBook
import DutyCalendar

/// `standards/*.csv`: the evaluation system as a spreadsheet.
extension Loading {
  private static let fixedColumns = [
    CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("sector", required: true),
    CSVColumn("points"), CSVColumn("veto"), CSVColumn("on-finding"), CSVColumn("evidence"), CSVColumn("tags"),
    CSVColumn("kinds"), CSVColumn("measure"), CSVColumn("at-least"), CSVColumn("at-most"), CSVColumn("was"),
    CSVColumn("good"), CSVColumn("report-as"), CSVColumn("limit"), CSVColumn("limit-key"), CSVColumn("limit-general"), CSVColumn("limit-inspection"),
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
    let measures = self.measures(table)
    let limits = self.limits(table)
    guard let (id, name) = identity else { return nil }
    return Standard(
      id: id, name: name, sector: sector, milliPoints: points ?? 0, isVeto: isVeto ?? false,
      tags: Set(table.list(7).map(\.string)), measures: measures, evidence: table.list(6).map(\.string),
      isOnFinding: isOnFinding ?? false, appliesTo: subjects, limits: limits,
      reportAs: table.value(14).flatMap { reportName($0, subjects) }, was: table.text(12), source: table.place(0))
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

  /// One measure a cell, or several as lists in the same order: `score;awareness`, `80;0.70`; `-` sets no bound.
  private func measures(_ table: CSVTable) -> [Measure] {
    let names = table.list(9).map(\.string)
    let bounds = [10, 11, 13].map { column in table.list(column).map { $0.string == "-" ? nil : bound($0) } }
    let count = max(names.count, bounds.map(\.count).max() ?? 0)
    if names.count > 1 || count > 1, let odd = bounds.first(where: { !$0.isEmpty && $0.count != names.count }) {
      sink.report(
        .badValue, table.place(9), "\(names.count) measures, but a cell of bounds has \(odd.count)",
        help: "give each measure its bound, in the same order; `-` where it has none")
      return []
    }
    return (0..<count).map { index in
      func bound(_ column: Int) -> Int? { bounds[column].indices.contains(index) ? bounds[column][index] : nil }
      return Measure(
        value: names.indices.contains(index) ? names[index] : "ratio", atLeastMicro: bound(0), atMostMicro: bound(1),
        goodMicro: bound(2))
    }
  }

  private func limits(_ table: CSVTable) -> [StandardLimit] {
    var limits: [StandardLimit] = []
    for column in 15..<table.columns.count {
      guard let value = table.value(column) else { continue }
      let stages = self.stages(value)
      guard !stages.isEmpty else { continue }
      let name = table.columns[column].name.dropFirst("limit-".count)
      limits.append(StandardLimit(name: name.isEmpty ? nil : String(name), stages: stages))
    }
    return limits
  }
}
