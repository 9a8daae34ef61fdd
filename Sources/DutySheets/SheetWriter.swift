import CXLSXWriter
import DutyCalendar
import DutyDocuments

/// Writes one sheet: cells, a header that stays in sight, filters, and how it is printed.
struct SheetWriter {
  let page: UnsafeMutablePointer<lxw_worksheet>
  let sheet: WorkbookSheet
  let formats: SheetFormats
  let workbook: Workbook

  /// What a form has room for below its last row.
  static let spareRows = 500

  func write() {
    setColumns()
    for (index, column) in sheet.columns.enumerated() {
      worksheet_write_string(page, 0, lxw_col_t(index), fitting(column.title), formats.header)
    }
    for (index, row) in sheet.rows.enumerated() { write(row, at: lxw_row_t(index + 1)) }
    let last = lxw_row_t(sheet.rows.count)
    if !sheet.columns.isEmpty {
      worksheet_autofilter(page, 0, 0, last, lxw_col_t(sheet.columns.count - 1))
      worksheet_freeze_panes(page, 1, 0)
      worksheet_repeat_rows(page, 0, 0)
    }
    for (index, column) in sheet.columns.enumerated() { setChoices(column, lxw_col_t(index)) }
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)  // A4
    worksheet_fit_to_pages(page, 1, 0)
    worksheet_set_header(page, "&L" + escapedForHeader(workbook.title) + "&R" + escapedForHeader(sheet.name))
    worksheet_set_footer(page, "&C&P / &N")
    if sheet.isHidden { worksheet_hide(page) }
  }

  private func write(_ cells: [WorkbookCell], at row: lxw_row_t) {
    for (index, cell) in cells.enumerated() where index < sheet.columns.count {
      let column = lxw_col_t(index)
      let format = formats.of(cell, in: sheet.columns[index].kind)
      switch cell {
      case .nothing: continue
      case .text(let text): worksheet_write_string(page, row, column, fitting(text), format)
      case .number(let number), .share(let number): worksheet_write_number(page, row, column, number, format)
      case .date(let date): write(LocalTime(date), date.description, row, column, format)
      case .moment(let time): write(time, time.description, row, column, format)
      }
    }
  }

  /// Spreadsheet programs know no day before 1900.
  private func write(
    _ time: LocalTime, _ text: String, _ row: lxw_row_t, _ column: lxw_col_t, _ format: SheetFormats.Format?
  ) {
    let (year, month, day) = time.date.parts
    guard (1900...9999).contains(year) else {
      worksheet_write_string(page, row, column, text, formats.code)
      return
    }
    let seconds = Int32(time.second)
    var value = lxw_datetime(
      year: Int32(year), month: Int32(month), day: Int32(day), hour: seconds / 3600, min: seconds / 60 % 60,
      sec: Double(seconds % 60))
    worksheet_write_datetime(page, row, column, &value, format)
  }

  private func setColumns() {
    for (index, column) in sheet.columns.enumerated() {
      let width = column.width ?? measured(index)
      worksheet_set_column(
        page, lxw_col_t(index), lxw_col_t(index), Double(width), sheet.isForm ? formats.of(column.kind) : nil)
    }
  }

  /// The widest of the first rows, within reason; the button of the filter takes room beside the title.
  private func measured(_ column: Int) -> Int {
    var widest = width(sheet.columns[column].title) + 3
    for row in sheet.rows.prefix(500) where row.indices.contains(column) {
      switch row[column] {
      case .text(let text): widest = max(widest, width(text) + 1)
      case .date: widest = max(widest, 11)
      case .moment: widest = max(widest, 17)
      case .number, .share: widest = max(widest, 9)
      case .nothing: continue
      }
      if widest >= 48 { return 48 }
    }
    return max(6, widest)
  }

  /// East Asian characters are twice as wide.
  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }

  /// A list to choose from; another entry is asked about and then taken, as it may be about to be added.
  private func setChoices(_ column: WorkbookColumn, _ index: lxw_col_t) {
    guard let choices = column.choices, let target = workbook.sheets.first(where: { $0.name == choices.sheet }) else {
      return
    }
    let letter = columnLetters(choices.column)
    let name = choices.sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    let formula = "='\(name)'!$\(letter)$2:$\(letter)$\(target.rows.count + 1 + Self.spareRows)"
    formula.withCString { text in
      var rule = lxw_data_validation()
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = UnsafeMutablePointer(mutating: text)
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
      rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
      rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
      let last = lxw_row_t(min(sheet.rows.count + Self.spareRows, WorkbookLimits.rows - 1))
      worksheet_data_validation_range(page, 1, index, last, index, &rule)
    }
  }

  /// Text as a cell takes it: no control characters, not longer than a cell.
  private func fitting(_ text: String) -> String {
    var plain = text
    if text.utf8.contains(where: { $0 < 32 && $0 != 10 && $0 != 9 }) {
      plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" || $0 == "\t" }))
    }
    guard plain.utf16.count > WorkbookLimits.text else { return plain }
    return String(decoding: Array(plain.utf16.prefix(WorkbookLimits.text - 2)), as: UTF16.self) + "…"
  }

  /// `&` begins a code in headers and footers, which hold 255 characters.
  private func escapedForHeader(_ text: String) -> String {
    text.prefix(60).split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
  }
}

/// `A`, `Z`, `AA` for 0, 25, 26.
package func columnLetters(_ index: Int) -> String {
  var letters: [UInt8] = []
  var rest = index + 1
  while rest > 0 {
    letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
    rest = (rest - 1) / 26
  }
  return String(decoding: letters.reversed(), as: UTF8.self)
}
