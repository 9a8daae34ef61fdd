import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// What the office designated, and what waits for it, as JSON.
package enum DesignationJSON {
  /// - Parameters:
  ///   - assignment: of the book in force; `nil` for a ledger without one, where nothing is said of how they stand to
  ///     each other.
  ///   - day: today.
  package static func value(
    _ gaps: [GapRecord], _ designations: [DesignationRecord], in assignment: Assignment?, on day: CivilDate
  ) -> JSONValue {
    let standings = assignment.map { DesignationStanding.all(designations, in: $0, on: day) }
    return [
      "wanted": .array(gaps.map { gap($0) }),
      "designations": .array(standings?.map { value($0) } ?? designations.map { value($0) }),
    ]
  }

  /// A designation with how it stands: `in-force`, `outranked` where later ones speak in all its roles, `silent` where
  /// nobody whom it names is there today, `idle` where nothing is ever asked that it could answer, or `ended`.
  private static func value(_ standing: DesignationStanding) -> JSONValue {
    var fields = value(standing.record).object ?? [:]
    fields["standing"] =
      standing.ended != nil
      ? "ended"
      : standing.isIdle
        ? "idle" : !standing.isSilent ? "in-force" : standing.silent.isEmpty ? "silent" : "outranked"
    fields["idle"] = standing.idleness.map { value($0) } ?? .null
    fields["absent"] = .array(standing.absent.map { .string($0.rawValue) })
    fields["outranked"] = .array(
      standing.outranked.map { one in
        [
          "role": .string(one.role.rawValue), "by": .string(one.by), "since": .string(one.since.description),
          "until": one.until.map { .string($0.description) } ?? .null,
          "within": .array(one.within.map { .string($0) }),
        ]
      })
    fields["outranks"] = .array(standing.outranks.map { .string($0) })
    return .object(fields)
  }

  /// Why nothing is asked: `unknown` with what the book has not, `standard-not-asked`, or `not-a-subject` with which.
  private static func value(_ idleness: DesignationIdleness) -> JSONValue {
    switch idleness {
    case .unknown(let missing):
      ["why": "unknown", "what": .string(missing.what), "name": .string(missing.name)]
    case .standardNotAsked: ["why": "standard-not-asked"]
    case .subjects(let idle): ["why": "not-a-subject", "subjects": .array(idle.map { .string($0) })]
    }
  }

  private static func gap(_ gap: GapRecord) -> JSONValue {
    [
      "id": .string(gap.id), "role": .string(gap.role), "topic": .string(gap.topic), "witness": .string(gap.witness),
      "pairs": .int(Int64(gap.pairs)), "from": .string(gap.from.description), "until": .string(gap.until.description),
      "reason": .string(gap.reason),
    ]
  }

  package static func value(_ record: DesignationRecord) -> JSONValue {
    [
      "id": .string(record.id), "author": .string(record.author), "date": .string(record.date.description),
      "reason": .string(record.reason), "duty": .string(record.duty), "standard": .string(record.standard),
      "subjects": .array(record.subjects.map { .string($0) }), "roles": .object(record.roles.mapValues { .string($0) }),
      "until": record.until.map { .string($0.description) } ?? .null,
    ]
  }
}
