import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyDocuments
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyStore
import Foundation

struct NoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice",
    abstract: "Numbered documents (整改通知书、通报、约谈、移交): list, show, answer, approve, reject.",
    discussion: """
      Example: dutyctl notice list --unit u-huanwei
               dutyctl notice show bulletin/2026/1
      """,
    subcommands: [List.self, Show.self, Answer.self, Approve.self, Reject.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List documents, newest first, or what waits for approval.",
      discussion: """
        Example: dutyctl notice list --unit u-huanwei
                 dutyctl notice list --proposed
                 dutyctl notice list --unanswered --server https://duty.example
        """)
    @Option(help: ArgumentHelp("About this unit.", valueName: "ID-OR-NAME")) var unit: String?
    @Option(help: ArgumentHelp("About this task.", valueName: "NUMBER")) var task: String?
    @Option(help: ArgumentHelp("Of this series: notice, bulletin, interview….", valueName: "SERIES")) var series:
      String?
    @ArgumentParser.Flag(help: "What waits for approval instead.") var proposed = false
    @ArgumentParser.Flag(help: "Only those whose answer is wanted and not there.") var unanswered = false
    @Option(help: ArgumentHelp("At most so many.", valueName: "N")) var limit = 100
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func validate() throws { try checkRows(limit) }

    mutating func run() throws {
      let client = try server.client()
      let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
      unit = try names.id(unit, .unit)
      if let client { return try ask(client) }
      let store = try ledger.open()
      let zone = try districtZone(store)
      if proposed { return try listProposals(store, zone) }
      let topic = task.map { Topic.task($0.uppercased()) } ?? unit.map { Topic.unit($0) }
      var found = try store.records(Notice.self, topic: topic)
      if let unit { found.removeAll { $0.record.content.unit != unit && !$0.record.content.recipients.contains(unit) } }
      if let series { found.removeAll { $0.record.series != series } }
      let withdrawn = Set(try store.records(NoticeWithdrawal.self).map(\.record.notice))
      let amended = try store.amendedNotices()
      if unanswered {
        found = try found.filter {
          try $0.record.content.answerBy != nil && !withdrawn.contains($0.record.id) && !isAnswered($0.record, store)
        }
      }
      if found.isEmpty { try KnownNames(store).check(unit: unit, series: series, task: task) }
      let shown = Array(found.reversed().prefix(limit))
      if format == .json {
        return Output.json(
          .array(
            shown.map {
              let id = $0.record.id
              return NoticeJSON.value(
                $0.record, at: $0.at, isWithdrawn: withdrawn.contains(id), gone: amended[id] ?? [], in: zone)
            }))
      }
      Output.table(
        [["notice", "issued", "about", "recipients", "answer by", ""]]
          + shown.map { stored in
            let (id, content) = (stored.record.id, stored.record.content)
            let gone = amended[id] ?? []
            let isWithdrawn = withdrawn.contains(id)
            return [
              id, zone.local(stored.at).description, NoticeJSON.about(content, without: gone),
              content.recipients.joined(separator: " "),
              isWithdrawn ? "" : content.answerBy.map { zone.local($0).description } ?? "",
              isWithdrawn ? "withdrawn" : gone.isEmpty ? "" : "without \(gone.count) struck out",
            ]
          })
      if found.count > shown.count { Output.line("only the newest \(limit) of \(found.count) (--limit shows more)") }
    }

    private func ask(_ client: ServerClient) throws {
      if proposed {
        var items = Array(try client.items("/api/v1/proposals", [], limit: 10_000, format: format).reversed())
        if let unit {
          items.removeAll { !($0["recipients"]?.array ?? []).contains(.string(unit)) }
        }
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items,
          ["proposal": "id", "since": "at", "series": "series", "about": "about", "approver": "approver", "why": "reason",
            "lapsed": "lapsed",
          ])
      }
      let query = [
        ("unit", unit), ("task", task), ("series", series), ("unanswered", unanswered ? "true" : nil),
      ]
      let items = try client.items("/api/v1/notices", query, limit: limit, format: format)
      if items.isEmpty { try RemoteNames(client).check(unit: unit) }
      if format == .json { return Output.json(.array(items)) }
      RemoteTable.show(
        items,
        [
          "notice": "id", "issued": "at", "action": "action", "tasks": "tasks", "unit": "unit",
          "recipients": "recipients", "answer by": "answer-by", "withdrawn": "withdrawn",
        ])
    }

    private func isAnswered(_ notice: Notice, _ store: SQLiteStore) throws -> Bool {
      try !store.facts(FactQuery(.noticeAnswer, topic: Topic.notice(notice.id))).isEmpty
    }

    private func listProposals(_ store: SQLiteStore, _ zone: Zone) throws {
      let decided = Set(try store.records(NoticeDecision.self).map(\.record.proposal))
      let topic = task.map { Topic.task($0.uppercased()) } ?? unit.map { Topic.unit($0) }
      let open = try store.records(NoticeProposal.self, topic: topic).filter {
        !decided.contains($0.record.id) && (series == nil || $0.record.series == series)
      }
      if open.isEmpty { try KnownNames(store).check(unit: unit, series: series, task: task) }
      let archive = try openArchive(store)
      if format == .json {
        return Output.json(
          .array(
            try open.map {
              NoticeJSON.proposal(
                $0, why: try store.why($0.record.content), lapsed: try archive.lostGround($0.record.content), in: zone)
            }))
      }
      Output.table(
        try [["proposal", "since", "series", "about", "approver", "why", "lapsed"]]
          + open.map {
            [
              $0.record.id, zone.local($0.at).description, $0.record.series, NoticeJSON.about($0.record.content),
              $0.record.approver, try store.why($0.record.content),
              try archive.lostGround($0.record.content)?.description ?? "",
            ]
          })
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a document, or a proposal as the document that it would be.",
      discussion: """
        Example: dutyctl notice show notice/2026/3
                 dutyctl notice show bulletin/2026/1 --format html > 通报.html
                 dutyctl notice show P-1A2B3C4D5E6F
        """)
    @Argument(help: "The document (series/year/number) or the proposal (P-…).") var id: String
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "md, html or json.") var format: DocumentFormat = .md

    func run() throws {
      if let client = try server.client() { return try ask(client) }
      let store = try ledger.open()
      let archive = try openArchive(store)
      let settings = archive.book.settings
      if format == .json { return try showFacts(store, settings.zone) }
      guard format == .md || format == .html else { throw ValidationError("a notice has the forms md, html and json") }
      let document = try id.hasPrefix("P-") ? archive.proposalDocument(id) : archive.noticeDocument(id)
      guard let document else { throw unknown }
      Output.write(
        renderNotice(document, as: format, locale: settings.locale, templates: archive.book.templates))
    }

    private func ask(_ client: ServerClient) throws {
      guard [.md, .html, .json].contains(format) else {
        throw ValidationError("a notice has the forms md, html and json")
      }
      let path = id.hasPrefix("P-") ? "/proposals/" + queryEncoded(id) : "/notices/" + pathEncoded(id)
      let answer = try client.look(path, [("format", format.rawValue)], format: format == .json ? .json : .text)
      format == .json ? Output.json(answer.json) : Output.write(answer.body)
    }

    private var unknown: CommandFailure {
      CommandFailure("no document `\(id)`", help: "see `dutyctl notice list`, and `--proposed`")
    }

    /// The record with its answers and deliveries.
    private func showFacts(_ store: SQLiteStore, _ zone: Zone) throws {
      guard let stored = try store.record(Notice.self, id: id) else { throw unknown }
      Output.json(try NoticeJSON.whole(stored, in: store, zone))
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer a document (回复).",
      discussion: "Example: dutyctl notice answer interview/2026/1 --by p-0112 --text '已到场说明，附整改方案'")
    @Argument(help: "The document.") var id: String
    @Option(help: ArgumentHelp("Who answers.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("The answer.", valueName: "TEXT")) var text: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "notice-answer", ["id": .string(id), "by": .string(by), "text": .string(text)], format: format)
      if format == .json { return Output.json(answer) }
      Output.line("answered \(id)" + (answer["late"]?.bool == true ? ", after its limit" : ""))
    }
  }

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a proposal: it goes out under the next number of its series.",
      discussion: "Example: dutyctl notice approve P-1A2B3C4D5E6F --by p-0003")
    @Argument(help: "The proposal.") var id: String
    @Option(help: ArgumentHelp("Who approves.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String = ""
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "notice-approve", ["id": .string(id), "by": .string(by), "reason": .string(reason)], format: format)
      if format == .json { return Output.json(answer) }
      Output.line("approved \(id): issued as \(answer["notice"]?.string ?? "")")
    }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reject a proposal.",
      discussion: "Example: dutyctl notice reject P-1A2B3C4D5E6F --by p-0003 --reason '事实不清，退回补充'")
    @Argument(help: "The proposal.") var id: String
    @Option(help: ArgumentHelp("Who rejects.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "notice-reject", ["id": .string(id), "by": .string(by), "reason": .string(reason)], format: format)
      format == .json ? Output.json(answer) : Output.line("rejected \(id)")
    }
  }
}

/// The ledger under the book in force, as of now, or as of its last entry where a trial is ahead of this machine's clock.
private func openArchive(_ store: SQLiteStore) throws -> Archive {
  guard let newest = try store.books().last else {
    throw CommandFailure("the ledger has no book", help: "has dutyd run on it?")
  }
  let bench = try Workbench(stored: newest.accepted.digest, store: store)
  return Archive(store, bench.planner, now: try presentInstant(store))
}
