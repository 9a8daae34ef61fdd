import ArgumentParser
import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore
import Foundation

struct FindingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding",
    abstract: "Take problems in, and see what became of them (问题受理).",
    discussion: """
      Each finding is classified to a standard and a place, routed by the rules, and
      followed until its reporter has heard how it ended.

      Example: dutyctl finding add 垃圾箱满溢 --standard bin-overflow --place 中山路 --source citizen --by p-0112
               dutyctl finding list --open
      """,
    subcommands: [Add.self, Import.self, List.self, Show.self, Join.self, Classify.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record one finding.",
      discussion: """
        Standard and place may be given by identifier or name; a place also by coordinates.
        What is unclear is refused with the nearest name; --unclassified leaves it to the
        office instead.

        Example: dutyctl finding add 垃圾箱满溢 --standard bin-overflow --place 中山路 --source citizen \\
                   --reporter 张女士 --contact 13800000000 --by p-0112
                 dutyctl finding add '井盖缺失' --lon 118.3037 --lat 28.4278 --source inspection --by p-0112 --unclassified

        Exit status: 0 recorded, 1 refused, 3 no daemon.
        """)
    @Argument(help: "What was found.") var text: String
    @Option(help: ArgumentHelp("The standard (指标).", valueName: "ID-OR-NAME")) var standard: String?
    @Option(help: ArgumentHelp("The place (点位).", valueName: "ID-OR-NAME")) var place: String?
    @Option(help: ArgumentHelp("Degrees east.", valueName: "DEGREES")) var lon: String?
    @Option(help: ArgumentHelp("Degrees north.", valueName: "DEGREES")) var lat: String?
    @Option(
      help: ArgumentHelp(
        "patrol, inspection, third-party, media, citizen, leader, or one of your own.", valueName: "SOURCE"))
    var source: String
    @Option(help: ArgumentHelp("When it was found; now when not given.", valueName: "TIME")) var found: String?
    @Option(help: ArgumentHelp("Who reported it.", valueName: "NAME")) var reporter: String?
    @Option(help: ArgumentHelp("How to answer the reporter.", valueName: "TEXT")) var contact: String?
    @Option(help: ArgumentHelp("Evidence that is kept already, by hash.", valueName: "HASH")) var evidence: [String] =
      []
    @Option(help: ArgumentHelp("Who records it.", valueName: "ID-OR-NAME")) var by: String
    @Flag(help: "Leave what is unclear to the office.") var unclassified = false
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      var fields: [String: JSONValue] = [
        "text": .string(text), "source": .string(source), "by": .string(by), "unclassified": .bool(unclassified),
        "evidence": .array(evidence.map { .string($0) }),
      ]
      for (key, value) in [
        ("standard", standard), ("place", place), ("lon", lon), ("lat", lat), ("found-at", found),
        ("reporter", reporter),
        ("contact", contact),
      ] { if let value { fields[key] = .string(value) } }
      let answer = try socket.ask("finding-add", .object(fields), format: format)
      if format == .json { return Output.json(answer) }
      FindingText.taken(answer)
    }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that two findings are one: the first is closed as joined to the second.",
      discussion: "Example: dutyctl finding join F-0A1B2C3D4E F-5F6A7B8C9D --reason 同一处垃圾 --by p-0112")
    @Argument(help: "The finding that is joined.") var finding: String
    @Argument(help: "The open finding that it is the same as.") var into: String
    @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String
    @ArgumentParser.Flag(help: "Though they are of another standard or place.") var across = false
    @Option(help: ArgumentHelp("Who says so: somebody of the office who does not hold its task.", valueName: "ID-OR-NAME")) var by: String
    @Option(help: ArgumentHelp("Who approved it; the same when not given.", valueName: "ID-OR-NAME")) var approvedBy:
      String?
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "finding-join",
        [
          "finding": .string(finding), "into": .string(into), "reason": .string(reason), "by": .string(by),
          "approved-by": .string(approvedBy ?? ""), "across": .bool(across),
        ], format: format)
      if format == .json { return Output.json(answer) }
      Output.line("\(answer["finding"]?.string ?? "") joined to \(answer["into"]?.string ?? "")")
    }
  }

  struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell the standard and the place of a finding that waits for them.",
      discussion:
        "Example: dutyctl finding classify F-0A1B2C3D4E --standard road-clean --place road-zhongshan --by p-0112")
    @Argument(help: "The finding.") var finding: String
    @Option(help: ArgumentHelp("The standard (指标).", valueName: "ID-OR-NAME")) var standard: String
    @Option(help: ArgumentHelp("The place (点位); as said at intake when not given.", valueName: "ID-OR-NAME"))
    var place: String?
    @Option(help: ArgumentHelp("Who tells it.", valueName: "ID-OR-NAME")) var by: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let answer = try socket.ask(
        "finding-classify",
        [
          "finding": .string(finding), "standard": .string(standard), "place": .string(place ?? ""), "by": .string(by),
        ], format: format)
      if format == .json { return Output.json(answer) }
      FindingText.taken(answer)
    }
  }
}
