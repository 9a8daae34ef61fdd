import ArgumentParser
import DutyPorts
import DutyStore
import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changing from one rule directory to another does: duties, open tasks, loads.",
    discussion: """
      The digest at the end is what `dutyctl reload --confirm` takes. It covers the open tasks, so give the ledger
      of the daemon that is to reload.

      Example: dutyctl diff /etc/dutyd/rules rules-new/ --ledger /var/lib/dutyd
               dutyctl diff --ledger /var/lib/dutyd /etc/dutyd/rules      # against the book in force

      Exit status: 0 no difference, 1 differences or errors, 2 usage.
      """)

  @Argument(help: ArgumentHelp("The old directory, or with --ledger only the new one.", valueName: "OLD NEW"))
  var directories: [String]
  @Option(help: ArgumentHelp("The day from which to compare; today when not given.", valueName: "DATE")) var at: String?
  @OptionGroup var ledger: LedgerOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws {
    let wanted = ledger.ledger == nil ? 2...2 : 1...2
    if !wanted.contains(directories.count) {
      throw ValidationError("give the old and the new directory, or --ledger and the new one")
    }
  }

  func run() throws {
    let store = try ledger.open()
    let new = try Workbench(directories[directories.count - 1], ledger: store, at: at)
    let old: Workbench
    if directories.count == 2 {
      old = try Workbench(directories[0], ledger: store, at: at)
    } else if let store, let book = try store.books().last {
      old = try Workbench(stored: book.accepted.digest, store: store)
    } else {
      throw CommandFailure("the ledger has no book", help: "give the old directory too")
    }
    let date =
      try at.map { try parseDate(String($0.prefix(10)), "--at") }
      ?? new.book.settings.zone.local(try store.map { try presentInstant($0) } ?? SystemClock().now()).date
    let starts = try store?.deadlineStarts(of: new.openTasks) ?? [:]
    let diff = PlanDiff.between(old.planner, new.planner, openTasks: new.openTasks, starts: starts, on: date)
    switch format {
    case .json:
      var json = diff.json.object ?? [:]
      json["digest"] = .string(diff.digest.hex)
      Output.json(.object(json))
    case .text: DiffText(diff).print(hasLedger: ledger.ledger != nil)
    }
    if let refusal = new.examination.refusal {
      for line in refusal.lines { Output.error(line) }
      Output.error("a reload of \(directories[directories.count - 1]) would be refused: \(refusal.summary)")
      throw ExitCode(1)
    }
    if !diff.isEmpty { throw ExitCode(1) }
  }
}

/// A diff as lines: who gains, who loses, what changes hands.
struct DiffText {
  let diff: PlanDiff

  init(_ diff: PlanDiff) { self.diff = diff }

  func print(hasLedger: Bool = true) {
    for change in diff.gained { Output.line("+ \(change.obligation.text): \(who(change.to)) by \(change.rule)") }
    for change in diff.lost { Output.line("- \(change.obligation.text): was \(who(change.from))") }
    for change in diff.moved {
      Output.line("~ \(change.obligation.text): \(moved(change)) since \(change.since) by \(change.rule)")
    }
    for change in diff.retimed { Output.line("~ \(change.obligation.text): \(change.from) → \(change.to)") }
    for move in diff.openMoves { Output.line("> open task \(move.task): \(move.reason)") }
    for task in diff.redated {
      Output.line("> open task \(task.task): due \(diff.zone.local(task.from)) → \(diff.zone.local(task.to))")
    }
    for load in diff.loads {
      Output.line("= load of \(load.person) in four weeks: \(load.before) → \(load.after) tasks")
    }
    if !hasLedger { Output.line("open tasks and designations: none read; --ledger counts those of a ledger") }
    Output.line(
      "\(diff.gained.count) gained, \(diff.lost.count) lost, \(diff.moved.count) moved, \(diff.retimed.count) retimed, "
        + "\(diff.openMoves.count) open tasks change hands"
        + (diff.redated.isEmpty ? "" : ", \(diff.redated.count) open deadlines move"))
    Output.line("digest \(diff.digest.hex.prefix(12))")
  }

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
