import CXLSXWriter
import DutyDocuments

/// The few looks a cell can have, made once for a workbook.
struct SheetFormats {
  typealias Format = UnsafeMutablePointer<lxw_format>

  let header: Format?
  let text: Format?
  let code: Format?
  private let date: Format?
  private let moment: Format?
  private let share: Format?
  private let numbers: [Format?]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func plain(_ number: String? = nil, wraps: Bool = false) -> Format? {
      guard let format = workbook_add_format(book) else { return nil }
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      if let number { format_set_num_format(format, number) }
      if wraps { format_set_text_wrap(format) }
      return format
    }
    text = plain(wraps: true)
    code = plain("@")
    date = plain("yyyy-mm-dd")
    moment = plain("yyyy-mm-dd hh:mm")
    share = plain("0.0%")
    numbers = [plain("0"), plain("0.0"), plain("0.00"), plain("0.000"), plain("General")]
    header = plain("@", wraps: true)
    if let header {
      format_set_bold(header)
      format_set_bg_color(header, 0xE7EDF3)
      format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    }
  }

  func of(_ kind: WorkbookColumn.Kind) -> Format? {
    switch kind {
    case .text: text
    case .code: code
    case .number(let decimals): (0...3).contains(decimals) ? numbers[decimals] : numbers[4]
    case .percentage: share
    case .date: date
    case .moment: moment
    }
  }

  /// What a cell is shown as in a column: a date is one in a column of texts, too.
  func of(_ cell: WorkbookCell, in kind: WorkbookColumn.Kind) -> Format? {
    switch cell {
    case .nothing: of(kind)
    case .text: kind == .code ? code : text
    case .number:
      if case .number = kind { of(kind) } else { numbers[4] }
    case .share: share
    case .date: date
    case .moment: moment
    }
  }
}
