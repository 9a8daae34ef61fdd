import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPorts
import DutyReporting
import Synchronization

/// What a written queue says to somebody of tasks that are not theirs to do: leaders' vetoes, escalated and overdue
/// ones, whom a rung told, what fell to the office.
///
/// - Shape: from the file of the day, else of the day before; no index of the ledger leads from a leader to these, and
///   a page does not look through all open tasks. How a task stands is read from the ledger afterwards.
struct Mentions {
  private static let roles: Set = ["leader", "escalation", "office"]
  /// A file that is larger is not read for a page.
  private static let mostBytes = 4 << 20

  let id: String
  let isUnit: Bool

  func read(_ shelf: any QueueShelf, today: CivilDate, _ memo: MentionMemo) -> [QueueMention] {
    let stem = FileNames.stem(id)
    let names = isUnit ? [stem] : [stem + ".person", stem]
    for date in [today, today.adding(days: -1)] {
      for name in names {
        guard let stamp = shelf.stamp(name + ".json", of: date) else { continue }
        return memo.mentions(name, stamp) { Self.mentions(shelf.file(name + ".json", of: date) ?? []) }
      }
    }
    return []
  }

  private static func mentions(_ bytes: [UInt8]) -> [QueueMention] {
    guard bytes.count <= mostBytes, mayMention(bytes), let queue = try? JSONValue(parsing: bytes) else { return [] }
    return mentions(queue)
  }

  private static func mentions(_ queue: JSONValue) -> [QueueMention] {
    (queue["lines"]?.array ?? []).compactMap { line in
      guard let number = line["number"]?.string, let role = line["role"]?.string, roles.contains(role) else { return nil }
      return QueueMention(number: number, isTold: role == "escalation")
    }
  }

  /// Whether one of the roles stands in it at all: most people's queues have none, and are not parsed.
  private static func mayMention(_ bytes: [UInt8]) -> Bool {
    let words = roles.map { Array(("\"" + $0 + "\"").utf8) }
    for start in bytes.indices where bytes[start] == 34 {
      for word in words where bytes.count - start >= word.count {
        if bytes[start + 1] == word[1], bytes[start..<(start + word.count)].elementsEqual(word) { return true }
      }
    }
    return false
  }
}

/// What the files of those who look at their queues mention: a file is read once, and again when it has changed.
final class MentionMemo: Sendable {
  private let kept = Mutex<[String: (stamp: String, mentions: [QueueMention])]>([:])
  private static let mostKept = 4096
  /// A page shows fewer.
  private static let mostMentions = 500

  func mentions(_ name: String, _ stamp: String, _ read: () -> [QueueMention]) -> [QueueMention] {
    if let known = kept.withLock({ $0[name] }), known.stamp == stamp { return known.mentions }
    let found = Array(read().prefix(Self.mostMentions))
    kept.withLock { kept in
      if kept.count >= Self.mostKept { kept.removeAll() }
      kept[name] = (stamp, found)
    }
    return found
  }
}
