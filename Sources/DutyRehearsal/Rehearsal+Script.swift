import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPorts

/// Something of a script that went otherwise than it says.
package struct ScriptProblem: Hashable, Sendable {
  package var source: SourcePlace
  package var text: String
}

/// How far a script has been acted out.
///
/// - Shape: the first transaction of each deed carries a process event with the deed's place in the script, so that a
///   rehearsal that was killed knows what it has done: never a deed twice, never one left out.
struct ScriptProgress {
  /// What a process event of a deed is called.
  static let mark = "deed"

  private let scenario: String
  private let labels: [String?]
  /// How many deeds are in the ledger, or were answered without a word in it before one that is.
  private(set) var done = 0
  private(set) var written: [String: [ToldEvent]] = [:]

  init(_ scenario: Scenario) {
    self.scenario = scenario.id
    labels = scenario.script.map(\.label)
  }

  func record(of index: Int) -> ProcessRecord {
    ProcessRecord(what: Self.mark, detail: "\(scenario) \(index + 1)")
  }

  /// Takes in what the ledger has beyond a transaction.
  mutating func follow(_ store: any LedgerStore, after number: Int64) throws(StoreError) {
    guard !labels.isEmpty else { return }
    var after = number
    while true {
      let batch = try store.transactions(after: after, limit: 512)
      guard let last = batch.last else { return }
      for transaction in batch where transaction.events.contains(where: { $0.kind == .process }) {
        var events: [ToldEvent] = []
        for event in transaction.events { events.append(try ToldEvent(event)) }
        for event in events where event.kind == .process && event.body["what"]?.string == Self.mark {
          let words = event.body["detail"]?.string?.split(separator: " ") ?? []
          guard words.count == 2, words[0] == scenario, let index = Int(words[1]), (1...labels.count).contains(index)
          else { continue }
          done = max(done, index)
          if let label = labels[index - 1] { written[label] = events }
        }
      }
      after = last.link.number
    }
  }
}

extension Rehearsal {
  /// Does a deed of the script: looks up what it left open, asks the engine, compares the answer.
  func run(_ index: Int, at now: Instant) throws(EngineError) {
    let deed = scenario.script[index]
    let arguments: JSONValue
    do {
      arguments = try self.arguments(of: deed)
    } catch let error as NotFound {
      return blame(deed, "\(deed.operation): \(error)")
    } catch let error as StoreError {
      throw .store(error)
    } catch {
      return blame(deed, "\(deed.operation): \(error)")
    }
    let head = try reading { store throws(StoreError) in try store.head() }
    let reply = engine.perform(
      deed.operation, arguments, author: deed.author, at: now, mark: progress.record(of: index),
      deed: deed.key.map { RequestMark(id: "\(deed.author)/\($0)", request: arguments.digest.hex) })
    // The store failed: nothing was refused, and nothing goes on.
    if reply.status == 503 { throw .store(.failed(reply.refusal ?? "")) }
    let refusal = reply.refusal
    switch (deed.refused, refusal) {
    case (nil, let refusal?): blame(deed, "\(deed.operation) was refused: \(refusal)")
    case (let wanted?, nil): blame(deed, "\(deed.operation) was done, but was to be refused: \(wanted)")
    case (let wanted?, let refusal?) where !refusal.contains(wanted):
      blame(deed, "\(deed.operation) was refused with `\(refusal)`, not with `\(wanted)`")
    default: noteDone()
    }
    try reading { store throws(StoreError) in try self.progress.follow(store, after: head.number) }
  }

  private func reading<T>(_ body: (any LedgerStore) throws(StoreError) -> T) throws(EngineError) -> T {
    do throws(StoreError) { return try body(store) } catch { throw .store(error) }
  }

  /// The arguments with everything looked up; a deed about a task names it where the operation wants it.
  private func arguments(of deed: ScriptedDeed) throws -> JSONValue {
    var lookup = ScriptLookup(store: store, written: progress.written)
    if !deed.on.isEmpty { lookup.task = try lookup.task(try JSONValue(parsing: Array(deed.on.utf8))) }
    let resolved = try lookup.resolve(try JSONValue(parsing: Array(deed.arguments.utf8)))
    guard let number = lookup.task?.number, var fields = resolved.object else { return resolved }
    switch deed.operation {
    case "task-act" where fields["rows"] == nil:
      fields["number"] = .string(number)
      return ["rows": .array([.object(fields)])]
    case "evidence-add", "contact-add": fields["task"] = fields["task"] ?? .string(number)
    default: fields["number"] = fields["number"] ?? .string(number)
    }
    return .object(fields)
  }
}

extension ControlReply {
  /// Why it was refused, all of it or its first refused row; `nil` where it was done.
  fileprivate var refusal: String? {
    guard status == 200 else { return body["error"]?["message"]?.string ?? "status \(status)" }
    for row in body["rows"]?.array ?? [] {
      if let message = row["error"]?["message"]?.string { return message }
    }
    return nil
  }
}
