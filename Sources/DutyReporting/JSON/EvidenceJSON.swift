import DutyCalendar
import DutyLedger
import DutyPorts

/// Evidence as JSON.
package enum EvidenceJSON {
  package static func value(_ stored: Recorded<Evidence>, in zone: Zone) -> JSONValue {
    [
      "id": .string(stored.record.id), "name": .string(stored.record.name), "shows": .string(stored.record.shows),
      "type": .string(stored.record.type), "size": .int(Int64(stored.record.size)), "task": .string(stored.record.task),
      "by": .string(stored.record.by), "at": .string(zone.rfc3339(stored.at)),
    ]
  }
}
