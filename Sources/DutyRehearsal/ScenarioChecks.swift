import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting

/// What came of one expectation of a scenario.
package struct ScenarioResult: Hashable, Sendable {
  package var expectation: ScenarioExpectation
  /// What was found in place of what was expected; empty where it was met.
  package var failures: [String]

  package var hasPassed: Bool { failures.isEmpty }
}

/// Looks at a ledger, when a scenario's days are over, for what the scenario expects of it.
package struct ScenarioChecks {
  private let store: any LedgerStore
  private let planner: Planner
  private let zone: Zone
  private let end: Instant
  private let lookup: ScriptLookup
  private var events: [EventKind: [ToldEvent]] = [:]

  /// - Parameter end: the scenario's last instant; reports are as of it.
  package init(
    _ scenario: Scenario, store: any LedgerStore, planner: Planner, end: Instant
  ) throws(StoreError) {
    self.store = store
    self.planner = planner
    self.end = end
    zone = planner.book.settings.zone
    var progress = ScriptProgress(scenario)
    try progress.follow(store, after: 0)
    lookup = ScriptLookup(store: store, written: progress.written)
  }

  package mutating func result(of expectation: ScenarioExpectation) throws(StoreError) -> ScenarioResult {
    var failures: [String] = []
    do {
      switch expectation.subject {
      case .events(let kind, let conditions, let on, let least, let most):
        failures = try count(kind, conditions, on, least, most, expectation)
      case .report(let form, let period, let unit, let says):
        failures = try read(form, period, unit, says, as: expectation.by.map { zone.instant($0) } ?? end)
      }
    } catch let error as StoreError {
      throw error
    } catch {
      failures = ["\(error)"]
    }
    return ScenarioResult(expectation: expectation, failures: failures)
  }

  // MARK: Events

  private mutating func count(
    _ kindName: String, _ conditions: [ScenarioExpectation.Condition], _ on: String, _ least: Int, _ most: Int?,
    _ expectation: ScenarioExpectation
  ) throws -> [String] {
    guard let kind = EventKind(rawValue: kindName) else { return ["no kind of event is called \(kindName)"] }
    let wanted = try conditions.map { ($0.path, try lookup.resolve(.string($0.value)).plainText ?? $0.value) }
    let task = on.isEmpty ? nil : try lookup.task(try JSONValue(parsing: Array(on.utf8))).number
    let from = expectation.from.map { zone.instant($0) }
    let by = expectation.by.map { zone.instant($0) }
    let all = try told(kind).filter { event in
      from.map { event.at >= $0 } ?? true && by.map { event.at <= $0 } ?? true
        && task.map { event.tasks.contains($0) } ?? true
    }
    let met = all.count { event in wanted.allSatisfy { event.says($0.0, $0.1) } }
    if met >= least, most.map({ met <= $0 }) ?? true { return [] }
    let asked = most == nil ? "at least \(least)" : "\(least)"
    var lines = ["expected \(asked) \(kindName), found \(met)"]
    // Those that come nearest: by how many of the conditions they meet.
    let near = all.map { event in (wanted.count { event.says($0.0, $0.1) }, event) }.sorted { $0.0 > $1.0 }
    for (_, event) in near.prefix(3) { lines.append("\(zone.local(event.at)) \(kindName) \(event.body.canonicalText)") }
    if all.isEmpty { lines.append("there is no \(kindName) at all\(task.map { " of task \($0)" } ?? "")") }
    return lines
  }

  private mutating func told(_ kind: EventKind) throws(StoreError) -> [ToldEvent] {
    if let known = events[kind] { return known }
    let found = try lookup.events(kind)
    events[kind] = found
    return found
  }

  // MARK: Reports

  private func read(
    _ formName: String, _ periodName: String, _ unit: String, _ says: [String], as at: Instant
  ) throws -> [String] {
    let archive = Archive(store, planner, now: at)
    guard let form = ReportForm(rawValue: formName) else { return ["no report is called \(formName)"] }
    let document: ReportDocument
    if form == .lists {
      guard let input = try archive.listInput(unit: unit, on: zone.local(at).date) else { return ["no unit \(unit)"] }
      document = unitLists(of: input)
    } else {
      guard let period = Period(named: periodName) else { return ["\(periodName) is not a period"] }
      document = report(of: try archive.reportInput(form, period))
    }
    let settings = planner.book.settings
    let text = String(
      decoding: renderReport(document, as: .md, locale: settings.locale, templates: planner.book.templates),
      as: UTF8.self)
    return says.filter { !text.contains($0) }.map { missing in
      let near = text.split(separator: "\n").first { line in missing.split(separator: " ").contains { line.contains($0) } }
      return "the \(formName) does not say `\(missing)`" + (near.map { "; it says `\($0)`" } ?? "")
    }
  }
}
