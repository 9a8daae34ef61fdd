import ArgumentParser
import DutyBook
import DutyCalendar
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRules
import DutyStore
import DutyWiring

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell who is responsible for something on a day, by which rule, and why the other rules did not speak.",
    discussion: """
      Of a duty also how often it comes and by when, a campaign's timing where one holds on that day.

      With --ledger and no directory the book that was in force at that time answers. Designations count as they
      stood then: on a day given without an hour, as they stood at its end; what changed in its course is said, and for
      an hour what changes later that day.

      Example: dutyctl explain --duty road-patrol --subject road-zhongshan --at 2026-11-23 rules/
               dutyctl explain --standard exposed-rubbish --subject road-zhongshan --ledger /var/lib/dutyd --at 2026-05-03
      """)

  @Argument(help: ArgumentHelp("The rule directory; not needed with --ledger.", valueName: "DIR"))
  var rules: String?
  @Option(help: ArgumentHelp("The standard.", valueName: "ID")) var standard: String?
  @Option(help: ArgumentHelp("The duty.", valueName: "ID")) var duty: String?
  @Option(help: ArgumentHelp("A sector of a duty whose grain is the sector.", valueName: "ID")) var sector: String?
  @Option(help: ArgumentHelp("The place or unit.", valueName: "ID-OR-NAME")) var subject: String
  @Option(help: ArgumentHelp("The day or instant; now when not given.", valueName: "TIME")) var at: String?
  @OptionGroup var ledger: LedgerOptions
  @Flag(help: "Show rules that do not speak of the question, too.") var all = false
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws {
    if standard == nil, duty == nil { throw ValidationError("ask about a --standard or a --duty") }
    if rules == nil, ledger.ledger == nil { throw ValidationError("give a rule directory, or --ledger") }
  }

  func run() throws {
    let store = try ledger.open()
    let bench: Workbench
    let time: AskedTime
    if let rules {
      let directory = try Workbench(rules, ledger: store, at: at)
      time = try AskedTime(at, in: directory.book.settings.zone, store)
      bench = try store.map { try directory.designated($0.designations(at: time.known)) } ?? directory
    } else if let store {
      (bench, time) = try historical(store)
    } else {
      throw ValidationError("give a rule directory, or --ledger")
    }
    let date = bench.book.settings.zone.local(time.instant).date
    let question = try question(bench.book)
    try check(question, bench.assignment)
    let explanation = bench.assignment.explain(question, on: date)
    let report = ExplainReport(bench: bench, explanation: explanation, instant: time.instant, showsSilent: all)
    let changes = try store.map { store in try time.changes(store) { $0.isAbout(question, in: bench.book) } }
    switch format {
    case .json:
      var answer = ExplainJSON.value(explanation, bench.planner).object ?? [:]
      answer["designation-changes"] = changes.map { .array($0.map(\.json)) } ?? .null
      Output.json(.object(answer))
    case .text:
      report.print()
      guard let changes else { return Output.line("designations: none read; --ledger counts those of a ledger") }
      for change in changes { Output.line(change.line) }
    }
  }

  /// The book that was in force at the time asked about.
  private func historical(_ store: SQLiteStore) throws -> (Workbench, AskedTime) {
    let books = try store.books()
    guard let first = books.first else { throw CommandFailure("the ledger has no book", help: "has dutyd run on it?") }
    // The zone is the newest book's: without it a local time has no meaning yet.
    let zone = try districtZone(store)
    let time = try AskedTime(at, in: zone, store)
    guard let then = books.last(where: { $0.since <= time.known }) else {
      throw CommandFailure(
        "no book was in force at \(zone.rfc3339(time.known))",
        help: "the first came into force at \(zone.rfc3339(first.since))")
    }
    return (try Workbench(stored: then.accepted.digest, store: store, at: time.known), time)
  }

  private func question(_ book: Book) throws -> Question {
    let asked = try NameBook(book).id(subject, .place, .unit) ?? subject
    guard let subject = book.subject(asked) else {
      throw unknown("subject", asked, candidates: book.places.ids + book.units.rows.map(\.id))
    }
    let dutyRef = try duty.map { id in
      guard let ref = book.duties.ref(id) else { throw unknown("duty", id, candidates: book.duties.rows.map(\.id)) }
      return ref
    }
    let standardRef = try standard.map { id in
      guard let ref = book.standards.ref(id) else {
        throw unknown("standard", id, candidates: book.standards.rows.map(\.id))
      }
      return ref
    }
    let sectorRef = try sector.map { id in
      guard let ref = book.sectors.ref(id) else { throw unknown("sector", id, candidates: book.sectors.rows.map(\.id)) }
      return ref
    }
    return Question(
      duty: dutyRef, standard: standardRef,
      sector: sectorRef ?? standardRef.map { book.standards[$0].sector } ?? dutyRef.flatMap { book.duties[$0].sector },
      subject: subject)
  }

  /// A question about a task that cannot exist gets no answer.
  private func check(_ question: Question, _ assignment: Assignment) throws {
    let book = assignment.book
    guard let ref = question.duty else {
      if let standard = question.standard, !assignment.applies(standard, to: question.subject) {
        throw CommandFailure(
          "standard `\(book.standards[standard].id)` does not apply to `\(subject)`", help: "see its `of` or `kinds`")
      }
      return
    }
    let duty = book.duties[ref]
    guard assignment.matches(duty.of, question.subject) else {
      throw CommandFailure(
        "`\(subject)` is not a subject of duty `\(duty.id)`", help: "see its `of`, \(duty.source.brief)")
    }
    switch duty.grain {
    case .subject: return
    case .sector:
      let sectors = Set(duty.standards.map { book.sectors[book.standards[$0].sector].id }).sorted()
      guard question.sector == nil else { return }
      throw CommandFailure(
        "duty `\(duty.id)` has a task for each sector", help: "give --sector: \(sectors.joined(separator: ", "))")
    case .standard:
      guard question.standard == nil else { return }
      throw CommandFailure(
        "duty `\(duty.id)` has a task for each standard",
        help: "give --standard: \(duty.standards.prefix(8).map { book.standards[$0].id }.joined(separator: ", "))…")
    }
  }

  private func unknown(_ what: String, _ id: String, candidates: [String]) -> CommandFailure {
    let near = nearestName(to: id, among: candidates)
    return CommandFailure(
      "unknown \(what) `\(id)`", help: near.map { "did you mean `\($0)`?" } ?? "look it up in the rule directory")
  }
}

