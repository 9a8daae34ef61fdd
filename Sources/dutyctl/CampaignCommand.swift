import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRoster

struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign",
    abstract: "Campaigns and special actions: commander, lead unit, measures, goals and how far they are (专项行动).",
    discussion: """
      Example: dutyctl campaign list --ledger /var/lib/dutyd
               dutyctl campaign show practice-centres-2026 --ledger /var/lib/dutyd
      """,
    subcommands: [List.self, Show.self, Report.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the campaigns that are on, or all.",
      discussion: """
        Example: dutyctl campaign list --ledger /var/lib/dutyd
                 dutyctl campaign list --rules rules/ --all
        """)
    @Flag(help: "Those that are over or have not begun too.") var all = false
    @Option(help: ArgumentHelp("As of this day; today when not given.", valueName: "DATE")) var day: String?
    @OptionGroup var ledger: ReportLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let items = try client.list("/campaigns", [("date", day), ("all", all ? "true" : nil)], format: format)
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items,
          [
            "campaign": "campaign", "from": "from", "until": "until", "days left": "days-left",
            "commander": "commander", "lead": "lead", "name": "name",
          ])
      }
      let source = try ledger.open()
      let day = try source.bench.day(day)
      let sheets = try source.bench.book.campaigns.rows.filter { all || $0.window.contains(day) }.map {
        try CampaignSheet($0, source.bench.book, source.store, on: day)
      }
      if format == .json { return Output.json(.array(sheets.map(\.json))) }
      guard !sheets.isEmpty else {
        return Output.line("no campaign is on on \(day); --all lists those that are over or to come")
      }
      Output.table([["campaign", "from", "until", "days left", "commander", "lead", "name"]] + sheets.map(\.row))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one campaign: the countdown, every measure and every goal beside its expected pace.",
      discussion: """
        Example: dutyctl campaign show practice-centres-2026 --ledger /var/lib/dutyd
                 dutyctl campaign show practice-centres-2026 --rules rules/ --day 2026-11-23
        """)
    @Argument(help: ArgumentHelp("The campaign.", valueName: "CAMPAIGN")) var campaign: String
    @Option(help: ArgumentHelp("As of this day; today when not given.", valueName: "DATE")) var day: String?
    @OptionGroup var ledger: ReportLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let sheet = try client.look("/campaigns/" + queryEncoded(campaign), [("date", day)], format: format).json
        return RemoteReading.campaign(sheet, format)
      }
      let source = try ledger.open()
      let book = source.bench.book
      guard let found = book.campaigns[campaign] else {
        let near = book.campaigns.nearest(to: campaign)
        throw CommandFailure("no campaign `\(campaign)`", help: near.map { "did you mean `\($0)`?" } ?? "see campaigns/")
      }
      let sheet = try CampaignSheet(found, book, source.store, on: try source.bench.day(day))
      if format == .json { return Output.json(sheet.json) }
      sheet.print()
    }
  }

  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report the total of a goal so far, or that a measure is done.",
      discussion: """
        The commander reports, or somebody of the lead unit, of a measure's own unit or of the office.

        Example: dutyctl campaign report practice-centres-2026 centres-built 231 --by p-0004
                 dutyctl campaign report practice-centres-2026 money-granted --by p-0004
        """)
    @Argument(help: ArgumentHelp("The campaign.", valueName: "CAMPAIGN")) var campaign: String
    @Argument(help: ArgumentHelp("A goal's quantity, or a measure.", valueName: "WHAT")) var what: String
    @Argument(help: ArgumentHelp("Of a goal: the total so far.", valueName: "TOTAL")) var total: Int64?
    @Option(help: ArgumentHelp("Who reports.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("What there is to say; a correction downwards needs it.", valueName: "TEXT"))
    var note: String = ""
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      var arguments: [String: JSONValue] = [
        "campaign": .string(campaign), "what": .string(what), "by": .string(by), "note": .string(note),
      ]
      if let total { arguments["total"] = .int(total) }
      let answer = try socket.ask("campaign-progress", .object(arguments), format: format)
      if format == .json { return Output.json(answer) }
      let outcome = answer["outcome"]?.string ?? ""
      guard answer["goal"] != nil else {
        let late = answer["days-late"]?.int ?? 0
        return Output.line("\(what): \(outcome)" + (late > 0 ? ", \(late) days after its deadline" : ""))
      }
      func number(_ key: String) -> Int64 { answer[key]?.int ?? 0 }
      let short = number("shortfall")
      Output.line(
        "\(what): \(outcome), \(number("total")) of \(number("target")), \(number("expected")) expected by today"
          + (short > 0 ? ", \(short) short" : ""))
    }
  }
}

extension CampaignSheet {
  var row: [String] {
    [
      campaign.id, campaign.window.from?.description ?? "", campaign.window.until?.description ?? "",
      countdown.map { String($0.days) } ?? "", commander, lead, campaign.name,
    ]
  }

  private func state(_ measure: CampaignMeasure) -> String {
    if let done = done(measure) { return done > measure.due ? "done late, \(done)" : "done \(done)" }
    let left = Int(measure.due.epochDay - day.epochDay)
    return left < 0 ? "overdue by \(-left) days" : left == 0 ? "due today" : "\(left) days left"
  }

  func print() {
    Output.line("\(campaign.id)  \(campaign.name)")
    if !commander.isEmpty || !lead.isEmpty { Output.line("commander \(commander), lead unit \(lead)") }
    if let countdown {
      Output.line(
        countdown.days < 0
          ? "over since \(countdown.deadline)"
          : "\(countdown.days) days left, \(countdown.workdays) of them workdays, until \(countdown.deadline)")
      if let next = countdown.next { Output.line("next: \(next.name), \(next.day)") }
    }
    if let milestones = campaign.plan?.milestones, !milestones.isEmpty {
      Output.line()
      Output.table([["milestone", "due", "name"]] + milestones.reversed().map { [$0.id, "\(self.day(of: $0))", $0.name] })
    }
    if !campaign.measures.isEmpty {
      Output.line()
      Output.table(
        [["measure", "due", "state", "unit", "name"]]
          + campaign.measures.map { [$0.id, "\($0.due)", state($0), book.units[$0.unit].name, $0.name] })
    }
    if !campaign.goals.isEmpty {
      Output.line()
      Output.table(
        [["goal", "done", "target", "expected", "short", "a workday", "by", "name"]]
          + campaign.goals.map { goal in
            let pace = pace(of: goal)
            return [
              goal.quantity, "\(pace.done)", "\(pace.target)", "\(pace.expected)", "\(pace.shortfall)",
              pace.neededPerWorkday.map(String.init) ?? "-", "\(goal.by)", goal.name,
            ]
          })
    }
    if !campaign.posts.isEmpty { Output.line("posts: see `dutyctl roster show \(campaign.id)`") }
  }
}
