import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// What a campaign does to tasks that are open when it begins, and what a move does to queues that are out already.
@Suite struct EdgeTests {
  private func weekly(_ edge: String) -> District {
    District.small
      .replacing("duties/road-patrol.yaml", "every: workday", "every: week")
      .replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 10 workdays")
      .putting(
        "campaigns/visit.yaml",
        """
        campaign: visit
        window: 2026-11-25..2026-11-27
        overlay:
          - { duties: [road-patrol], due: 4 urgent-hours }
        edges: { open-before: \(edge) }

        """)
  }

  @Test(arguments: [
    (edge: "tighten", due: "2026-11-25 12:30", why: "four hours from the opening of the window's first day"),
    (edge: "keep", due: "2026-12-07 17:30", why: "a limit is fixed when the task is generated"),
  ])
  func openTasksAtTheEdge(_ c: (edge: String, due: String, why: String)) throws {
    let bench = try Bench(weekly(c.edge), at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 00:30"))
    let open = try bench.tasks().filter { $0.record.key.period == "2026-W48" }
    #expect(!open.isEmpty)
    for task in open {
      #expect(task.record.due == moment(c.due), "\(c.why)")
      #expect(task.record.limit == (c.edge == "tighten" ? "4 urgent-hours" : "10 workdays"), "limit and deadline agree")
      let by = DeadlineHistory(try bench.store.events(of: task.number) { _ in true }.map(\.event))
      #expect(by.firstLimit == "10 workdays")
      #expect(by.campaign == (c.edge == "tighten" ? "visit" : ""))
      #expect(by.origin == (c.edge == "tighten" ? .rederived(.campaign("visit")) : .limit))
    }
    let changes = try bench.events().compactMap { if case .rederived(let change) = $0.event { change } else { nil } }
    #expect(changes.count == (c.edge == "tighten" ? open.count : 0))
    #expect(changes.allSatisfy { $0.reason.contains("visit") })
  }

  /// Two campaigns that begin on one day: the earlier deadline holds, whichever of them is read last, and it is given once.
  @Test(arguments: [(first: 4, second: 9), (first: 9, second: 4)])
  func ofTwoCampaignsThatBeginTogetherTheStricterTightens(_ c: (first: Int, second: Int)) throws {
    func campaign(_ name: String, _ hours: Int) -> String {
      """
      campaign: \(name)
      window: 2026-11-25..2026-11-27
      overlay:
        - { duties: [road-patrol], due: \(hours) urgent-hours }
      edges: { open-before: tighten }

      """
    }
    let district = weekly("keep").putting("campaigns/visit.yaml", campaign("a", c.first))
      .putting("campaigns/b.yaml", campaign("b", c.second))
    let bench = try Bench(district, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 09:00"))
    let open = try bench.tasks().filter { $0.record.key.period == "2026-W48" }
    #expect(!open.isEmpty && open.allSatisfy { wall($0.record.due) == "2026-11-25 12:30" })
    #expect(open.allSatisfy { $0.record.limit == "4 urgent-hours" })
    let changes = try bench.events().compactMap { if case .rederived(let change) = $0.event { change } else { nil } }
    #expect(changes.count == open.count, "each task hears of it once")
    #expect(changes.allSatisfy { $0.reason == DeadlineChange.Cause.campaign(c.first == 4 ? "a" : "b").text })
    let reply = try bench.act(try #require(open.first), .reissue, "p-jt1", ["note": "按现行规定", "approved-by": "p-qu"])
    #expect(reply.status == 409, "a reissue loosens nothing: \(reply)")
  }

  /// What opens within the window has the campaign's limit from the first, and its receipt says whose it is; so has what
  /// is reissued when a rule edit brings the campaign.
  @Test func aTaskOpenedWithinACampaignNamesItInItsReceipt() throws {
    func campaign(of task: TaskRow) throws -> JSONValue? {
      let history = DeadlineHistory(try bench.store.events(of: task.number) { _ in true }.map(\.event))
      return try #require(try bench.store.receipt(id: history.receipt)).body["campaign"]
    }
    let district = weekly("keep").replacing("duties/road-patrol.yaml", "every: week", "every: workday")
    let bench = try Bench(district, at: moment("2026-11-24 06:00"))
    try bench.run(until: moment("2026-11-25 09:00"))
    let rows = try bench.tasks().filter { $0.record.key.duty == "road-patrol" }
    let before = try #require(rows.first { $0.record.key.period == "2026-11-24" })
    let within = try #require(rows.first { $0.record.key.period == "2026-11-25" })
    #expect(try (campaign(of: before), campaign(of: within)) == (nil, "visit"))
    bench.shelf.put(district.replacing("campaigns/visit.yaml", "window: 2026-11-25", "window: 2026-11-24"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(try bench.act(before, .reissue, "p-jt1", ["note": "按现行规定", "approved-by": "p-qu"]).status == 200)
    #expect(try campaign(of: before) == "visit")
  }

  @Test func whatACampaignTightenedIsNotLoosenedByAReissue() throws {
    let bench = try Bench(weekly("tighten"), at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-25 09:00"))
    let task = try #require(try bench.tasks().first { $0.record.key.period == "2026-W48" })
    let reply = try bench.act(task, .reissue, "p-jt1", ["note": "按现行规定", "approved-by": "p-qu"])
    #expect(reply.status == 409 && reply.message.contains("nothing would change"), "\(reply)")
    #expect(try bench.store.task(number: task.number)?.record.due == task.record.due)
  }

  /// A campaign that began while nobody was there to say so gives nobody a deadline that is past already.
  @Test func whatIsTightenedLateCountsFromThenOn() throws {
    let bench = try Bench(weekly("tighten"), at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-24 12:00"))
    try bench.restart(at: moment("2026-11-26 09:00"))
    let open = try bench.tasks().filter { $0.record.key.period == "2026-W48" }
    #expect(!open.isEmpty && open.allSatisfy { wall($0.record.due) == "2026-11-26 13:00" })
    #expect(try bench.rungs().isEmpty)
  }

  @Test func aMovedTaskThatIsDueTodayShowsAtOnceInBothQueues() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    try bench.run(until: moment("2026-11-23 12:00"))
    let before = try bench.dispatches().count
    bench.shelf.put(District.small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    let dispatches = try bench.dispatches()
    #expect(dispatches.count == before + 1, "due at 17:30, before the next dispatch")
    #expect(dispatches.last?.record.outcome == .immediate)
    #expect(dispatches.last?.record.tasks == [], "the task was dispatched already")
    #expect(bench.sink.committed.last?.revision == dispatches.last?.record.revision)
  }

  @Test(arguments: [
    (verifier: "p-jt3", why: "the holder does not verify"),
    (verifier: "p-jt1", why: "nor does anybody of the lead unit"),
  ])
  func aDesignationMayNotMakeTheVerifierJudgeTheirOwn(_ c: (verifier: String, why: String)) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 06:00"))
    let head = try bench.store.head()
    let reply = bench.engine.perform(
      "designate",
      [
        "subjects": ["road-zs"], "duty": "road-patrol", "lead": "u-jt", "holder": "p-jt3",
        "verifier": .string(c.verifier), "reason": "试",
      ], author: "p-cjb", at: bench.now)
    #expect(reply.status == 422, "\(c.why)")
    #expect(try bench.store.head() == head)
  }
}
