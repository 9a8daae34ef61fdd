import DutyCalendar
import DutyEngine
import DutyRules
import Foundation

/// A zone from the system's tzdata; tests only, the daemon's own reader is the host's.
package func systemZone(_ name: String) -> Zone? {
  guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else { return nil }
  return try? Zone(name: name, tzif: Array(data))
}

package let testLoader = RuleLoader(zones: systemZone)
package let testGate = RuleGate(loader: testLoader)

package let shanghai = systemZone("Asia/Shanghai") ?? .utc

/// `2026-11-23 08:30` or `2026-11-23 08:30:01` on the wall of a zone.
package func moment(_ text: String, in zone: Zone = shanghai) -> Instant {
  let parts = text.split(separator: " ")
  let clock = parts.count > 1 ? parts[1].split(separator: ":").compactMap { Int32($0) } : []
  let seconds = zip(clock, [3600, 60, 1] as [Int32]).reduce(0) { $0 + $1.0 * $1.1 }
  return zone.instant(LocalTime(day(String(parts.first ?? "")), second: seconds))
}

/// A day that a test names.
package func day(_ text: String) -> CivilDate {
  guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date") }
  return date
}

/// The text of an instant on the wall: what tests compare.
package func wall(_ instant: Instant, in zone: Zone = shanghai) -> String {
  let local = zone.local(instant)
  func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
  let clock = "\(two(local.second / 3600)):\(two(local.second / 60 % 60))"
  return "\(local.date) \(clock)" + (local.second % 60 == 0 ? "" : ":\(two(local.second % 60))")
}
