import ArgumentParser
import DutyPorts
import DutyStore
import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyReporting
import DutyRules
import DutyWiring
import Foundation

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report every error of a rule directory, then prove that nobody and nothing is left unowned.",
    discussion: """
      Example: dutyctl check rules/
               dutyctl check rules/ --ledger /var/lib/dutyd --format json
               dutyctl check rules/ --format xlsx --out coverage.xlsx      # who answers for each standard, and gaps

      Exit status: 0 clean, 1 errors, ties, failing rule tests or gaps, 2 usage.
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR"))
  var rules: String

  @OptionGroup var ledger: LedgerOptions
  @Option(help: ArgumentHelp("The day from which the proofs look ahead; today when not given.", valueName: "DATE"))
  var at: String?
  @Option(help: "text, json or xlsx.")
  var format: TableFormat = .text
  @OptionGroup var workbook: WorkbookOptions

  func validate() throws { try workbook.check(isWorkbook: format == .xlsx) }

  func run() throws {
    let store = try ledger.open()
    let designations = try store?.designations() ?? []
    let date = try at.map { try parseDate(String($0.prefix(10)), "--at") } ?? presentDay(store)
    guard FileManager.default.fileExists(atPath: rules) else {
      throw CommandFailure("no rule directory at \(rules)", help: "give the directory that holds dutyd.yaml")
    }
    let examination = systemGate().examine(
      DirectorySource(path: rules).read(), designations: designations, on: date)
    let report = CheckReport(examination: examination, date: date, designations: designations.count)
    switch format {
    case .text: report.print(hasLedger: ledger.ledger != nil)
    case .json: Output.json(report.json)
    case .xlsx: try workbook.write(coverage(examination, date))
    }
    if !report.isClean { throw ExitCode(1) }
  }
}

extension Check {
  private func coverage(_ examination: Examination, _ date: CivilDate) throws -> Workbook {
    guard let assignment = examination.assignment, let input = coverageInput(examination, on: date) else {
      for line in examination.refusal?.lines ?? [] { Output.error(line) }
      throw CommandFailure("the coverage needs a directory without errors", help: "mend what is listed above")
    }
    return coverageWorkbook(input, locale: assignment.book.settings.locale)
  }
}

/// What `check` says, as text and as JSON.
struct CheckReport {
  var examination: Examination
  var date: CivilDate
  var designations: Int

  var isClean: Bool {
    examination.accepted != nil && examination.proof?.isClean == true
      && !examination.diagnostics.contains { $0.severity == .error }
  }

  func print(hasLedger: Bool) {
    for diagnostic in examination.diagnostics { Output.line(diagnostic.description) }
    let errors = examination.diagnostics.count { $0.severity == .error }
    let warnings = examination.diagnostics.count { $0.severity == .warning }
    guard let assignment = examination.assignment, let proof = examination.proof else {
      Output.line("\(errors) errors, \(warnings) warnings; the proofs need a directory without errors")
      return
    }
    let book = assignment.book
    for finding in proof.findings { Output.line(ProofText.line(finding, in: assignment)) }
    for open in proof.unreached { Output.line(ProofText.line(open, in: book)) }
    for one in examination.overruled { Output.line(ProofText.line(one, in: book)) }
    if let planner = examination.accepted?.planner {
      for rung in Reachability(planner, from: proof.from).unreached() { Output.line(rung.line) }
    }
    for test in examination.tests where !test.hasPassed { for line in ProofText.lines(test) { Output.line(line) } }
    let failed = examination.tests.count { !$0.hasPassed }
    let ties = proof.findings.count { $0.kind == .tie }
    let outsiders = proof.findings.count { $0.kind == .outside }
    Output.line(
      "\(book.settings.district): \(book.units.count) units, \(book.people.count) people, \(book.places.count) places, "
        + "\(book.standards.count) standards, \(book.rules.count) rules, \(book.duties.count) duties")
    let verdict = examination.accepted == nil ? "would be refused" : "may come into force"
    Output.line(
      "book \(book.digest.prefix(12)): \(errors + ties + outsiders) errors, \(warnings) warnings; \(verdict)")
    Output.line("rule tests: \(examination.tests.count - failed) passed, \(failed) failed")
    Output.line(
      "proof 1, nobody unowned: \(proof.pairs) pairs in \(proof.classes) classes of subjects × \(proof.standardClasses) "
        + "of standards, \(proof.from) to \(proof.until), settled \(proof.settled) times: "
        + "\(proof.findings.count { $0.kind == .gap }) gaps, \(proof.findings.count { $0.kind == .tie }) ties")
    Output.line(
      "proof 2, nothing unreached: "
        + (proof.unreached.isEmpty
          ? "every applicable pair is reached by a duty or on-finding"
          : "\(proof.unreached.count) standards are not reached everywhere"))
    let years = Set((0...(book.settings.horizonDays / 365 + 1)).map { date.year + $0 })
    let provisional = years.filter {
      book.workCalendar.isProvisional(year: $0)
        && CivilDate(year: $0, month: 1, day: 1).map { $0 <= proof.until } ?? false
    }
    if !provisional.isEmpty {
      Output.line(
        "provisional: no official notice for \(provisional.sorted().map(String.init).joined(separator: ", ")); "
          + "its workdays are computed from weekends")
    }
    if !hasLedger { Output.line("designations: none read; --ledger counts those of a ledger") }
    for load in loads(assignment) {
      Output.line("load: \(load.what) \(load.id) has \(load.perWeek) tasks a week, more than \(load.limit)")
    }
  }

  private struct Load {
    var what: String
    var id: String
    var perWeek: Int
    var limit: Int
  }

  /// People and units whose load in the four weeks ahead is above the limit of `dutyd.yaml`.
  private func loads(_ assignment: Assignment) -> [Load] {
    let settings = assignment.book.settings
    guard settings.loadLimitPerson != nil || settings.loadLimitUnit != nil else { return [] }
    let planner = examination.accepted?.planner ?? Planner(assignment)
    let from = max(date, settings.start)
    let summary = planner.summary(from: from, to: from.adding(days: 27))
    var loads: [Load] = []
    func flag(_ counts: [String: Int], _ limit: Int?, _ what: String) {
      guard let limit else { return }
      for (id, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        let perWeek = summary.perWeek(count)
        if perWeek > limit { loads.append(Load(what: what, id: id, perWeek: perWeek, limit: limit)) }
      }
    }
    flag(summary.holders, settings.loadLimitPerson, "person")
    flag(summary.leads, settings.loadLimitUnit, "unit")
    return loads
  }

  var json: JSONValue {
    var fields: [String: JSONValue] = [
      "clean": .bool(isClean),
      "accepted": .bool(examination.accepted != nil),
      "diagnostics": examination.diagnosticsJSON,
      "tests": .array(
        examination.tests.map { test in
          [
            "name": .string(test.test.name), "passed": .bool(test.hasPassed),
            "failures": .array(ProofText.lines(test).map { .string($0) }),
          ]
        }),
    ]
    if let proof = examination.proof, let assignment = examination.assignment {
      let book = assignment.book
      fields["takeovers"] = .array(
        examination.overruled.map { one in
          [
            "designation": .string(one.designation), "rule": .string(book.rules[one.rule].id),
            "older": .string(one.older), "roles": .array(one.roles.map { .string($0.rawValue) }),
          ]
        })
      fields["book"] = .string(book.digest)
      fields["load"] = .array(
        loads(assignment).map {
          [
            "kind": .string($0.what), "id": .string($0.id), "tasks-a-week": .int(Int64($0.perWeek)),
            "limit": .int(Int64($0.limit)),
          ]
        })
      fields["proof"] = [
        "from": .string(proof.from.description), "until": .string(proof.until.description),
        "pairs": .int(Int64(proof.pairs)), "classes": .int(Int64(proof.classes)),
        "standard-classes": .int(Int64(proof.standardClasses)), "settled": .int(Int64(proof.settled)),
        "findings": .array(
          proof.findings.map { finding in
            [
              "kind": .string("\(finding.kind)"), "role": .string(finding.role.rawValue),
              "topic": .string(ProofText.topic(finding.witness, in: book)),
              "witness": .string(book.id(of: finding.witness.subject)), "from": .string(finding.from.description),
              "until": .string(finding.until.description), "pairs": .int(Int64(finding.pairs)),
              "rules": .array(finding.rules.map { .string(assignment.rules[$0].id) }),
            ]
          }),
        "unreached": .array(
          proof.unreached.map { open in
            [
              "standard": .string(book.standards[open.standard].id), "witness": .string(book.id(of: open.witness)),
              "subjects": .int(Int64(open.subjects)),
            ]
          }),
      ]
    }
    return .object(fields)
  }
}

extension Examination {
  /// What was found in a directory, one object each.
  var diagnosticsJSON: JSONValue {
    func place(_ source: SourcePlace) -> [String: JSONValue] {
      ["file": .string(source.file), "line": .int(Int64(source.line)), "column": .int(Int64(source.column))]
    }
    return .array(
      diagnostics.map { diagnostic in
        .object(
          place(diagnostic.place).merging([
            "severity": .string(diagnostic.severity.rawValue), "code": .string(diagnostic.code),
            "message": .string(diagnostic.message), "help": diagnostic.help.map { .string($0) } ?? .null,
            "related": .array(
              diagnostic.related.map { other in
                .object(place(other.place).merging(["message": .string(other.message)]) { $1 })
              }),
          ]) { $1 })
      })
  }
}
