import DutyBook
import DutyCalendar
import DutyLedger

/// What came of one rule test.
package struct RuleTestResult: Hashable, Sendable {
  package var test: RuleTest
  /// One line per expectation that was not met: what was expected, what came, by which rule.
  package var failures: [Failure]

  package struct Failure: Hashable, Sendable {
    package var source: SourcePlace
    package var expected: String
    package var actual: String
    package var explanation: [String]
  }

  package var hasPassed: Bool { failures.isEmpty }
}

extension Planner {
  /// Runs the book's assertions about itself (`tests/*.yaml`); a failing one refuses the load.
  package func runTests(_ tests: [RuleTest]) -> [RuleTestResult] {
    tests.map { RuleTestResult(test: $0, failures: RuleTestRun(self, $0).failures()) }
  }
}

private struct RuleTestRun {
  let planner: Planner
  let test: RuleTest
  let book: Book
  let date: CivilDate
  let question: Question

  init(_ planner: Planner, _ test: RuleTest) {
    self.planner = planner
    self.test = test
    book = planner.book
    date = test.at.date
    let sector = test.standard.map { planner.book.standards[$0].sector } ?? test.duty.flatMap { planner.book.duties[$0].sector }
    question = Question(duty: test.duty, standard: test.standard, sector: sector, subject: test.subject)
  }

  func failures() -> [RuleTestResult.Failure] {
    let decision = planner.assignment.decide(question, on: date)
    return test.expectations.compactMap { check($0, decision) }
  }

  private func check(_ expectation: RuleExpectation, _ decision: Decision) -> RuleTestResult.Failure? {
    let assignment = planner.assignment
    var explanation: [String] = []
    let expected: String
    let actual: String
    switch expectation.kind {
    case .role(let role, let id):
      expected = "\(role.rawValue) \(id ?? "nobody")"
      actual = "\(role.rawValue) \(describe(decision[role], role))"
      explanation = explain(role)
      if decision[role].kind == .decided, assignment.name(decision[role], as: role) == id { return nil }
      if decision[role].kind == .gap, id == nil { return nil }
    case .rule(let role, let name):
      let decided = decision[role].rule >= 0 ? assignment.rules[Int(decision[role].rule)].id : "none"
      expected = "\(role.rawValue) by rule \(name)"
      actual = "\(role.rawValue) by rule \(decided)"
      explanation = explain(role)
      if decided == name { return nil }
    case .support(let ids):
      let units = assignment.support(question, lead: decision.lead.usable ?? -1, on: date).map { book.units[$0].id }
      expected = "support [\(ids.sorted().joined(separator: ", "))]"
      actual = "support [\(units.sorted().joined(separator: ", "))]"
      if units.sorted() == ids.sorted() { return nil }
    case .limit(let limit):
      expected = "limit \(limit)"
      actual = "limit \(currentLimit().map(\.description) ?? "none")"
      if currentLimit() == limit { return nil }
    case .due(let due):
      let receipt = deadline()
      expected = "due \(due)"
      actual = "due \(receipt.map { book.settings.zone.local($0.due).description } ?? "none")"
      explanation = receipt?.lines.map(\.description) ?? []
      if let receipt, book.settings.zone.local(receipt.due) == due { return nil }
    case .cadence(let cadence):
      let current = stream().map { planner.streams[$0].timing.cadence }
      expected = "cadence \(cadence)"
      actual = "cadence \(current.map(\.description) ?? "none")"
      if current == cadence { return nil }
    case .opens(let opens):
      let does = entry() != nil
      expected = opens ? "opens on \(date)" : "does not open on \(date)"
      actual = does ? "opens on \(date)" : "does not open on \(date)"
      if does == opens { return nil }
    case .queue(let ids):
      let roles = book.taskRoles(assignment.effective(question, decision, on: date))
      let present = Set([roles.holder, roles.lead] + roles.support)
      expected = "in the queues of \(ids.joined(separator: ", "))"
      actual = "in the queues of \(present.sorted().joined(separator: ", "))"
      if ids.allSatisfy(present.contains) { return nil }
    }
    return .init(source: expectation.source, expected: expected, actual: actual, explanation: explanation)
  }

  /// The stream that times the test's duty for its subject on its day.
  private func stream() -> Int? {
    guard let duty = test.duty else { return nil }
    let candidates = planner.streams.indices.filter {
      planner.streams[$0].duty == duty && planner.subjects[$0].contains(test.subject)
    }
    let overlay = candidates.first {
      if case .overlay = planner.streams[$0].kind {
        planner.overlays[duty.index].first { $0.window.contains(date) && $0.stream != nil }?.stream == $0
      } else {
        false
      }
    }
    return overlay
      ?? candidates.first { if case .overlay = planner.streams[$0].kind { false } else { true } }
  }

