import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Figures for Prometheus.
@Suite struct MetricsTests {
  @Test("labels and help are escaped as the format wants it")
  func text() {
    var out = MetricsText()
    out.metric("a_total", .counter, "one\\two\nthree \"x\"", [(labels: [("l", "q\"\\\n")], value: .whole(3))])
    out.metric("b", .gauge, "B.", .unknown)
    #expect(
      out.text == """
        # HELP a_total one\\\\two\\nthree "x"
        # TYPE a_total counter
        a_total{l="q\\"\\\\\\n"} 3
        # HELP b B.
        # TYPE b gauge
        b NaN

        """)
  }

  @Test("what grows is counted once and carried on; it is what the ledger has")
  func carriedOn() async throws {
    let door = try Door()
    let watch = LedgerWatch()
    let first = try watch.figures(door.store, at: door.clock.now())
    #expect(first.rungs == (try door.store.rungCounts()))
    #expect(first.head == (try door.store.head().number))
    _ = await door.desk.perform(
      "finding-add",
      ["text": "x", "source": "patrol", "standard": "road-clean", "place": "r-holder", "by": "p-holder"], author: "test",
      deed: nil, unless: nil)
    let second = try watch.figures(door.store, at: door.clock.now())
    #expect(second.head == (try door.store.head().number))
    #expect((second.head ?? 0) > (first.head ?? 0))
    #expect(second.rungs.sorted() == (try door.store.rungCounts()))
    #expect(second.open == first.open, "open tasks are not counted again at once")
    let later = door.clock.now().adding(seconds: LedgerWatch.freshness)
    let third = try watch.figures(door.store, at: later)
    #expect(third.open.reduce(0) { $0 + $1.count } == (try door.store.counts().open))
  }

  @Test("what was done between the start and the first look is counted, each once")
  func sinceTheStart() async throws {
    let door = try Door()
    let all = try LedgerWatch().figures(door.store, at: door.clock.now())
    #expect(all.dispatches == 0, "without a start it counts from the first look")
    let watch = LedgerWatch()
    let first = try watch.figures(door.store, at: door.clock.now(), since: 0)
    #expect(first.dispatches == 1 && first.dispatch?.late == 0, "Monday's, at half past seven")
    #expect(first.rungs == all.rungs && first.head == all.head)
    #expect(try watch.figures(door.store, at: door.clock.now(), since: 0).dispatches == 1)
    try door.move(to: "2026-11-24T09:00:00+08:00")
    #expect(try watch.figures(door.store, at: door.clock.now(), since: 0).dispatches == 2)
  }

  @Test("what is not known yet has no sample: no number stands for it")
  func unknown() async throws {
    let text = await (try Door()).ask(.get, "/metrics").text
    #expect(text.contains("# TYPE dutyd_dispatch_lateness_seconds gauge\n# HELP"))
    #expect(!text.contains("\ndutyd_dispatch_lateness_seconds "))
  }

  @Test(
    "from this machine anybody is answered, from elsewhere a token is needed",
    arguments: [
      ("127.0.0.1", nil, 200), ("::1", nil, 200), ("10.0.0.7", nil, 401), ("10.0.0.7", "p-holder", 403),
      ("10.0.0.7", "p-office", 200), ("10.0.0.7", "p-auditor", 200),
    ] as [(String, String?, Int)])
  func whoMayRead(_ peer: String, _ person: String?, _ status: Int) async throws {
    let door = try Door()
    let token = try person.map { try door.token($0) }
    let reply = await door.ask(.get, "/metrics", token: token, peer: peer)
    #expect(reply.status == status)
    if status == 200 { #expect(reply.text.contains("\ndutyd_open_tasks{state=\"dispatched\",age=\"under 1d\"} ")) }
  }
}
