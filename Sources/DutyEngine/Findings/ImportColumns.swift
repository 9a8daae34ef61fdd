import DutyRules

/// The columns that a problem list (问题明细表) may have, and what people call them.
enum ImportColumn: String, CaseIterable {
  case text, standard, place, source, found, reporter, contact, lon, lat

  /// Names, the one that messages use first; compared without blanks, brackets and case.
  var names: [String] {
    switch self {
    case .text: ["问题描述", "description", "问题", "问题内容", "存在问题", "具体问题", "情况描述", "text", "problem", "issue"]
    case .standard: ["指标", "standard", "测评指标", "测评标准", "标准", "问题类型", "问题类别", "indicator"]
    case .place: ["点位", "place", "地点", "位置", "点位名称", "地址", "发现地点", "问题地点", "location", "site", "address"]
    case .source: ["来源", "source", "问题来源", "检查类型"]
    case .found: ["发现时间", "found", "时间", "日期", "检查时间", "检查日期", "发现日期", "上报时间", "date", "time", "found at"]
    case .reporter: ["报告人", "reporter", "检查人", "发现人", "上报人", "举报人", "反映人", "姓名", "inspector"]
    case .contact: ["联系方式", "contact", "电话", "联系电话", "手机", "手机号", "phone", "mobile"]
    case .lon: ["经度", "lon", "longitude", "lng"]
    case .lat: ["纬度", "lat", "latitude"]
    }
  }

  /// `问题描述 (description)`, for messages.
  var called: String { "`\(names[0])` (\(names[1]))" }

  static func named(_ header: String) -> ImportColumn? { byName[plain(header)] }

  private static let byName: [String: ImportColumn] = {
    var table: [String: ImportColumn] = [:]
    for column in allCases { for name in column.names { table[plain(name)] = column } }
    return table
  }()

  /// A heading without blanks, marks of what must be filled in, and anything in brackets: `发现时间*（必填）`.
  static func plain(_ header: String) -> String {
    var text = ""
    var depth = 0
    for character in header.lowercased() {
      switch character {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      case _ where depth > 0 || character.isWhitespace: continue
      case "*", "＊", "_", "-", ":", "：", "\u{FEFF}": continue
      default: text.append(character)
      }
    }
    return text
  }
}

/// Where a list's columns stand.
struct ImportHeader {
  /// The row that has the headings; a title may stand above it.
  var row: Int
  var columns: [ImportColumn: Int]
  /// Headings that no column is called by.
  var unknown: [String]
  /// A column that is named twice.
  var repeated: [String]

  /// The heading row: of the first ten rows, the one that names most columns, and at least two.
  init?(_ table: ListTable) {
    var best: ImportHeader?
    for row in table.rows.prefix(10) {
      let header = ImportHeader(row)
      if header.columns.count >= 2, header.columns.count > (best?.columns.count ?? 0) { best = header }
    }
    guard let best else { return nil }
    self = best
  }

  private init(_ row: ListTable.Row) {
    self.row = row.number
    columns = [:]
    unknown = []
    repeated = []
    for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
      guard let column = ImportColumn.named(cell) else {
        unknown.append(cell)
        continue
      }
      if columns[column] == nil { columns[column] = index } else { repeated.append(cell) }
    }
  }

  func cell(_ column: ImportColumn, of row: ListTable.Row) -> String {
    columns[column].map { FoundTime.trimmed(row[$0]) } ?? ""
  }
}
