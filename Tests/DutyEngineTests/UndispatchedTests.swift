import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyTestKit
import Testing

/// A limit, and the deadline that it gives to what is dispatched only after its own was past.
struct LateDispatch: Sendable, CustomTestStringConvertible {
  var limit: String
  var every = "day"
  var stops: String
  var starts: String
  var due: String
  var testDescription: String { "\(limit), away from \(stops) to \(starts)" }
}

/// Nobody is blamed for what was never dispatched to them (design §3 When).
@Suite struct UndispatchedTests {
  /// The small district with walks that open at night, to go out in the morning, and a ladder that reminds and tells.
  private static func district(_ limit: String, every: String = "day") -> District {
    District.small
      .duty("walk", "of: { kind: lane }", "every: \(every)", "opens: \"00:30\"", "due: \(limit)")
      .ladder(
        "overdue", ["per: case", "stops: [closed, reported]"],
        rungs: "when: before 4 working-hours, do: reminder, to: holder", "when: overdue 0, do: notice, to: lead.liaison")
  }

  private static func walks(_ bench: Bench, _ period: String) throws -> [TaskRow] {
    try bench.tasks().filter { $0.record.key.duty == "walk" && $0.record.key.period == period }
  }

  /// The daemon stops after an opening and before its dispatch, and is back after the deadline.
  @Test(arguments: [
    LateDispatch(
      limit: "\"17:30\"", stops: "2026-11-24 01:00", starts: "2026-11-27 09:00", due: "2026-11-27 17:30"),
    LateDispatch(
      limit: "\"17:30\"", stops: "2026-11-24 01:00", starts: "2026-11-27 18:00", due: "2026-11-30 17:30"),
    LateDispatch(
      limit: "1 workday", stops: "2026-11-24 01:00", starts: "2026-11-26 09:00", due: "2026-11-27 17:30"),
    LateDispatch(
      limit: "4 working-hours", stops: "2026-11-24 01:00", starts: "2026-11-26 09:00", due: "2026-11-26 15:00"),
    LateDispatch(
      limit: "day 2", every: "month", stops: "2026-12-01 01:00", starts: "2026-12-03 09:00", due: "2027-01-04 17:30"),
  ])
  func aDeadlineThatWasPastCountsFromTheDispatch(_ c: LateDispatch) throws {
    let bench = try Bench(Self.district(c.limit, every: c.every), at: moment("2026-11-16 06:00"))
    try bench.run(until: moment(c.stops))
    let period = c.every == "month" ? "2026-12" : "2026-11-24"
    let before = try Self.walks(bench, period)
    #expect(!before.isEmpty && before.allSatisfy { $0.state == .generated && $0.record.due < moment(c.starts) })
    try bench.restart(at: moment(c.starts))
    let after = try Self.walks(bench, period)
    #expect(after.count == before.count)
    #expect(after.allSatisfy { $0.state == .dispatched && $0.dispatchedAt == moment(c.starts) })
    #expect(Set(after.map { wall($0.record.due) }) == [c.due])
    #expect(after.allSatisfy { $0.promised == $0.record.due }, "on time is measured by it")
    let receipt = try #require(try bench.store.receipt(id: after[0].record.deadline))
    #expect(receipt.body["notes"]?.array == [.string(DeadlineChange.Cause.dispatch.text)])
    #expect(receipt.body["from"]?.string.map { Instant(rfc3339: $0) } == moment(c.starts))
    let numbers = Set(after.map(\.number))
    #expect(try bench.rungs().allSatisfy { !numbers.contains($0.fired.task) }, "nothing has climbed")
    #expect(try bench.facts(Notice.self).allSatisfy { numbers.isDisjoint(with: $0.tasks) })
    let tallies = try bench.store.tallies(promisedFrom: before[0].record.due, before: moment(c.starts))
    #expect(tallies.filter { $0.duty == "walk" && $0.onTime < $0.due }.isEmpty, "and nothing is late")
  }

  /// From then on it climbs as any other, once.
  @Test func itClimbsAfterItsNewDeadline() throws {
    let bench = try Bench(Self.district("\"17:30\""), at: moment("2026-11-16 06:00"))
    try bench.run(until: moment("2026-11-24 01:00"))
    try bench.restart(at: moment("2026-11-27 09:00"))
    try bench.run(until: moment("2026-11-28 12:00"))
    for task in try Self.walks(bench, "2026-11-24") {
      let fired = try bench.rungs().filter { $0.fired.task == task.number }
      #expect(fired.map { "\($0.fired.rung) \(wall($0.fired.nominal))" } == ["1 2026-11-27 11:30", "2 2026-11-27 17:30:01"])
    }
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.flatMap(\.differences).isEmpty)
  }

  /// A reminder that lay before the dispatch is not sent, nor missed by the night's audit.
  @Test func nobodyIsRemindedOfWhatTheyDoNotKnow() throws {
    let district = Self.district("\"08:00\"").replacing("ladders/overdue.yaml", "4 working-hours", "4 urgent-hours")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 12:00"))
    let tasks = try Self.walks(bench, "2026-11-24")
    #expect(!tasks.isEmpty && tasks.allSatisfy { wall($0.record.due) == "2026-11-24 08:00" })
    for task in tasks {
      let fired = try bench.rungs().filter { $0.fired.task == task.number }.map(\.fired.rung)
      #expect(fired == [2], "dispatched after 04:00, when it would have been due")
    }
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.count >= 2 && audits.flatMap(\.differences).isEmpty)
  }

  /// A death around the dispatch leaves one deadline and one dispatch.
  @Test func aDeathInBetweenIsMadeUpFor() throws {
    for (died, n) in [(FaultyStore.Moment.before, 1), (.after, 1), (.before, 2), (.after, 2)] {
      let bench = try Bench(Self.district("\"17:30\""), at: moment("2026-11-23 06:00"))
      try bench.run(until: moment("2026-11-24 01:00"))
      bench.store.failAppend(n, died)
      _ = try? bench.restart(at: moment("2026-11-27 09:00"))
      bench.store.failAppend(nil)
      try bench.restart(at: moment("2026-11-27 09:05"))
      for task in try Self.walks(bench, "2026-11-24") {
        let history = try bench.store.history(task: task.number).map(\.kind)
        #expect(history.filter { $0 == .rederived }.count == 1 && history.filter { $0 == .dispatched }.count == 1)
        #expect(wall(task.record.due) == "2026-11-27 17:30")
      }
    }
  }
}
