import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore

extension FindingCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List findings, the newest first.",
      discussion: """
        Example: dutyctl finding list --open --source citizen
                 dutyctl finding list --unclassified
                 dutyctl finding list --relapse --unit u-huanwei
        """)
    @Option(help: ArgumentHelp("From this source.", valueName: "SOURCE")) var source: String?
    @Option(help: ArgumentHelp("Of this standard.", valueName: "ID")) var standard: String?
    @Option(help: ArgumentHelp("At this place.", valueName: "ID-OR-NAME")) var place: String?
    @Option(help: ArgumentHelp("For whose points this unit answers.", valueName: "ID-OR-NAME")) var unit: String?
    @Option(help: ArgumentHelp("Of the problem list with this digest.", valueName: "DIGEST")) var list: String?
    @Option(help: ArgumentHelp("Taken in on this day or later.", valueName: "DATE")) var from: String?
    @Option(help: ArgumentHelp("Taken in on this day or earlier.", valueName: "DATE")) var to: String?
    @Flag(help: "Only those that are not closed.") var open = false
    @Flag(help: "Only relapses (反弹).") var relapse = false
    @Flag(help: "Only those that wait for the office to classify them.") var unclassified = false
    @Option(help: ArgumentHelp("At most so many.", valueName: "N")) var limit = 200
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws { try checkRows(limit) }

    mutating func run() throws {
      let client = try server.client()
      let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
      place = try names.id(place, .place)
      unit = try names.id(unit, .unit)
      if let client {
        func flag(_ isSet: Bool) -> String? { isSet ? "true" : nil }
        let query = [
          ("source", source), ("standard", standard), ("place", place), ("unit", unit), ("list", list), ("from", from),
          ("to", to), ("open", flag(open)), ("relapse", flag(relapse)), ("unclassified", flag(unclassified)),
        ]
        // One more than is shown tells whether there are more.
        let found = try client.items("/api/v1/findings", query, limit: limit + 1, format: format)
        if found.isEmpty { try RemoteNames(client).check(unit: unit, place: place, standard: standard) }
        return show(found.prefix(limit), hasMore: found.count > limit)
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      var filter = FindingFilter()
      filter.source = source
      filter.standard = standard
      filter.place = place
      filter.unit = unit
      filter.list = list
      filter.isOpen = open
      filter.isRelapse = relapse
      filter.isUnclassified = unclassified
      filter.from = try from.map { zone.instant(LocalTime(try parseDate($0, "--from"))) }
      filter.before = try to.map { zone.instant(LocalTime(try parseDate($0, "--to").adding(days: 1))) }
      let cards = try store.findingCards(filter)
      if cards.isEmpty {
        try KnownNames(store).check(unit: unit, place: place, standard: standard, source: source, list: list)
      }
      let shown = cards.reversed().prefix(limit)
      show(
        shown.map { FindingJSON.value($0, in: zone) }[...], hasMore: cards.count > shown.count, total: cards.count)
    }

    /// The same from a ledger and over HTTP.
    ///
    /// - Parameter total: how many there are; `nil` where nobody has counted them.
    private func show(_ findings: ArraySlice<JSONValue>, hasMore: Bool, total: Int? = nil) {
      if format == .json { return Output.json(.array(Array(findings))) }
      Output.table(
        [["finding", "taken in", "standing", "source", "standard", "place", "task", "due", "what"]]
          + findings.map { FindingText.row($0) })
      guard hasMore else { return }
      Output.line("the newest \(findings.count)" + (total.map { " of \($0)" } ?? "") + " (--limit shows more)")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a finding: what was said, who answers for it, its tasks, and what its reporter was told.",
      discussion: "Example: dutyctl finding show F-0A1B2C3D4E")
    @Argument(help: "The finding's number.") var id: String
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        let answer = try client.look("/findings/" + queryEncoded(id), format: format)
        return RemoteReading.finding(answer.json, format)
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      guard let card = try store.findingCard(id.uppercased()) else {
        let near = nearestName(to: id.uppercased(), among: try store.records(Finding.self).map(\.record.id))
        throw CommandFailure(
          "no finding `\(id)`", help: near.map { "did you mean `\($0)`?" } ?? "see `dutyctl finding list`")
      }
      let answers = try store.letters(to: card.finding.id)
      let joined = try store.findingsJoined(to: card.finding)
      let looks = try store.reinspections(of: card.finding)
      if format == .json {
        return Output.json(FindingJSON.whole(card, answers: answers, joined: joined, looks: looks, in: zone))
      }
      Output.table(FindingText.rows(card, joined: joined, zone))
      FindingText.tasks(card.rows, "task", zone)
      FindingText.tasks(card.ownRows, "its own task, until it was joined,", zone)
      FindingText.tasks(looks, "second look", zone)
      let told = answers.map { "\(zone.local($0.at))  \($0.record.text)" }
      for line in FindingText.told(told, contact: card.finding.contact) { Output.line(line) }
    }
  }
}

