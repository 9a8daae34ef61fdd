import DutyBook
import DutyCalendar

/// What a role expression must know of a relation: whose it is and what its rows name.
package struct RelationSignature: Hashable, Sendable {
  package var index: Int
  package var name: String
  package var key: RelationKey
  package var hasPerson: Bool
  package var hasUnit: Bool
}

/// `registers/*.csv` other than the named ones: relations of places, units, sectors and standards.
extension Loading {
  static let namedRegisters: Set<String> = ["units", "people", "places", "posts", "absences", "sectors"]
  /// Steps of role expressions: no relation, post or place kind may have them as a name.
  static let reservedSteps: Set<String> = ["territory", "sector", "parent", "member", "unit", "deputy-in-charge"]

  private var relationFiles: [RuleFile] {
    files(.register).filter { file in
      !Loading.namedRegisters.contains(String(file.name.dropLast(4)))
    }
  }

  /// Declares every relation file, then reads the rows of those whose keys are known by now.
  func loadRelations() {
    for file in relationFiles { declareRelation(file) }
    loadPosts()
  }

  /// The rows of relations of standards, which are known only after the standards.
  func loadRelationsOfStandards() {
    for (index, relation) in relations.enumerated() where relation.key == .standard {
      guard let file = files.first(where: { $0.path == relation.source.file }) else { continue }
      readRows(file, index)
    }
  }

  private func declareRelation(_ file: RuleFile) {
    guard let decoded = decode(file, limit: ReadLimits.csvBytes, sink) else { return }
    guard let first = firstHeaderCell(decoded), let key = RelationKey(rawValue: first) else {
      let keys = RelationKey.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      sink.report(
        .missingColumn, SourcePlace(file.path), "the first column of a relation is one of \(keys)",
        help: "for example `place,person,unit,from,until`")
      return
    }
    let name = relationName(ofFile: file.name)
    let place = SourcePlace(file.path)
    guard newID(RuleText(string: name, place: place, offset: nil), reserved: Loading.reservedSteps) != nil else {
      return
    }
    if let earlier = signatures.first(where: { $0.key == key && $0.name == name }) {
      duplicate("relation of a \(key.rawValue)", name, place, earlier: relations[earlier.index].source)
      return
    }
    if key == .place, places.kindNames.contains(name) {
      sink.report(
        .ambiguousName, place, "`\(name)` is a relation of places and a place kind; in a role it means the relation",
        help: "rename the file")
    }
    signatures.append(
      RelationSignature(index: relations.count, name: name, key: key, hasPerson: false, hasUnit: false))
    relations.append(Relation(name: name, key: key, isMany: false, source: place, rows: [], keyCount: 0))
    readRows(decoded, relations.count - 1, headerOnly: key == .standard)
  }

  private func firstHeaderCell(_ file: DecodedFile) -> String? {
    var cursor = CSVCursor()
    var cells: [CSVCell] = []
    while (try? cursor.next(file.bytes.span, into: &cells)) == true {
      guard let first = cells.first, !first.isEmpty else { continue }
      let text = cellText(first, file.bytes)
      if !text.hasPrefix("#") { return text }
    }
    return nil
  }

  private func readRows(_ file: RuleFile, _ index: Int) {
    guard let decoded = decode(file, limit: ReadLimits.csvBytes, DiagnosticSink()) else { return }
    readRows(decoded, index, headerOnly: false)
  }

  private func readRows(_ file: DecodedFile, _ index: Int, headerOnly: Bool) {
    let relation = relations[index]
    var columns = [CSVColumn(relation.key.rawValue, required: true), CSVColumn("person"), CSVColumn("unit")]
    columns += [CSVColumn("from"), CSVColumn("until"), CSVColumn("note")]
    // A relation of units names its key in the column `unit`; its rows name persons.
    if relation.key == .unit { columns[2] = .none }
    guard let table = CSVTable(file, columns: columns, headerOnly ? DiagnosticSink() : sink, nearest) else { return }
    signatures[index].hasPerson = table.has(1)
    signatures[index].hasUnit = table.has(2)
    guard !headerOnly else { return }
    guard table.has(1) || table.has(2) else {
      sink.report(
        .missingColumn, SourcePlace(file.path), "a relation names a `person` or a `unit` in each row",
        help: "add one of these columns")
      return
    }
    var rows: [RelationRow] = []
    rows.reserveCapacity(file.bytes.count / 40)
    while table.next() {
      if let row = relationRow(table, relation.key) { rows.append(row) }
    }
    let filled = Relation(
      name: relation.name, key: relation.key, isMany: false, source: relation.source, rows: rows,
      keyCount: keyCount(relation.key))
    relations[index] = filled
    checkOverlaps(filled, .overlappingRows)
  }

