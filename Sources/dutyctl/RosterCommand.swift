import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRoster
import Foundation

struct RosterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster",
    abstract: "Posts and shifts of a campaign: who stands where, what is not manned, who is there (排班、到岗).",
    discussion: """
      Example: dutyctl roster show national-inspection-2026 --rules rules/
               dutyctl roster check-in p-0112
      """,
    subcommands: [Show.self, Publish.self, CheckInCommand.self, SpotCheckCommand.self, AttendanceCommand.self],
    defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the roster: shifts, gaps with who could fill them, and how even the load is.",
      discussion: """
        Example: dutyctl roster show national-inspection-2026 --rules rules/
                 dutyctl roster show national-inspection-2026 --day 2026-12-03 --format csv
                 dutyctl roster show --person p-0112 --ledger /var/lib/dutyd
        """)
    @Argument(help: ArgumentHelp("The campaign; all with posts when not given.", valueName: "CAMPAIGN"))
    var campaign: String?
    @Option(help: ArgumentHelp("One day.", valueName: "DATE")) var day: String?
    @Option(help: ArgumentHelp("One person.", valueName: "ID-OR-NAME")) var person: String?
    @Flag(help: "Only shifts that are short of people.") var gaps = false
    @OptionGroup var ledger: ReportLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text, csv or json.") var format: RosterFormat = .text

    func validate() throws {
      try server.refuse(["--format csv": format == .csv])
    }

    func run() throws {
      if let client = try server.client() { return try ask(client) }
      let bench = try ledger.open().bench
      let person = try NameBook(bench.book).id(person, .person)
      if let person, bench.book.people[person] == nil {
        let near = bench.book.people.nearest(to: person)
        throw CommandFailure(
          "no person `\(person)`", help: near.map { "did you mean `\($0)`?" } ?? "see registers/people.csv")
      }
      let day = try day.map { try parseDate($0, "--day") }
      var json: [JSONValue] = []
      for campaign in try meant(bench.book) {
        var made = bench.book.roster(of: campaign)
        if let day {
          guard made.days.contains(day) else {
            throw CommandFailure(
              "\(day) is outside \(campaign.id)", help: "it lasts \(made.days.lowerBound) to \(made.days.upperBound)")
          }
          made = made.showing(day...day)
        }
        if let person { made.shifts = made.shifts(of: person) }
        let text = RosterText(made, campaign, bench.book)
        switch format {
        case .text: text.print(gapsOnly: gaps, person: person)
        case .csv: text.csv(gapsOnly: gaps)
        case .json: json.append(RosterJSON.value(made, in: bench.book.settings.zone))
        }
      }
      if format == .json { Output.json(.array(json)) }
    }

    private func ask(_ client: ServerClient) throws {
      guard let campaign else { throw ValidationError("over HTTP a roster is a campaign's own: name it") }
      let plain: OutputFormat = format == .json ? .json : .text
      let roster = try client.look(
        "/campaigns/\(queryEncoded(campaign))/roster", [("date", day), ("person", try NameBook(client).id(person, .person))],
        format: plain
      ).json
      if format == .json { return Output.json(.array([roster])) }
      let short = roster["gaps"]?.array ?? []
      let columns: KeyValuePairs = ["post": "post", "place": "place", "from": "from", "to": "to", "people": "people"]
      RemoteTable.show(gaps ? short.compactMap { $0["shift"] } : roster["shifts"]?.array ?? [], columns)
      for gap in short where person == nil {
        func text(_ key: String) -> String { RemoteTable.cell(gap["shift"]?[key]) }
        Output.line("short: \(text("post")), \(text("place")), \(text("from")): \(gap["why"]?.string ?? "")")
      }
    }

    private func meant(_ book: Book) throws -> [Campaign] {
      guard let campaign else { return book.campaigns.rows.filter { !$0.posts.isEmpty } }
      guard let found = book.campaigns[campaign] else {
        let near = book.campaigns.nearest(to: campaign)
        throw CommandFailure("no campaign `\(campaign)`", help: near.map { "did you mean `\($0)`?" } ?? "see campaigns/")
      }
      guard !found.posts.isEmpty else {
        throw CommandFailure("\(campaign) has no posts", help: "list them under `posts:` in campaigns/")
      }
      return [found]
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record the roster of a campaign as published.",
      discussion: "Example: dutyctl roster publish national-inspection-2026 --by p-0001")
    @Argument(help: ArgumentHelp("The campaign.", valueName: "CAMPAIGN")) var campaign: String
    @Option(help: ArgumentHelp("Who publishes it.", valueName: "ID")) var by: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "roster-publish", ["campaign": .string(campaign), "by": .string(by)], format: format)
      if format == .json { return Output.json(answer) }
      let digest = answer["digest"]?.string?.prefix(12) ?? ""
      if answer["outcome"]?.string == "unchanged" { return Output.line("unchanged: roster \(digest) is published") }
      Output.line(
        "published \(answer["id"]?.string ?? ""): \(answer["shifts"]?.int ?? 0) shifts, \(answer["gaps"]?.int ?? 0) short, "
          + "digest \(digest)")
    }
  }

  struct CheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check-in", abstract: "A person is at their post, or leaves it (到岗、离岗).",
      discussion: """
        Example: dutyctl roster check-in p-0112
                 dutyctl roster check-in p-0112 --leaving
        """)
    @Argument(help: ArgumentHelp("The person.", valueName: "ID")) var person: String
    @Option(help: ArgumentHelp("The post, where there are two.", valueName: "POST")) var post: String?
    @Option(help: ArgumentHelp("Its place.", valueName: "ID")) var place: String?
    @Flag(help: "They leave.") var leaving = false
    @Option(help: ArgumentHelp("Who says so, if not they.", valueName: "ID")) var by: String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "check-in",
        [
          "person": .string(person), "post": .string(post ?? ""), "place": .string(place ?? ""),
          "leaving": .bool(leaving), "by": .string(by ?? person),
        ], format: format)
      if format == .json { return Output.json(answer) }
      if answer["outcome"]?.string == "unchanged" { return Output.line("unchanged: that was recorded already") }
      let late = answer["late-minutes"]?.int ?? 0
      Output.line(
        "\(person) \(leaving ? "left" : "is at") \(answer["post"]?.string ?? ""), \(answer["place"]?.string ?? "")"
          + (late > 0 ? ", \(late) minutes late" : "") + "; the shift ends \(answer["until"]?.string ?? "")")
    }
  }

  struct SpotCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "spot-check", abstract: "An inspector records who is at a post (查岗).",
      discussion: "Example: dutyctl roster spot-check junction j-01 --present p-0112,p-0113 --by p-0900")
    @Argument(help: ArgumentHelp("The post.", valueName: "POST")) var post: String
    @Argument(help: ArgumentHelp("Its place.", valueName: "ID")) var place: String
    @Option(help: ArgumentHelp("Who is there, with commas; nobody when not given.", valueName: "IDS"))
    var present: String?
    @Option(help: ArgumentHelp("The inspector.", valueName: "ID")) var by: String
    @Option(help: ArgumentHelp("What else was seen.", valueName: "TEXT")) var note: String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let people = (present ?? "").split(separator: ",").map { JSONValue.string(String($0)) }
      let answer = try socket.ask(
        "spot-check",
        [
          "post": .string(post), "place": .string(place), "present": .array(people), "by": .string(by),
          "note": .string(note ?? ""),
        ], format: format)
      if format == .json { return Output.json(answer) }
      let missing = answer["missing"]?.array?.compactMap(\.string) ?? []
      Output.line(missing.isEmpty ? "everybody is there" : "missing: \(missing.joined(separator: ", "))")
    }
  }

  struct AttendanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "attendance", abstract: "Who was late, left early or never came; who is to be chased now.",
      discussion: "Example: dutyctl roster attendance national-inspection-2026 --day 2026-12-03 --ledger /var/lib/dutyd")
    @Argument(help: ArgumentHelp("The campaign.", valueName: "CAMPAIGN")) var campaign: String
    @Option(help: ArgumentHelp("The day; today when not given.", valueName: "DATE")) var day: String?
    @Option(help: ArgumentHelp("As of this time; now when not given.", valueName: "TIME")) var at: String?
    @Flag(help: "Everybody, not only faults.") var all = false
    @OptionGroup var ledger: ReportLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws {
      try server.refuse(["--at": at != nil])
    }

    func run() throws {
      if let client = try server.client() {
        let items = try client.list(
          "/campaigns/\(queryEncoded(campaign))/attendance", [("date", day), ("all", all ? "true" : nil)],
          format: format)
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items,
          [
            "post": "post", "place": "place", "from": "from", "person": "person", "status": "status",
            "arrived": "arrived", "left": "left",
          ])
      }
      let source = try ledger.open()
      let book = source.bench.book
      guard let row = book.campaigns[campaign] else {
        let near = book.campaigns.nearest(to: campaign)
        throw CommandFailure("no campaign `\(campaign)`", help: near.map { "did you mean `\($0)`?" } ?? "see campaigns/")
      }
      let now = try at == nil ? presentInstant(source.store) : source.bench.instant(at)
      let day = try day.map { try parseDate($0, "--day") } ?? book.settings.zone.local(now).date
      let topic = Topic.campaign(campaign)
      let reading = AttendanceReading(
        of: book.roster(of: row, days: day...day).shifts,
        checkIns: try source.store.records(CheckIn.self, topic: topic).map(\.record),
        spotChecks: try source.store.records(SpotCheck.self, topic: topic).map(\.record), at: now)
      let shown = reading.rows.filter { all || $0.status.isFault }
      if format == .json { return Output.json(.array(shown.map { RosterJSON.attendance($0, in: book.settings.zone) })) }
      Output.table(
        [["post", "place", "from", "person", "name", "status", "minutes"]]
          + shown.map { row in
            [
              row.shift.post, row.shift.place, book.settings.zone.local(row.shift.from).description, row.person,
              book.people[row.person]?.name ?? "", row.status.rawValue,
              row.status == .late ? String(row.lateMinutes) : row.status == .leftEarly ? String(row.earlyMinutes) : "",
            ]
          })
      for short in reading.belowStrength {
        Output.line("\(short.shift.post), \(short.shift.place): \(short.missing) too few now")
      }
      if shown.isEmpty { Output.line("nothing to chase on \(day)") }
    }
  }
}