/// Findings as text.
enum FindingText {
  /// A finding as a row of the list: a relapse says so, a joined one what it was joined to, `二处 = F-0A1B2C3D4E`.
  static func row(_ finding: JSONValue) -> [String] {
    func text(_ key: String) -> String { finding[key]?.string ?? "" }
    var what = text("text").prefix(40).filter { !$0.isNewline }
    if !text("relapse-of").isEmpty { what = "relapse: " + what }
    if !text("joined-to").isEmpty { what += " = " + text("joined-to") }
    return [
      text("id"), RemoteReading.local(text("taken-at")), text("standing"), text("source"), text("standard"),
      text("place").isEmpty ? text("place-text") : text("place"), text("task"), RemoteReading.local(text("due")),
      String(what),
    ]
  }

  /// What a reporter was told, the same from a ledger and over HTTP.
  static func told(_ answers: [String], contact: String) -> [String] {
    guard answers.isEmpty else { return ["what the reporter was told"] + answers.map { "  " + $0 } }
    if contact.isEmpty { return ["nothing was written to a reporter"] }
    return ["nothing was written to the reporter yet, who left \(contact)"]
  }

  /// What a finding was taken for, as the daemon says.
  static func taken(_ answer: JSONValue) {
    let finding = answer["finding"]
    func text(_ key: String) -> String { finding?[key]?.string ?? "" }
    Output.line("\(text("id")): \(answer["outcome"]?.string ?? "")")
    for note in answer["notes"]?.array ?? [] { Output.line("  note: \(note.string ?? "")") }
    if !text("relapse-of").isEmpty { Output.line("  relapse of \(text("relapse-of"))") }
    if !text("joined-to").isEmpty { Output.line("  joined to \(text("joined-to"))") }
    for row in finding?["tasks"]?.array ?? [] {
      Output.line(
        "  task \(row["number"]?.string ?? "") due \(row["due"]?.string ?? "") (\(row["limit"]?.string ?? "")), "
          + "\(row["roles"]?["lead"]?.string ?? ""), \(row["roles"]?["holder"]?.string ?? "")")
    }
    if finding?["tasks"]?.array?.isEmpty ?? true, !text("task").isEmpty { Output.line("  task \(text("task"))") }
  }

  static func rows(_ card: FindingCard, joined: [Finding], _ zone: Zone) -> [[String]] {
    let finding = card.finding
    var rows = [
      ["finding", finding.id], ["standing", card.standing.rawValue + (card.isJoined ? " (of \(card.main.id))" : "")],
      ["text", finding.text], ["source", "\(finding.source), weight \(milli(finding.weightMilli))"],
      ["standard", finding.standard],
      ["place", [finding.place, finding.placeText].filter { !$0.isEmpty }.joined(separator: " ← ")],
      ["found", zone.local(finding.foundAt).description], ["taken in", "\(zone.local(card.at)) by \(finding.by)"],
      ["reporter", [finding.reporter, finding.contact].filter { !$0.isEmpty }.joined(separator: " ")],
      ["points", milli(finding.milliPoints)],
    ]
    if let roles = finding.roles {
      rows.append(["answers for it", "\(roles.lead), \(roles.holder) (on the day it was found)"])
    }
    if !finding.relapseOf.isEmpty { rows.append(["relapse of", finding.relapseOf]) }
    if let parties = card.relapseParties {
      rows.append([
        "counts against", "\(parties.holder) of \(parties.unit), who closed it, and \(parties.verifier), who verified",
      ])
    }
    if !finding.check.isEmpty { rows.append(["checked in", finding.check]) }
    if !finding.list.isEmpty { rows.append(["list", "\(finding.list), row \(finding.row)"]) }
    if !joined.isEmpty { rows.append(["joined to it", joined.map(\.id).joined(separator: " ")]) }
    return rows.filter { !$0[1].isEmpty }
  }

  static func tasks(_ rows: [TaskRow], _ what: String, _ zone: Zone) {
    for row in rows {
      let ended = row.closure.map { ", \($0.rawValue)" } ?? ""
      Output.line(
        "\(what) \(row.number): \(row.state.rawValue)\(ended), due \(zone.local(row.record.due)) "
          + "(\(row.record.limit)), \(row.record.roles.lead) \(row.record.roles.holder)"
          + (row.round > 0 ? ", round \(row.round + 1)" : ""))
    }
  }

  /// Thousandths as a decimal.
  static func milli(_ value: Int) -> String {
    var text = "\(value / 1000)." + String(1000 + value % 1000).dropFirst()
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
