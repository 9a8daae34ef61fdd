import DutyBook
import DutyLedger
import DutyReporting

/// Designations on the terminal, the same from a ledger and over HTTP.
enum DesignationText {
  /// What waits for the office, and what it has designated.
  static func list(_ answer: JSONValue, _ format: OutputFormat) {
    if format == .json { return Output.json(answer) }
    let wanted = answer["wanted"]?.array ?? []
    Output.line("\(wanted.count) classes wait for a designation")
    Output.table(
      wanted.map { gap in
        func text(_ key: String) -> String { RemoteTable.cell(gap[key]) }
        return [
          text("id"), text("role"), text("topic"), "e.g. \(text("witness"))", "\(text("pairs")) pairs",
          "\(text("from"))..\(text("until"))", text("reason"),
        ]
      }, indent: "  ")
    let made = answer["designations"]?.array ?? []
    Output.line("\(made.count { $0["standing"]?.string != "ended" }) designations in force")
    Output.table(made.map { row($0) }, indent: "  ")
  }

  static func row(_ designation: JSONValue) -> [String] {
    func text(_ key: String) -> String { RemoteTable.cell(designation[key]) }
    return [
      text("id"), "\(text("date"))..\(text("until"))", text("author"), summary(designation), standing(designation),
      text("reason"),
    ]
  }

  /// Which of several speaks, and what decides nothing: `outranked: holder by Z-2 since 2026-11-23`; empty where nothing
  /// is to be told.
  static func standing(_ designation: JSONValue) -> String {
    if designation["standing"]?.string == "ended" { return "over" }
    let idle = idleness(designation)
    if designation["standing"]?.string == "idle" { return "decides nothing: " + idle }
    let outranked = (designation["outranked"]?.array ?? []).map { one in
      func text(_ key: String) -> String { RemoteTable.cell(one[key]) }
      return "\(text("role")) by \(text("by")) since \(text("since"))"
        + (text("until").isEmpty ? "" : " until \(text("until"))")
        + (text("within").isEmpty ? "" : " (of \(text("within")))")
    }
    let outranks = RemoteTable.cell(designation["outranks"])
    var parts: [String] = idle.isEmpty ? [] : ["decides nothing of some: " + idle]
    if !outranked.isEmpty {
      let isSilent = designation["standing"]?.string == "outranked"
      parts.append((isSilent ? "outranked: " : "outranked in part: ") + outranked.joined(separator: ", "))
    }
    let absent = (designation["absent"]?.array ?? []).compactMap(\.string).map { role in
      "\(role) \(designation["roles"]?[role]?.string ?? "") is not there"
    }
    if !absent.isEmpty { parts.append("silent: " + absent.joined(separator: ", ")) }
    if !outranks.isEmpty { parts.append("speaks in place of \(outranks)") }
    return parts.joined(separator: "; ")
  }

  /// Why nothing is asked that it could answer; empty where something is, of all that it names.
  private static func idleness(_ designation: JSONValue) -> String {
    guard let idle = designation["idle"]?.object else { return "" }
    func text(_ key: String) -> String { RemoteTable.cell(idle[key]) }
    let about = [designation["duty"], designation["standard"]].compactMap { $0?.string }.filter { !$0.isEmpty }
    switch text("why") {
    case "unknown": return "the \(text("what")) \(text("name")) is not in the rule book"
    case "standard-not-asked": return "\(about.first ?? "") has no task for \(about.last ?? "") alone"
    default: return "\(text("subjects")) " + (about.isEmpty ? "is no place" : "is not what \(about.joined(separator: " ")) is of")
    }
  }

  static func summary(_ record: DesignationRecord) -> String { summary(DesignationJSON.value(record)) }

  /// `road-patrol road-hubin: holder p-0371`.
  static func summary(_ designation: JSONValue) -> String {
    func text(_ key: String) -> String { RemoteTable.cell(designation[key]) }
    let about = [text("duty"), text("standard"), text("subjects")].filter { !$0.isEmpty }.joined(separator: " ")
    let roles = Role.allCases.compactMap { role in
      designation["roles"]?[role.rawValue]?.string.map { "\(role.rawValue) \($0)" }
    }
    return "\(about): \(roles.joined(separator: ", "))"
  }
}
