import ArgumentParser
import DutyLedger

struct TaskPart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "part", abstract: "Close a supporting unit's part of a task (配合单位办结).",
    discussion: "Example: dutyctl task part K7Q2M-9XD4P --by p-0211 --unit u-donghu --note 已配合围挡")
  @Argument(help: "The task's number.") var number: String
  @Option(help: ArgumentHelp("Who closes it.", valueName: "ID-OR-NAME")) var by: String
  @Option(help: ArgumentHelp("The supporting unit; theirs when not given.", valueName: "ID-OR-NAME")) var unit: String?
  @OptionGroup var remark: NoteOption
  @Option(help: ArgumentHelp("A file that shows it, by its kind.", valueName: "KIND=FILE")) var evidence: [String] = []
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let hashes = try evidence.map { try EvidenceFile($0).send(to: socket, task: number, by: by, isHeld: true, format) }
    let answer = try socket.ask(
      "task-part",
      [
        "number": .string(number), "by": .string(by), "unit": .string(unit ?? ""), "note": .string(remark.text ?? ""),
        "evidence": .array(hashes.map { .string($0) }),
      ], format: format)
    if format == .json { return Output.json(answer) }
    let open = answer["open"]?.array?.compactMap(\.string) ?? []
    Output.line(
      "part of \(answer["unit"]?.string ?? "") closed; "
        + (open.isEmpty ? "all parts are" : "still open: \(open.joined(separator: ", "))"))
  }
}

struct TaskSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a reported document off, before it is checked (负责人签字).",
    discussion: "Example: dutyctl task sign K7Q2M-9XD4P --by p-0101")
  @Argument(help: "The task's number.") var number: String
  @Option(help: ArgumentHelp("Who signs.", valueName: "ID-OR-NAME")) var by: String
  @OptionGroup var remark: NoteOption
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let answer = try socket.ask(
      "task-sign", ["number": .string(number), "by": .string(by), "note": .string(remark.text ?? "")], format: format)
    format == .json ? Output.json(answer) : Output.line("\(number) signed off by \(by)")
  }
}

struct TaskProgress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", abstract: "Say how far a quantity has come: the total so far (项目进度).",
    discussion: """
      A total that is corrected downwards needs a --note.

      Example: dutyctl task progress K7Q2M-9XD4P --by p-0112 --total 229
      """)
  @Argument(help: "The task's number.") var number: String
  @Option(help: ArgumentHelp("Who says so.", valueName: "ID-OR-NAME")) var by: String
  @Option(help: ArgumentHelp("The total so far.", valueName: "N")) var total: Int
  @OptionGroup var remark: NoteOption
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func run() throws {
    let answer = try socket.ask(
      "task-progress",
      ["number": .string(number), "by": .string(by), "total": .int(Int64(total)), "note": .string(remark.text ?? "")],
      format: format)
    if format == .json { return Output.json(answer) }
    func count(_ key: String) -> Int64 { answer[key]?.int ?? 0 }
    Output.line(
      "\(answer["quantity"]?.string ?? "") \(count("total")) of \(count("target")), \(count("expected")) expected by now"
        + (count("shortfall") > 0 ? ", \(count("shortfall")) short" : ", on pace"))
  }
}

struct TaskDisown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disown", abstract: "Say that a task is not yours; the second time, the office rules (提出异议).",
    discussion: """
      Example: dutyctl task disown K7Q2M-9XD4P --by p-0112 --reason 该路段已移交街道 --whose u-donghu
      """)
  @Argument(help: "The task's number.") var number: String
  @Option(help: ArgumentHelp("Its holder, or the head of the lead unit.", valueName: "ID-OR-NAME")) var by: String
  @OptionGroup var why: ReasonOption
  @Option(help: ArgumentHelp("Whose it is.", valueName: "ID-OR-NAME")) var whose: String?
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws { try why.require() }

  func run() throws {
    let answer = try socket.ask(
      "task-disown",
      [
        "number": .string(number), "by": .string(by), "reason": .string(why.text ?? ""), "whose": .string(whose ?? ""),
      ], format: format)
    if format == .json { return Output.json(answer) }
    if let ruling = answer["ruling"]?.string {
      Output.line("the second time: the office rules, task \(ruling), due \(answer["due"]?.string ?? "")")
    } else {
      Output.line("recorded, and for \(answer["told"]?.string ?? "the head of the lead unit") to settle")
    }
  }
}

struct TaskRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "Rule whose a disputed task is (裁定): it changes hands, and the ruling is reported.",
    discussion: """
      With --as-rule the ruling is printed as a rule and its test, for responsibility/02-rulings.yaml and tests/.

      Example: dutyctl task rule M3T8C-2PXWQ --lead u-donghu --holder p-0211 --by p-0005 --reason 移交协议已生效 --as-rule
      """)
  @Argument(help: "The ruling task's number.") var number: String
  @Option(help: ArgumentHelp("The unit that leads.", valueName: "ID-OR-NAME")) var lead: String?
  @Option(help: ArgumentHelp("Who holds it; by the unit's posts when not given.", valueName: "ID-OR-NAME"))
  var holder: String?
  @Option(help: ArgumentHelp("Who of the office ruled.", valueName: "ID-OR-NAME")) var by: String
  @OptionGroup var why: ReasonOption
  @Flag(help: "Print the ruling as a rule with its test.") var asRule = false
  @OptionGroup var socket: SocketOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws {
    try why.require()
    if lead == nil, holder == nil { throw ValidationError("whose is it? give --lead UNIT or --holder PERSON") }
  }

  func run() throws {
    let answer = try socket.ask(
      "task-rule",
      [
        "number": .string(number), "lead": .string(lead ?? ""), "holder": .string(holder ?? ""), "by": .string(by),
        "reason": .string(why.text ?? ""), "as-rule": .bool(asRule),
      ], format: format)
    if format == .json { return Output.json(answer) }
    let notes = answer["notes"]?.array?.compactMap(\.string) ?? []
    // Notes stand as comments, so that what is printed can go into a file as it is.
    for note in notes { Output.line((asRule ? "# " : "") + note) }
    guard asRule else { return }
    Output.line("# responsibility/02-rulings.yaml\n" + (answer["rule"]?.string ?? ""))
    Output.line("# tests/rulings.yaml\n" + (answer["test"]?.string ?? ""))
  }
}