enum RosterFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv, json
}

/// A roster as text, CSV and JSON.
struct RosterText {
  private let roster: Roster
  private let campaign: Campaign
  private let book: Book

  init(_ roster: Roster, _ campaign: Campaign, _ book: Book) {
    self.roster = roster
    self.campaign = campaign
    self.book = book
  }

  private var zone: Zone { book.settings.zone }
  private func name(_ person: String) -> String { book.people[person]?.name ?? person }
  private func place(_ id: String) -> String { book.subject(id).map { book.name(of: $0) } ?? id }

  private func shown(_ gapsOnly: Bool) -> [Shift] { gapsOnly ? roster.gaps.map(\.shift) : roster.shifts }

  func print(gapsOnly: Bool, person: String?) {
    Output.line("\(campaign.id) \(campaign.name), \(roster.days.lowerBound) to \(roster.days.upperBound)")
    Output.table(
      [["post", "place", "", "from", "to", "people"]]
        + shown(gapsOnly).map { shift in
          [
            shift.post, shift.place, place(shift.place), zone.local(shift.from).description,
            zone.local(shift.to).description, shift.people.map { name($0) }.joined(separator: "、"),
          ]
        }, indent: "  ")
    guard person == nil else { return }
    for gap in roster.gaps {
      Output.line(
        "  short: \(gap.shift.post), \(place(gap.shift.place)), \(zone.local(gap.shift.from)): \(gap.why)")
      if !gap.withLessRest.isEmpty { Output.line("    with less rest: \(candidates(gap.withLessRest))") }
      if !gap.nearest.isEmpty { Output.line("    nearest: \(candidates(gap.nearest))") }
    }
    for post in roster.posts {
      let even = post.evenness.map { ", \($0.lowerBound) to \($0.upperBound) shifts each" } ?? ""
      Output.line(
        "  \(post.post) \(post.name): \(post.places) places, \(post.shifts) shifts, \(post.open) of \(post.seats) seats open"
          + even)
    }
    Output.line("  digest \(roster.digest.prefix(12))")
  }

  private func candidates(_ list: [GapCandidate]) -> String {
    list.prefix(3).map { "\($0.name) (\($0.reason.rawValue))" }.joined(separator: ", ")
  }

  func csv(gapsOnly: Bool) {
    Output.line("campaign,post,place,from,to,people,names")
    for shift in shown(gapsOnly) {
      Output.line(
        [
          roster.campaign, shift.post, shift.place, zone.rfc3339(shift.from), zone.rfc3339(shift.to),
          shift.people.joined(separator: ";"), shift.people.map { name($0) }.joined(separator: ";"),
        ].joined(separator: ","))
    }
  }
}
