import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// What is remembered between days and between tasks changes nothing.
@Suite struct StretchTests {
  private static let first = day("2026-11-23")
  private static let days = 12

  private func tasks(_ planner: Planner, on date: CivilDate) -> [TaskRecord] {
    planner.entries(from: date, to: date).flatMap { planner.tasks(of: $0) }.map { $0.record(in: planner.book, ladder: "") }
  }

  /// One planner asked day by day, there and back, gives what a new one gives for each day, receipts included.
  @Test(arguments: [UInt64](1...60))
  func aPlannerThatRemembersPlansTheSame(_ seed: UInt64) throws {
    let book = try District.randomBook(seed)
    let planner = Planner(Assignment(book: book))
    let there = (0..<Self.days).map { Self.first.adding(days: $0) }
    for date in there + there.reversed() {
      #expect(tasks(planner, on: date) == tasks(Planner(Assignment(book: book)), on: date), "seed \(seed), \(date)")
    }
  }

  /// Many open tasks looked at together move as each does alone.
  @Test(arguments: [UInt64](1...60))
  func tasksMoveTogetherAsAlone(_ seed: UInt64) throws {
    let planner = Planner(Assignment(book: try District.randomBook(seed)))
    let open = (0..<Self.days).flatMap { tasks(planner, on: Self.first.adding(days: $0)) }.map { TaskRow(record: $0) }
    for offset in [3, 7, 11] {
      let date = Self.first.adding(days: offset)
      let together = planner.moves(of: open, on: date, why: "register change")
      let alone = open.flatMap { planner.moves(of: [$0], on: date, why: "register change") }
      #expect(together.map(\.task) == alone.map(\.task), "seed \(seed), \(date)")
      #expect(together.map(\.to) == alone.map(\.to), "seed \(seed), \(date)")
      #expect(together.map(\.reason) == alone.map(\.reason), "seed \(seed), \(date)")
    }
  }

  /// A day turns something exactly if a question may come to something else on it.
  @Test(arguments: [UInt64](1...60))
  func nothingChangesWithinAStretch(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    let planner = Planner(assignment)
    let turning = planner.turningDays(from: Self.first, to: Self.first.adding(days: Self.days))
    for question in everyQuestion(assignment) {
      for offset in 1...Self.days {
        let date = Self.first.adding(days: offset)
        guard !turning.contains(date) else { continue }
        let (before, after) = (date.adding(days: -1), date)
        let was = assignment.effective(question, assignment.decide(question, on: before), on: before)
        let becomes = assignment.effective(question, assignment.decide(question, on: after), on: after)
        #expect(was == becomes, "seed \(seed), \(date)")
      }
    }
  }

  @Test func turningDaysAreOfTheSpanAlone() throws {
    let planner = Planner(Assignment(book: try District.randomBook(1)))
    let all = planner.turningDays(from: day("2020-01-01"), to: day("2030-12-31"))
    for offset in 0..<40 {
      let date = Self.first.adding(days: offset - 10)
      #expect(planner.turningDays(from: date, to: date) == all.intersection([date]))
    }
    #expect(planner.turningDays(from: day("2026-12-01"), to: day("2026-11-01")).isEmpty)
  }
}
