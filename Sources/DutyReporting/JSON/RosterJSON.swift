import DutyCalendar
import DutyLedger
import DutyRoster

/// Rosters and attendance as JSON.
package enum RosterJSON {
  package static func value(_ roster: Roster, in zone: Zone) -> JSONValue {
    [
      "campaign": .string(roster.campaign), "from": .string(roster.days.lowerBound.description),
      "until": .string(roster.days.upperBound.description), "digest": .string(roster.digest),
      "shifts": .array(roster.shifts.map { shift($0, zone) }),
      "gaps": .array(
        roster.gaps.map { gap in
          [
            "shift": shift(gap.shift, zone), "missing": .int(Int64(gap.missing)), "why": .string(gap.why),
            "with-less-rest": .array(gap.withLessRest.map { .string($0.person) }),
            "nearest": .array(gap.nearest.map { .string($0.person) }),
          ]
        }),
      "loads": .array(
        roster.loads.map { load in
          [
            "person": .string(load.person), "unit": .string(load.unit), "shifts": .int(Int64(load.shifts)),
            "minutes": .int(Int64(load.minutes)), "days-available": .int(Int64(load.daysAvailable)),
          ]
        }),
    ]
  }

  private static func shift(_ shift: Shift, _ zone: Zone) -> JSONValue {
    [
      "post": .string(shift.post), "place": .string(shift.place), "from": .string(zone.rfc3339(shift.from)),
      "to": .string(zone.rfc3339(shift.to)), "people": .array(shift.people.map { .string($0) }),
    ]
  }

  package static func attendance(_ row: Attendance, in zone: Zone) -> JSONValue {
    [
      "post": .string(row.shift.post), "place": .string(row.shift.place), "from": .string(zone.rfc3339(row.shift.from)),
      "to": .string(zone.rfc3339(row.shift.to)), "person": .string(row.person), "status": .string(row.status.rawValue),
      "arrived": row.arrived.map { .string(zone.rfc3339($0)) } ?? .null,
      "left": row.left.map { .string(zone.rfc3339($0)) } ?? .null,
      "late-minutes": .int(Int64(row.lateMinutes)), "early-minutes": .int(Int64(row.earlyMinutes)),
    ]
  }
}
