import DutyCalendar
import DutyLedger
import DutyPorts

/// What was done to a task and said of it.
struct Matter {
  var acts: [(at: Instant, acted: TaskActed)] = []
  /// Of the kinds that ``isWanted(_:)`` names.
  var facts: [Fact] = []

  /// The kinds of facts that somebody asks for who does something to a task.
  static func isWanted(_ kind: EventKind) -> Bool {
    switch kind {
    case .acted, .disowned, .partDone, .signedOff, .progress: true
    default: false
    }
  }
}

/// The matters that were read last, until something more is done or said.
struct Matters {
  /// More than these are read again rather than held.
  private static let most = 10_000

  private var known: [String: Matter] = [:]

  subscript(task: String) -> Matter? { known[task] }

  mutating func keep(_ matter: Matter, of task: String) {
    if known.count >= Self.most { known = [:] }
    known[task] = matter
  }

  /// Takes note of what was appended.
  mutating func note(_ events: [Event]) {
    guard !known.isEmpty else { return }
    for event in events where Matter.isWanted(event.kind) {
      event.forEachTask { known[$0] = nil }
    }
  }
}

extension Engine {
  func matter(of task: String) throws(ActError) -> Matter {
    if let known = matters[task] { return known }
    let said = try seek { store throws(StoreError) in try store.events(of: task, Matter.isWanted) }
    var matter = Matter()
    for one in said {
      switch one.event {
      case .acted(let acted): matter.acts.append((one.at, acted))
      case .fact(let fact): matter.facts.append(fact)
      default: break
      }
    }
    matters.keep(matter, of: task)
    return matter
  }
}
