import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

@Suite struct RungTests {
  @Test func rungsFireOnceInOrder() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 07:00"))
    let rungs = try bench.rungs().map {
      "\(wall($0.at)) \($0.fired.rung) \($0.fired.recipients.joined(separator: " "))"
    }
    #expect(
      rungs.sorted() == [
        "2026-11-23 17:30:01 1 p-hw1", "2026-11-23 17:30:01 1 p-jt1",
        "2026-11-24 17:30 2 p-cjb", "2026-11-24 17:30 2 p-cjb",
        "2026-11-24 17:30:01 1 p-hw1", "2026-11-24 17:30:01 1 p-jt1",
      ])
  }

  /// A reminder that falls on the opening itself says what the opening says: it never fires, before a restart or after it.
  @Test func aReminderAtTheOpeningIsNone() throws {
    let district = District.small
      .replacing("duties/road-patrol.yaml", "opens: \"08:00\"\n    due: \"17:30\"", "opens: \"08:30\"\n    due: 1 workday")
      .replacing("ladders/overdue.yaml", "rungs:\n", "rungs:\n  - { when: before 1 workday, do: reminder, to: holder }\n")
    for restarts in [false, true] {
      let bench = try Bench(district, at: moment("2026-11-23 06:00"))
      try bench.run(until: moment("2026-11-23 09:00"))
      if restarts { try bench.restart(at: moment("2026-11-23 09:00")) }
      try bench.run(until: moment("2026-11-25 07:00"))
      #expect(try bench.rungs().filter { $0.fired.rung == 1 }.isEmpty, "restarts: \(restarts)")
      let audits = try bench.events().compactMap { if case .audited(let record) = $0.event { record } else { nil } }
      #expect(audits.count >= 2 && audits.allSatisfy { $0.differences.isEmpty }, "\(audits)")
      #expect(try bench.rungs().contains { $0.fired.rung == 2 }, "the deadline has passed")
    }
  }

  /// An operator finds a task's escalation by its number, its unit, or the rule that made somebody its holder.
  @Test func aRungIsInTheJournalWithItsFields() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let told = bench.journal.messages.filter { $0.kind == .rung && $0.fields["DUTY_TASK"] != nil }
    #expect(Set(told.compactMap { $0.fields["DUTY_UNIT"] }) == ["u-jt", "u-hw"])
    #expect(Set(told.compactMap { $0.fields["DUTY_TASK"] }) == Set(try bench.tasks().map(\.number)))
    #expect(told.allSatisfy { $0.fields["DUTY_RULE"] == "road-chief" })
  }

  /// Where the road has left the register, those who answer for the task are told all the same.
  @Test func aTaskWhoseSubjectIsGoneStillTellsItsLeader() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    bench.shelf.put(
      District.small.replacing("registers/places.csv", "road-hp,和平路,road,xh,,,,,\n", "")
        .replacing("registers/places.csv", "lane-2,二巷,lane,road-hp,,,,,\n", "")
        .replacing("registers/road-chiefs.csv", "road-hp,p-hw3,u-hw,,\n", ""))
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the register without the road is refused")
      return
    }
    try bench.run(until: moment("2026-11-23 18:00"))
    let told = try bench.rungs().filter { $0.fired.rung == 1 }.map(\.fired.recipients)
    #expect(told.sorted { $0[0] < $1[0] } == [["p-hw1"], ["p-jt1"]])
  }

  @Test func rungsOfADowntimeFireOnceEachAfterIt() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    try bench.restart(at: moment("2026-11-26 07:00"))
    let monday = Set(try bench.tasks().filter { $0.record.key.period == "2026-11-23" }.map(\.number))
    let fired = try bench.rungs().filter { monday.contains($0.fired.task) }
    #expect(fired.map(\.fired.rung) == [1, 1, 2, 2])
    #expect(fired.allSatisfy { $0.at == moment("2026-11-26 07:00") }, "they act when they can")
    #expect(fired.map { wall($0.fired.nominal) }.first == "2026-11-23 17:30:01", "and name when they were due")
    try bench.restart(at: moment("2026-11-26 07:10"))
    #expect(try bench.rungs().filter { monday.contains($0.fired.task) }.count == 4, "not again")
  }

  @Test func aClosedTaskClimbsNoFurther() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    let task = try #require(try bench.tasks().first)
    try bench.store.append(
      [.acted(TaskActed(task: task.number, action: .void, by: "p-cjb", note: "站错了", approvedBy: "p-zb"))],
      at: moment("2026-11-23 18:00"), recordedAt: moment("2026-11-23 18:00"))
    try bench.run(until: moment("2026-11-25 07:00"))
    #expect(try bench.rungs().filter { $0.fired.task == task.number }.map(\.fired.rung) == [1])
  }

  @Test func aRungThatReachesNobodyTellsTheOffice() throws {
    let district = District.small.replacing("ladders/overdue.yaml", "to: leader", "to: lead.secretary")
      .adding("registers/posts.csv", "u-dh,secretary,p-dh3,,,")
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 18:00"))
    #expect(try bench.rungs().map(\.fired.recipients) == [["p-cjb"], ["p-cjb"]], "those of the rung above are told")
    #expect(try bench.rungs().allSatisfy { $0.fired.reason.contains("nobody holds lead.secretary") })
    let nobody = district.replacing("ladders/overdue.yaml", "[office.head]", "[lead.secretary]")
    let other = try Bench(nobody, at: moment("2026-11-23 06:00"))
    try other.run(until: moment("2026-11-23 18:00"))
    #expect(try other.rungs().map(\.fired.recipients) == [["u-cjb"], ["u-cjb"]], "and where that is nobody, the office")
    #expect(try other.rungs().allSatisfy { !$0.fired.reason.isEmpty })
  }

  /// A make-up workday announced late brings a deadline forward, into the past: it is overdue now.
  @Test func aDeadlineThatMovesIntoThePastClimbsAtOnce() throws {
    let district = District.small.replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 1 workday")
      .replacing("duties/road-patrol.yaml", "every: workday", "every: week, on thursday")
      .replacing("duties/road-patrol.yaml", "due: 1 workday", "due: 2 workdays")
    let bench = try Bench(district, at: moment("2026-11-26 06:00"))
    try bench.run(until: moment("2026-11-29 12:00"))
    #expect(try bench.tasks().map { wall($0.record.due) } == ["2026-11-30 17:30", "2026-11-30 17:30"])
    bench.shelf.put(district.adding("calendar/2026.csv", "2026-11-28,work,调休"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.tasks().map { wall($0.record.due) } == ["2026-11-28 17:30", "2026-11-28 17:30"])
    try bench.run(until: moment("2026-11-29 20:00"))
    #expect(try bench.rungs().map(\.fired.rung) == [1, 1])
  }
}
