import ArgumentParser
import DutyLedger

/// Why, and who allowed it.
struct ApprovalOptions: ParsableArguments {
  @OptionGroup var why: ReasonOption
  @Option(help: ArgumentHelp("Who approved it.", valueName: "ID-OR-NAME")) var approvedBy: String?

  var fields: [String: JSONValue?] {
    ["note": why.field, "approved-by": approvedBy.map { .string($0) }]
  }
}

struct TaskExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Give a task more time (延期).",
    discussion: """
      Example: dutyctl task extend K7Q2M-9XD4P --by p-0112 --until 2026-11-27 --reason 需断水施工 --approved-by p-0003
               dutyctl task extend K7Q2M-9XD4P --by p-0112 --for "2 workdays" --reason 需断水施工 --approved-by p-0003
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var approval: ApprovalOptions
  @Option(help: ArgumentHelp("Until the close of this day, or this moment.", valueName: "WHEN")) var until: String?
  @Option(name: .customLong("for"), help: ArgumentHelp("So much after the present deadline.", valueName: "LIMIT"))
  var length: String?
  func run() throws {
    try options.perform(
      .extend,
      approval.fields.merging(
        ["until": until.map { .string($0) }, "limit": length.map { .string($0) }]) { $1 })
  }
}

struct TaskTransfer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer", abstract: "Give a task to another holder, or to another lead unit (转办).",
    discussion: """
      The rules no longer move it; `reissue` gives it back to them.

      Example: dutyctl task transfer K7Q2M-9XD4P --by p-0110 --to p-0113 --reason 岗位调整 --approved-by p-0003
               dutyctl task transfer K7Q2M-9XD4P --by p-0110 --to-unit u-jiaotong --reason 属道路设施 --approved-by p-0003
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var approval: ApprovalOptions
  @Option(help: ArgumentHelp("The new holder.", valueName: "ID-OR-NAME")) var to: String?
  @Option(help: ArgumentHelp("The new lead unit.", valueName: "ID-OR-NAME")) var toUnit: String?
  func run() throws {
    try options.perform(
      .transfer,
      approval.fields.merging(["holder": to.map { .string($0) }, "lead": toUnit.map { .string($0) }]) { $1 })
  }
}

struct TaskSuspend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend", abstract: "Suspend a task: its clock stands still (中止计时).",
    discussion: "Example: dutyctl task suspend K7Q2M-9XD4P --by p-0112 --reason 等待产权确认 --approved-by p-0003")
  @OptionGroup var options: ActOptions
  @OptionGroup var approval: ApprovalOptions
  func run() throws { try options.perform(.suspend, approval.fields) }
}

struct TaskResume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Resume a suspended task; the working time it stood still is given back (恢复计时).",
    discussion: "Example: dutyctl task resume K7Q2M-9XD4P --by p-0112")
  @OptionGroup var options: ActOptions
  @OptionGroup var remark: NoteOption
  func run() throws { try options.perform(.resume, ["note": remark.field]) }
}

struct TaskVoid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "Void a task: it is owed no longer (作废).",
    discussion: "Example: dutyctl task void K7Q2M-9XD4P --by p-0003 --reason 点位已拆除")
  @OptionGroup var options: ActOptions
  @OptionGroup var approval: ApprovalOptions
  func run() throws { try options.perform(.void, approval.fields) }
}

struct TaskReissue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reissue", abstract: "Decide holder, limit and ladder of a task again, under the rules in force (重新派单).",
    discussion: """
      A rule edit moves open tasks to new holders, but never changes a limit or a ladder; this does.

      Example: dutyctl task reissue K7Q2M-9XD4P --by p-0110 --reason 时限已修订 --approved-by p-0003
      """)
  @OptionGroup var options: ActOptions
  @OptionGroup var approval: ApprovalOptions
  func run() throws { try options.perform(.reissue, approval.fields) }
}
