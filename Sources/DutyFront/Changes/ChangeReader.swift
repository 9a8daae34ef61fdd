import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights

/// Reads transactions as the events that one reader may see.
struct ChangeReader: Sendable {
  /// By what the reader's roles were looked up.
  struct Register: Hashable, Sendable {
    var book: String
    var day: CivilDate
  }

  /// At most so many things of one transaction are named; of the others it is told how many they are.
  static let mostNamed = 500

  var actor: Actor
  var readOn: Register?
  /// The transaction that was told last.
  private(set) var after: Int64

  init(actor: Actor, after: Int64) {
    self.actor = actor
    self.after = after
  }

  /// The next transactions as server-sent events; where nothing of them may be seen, only the last one's number.
  mutating func next(_ store: any LedgerStore, _ book: Book, limit: Int) throws(StoreError) -> String {
    var text = ""
    var roles: [String: Bool] = [:]
    let zone = book.settings.zone
    var toldLast = after
    for transaction in try store.transactions(after: after, limit: limit) {
      after = transaction.link.number
      var named: [JSONValue] = []
      var more: Int64 = 0
      for stored in transaction.events where !Self.unsaid.contains(stored.kind) {
        guard let event = try? stored.event(), let told = try told(event, store, book, &roles) else { continue }
        if named.count < Self.mostNamed { named.append(told) } else { more += 1 }
      }
      if named.isEmpty { continue }
      let data: JSONValue = [
        "transaction": .int(after), "at": .string(zone.rfc3339(transaction.link.at)), "events": .array(named),
        "more": .int(more),
      ]
      text += "id: \(after)\nevent: changes\ndata: " + String(decoding: data.canonical, as: UTF8.self) + "\n\n"
      toldLast = after
    }
    // An id without data moves the reader on and shows it nothing.
    if after > toldLast { text += "id: \(after)\n\n" }
    return text
  }

  /// Kept for the books, and nobody's news.
  private static let unsaid: Set<EventKind> = [.receipt, .process, .entry, .audited, .requestDone]

  private func told(
    _ event: Event, _ store: any LedgerStore, _ book: Book, _ seen: inout [String: Bool]
  ) throws(StoreError) -> JSONValue? {
    let kind: JSONValue = .string(event.kind.rawValue)
    func ofTask(_ number: String, _ isSeen: Bool, _ more: [String: JSONValue] = [:]) -> JSONValue? {
      isSeen ? .object(more.merging(["kind": kind, "task": .string(number)]) { $1 }) : nil
    }
    switch event {
    case .receipt, .process, .entry, .audited: return nil
    case .bookAccepted(let accepted): return ["kind": kind, "book": .string(accepted.digest)]
    case .dispatched(let record):
      return ["kind": kind, "date": .string(record.date.description), "revision": .int(Int64(record.revision))]
    case .generated(let record):
      let isSeen = decide(actor, .readTask, Resource(record.roles, in: book), in: book).isAllowed
      seen[record.number] = isSeen
      return ofTask(record.number, isSeen)
    case .moved(let move): return ofTask(move.task, try isSeen(move.task, store, book, &seen))
    case .rederived(let change): return ofTask(change.task, try isSeen(change.task, store, book, &seen))
    case .rung(let rung):
      return ofTask(rung.task, try isSeen(rung.task, store, book, &seen), ["rung": .int(Int64(rung.rung))])
    case .acted(let acted):
      return ofTask(
        acted.task, try isSeen(acted.task, store, book, &seen), ["action": .string(acted.action.rawValue)])
    case .gap, .gapClosed, .designated, .designationWithdrawn:
      return decide(actor, .readGaps, .district, in: book).isAllowed ? ["kind": kind] : nil
    case .fact(let fact):
      guard try isSeen(fact, store, book, &seen) else { return nil }
      var fields: [String: JSONValue] = ["kind": kind, "id": .string(fact.id)]
      if let task = fact.tasks.first { fields["task"] = .string(task) }
      return .object(fields)
    }
  }

  private func isSeen(
    _ task: String, _ store: any LedgerStore, _ book: Book, _ seen: inout [String: Bool]
  ) throws(StoreError) -> Bool {
    if let known = seen[task] { return known }
    let row = try store.task(number: task)
    let isSeen = row.map { decide(actor, .readTask, Resource($0.record.roles, in: book), in: book).isAllowed } ?? false
    seen[task] = isSeen
    return isSeen
  }

  /// What is of a task is seen by whoever sees the task; the rest by those who read the whole district.
  private func isSeen(
    _ fact: Fact, _ store: any LedgerStore, _ book: Book, _ seen: inout [String: Bool]
  ) throws(StoreError) -> Bool {
    if decide(actor, .readTask, .district, in: book).isAllowed { return true }
    for task in fact.tasks where try isSeen(task, store, book, &seen) { return true }
    return false
  }
}
