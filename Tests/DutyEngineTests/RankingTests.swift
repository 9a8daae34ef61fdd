import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// League tables are published as their period ends (M27, M50), once.
@Suite struct RankingTests {
  static let district = District.small
    .putting(
      "scoring/month.yaml",
      """
      score: month
      class: bureaus
      of: { kind: bureau }
      every: month
      parts: [ { part: done, weight: 100, value: on-time-rate } ]

      """
    )
    .putting(
      "scoring/quarter.yaml",
      """
      score: quarter
      class: bureaus
      of: { kind: bureau }
      every: quarter
      parts: [ { part: months, weight: 100, from: month } ]

      """)

  static func tables(_ bench: Bench) throws -> [(at: Instant, record: RankingPublished)] {
    try bench.store.base.records(RankingPublished.self).map { ($0.at, $0.record) }
  }

  /// Reports every task that is open and held by a person.
  static func report(_ bench: Bench, heldBy person: String) throws {
    var filter = TaskFilter.open
    filter.holder = person
    let rows = try bench.store.tasks(filter).filter { $0.state == .dispatched }
    let events = rows.map { Event.acted(TaskActed(task: $0.number, action: .report, by: person)) }
    if !events.isEmpty { try bench.store.append(events, at: bench.now, recordedAt: bench.now) }
  }

  @Test("M50 a month is ranked at its last midnight, the quarter behind it") func publishesWhenAPeriodEnds() throws {
    let bench = try Bench(Self.district, at: moment("2026-12-28 06:00"))
    try bench.run(until: moment("2026-12-29 12:00"))
    try Self.report(bench, heldBy: "p-hw3")
    try bench.run(until: moment("2026-12-31 23:59"))
    #expect(try Self.tables(bench).isEmpty, "not before the period is over")
    try bench.run(until: moment("2027-01-02 00:00"))
    let tables = try Self.tables(bench)
    #expect(tables.map(\.record.id) == ["month/2026-12/bureaus", "quarter/2026-Q4/bureaus"])
    #expect(tables.map { wall($0.at) } == ["2027-01-01 00:00", "2027-01-01 00:00"])
    #expect(tables[0].record.units == ["u-hw", "u-jt"])
    #expect(tables[0].record.milliScores == [25_000, 0], "one of four patrols was reported in time")
    #expect(tables[1].record.milliScores == [25_000, 0])
    #expect(tables[0].record.ranks == [1, 2])
  }

  @Test("M50 a daemon that was down publishes once, when it is back") func publishesLate() throws {
    let bench = try Bench(Self.district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-27 12:00"))
    try bench.restart(at: moment("2026-12-03 10:00"))
    try bench.restart(at: moment("2026-12-03 11:00"))
    try bench.run(until: moment("2026-12-05 00:00"))
    #expect(try Self.tables(bench).map(\.record.id) == ["month/2026-11/bureaus"])
  }

  @Test("M50 a month in which nobody owed anything has no table") func publishesNothing() throws {
    let idle = Self.district.replacing("duties/road-patrol.yaml", "every: workday", "every: year, on 06-01")
    let bench = try Bench(idle, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-12-02 00:00"))
    #expect(try Self.tables(bench).isEmpty)
  }
}
