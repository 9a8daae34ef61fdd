import DutyBook
import DutyCalendar
import DutyDispatch

/// A queue, or the index, as a workbook: the table of its CSV with dates and numbers in the place of texts.
///
/// A day long past is there as files only, so that the table and not the queue is what it is made of.
///
/// - Parameters:
///   - table: the rows of the CSV, its header first.
///   - title: what the sheet is called: the recipient's identifier.
/// - Returns: `nil` where the first row is not the header of a queue or an index in this locale.
package func queueWorkbook(_ table: [[String]], title: String, made: CivilDate, locale: Settings.Locale) -> Workbook? {
  let words = Words(locale)
  guard let header = table.first, header.first == words(.date), header.contains(words(.recipientID)) else { return nil }
  let kinds = queueColumnKinds(words)
  let columns = header.map { WorkbookColumn($0, kinds[$0] ?? .text) }
  let rows = table.dropFirst().map { row in
    row.enumerated().map { index, text in
      queueCell(text, columns.indices.contains(index) ? columns[index].kind : .text)
    }
  }
  return Workbook(
    title: words(.title) + " " + title, made: made, sheets: [WorkbookSheet(title, columns, rows)])
}

private func queueColumnKinds(_ words: Words) -> [String: WorkbookColumn.Kind] {
  var kinds: [String: WorkbookColumn.Kind] = [
    words(.date): .date, words(.revision): .count, words(.rung): .count, words(.opens): .moment, words(.due): .moment,
    words(.recipientID): .code, words(.number): .code, words(.checkCode): .code, words(.placeID): .code,
    words(.period): .code, words(.total): .count,
  ]
  for section in QueueSection.allCases { kinds[words(section.term)] = .count }
  return kinds
}

/// What a field of the CSV says; one that is no date or number stays a text.
private func queueCell(_ text: String, _ kind: WorkbookColumn.Kind) -> WorkbookCell {
  if text.isEmpty { return .nothing }
  switch kind {
  case .number:
    if let number = Int(text) { return .number(Double(number)) }
  case .date, .moment:
    if let time = LocalTime(text) { return text.utf8.count > 10 ? .moment(time) : .date(time.date) }
  case .text, .code, .percentage: break
  }
  // The apostrophe keeps a CSV's field from being a formula; in a workbook, text is text.
  let isGuarded = text.hasPrefix("'") && CSVWriter.isFormula(String(text.dropFirst()))
  return .text(isGuarded ? String(text.dropFirst()) : text)
}

extension LocalTime {
  /// Reads `2026-11-23` and `2026-11-23 07:30[:ss]`.
  init?(_ text: String) {
    guard let instant = parseInstant(text, in: .utc), !text.contains("T"), !text.hasPrefix("@") else { return nil }
    self = Zone.utc.local(instant)
  }
}
