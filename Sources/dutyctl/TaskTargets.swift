import ArgumentParser
import DutyBook
import DutyControl
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore
import Foundation

/// Which tasks, by what they are.
struct TaskFilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Led by this unit.", valueName: "ID-OR-NAME")) var unit: String?
  @Option(help: ArgumentHelp("Supported by this unit.", valueName: "ID-OR-NAME")) var support: String?
  @Option(help: ArgumentHelp("Held by this person.", valueName: "ID-OR-NAME")) var holder: String?
  @Option(help: ArgumentHelp("Verified by this person.", valueName: "ID-OR-NAME")) var verifier: String?
  @Option(help: ArgumentHelp("Of this duty.", valueName: "ID")) var duty: String?
  @Option(help: ArgumentHelp("On this place or unit.", valueName: "ID-OR-NAME")) var subject: String?
  @Option(help: ArgumentHelp("Of this period.", valueName: "PERIOD")) var period: String?
  @Option(help: ArgumentHelp("In this state.", valueName: "STATE")) var state: String?

  var isEmpty: Bool {
    [unit, support, holder, verifier, duty, subject, period, state].allSatisfy { $0 == nil }
  }

  /// The same with identifiers in place of names.
  func resolved(_ names: NameBook) throws -> TaskFilterOptions {
    var copy = self
    copy.unit = try names.id(unit, .unit)
    copy.support = try names.id(support, .unit)
    copy.holder = try names.id(holder, .person)
    copy.verifier = try names.id(verifier, .person)
    copy.subject = try names.id(subject, .place, .unit)
    return copy
  }

  /// The same for the API.
  var query: [(String, String?)] {
    [
      ("unit", unit), ("support", support), ("holder", holder), ("verifier", verifier), ("duty", duty),
      ("subject", subject), ("period", period), ("state", state),
    ]
  }

  /// - Errors: a name that nothing in the book in force has.
  func checkNames(in store: SQLiteStore) throws {
    let known = try KnownNames(store)
    try known.check(unit: unit, person: holder, subject: subject, duty: duty, period: period)
    try known.check(unit: support, person: verifier)
  }

  /// The same of a daemon elsewhere.
  func checkNames(of client: ServerClient) throws {
    let known = RemoteNames(client)
    let duties = duty.flatMap { WorkKind(rawValue: $0) == nil ? $0 : nil }
    try known.check(unit: unit, person: holder, place: subject, duty: duties)
    try known.check(unit: support, person: verifier)
  }

  func filter(from base: TaskFilter) throws -> TaskFilter {
    var filter = base
    filter.lead = unit
    filter.supporter = support
    filter.holder = holder
    filter.verifier = verifier
    filter.duty = duty
    filter.subject = subject
    filter.period = period
    if let state {
      guard let known = TaskState(rawValue: state) else {
        let all = TaskState.allCases.map(\.rawValue)
        throw ValidationError(
          "--state: `\(state)` is no state; "
            + (nearestName(to: state, among: all).map { "did you mean `\($0)`?" } ?? all.joined(separator: ", ")))
      }
      filter.states = [known]
    }
    return filter
  }
}

/// Which tasks something is done to: those named, those of a list, or all that match.
struct TaskTargets: ParsableArguments {
  @Argument(help: "The tasks' numbers.") var numbers: [String] = []
  @Option(
    help: ArgumentHelp(
      "Rows from a CSV file; columns by name, English or Chinese: number/编号, by/办理人, note/说明…", valueName: "FILE"))
  var fromCsv: String?
  @Flag(help: "All tasks that match the filters below and that it can be done to.") var allMatching = false
  @Option(help: ArgumentHelp("With --all-matching: how many you expect; told when left out.", valueName: "N"))
  var confirm: Int?
  @OptionGroup(title: "Filters of --all-matching") var filter: TaskFilterOptions
  @OptionGroup var ledger: RequiredLedger

  func validate() throws {
    let ways = [!numbers.isEmpty, fromCsv != nil, allMatching].count { $0 }
    guard ways == 1 else {
      throw ValidationError("name tasks by number, or with --from-csv FILE, or with --all-matching: one of the three")
    }
    if allMatching, filter.isEmpty { throw ValidationError("--all-matching needs a filter: --holder, --unit, --duty…") }
    if !allMatching, !filter.isEmpty { throw ValidationError("filters go with --all-matching") }
  }

