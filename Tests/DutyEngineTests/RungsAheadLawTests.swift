import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

@testable import DutyEngine

/// What is remembered of the next rung is what a search from nothing finds, whatever was appended in between.
@Suite struct RungsAheadLawTests {
  private static let books: [District] = [
    .finding.ladder(
      "overdue", rungs: "when: before 2 working-hours, do: reminder, to: holder", "when: overdue 0, do: notice, to: leader",
      "when: overdue 1 workday, do: notice, to: office.head"),
    .finding.ladder(
      "overdue", rungs: "when: before 1 workday, do: reminder, to: holder",
      "when: overdue 2 workdays, do: notice, to: office.head"),
  ]

  @Test("law: known and searched agree", arguments: 1...12 as ClosedRange<UInt64>)
  func knownIsWhatIsFound(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let bench = try Bench(Self.books[0], at: moment("2026-11-23 06:00"))
    var remembered = 0
    for step in 0..<60 {
      let what = try something(bench, step, &dice)
      // Asked a second time it is remembered, and asked in between it is not forgotten.
      for _ in 0..<2 {
        let known = try bench.engine.nextDeadlineRung(after: bench.now)
        #expect(known == (try searched(bench)), "seed \(seed), step \(step): \(what)")
      }
      if known(bench) { remembered += 1 }
    }
    #expect(remembered == 60, "it is remembered once it was asked for")
  }

  private func known(_ bench: Bench) -> Bool {
    bench.engine.rungsAhead.pause(book: bench.engine.book.digest)?.holds(bench.now) ?? false
  }

  /// The same by a search that remembers nothing.
  private func searched(_ bench: Bench) throws -> Instant? {
    let times = bench.engine.rungTimes
    bench.engine.rungTimes = RungTimes()
    defer { bench.engine.rungTimes = times }
    return try bench.engine.findDeadlineRung(after: bench.now)
  }

  private func something(_ bench: Bench, _ step: Int, _ dice: inout Dice) throws -> String {
    switch dice.below(10) {
    case 0, 1:
      let place = dice.one(of: ["road-zs", "road-hp"])
      _ = bench.add("垃圾\(step)", place: place)
      return "a finding at \(place)"
    case 2, 3, 4, 5: return try act(bench, &dice)
    case 6, 7:
      try bench.run(until: bench.now.adding(seconds: Int64(1 + dice.below(40)) * 3600))
      return "time went by"
    case 8:
      bench.shelf.put(dice.one(of: Self.books))
      _ = try bench.engine.reload(confirm: nil, at: bench.now)
      return "another book"
    default:
      try bench.restart(at: bench.now.adding(seconds: Int64(dice.below(90)) * 60))
      return "a restart"
    }
  }

  private func act(_ bench: Bench, _ dice: inout Dice) throws -> String {
    let rows = try bench.tasks()
    guard !rows.isEmpty else { return "nothing" }
    let row = dice.one(of: rows)
    let actions: [TaskAction] = [
      .acknowledge, .report, .return, .extend, .suspend, .resume, .void, .verify, .reopen, .reissue,
    ]
    let action = dice.one(of: actions)
    guard case .success = action.next(from: row.state) else { return "nothing" }
    let moves = [.return, .extend, .resume, .reopen].contains(action) && dice.chance(70)
    let due = moves ? bench.now.adding(seconds: Int64(dice.below(80) - 10) * 3600) : nil
    try bench.act(row.number, action, due: due)
    return "\(action.rawValue) \(row.number)"
  }
}
