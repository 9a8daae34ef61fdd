import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

/// An event of the ledger as a script speaks of it.
struct ToldEvent: Sendable {
  var kind: EventKind
  var at: Instant
  var body: JSONValue
  /// What it is called: a fact's identifier, a task's number.
  var id: String
  var tasks: [String]

  /// - Errors: ``StoreError/corrupt(path:detail:)`` for a body that cannot be read.
  init(_ stored: StoredEvent) throws(StoreError) {
    let event: Event
    do {
      event = try stored.event()
      body = try JSONValue(parsing: stored.body)
    } catch {
      throw .corrupt(path: "ledger", detail: "event \(stored.sequence): \(error)")
    }
    kind = stored.kind
    at = stored.at
    tasks = event.tasks
    if case .fact(let fact) = event {
      id = fact.id
    } else {
      id = body["id"]?.string ?? body["number"]?.string ?? body["task"]?.string ?? ""
    }
  }

  /// A field by its path; the identifier for none, or for `id`.
  func field(_ path: [String]) -> JSONValue? {
    if path.isEmpty || path == ["id"] { return .string(id) }
    return body.field(path[...])
  }
}

extension JSONValue {
  /// What stands under a dotted path: fields of objects, places in lists.
  func field(_ path: ArraySlice<String>) -> JSONValue? {
    guard let first = path.first else { return self }
    if let index = Int(first), let element = self[index] { return element.field(path.dropFirst()) }
    return self[first]?.field(path.dropFirst())
  }

  /// As a clerk writes it: a text, a number, `true`; nothing for lists and objects.
  var plainText: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// Whether it is that, or a list with that in it.
  func says(_ text: String) -> Bool {
    if let array { return array.contains { $0.says(text) } }
    return plainText == text
  }
}

/// Why something a script names is not there.
struct NotFound: Error, CustomStringConvertible {
  var description: String
}

/// Looks up in the ledger what a script left open.
///
/// - Shape: a value is resolved from inside out: names first, then an object with `task` or `event` alone among its
///   keys beside `give` (and `where`) stands for what it selects.
struct ScriptLookup {
  let store: any LedgerStore
  /// By the deed's name, what its transaction wrote.
  var written: [String: [ToldEvent]]
  /// The task that the deed is about.
  var task: TaskRow?

  /// Events that say how others came about; a deed's name means none of them where there is another.
  private static let secondary: Set<EventKind> = [.receipt, .process, .generated, .dispatched, .entry]

  func resolve(_ value: JSONValue) throws -> JSONValue {
    switch value {
    case .string(let text): return try resolve(text)
    case .array(let items): return .array(try items.map { try resolve($0) })
    case .object(let fields):
      let resolved = try fields.mapValues { try resolve($0) }
      return try select(resolved) ?? .object(resolved)
    default: return value
    }
  }

  private func resolve(_ text: String) throws -> JSONValue {
    let pieces = ScriptReference.pieces(of: text)
    if pieces.count == 1, case .name(let name) = pieces[0] { return try value(of: name) }
    var whole = ""
    for piece in pieces {
      switch piece {
      case .text(let plain): whole += plain
      case .name(let name): whole += try value(of: name).plainText ?? ""
      }
    }
    return .string(whole)
  }

  private func value(of name: ScriptReference) throws -> JSONValue {
    if name.name == ScenarioWords.ownTask, let task { return try field(name.path, of: task) }
    let events = written[name.name] ?? []
    let chosen =
      name.kind.isEmpty
      ? events.first { !Self.secondary.contains($0.kind) } ?? events.first
      : events.first { $0.kind.rawValue == name.kind }
    guard let chosen else {
      throw NotFound(
        description: name.kind.isEmpty ? "`\(name.name)` wrote nothing" : "`\(name.name)` wrote no `\(name.kind)`")
    }
    guard let value = chosen.field(name.path) else {
      throw NotFound(
        description: "`\(name.name)`, a \(chosen.kind.rawValue), has no `\(name.path.joined(separator: "."))`: "
          + chosen.body.canonicalText)
    }
    return value
  }

