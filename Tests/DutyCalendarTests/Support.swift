import DutyCalendar
import Foundation
import Testing

/// A small generator of pseudo-random numbers, so that a property test draws the same cases every time.
struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  mutating func pick<Element>(_ values: [Element]) -> Element { values[number(0...values.count - 1)] }
}

/// A zone of the machine, which the module itself never reads.
func zone(_ name: String) throws -> Zone {
  if name == "UTC" { return .utc }
  let bytes = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/" + name))
  return try Zone(name: name, tzif: [UInt8](bytes))
}

func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text), "not a date: \(text)") }

/// A moment as `--at` reads it, in UTC unless said otherwise.
func moment(_ text: String, in zone: Zone = .utc) throws -> Instant {
  try #require(parseInstant(text, in: zone), "not a moment: \(text)")
}

/// `2026-11-23 08:00:00`, in UTC.
func utcText(_ instant: Instant) -> String {
  String(instant.utc.dropLast()).replacingOccurrences(of: "T", with: " ")
}

/// The days around three holidays of 2026, as the official calendar has them, and nothing of 2027.
let holidays: WorkCalendar = {
  let rows: [(String, Bool, String)] = [
    ("2026-01-01", false, "元旦"), ("2026-01-02", false, "元旦"), ("2026-01-03", false, "元旦"),
    ("2026-01-04", true, "元旦"),
    ("2026-02-14", true, "春节"), ("2026-02-15", false, "春节"), ("2026-02-16", false, "春节"),
    ("2026-02-17", false, "春节"), ("2026-02-18", false, "春节"), ("2026-02-19", false, "春节"),
    ("2026-02-20", false, "春节"), ("2026-02-21", false, "春节"), ("2026-02-22", false, "春节"),
    ("2026-02-23", false, "春节"), ("2026-02-28", true, "春节"),
    ("2026-09-20", true, "国庆节"), ("2026-10-01", false, "国庆节"), ("2026-10-02", false, "国庆节"),
    ("2026-10-03", false, "国庆节"), ("2026-10-04", false, "国庆节"), ("2026-10-05", false, "国庆节"),
    ("2026-10-06", false, "国庆节"), ("2026-10-07", false, "国庆节"), ("2026-10-10", true, "国庆节"),
  ]
  return WorkCalendar(
    days: rows.enumerated().compactMap { index, row in
      CivilDate(row.0).map {
        OfficialDay(date: $0, isWorkday: row.1, name: row.2, row: "calendar/2026.csv:\(index + 2)")
      }
    })
}()

/// The sample district's hours: a noon break, and summer from June to September.
func sampleHours() throws -> OfficeHours {
  try OfficeHours(seasons: [("08:30-12:00, 14:00-17:30", nil), ("08:30-12:00, 14:30-18:00", "6-9")])
}

func sampleContext() throws -> LimitContext {
  LimitContext(zone: try zone("Asia/Shanghai"), calendar: holidays, hours: try sampleHours())
}
