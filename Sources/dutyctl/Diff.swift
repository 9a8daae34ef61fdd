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
      What happens alike to many is told by the first few; --all names every one, --format json too. The digest at
      the end is what `dutyctl reload --confirm` takes. It covers the open tasks, so give the ledger of the daemon
      that is to reload. The new directory passes the gate of a reload: its errors, ties and failing rule tests are
      printed, and whether a reload asks for the digest.

      Example: dutyctl diff /etc/dutyd/rules rules-new/ --ledger /var/lib/dutyd
               dutyctl diff --ledger /var/lib/dutyd /etc/dutyd/rules      # against the book in force

      Exit status: 0 no difference, 1 differences or another failure, 2 usage, 4 a reload would refuse the new one.
      """)

  @Argument(help: ArgumentHelp("The old directory, or with --ledger only the new one.", valueName: "OLD NEW"))
  var directories: [String]
  @Option(help: ArgumentHelp("The day from which to compare; today when not given.", valueName: "DATE")) var at: String?
  @OptionGroup var ledger: LedgerOptions
  @Flag(help: "Name every change, those that are alike too.") var all = false
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws {
    let wanted = ledger.ledger == nil ? 2...2 : 1...2
    if !wanted.contains(directories.count) {
      throw ValidationError("give the old and the new directory, or --ledger and the new one")
    }
  }

  func run() throws {
    let store = try ledger.open()
    let directory = directories[directories.count - 1]
    let new: Workbench
    do {
      new = try Workbench(directory, ledger: store, at: at, format: format)
    } catch is ExitCode {
      throw Self.refused
    }
    let old: Workbench
    if directories.count == 2 {
      old = try Workbench(directories[0], ledger: store, at: at, format: format)
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
    let verdict = ReloadVerdict(new, diff, limit: old.book.settings.confirmAboveMovedDuties)
    switch format {
    case .json:
      var json = diff.json.object ?? [:]
      json["digest"] = .string(diff.digest.hex)
      json["reload"] = verdict.json
      Output.json(.object(json))
    case .text:
      DiffText(diff, openTasks: new.openTasks, isAll: all).print(hasLedger: ledger.ledger != nil)
      for line in verdict.refusal?.lines ?? [] { Output.error(line) }
      if let line = verdict.line { Output.line(line) }
    }
    if verdict.refusal != nil { throw Self.refused }
    if !diff.isEmpty { throw ExitCode(1) }
  }

  private static let refused = ExitCode(4)
}

/// What a reload would say to a directory: that of the daemon, for both ask the same gate.
struct ReloadVerdict {
  var refusal: RuleRefusal?
  /// How many duties the change moves or drops, where that is more than a reload takes unconfirmed.
  var unconfirmed: Int?
  /// The names of the rule tests that fail.
  var failing: [String]

  /// - Parameter limit: `confirm-above` of the book in force.
  init(_ new: Workbench, _ diff: PlanDiff, limit: Int?) {
    refusal = new.examination.refusal
    failing = new.examination.tests.filter { !$0.hasPassed }.map(\.test.name)
    let count = diff.moved.count + diff.lost.count
    unconfirmed = limit.flatMap { count > $0 ? count : nil }
  }

  var line: String? {
    if let refusal {
      let more = failing.count > 5 ? " and \(failing.count - 5) more" : ""
      let tests = failing.isEmpty ? "" : "; failing rule tests: " + failing.prefix(5).joined(separator: ", ") + more
      return "a reload would be refused: \(Set(refusal.codes).sorted().joined(separator: " "))\(tests)"
    }
    return unconfirmed.map { "a reload asks for --confirm and the digest: the change moves or drops \($0) duties" }
  }

  var json: JSONValue {
    [
      "refused": .bool(refusal != nil), "codes": .array((refusal?.codes ?? []).map { .string($0) }),
      "lines": .array((refusal?.lines ?? []).map { .string($0) }),
      "failing-tests": .array(failing.map { .string($0) }), "needs-confirmation": .bool(unconfirmed != nil),
    ]
  }
}
