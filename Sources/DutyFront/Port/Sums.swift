import DutyLedger
import Synchronization

/// What is dear to work out and stands until the ledger grows: league tables, scores.
final class Sums: Sendable {
  private let kept = Mutex([String: (head: Int64, book: String, value: JSONValue)]())

  /// What was worked out under a name for this state of the ledger and this book.
  func value(_ name: String, head: Int64, book: String) -> JSONValue? {
    kept.withLock { kept in
      guard let found = kept[name], found.head == head, found.book == book else { return nil }
      return found.value
    }
  }

  func keep(_ value: JSONValue, as name: String, head: Int64, book: String) {
    kept.withLock { kept in
      if kept.count >= 64 { kept.removeAll() }
      kept[name] = (head, book, value)
    }
  }
}
