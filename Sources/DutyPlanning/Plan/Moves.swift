import DutyBook
import DutyCalendar
import DutyLedger

/// What a change of rules, registers or date does to one open task.
package struct PlannedMove: Sendable {
  package var task: String
  package var from: TaskRoles
  package var to: TaskRoles
  package var receipt: Receipt
  package var reason: String
  /// Only names changed (`was:`): the same people and units hold it.
  package var isRename = false
}

extension Planner {
  /// The moves of open tasks on a day (design §3 Change).
  ///
  /// `follow` moves every role of a task not yet reported to where the rules now put it; under `stay` only people who
  /// have left are replaced, and so for work that names its unit itself. A task whose duty or subject is gone from the
  /// book stays as it is.
  ///
  /// - Parameter why: what brought the change: `rule edit`, `register change`.
  package func moves(of tasks: [TaskRow], on date: CivilDate, why: String) -> [PlannedMove] {
    var search = MoveSearch(self, on: date, why: why)
    for task in tasks { search.look(at: task) }
    return search.moves
  }

  /// Where a task's roles go that are recorded otherwise than the rules now say; nil where they stay.
  fileprivate func move(
    of task: TaskRow, to decided: DecisionCache.Decided, on date: CivilDate, why: String,
    _ cache: inout DecisionCache
  ) -> PlannedMove? {
    let recorded = task.record.roles
    let present = formerNames.roles(recorded)
    let to: TaskRoles
    if task.record.key.work?.namesItsUnit == true {
      // No rule put it where it is, so none moves it.
      to = standing(present, on: date)
    } else if book.settings.openTasks == .follow {
      to = decided.named
    } else {
      to = replacingTheGone(present, with: decided.named, on: date)
    }
    guard to != recorded else { return nil }
    let isRename = to == present
    return PlannedMove(
      task: task.number, from: recorded, to: to, receipt: receipt(of: decided, on: date, &cache),
      reason: reason(isRename ? recorded : present, to, isRename ? "rename" : why), isRename: isRename)
  }

  private func replacingTheGone(_ present: TaskRoles, with now: TaskRoles, on date: CivilDate) -> TaskRoles {
    func isGone(_ id: String) -> Bool { book.people[id].map { !$0.span.contains(date) } ?? true }
    var roles = present
    if isGone(present.leader) { roles.leader = now.leader }
    if isGone(present.holder) { roles.holder = now.holder }
    if isGone(present.verifier) { roles.verifier = now.verifier }
    if roles.verifier == roles.holder {
      roles.verifier = now.verifier == roles.holder ? present.verifier : now.verifier
    }
    return roles
  }

  private func reason(_ from: TaskRoles, _ to: TaskRoles, _ why: String) -> String {
    var parts: [String] = []
    if from.lead != to.lead { parts.append("lead \(from.lead) → \(to.lead)") }
    if from.leader != to.leader { parts.append("leader \(from.leader) → \(to.leader)") }
    if from.holder != to.holder { parts.append("holder \(from.holder) → \(to.holder)") }
    if from.verifier != to.verifier { parts.append("verifier \(from.verifier) → \(to.verifier)") }
    if from.support != to.support {
      parts.append("support \(from.support.joined(separator: " ")) → \(to.support.joined(separator: " "))")
    }
    return why + ": " + parts.joined(separator: ", ")
  }
}

extension WorkKind {
  /// Whether the work names its unit itself, so that no rule moves it.
  package var namesItsUnit: Bool {
    switch self {
    case .ruling, .attendance, .anomaly, .classification, .reinspection: true
    default: false
    }
  }
}

/// The search for open tasks that change hands on a day, one task after another.
///
/// - Shape: what tasks of one obligation come to is settled once, however many of its periods are open; a task whose roles
///   stand as they are costs one look-up and one comparison.
package struct MoveSearch: Sendable {
  package private(set) var moves: [PlannedMove] = []
  private let planner: Planner
  private let date: CivilDate
  private let why: String
  private var cache = DecisionCache()
  /// By obligation: the place of its answer, or -1 where the book no longer has it.
  private var places: [Obligation: Int] = [:]
  private var answers: [DecisionCache.Decided] = []

  package init(_ planner: Planner, on date: CivilDate, why: String) {
    self.planner = planner
    self.date = date
    self.why = why
  }

  /// Looks at the next open task; one that moves is added to ``moves``.
  package mutating func look(at task: TaskRow) {
    guard task.state.follows else { return }
    let place = place(of: task.record.key)
    guard place >= 0, answers[place].named != task.record.roles else { return }
    if let move = planner.move(of: task, to: answers[place], on: date, why: why, &cache) { moves.append(move) }
  }

  private mutating func place(of key: TaskKey) -> Int {
    let obligation = Obligation(duty: key.duty, subject: key.subject, grain: key.grain)
    if let known = places[obligation] { return known }
    var place = -1
    if let question = planner.question(of: key) {
      place = answers.count
      answers.append(planner.decide(question, on: date, &cache))
    }
    places[obligation] = place
    return place
  }
}
