import ArgumentParser
import DutyRules

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of the YAML rule files, for editors.",
    discussion: """
      Example: dutyctl schema > rules/schema.json
      and at the head of a file: # yaml-language-server: $schema=../schema.json
      """)

  func run() throws { Output.line(jsonSchema()) }
}
