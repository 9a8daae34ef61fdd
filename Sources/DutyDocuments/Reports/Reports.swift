import DutyBook
import DutyCalendar

/// The formats that a report has.
package let reportFormats: [DocumentFormat] = [.md, .html, .json, .csv]

/// A report as a document; as CSV its tables follow one another, each after a row with its name.
///
/// - Parameter templates: the book's; a form without one has its built-in wording.
/// - Returns: empty for a format that is not one of ``reportFormats``.
package func renderReport(
  _ report: ReportDocument, as format: DocumentFormat, locale: Settings.Locale, templates: TemplateShelf
) -> [UInt8] {
  let text = ReportText(report, Words(locale), templates)
  return switch format {
  case .md: MarkdownReport(text).bytes()
  case .html: HTMLReport(text).bytes()
  case .json: JSONReport(text).bytes()
  case .csv: tables(text)
  case .ics: []
  }
}

/// All files of a report, by name: the report in each format, each table as CSV, each plot as SVG.
///
/// - Shape: `digest-2026-W47.html`, `digest-2026-W47.agenda.csv`, `digest-2026-W47.rates.svg`.
package func reportFiles(
  _ report: ReportDocument, locale: Settings.Locale, templates: TemplateShelf
) -> [(name: String, bytes: [UInt8])] {
  let text = ReportText(report, Words(locale), templates)
  var files: [(name: String, bytes: [UInt8])] = [
    (report.fileStem + ".md", MarkdownReport(text).bytes()), (report.fileStem + ".html", HTMLReport(text).bytes()),
    (report.fileStem + ".json", JSONReport(text).bytes()),
  ]
  for (_, table) in titledTables(report) {
    var csv = CSVWriter()
    csv.table(table, text)
    files.append((report.fileStem + "." + FileNames.stem(table.id) + ".csv", csv.bytes))
  }
  for (stem, drawing) in text.drawings { files.append((stem + ".svg", drawing.bytes(standalone: true))) }
  return files
}

/// One plot as an SVG file.
package func renderPlot(_ plot: ReportPlot, of report: ReportDocument, locale: Settings.Locale) -> [UInt8] {
  let dates = DateWords(zone: report.zone, words: Words(locale))
  return Drawing(plot, dates, id: "plot-" + plot.id).bytes(standalone: true)
}

private func titledTables(_ report: ReportDocument) -> [(section: ReportSection, table: ReportTable)] {
  report.sections.flatMap { section in
    section.parts.compactMap { part in
      guard case .table(let table) = part else { return nil }
      return (section, table)
    }
  }
}

private func tables(_ text: ReportText) -> [UInt8] {
  var csv = CSVWriter()
  for (index, (section, table)) in titledTables(text.report).enumerated() {
    if index > 0 { csv.row([]) }
    csv.row([text.words(section.heading), text.report.period.name])
    csv.table(table, text)
  }
  return csv.bytes
}

extension CSVWriter {
  /// Head and rows. What nothing stands in is an empty field.
  mutating func table(_ table: ReportTable, _ text: ReportText) {
    row(table.columns.map { text.words($0.term) })
    for cells in table.rows {
      let fields = cells.map { text.field($0) }
      row(fields.map(\.text), numbers: Set(fields.indices.filter { fields[$0].isNumber }))
    }
  }
}
