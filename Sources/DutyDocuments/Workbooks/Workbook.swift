import DutyCalendar

/// A workbook for a spreadsheet program, before anything writes it as a file.
///
/// - Shape: at least one sheet; ``made`` stands in the file's properties, so that equal tables give equal bytes.
package struct Workbook: Hashable, Sendable {
  package var title: String
  package var made: CivilDate
  package var sheets: [WorkbookSheet]

  package init(title: String, made: CivilDate, sheets: [WorkbookSheet]) {
    self.title = title
    self.made = made
    self.sheets = WorkbookSheet.distinctlyNamed(sheets)
  }
}

/// One table: a header row and rows below it.
///
/// - Shape: a row may be shorter than the columns, never longer.
package struct WorkbookSheet: Hashable, Sendable {
  package var name: String
  package var columns: [WorkbookColumn]
  package var rows: [[WorkbookCell]]
  /// Kept from the reader, for programs.
  package var isHidden: Bool
  /// Where a reader may type: the columns keep their kind below the last row as well.
  package var isForm: Bool

  package init(
    _ name: String, _ columns: [WorkbookColumn], _ rows: [[WorkbookCell]], isHidden: Bool = false, isForm: Bool = false
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.isHidden = isHidden
    self.isForm = isForm
  }

  /// How many characters a name may have.
  package static let longestName = 31

  /// Whether spreadsheet programs take a name as it is.
  package static func isName(_ name: String) -> Bool { !name.isEmpty && fitted(name) == name }

  /// A name without what spreadsheet programs refuse: `[]:*?/\`, an apostrophe at an end, more than 31 characters.
  package static func fitted(_ name: String) -> String {
    var text = String(name.unicodeScalars.map { "[]:*?/\\".unicodeScalars.contains($0) || $0.value < 32 ? "-" : Character($0) })
    while text.hasPrefix("'") { text.removeFirst() }
    // The limit counts UTF-16, as the programs do.
    while text.utf16.count > longestName { text.removeLast() }
    while text.hasSuffix("'") { text.removeLast() }
    return text
  }

  /// The sheets with names that fit and differ, letter case aside: `任务`, `任务 2`.
  static func distinctlyNamed(_ sheets: [WorkbookSheet]) -> [WorkbookSheet] {
    var taken: Set<String> = []
    return sheets.enumerated().map { index, sheet in
      var sheet = sheet
      let wanted = fitted(sheet.name).isEmpty ? "\(index + 1)" : fitted(sheet.name)
      var name = wanted
      var n = 1
      while !taken.insert(name.lowercased()).inserted {
        n += 1
        let ending = " \(n)"
        var stem = wanted
        while stem.utf16.count + ending.utf16.count > longestName { stem.removeLast() }
        name = stem + ending
      }
      sheet.name = name
      return sheet
    }
  }
}

/// A column: its title and what stands below.
package struct WorkbookColumn: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text
    /// Text that must stay as it was typed: `0012`, `2026-11`.
    case code
    case number(decimals: Int)
    /// Shown in per cent with one decimal.
    case percentage
    /// Shown as `2026-11-23`.
    case date
    /// Shown as `2026-11-23 07:30`.
    case moment

    package static let count = Kind.number(decimals: 0)
  }

  package var title: String
  package var kind: Kind
  /// In characters of the standard font; measured where it is not given.
  package var width: Int?
  /// The sheet and its column whose cells a reader may choose from here.
  package var choices: Choices?

  package struct Choices: Hashable, Sendable {
    package var sheet: String
    package var column: Int

    package init(sheet: String, column: Int) {
      self.sheet = sheet
      self.column = column
    }
  }

  package init(_ title: String, _ kind: Kind = .text, width: Int? = nil, choices: Choices? = nil) {
    self.title = title
    self.kind = kind
    self.width = width
    self.choices = choices
  }
}

/// What stands in a cell; text is never read as a formula.
package enum WorkbookCell: Hashable, Sendable {
  case nothing
  case text(String)
  case number(Double)
  /// A share: 0.825 is 82.5 %.
  case share(Double)
  case date(CivilDate)
  case moment(LocalTime)
}
