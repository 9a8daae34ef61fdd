import DutyCalendar
import DutyLedger

/// What the office designated, and what waits for it, as JSON.
package enum DesignationJSON {
  package static func value(_ gaps: [GapRecord], _ designations: [DesignationRecord]) -> JSONValue {
    ["wanted": .array(gaps.map { gap($0) }), "designations": .array(designations.map { value($0) })]
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
