import DutyBook
import DutyCalendar
import DutyPorts
import DutyRights

/// Whose queue a calendar shows, as its key has it: `person p-0112`, `unit u-huanwei`.
package struct FeedScope: Hashable, Sendable {
  package let id: String
  package let isUnit: Bool

  package init(person: String) {
    id = person
    isUnit = false
  }

  package init(unit: String) {
    id = unit
    isUnit = true
  }

  init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1)
    guard words.count == 2, ["person", "unit"].contains(words[0]) else { return nil }
    id = String(words[1])
    isUnit = words[0] == "unit"
  }

  package var text: String { (isUnit ? "unit " : "person ") + id }

  /// Whether there is such a person or unit on a day.
  func isThere(_ book: Book, on day: CivilDate) -> Bool {
    isUnit ? book.units[id]?.span.contains(day) ?? false : book.people[id]?.span.contains(day) ?? false
  }

  func resource(_ book: Book) -> Resource { isUnit ? Resource(unit: id) : Resource(person: id, in: book) }

  /// A new key, and the path that opens it.
  ///
  /// - Parameter subject: who reads it; whoever loses the right to that queue loses the calendar too.
  static func key(
    for subject: String, _ scope: FeedScope, label: String, by author: String, _ randomness: any Randomness,
    at now: Instant
  ) -> (key: AccessKey, path: String) {
    let secret = Secrets.make(.feed, randomness)
    let key = AccessKey(
      id: Secrets.identifier(.feed, randomness), kind: .feed, hash: Secrets.hash(secret), subject: subject,
      scope: scope.text, isReadOnly: true, label: label, createdBy: author, createdAt: now)
    return (key, "/feeds/\(secret)/queue.ics")
  }
}
