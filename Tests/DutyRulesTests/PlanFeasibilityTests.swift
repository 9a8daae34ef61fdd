import DutyBook
import DutyCalendar
import Testing

/// M32 as laws: what the diagnostic says is enough is enough, and less is not.
@Suite struct PlanFeasibilityTests {
  static let calendar = WorkCalendar(
    days: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].compactMap { CivilDate($0) }.map {
      OfficialDay(date: $0, isWorkday: false, name: "国庆节", row: "r")
    }
      + ["2026-09-27", "2026-10-10"].compactMap { CivilDate($0) }.map {
        OfficialDay(date: $0, isWorkday: true, name: "调休", row: "r")
      })

  static func plan(_ deadline: CivilDate, _ back: Int) -> BackwardPlan {
    BackwardPlan(
      deadline: deadline,
      milestones: [.init(id: "last", workdaysBack: 0), .init(id: "first", workdaysBack: back)])
  }

  static func isPossible(_ deadline: CivilDate, _ back: Int, _ from: CivilDate) -> Bool {
    plan(deadline, back).fault(from: from, earliest: nil, in: calendar) == nil
  }

  @Test func eachWayIsEnoughAndNoMoreThanEnough() throws {
    let base = try #require(CivilDate("2026-09-01"))
    var faults = 0
    for start in 0..<60 {
      for length in 0..<40 where length % 3 == start % 3 {
        let from = base.adding(days: start)
        let deadline = from.adding(days: length)
        for back in [1, 2, 5, 12, 30] {
          guard let fault = Self.plan(deadline, back).fault(from: from, earliest: nil, in: Self.calendar) else {
            continue
          }
          faults += 1
          #expect(fault.falls < from && fault.missing > 0)
          #expect(fault.ways.allSatisfy { $0.workdays == fault.missing })
          for way in fault.ways {
            switch way.kind {
            case .start(let day):
              #expect(Self.isPossible(deadline, back, day))
              #expect(!Self.isPossible(deadline, back, day.adding(days: 1)))
            case .deadline(let day):
              #expect(Self.isPossible(day, back, from))
              #expect(!Self.isPossible(day.adding(days: -1), back, from))
            case .cut(let rest):
              #expect(Self.isPossible(deadline, rest, from))
              #expect(!Self.isPossible(deadline, rest + 1, from))
            }
          }
        }
      }
    }
    #expect(faults > 500)
  }

  @Test func thePlanAndTheCheckAgreeOnTheDays() throws {
    let sunday = try #require(CivilDate("2026-12-20"))
    let plan = Self.plan(sunday, 1)
    #expect(plan.day(of: plan.milestones[0], in: Self.calendar) == sunday, "the deadline is the deadline")
    #expect(
      plan.day(of: plan.milestones[1], in: Self.calendar).description == "2026-12-17", "one workday before Friday")
  }
}