extension Workbench {
  /// A book that the ledger keeps, with the designations in force at an instant, or now.
  init(stored digest: String, store: any LedgerStore, at instant: Instant? = nil) throws {
    guard let files = try store.bookFiles(digest: digest) else {
      throw CommandFailure(
        "the ledger does not keep book \(digest.prefix(12))", help: "the store is incomplete; restore it from a backup")
    }
    let designations = try instant.map { try store.designations(at: $0) } ?? store.designations()
    let examination = systemGate().examine(
      RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) }), designations: designations,
      on: SystemClock().today())
    guard let assignment = examination.assignment else {
      throw CommandFailure(
        "book \(digest.prefix(12)) no longer loads", help: "it was accepted by another version of dutyd")
    }
    self.examination = examination
    self.assignment = assignment
    planner = Planner(assignment)
    book = assignment.book
    openTasks = try store.tasks(.open)
  }
}

/// An explanation as text and as JSON.
struct ExplainReport {
  var bench: Workbench
  var explanation: Explanation
  var instant: Instant
  var showsSilent: Bool

  private var book: Book { bench.book }

  func print() {
    let question = explanation.question
    Output.line(
      "\(ProofText.topic(question, in: book)) on \(book.id(of: question.subject)) "
        + "(\(book.name(of: question.subject))), \(explanation.date)")
    for role in explanation.roles { show(role) }
    let lead = explanation.decision.lead.usable.map { book.units[Ref($0)].id }
    if explanation.support.isEmpty { Output.line("support: none") }
    for support in explanation.support where book.units[support.unit].id != lead {
      let rule = bench.assignment.rules[support.rule]
      let rows = support.trail.map { bench.assignment.text($0) }.joined(separator: ", ")
      Output.line(
        "support: \(book.units[support.unit].id) \(book.units[support.unit].name), by \(rule.id) "
          + "(\(rule.source.brief)) `\(support.expression)`" + (rows.isEmpty ? "" : " — \(rows)"))
    }
    if !explanation.decision.undecided.isEmpty {
      let roles = bench.assignment.effective(question, explanation.decision, on: explanation.date)
      let names = book.taskRoles(roles)
      Output.line(
        "until the office designates: lead \(names.lead), leader \(names.leader), holder \(names.holder), "
          + "verifier \(names.verifier)")
    }
    for timing in bench.planner.timings(of: question, on: explanation.date) {
      Output.line("timing: \(timing.text(in: book))")
    }
    if let standard = question.standard, question.duty == nil { showLimit(standard, question.subject) }
    let timing = bench.planner.timingStableThrough(question, on: explanation.date)
    if let line = Self.unchanged(who: explanation.stableThrough, timing: timing) { Output.line(line) }
  }

