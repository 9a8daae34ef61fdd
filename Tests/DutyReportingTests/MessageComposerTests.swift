import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyTestKit
import Synchronization
import Testing

/// What messages say, composed from a ledger and the files beside it.
@Suite struct MessageComposerTests {
  /// Files in memory.
  final class Papers: DocumentShelf {
    let files = Mutex<[String: [UInt8]]>([:])

    func has(_ path: String) -> Bool { files.withLock { $0[path] != nil } }
    func get(_ path: String) throws(SinkError) -> [UInt8]? { files.withLock { $0[path] } }
    func put(_ file: StoredFile) throws(SinkError) { files.withLock { $0[file.path] = file.bytes } }
  }

  static let ladder = """
    ladder: overdue
    rungs:
      - { when: overdue 0, do: reminder, to: [holder, lead.head] }
      - { when: overdue 4 working-hours, do: notice, to: lead.head, answer: 1 workday, demand: 限期整改 }

    """

  static func bench() throws -> Bench {
    let district = District.small
      .putting("ladders/overdue.yaml", ladder)
      .putting("dispatch/chat.yaml", "channel: chat\nkind: files\n")
      .putting("dispatch/daily.yaml", "dispatch: daily\nlinks: https://duty.example.org\nlinks-secret: link-key\n")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 08:30"))
    return bench
  }

  static func composer(_ bench: Bench, _ papers: Papers, key: String? = "k") -> MessageComposer {
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    return MessageComposer(archive, papers) { name in name == "link-key" ? key.map { Array($0.utf8) } : nil }
  }

  static func waiting(_ bench: Bench, _ kind: MessageKind) throws -> [OutboxMessage] {
    try bench.engine.outbox().pending.values.filter { $0.kind == kind }.sorted { $0.id < $1.id }
  }

  @Test func aRungNamesTheTasksOfItsRecipient() throws {
    let bench = try Self.bench()
    let messages = try Self.waiting(bench, .rung)
    let message = try #require(messages.first { bench.engine.current.book.people[$0.recipient] != nil })
    let parcel = try Self.composer(bench, Papers()).parcel(Envelope([message]))
    let told = try bench.rungs().map(\.fired).filter { fired in
      fired.recipients.contains(message.recipient)
        && message.items.contains("\(fired.task) \(fired.ladder)/\(fired.rung)")
    }
    #expect(parcel.content.count == told.count && !told.isEmpty)
    #expect(parcel.content.items.map(\.task) == told.map(\.task))
    #expect(parcel.content.title == "督办提醒：\(told.count) 件任务升级")
    #expect(parcel.recipientName == bench.engine.current.book.people[message.recipient]?.name && !parcel.isUnit)
  }

  @Test func aNoticeIsItsDocument() throws {
    let bench = try Self.bench()
    let message = try #require(try Self.waiting(bench, .notice).first)
    let parcel = try Self.composer(bench, Papers()).parcel(Envelope([message]))
    #expect(parcel.content.markdown.contains("限期整改") && parcel.content.html.hasPrefix("<!"))
    #expect(parcel.content.count >= 1 && parcel.content.link == "https://duty.example.org")
  }

  /// The files of a dispatch, as JSON has them.
  @Test func aQueueIsTheFilesOfItsRevision() throws {
    let bench = try Self.bench()
    let papers = Papers()
    let composer = Self.composer(bench, papers)
    let messages = try Self.waiting(bench, .immediate)
    let holder = try #require(messages.first { bench.engine.current.book.people[$0.recipient] != nil })
    #expect(throws: FormFault.self, "nothing on disk") { _ = try composer.parcel(Envelope([holder])) }
    let task = try #require(try bench.tasks().first { $0.record.roles.holder == holder.recipient })
    let stem = "queues/revisions/\(holder.document)/\(holder.recipient)"
    try papers.put(
      StoredFile(
        path: stem + ".json",
        bytes: JSONValue.object([
          "date": "2026-11-23", "counts": ["overdue": 2, "due-today": 1],
          "lines": [
            [
              "number": .string(task.number), "title": "道路巡查", "subject": ["name": "中山路"], "state": "dispatched",
              "role": "holder", "section": "overdue", "due": "2026-11-23T17:30:00+08:00",
            ],
            ["number": "X", "title": "二", "subject": ["name": "和平路"], "state": "reported", "role": "verifier"],
          ],
        ]).canonical))
    let content = try composer.parcel(Envelope([holder])).content
    #expect(content.title == "当场派单 2026-11-23：2 件，逾期 2 件，今日到期 1 件")
    #expect(content.brief.contains("【逾期】 道路巡查 · 中山路，限 2026-11-23 17:30 [签收](https://duty.example.org/a/"))
    let link = try #require(content.items.first?.link.split(separator: "/").last.map(String.init))
    let token = try LinkToken.verify(link, key: Array("k".utf8), at: bench.now)
    #expect(token.task == task.number && token.person == holder.recipient && token.purpose == .acknowledge)
    #expect(content.items.last?.link == "", "what is not theirs to acknowledge has no link")
    let without = try Self.composer(bench, papers, key: nil).parcel(Envelope([holder])).content
    #expect(without.items.first?.link == "", "without the credential there are no links")
    // Several revisions that came close together are written as one, the newest.
    let later = Papers()
    let sent = holder.document.prefix { $0 != "." }
    try later.put(StoredFile(path: "queues/\(sent)/\(holder.recipient).json", bytes: Array("{\"lines\":[]}".utf8)))
    #expect(try Self.composer(bench, later).parcel(Envelope([holder])).content.count == 0)
  }

  @Test func whatNobodyCouldDeliverIsOnTheAgenda() throws {
    let bench = try Self.bench()
    let taken = try bench.engine.takeMessages(at: bench.now, limit: 1000)
    #expect(!taken.isEmpty)
    try bench.engine.sent(taken.map { SendReport($0, .failed("no road", isFinal: true)) }, at: bench.now)
    let archive = Archive(bench.store, bench.engine.current.planner, now: bench.now)
    let listed = try archive.deliveries(DeliveryQuery(states: [.undelivered], limit: 5))
    #expect(listed.rows.count == 5 && listed.count == taken.flatMap(\.messages).count)
    #expect(listed.rows.allSatisfy { $0.state == .undelivered && $0.message.trouble == "no road" && $0.next == nil })
    #expect(try archive.deliveries(DeliveryQuery(states: [.delivered])).count == 0)
    let kinds = try archive.deliveries(DeliveryQuery(kind: .notice))
    #expect(kinds.count > 0 && kinds.rows.allSatisfy { $0.message.cause.hasPrefix("notice:") })
    let input = try archive.reportInput(.digest, try #require(Period(named: "2026-W48")))
    let stuck = input.stuck.filter { $0.cause == .undelivered }
    #expect(!stuck.isEmpty && stuck.allSatisfy { $0.title == "no road" && !$0.unit.isEmpty })
  }
}
