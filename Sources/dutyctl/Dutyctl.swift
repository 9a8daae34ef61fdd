import ArgumentParser

/// Checks, previews, explains and operates a district's duties.
@main
struct Dutyctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dutyctl",
    abstract: "Check, preview, explain and operate the duties of a district.",
    discussion: """
      Some commands work offline on a rule directory, some ask the running daemon, some read its ledger. People and units
      are named by identifier (p-0112) or by name where only one has it: --by 王芳,
      --lead 云河区环境卫生事务中心.

      Example: dutyctl check rules/
               dutyctl status
               dutyctl queue --unit u-huanwei

      Exit status: 0 fine, 1 errors, ties, gaps or a refusal, 2 usage, 3 no daemon.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Rules",
        subcommands: [
          Check.self, RuleTestCommand.self, Explain.self, Plan.self, Diff.self, Simulate.self, RegisterCommand.self,
          Schema.self,
        ]),
      CommandGroup(name: "Time", subcommands: [CalendarCommand.self, DeadlineCommand.self]),
      CommandGroup(
        name: "Running daemon",
        subcommands: [Status.self, Reload.self, Designate.self, DesignationCommand.self, Backfill.self]),
      CommandGroup(
        name: "Doors",
        subcommands: [
          TokenCommand.self, LoginLink.self, FeedCommand.self, AccessCommand.self, ApprovalCommand.self,
        ]),
      CommandGroup(
        name: "Work",
        subcommands: [
          QueueCommand.self, TaskCommand.self, EvidenceCommand.self, FeedbackCommand.self, CascadeCommand.self,
          SummonCommand.self, ContactCommand.self, FindingCommand.self, MockCommand.self, LedgerCommand.self,
        ]),
      CommandGroup(
        name: "Oversight",
        subcommands: [
          NoticeCommand.self, DeliveryCommand.self, AppealCommand.self, FlagCommand.self, Rank.self, ScoreCommand.self, ReportCommand.self,
          RosterCommand.self, CampaignCommand.self,
        ]),
    ])

  private static func helpHint(_ command: any ParsableCommand.Type) -> String {
    "Usage: " + usageString(for: command) + "\n  See the command's --help for more information."
  }

  /// Usage errors exit with 2, as for `grep` and `diff`; everything else keeps its own status.
  static func main() {
    var asked: any ParsableCommand.Type = Self.self
    do {
      var command = try parseAsRoot()
      asked = type(of: command)
      try command.run()
    } catch let exit as ExitCode {
      Self.exit(withError: exit)
    } catch {
      let status = exitCode(for: error)
      guard status == .validationFailure else { Self.exit(withError: error) }
      // What is wrong with a value is said beside the usage of the command that was given it.
      Output.error(asked == Self.self ? fullMessage(for: error) : "Error: \(error)\n" + helpHint(asked))
      Self.exit(withError: ExitCode(2))
    }
  }
}
