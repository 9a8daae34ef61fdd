import ArgumentParser
import DutyLedger
import Foundation

/// What every action on tasks is given: which ones, by whom, and how to answer.
struct ActOptions: ParsableArguments {
  @OptionGroup var targets: TaskTargets
  @Option(help: ArgumentHelp("Who does it; a list may say it row by row.", valueName: "ID-OR-NAME")) var by: String?
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  /// Asks the daemon for one action on every task meant; refused rows are printed and end it with status 1.
  func perform(_ action: TaskAction, _ extra: [String: JSONValue?] = [:]) throws {
    var rows: [JSONValue] = []
    var sheetRows: [Int64] = []
    for row in try targets.rows(for: action) {
      var fields = row
      if let number = fields.removeValue(forKey: "sheet-row")?.int { sheetRows.append(number) }
      if let values = fields.removeValue(forKey: "value") { fields["values"] = values }
      fields["action"] = .string(action.rawValue)
      // What a row says of itself comes before what the command says of all.
      if fields["by"] == nil, let by { fields["by"] = .string(by) }
      for (key, value) in extra where fields[key] == nil { if let value { fields[key] = value } }
      rows.append(.object(fields))
    }
    let answer = try socket.ask("task-act", ["rows": .array(rows)], format: format)
    if format == .json { Output.json(answer) } else { show(answer, sheetRows) }
    if (answer["refused"]?.int ?? 0) > 0 { throw ExitCode(1) }
  }

  private func show(_ answer: JSONValue, _ sheetRows: [Int64]) {
    let all = answer["rows"]?.array ?? []
    for (index, row) in all.enumerated() {
      let place = sheetRows.indices.contains(index) ? "row \(sheetRows[index]): " : ""
      let number = row["number"]?.string ?? ""
      if row["outcome"]?.string == "done" {
        let notes = row["notes"]?.array?.compactMap(\.string) ?? []
        Output.line("\(place)\(number) \(row["state"]?.string ?? "")" + notes.map { "\n  \($0)" }.joined())
      } else {
        var message = row["error"]?["message"]?.string ?? ""
        if message.hasPrefix(number + ": ") { message.removeFirst(number.count + 2) }
        Output.error("\(place)\(number) refused: \(message)")
        if let help = row["error"]?["help"]?.string { Output.error("  help: \(help)") }
      }
    }
    if all.count > 1 { Output.line("\(answer["done"]?.int ?? 0) done, \(answer["refused"]?.int ?? 0) refused") }
  }
}

private func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }

struct TaskAcknowledge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledge: the holder has seen it (签收).",
    discussion: """
      Example: dutyctl task ack K7Q2M-9XD4P --by p-0112
               dutyctl task ack --all-matching --holder p-0112 --by p-0112 --confirm 7
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var remark: NoteOption
  func run() throws { try options.perform(.acknowledge, ["note": remark.field]) }
}

struct TaskReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report: the work is done, with what shows it (反馈).",
    discussion: """
      The daemon says what is missing: evidence of a kind, a measured value, minutes. A value that fails, or a line of the
      checklist given with --failed, opens a rectification of its own. A visit is reported when it ends.

      Example: dutyctl task report K7Q2M-9XD4P --by p-0112 --note 已清运 --evidence photo=after.jpg
               dutyctl task report K7Q2M-9XD4P --by p-0112 --value ratio=0.42 --failed exposed-rubbish
               dutyctl task report --from-csv answers.csv
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var remark: NoteOption
  @Option(help: ArgumentHelp("A file that shows it, by its kind.", valueName: "KIND=FILE")) var evidence: [String] = []
  @Option(help: ArgumentHelp("A measured value.", valueName: "NAME=NUMBER")) var value: [String] = []
  @Option(help: ArgumentHelp("A standard of the checklist that failed.", valueName: "ID")) var failed: [String] = []
  @Option(help: ArgumentHelp("How long it took.", valueName: "N")) var minutes: Int?
  @Option(help: ArgumentHelp("Where: degrees north.", valueName: "DEGREES")) var lat: String?
  @Option(help: ArgumentHelp("Where: degrees east.", valueName: "DEGREES")) var lon: String?

  func validate() throws {
    for pair in value where !pair.contains("=") { throw ValidationError("--value: `\(pair)`; write NAME=NUMBER") }
    if !evidence.isEmpty, options.targets.numbers.count != 1 {
      throw ValidationError("--evidence goes with one task: a file shows one piece of work")
    }
  }

  func run() throws {
    var hashes: [JSONValue] = []
    for pair in evidence {
      let file = try EvidenceFile(pair)
      let id = try file.send(
        to: options.socket, task: options.targets.numbers[0], by: options.by ?? "", isHeld: true, options.format)
      hashes.append(.string(id))
    }
    try options.perform(
      .report,
      [
        "note": remark.field, "evidence": hashes.isEmpty ? nil : .array(hashes),
        "values": value.isEmpty ? nil : TaskValues.object(value),
        "failed": failed.isEmpty ? nil : .array(failed.map { .string($0) }),
        "minutes": minutes.map { .int(Int64($0)) }, "lat": text(lat), "lon": text(lon),
      ])
  }
}

struct TaskVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify: the work is as it should be, and the task is closed (核查销号).",
    discussion: """
      A rectification says how it ended: fixed, not-found, not-ours (and whose) or joined; only fixed counts as rectified.

      Example: dutyctl task verify K7Q2M-9XD4P --by p-0301
               dutyctl task verify K7Q2M-9XD4P --by p-0301 --closure not-ours --whose u-jiaotong --note 属交通管养
      """)
  @OptionGroup var options: ActOptions
  @Option(help: ArgumentHelp("How it ended.", valueName: "HOW")) var closure: String?
  @Option(help: ArgumentHelp("With not-ours: whose it is.", valueName: "ID-OR-NAME")) var whose: String?
  @OptionGroup var remark: NoteOption
  func run() throws {
    try options.perform(.verify, ["closure": text(closure), "whose": text(whose), "note": remark.field])
  }
}

struct TaskReturn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Return: the work is not as it should be; another round begins (退回).",
    discussion: """
      The round has a deadline of its own, by the task's limit from now on; what was promised stays.

      Example: dutyctl task return K7Q2M-9XD4P --by p-0301 --reason 照片看不清点位
               dutyctl task return K7Q2M-9XD4P --by p-0301 --reason 绿化未补 --part u-yuanlin
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var why: ReasonOption
  @Option(help: ArgumentHelp("Another limit for this round.", valueName: "LIMIT")) var limit: String?
  @Option(help: ArgumentHelp("The supporting unit whose part falls short.", valueName: "ID-OR-NAME")) var part: String?
  func run() throws {
    try options.perform(.return, ["note": why.field, "limit": text(limit), "whose": text(part)])
  }
}

struct TaskReopen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Reopen a closed task: it was not as it should be after all (重开).",
    discussion: "Example: dutyctl task reopen K7Q2M-9XD4P --by p-0301 --reason 复查发现仍未清运")
  @OptionGroup var options: ActOptions
  @OptionGroup var why: ReasonOption
  @Option(help: ArgumentHelp("Another limit for this round.", valueName: "LIMIT")) var limit: String?
  func run() throws { try options.perform(.reopen, ["note": why.field, "limit": text(limit)]) }
}
