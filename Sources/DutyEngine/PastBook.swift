import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// What decided at an instant of the past, for a question about that time.
package enum PastBook: Sendable {
  /// The book of then, with the designations that counted then.
  case inForce(Planner)
  /// No book was in force yet; the first came then, `nil` for a ledger that has none.
  case none(first: Instant?)
  /// The ledger does not keep the book's files, or they no longer load: another version accepted them.
  case lost(digest: String)
}

extension RuleGate {
  /// The book that was in force at an instant, with the designations of then.
  ///
  /// - Parameter present: what decides now; it answers where neither book nor designations have changed since, so that
  ///   nothing is loaded again.
  /// - Errors: the store's.
  package func past(
    _ store: any LedgerStore, at instant: Instant, present: Planner
  ) throws(StoreError) -> PastBook {
    let books = try store.books()
    guard let then = books.last(where: { $0.since <= instant }) else { return .none(first: books.first?.since) }
    let designations = try store.designations(at: instant)
    if then.accepted.digest == present.book.digest {
      guard designations != (try store.designations()) else { return .inForce(present) }
      return .inForce(Planner(present.book, designated: designations))
    }
    let digest = then.accepted.digest
    guard let files = try store.bookFiles(digest: digest) else { return .lost(digest: digest) }
    let sources = RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) })
    guard let book = loader.load(sources).book else { return .lost(digest: digest) }
    return .inForce(Planner(book, designated: designations))
  }
}

extension Planner {
  /// A book with designations; those that it has taken over count as its rules.
  package convenience init(_ book: Book, designated designations: [DesignationRecord]) {
    let taken = Set(DesignatedRules.takenOver(designations, by: book).map(\.id))
    let rules = DesignatedRules(designations.filter { !taken.contains($0.id) }, in: book).rules
    self.init(Assignment(book: book, designations: rules))
  }
}
