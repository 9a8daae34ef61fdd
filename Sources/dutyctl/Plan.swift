import ArgumentParser
import DutyPorts
import DutyStore
import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPlanning
import DutyRules

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the tasks that a rule directory would generate, with totals by unit, person and cadence.",
    discussion: """
      Example: dutyctl plan rules/ --from 2026-11-23 --to 2026-11-27
               dutyctl plan rules/ --from 2026-11-23 --to 2026-11-23 --person p-0112
               dutyctl plan rules/ --from 2026-12-01 --to 2026-12-31 --unit u-huanwei --format xlsx --out december.xlsx
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR")) var rules: String
  @Option(help: ArgumentHelp("The first day.", valueName: "DATE")) var from: String
  @Option(help: ArgumentHelp("The last day.", valueName: "DATE")) var to: String
  @Option(help: ArgumentHelp("Only tasks this unit leads or supports.", valueName: "ID-OR-NAME")) var unit: String?
  @Option(help: ArgumentHelp("Only tasks this person holds.", valueName: "ID-OR-NAME")) var person: String?
  @Option(help: ArgumentHelp("Only this duty.", valueName: "ID")) var duty: String?
  @Flag(help: "Only the totals.") var summary = false
  @OptionGroup var ledger: LedgerOptions
  @Option(help: "text, json or xlsx.") var format: TableFormat = .text
  @OptionGroup var workbook: WorkbookOptions

  func validate() throws { try workbook.check(isWorkbook: format == .xlsx) }

  mutating func run() throws {
    let first = try parseDate(from, "--from")
    let last = try parseDate(to, "--to")
    guard first <= last else { throw ValidationError("--from \(from) is after --to \(to)") }
    let bench = try Workbench(rules, ledger: ledger.open(), at: from)
    let planner = bench.planner
    unit = try NameBook(bench.book).id(unit, .unit)
    person = try NameBook(bench.book).id(person, .person)
    try known(bench.book)
    let start = max(first, bench.book.settings.start)
    let zone = bench.book.settings.zone
    var rows: [JSONValue] = []
    var entries: [JSONValue] = []
    var totals = Totals()
    var sheet: [PlanEntry] = []
    if format == .text, !summary { Output.line("opens\tdue\tduty\tsubject\tlead\tholder\tnumber") }
    for entry in planner.entries(from: start, to: last) {
      let stream = planner.streams[entry.stream]
      entries.append(json(entry, stream.id, zone))
      guard entry.outcome == .generate else {
        totals.others.append("\(stream.id) \(entry.period.name): \(why(entry))")
        continue
      }
      for task in planner.tasks(of: entry) {
        let roles = bench.book.taskRoles(task.roles)
        if let duty, task.key.duty != duty { continue }
        if let person, roles.holder != person { continue }
        if let unit, roles.lead != unit, !roles.support.contains(unit) { continue }
        totals.count(roles, stream.timing.cadence.description, stream.id)
        guard !summary else { continue }
        switch format {
        case .text:
          Output.line(
            [
              zone.local(task.opens).description, zone.local(task.deadline.due).description,
              task.key.grain.isEmpty ? stream.id : "\(stream.id)[\(task.key.grain)]", task.key.subject, roles.lead,
              roles.holder, TaskNumber.derive(from: task.key),
            ].joined(separator: "\t"))
        case .json: rows.append(json(task, roles, zone))
        case .xlsx: sheet.append(planEntry(task, bench.book))
        }
      }
    }
    if format == .json {
      Output.json(["tasks": .array(rows), "entries": .array(entries), "totals": totals.json])
      return
    }
    if format == .xlsx {
      return try workbook.write(
        planWorkbook(sheet, title: "\(first)..\(last)", made: first, locale: bench.book.settings.locale))
    }
    totals.print(from: first, to: last)
    if start > first { Output.line("start: nothing is generated before \(start) (dutyd.yaml)") }
    let provisional = (first.year...last.year).filter { bench.book.workCalendar.isProvisional(year: $0) }
    if !provisional.isEmpty {
      Output.line(
        "provisional: no official notice for \(provisional.map(String.init).joined(separator: ", ")); "
          + "its workdays are computed from weekends")
    }
    if ledger.ledger == nil { Output.line("designations: none read; --ledger counts those of a ledger") }
  }

  /// A filter that names nothing known would only print an empty list.
  private func known(_ book: Book) throws {
    func check(_ what: String, _ id: String?, _ ids: [String]) throws {
      guard let id, !ids.contains(id) else { return }
      throw CommandFailure(
        "unknown \(what) `\(id)`",
        help: nearestName(to: id, among: ids).map { "did you mean `\($0)`?" } ?? "look it up in the rule directory")
    }
    try check("unit", unit, book.units.rows.map(\.id))
    try check("person", person, book.people.rows.map(\.id))
    try check("duty", duty, book.duties.rows.map(\.id))
  }

  private func why(_ entry: PlannedEntry) -> String {
    switch entry.outcome {
    case .generate: ""
    case .skipped(let why): "skipped, \(why)"
    case .merged(let why): why
    }
  }

  private func json(_ entry: PlannedEntry, _ stream: String, _ zone: Zone) -> JSONValue {
    [
      "duty": .string(stream), "period": .string(entry.period.name), "n": .int(Int64(entry.n)),
      "opens": .string(zone.rfc3339(entry.opens)),
      "outcome": .string(entry.outcome == .generate ? "generate" : why(entry)),
      "notes": .array(entry.notes.map { .string($0) }),
    ]
  }

  private func json(_ task: PlannedTask, _ roles: TaskRoles, _ zone: Zone) -> JSONValue {
    [
      "number": .string(TaskNumber.derive(from: task.key)), "duty": .string(task.key.duty),
      "subject": .string(task.key.subject), "grain": .string(task.key.grain), "period": .string(task.key.period),
      "n": .int(Int64(task.key.n)), "opens": .string(zone.rfc3339(task.opens)),
      "due": .string(zone.rfc3339(task.deadline.due)), "limit": .string(task.deadline.limit.description),
      "lead": .string(roles.lead), "leader": .string(roles.leader), "holder": .string(roles.holder),
      "verifier": .string(roles.verifier), "support": .array(roles.support.map { .string($0) }),
    ]
  }

  private func planEntry(_ task: PlannedTask, _ book: Book) -> PlanEntry {
    let zone = book.settings.zone
    let roles = book.taskRoles(task.roles)
    let duty = book.duties[task.key.duty]?.name ?? book.campaigns[task.key.duty]?.name ?? ""
    let grain = book.name(ofGrain: task.key.grain, duty: task.key.duty) ?? task.key.grain
    func person(_ id: String) -> String { book.people[id]?.name ?? id }
    return PlanEntry(
      number: TaskNumber.derive(from: task.key), duty: task.key.duty,
      title: [duty, grain].filter { !$0.isEmpty }.joined(separator: "·"), subject: task.key.subject,
      subjectName: book.subject(task.key.subject).map { book.name(of: $0) } ?? "", period: task.key.period,
      opens: zone.local(task.opens), due: zone.local(task.deadline.due),
      lead: book.units[roles.lead]?.name ?? roles.lead, leader: person(roles.leader), holder: person(roles.holder),
      verifier: person(roles.verifier))
  }

  private struct Totals {
    var tasks = 0
    var leads: [String: Int] = [:]
    var holders: [String: Int] = [:]
    var cadences: [String: Int] = [:]
    var duties: [String: Int] = [:]
    var others: [String] = []

    mutating func count(_ roles: TaskRoles, _ cadence: String, _ duty: String) {
      tasks += 1
      leads[roles.lead, default: 0] += 1
      holders[roles.holder, default: 0] += 1
      cadences[cadence, default: 0] += 1
      duties[duty, default: 0] += 1
    }

    func print(from: CivilDate, to: CivilDate) {
      Output.line("\(tasks) tasks from \(from) to \(to)")
      for (title, counts) in [
        ("by duty", duties), ("by cadence", cadences), ("by unit", leads), ("by person", holders),
      ] {
        Output.line("\(title):")
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        Output.table(sorted.prefix(20).map { [$0.key, String($0.value)] }, indent: "  ")
        if sorted.count > 20 { Output.line("  and \(sorted.count - 20) more (--format json lists all)") }
      }
      for other in others { Output.line("no tasks: \(other)") }
    }

    var json: JSONValue {
      func object(_ counts: [String: Int]) -> JSONValue { .object(counts.mapValues { .int(Int64($0)) }) }
      return [
        "tasks": .int(Int64(tasks)), "by-unit": object(leads), "by-person": object(holders),
        "by-cadence": object(cadences), "by-duty": object(duties),
      ]
    }
  }
}