  /// Until when the answer stands: who answers, and how often and by when; `nil` where nothing changes any more.
  static func unchanged(who: CivilDate, timing: CivilDate?) -> String? {
    let who = who.year < 9999 ? who : nil
    switch (who, timing) {
    case (nil, nil): return nil
    case (let who?, nil): return "unchanged through \(who); how often and by when, for good"
    case (nil, let timing?): return "unchanged through \(timing); who answers, for good"
    case (let who?, let timing?):
      if who == timing { return "unchanged through \(who)" }
      return who < timing
        ? "unchanged through \(who); how often and by when, through \(timing)"
        : "unchanged through \(timing); who answers, through \(who)"
    }
  }

  private func showLimit(_ standard: Ref<Standard>, _ subject: Subject) {
    guard let limit = bench.planner.findingLimit(standard, on: subject, date: explanation.date) else { return }
    for stage in limit.stages {
      let receipt = stage.limit.deadline(from: instant, period: nil, in: book.limitContext)
      let zone = book.settings.zone
      Output.line(
        "limit: " + (stage.name.map { "\($0) " } ?? "") + "\(stage.limit)" + (limit.name.map { " (\($0))" } ?? "")
          + ": a finding at \(zone.local(instant)) is due \(zone.local(receipt.due))")
    }
  }

  private func show(_ role: RoleExplanation) {
    let result = role.result
    let value: String
    switch result.kind {
    case .gap: value = "nobody (gap)"
    case .tie: value = "a tie"
    case .decided, .outside:
      if role.role.isUnit {
        let unit = book.units[Ref(result.value)]
        value = "\(unit.id) \(unit.name)"
      } else {
        let person = book.people[Ref(result.value)]
        value =
          "\(person.id) \(person.name), \(book.units[person.unit].name)"
          + (result.kind == .outside ? " — without a post in the lead unit" : "")
      }
    }
    Output.line("\(role.role.rawValue): \(value)")
    for report in role.reports {
      if case .silent = report.status, !showsSilent { continue }
      let rule = bench.assignment.rules[report.rule]
      let expression = rule.roles[role.role].map { " `\($0.text)`" } ?? ""
      let basis = rule.basis.map { " \($0)" } ?? ""
      let mark = if case .decided = report.status { "*" } else { "-" }
      Output.line("  \(mark) \(bench.assignment.line(of: report, role: role.role))\(expression)\(basis)")
    }
    let silent = role.reports.count { if case .silent = $0.status { true } else { false } }
    if silent > 0, !showsSilent { Output.line("    \(silent) other rules do not speak of this (--all shows why)") }
  }
}
