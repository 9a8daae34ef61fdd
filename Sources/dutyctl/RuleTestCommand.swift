import ArgumentParser
import DutyPorts
import DutyStore
import DutyBook
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyRehearsal
import DutyWiring

struct RuleTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the rule tests of a directory (tests/*.yaml) and play its scenarios that expect something.",
    discussion: """
      A scenario (scenarios/*.yaml) with `expect` is played over its own days on an empty ledger in memory; each of its
      expectations is a test.

      Example: dutyctl test rules/
               dutyctl test rules/ --filter M04

      Exit status: 0 all pass, 1 a test fails or the directory has errors, 2 usage.
      """)

  @Argument(help: ArgumentHelp("The rule directory.", valueName: "DIR"))
  var rules: String
  @Option(help: ArgumentHelp("Only tests whose name contains this.", valueName: "TEXT"))
  var filter: String?
  @OptionGroup var ledger: LedgerOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let bench = try Workbench(rules, ledger: ledger.open())
    let chosen = bench.examination.tests.filter { filter.map($0.test.name.contains) ?? true }
    var tests = chosen.map { result in
      TestLine(
        name: result.test.name, source: result.test.source.description, hasPassed: result.hasPassed,
        failures: ProofText.lines(result))
    }
    tests += try played(bench)
    if let filter, tests.isEmpty {
      throw CommandFailure("no test has `\(filter)` in its name", help: "run it without --filter to see the names")
    }
    let failed = tests.count { !$0.hasPassed }
    switch format {
    case .json:
      Output.json(
        .array(
          tests.map { test in
            [
              "name": .string(test.name), "source": .string(test.source), "passed": .bool(test.hasPassed),
              "failures": .array(test.failures.map { .string($0) }),
            ]
          }))
    case .text:
      for test in tests {
        Output.line("\(test.hasPassed ? "ok  " : "FAIL") \(test.name)")
        for line in test.failures { Output.line("     " + line) }
      }
      Output.line("\(tests.count - failed) passed, \(failed) failed")
    }
    if failed > 0 { throw ExitCode(1) }
  }

  /// Every scenario that expects something, played over its own days: an expectation is a test, and so is the script.
  private func played(_ bench: Workbench) throws -> [TestLine] {
    guard let accepted = bench.examination.accepted else { return [] }
    var lines: [TestLine] = []
    for scenario in bench.book.scenarios.rows where !scenario.expectations.isEmpty {
      let script = "scenario \(scenario.id)"
      let names = [script] + scenario.expectations.map { "\(script): \($0.name)" }
      guard filter.map({ filter in names.contains { $0.contains(filter) } }) ?? true else { continue }
      let store = MemoryStore()
      let parts = EngineParts(
        store: store, source: DirectorySource(path: rules), gate: systemGate(), sink: RehearsalSink(),
        journal: SilentJournal(), render: { _, _, _ in QueueFiles([]) }, recordedAt: { $0 })
      guard let outcome = try scenario.play(accepted, parts) else { continue }
      var own = [
        TestLine(
          name: script, source: scenario.source.description, hasPassed: outcome.problems.isEmpty,
          failures: outcome.problems.map { "\($0.source.brief): \($0.text)" })
      ]
      own += outcome.results.map { result in
        TestLine(
          name: "\(script): \(result.expectation.name)", source: result.expectation.source.description,
          hasPassed: result.hasPassed,
          failures: result.failures.map { "\(result.expectation.source.brief): \($0)" })
      }
      lines += own.filter { line in filter.map(line.name.contains) ?? true }
    }
    return lines
  }
}

/// One line of the answer: a rule test, or an expectation of a scenario.
private struct TestLine {
  var name: String
  var source: String
  var hasPassed: Bool
  var failures: [String]
}
