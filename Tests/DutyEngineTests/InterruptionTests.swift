import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// Several things at one instant, a gap, a handover, a quota and rungs: a week in which much can go wrong.
private let busy = District.small
  .duty("lane-walk", "of: { kind: lane }", "every: day", "opens: \"07:30\"", "due: 4 working-hours", "catch-up: all")
  .duty("visit", "of: { kind: compound }", "every: 2 per week, 2 days apart", "opens: \"00:00\"", "due: 1 workday")
  .putting(
    "registers/road-chiefs.csv",
    "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-11-25\nroad-zs,p-jt2,u-jt,2026-11-26,\nroad-hp,p-hw3,u-hw,,\n"
  )
  .putting("registers/absences.csv", "person,from,until,acting\np-hw3,2026-11-24,2026-11-25,p-hw1\n")

@Suite struct InterruptionTests {
  static let start = moment("2026-11-23 06:00")
  static let end = moment("2026-11-30 12:00")

  static let undisturbed: [String] = {
    do {
      let bench = try Bench(busy, at: start)
      try bench.run(until: end)
      return try bench.export()
    } catch {
      return ["\(error)"]
    }
  }()

  @Test func theWeekIsBusyEnough() {
    #expect(Self.undisturbed.count > 100, "\(Self.undisturbed.prefix(3))")
  }

  /// The process dies at append number `n`, before it or just after, and starts again at the same instant.
  @Test(arguments: [FaultyStore.Moment.before, .after])
  func aDeathAtAnyAppendChangesNothing(_ moment: FaultyStore.Moment) throws {
    for n in 1...70 {
      let store = FaultyStore()
      let bench = try Bench(busy, at: Self.start, store: store)
      store.failAppend(n, moment)
      try bench.runDying(until: Self.end)
      let export = try bench.export()
      let differing = zip(export, Self.undisturbed).first { $0 != $1 }
      #expect(
        export == Self.undisturbed,
        "died \(moment) append \(n): \(differing.map { "\($0.0.prefix(300))\nis not\n\($0.1.prefix(300))" } ?? "\(export.count)")"
      )
      if export != Self.undisturbed { return }
    }
  }

  /// A restart between any two instants is not seen in the ledger.
  @Test func aRestartAtEveryInstantChangesNothing() throws {
    let bench = try Bench(busy, at: Self.start)
    while let next = Optional(try bench.engine.next(after: bench.now).at), next <= Self.end {
      try bench.restart(at: next)
    }
    try bench.restart(at: Self.end)
    #expect(try bench.export() == Self.undisturbed)
  }

  /// A long catch-up that dies half way and starts again gives what one in a single go gives.
  @Test func aDeathDuringACatchUpLosesNothing() throws {
    let whole = try Bench(busy, at: Self.start)
    try whole.restart(at: Self.end)
    let expected = try whole.export()
    for n in 1...40 {
      let store = FaultyStore()
      let bench = try Bench(busy, at: Self.start, store: store)
      store.failAppend(n, .after)
      do { try bench.restart(at: Self.end) } catch EngineError.store(.failed) {}
      store.failAppend(nil)
      try bench.restart(at: Self.end)
      let export = try bench.export()
      let differing = zip(export, expected).first { $0 != $1 }
      #expect(
        export == expected,
        "died after append \(n): \(differing.map { "\($0.0.prefix(300))\nis not\n\($0.1.prefix(300))" } ?? "\(export.count) of \(expected.count)")"
      )
      if export != expected { return }
    }
  }

  @Test func theSameRunTwiceGivesTheSameLedger() throws {
    let again = try Bench(busy, at: Self.start)
    try again.run(until: Self.end)
    #expect(try again.export() == Self.undisturbed)
  }

  /// A wake-up that is up to a minute late acts as of its instant.
  @Test func aWakeUpALittleLateGivesTheSameLedger() throws {
    let bench = try Bench(busy, at: Self.start)
    var now = bench.now
    while true {
      let next = try bench.engine.next(after: now).at
      if next > Self.end { break }
      now = next.adding(seconds: 20)
      try bench.engine.tick(at: now)
    }
    let entries = try bench.entries()
    let other = try Bench(busy, at: Self.start)
    try other.run(until: Self.end)
    #expect(entries == (try other.entries()))
  }
}
