import DutyCalendar
import DutyLedger

/// Talks with outside authorities as JSON (M55).
package enum ContactJSON {
  package static func value(_ contact: Contact) -> JSONValue {
    [
      "authority": .string(contact.authority), "date": .string(contact.date.description), "by": .string(contact.by),
      "text": .string(contact.text), "anomaly": .bool(contact.isAnomaly), "upward": .string(contact.upward),
    ]
  }
}