  private func keyCount(_ key: RelationKey) -> Int {
    switch key {
    case .place: places.count
    case .unit: units.count
    case .sector: sectors.count
    case .standard: standards.count
    }
  }

  private func relationRow(_ table: CSVTable, _ key: RelationKey) -> RelationRow? {
    guard let cell = table.cell(0) else {
      _ = table.required(0)
      return nil
    }
    let found: Int32? = relationKey(table, cell, key)
    var row = RelationRow(key: found ?? 0, span: .always, line: table.line)
    if table.cell(3) != nil || table.cell(4) != nil {
      row.span = span(from: table.value(3), until: table.value(4))
    }
    if let text = table.value(1) {
      guard let ref = person(text) else { return nil }
      row.person = ref
      checkPresence("person", people[ref].id, people[ref].span, row.span, text.place)
    }
    if let text = table.value(2) {
      guard let ref = unit(text) else { return nil }
      row.unit = ref
      checkPresence("unit", units[ref].id, units[ref].span, row.span, text.place)
    }
    if row.person == nil, row.unit == nil {
      sink.report(.missingValue, table.place, "the row names neither a person nor a unit")
      return nil
    }
    return found == nil ? nil : row
  }

  private func relationKey(_ table: CSVTable, _ cell: CSVCell, _ key: RelationKey) -> Int32? {
    if key == .place, let row = placeIndex?.find(table.bytes, cell.start, cell.end) { return row }
    guard let text = table.value(0) else { return nil }
    switch key {
    case .place: return knownPlace(text)?.raw
    case .unit: return unit(text)?.raw
    case .sector: return sector(text)?.raw
    case .standard: return standard(text)?.raw
    }
  }

  /// At one time, one row per key: overlapping ones are reported with both places.
  func checkOverlaps(_ relation: Relation, _ code: DiagnosticCodes) {
    var start = 0
    let rows = relation.rows
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end].key == rows[start].key { end += 1 }
      if end - start > 1 { checkOverlaps(rows[start..<end], relation, code) }
      start = end
    }
  }

  private func checkOverlaps(_ rows: ArraySlice<RelationRow>, _ relation: Relation, _ code: DiagnosticCodes) {
    let sorted = rows.sorted {
      first($0.span) < first($1.span) || first($0.span) == first($1.span) && $0.line < $1.line
    }
    guard var widest = sorted.first else { return }
    for row in sorted.dropFirst() {
      if row.span.overlaps(widest.span) {
        let (earlier, later) = widest.line < row.line ? (widest, row) : (row, widest)
        sink.report(
          code, SourcePlace(relation.source.file, Int(later.line)),
          "`\(relation.name)` of `\(keyID(relation.key, row.key))` has two rows at a time",
          help: "end one before the other begins",
          related: [.init(SourcePlace(relation.source.file, Int(earlier.line)), "the other row")])
      }
      if last(row.span) > last(widest.span) { widest = row }
    }
  }

  private func first(_ span: DateSpan) -> Int32 { span.from?.epochDay ?? .min }
  private func last(_ span: DateSpan) -> Int32 { span.until?.epochDay ?? .max }

  private func keyID(_ key: RelationKey, _ raw: Int32) -> String {
    switch key {
    case .place: places.ids[Int(raw)]
    case .unit: units[Ref(raw)].id
    case .sector: sectors[Ref(raw)].id
    case .standard: standards[Ref(raw)].id
    }
  }

  /// Compares a row's days with the days its person or unit is in the register.
  ///
  /// Days before the book's start are past and decide nothing.
  func checkPresence(_ what: String, _ id: String, _ known: DateSpan, _ row: DateSpan, _ place: SourcePlace) {
    if known.from == nil, known.until == nil { return }
    let isPast = start.map { first in row.until.map { $0 < first } ?? false } ?? false
    let begin = isPast ? row.from : [row.from, start].compactMap { $0 }.max()
    let effective = DateSpan(from: begin, until: row.until)
    guard known.overlaps(effective) else {
      let reason = known.until.map { "left on \($0)" } ?? known.from.map { "is there only from \($0)" } ?? ""
      sink.report(
        .personAway, place, "\(what) `\(id)` is not in the register while this row holds: `\(id)` \(reason)",
        help: "name another or correct the dates")
      return
    }
    guard !isPast else { return }
    if let left = known.until, row.until.map({ $0 > left }) ?? true {
      sink.report(
        .personLeaves, place, "\(what) `\(id)` leaves on \(left), this row runs on", help: "end it and name a successor"
      )
    } else if let came = known.from, let from = begin, row.from != nil, from < came {
      sink.report(
        .personLeaves, place, "\(what) `\(id)` comes on \(came), this row begins earlier", help: "begin it on \(came)")
    }
  }
}