  private func entry() -> PlannedEntry? {
    guard let stream = stream() else { return nil }
    return planner.entries(of: stream, from: date, to: date).first { $0.outcome == .generate }
  }

  private func currentLimit() -> Limit? {
    if let standard = test.standard, test.duty == nil { return findingLimit(standard) }
    return stream().map { planner.limit(of: planner.streams[$0], on: date) }
  }

  private func findingLimit(_ standard: Ref<Standard>) -> Limit? {
    planner.findingLimit(standard, on: test.subject, date: date)?.stages.first?.limit
  }

  private func deadline() -> DeadlineReceipt? {
    let start = book.settings.zone.instant(test.at)
    if let standard = test.standard, test.duty == nil {
      return findingLimit(standard)?.deadline(from: start, period: nil, in: book.limitContext)
    }
    guard let limit = currentLimit(), let entry = entry() else { return nil }
    return limit.deadline(from: entry.opens, period: entry.period, in: book.limitContext)
  }

  private func describe(_ result: RoleResult, _ role: Role) -> String {
    switch result.kind {
    case .gap: "nobody"
    case .decided: planner.assignment.name(result, as: role) ?? "nobody"
    case .outside: (planner.assignment.name(result, as: role) ?? "nobody") + " (without a post in the lead unit)"
    case .tie: "a tie"
    }
  }

  private func explain(_ role: Role) -> [String] {
    let explanation = planner.assignment.explain(question, on: date)
    let reports = explanation.roles.first { $0.role == role }?.reports ?? []
    // What does not speak of the question would bury what does; `explain --all` shows it.
    return reports.filter { if case .silent = $0.status { false } else { true } }.map {
      planner.assignment.line(of: $0, role: role)
    }
  }
}

extension Planner {
  /// The rectification limit of a standard at a subject on a day: a campaign's, the zone's, or the general one.
  package func findingLimit(_ standard: Ref<Standard>, on subject: Subject, date: CivilDate) -> StandardLimit? {
    findingLimitInForce(standard, on: subject, date: date)?.limit
  }

  /// The same with the campaign that it comes from; `nil` for the zone's and the general one.
  package func findingLimitInForce(
    _ standard: Ref<Standard>, on subject: Subject, date: CivilDate
  ) -> (limit: StandardLimit, campaign: Ref<Campaign>?)? {
    let row = book.standards[standard]
    var named: [(limit: StandardLimit, campaign: Ref<Campaign>)] = []
    for campaign in book.campaigns.refs where book.campaigns[campaign].window.contains(date) {
      for name in book.campaigns[campaign].overlays.compactMap(\.findingLimit) {
        if let limit = row.limits.first(where: { $0.name == name }) { named.append((limit, campaign)) }
      }
    }
    // Of overlapping campaigns the stricter wins, reckoned from the opening of the day.
    let opens = book.settings.officeHours.windows(on: date).first?.lowerBound ?? 0
    let start = book.settings.zone.instant(LocalTime(date, second: Int32(opens) * 60))
    let strictest = strictest(named.compactMap { $0.limit.stages.first?.limit }, from: start, period: nil)
    if let first = named.first(where: { $0.limit.stages.first?.limit == strictest }) { return first }
    let zone = assignment.zone(of: subject).map { book.places.name(of: $0) }
    return row.limit(zone: zone).map { ($0, nil) }
  }
}

extension Assignment {
  /// One line about what a rule had to say: `✓ road-chief (responsibility/10-roads.yaml:4): p-0112 …`.
  package func line(of report: RuleReport, role: Role) -> String {
    let rule = rules[report.rule]
    let value: String =
      report.value < 0 ? "" : role.isUnit ? book.units[Ref(report.value)].id : book.people[Ref(report.value)].id
    let acting = report.actingFor < 0 ? "" : " acting for \(book.people[Ref(report.actingFor)].id)"
    let rows = report.trail.isEmpty ? "" : " by " + report.trail.map { text($0) }.joined(separator: ", ")
    let status: String =
      switch report.status {
      case .decided: "decides: \(value)\(acting)\(rows)"
      case .agrees: "agrees: \(value)\(rows)"
      case .outranked(let by): "outranked by \(by < 0 ? "none" : rules[by].id): would be \(value)\(rows)"
      case .tied(let with): "ties with \(rules[with].id): \(value)\(rows)"
      case .namesNobody(let why): why
      case .silent(let why): "does not speak: \(why)"
      }
    return "\(rule.id) (\(rule.source.brief)) \(status)"
  }
}
