import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// The steps of a ladder as tasks started under them; several books may have the same.
struct LadderEdition: Sendable {
  /// Its place on the shelf.
  var number: Int
  var ladder: Ladder
  /// Since when, without a break until now, this is the ladder of its name in force; `nil` for one that was replaced.
  var since: Instant?

  /// Whether a rung can be due by something other than a deadline.
  var countsOrWaits: Bool { ladder.rungs.contains { !$0.trigger.followsDeadline } }
  var hasDocuments: Bool { ladder.rungs.contains(where: \.isDocument) }
}

/// Every edition of one ladder of cases.
final class LadderClimb: Sendable {
  let name: String
  let editions: [LadderEdition]
  /// How long ahead of a deadline it may remind, in seconds, at the most.
  let ahead: Int64

  init(_ name: String, _ editions: [LadderEdition]) {
    self.name = name
    self.editions = editions
    ahead = editions.map { $0.ladder.reminderSpan }.max() ?? 0
  }
}

/// The ladders of the book in force and of those under which open tasks may have started (design §3, Change).
///
/// A memory of what the kept books say; it can be forgotten at any time.
struct LadderShelf {
  private(set) var book = ""
  private(set) var editions: [LadderEdition] = []
  /// By name, the editions of cases: what the search for the next rung walks at every step.
  private(set) var climbs: [LadderClimb] = []
  private var numberByBook: [String: [String: Int]] = [:]
  /// Expressions by their text, read against the book in force.
  var expressions: [String: RoleExpression?] = [:]
  var vocabulary: RoleVocabulary?

  init() {}

  /// - Parameter books: every book that was in force, in order, with its ladders.
  init(of book: Book, books: [(digest: String, since: Instant, ladders: [Ladder])]) {
    self.book = book.digest
    var standing: [String: Int] = [:]
    for (digest, since, ladders) in books {
      var names: [String: Int] = [:]
      for ladder in ladders {
        let number = self.number(of: ladder)
        names[ladder.id] = number
        if standing[ladder.id] != number || editions[number].since == nil { editions[number].since = since }
      }
      for (name, number) in standing where names[name] != number { editions[number].since = nil }
      standing = names
      numberByBook[digest] = names
    }
    // The book in force speaks last, with its own expressions and places.
    for ladder in book.ladders.rows {
      let number = self.number(of: ladder)
      editions[number].ladder = ladder
      numberByBook[book.digest, default: [:]][ladder.id] = number
    }
    vocabulary = RoleVocabulary(book)
    let ofCases = editions.filter { $0.ladder.scope == .case }
    climbs = names.map { name in LadderClimb(name, ofCases.filter { $0.ladder.id == name }) }
  }

  private mutating func number(of ladder: Ladder) -> Int {
    let steps = ladder.steps
    if let known = editions.firstIndex(where: { $0.ladder.steps == steps }) { return known }
    editions.append(LadderEdition(number: editions.count, ladder: ladder, since: nil))
    return editions.count - 1
  }

  /// The steps that a task of a book climbs.
  func edition(_ name: String, book digest: String) -> LadderEdition? {
    numberByBook[digest]?[name].map { editions[$0] }
  }

  /// A task that was reissued climbs a ladder of the book in force, which the book of its birth need not have.
  func edition(of task: TaskRecord) -> LadderEdition? {
    edition(task.ladder, book: task.book) ?? edition(task.ladder, book: book)
  }

  /// Every name under which a task may climb.
  var names: [String] { Array(Set(editions.map(\.ladder.id))).sorted() }
}

extension Ladder {
  /// The ladder with nothing but its steps, so that two books that say the same are compared.
  fileprivate var steps: Ladder {
    let nowhere = SourcePlace("")
    func plain(_ expression: RoleExpression) -> RoleExpression {
      RoleExpression(alternatives: [], text: expression.text, source: nowhere)
    }
    var copy = self
    copy.selector = LadderSelector()
    copy.source = nowhere
    copy.name = ""
    copy.was = nil
    copy.rungs = rungs.map { rung in
      var rung = rung
      rung.to = rung.to.map(plain)
      rung.by = rung.by.map(plain)
      rung.approve = rung.approve.map(plain)
      rung.source = nowhere
      return rung
    }
    return copy
  }
}

extension Engine {
  /// The shelf for the book in force; read anew after a reload.
  func ladders() throws(EngineError) -> LadderShelf {
    if climbs.shelf.book == book.digest { return climbs.shelf }
    let inForce = try reading { store throws(StoreError) in try store.books() }
    let own = ladderFiles(current.files)
    var read: [String: [Ladder]] = [book.digest: book.ladders.rows]
    var books: [(digest: String, since: Instant, ladders: [Ladder])] = []
    for entry in inForce {
      let digest = entry.accepted.digest
      if read[digest] == nil { read[digest] = try laddersOfKeptBook(digest, unless: own) ?? book.ladders.rows }
      books.append((digest, entry.since, read[digest] ?? []))
    }
    climbs.shelf = LadderShelf(of: book, books: books)
    return climbs.shelf
  }

  /// The ladders of an earlier book; `nil` where its files say what those of the book in force say.
  private func laddersOfKeptBook(_ digest: String, unless own: [String: [UInt8]]) throws(EngineError) -> [Ladder]? {
    let files = try reading { store throws(StoreError) in try store.bookFiles(digest: digest) } ?? []
    let kept = files.map { RuleFile(path: $0.path, bytes: $0.bytes) }
    if ladderFiles(kept) == own { return nil }
    return gate.loader.load(RuleSources(files: kept)).book?.ladders.rows ?? []
  }

  private func ladderFiles(_ files: [RuleFile]) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for file in files where file.path.hasPrefix("ladders/") { found[file.path] = file.bytes }
    return found
  }

  /// An expression of a ladder, read against the book in force; `nil` where it no longer says anything there.
  func expression(_ text: String) throws(EngineError) -> RoleExpression? {
    _ = try ladders()
    if let known = climbs.shelf.expressions[text] { return known }
    let found = climbs.shelf.vocabulary.flatMap { try? RoleExpressionParser.parse(text, use: .recipient, in: $0) }
    climbs.shelf.expressions[text] = .some(found)
    return found
  }
}

extension Book {
  /// The ladder that a planned task gets.
  func ladder(of task: PlannedTask) -> String {
    guard let duty = task.question.duty else { return ladder(for: LadderQuestion())?.id ?? "" }
    return ladder(ofDuty: duty, grain: task.key.grain)?.id ?? ""
  }
}
