import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutyStore

struct SummonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summon", abstract: "Summon departments to a place: one attendance task each (街乡吹哨、部门报到).",
    discussion: """
      Example: dutyctl summon road-zhongshan --by-unit u-donghu --departments u-huanwei,u-chengguan \\
                 --text 夜市占道，请到场会商 --limit "2 working-hours" --by p-0473
      """)
  @Argument(help: "The place.") var place: String
  @Option(help: ArgumentHelp("The unit that summons.", valueName: "ID-OR-NAME")) var byUnit: String
  @Option(help: ArgumentHelp("Who of it.", valueName: "ID-OR-NAME")) var by: String
  @Option(help: ArgumentHelp("Who is to come, separated by commas.", valueName: "IDS-OR-NAMES")) var departments: String
  @Option(help: ArgumentHelp("What for.", valueName: "TEXT")) var text: String
  @Option(help: ArgumentHelp("By when; as `summons` of dutyd.yaml when not given.", valueName: "LIMIT"))
  var limit: String?
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let units = departments.split(whereSeparator: { $0 == "," || $0 == "，" }).map(String.init)
    let answer = try socket.ask(
      "summon",
      [
        "place": .string(place), "unit": .string(byUnit), "by": .string(by),
        "departments": .array(units.map { .string($0) }), "text": .string(text), "limit": .string(limit ?? ""),
      ], format: format)
    if format == .json { return Output.json(answer) }
    Output.line("summons \(answer["summons"]?.string ?? "")")
    Output.table(
      (answer["tasks"]?.array ?? []).map { task in
        ["department", "number", "holder", "due"].map { task[$0]?.string ?? "" }
      }, indent: "  ")
  }
}

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "The log of talks with outside authorities (对接记录).",
    discussion: "Example: dutyctl contact add u-shengtai --by p-0112 --text 反馈满意度偏低 --anomaly",
    subcommands: [Add.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a talk; an anomaly opens a task to report it upward.",
      discussion: "Example: dutyctl contact add u-shengtai --by p-0112 --text 反馈满意度偏低 --anomaly")
    @Argument(help: "The authority, a unit of the register.") var authority: String
    @Option(help: ArgumentHelp("Who talked to it.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("What was said.", valueName: "TEXT")) var text: String
    @Option(help: ArgumentHelp("The contact task that it answers.", valueName: "NUMBER")) var task: String?
    @Flag(help: "Something is out of order: report it upward.") var anomaly = false
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "contact-add",
        [
          "authority": .string(authority), "by": .string(by), "text": .string(text), "task": .string(task ?? ""),
          "anomaly": .bool(anomaly),
        ], format: format)
      if format == .json { return Output.json(answer) }
      Output.line("recorded \(answer["contact"]?.string ?? "")")
      if let number = answer["task"]?.string {
        Output.line("to be reported upward: task \(number), due \(answer["due"]?.string ?? "")")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the talks, oldest first.", discussion: "Example: dutyctl contact list --authority u-shengtai")
    @Option(help: ArgumentHelp("Only with this authority.", valueName: "ID-OR-NAME")) var authority: String?
    @Flag(help: "Only anomalies.") var anomalies = false
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    mutating func run() throws {
      let client = try server.client()
      let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
      authority = try names.id(authority, .unit)
      if let client {
        let query = [("authority", authority), ("anomalies", anomalies ? "true" : nil)]
        let items = Array(try client.items("/api/v1/contacts", query, limit: 10_000, format: format).reversed())
        if items.isEmpty { try RemoteNames(client).check(unit: authority) }
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items, ["date": "date", "authority": "authority", "by": "by", "reported upward": "upward", "text": "text"])
      }
      let store = try ledger.open()
      let found = try store.records(Contact.self, topic: authority.map { Topic.unit($0) }).map(\.record)
        .filter { !anomalies || $0.isAnomaly }
      if found.isEmpty { try KnownNames(store).check(unit: authority) }
      if format == .json { return Output.json(.array(found.map { ContactJSON.value($0) })) }
      Output.table(
        found.map {
          [
            $0.date.description, $0.authority, $0.by, $0.isAnomaly ? "anomaly → \($0.upward)" : "", $0.text,
          ]
        })
    }
  }
}

struct FeedbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Who has answered a dispatched duty, and who has not (信息反馈).",
    discussion: """
      Example: dutyctl feedback weekly-report
               dutyctl feedback weekly-report --period 2026-W47 --missing
      """)
  @Argument(help: "The duty.") var duty: String
  @Option(help: ArgumentHelp("The period; the newest when not given.", valueName: "PERIOD")) var period: String?
  @Flag(help: "Only those who have not answered.") var missing = false
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var server: ServerOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    if let client = try server.client() { return try ask(client) }
    let store = try ledger.open()
    let zone = try districtZone(store)
    guard var found = try Feedback(of: duty, period: period, in: store, at: try presentInstant(store)) else {
      try KnownNames(store).check(duty: duty, period: period)
      throw CommandFailure("nothing was dispatched of `\(duty)`", help: "see `dutyctl task list --all`")
    }
    if missing { found.lines.removeAll { !$0.isMissing } }
    if format == .json { return Output.json(found.json(zone)) }
    let names = Names(book: try storedBook(store))
    head(found.period, answered: found.lines.count { !$0.isMissing }, not: found.lines.count { $0.isMissing })
    Output.table(
      found.lines.map {
        let roles = $0.row.record.roles
        return [names.unit(roles.lead), $0.row.number, $0.text(zone), names.person(roles.holder)]
      }, indent: "  ")
  }

  private func ask(_ client: ServerClient) throws {
    let answer = try client.look(
      "/duties/\(queryEncoded(duty))/feedback", [("period", period), ("missing", missing ? "true" : nil)],
      format: format
    ).json
    if format == .json { return Output.json(answer) }
    let units = answer["units"]?.array ?? []
    let answered = units.count { $0["answered"]?.bool == true }
    head(answer["period"]?.string ?? "", answered: answered, not: units.count - answered)
    RemoteTable.show(
      units, ["unit": "unit", "number": "number", "standing": "standing", "due": "due"], indent: "  ")
  }

  private func head(_ period: String, answered: Int, not: Int) {
    Output.line("\(duty) \(period): \(answered) answered, \(not) not")
  }
}

extension Feedback.Line {
  fileprivate func text(_ zone: Zone) -> String {
    let due = zone.local(row.record.due)
    switch standing {
    case .answered, .answeredLate:
      return "answered" + (row.reportedAt.map { " \(zone.local($0))" } ?? "")
        + (standing == .answeredLate ? ", late" : "")
    case .returned: return "returned, round \(row.round + 1), due \(due)"
    case .seen: return "seen, due \(due)"
    case .unseen: return "not seen, due \(due)"
    case .overdue: return "overdue since \(due)"
    case .voided: return "voided"
    }
  }
}
