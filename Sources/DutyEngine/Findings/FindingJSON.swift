import DutyCalendar
import DutyLedger
import DutyPorts

/// Findings as the control socket and `--format json` give them.
package enum FindingJSON {
  package static func value(_ card: FindingCard, in zone: Zone) -> JSONValue {
    let finding = card.finding
    var fields: [String: JSONValue] = [
      "id": .string(finding.id), "source": .string(finding.source), "weight-milli": .int(Int64(finding.weightMilli)),
      "standard": .string(finding.standard), "place": .string(finding.place), "text": .string(finding.text),
      "place-text": .string(finding.placeText), "reporter": .string(finding.reporter),
      "contact": .string(finding.contact), "by": .string(finding.by),
      "found-at": .string(zone.rfc3339(finding.foundAt)), "taken-at": .string(zone.rfc3339(card.at)),
      "outcome": .string(finding.outcome.rawValue), "standing": .string(card.standing.rawValue),
      "milli-points": .int(Int64(finding.milliPoints)),
      // Of a joined one, the task by which it goes on.
      "task": .string(card.isJoined ? card.main.task : finding.task),
      "due": card.due.map { .string(zone.rfc3339($0)) } ?? .null,
      "joined-to": .string(card.isJoined ? card.main.id : ""), "relapse-of": .string(finding.relapseOf),
      "check": .string(finding.check), "list": .string(finding.list), "row": .int(Int64(finding.row)),
      "tasks": .array(card.rows.map { row($0, zone) }),
      "own-tasks": .array(card.ownRows.map { row($0, zone) }),
    ]
    if let roles = finding.roles { fields["answers-for-it"] = self.roles(roles) }
    if let parties = card.relapseParties {
      fields["relapse-counts-against"] = [
        "unit": .string(parties.unit), "holder": .string(parties.holder), "verifier": .string(parties.verifier),
      ]
    }
    return .object(fields)
  }

  /// A finding with what its reporter was told, what was joined to it, and its second looks.
  package static func whole(
    _ card: FindingCard, answers: [Recorded<FindingAnswered>], joined: [Finding], looks: [TaskRow], in zone: Zone
  ) -> JSONValue {
    var fields = value(card, in: zone).object ?? [:]
    fields["answers"] = .array(
      answers.map {
        ["at": .string(zone.rfc3339($0.at)), "stage": .string($0.record.stage), "text": .string($0.record.text)]
      })
    fields["joined"] = .array(joined.map { .string($0.id) })
    fields["second-looks"] = .array(looks.map { .string($0.number) })
    return .object(fields)
  }

  private static func row(_ row: TaskRow, _ zone: Zone) -> JSONValue {
    [
      "number": .string(row.number), "stage": .int(Int64(row.record.key.n)), "state": .string(row.state.rawValue),
      "due": .string(zone.rfc3339(row.record.due)), "limit": .string(row.record.limit), "round": .int(Int64(row.round)),
      "closure": row.closure.map { .string($0.rawValue) } ?? .null, "roles": roles(row.record.roles),
    ]
  }

  private static func roles(_ roles: TaskRoles) -> JSONValue {
    [
      "lead": .string(roles.lead), "leader": .string(roles.leader), "holder": .string(roles.holder),
      "verifier": .string(roles.verifier), "support": .array(roles.support.map { .string($0) }),
    ]
  }
}
