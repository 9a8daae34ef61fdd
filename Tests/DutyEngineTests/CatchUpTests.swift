import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// A policy of catching up, and what becomes of the periods of four days without a daemon.
struct CatchUpCase: Sendable, CustomTestStringConvertible {
  var policy: String
  var up: String
  var outcomes: [EntryOutcome]
  var why: String
  var testDescription: String { "\(policy) at \(up): \(why)" }
}

@Suite struct CatchUpTests {
  /// The daemon stops on Monday after its period opened and comes back on the day given.
  @Test(arguments: [
    CatchUpCase(
      policy: "all", up: "2026-11-27 09:00", outcomes: [.generated, .generated, .generated, .generated, .generated],
      why: "every period is generated"),
    CatchUpCase(
      policy: "latest", up: "2026-11-27 09:00", outcomes: [.generated, .missed, .missed, .missed, .generated],
      why: "only the newest is"),
    CatchUpCase(
      policy: "none", up: "2026-11-27 18:00", outcomes: [.generated, .missed, .missed, .missed, .missed],
      why: "none is, once its deadline is past"),
    CatchUpCase(
      policy: "none", up: "2026-11-27 08:00", outcomes: [.generated, .missed, .missed, .missed, .generated],
      why: "the last one opens just now and is not missed at all"),
  ])
  func follows(_ c: CatchUpCase) throws {
    let district = District.small.adding("duties/road-patrol.yaml", "    catch-up: \(c.policy)")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    try bench.restart(at: moment(c.up))
    #expect(try bench.entries().map(\.outcome) == c.outcomes, "\(c.why)")
    #expect(try bench.entries().filter { $0.outcome == .missed }.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func aLateTaskTakesItsDeadlineFromNowWhenItsOwnIsPast() throws {
    let district = District.small.adding("duties/road-patrol.yaml", "    catch-up: all")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    try bench.restart(at: moment("2026-11-25 09:00"))
    let tuesday = try bench.tasks().filter { $0.record.key.period == "2026-11-24" }
    #expect(tuesday.map { wall($0.record.due) } == ["2026-11-25 17:30", "2026-11-25 17:30"])
    #expect(tuesday.allSatisfy { $0.record.isCaughtUp })
    #expect(tuesday.allSatisfy { wall($0.record.opens) == "2026-11-24 08:00" }, "the opening stays nominal")
    let wednesday = try bench.tasks().filter { $0.record.key.period == "2026-11-25" }
    #expect(wednesday.map { wall($0.record.due) } == ["2026-11-25 17:30", "2026-11-25 17:30"])
  }

  @Test func catchingUpIsBounded() throws {
    let district = District.small.adding("duties/road-patrol.yaml", "    catch-up: all")
      .replacing("duties/road-patrol.yaml", "every: workday", "every: day")
      .replacing("dutyd.yaml", "start: 2026-01-01", "start: 2025-01-01")
    let bench = try Bench(district, at: moment("2025-01-01 06:00"))
    try bench.restart(at: moment("2026-11-27 09:00"))
    let entries = try bench.entries()
    #expect(entries.count == 696, "each day has its entry")
    #expect(entries.count { $0.outcome == .generated } == 400)
    #expect(entries.prefix(296).allSatisfy { $0.outcome == .missed }, "the oldest are those that stay missed")
  }

  @Test func theStatusCountsEveryMissedPeriodAndNamesTheNewest() throws {
    let bench = try Bench(
      District.small.replacing("dutyd.yaml", "start: 2026-01-01", "start: 2025-01-01"), at: moment("2025-01-01 06:00"))
    try bench.restart(at: moment("2026-11-27 09:00"))
    let missed = try bench.entries().filter { $0.outcome == .missed }
    let status = try bench.engine.status(at: bench.now)
    let whole = try bench.engine.status(at: bench.now, allMissed: true)
    #expect(!missed.isEmpty && status["missed-total"] == .int(Int64(missed.count)))
    #expect((status["missed"]?.array?.count ?? 0) < missed.count, "those of the last seven days")
    #expect(whole["missed"]?.array?.count == missed.count && whole["missed-total"] == status["missed-total"])
    let asked = bench.engine.perform("status", ["missed": true], author: "p-cjb", at: bench.now)
    #expect(asked.body["missed"] == whole["missed"])
  }

