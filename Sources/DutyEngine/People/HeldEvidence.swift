import DutyCalendar
import DutyLedger
import DutyPorts

/// Files that came ahead of the report that names them: no fact yet, so that a refused report uses none of them up.
///
/// - Shape: a memory; after a restart a file is simply sent again. The last task that a file was sent for has it.
/// - Laws: what is held is in the ledger only once an act of its task that names it was appended.
struct HeldEvidence {
  /// More are forgotten, the oldest first.
  static let most = 2_000

  private var files: [String: Evidence] = [:]
  private var order: [String] = []

  mutating func put(_ file: Evidence) {
    if files.updateValue(file, forKey: file.id) == nil { order.append(file.id) }
    while order.count > Self.most { files[order.removeFirst()] = nil }
  }

  /// A file that is held for a task.
  func file(_ id: String, for task: String) -> Evidence? { files[id].flatMap { $0.task == task ? $0 : nil } }

  mutating func drop(_ ids: some Sequence<String>) {
    for id in ids where files.removeValue(forKey: id) != nil { order.removeAll { $0 == id } }
  }
}

extension Engine {
  /// Evidence by its hash, as an act of a task sees it: in the ledger, or held for this very task.
  ///
  /// - Errors: 404 for what is neither, 409 for what was shown for another task.
  func shown(_ id: String, for number: String) throws(ActError) -> (file: Evidence, isHeld: Bool) {
    let known = try seek { store throws(StoreError) in try store.record(Evidence.self, id: id) }
    guard let known else {
      if let file = held.file(id, for: number) { return (file, true) }
      throw .denied(
        404, .unknownEvidence, "\(number): no evidence \(id.prefix(12))", help: "add it with `dutyctl evidence add`")
    }
    guard known.record.task == number else {
      throw .denied(
        409, .shownElsewhere, shownFacts(known),
        "\(number): \(known.record.name) was shown for task \(known.record.task) on \(date(of: known.at)) already",
        help: "show what was made for this task")
    }
    return (known.record, false)
  }

  /// The facts of what an act names and the ledger does not have yet.
  func taking(_ ids: [String], for number: String, beside events: [Event] = []) throws(ActError) -> [Event] {
    var taken: [Event] = []
    for id in ids {
      let (file, isHeld) = try shown(id, for: number)
      let event = Event.fact(Fact(file))
      if isHeld, !taken.contains(event), !events.contains(event) { taken.append(event) }
    }
    return taken
  }
}
