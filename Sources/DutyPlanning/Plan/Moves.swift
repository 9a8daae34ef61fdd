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
  /// have left are replaced. A task whose duty or subject is gone from the book stays as it is.
  ///
  /// - Parameter why: what brought the change: `rule edit`, `register change`.
  package func moves(of tasks: [TaskRow], on date: CivilDate, why: String) -> [PlannedMove] {
    var cache = DecisionCache()
    var moves: [PlannedMove] = []
    for task in tasks where task.state.follows {
      guard let question = question(of: task.record.key) else { continue }
      let decided = decide(question, on: date, &cache)
      let now = decided.named
      let recorded = task.record.roles
      guard now != recorded else { continue }
      let present = formerNames.roles(recorded)
      let to = book.settings.openTasks == .follow ? now : replacingTheGone(present, with: now, on: date)
      guard to != recorded else { continue }
      let isRename = to == present
      moves.append(
        PlannedMove(
          task: task.number, from: recorded, to: to, receipt: receipt(of: decided, on: date, &cache),
          reason: reason(isRename ? recorded : present, to, isRename ? "rename" : why), isRename: isRename))
    }
    return moves
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

  /// Days in a span on which something in the registers or rules begins or ends, so that roles may change.
  package func turningDays(from: CivilDate, to: CivilDate) -> Set<CivilDate> {
    var days = Set<CivilDate>()
    func note(_ span: DateSpan) {
      if let day = span.from, day >= from, day <= to { days.insert(day) }
      if let day = span.until?.adding(days: 1), day >= from, day <= to { days.insert(day) }
    }
    for relation in book.relations { for row in relation.rows where row.span != .always { note(row.span) } }
    for rule in assignment.rules where rule.span != .always { note(rule.span) }
    for person in book.people.rows where person.span != .always { note(person.span) }
    for span in book.places.spans where span != .always { note(span) }
    for unit in book.units.rows where unit.span != .always { note(unit.span) }
    for absence in book.absences { note(absence.span) }
    return days
  }
}
