import DutyBook
import DutyCalendar

/// A report's tables as a workbook, a sheet each: the three lists, the league tables of a month.
package func reportWorkbook(
  _ report: ReportDocument, locale: Settings.Locale, templates: TemplateShelf
) -> Workbook {
  let text = ReportText(report, Words(locale), templates)
  let words = text.words
  var sheets: [WorkbookSheet] = []
  for section in report.sections {
    for case .table(let table) in section.parts {
      let name = words(section.heading) + (table.name.isEmpty ? "" : " " + table.name)
      let columns = table.columns.map { WorkbookColumn(words($0.term), kind(of: $0, in: table)) }
      sheets.append(WorkbookSheet(name, columns, table.rows.map { $0.map { cell($0, text) } }))
    }
  }
  if sheets.isEmpty {
    sheets = [WorkbookSheet(words(report.form.term), [WorkbookColumn(words(.listsNothing))], [])]
  }
  let title = words(report.form.term) + (report.unit.isEmpty ? "" : " " + report.unit) + " " + report.period.name
  return Workbook(title: title, made: report.date, sheets: sheets)
}

/// What a column holds, told from its first cell that holds anything.
private func kind(of column: ReportColumn, in table: ReportTable) -> WorkbookColumn.Kind {
  if column.isCode { return .code }
  guard let index = table.columns.firstIndex(of: column) else { return .text }
  for row in table.rows where row.indices.contains(index) {
    switch row[index] {
    case .nothing: continue
    case .count, .difference, .movement: return .count
    case .change: return .number(decimals: 1)
    case .points: return .number(decimals: 3)
    case .score: return .number(decimals: 2)
    case .share: return .percentage
    case .date: return .date
    case .moment: return .moment
    default: return .text
    }
  }
  return column.isNumeric ? .count : .text
}

private func cell(_ cell: ReportCell, _ text: ReportText) -> WorkbookCell {
  switch cell {
  case .nothing, .change(nil), .movement(nil): return .nothing
  case .count(let number), .difference(let number): return .number(Double(number))
  case .movement(let places?): return .number(Double(places))
  case .change(let permille?): return .number(Double(permille) / 10)
  case .points(let milli): return .number(Double(milli) / 1000)
  case .score(let milli): return .number(Double((milli + 5) / 10) / 100)
  case .share(let share): return share.whole > 0 ? .share(Double(share.part) / Double(share.whole)) : .nothing
  case .date(let date): return .date(date)
  case .moment(let instant): return .moment(text.report.zone.local(instant))
  default:
    let words = text.cell(cell)
    return words.isEmpty ? .nothing : .text(words)
  }
}
