import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@Suite struct SectionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var due = "17:30"
    var days = 0
    var state = TaskState.dispatched
    /// Days before today of the first dispatch; `nil` for none yet.
    var sent: Int? = 1
    var veto = false
    var rung = 0
    var section: QueueSection
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Case(section: .dueToday, why: "due later on the day"),
    Case(due: "07:30", section: .dueToday, why: "met means at or before, so the very instant is not late"),
    Case(due: "07:29", section: .overdue, why: "a minute past"),
    Case(due: "17:30", days: -3, section: .overdue, why: "due on Friday"),
    Case(due: "24:00", section: .dueToday, why: "a midnight belongs to the day that it ends"),
    Case(due: "17:30", days: 1, section: .comingUp, why: "due tomorrow, dispatched before"),
    Case(due: "17:30", days: 1, sent: nil, section: .new, why: "never dispatched"),
    Case(due: "17:30", days: 1, sent: 0, section: .new, why: "first dispatched today: a later revision still says new"),
    Case(sent: nil, section: .dueToday, why: "due today comes before new"),
    Case(due: "17:30", days: 4, section: .comingUp, why: "the fourth workday after Monday is Friday"),
    Case(due: "17:30", days: 5, section: .later, why: "Saturday is behind the fourth workday"),
    Case(due: "17:30", days: 30, sent: nil, section: .new, why: "new, however late it is due"),
    Case(due: "17:30", days: 30, veto: true, section: .escalated, why: "a veto item is always on top"),
    Case(due: "17:30", days: -1, rung: 2, section: .escalated, why: "a rung fired"),
    Case(days: -1, state: .reported, section: .waiting, why: "the holder has reported"),
    Case(days: -1, state: .suspended, veto: true, section: .waiting, why: "the clock stands still, veto or not"),
    Case(days: -1, state: .returned, section: .overdue, why: "returned work is owed again"),
    Case(state: .acknowledged, section: .dueToday, why: "acknowledged is not done"),
  ])
  func holderSees(_ c: Case) throws {
    let district = try SmallDistrict()
    let sent: Instant? = try c.sent.map { try district.clock("07:30", -$0) }
    let row = try district.task(
      due: district.clock(c.due, c.days), veto: c.veto, state: c.sent == nil ? .generated : c.state, rung: c.rung,
      dispatched: .some(sent))
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: [row]))
    let queue = try #require(set["p-chief"])
    #expect(queue.counts[c.section] == 1)
    #expect(queue.counts.total == 1)
    #expect(queue.lines.map(\.section) == (c.section.isListed ? [c.section] : []))
    #expect(set.totals[c.section] == 1)
  }

  @Test func closedTasksAreNobodys() throws {
    let district = try SmallDistrict()
    let rows = try [TaskState.closed, .voided].map { try district.task(state: $0) }
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: rows))
    #expect(set.totals.total == 0)
    #expect(set.queues.allSatisfy { $0.counts.total == 0 })
  }
}
