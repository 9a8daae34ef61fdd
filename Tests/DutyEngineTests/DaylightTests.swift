import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

private let newYork = systemZone("America/New_York") ?? .utc
private let district = District.small.replacing("dutyd.yaml", "Asia/Shanghai", "America/New_York")
  .replacing("duties/road-patrol.yaml", "every: workday", "every: day")
  .replacing("dispatch/daily.yaml", "on: workday", "on: day")

@Suite struct DaylightTests {
  @Test(arguments: [("2026-03-06", "2026-03-11", "spring"), ("2026-10-30", "2026-11-04", "autumn")])
  func aDayOfAnotherLengthHasOneOfEverything(_ from: String, _ to: String, _ why: String) throws {
    let bench = try Bench(district, at: moment(from + " 06:00", in: newYork))
    try bench.run(until: moment(to + " 06:00", in: newYork))
    let openings = try bench.entries().map { wall($0.opens, in: newYork) }
    #expect(openings.count == 5, "\(why)")
    #expect(openings.allSatisfy { $0.hasSuffix("08:00") })
    let daily = try bench.dispatches().filter { $0.record.outcome == .daily }.map { wall($0.at, in: newYork) }
    #expect(daily.count == 5)
    #expect(daily.allSatisfy { $0.hasSuffix("07:30") })
    let nights = try bench.events().compactMap { if case .audited = $0.event { wall($0.at, in: newYork) } else { nil } }
    #expect(nights.count == 6)
    #expect(nights.dropFirst().allSatisfy { $0.hasSuffix("00:00") })
    let audits = try bench.events().compactMap {
      if case .audited(let audit) = $0.event { audit.differences } else { nil }
    }
    #expect(audits.allSatisfy { $0.isEmpty })
  }

  /// 02:30 does not exist on 8 March 2026 and exists twice on 1 November 2026.
  @Test(arguments: ["2026-03-08", "2026-11-01"])
  func anOpeningInTheHourThatIsMissingOrTwiceOpensOnce(_ on: String) throws {
    let early = district.replacing("duties/road-patrol.yaml", "08:00", "02:30")
    let bench = try Bench(early, at: moment(on, in: newYork))
    try bench.run(until: moment(on + " 12:00", in: newYork))
    #expect(try bench.entries().map(\.period) == [on])
    try bench.restart(at: bench.now)
    #expect(try bench.entries().count == 1)
  }
}
