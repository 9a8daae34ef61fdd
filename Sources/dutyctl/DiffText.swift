import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning

/// A diff as lines: who gains, who loses, what changes hands.
///
/// - Shape: what happens alike to many of one duty is told by the first few and how many more there are, unless all are
///   asked for; the last lines count everything and give the digest.
struct DiffText {
  /// Of what happens alike, so many are named.
  static let fewAlike = 3
  /// So many different things of one kind are named.
  static let mostGroups = 20

  let diff: PlanDiff
  /// The duties of the open tasks, by number.
  var duties: [String: String] = [:]
  var isAll = false

  init(_ diff: PlanDiff, openTasks: [TaskRow] = [], isAll: Bool = false) {
    self.diff = diff
    self.isAll = isAll
    for task in openTasks { duties[task.number] = task.record.key.duty }
  }

  func print(hasLedger: Bool = true) {
    for line in lines(hasLedger: hasLedger) { Output.line(line) }
  }

  func lines(hasLedger: Bool = true) -> [String] {
    var lines = told(
      diff.gained.map { change in
        let what = "\(who(change.to)) by \(change.rule)"
        return Item("+ \(change.obligation.text): \(what)", alike: "\(change.obligation.duty): \(what)")
      })
    lines += told(
      diff.lost.map { change in
        let what = "was \(who(change.from))"
        return Item("- \(change.obligation.text): \(what)", alike: "\(change.obligation.duty): \(what)")
      })
    lines += told(
      diff.moved.map { change in
        let what = "\(moved(change)) since \(change.since) by \(change.rule)"
        return Item("~ \(change.obligation.text): \(what)", alike: "\(change.obligation.duty): \(what)")
      })
    lines += told(
      diff.retimed.map { change in
        let what = "\(change.from) → \(change.to)"
        return Item("~ \(change.obligation.text): \(what)", alike: "\(change.obligation.duty): \(what)")
      })
    lines += told(
      diff.openMoves.map { Item("> open task \($0.task): \($0.reason)", alike: "\(duty(of: $0.task)): \($0.reason)") })
    lines += told(
      diff.redated.map { task in
        Item(
          "> open task \(task.task): due \(diff.zone.local(task.from)) → \(diff.zone.local(task.to))",
          alike: "\(duty(of: task.task)): due \(Self.shift(task.from, task.to))")
      })
    lines += told(
      diff.loads.map { load in
        Item(
          "= load of \(load.person) in four weeks: \(load.before) → \(load.after) tasks",
          alike: "loads: \(load.after > load.before ? "more" : "fewer") tasks")
      })
    if !hasLedger { lines.append("open tasks and designations: none read; --ledger counts those of a ledger") }
    lines.append(
      "\(diff.gained.count) gained, \(diff.lost.count) lost, \(diff.moved.count) moved, \(diff.retimed.count) retimed, "
        + "\(diff.openMoves.count) open tasks change hands"
        + (diff.redated.isEmpty ? "" : ", \(diff.redated.count) open deadlines move"))
    lines.append("digest \(diff.digest.hex.prefix(12))")
    return lines
  }

  // MARK: Many of one kind

  private struct Item {
    var line: String
    /// What it has in common with others.
    var alike: String

    init(_ line: String, alike: String) {
      self.line = line
      self.alike = alike
    }
  }

  /// The lines of one kind: alike ones together, in the order in which the first of them comes.
  private func told(_ items: [Item]) -> [String] {
    if isAll { return items.map(\.line) }
    var order: [String] = []
    var groups: [String: [String]] = [:]
    for item in items {
      if groups[item.alike] == nil { order.append(item.alike) }
      groups[item.alike, default: []].append(item.line)
    }
    var lines: [String] = []
    // As with the few: one group more is as long as to say that there is one more.
    let named = order.count <= Self.mostGroups + 1 ? order.count : Self.mostGroups
    for alike in order.prefix(named) {
      let group = groups[alike] ?? []
      // One more than the few is as long as to say that there is one more.
      let shown = group.count <= Self.fewAlike + 1 ? group.count : Self.fewAlike
      lines += group.prefix(shown)
      if group.count > shown { lines.append("  and \(group.count - shown) more of \(alike) (--all names them)") }
    }
    let rest = order.dropFirst(named)
    if !rest.isEmpty {
      let count = rest.reduce(0) { $0 + (groups[$1]?.count ?? 0) }
      lines.append("  and \(count) more that differ in \(rest.count) other ways (--all names them)")
    }
    return lines
  }

  private func duty(of task: String) -> String { duties[task] ?? "tasks" }

  /// By how much a deadline moves: `1 d 2 h later`.
  static func shift(_ from: Instant, _ to: Instant) -> String {
    let seconds = to.seconds - from.seconds
    let minutes = abs(seconds) / 60
    let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    return (text.isEmpty ? "\(abs(seconds)) s" : text) + (seconds < 0 ? " earlier" : " later")
  }

  // MARK: Who

  private func who(_ roles: TaskRoles?) -> String {
    guard let roles else { return "nobody" }
    return "lead \(roles.lead), holder \(roles.holder), leader \(roles.leader), verifier \(roles.verifier)"
  }

  private func moved(_ change: PlanDiff.Change) -> String {
    guard let from = change.from, let to = change.to else { return "" }
    var parts: [String] = []
    func compare(_ name: String, _ old: String, _ new: String) {
      if old != new { parts.append("\(name) \(old) → \(new)") }
    }
    compare("lead", from.lead, to.lead)
    compare("leader", from.leader, to.leader)
    compare("holder", from.holder, to.holder)
    compare("verifier", from.verifier, to.verifier)
    compare("support", from.support.joined(separator: " "), to.support.joined(separator: " "))
    return parts.joined(separator: ", ")
  }
}
