import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts

extension District {
  /// The district with a file of one ladder: the lines of its rungs, each a mapping in braces.
  package func ladder(_ name: String, _ head: [String] = [], rungs: String...) -> District {
    let lines = ["ladder: \(name)"] + head + ["rungs:"] + rungs.map { "  - { \($0) }" }
    return putting("ladders/\(name).yaml", lines.joined(separator: "\n") + "\n")
  }
}

extension Bench {
  /// Does something to a task as its people would, past every check but the table of actions.
  package func act(_ task: String, _ action: TaskAction, by: String = "p-x", due: Instant? = nil) throws {
    try engine.append([.acted(TaskActed(task: task, action: action, by: by, due: due))], at: now)
    try engine.climb(at: now)
  }

  /// Appends a fact at the present instant and lets the ladders look at it.
  package func record(_ record: some FactRecord) throws {
    try engine.append([.fact(Fact(record))], at: now)
    try engine.climb(at: now)
  }

  package func facts<Record: FactRecord>(_ type: Record.Type) throws -> [Record] {
    try store.records(type).map(\.record)
  }

  /// The first task of a duty on a subject.
  package func task(_ duty: String, _ subject: String) throws -> TaskRow? {
    try tasks().first { $0.record.key.duty == duty && $0.record.key.subject == subject }
  }
}
