import ArgumentParser
import DutyLedger

/// What there is to say of an act, `--note`; whoever is used to `--reason` may write that.
struct NoteOption: ParsableArguments {
  @Option(help: ArgumentHelp("A remark: what was done, or how it came.", valueName: "TEXT")) var note: String?
  @Option(help: ArgumentHelp("The same as --note.", valueName: "TEXT", visibility: .hidden)) var reason: String?

  func validate() throws { try refuseBoth(note, reason) }

  var text: String? { note ?? reason }
  var field: JSONValue? { text.map { .string($0) } }
}

/// Why, `--reason`; whoever is used to `--note` may write that.
struct ReasonOption: ParsableArguments {
  @Option(help: ArgumentHelp("Why.", valueName: "TEXT")) var reason: String?
  @Option(help: ArgumentHelp("The same as --reason.", valueName: "TEXT", visibility: .hidden)) var note: String?

  func validate() throws { try refuseBoth(note, reason) }

  var text: String? { reason ?? note }
  var field: JSONValue? { text.map { .string($0) } }

  /// For an act that is never without one.
  ///
  /// - Errors: a usage error where it was not given.
  func require() throws {
    guard text == nil else { return }
    throw ValidationError("why is not said: give --reason TEXT")
  }
}

private func refuseBoth(_ note: String?, _ reason: String?) throws {
  guard note != nil, reason != nil else { return }
  throw ValidationError("--note and --reason say the same thing here: give one of them")
}
