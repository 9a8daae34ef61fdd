import ArgumentParser
import DutyBook
import DutyCalendar
import DutyDocuments
import DutyControl
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutySheets
import DutyStore

struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Look at tasks, answer them, judge them, change their hands and deadlines.",
    discussion: """
      What is done to a task goes to the running daemon; `list` and `show` read its ledger. `--by` names the person, the
      calling user of the machine is recorded beside it.

      Example: dutyctl task ack K7Q2M-9XD4P --by p-0112
               dutyctl task report K7Q2M-9XD4P --by p-0112 --note 已清运 --evidence photo=after.jpg
      """,
    groupedSubcommands: [
      CommandGroup(name: "Looking", subcommands: [TaskList.self, TaskShow.self]),
      CommandGroup(
        name: "Holder",
        subcommands: [
          TaskAcknowledge.self, TaskReport.self, TaskProgress.self, TaskPart.self, TaskSign.self, TaskDisown.self,
        ]),
      CommandGroup(name: "Verifier", subcommands: [TaskVerify.self, TaskReturn.self, TaskReopen.self]),
      CommandGroup(
        name: "With approval",
        subcommands: [
          TaskExtend.self, TaskTransfer.self, TaskSuspend.self, TaskResume.self, TaskVoid.self, TaskReissue.self,
        ]),
      CommandGroup(name: "Office", subcommands: [TaskRule.self]),
    ])
}

struct TaskList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tasks, by deadline.",
    discussion: """
      Example: dutyctl task list --holder p-0112
               dutyctl task list --unit 云河区环境卫生事务中心 --overdue
               dutyctl task list --duty evidence-files --returned --all
               dutyctl task list --all --format xlsx --out ledger.xlsx      # every task, as a workbook
      """)
  @OptionGroup var filter: TaskFilterOptions
  @Flag(help: "Only those past their deadline.") var overdue = false
  @Flag(help: "Only those whose work came back at least once.") var returned = false
  @Flag(help: "Only those reported after what was promised, or not yet and past it.") var late = false
  @Flag(help: "Closed and voided ones too.") var all = false
  @Option(help: ArgumentHelp("At most so many; 200, in a workbook as many as a sheet holds.", valueName: "N"))
  var limit: Int?
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var beside: BesideSocket
  @OptionGroup var server: ServerOptions
  @Option(help: "text, json or xlsx.") var format: TableFormat = .text
  @OptionGroup var workbook: WorkbookOptions

  func validate() throws {
    try workbook.check(isWorkbook: format == .xlsx)
    if let limit, !(1...Self.mostRows).contains(limit) {
      throw ValidationError("--limit: 1 to \(Self.mostRows)")
    }
  }

  private static let mostRows = WorkbookLimits.rows - 1

  func run() throws {
    if format == .xlsx, try server.client() != nil {
      throw ValidationError("a workbook is made of a ledger on this machine: leave --server out, or take --format json")
    }
    if let client = try server.client() {
      func flag(_ isSet: Bool) -> String? { isSet ? "true" : nil }
      let asked = try filter.resolved(NameBook(client))
      let query = asked.query + [
        ("overdue", flag(overdue)), ("returned", flag(returned)), ("late", flag(late)), ("all", flag(all)),
      ]
      let items = try client.items("/api/v1/tasks", query, limit: limit ?? 200, format: format.plain)
      if items.isEmpty { try asked.checkNames(of: client) }
      return RemoteReading.tasks(items, format.plain)
    }
    let store = try beside.open(ledger)
    let zone = try districtZone(store)
    let asked = try self.filter.resolved(NameBook(ledger: { store }))
    var filter = try asked.filter(from: all ? TaskFilter() : .open)
    let now = try presentInstant(store)
    let limit = limit ?? (format == .xlsx ? Self.mostRows : 200)
    if overdue { filter.dueBefore = now }
    let isPicked = { (row: TaskRow) in
      (!returned || row.round > 0)
        && (!late || (row.reportedAt.map { $0 > row.promised } ?? (row.state.isOpen && now > row.promised)))
    }
    if !returned, !late { filter.limit = limit }
    let rows = Array(try store.tasks(filter).filter(isPicked).prefix(limit))
    if rows.isEmpty { try asked.checkNames(in: store) }
    if format == .json { return Output.json(.array(rows.map { TaskJSON.value($0, in: zone) })) }
    if format == .xlsx {
      let book = try storedBook(store)
      return try workbook.write(
        taskWorkbook(
          rows, names: book, zone: zone, made: zone.local(now).date, locale: book?.settings.locale ?? .chinese))
    }
    Output.table(
      [["number", "state", "due", "duty", "period", "subject", "lead", "holder"]]
        + rows.map { row in
          let key = row.record.key
          return [
            row.number, row.state.rawValue + (row.round > 0 ? " (round \(row.round + 1))" : ""),
            zone.local(row.record.due).description,
            key.grain.isEmpty ? key.duty : "\(key.duty)[\(key.grain)]",
            key.period + (key.n > 1 && key.work == nil ? " #\(key.n)" : ""), key.subject, row.record.roles.lead,
            row.record.roles.holder,
          ]
        })
    if rows.count == limit { Output.line("only the first \(limit) (--limit shows more)") }
  }
}

struct TaskShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a task: who and why, deadline and why, and everything that happened.",
    discussion: "Example: dutyctl task show K7Q2M-9XD4P")
  @Argument(help: "The task's number.") var number: String
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var beside: BesideSocket
  @OptionGroup var server: ServerOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    if let client = try server.client() {
      let answer = try client.ask("GET", "/api/v1/tasks/\(queryEncoded(number))", format: format)
      return RemoteReading.task(answer.json, format)
    }
    let store = try beside.open(ledger)
    guard let row = try store.task(number: number.uppercased()) else {
      throw CommandFailure(
        "no task \(number)", help: "the number is ten letters and digits in two groups; see `dutyctl task list`")
    }
    let zone = try districtZone(store)
    let receipts = try store.receipts(of: row)
    let history = try store.history(task: row.number)
    let deadline = try store.deadlineHistory(history.lazy.compactMap { try? $0.event() })
    if format == .json {
      return Output.json(
        TaskJSON.whole(row, receipts: receipts, history: history, deadline: deadline, in: zone))
    }
    let page = TaskPage(row: row, zone: zone, names: Names(book: try storedBook(store)))
    page.printHead(deadline)
    for receipt in receipts { page.printReceipt(receipt) }
    try page.printWork(history)
    page.printHistory(history)
  }
}
