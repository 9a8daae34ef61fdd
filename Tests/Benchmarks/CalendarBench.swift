import DutyCalendar
import DutyHost

/// Four expressions in three zones, 10,000 occurrences each, from 2026-01-01T00:00:00Z.
enum CalendarBench {
  static func run(rounds: Int) throws {
    let start = Instant(seconds: 1_767_225_600)
    let texts = ["Mon *-*-* 08:00", "*-*-01 09:00", "*-01,04,07,10-01 09:00", "Mon..Fri *-*-* 07:30"]
    let expressions = try texts.map { try CalendarExpression(parsing: $0) }
    let zones = ["UTC", "Asia/Shanghai", "America/New_York"].compactMap { ZoneFiles.load($0) }
    guard zones.count == 3 else { throw BenchError("the zones are not in \(ZoneFiles.directory)") }
    var sum: Int64 = 0
    let (_, cpu) = Measurement.time {
      for zone in zones {
        for expression in expressions {
          for _ in 0..<rounds { sum &+= round(expression, zone, start) }
        }
      }
    }
    Measurement(work: 120_000 * rounds, unit: "occurrences", cpu: cpu, check: UInt64(bitPattern: sum)).report()
  }

  /// 10,000 occurrences; begun again where the expression ends, in 2199.
  private static func round(_ expression: CalendarExpression, _ zone: Zone, _ start: Instant) -> Int64 {
    var sum: Int64 = 0
    var left = 10_000
    while left > 0 {
      for instant in expression.occurrences(after: start, in: zone) {
        sum &+= instant.seconds
        left -= 1
        if left == 0 { break }
      }
    }
    return sum
  }
}
