import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

private let small = District.small
/// The patrol of one road goes from one person to another.
private let handed = small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2")

@Suite struct ReloadTests {
  private func bench(_ district: District = small) throws -> Bench {
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    return bench
  }

  @Test func aReloadThatChangesNothingWritesNothing() throws {
    let bench = try bench()
    let head = try bench.store.head()
    let published = bench.sink.committed.count
    guard case .unchanged = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the directory is the same")
      return
    }
    #expect(try bench.store.head() == head)
    #expect(bench.sink.committed.count == published)
  }

  @Test func aRefusedReloadKeepsTheBook() throws {
    let bench = try bench()
    let digest = bench.engine.current.book.digest
    let head = try bench.store.head()
    bench.shelf.put(small.rule(10, "other", "for: { duty: road-patrol }", "lead: u-hw"))
    guard case .refused(let refusal) = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("a tie is refused")
      return
    }
    #expect(refusal.codes == ["P002"])
    #expect(bench.engine.current.book.digest == digest)
    #expect(try bench.store.head() == head)
    bench.shelf.put(small)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(bench.engine.degraded == nil, "putting the files back ends it")
  }

  @Test func aReloadThatTheStoreRefusesKeepsTheBook() throws {
    let bench = try bench()
    let digest = bench.engine.current.book.digest
    bench.shelf.put(handed)
    bench.store.failAppend(1)
    #expect(throws: EngineError.self) { try bench.engine.reload(confirm: nil, at: bench.now) }
    #expect(bench.engine.current.book.digest == digest, "what the ledger does not have is not in force")
    bench.store.failAppend(nil)
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the next attempt succeeds")
      return
    }
    #expect(try bench.store.books().last?.accepted.digest == bench.engine.current.book.digest)
  }

  @Test func openTasksFollow() throws {
    let bench = try bench()
    bench.shelf.put(handed)
    guard case .accepted(_, let diff, let changedHands) = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("accepted")
      return
    }
    #expect(diff.moved.map(\.obligation.subject) == ["road-zs"])
    #expect(diff.openMoves.count == 1)
    #expect(changedHands == 1)
    let moves = try bench.moves()
    #expect(moves.map(\.from.holder) == ["p-jt3"])
    #expect(moves.map(\.to.holder) == ["p-jt2"])
    #expect(moves.first?.reason.contains("rule edit") == true)
    #expect(try bench.tasks().first { $0.record.key.subject == "road-zs" }?.record.roles.holder == "p-jt2")
  }

  @Test func openTasksStay() throws {
    let stay = small.replacing("dutyd.yaml", "horizon: 60 days", "horizon: 60 days\nopen-tasks: stay")
    let bench = try bench(stay)
    bench.shelf.put(stay.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.moves().isEmpty)
    try bench.run(until: moment("2026-11-24 12:00"))
    let holders = try bench.tasks().filter { $0.record.key.subject == "road-zs" }.map(\.record.roles.holder)
    #expect(holders.sorted() == ["p-jt2", "p-jt3"], "the new one begins with the next period")
  }

  @Test func whoLeavesIsReplacedEvenUnderStay() throws {
    let stay = small.replacing("dutyd.yaml", "horizon: 60 days", "horizon: 60 days\nopen-tasks: stay")
      .replacing("registers/people.csv", "p-jt3,交三,u-jt,,,", "p-jt3,交三,u-jt,,2026-11-23,")
      .putting(
        "registers/road-chiefs.csv",
        "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-11-23\nroad-zs,p-jt2,u-jt,2026-11-24,\nroad-hp,p-hw3,u-hw,,\n"
      )
      .replacing("registers/posts.csv", "u-jt,liaison,p-jt3,,,", "u-jt,liaison,p-jt3,,,2026-11-23")
    let bench = try bench(stay)
    try bench.run(until: moment("2026-11-24 06:00"))
    #expect(try bench.moves().map(\.to.holder) == ["p-jt2"])
    #expect(try bench.moves().first?.reason.contains("register change") == true)
  }

  @Test func aDatedRowMovesOpenTasksAtMidnight() throws {
    let dated = small.putting(
      "registers/road-chiefs.csv",
      "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-11-23\nroad-zs,p-jt2,u-jt,2026-11-24,\nroad-hp,p-hw3,u-hw,,\n"
    )
    let bench = try bench(dated)
    try bench.run(until: moment("2026-11-24 06:00"))
    let moved = try bench.events().filter { if case .moved = $0.event { true } else { false } }
    #expect(moved.map { wall($0.at) } == ["2026-11-24 00:00"])
  }

  @Test func aBigChangeWantsItsDigest() throws {
    let careful = small.replacing(
      "dutyd.yaml", "horizon: 60 days", "horizon: 60 days\nconfirm-above: { moved-duties: 1 }")
    let bench = try bench(careful)
    let bigger = careful.putting(
      "registers/road-chiefs.csv", "place,person,unit\nroad-zs,p-jt2,u-jt\nroad-hp,p-hw2,u-hw\n")
    bench.shelf.put(bigger)
    guard case .refused(let refusal) = try bench.engine.reload(confirm: nil, at: bench.now),
      let confirm = refusal.confirm
    else {
      Issue.record("two moved duties are more than one")
      return
    }
    #expect(refusal.codes == ["C001"])
    guard case .refused = try bench.engine.reload(confirm: "00000000", at: bench.now) else {
      Issue.record("another digest confirms nothing")
      return
    }
    guard case .accepted = try bench.engine.reload(confirm: confirm, at: bench.now) else {
      Issue.record("its own digest confirms it")
      return
    }
    #expect(try bench.store.books().last?.accepted.reason == "confirmed")
  }

  /// Whoever confirms means a change: a word that is no digest is refused also where nothing needs to be confirmed.
  @Test(arguments: [("zz", 400), ("3f9c2a7", 400), ("3F9C2A71", 400), ("", 400), ("3f9c2a71", 200)])
  func whatIsNoDigestConfirmsNothing(_ confirm: String, _ status: Int) throws {
    let bench = try bench(small)
    let reply = bench.engine.perform("reload", ["confirm": .string(confirm)], author: "test", at: bench.now)
    #expect(reply.status == status, "\(reply.body.canonicalText)")
  }

  @Test func aChangeOfTheCalendarDerivesDeadlinesAnew() throws {
    let weekly = small.replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 2 workdays")
    let bench = try bench(weekly)
    #expect(try bench.tasks().map { wall($0.record.due) } == ["2026-11-25 17:30", "2026-11-25 17:30"])
    bench.shelf.put(weekly.adding("calendar/2026.csv", "2026-11-25,off,临时"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.tasks().map { wall($0.record.due) } == ["2026-11-26 17:30", "2026-11-26 17:30"])
    let changes = try bench.events().compactMap { if case .rederived(let change) = $0.event { change } else { nil } }
    #expect(changes.count == 2)
    #expect(changes.allSatisfy { !$0.reason.isEmpty })
  }

  /// What findings opened moves too, by the instant from which its limit counts; what is reported keeps its deadline, and
  /// what was promised stays where only a round has another.
  @Test func aChangeOfTheCalendarReachesEveryKindOfWork() throws {
    let district = District.finding
    let bench = try Bench.finding(district, at: "2026-11-23 09:00")
    let open = try bench.rectification(bench.add(place: "road-hp"))
    let reported = try bench.rectification(bench.add("第二处", place: "lane-2"))
    #expect(open.record.limit == "1 workday" && wall(open.record.due) == "2026-11-24 17:30")
    try bench.run(until: moment("2026-11-24 09:00"))
    for task in [open, reported] { #expect(try bench.store.task(number: task.number)?.state == .dispatched) }
    try bench.act(reported.number, .report)
    let changed = district.adding("calendar/2026.csv", "2026-11-24,off,临时")
    let rows = try bench.store.tasks(.open)
    let diff = PlanDiff.between(
      bench.engine.current.planner, try changed.planner(), openTasks: rows,
      starts: try bench.store.deadlineStarts(of: rows), on: day("2026-11-24"))
    #expect(diff.redated.map(\.task).contains(open.number) && !diff.redated.map(\.task).contains(reported.number))
    #expect(!diff.isEmpty && diff.json["deadlines"]?.array?.count == diff.redated.count)
    bench.shelf.put(changed)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    func due(_ task: TaskRow) throws -> String { wall(try #require(try bench.store.task(number: task.number)).record.due) }
    #expect(try due(open) == "2026-11-25 17:30")
    #expect(try due(reported) == "2026-11-24 17:30")
    let told = try bench.events().compactMap { if case .rederived(let change) = $0.event { change } else { nil } }
    #expect(Set(told.map(\.task)) == Set(diff.redated.map(\.task)), "what the diff said, and nothing else")
    #expect(told.allSatisfy { $0.cause == .calendar })
  }

  @Test func aNewDutyBeginsWithTheNextPeriod() throws {
    let bench = try bench()
    let more = small.duty("lane-walk", "of: { kind: lane }", "every: week", "opens: \"08:00\"", "due: last workday")
    bench.shelf.put(more)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-30 12:00"))
    #expect(try bench.entries().filter { $0.stream == "lane-walk" }.map(\.period) == ["2026-W49"])
  }

  @Test func aNewDutyThatStartsNowTakesTheOpenPeriod() throws {
    let bench = try bench()
    let more = small.duty(
      "lane-walk", "of: { kind: lane }", "every: week", "opens: \"08:00\"", "due: last workday", "starts: now")
    bench.shelf.put(more)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.entries().filter { $0.stream == "lane-walk" }.map(\.period) == ["2026-W48"], "at once")
    try bench.run(until: moment("2026-11-30 12:00"))
    #expect(try bench.entries().filter { $0.stream == "lane-walk" }.map(\.period) == ["2026-W48", "2026-W49"])
  }

  /// A duty that becomes more frequent on a Wednesday owes nothing for the days before.
  @Test func anotherCadenceOwesNothingForThePast() throws {
    let weekly = small.replacing("duties/road-patrol.yaml", "every: workday", "every: week")
    let bench = try bench(weekly)
    try bench.run(until: moment("2026-11-25 12:00"))
    bench.shelf.put(small)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-26 12:00"))
    #expect(try bench.entries().map(\.period) == ["2026-W48", "2026-11-26"])
    try bench.restart(at: moment("2026-11-26 13:00"))
    #expect(try bench.entries().map(\.period) == ["2026-W48", "2026-11-26"], "and a restart knows it too")
    try bench.run(until: moment("2026-11-27 01:00"))
    #expect(try bench.store.lastAudit()?.differences == [])
  }

  @Test func theAuditOfTheDayOfAReloadJudgesByBothBooks() throws {
    let weekly = small.replacing("duties/road-patrol.yaml", "every: workday", "every: week")
    let bench = try bench(weekly)
    try bench.run(until: moment("2026-11-25 12:00"))
    bench.shelf.put(small)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-26 01:00"))
    #expect(try bench.store.lastAudit()?.date == day("2026-11-25"))
    #expect(try bench.store.lastAudit()?.differences == [])
  }

  @Test func aDutyTakenOutLeavesItsOpenTasks() throws {
    let two = small.duty("lane-walk", "of: { kind: lane }", "every: workday", "opens: \"08:00\"", "due: 3 workdays")
    let bench = try bench(two)
    bench.shelf.put(small)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    try bench.run(until: moment("2026-11-30 12:00"))
    let left = try bench.tasks().filter { $0.record.key.duty == "lane-walk" }
    #expect(left.count == 2)
    #expect(left.allSatisfy { $0.state.isOpen && $0.rung == 2 }, "they still climb: \(left.map(\.rung))")
  }

  @Test func everyBookIsKept() throws {
    let bench = try bench()
    bench.shelf.put(handed)
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    for book in try bench.store.books() {
      #expect(try bench.store.bookFiles(digest: book.accepted.digest)?.isEmpty == false)
    }
    #expect(try bench.store.books().count == 2)
  }
}
