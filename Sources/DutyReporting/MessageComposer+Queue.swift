import DutyBook
import DutyCalendar
import DutyDelivery
import DutyDocuments
import DutyLedger
import DutyPorts

extension MessageComposer {
  /// A queue as it was dispatched: the files of its revision, which nobody changes; of the day's newest where several
  /// revisions that followed each other closely were written as one.
  func queue(_ message: OutboxMessage) throws -> MessageContent {
    let name = FileNames.stem(message.recipient)
    let day = message.document.prefix { $0 != "." }
    let written = "queues/revisions/\(message.document)/\(name)"
    let stem = try shelf.get(written + ".json") != nil ? written : "queues/\(day)/\(name)"
    guard let bytes = try shelf.get(stem + ".json"), let queue = try? JSONValue(parsing: bytes) else {
      throw FormFault("\(written).json is not on disk")
    }
    let lines = queue["lines"]?.array ?? []
    var items: [MessageContent.Item] = []
    var marks: [String] = []
    for line in lines.prefix(Self.itemLimit) {
      items.append(item(line, for: message.recipient))
      marks.append(mark(line))
    }
    let count = lines.count
    return MessageContent(
      kind: message.kind?.rawValue ?? "", title: title(queue, message, count), markdown: try text(stem + ".md") ?? "",
      html: try text(stem + ".html") ?? "", brief: brief(items, marks: marks, of: count), link: base, items: items,
      count: count)
  }

  private func item(_ line: JSONValue, for recipient: String) -> MessageContent.Item {
    let number = line["number"]?.string ?? ""
    let due = line["due"]?.string.flatMap { Instant(rfc3339: $0) }
    let isOwed = line["state"]?.string == "dispatched" && line["role"]?.string == "holder"
    return MessageContent.Item(
      task: number, title: line["title"]?.string ?? number, place: line["subject"]?["name"]?.string ?? "",
      due: due.map { archive.zoned($0) } ?? "", link: isOwed ? link(number, for: recipient) : "")
  }

  private func mark(_ line: JSONValue) -> String {
    switch line["section"]?.string {
    case "escalated": isChinese ? "【督办】" : "[escalated]"
    case "overdue": isChinese ? "【逾期】" : "[overdue]"
    case "to-verify": isChinese ? "【待核验】" : "[to verify]"
    default: ""
    }
  }

  private func title(_ queue: JSONValue, _ message: OutboxMessage, _ count: Int) -> String {
    let day = queue["date"]?.string ?? message.document
    func number(_ section: String) -> Int64 { queue["counts"]?[section]?.int ?? 0 }
    let urgent = [("overdue", "逾期", "overdue"), ("due-today", "今日到期", "due today")].filter { number($0.0) > 0 }
    if isChinese {
      let name = message.kind == .immediate ? "当场派单" : "每日派单"
      return "\(name) \(day)：\(count) 件" + urgent.map { "，\($0.1) \(number($0.0)) 件" }.joined()
    }
    let name = message.kind == .immediate ? "Queue, revised" : "Queue"
    return "\(name) \(day): \(count) tasks" + urgent.map { ", \(number($0.0)) \($0.2)" }.joined()
  }
}
