import ArgumentParser
import DutyPorts
import DutyStore
import DutyBook
import DutyEngine
import DutyHost
import DutyLedger
import DutyPlanning
import DutyWiring

struct RuleTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the rule tests of a directory (tests/*.yaml).",
    discussion: """
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
    let failed = chosen.filter { !$0.hasPassed }
    switch format {
    case .json:
      Output.json(
        .array(
          chosen.map { result in
            [
              "name": .string(result.test.name), "source": .string(result.test.source.description),
              "passed": .bool(result.hasPassed), "failures": .array(ProofText.lines(result).map { .string($0) }),
            ]
          }))
    case .text:
      for result in chosen {
        Output.line("\(result.hasPassed ? "ok  " : "FAIL") \(result.test.name)")
        for line in ProofText.lines(result) { Output.line("     " + line) }
      }
      Output.line("\(chosen.count - failed.count) passed, \(failed.count) failed")
    }
    if !failed.isEmpty { throw ExitCode(1) }
  }
}
