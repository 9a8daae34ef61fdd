import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// Why something that a person wanted was not done: an answer with its remedy, not a failure.
struct Denied: Hashable, Sendable {
  /// As of HTTP: 400 not understood, 403 not theirs to do, 404 no such thing, 409 not now, 422 not acceptable.
  var status: Int
  var message: String
  var help: String
  /// The same for a page in the reader's language.
  var refusal: Refusal
}

/// How a person's wish can end other than done.
enum ActError: Error {
  case denied(Denied)
  case failed(EngineError)

  static func denied(
    _ status: Int, _ code: RefusalCode, _ facts: [RefusalFact: String], _ message: String, help: String
  ) -> ActError {
    .denied(Denied(status: status, message: message, help: help, refusal: Refusal(code, facts)))
  }

  static func denied(_ status: Int, _ code: RefusalCode, _ message: String, help: String) -> ActError {
    denied(status, code, [:], message, help: help)
  }
}

extension Engine {
  /// What people do to tasks, by the name of the operation.
  static let peopleOperations: [String: OperationBody] = [
    "task-act": answering { (engine, call) throws(ActError) in try engine.act(call) },
    "task-ask": answering { (engine, call) throws(ActError) in try engine.askFirst(call) },
    "task-disown": answering { (engine, call) throws(ActError) in try engine.disown(call) },
    "task-rule": answering { (engine, call) throws(ActError) in try engine.rule(call) },
    "task-part": answering { (engine, call) throws(ActError) in try engine.closePart(call) },
    "task-sign": answering { (engine, call) throws(ActError) in try engine.signOff(call) },
    "task-progress": answering { (engine, call) throws(ActError) in try engine.recordProgress(call) },
    "evidence-add": answering { (engine, call) throws(ActError) in try engine.addEvidence(call) },
    "cascade-start": answering { (engine, call) throws(ActError) in try engine.startCascade(call) },
    "summon": answering { (engine, call) throws(ActError) in try engine.summon(call) },
    "contact-add": answering { (engine, call) throws(ActError) in try engine.addContact(call) },
    "campaign-progress": answering { (engine, call) throws(ActError) in try engine.campaignProgress(call) },
  ]

  private static func answering(
    _ body: @escaping @Sendable (Engine, OperationCall) throws(ActError) -> JSONValue
  ) -> OperationBody {
    { (engine, call) throws(EngineError) in
      do throws(ActError) {
        // What is due comes first, as if the daemon had woken for it.
        try engine.passing { () throws(EngineError) in try engine.tick(at: call.at) }
        return ControlReply(try body(engine, call))
      } catch {
        switch error {
        case .denied(let denied):
          return .error(
            denied.status, denied.refusal.code, denied.refusal.facts, denied.message, help: denied.help)
        case .failed(let error): throw error
        }
      }
    }
  }

  /// A read of the store within something a person wants.
  func seek<T>(_ body: (any LedgerStore) throws(StoreError) -> T) throws(ActError) -> T {
    do {
      return try body(store)
    } catch {
      throw .failed(.store(error))
    }
  }

  /// A step of the engine within something a person wants.
  func passing<T>(_ body: () throws(EngineError) -> T) throws(ActError) -> T {
    do {
      return try body()
    } catch {
      throw .failed(error)
    }
  }

  /// Somebody of the register who is there on the day.
  func someone(_ id: String, _ option: String, at now: Instant) throws(ActError) -> Ref<Person> {
    guard !id.isEmpty else {
      throw .denied(400, .nobodyNamed, "nobody is named as \(option)", help: "give --\(option) PERSON")
    }
    guard let person = book.people.ref(id) else {
      throw .denied(
        404, .unknownPerson, [.word: id], "no person `\(id)` in the register", help: nearPerson(id))
    }
    guard book.people[person].span.contains(date(of: now)) else {
      throw .denied(
        422, .personNotThere, [.person: id, .day: date(of: now).description],
        "`\(id)` is not in the register on \(date(of: now))", help: "name somebody who is there")
    }
    return person
  }

  func knownUnit(_ id: String, _ option: String) throws(ActError) -> Ref<Unit> {
    guard !id.isEmpty else { throw .denied(400, .unitMissing, "no unit is named", help: "give --\(option) UNIT") }
    guard let unit = book.units.ref(id) else {
      throw .denied(
        404, .unknownUnit, [.word: id], "no unit `\(id)` in the register", help: near(id, book.units.rows.map(\.id)))
    }
    return unit
  }

  /// A remedy for a person whom the register has neither by this identifier nor by this name.
  func nearPerson(_ word: String) -> String {
    if let id = nearestName(to: word, among: book.people.rows.map(\.id)) { return "did you mean `\(id)`?" }
    guard let name = nearestName(to: word, among: book.people.rows.map(\.name)) else {
      return "see registers/people.csv"
    }
    let same = book.namesakes(name, .person)
    let shown = same.prefix(4).map { "`\($0.id)` (\(name), \($0.within))" }.joined(separator: " or ")
    return "did you mean \(shown)" + (same.count > 4 ? " or one of \(same.count - 4) more" : "") + "?"
  }

  /// A remedy for a name that nothing has.
  func near(_ word: String, _ known: [String]) -> String {
    nearestName(to: word, among: known).map { "did you mean `\($0)`?" } ?? "see the registers of the rule book in force"
  }

  /// A task by the number as people type it.
  func knownTask(_ number: String) throws(ActError) -> TaskRow {
    let number = number.uppercased()
    guard let row = try seek({ store throws(StoreError) in try store.task(number: number) }) else {
      throw .denied(
        404, .unknownTask, [.word: number], "no task \(number.isEmpty ? "is named" : number)",
        help: "see `dutyctl task list`")
    }
    return row
  }

  /// What was said of a task, oldest first.
  func history(of number: String) throws(ActError) -> [(at: Instant, event: Event)] {
    // Nobody here asks the dispatch or the task's beginning anything.
    let events = try seek { store throws(StoreError) in
      try store.events(of: number) { $0 != .dispatched && $0 != .generated }
    }
    return events.map { ($0.at, $0.event) }
  }

  func name(_ person: Ref<Person>) -> String { "\(book.people[person].id) \(book.people[person].name)" }

  /// A person of the register by name for a message, or the bare identifier.
  func name(person id: String) -> String {
    id.isEmpty ? "nobody" : book.people[id].map { "`\(id)` (\($0.name))" } ?? "`\(id)`"
  }
}
