import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDocuments
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// Makes parcels of envelopes: looks up what their causes say in the ledger and among the files of the state directory.
///
/// - Shape: reads only, so that it may run beside the loop.
/// - Errors: ``FormFault`` where what a message is about is not there; those of the store.
package struct MessageComposer {
  let archive: Archive
  let shelf: any DocumentShelf
  /// The key of the links' tokens; `nil` without links, empty where the credential is missing.
  private let linkKey: [UInt8]?

  /// - Parameter credential: the bytes of a credential by its name.
  package init(_ archive: Archive, _ shelf: any DocumentShelf, credential: (String) -> [UInt8]?) {
    self.archive = archive
    self.shelf = shelf
    linkKey = archive.book.dispatch.links.map { credential($0.secret) ?? [] }
  }

  var book: Book { archive.book }
  var isChinese: Bool { book.settings.locale == .chinese }

  package func parcel(_ envelope: Envelope) throws -> Parcel {
    guard let channel = book.channels[envelope.channel] else {
      throw FormFault("the channel `\(envelope.channel)` is not declared any more", isFinal: true)
    }
    var parts: [MessageContent] = []
    for message in envelope.messages { parts.append(try content(message)) }
    let content = parts.count == 1 ? parts[0] : MessageContent.digest(parts, locale: book.settings.locale)
    return parcel(
      envelope.id, messages: envelope.messages.map(\.id), by: channel, to: envelope.recipient, content)
  }

  /// A message that says that the channel works.
  package func test(of channel: Channel, to recipient: String) -> Parcel {
    let now = archive.zoned(archive.now)
    let text =
      isChinese
      ? "这是渠道 \(channel.id) 的测试消息，发送于 \(now)。" : "This is a test of the channel \(channel.id), sent at \(now)."
    let content = MessageContent(
      kind: "test", title: isChinese ? "渠道测试 \(channel.id)" : "Test of \(channel.id)", markdown: text, link: base)
    let id = MessageID.of(cause: "test:\(archive.now.seconds)", recipient: recipient, channel: channel.id)
    return parcel(id, messages: [id], by: channel, to: recipient, content)
  }

  private func parcel(
    _ id: String, messages: [String], by channel: Channel, to recipient: String, _ content: MessageContent
  ) -> Parcel {
    var content = content
    content.linksTitle = isChinese ? "签收链接" : "Acknowledge by a link"
    return Parcel(
      id: id, messages: messages, channel: channel, recipient: recipient,
      recipientName: archive.partyName(recipient), isUnit: book.units[recipient] != nil,
      district: book.settings.district, zone: book.settings.zone, at: archive.now, content: content)
  }

  private func content(_ message: OutboxMessage) throws -> MessageContent {
    switch message.kind {
    case .queue, .immediate: try queue(message)
    case .notice: try notice(message)
    case .report: try report(message)
    case .rung: try rungs(message)
    case nil: throw FormFault("nobody knows what `\(message.cause)` is", isFinal: true)
    }
  }

  // MARK: Links

  var base: String { book.dispatch.links?.base ?? "" }

  /// Where a person acknowledges a task; empty without links.
  func link(_ task: String, for person: String) -> String {
    guard let linkKey, !linkKey.isEmpty, book.people[person] != nil else { return "" }
    let token = LinkToken(
      task: task, person: person, purpose: .acknowledge,
      ends: archive.now.adding(seconds: LinkToken.days * 86_400))
    return "\(base)/a/\(token.make(key: linkKey))"
  }

  // MARK: Documents

  private func notice(_ message: OutboxMessage) throws -> MessageContent {
    guard let document = try archive.noticeDocument(message.document),
      let notice = try archive.store.record(Notice.self, id: message.document)?.record
    else { throw FormFault("there is no document `\(message.document)`", isFinal: true) }
    func rendered(_ format: DocumentFormat) -> String {
      String(
        decoding: renderNotice(document, as: format, locale: book.settings.locale, templates: book.templates),
        as: UTF8.self)
    }
    let markdown = rendered(.md)
    let gone = Set(document.marks.flatMap { $0.gone ?? [] })
    let tasks = notice.content.tasks.filter { !gone.contains($0) }
    let items = try tasks.prefix(Self.itemLimit).compactMap { try item($0, for: message.recipient) }
    return MessageContent(
      kind: "notice", title: heading(markdown) ?? message.document, markdown: markdown, html: rendered(.html),
      link: base, items: items, count: tasks.count)
  }

  private func report(_ message: OutboxMessage) throws -> MessageContent {
    let parts = message.document.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw FormFault("there is no report `\(message.document)`", isFinal: true) }
    let stem = "reports/\(parts[0])/" + FileNames.stem("\(parts[0])-\(parts[1])")
    guard let markdown = try text(stem + ".md") else { throw FormFault("\(stem).md is not on disk yet") }
    return MessageContent(
      kind: "report", title: heading(markdown) ?? message.document, markdown: markdown,
      html: try text(stem + ".html") ?? "", brief: (heading(markdown) ?? message.document) + "\n\n" + excerpt(markdown),
      link: base)
  }

  func text(_ path: String) throws -> String? {
    try shelf.get(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The first heading of a document, without the marks of Markdown.
  func heading(_ markdown: String) -> String? {
    guard let line = markdown.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("# ") }) else {
      return nil
    }
    return String(line.dropFirst(2)).replacing("\\", with: "")
  }

  private func excerpt(_ markdown: String) -> String {
    let lines = markdown.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") && !$0.hasPrefix("!") }
    return lines.prefix(12).joined(separator: "\n")
  }

  // MARK: Tasks

  /// Tasks that a message names one by one.
  static let itemLimit = 50

  func item(_ number: String, for recipient: String) throws -> MessageContent.Item? {
    guard let row = try archive.store.task(number: number) else { return nil }
    let key = row.record.key
    let isOwed = row.state == .dispatched && row.record.roles.holder == recipient
    return MessageContent.Item(
      task: number, title: archive.title(key), place: archive.subjectName(key.subject),
      due: archive.zoned(row.record.due), link: isOwed ? link(number, for: recipient) : "")
  }

  /// A line for each of the first tasks, and how many there are beyond them.
  func brief(_ items: [MessageContent.Item], marks: [String] = [], of count: Int) -> String {
    let shown = items.prefix(10).enumerated().map { index, item in
      let mark = marks.indices.contains(index) && !marks[index].isEmpty ? marks[index] + " " : ""
      let due = item.due.isEmpty ? "" : (isChinese ? "，限 " : ", due ") + item.due
      let link = item.link.isEmpty ? "" : isChinese ? " [签收](\(item.link))" : " [acknowledge](\(item.link))"
      return "- \(mark)\(item.title) · \(item.place)\(due)\(link)"
    }
    let rest = count - shown.count
    let more = rest > 0 ? [isChinese ? "……另有 \(rest) 件" : "… and \(rest) more"] : []
    return (shown + more).joined(separator: "\n")
  }

  private func rungs(_ message: OutboxMessage) throws -> MessageContent {
    var items: [MessageContent.Item] = []
    var marks: [String] = []
    var units: [String] = []
    var count = 0
    for text in message.items {
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      if parts[0] == "unit" {
        if let rung = try archive.store.record(UnitRung.self, id: parts[1])?.record {
          units.append("\(archive.unitName(rung.unit))：\(rung.reason)")
        }
        continue
      }
      let told = try archive.store.rungs(task: parts[0]).first { "\($0.ladder)/\($0.rung)" == parts[1] }
      guard let told, told.recipients.contains(message.recipient) else { continue }
      count += 1
      guard items.count < Self.itemLimit, let item = try item(parts[0], for: message.recipient) else { continue }
      items.append(item)
      marks.append(isChinese ? "【第 \(told.rung) 级】" : "[rung \(told.rung)]")
    }
    if count == 0, units.isEmpty { throw FormFault("no rung told `\(message.recipient)`", isFinal: true) }
    let title: String
    if count == 0 {
      title = isChinese ? "督办提醒：\(units[0])" : "Escalation: \(units[0])"
    } else {
      title = isChinese ? "督办提醒：\(count) 件任务升级" : "Escalation: \(count) tasks"
    }
    let text = [brief(items, marks: marks, of: count), units.joined(separator: "\n")].filter { !$0.isEmpty }
    return MessageContent(
      kind: "rung", title: title, markdown: text.joined(separator: "\n\n"), link: base, items: items, count: count)
  }
}

extension Archive {
  /// For people: `2026-11-23 17:30`.
  func zoned(_ instant: Instant) -> String { zone.local(instant).description }
}
