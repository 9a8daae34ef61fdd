import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyRules

extension Engine {
  /// Rows of one problem list: a month's of a district, and a bound on how long others wait.
  static let mostRows = 5000

  /// Takes a problem list in, row by row (M39): good rows in one transaction, each bad one with its number and reason.
  ///
  /// - Shape: `csv` is the list as UTF-8 text; `source` and `found-at` stand in where a row or the list has none. Every
  ///   row below the heading is in the answer once: opened, joined, unclassified, known, or bad.
  func importFindings(_ call: OperationCall) throws(EngineError) -> ControlReply {
    try tick(at: call.at)
    if let unfit = refusal(of: .importFindings, "take problem lists in", to: call.text("by"), at: call.at) {
      return unfit.reply
    }
    let bytes = Array(call.text("csv").utf8)
    let table = ListTable(bytes)
    guard let header = ImportHeader(table) else {
      return .error(422, "no row names the columns", help: "the first row must name them: 问题描述,点位,指标,发现时间,来源")
    }
    // Everything else waits while a list is taken in.
    guard table.rows.count <= Self.mostRows else {
      return .error(
        413, "\(table.rows.count) rows are too many for one list",
        help: "split it: at most \(Self.mostRows) rows at once")
    }
    let usual: ImportDefaults
    switch defaults(of: call, header) {
    case .success(let found): usual = found
    case .failure(let unfit): return unfit.reply
    }
    let list = String(Digest(of: bytes).hex.prefix(12))
    let classifier = Classifier(planner, on: date(of: call.at))
    var batch = IntakeBatch()
    var results: [ImportedRow] = []
    for row in table.rows where row.number > header.row {
      var result = ImportedRow(number: row.number)
      switch report(of: row, header, usual, call) {
      case .failure(let bad):
        result.column = bad.column
        result.reason = bad.reason
      case .success(var report):
        report.list = list
        report.row = row.number
        result.notes = joined(classify(&report, classifier))
        let taken = try take(report, &batch, at: call.at)
        result.outcome = if case .known = taken { "known" } else { taken.finding.outcome.rawValue }
        result.finding = taken.finding
      }
      results.append(result)
    }
    if let problem = table.problem {
      results.append(ImportedRow(number: problem.row, reason: problem.text + "; the rest of the list was not read"))
    }
    if !(call.arguments["dry-run"]?.bool ?? false) { try conclude(batch.events, at: call.at) }
    return ControlReply(answer(results, header, list: list))
  }

  private func joined(_ said: (notes: [String], unclear: [String])) -> [String] { said.notes + said.unclear }

  /// What stands in for columns that the list has not; a list must say or be told what its findings need.
  private func defaults(of call: OperationCall, _ header: ImportHeader) -> Result<ImportDefaults, Unfit> {
    var missing: [ImportColumn] = []
    if header.columns[.text] == nil { missing.append(.text) }
    if header.columns[.place] == nil, header.columns[.lon] == nil || header.columns[.lat] == nil {
      missing.append(.place)
    }
    if header.columns[.found] == nil, call.text("found-at").isEmpty { missing.append(.found) }
    if header.columns[.source] == nil, call.text("source").isEmpty { missing.append(.source) }
    guard missing.isEmpty else {
      let names = missing.map(\.called).joined(separator: ", ")
      let near = header.unknown.isEmpty ? "" : "; columns that are not known: \(header.unknown.joined(separator: ", "))"
      return .failure(
        Unfit(
          422, .other, "the list has no column \(names)",
          "name it in row \(header.row), or give --source and --found for the whole list\(near)"))
    }
    var usual = ImportDefaults()
    if !call.text("source").isEmpty {
      guard let source = book.settings.findings.source(call.text("source")) else {
        return .failure(unknownSource(call.text("source")))
      }
      usual.source = source
    }
    let found = call.text("found-at")
    if !found.isEmpty {
      guard let instant = FoundTime.parse(found, in: zone) else {
        return .failure(
          Unfit(400, .wrongTime, [.word: found], "`\(found)` is not a time", "write 2026-11-23 or \"2026-11-23 09:00\"")
        )
      }
      usual.found = instant
    }
    return .success(usual)
  }

