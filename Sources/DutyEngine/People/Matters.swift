import DutyCalendar
import DutyLedger
import DutyPorts

/// What was done to a task and said of it.
final class Matter {
  fileprivate(set) var acts: [(at: Instant, acted: TaskActed)] = []
  /// Of the kinds that ``isWanted(_:)`` names.
  fileprivate(set) var facts: [Fact] = []
  /// What the book in force asks of it, once somebody wanted to know.
  var checklist: Checklist?

  /// The kinds of facts that somebody asks for who does something to a task.
  static func isWanted(_ kind: EventKind) -> Bool {
    switch kind {
    case .acted, .disowned, .partDone, .signedOff, .progress: true
    default: false
    }
  }

  fileprivate func take(_ event: Event, at instant: Instant) {
    switch event {
    case .acted(let acted): acts.append((instant, acted))
    case .fact(let fact): facts.append(fact)
    default: break
    }
  }
}

/// The matters that were read last, kept in step with the ledger.
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
  mutating func note(_ events: [Event], at instant: Instant) {
    guard !known.isEmpty else { return }
    for event in events where Matter.isWanted(event.kind) {
      // Of what is over nobody asks any more, or seldom.
      if case .acted(let acted) = event, acted.action == .verify || acted.action == .void {
        known[acted.task] = nil
      } else {
        event.forEachTask { known[$0]?.take(event, at: instant) }
      }
    }
  }

  /// Another book may ask for something else.
  func forgetChecklists() {
    for matter in known.values { matter.checklist = nil }
  }
}

extension Engine {
  func matter(of task: String) throws(ActError) -> Matter {
    if let known = matters[task] { return known }
    let said = try seek { store throws(StoreError) in try store.events(of: task, Matter.isWanted) }
    let matter = Matter()
    for one in said { matter.take(one.event, at: one.at) }
    matters.keep(matter, of: task)
    return matter
  }
}