  @Test func queuesOfDaysWithoutADaemonAreRecordedAsMissed() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    try bench.restart(at: moment("2026-11-26 12:00"))
    let sent = try bench.dispatches().map(\.record)
    let daily = sent.filter { $0.outcome != .immediate }
    #expect(daily.map(\.date.description) == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"])
    #expect(daily.map(\.outcome) == [.daily, .missed, .missed, .daily])
  }

  @Test func everyNightIsAuditedAfterDowntime() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.restart(at: moment("2026-11-26 12:00"))
    let days = try bench.events().compactMap {
      if case .audited(let audit) = $0.event { audit.date.description } else { nil }
    }
    #expect(days == ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"])
    let audits = try bench.events().compactMap { if case .audited(let audit) = $0.event { audit } else { nil } }
    #expect(audits.allSatisfy { $0.differences.isEmpty }, "\(audits.flatMap(\.differences))")
  }

  /// A duty that came in the middle of its period has it made on request, once, and the audit has nothing against it.
  @Test func aPeriodThatWasNeverOpenedCanBeBackfilled() throws {
    let bench = try Bench(.small, at: moment("2026-11-16 06:00"))
    try bench.run(until: moment("2026-11-18 12:00"))
    bench.shelf.put(
      .small.duty("tidy", "of: { kind: lane }", "every: month", "opens: \"08:00\"", "due: end of period")
        .duty("walk", "of: { kind: lane }", "every: day", "opens: \"08:00\"", "due: \"17:30\""))
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the new duties are taken")
      return
    }
    func named() throws -> [String] {
      (try bench.engine.status(at: bench.now)["unopened"]?.array ?? []).compactMap {
        "\($0["duty"]?.string ?? "") \($0["period"]?.string ?? "")"
      }
    }
    try bench.run(until: moment("2026-11-18 13:00"))
    #expect(try named().sorted() == ["tidy 2026-11", "walk 2026-11-18"], "and no day that is over")
    func backfill(_ duty: String, _ period: String) throws -> Engine.Backfill {
      try bench.engine.backfill(stream: duty, period: period, n: 1, by: "p-cjb", at: bench.now)
    }
    #expect(try backfill("tidy", "2026-11") == .generated(2))
    for (duty, period) in [("tidy", "2026-11"), ("walk", "2026-11-17"), ("tidy", "2026-12"), ("nothing", "2026-11")] {
      let head = try bench.store.head()
      guard case .refused = try backfill(duty, period) else {
        Issue.record("\(duty) \(period)")
        continue
      }
      #expect(try bench.store.head() == head)
    }
    #expect(try named() == ["walk 2026-11-18"])
    try bench.run(until: moment("2026-11-19 12:00"))
    #expect(try named().isEmpty, "the day is over")
    for day in [day("2026-11-01"), day("2026-11-18")] {
      let audit = try bench.engine.audit(of: day)
      #expect(audit?.differences ?? [] == [], "\(day)")
    }
    try bench.restart(at: moment("2026-11-19 13:00"))
    #expect(try bench.tasks().filter { $0.record.key.duty == "tidy" }.count == 2, "and a restart makes no other")
  }

  /// Who has it made is somebody of the office, and stands in the entry's reason.
  @Test(arguments: [
    ("p-zb", 200, "", "somebody of the office"), ("p-jt1", 403, "not-the-office", "the head of a bureau"),
    ("p-nobody", 422, "unknown-person", "nobody of the register"), ("", 400, "nobody-named", "nobody at all"),
  ])
  func whoBackfillsIsRecorded(_ by: String, _ status: Int, _ code: String, _ why: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.restart(at: moment("2026-11-26 12:00"))
    let head = try bench.store.head()
    let reply = bench.engine.perform(
      "backfill", ["duty": "road-patrol", "period": "2026-11-24", "by": .string(by)], author: "uid 0", at: bench.now)
    #expect(reply.status == status, "\(why): \(reply.body.canonicalText)")
    let entry = try #require(try bench.entries().first { $0.period == "2026-11-24" })
    if status == 200 {
      #expect(entry.outcome == .generated && entry.reason.hasPrefix("backfilled by p-zb; was missed"), "\(entry.reason)")
    } else {
      #expect(reply.body["error"]?["reason"]?["code"]?.string == code, "\(why): \(reply.body.canonicalText)")
      #expect(try bench.store.head() == head)
    }
  }

  @Test func aMissedPeriodCanBeBackfilled() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.restart(at: moment("2026-11-26 12:00"))
    #expect(try bench.entries().map(\.outcome) == [.missed, .missed, .missed, .generated])
    let answer = try bench.engine.backfill(
      stream: "road-patrol", period: "2026-11-24", n: 1, by: "p-cjb", at: moment("2026-11-26 13:00"))
    #expect(answer == .generated(2))
    #expect(try bench.entries().map(\.outcome) == [.missed, .generated, .missed, .generated])
    #expect(try bench.entries().count == 4, "the same row, not another one")
    let again = try bench.engine.backfill(
      stream: "road-patrol", period: "2026-11-24", n: 1, by: "p-cjb", at: moment("2026-11-26 13:01"))
    guard case .refused = again else {
      Issue.record("a generated period is not backfilled twice")
      return
    }
    let audit = try bench.engine.audit(of: day("2026-11-24"))
    #expect(audit?.differences == [])
  }
}