  /// A row as a report; what stands in it is not classified yet.
  private func report(
    of row: ListTable.Row, _ header: ImportHeader, _ usual: ImportDefaults, _ call: OperationCall
  ) -> Result<FindingReport, BadRow> {
    func cell(_ column: ImportColumn) -> String { header.cell(column, of: row) }
    func bad(_ column: ImportColumn, _ reason: String) -> Result<FindingReport, BadRow> {
      .failure(BadRow(column: column.names[0], reason: reason))
    }
    guard !cell(.text).isEmpty else { return bad(.text, "it does not say what was found") }
    let limits: [(ImportColumn, Int)] = [
      (.text, TextLimit.statement), (.place, TextLimit.line), (.standard, TextLimit.line), (.reporter, TextLimit.line),
      (.contact, TextLimit.line),
    ]
    for (column, most) in limits {
      let length = TextLimit.length(of: cell(column))
      if length > most { return bad(column, "it has \(length) characters, \(most) at most") }
    }
    let said = cell(.source)
    guard let source = said.isEmpty ? usual.source : book.settings.findings.source(said) else {
      let unfit = unknownSource(said)
      return bad(.source, "\(unfit.message); \(unfit.help)")
    }
    let time = cell(.found)
    guard let found = time.isEmpty ? usual.found : FoundTime.parse(time, in: zone) else {
      return bad(
        .found, time.isEmpty ? "it does not say when it was found" : "`\(time)` is not a time; write 2026-11-23 09:00")
    }
    guard found <= call.at else { return bad(.found, "\(zone.local(found)) is in the future") }
    guard date(of: found) >= book.settings.start else {
      return bad(.found, "\(zone.local(found)) is before the rules begin on \(book.settings.start)")
    }
    var report = FindingReport(source: source, text: cell(.text), by: call.text("by"), foundAt: found)
    report.standardText = cell(.standard)
    report.placeText = cell(.place)
    report.reporter = cell(.reporter)
    report.contact = withoutFraction(cell(.contact))
    if let unfit = readPosition(cell(.lon), cell(.lat), &report) { return bad(.lon, "\(unfit.message); \(unfit.help)") }
    guard !report.placeText.isEmpty || report.position != nil else { return bad(.place, "it does not say where") }
    return .success(report)
  }

  /// A number that a spreadsheet made of a telephone number: `13800000000.0`.
  private func withoutFraction(_ text: String) -> String {
    guard text.hasSuffix(".0"), text.dropLast(2).allSatisfy(\.isNumber) else { return text }
    return String(text.dropLast(2))
  }

  private func answer(_ rows: [ImportedRow], _ header: ImportHeader, list: String) -> JSONValue {
    var counts: [String: Int64] = [:]
    for row in rows { counts[row.outcome, default: 0] += 1 }
    var fields: [String: JSONValue] = [
      "list": .string(list), "rows": .int(Int64(rows.count)), "heading-row": .int(Int64(header.row)),
      "columns": .object(
        Dictionary(uniqueKeysWithValues: header.columns.map { ($0.key.rawValue, .int(Int64($0.value + 1))) })),
      "ignored-columns": .array((header.unknown + header.repeated).map { .string($0) }),
      "results": .array(rows.map(\.value)),
    ]
    for outcome in ["opened", "joined", "unclassified", "known", "bad"] { fields[outcome] = .int(counts[outcome] ?? 0) }
    return .object(fields)
  }
}

private struct ImportDefaults {
  var source: FindingSource?
  var found: Instant?
}

private struct BadRow: Error {
  var column: String
  var reason: String
}

/// What became of one row.
private struct ImportedRow {
  var number: Int
  var outcome = "bad"
  var finding: Finding?
  var notes: [String] = []
  var column = ""
  var reason = ""

  init(number: Int, reason: String = "") {
    self.number = number
    self.reason = reason
  }

  var value: JSONValue {
    var fields: [String: JSONValue] = ["row": .int(Int64(number)), "outcome": .string(outcome)]
    if let finding {
      fields["finding"] = .string(finding.id)
      fields["task"] = .string(finding.task)
      fields["standard"] = .string(finding.standard)
      fields["place"] = .string(finding.place)
      if !finding.relapseOf.isEmpty { fields["relapse-of"] = .string(finding.relapseOf) }
    }
    if !notes.isEmpty { fields["notes"] = .array(notes.map { .string($0) }) }
    if !column.isEmpty { fields["column"] = .string(column) }
    if !reason.isEmpty { fields["reason"] = .string(reason) }
    return .object(fields)
  }
}