  // MARK: Selectors

  private func select(_ fields: [String: JSONValue]) throws -> JSONValue? {
    let keys = Set(fields.keys)
    let path = fields["give"]?.string.map { $0.split(separator: ".").map(String.init) } ?? []
    let isTask = keys.contains("task") && keys.isSubset(of: ["task", "give"])
    if isTask, fields["task"]?.object != nil || keys.contains("give") {
      return try field(path, of: try task(fields["task"] ?? .null))
    }
    if keys.contains("event"), keys.isSubset(of: ["event", "where", "give"]) {
      guard let kind = EventKind(rawValue: fields["event"]?.string ?? "") else {
        throw NotFound(description: "no kind of event `\(fields["event"]?.string ?? "")`")
      }
      let conditions = (fields["where"]?.object ?? [:]).mapValues { $0.plainText ?? "" }
      let met = try events(kind).last { event in conditions.allSatisfy { event.says($0.key, $0.value) } }
      guard let found = met else { throw NotFound(description: "no event \(JSONValue.object(fields).canonicalText)") }
      guard let value = found.field(path) else {
        throw NotFound(description: "a \(kind.rawValue) has no `\(path.joined(separator: "."))`")
      }
      return value
    }
    return nil
  }

  /// A task by its number, or the newest that a selector takes.
  func task(_ wanted: JSONValue) throws -> TaskRow {
    let wanted = try resolve(wanted)
    if let number = wanted.string {
      guard let row = try store.task(number: number) else { throw NotFound(description: "no task `\(number)`") }
      return row
    }
    let fields = wanted.object ?? [:]
    func text(_ key: String) -> String? { fields[key]?.plainText }
    var filter = TaskFilter()
    filter.duty = text("duty")
    filter.subject = text("subject")
    let rows = try store.tasks(filter).filter { row in
      let key = row.record.key
      return text("grain").map { $0 == key.grain } ?? true && text("period").map { $0 == key.period } ?? true
        && text("n").map { $0 == String(key.n) } ?? true && text("lead").map { $0 == row.record.roles.lead } ?? true
        && text("holder").map { $0 == row.record.roles.holder } ?? true
        && text("state").map { $0 == row.state.rawValue } ?? true
    }
    guard let newest = rows.max(by: { ($0.record.opens, $0.number) < ($1.record.opens, $1.number) }) else {
      throw NotFound(description: "no task \(wanted.canonicalText)")
    }
    return newest
  }

  private func field(_ path: [String], of row: TaskRow) throws -> JSONValue {
    if path.isEmpty { return .string(row.number) }
    guard let body = try? JSONValue(parsing: EventCodec.encode(.generated(row.record))) else { return .null }
    guard let value = path == ["state"] ? .string(row.state.rawValue) : body.field(path[...]) else {
      throw NotFound(description: "a task has no `\(path.joined(separator: "."))`: \(body.canonicalText)")
    }
    return value
  }

  /// The events of a kind, oldest first.
  func events(_ kind: EventKind) throws(StoreError) -> [ToldEvent] {
    var found: [ToldEvent] = []
    var after: Int64 = 0
    while true {
      let batch = try store.transactions(after: after, limit: 512)
      guard let last = batch.last else { return found }
      for transaction in batch {
        for event in transaction.events where event.kind == kind { found.append(try ToldEvent(event)) }
      }
      after = last.link.number
    }
  }
}

extension ToldEvent {
  /// Whether a field is a value, by its dotted path; `id` is the identifier. What is left out is nothing, none, or no.
  func says(_ path: String, _ value: String) -> Bool {
    field(path.split(separator: ".").map(String.init))?.says(value) ?? ["", "0", "false"].contains(value)
  }
}
