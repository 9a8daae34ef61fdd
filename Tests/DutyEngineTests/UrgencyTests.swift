import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What is to be done within hours does not wait for the morning (立即就办), whatever the hour.
@Suite struct UrgencyTests {
  @Test(arguments: [
    ("2026-11-23 09:00", "2026-11-23 15:00", "due today"),
    ("2026-11-23 16:00", "2026-11-24 11:00", "due after the next dispatch"),
    ("2026-11-23 22:40", "2026-11-24 14:30", "at night: its hours begin in the morning"),
    ("2026-11-21 10:00", "2026-11-23 14:30", "on a Saturday"),
    ("2026-11-23 07:30", "2026-11-23 14:30", "at the instant of the day's dispatch"),
  ])
  func M34_aLimitInHoursIsDispatchedAtOnce(_ at: String, _ due: String, _ why: String) throws {
    let bench = try Bench.finding(at: at)
    let row = try bench.rectification(bench.add())
    #expect((row.record.limit, wall(row.record.due)) == ("4 working-hours", due), "\(why)")
    #expect(row.state == .dispatched, "\(why)")
    let last = try #require(try bench.dispatches().last)
    #expect(last.at == bench.now && last.record.outcome == .immediate && last.record.tasks == [row.number], "\(why)")
    let patient = try bench.rectification(bench.add(place: "road-hp"))
    #expect(patient.state == .generated, "a workday's limit waits: \(why)")
  }

  /// Whatever opens it: a failed second look of the day begins its hours with the day.
  @Test func M36_aSecondLookWithinHoursGoesOutWithItsDay() throws {
    let district = District.finding.replacing(
      "dutyd.yaml", "near: 150 m", "near: 150 m\n  re-inspect: 5 days\n  re-inspect-within: 8 working-hours")
    let bench = try Bench.finding(district)
    try bench.close(try bench.rectification(bench.add()))
    try bench.run(until: moment("2026-11-30 00:00"))
    let look = try #require(try bench.tasks().first { $0.record.key.work == .reinspection })
    #expect(wall(look.record.opens) == "2026-11-30 00:00" && look.state == .dispatched)
  }

  @Test func M34_classificationWithinHoursGoesOutAtOnce() throws {
    let bench = try Bench.finding(
      .finding.replacing("dutyd.yaml", "near: 150 m", "near: 150 m\n  classify-within: 4 working-hours"),
      at: "2026-11-23 17:00")
    let told = bench.add(standard: "", ["unclassified": true])
    let number = try bench.card(told).finding.task
    #expect(try bench.store.task(number: number)?.state == .dispatched)
  }

  /// The daemon dies between opening and dispatch, and starts again: then, or in the middle of the night.
  @Test(arguments: [
    ("2026-11-23 17:00", "at the same instant"), ("2026-11-23 17:05", "minutes later"),
    ("2026-11-24 02:00", "before the morning"),
  ])
  func aDeathBeforeItsDispatchIsMadeUpForAtTheStart(_ again: String, _ why: String) throws {
    for died in [FaultyStore.Moment.before, .after] {
      let bench = try Bench.finding(at: "2026-11-23 17:00")
      // The first append takes the finding in, the second is its dispatch.
      bench.store.failAppend(2, died)
      #expect(bench.add().status == 503, "\(why)")
      bench.store.failAppend(nil)
      let waiting = try #require(try bench.tasks().first { $0.record.key.work == .rectification })
      #expect(waiting.state == (died == .before ? .generated : .dispatched), "\(why)")
      try bench.restart(at: moment(again))
      #expect(try bench.store.task(number: waiting.number)?.state == .dispatched, "\(why)")
      #expect(try bench.dispatches().filter { $0.record.tasks.contains(waiting.number) }.count == 1, "once: \(why)")
    }
  }

  /// One that fails and does not die finds it again as well.
  @Test func aFailedDispatchIsTriedAgain() throws {
    let bench = try Bench.finding(at: "2026-11-23 17:00")
    bench.store.failAppend(2)
    #expect(bench.add().status == 503)
    bench.store.failAppend(nil)
    try bench.engine.tick(at: moment("2026-11-23 17:01"))
    #expect(try bench.tasks().filter { $0.record.key.work == .rectification }.map(\.state) == [.dispatched])
  }

  /// What a duty's cadence opens is laid out for the morning, however short its limit.
  @Test func whatACadenceOpensWaitsForItsMorning() throws {
    let district = District.small.duty(
      "lane-walk", "of: { kind: lane }", "every: day", "opens: \"00:30\"", "due: 8 working-hours")
    let bench = try Bench(district, at: moment("2026-11-23 00:00"))
    try bench.run(until: moment("2026-11-24 01:00"))
    let opened = try bench.tasks().filter { wall($0.record.opens) == "2026-11-24 00:30" }
    #expect(!opened.isEmpty && opened.allSatisfy { $0.state == .generated })
  }
}
