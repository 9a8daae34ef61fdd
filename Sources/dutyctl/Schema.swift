import ArgumentParser
import DutyLedger
import DutyRules

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of the YAML rule files, for editors.",
    discussion: """
      At the head of a file, editors look for: # yaml-language-server: $schema=../schema.json
      With --states: the life of a task as a chart and tables, as the daemon has them.

      Example: dutyctl schema > rules/schema.json
               dutyctl schema --states
      """)

  @Flag(help: "Print the states of a task and who may do what, in Markdown.") var states = false

  func run() throws { states ? Output.write(Array(TaskChart.document.utf8)) : Output.line(jsonSchema()) }
}
