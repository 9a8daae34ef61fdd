import DutyCalendar
import DutyLedger
import DutyPorts

/// Appeals and flags as JSON.
package enum AppealJSON {
  package static func value(_ stored: Recorded<Appeal>, _ decision: AppealDecision?, in zone: Zone) -> JSONValue {
    [
      "id": .string(stored.record.id), "against": .string(stored.record.against), "by": .string(stored.record.by),
      "at": .string(zone.rfc3339(stored.at)), "reason": .string(stored.record.reason),
      "outcome": .string(decision.map { $0.isUpheld ? "upheld" : "dismissed" } ?? "open"),
      "changes": .array((decision?.changes ?? []).map { .string($0) }),
    ]
  }

  /// - Parameter name: what the book calls the flag; without one, the flag's own word.
  package static func flag(_ flag: EligibilityFlag, name: String?, state: String) -> JSONValue {
    [
      "id": .string(flag.id), "unit": .string(flag.unit), "flag": .string(flag.flag),
      "name": .string(name ?? flag.flag),
      "from": .string(flag.from.description), "until": flag.until.map { .string($0.description) } ?? .null,
      "notice": .string(flag.notice), "reason": .string(flag.reason), "state": .string(state),
    ]
  }
}

extension EligibilityFlag {
  /// `in force`, `to come`, `over`, or when it was lifted and by whom.
  package func standing(on day: CivilDate, lifted: FlagLifted?) -> String {
    if let lifted, lifted.date <= day { return "lifted \(lifted.date) by \(lifted.by)" }
    if from > day { return "to come" }
    return until.map { $0 < day ? "over" : "in force" } ?? "in force"
  }
}