  /// One row of the request for each task, with what the list says of it.
  func rows(for action: TaskAction) throws -> [[String: JSONValue]] {
    if let fromCsv { return try TaskSheet(path: fromCsv).rows }
    if !allMatching { return numbers.map { ["number": .string($0)] } }
    let store = try ledger.open()
    var filter = try self.filter.resolved(NameBook(ledger: { store })).filter(from: .open)
    let able = Set(
      TaskState.allCases.filter { state in
        if case .success = action.next(from: state) { true } else { false }
      })
    filter.states = (filter.states ?? able).intersection(able)
    let found = try store.tasks(filter)
    guard !found.isEmpty else {
      throw CommandFailure("no task matches that \(action.rawValue) can be done to", help: "look with `dutyctl task list`")
    }
    guard let confirm else {
      throw CommandFailure(
        "\(Self.counted(found.count))", help: "to \(action.rawValue) them all, add --confirm \(found.count)")
    }
    guard confirm == found.count else {
      throw CommandFailure(
        "\(Self.counted(found.count)), not \(confirm)", help: "look with `dutyctl task list`, then --confirm \(found.count)")
    }
    return found.map { ["number": .string($0.number)] }
  }

  private static func counted(_ count: Int) -> String { count == 1 ? "1 task matches" : "\(count) tasks match" }
}

/// A list of answers that people keep in a spreadsheet.
struct TaskSheet {
  var rows: [[String: JSONValue]] = []

  /// What columns may be called, and what they say.
  static let columns: [(key: String, names: [String])] = [
    ("number", ["number", "task", "编号", "任务编号", "任务"]), ("by", ["by", "person", "办理人", "操作人", "人员"]),
    ("note", ["note", "reason", "说明", "情况", "原因", "理由", "备注"]),
    ("approved-by", ["approved-by", "approver", "批准人", "审批人"]), ("value", ["value", "values", "实测值", "数值"]),
    ("failed", ["failed", "不合格项", "不合格"]), ("minutes", ["minutes", "时长", "分钟"]), ("lat", ["lat", "纬度"]),
    ("lon", ["lon", "经度"]), ("until", ["until", "延期至", "期限"]), ("limit", ["for", "limit", "时限", "延长"]),
    ("holder", ["to", "holder", "承办人", "转给"]), ("lead", ["to-unit", "lead", "牵头单位", "转给单位"]),
    ("closure", ["closure", "结论", "办结方式"]), ("whose", ["whose", "归属", "归属单位"]),
  ]

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path) cannot be read", help: "check the path and its permissions")
    }
    let (text, diagnostics) = ListTable.utf8(Array(data), name: path)
    guard let text else {
      throw CommandFailure(diagnostics.first?.description ?? "\(path) is no text", help: "save it as CSV UTF-8")
    }
    let table = ListTable(text)
    guard let head = table.rows.first else {
      throw CommandFailure("\(path) is empty", help: "its first row names the columns: number,by,note")
    }
    let keys = try head.cells.map { try Self.key($0, path) }
    guard keys.contains("number") else {
      throw CommandFailure("\(path) has no column `number` (编号)", help: "its first row names the columns")
    }
    for row in table.rows.dropFirst() {
      var fields: [String: JSONValue] = ["sheet-row": .int(Int64(row.number))]
      for (index, key) in keys.enumerated() {
        guard let key, !row[index].isEmpty else { continue }
        fields[key] = Self.value(key, row[index])
      }
      rows.append(fields)
    }
    if let problem = table.problem {
      throw CommandFailure("\(path), row \(problem.row): \(problem.text)", help: "mend it; nothing was done")
    }
  }

  private static func key(_ name: String, _ path: String) throws -> String? {
    if name.isEmpty { return nil }
    if let found = columns.first(where: { $0.names.contains(name.lowercased()) }) { return found.key }
    let known = columns.flatMap(\.names)
    throw CommandFailure(
      "\(path): unknown column `\(name)`",
      help: nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
        ?? "known columns: " + columns.map { $0.names[0] }.joined(separator: ", "))
  }

  private static func value(_ key: String, _ text: String) -> JSONValue {
    let parts = text.split(whereSeparator: { $0 == ";" || $0 == "；" }).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    switch key {
    case "failed": return .array(parts.map { .string($0) })
    case "value": return TaskValues.object(parts)
    default: return .string(text)
    }
  }
}

/// Measured values as people write them: `ratio=0.42`.
enum TaskValues {
  static func object(_ pairs: [String]) -> JSONValue {
    var fields: [String: JSONValue] = [:]
    for pair in pairs {
      let halves = pair.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      fields[halves.first ?? ""] = .string(halves.count == 2 ? halves[1] : "")
    }
    return .object(fields)
  }
}
